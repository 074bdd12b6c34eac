"""Names that a model cuts short, takes for something else or does not see; teams; titles."""

import sys
from types import SimpleNamespace

import pytest

from tasks.entities import find_entities, slovnet_model

SLOVNET = "tasks.entities.slovnet_model"


def kinds(text):
    return {each.surface: each.kind for each in find_entities(text, "en")}


def titles(text, language="en"):
    return {each.name: each.title for each in find_entities(text, language) if each.kind == "person"}


def test_a_city_that_plays_is_a_team_and_a_city_that_is_visited_is_none():
    text = (
        "Leeds beat Burnley 3-1 on Saturday after a late goal. The striker scored twice in the second half. "
        "A pub in Leeds sold out of beer, said the coach."
    )

    assert [each.kind for each in find_entities(text, "en") if each.surface == "Leeds"] == ["organisation", "place"]


def test_a_country_stays_a_country_whoever_plays_for_it():
    text = "England beat France 22-19. The coach praised the striker, who scored in each match of the season."

    assert kinds(text) == {"England": "place", "France": "place"}


def test_both_sides_of_a_result_are_teams():
    text = "Saturday results\nWigan 2 Burnley 0\nLeeds 1 Fulham 1\nThe season ends in May, the league said."

    assert {"Wigan", "Burnley", "Leeds", "Fulham"} <= {
        name for name, kind in kinds(text).items() if kind == "organisation"
    }


def test_a_line_that_shouts_has_no_dateline():
    assert "SOCCER" not in kinds("SOCCER - RESULTS OF SATURDAY\nThe league said that all games were played.")


def test_the_agency_of_a_dateline_is_named():
    found = find_entities("OSLO (Reuters) - The harbour was closed on Monday, the port authority said.", "en")

    assert [(each.name, each.kind, each.rule) for each in found[:2]] == [
        ("Oslo", "place", "dateline"),
        ("Reuters", "organisation", "agency"),
    ]


def test_who_made_an_article_is_not_in_it():
    text = "The harbour was closed.\n(Reporting by Ann Lee in Oslo; Editing by Bo Ek)\nPhoto by Carl Dahl"

    assert find_entities(text, "en") == []


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("On Monday Premier Li Keqiang spoke in Beijing.", "Li Keqiang", "Premier"),
        ("Secretary of State John Kerry spoke in Beijing.", "John Kerry", "Secretary of State"),
        ("U.S. Treasury Secretary Jack Lew spoke in Beijing.", "Jack Lew", "Treasury Secretary"),
        ("State Department spokeswoman Jen Psaki spoke in Beijing.", "Jen Psaki", "spokeswoman"),
        ("Deputy Prime Minister Alexander Novak spoke in Moscow.", "Alexander Novak", "Deputy Prime Minister"),
        ("On Monday John Kerry spoke in Beijing.", "John Kerry", None),
    ],
)
def test_a_title_is_kept_beside_the_name(text, name, title):
    assert titles(text)[name] == title


def test_french_titles_are_kept_too():
    text = "Le ministre de l’Économie Bruno Le Maire a annoncé lundi une aide. La présidente Anne Roy a salué le plan."

    assert titles(text, "fr") == {"Bruno Le Maire": "ministre de l’Économie", "Anne Roy": "présidente"}


def test_a_department_is_an_organisation_beside_its_spokeswoman():
    text = "State Department spokeswoman Jen Psaki spoke in Beijing on Monday."

    assert kinds(text)["State Department"] == "organisation"


def test_a_company_has_one_name_with_and_without_its_form():
    text = "Hanul Electronics Co Ltd said profit rose. Shares of Hanul Electronics fell in Seoul on Monday."

    names = {each.name for each in find_entities(text, "en") if each.kind == "organisation"}

    assert names == {"Hanul Electronics"}


@pytest.fixture
def russian(monkeypatch, tmp_path):
    """A package with weights of slovnet, and a slovnet that finds one word."""
    for name in ("model/slovnet_ner_x.tar", "emb/navec_x.tar"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).touch()

    class Finder:
        def navec(self, vectors):
            assert vectors == "vectors"

        def __call__(self, text):
            start = text.index("Анна")
            return SimpleNamespace(spans=[SimpleNamespace(start=start, stop=start + 4, type="PER")])

    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(f"{SLOVNET}.find_spec", lambda name: spec)
    monkeypatch.setitem(sys.modules, "slovnet", SimpleNamespace(NER=SimpleNamespace(load=lambda path: Finder())))
    monkeypatch.setitem(sys.modules, "navec", SimpleNamespace(Navec=SimpleNamespace(load=lambda path: "vectors")))
    slovnet_model.carries_slovnet.cache_clear()
    slovnet_model.load_slovnet.cache_clear()
    yield "weights"
    slovnet_model.carries_slovnet.cache_clear()
    slovnet_model.load_slovnet.cache_clear()


def test_slovnet_reads_in_pieces_with_true_offsets(russian):
    text = "Анна Линд.\n" * 4_000

    found = slovnet_model.names_by_slovnet([text], russian)[0]

    assert slovnet_model.carries_slovnet(russian)
    assert len(found) > 1
    assert {text[each.start : each.end] for each in found} == {"Анна"}

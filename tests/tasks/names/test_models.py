"""The models that names are found with: which, and what happens where one is missing."""

import warnings

import pytest

from schemas.problem import Unavailable
from tasks.entities import configure, coverage, find_entities, load_model, models
from tasks.entities.model import PIECE, names_by_model


@pytest.fixture
def chosen():
    before = dict(models())
    yield configure
    configure(before)


def test_a_model_that_is_not_installed_is_named_in_one_sentence(chosen):
    chosen({"en": "no_such_model"})

    with pytest.raises(Unavailable, match=r"'no_such_model'.*settings"):
        find_entities("Anna Lind met Bo Ek in Oslo on Monday.", "en")


def test_a_language_whose_model_is_taken_away_keeps_its_places(chosen):
    chosen({"en": ""})

    found = find_entities("Anna Lind went to Norway.", "en")

    assert [(each.name, each.engine) for each in found] == [("Norway", "document")]
    assert coverage("en") == "places"


def test_only_the_name_finder_is_run_and_no_warning_is_left():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = load_model(models()["en"])

    assert model.pipe_names == ["ner"]


def test_a_book_is_read_in_pieces_with_true_offsets():
    text = ("Anna Lind met Bo Ek in Oslo on Monday. " * 40 + "\n\n") * 20 + "x" * (2 * PIECE)

    found = names_by_model([text], models()["en"])[0]

    assert len(text) > 3 * PIECE
    assert {text[each.start : each.end] for each in found if each.kind == "person"} == {"Anna Lind", "Bo Ek"}
    assert len([each for each in found if text[each.start : each.end] == "Oslo"]) > 700

"""Corrections of entities: they hold for what is loaded, for what comes, and for a warehouse built again."""

import asyncio

import pytest

from flows.again import reprocess
from flows.correct import merge, rename, split, undo
from flows.doctor import examine, rebuild, repair
from flows.inbox import run_plainly
from schemas.problem import UsageError
from tests.conftest import STORY
from warehouse.corrections import gold, the_thing
from warehouse.open import writing

PRADO = "Ines Prado"


def named(desk, name: str = PRADO):
    sql = (
        "select e.name, m.article_id from entity_mentions m join entities e using (entity_id) "
        f"where m.surface = '{name}' order by all"
    )
    return desk.ask(sql)


def other_story(number: int) -> str:
    return STORY.replace("4.5 percent", f"{number}.5 percent").replace("300 dockers", f"{number}00 dockers")


@pytest.fixture
def loaded(desk):
    desk.drop("a.txt", other_story(4))
    desk.drop("b.txt", other_story(5).replace(PRADO, "Inez Prado"))
    desk.ingest()
    return desk


def test_merged_entities_are_one_for_what_is_there_and_for_what_comes(loaded):
    _, moved = merge(loaded.settings, "Inez Prado", PRADO)
    assert moved == 1
    assert [name for name, _ in named(loaded, "Inez Prado")] == [PRADO]
    assert loaded.ask("select count(*) from entities where name = 'Inez Prado'") == [(0,)]

    loaded.drop("c.txt", other_story(6).replace(PRADO, "Inez Prado"))
    loaded.ingest()
    assert [name for name, _ in named(loaded, "Inez Prado")] == [PRADO, PRADO]


def test_corrections_survive_reprocessing_and_a_warehouse_built_again(loaded):
    merge(loaded.settings, "Inez Prado", PRADO)
    rename(loaded.settings, PRADO, "Inês Prado")
    differences = asyncio.run(reprocess(loaded.shop, True, False, lambda _: None))
    assert all(one.empty for one in differences)
    assert {name for name, _ in named(loaded) + named(loaded, "Inez Prado")} == {"Inês Prado"}

    asyncio.run(rebuild(loaded.shop, lambda done, of: None))
    assert {name for name, _ in named(loaded) + named(loaded, "Inez Prado")} == {"Inês Prado"}
    assert [one for one in examine(loaded.home, loaded.settings) if one.rows] == []


def test_a_split_holds_in_its_articles_alone(loaded):
    loaded.drop("c.txt", other_story(6))
    loaded.ingest()
    first = named(loaded)[0][1]
    split(loaded.settings, PRADO, "Ines Prado (Setúbal)", [str(first)])

    assert sorted(name for name, _ in named(loaded)) == [PRADO, "Ines Prado (Setúbal)"]
    with writing(loaded.home, 1.0, "test") as connection:
        told = gold(connection)
    assert [(one["surface"], one["name"]) for one in told] == [(PRADO, "Ines Prado (Setúbal)")]
    assert PRADO in told[0]["sentence"]


@pytest.mark.parametrize(
    "correct",
    [
        lambda desk: merge(desk.settings, "Inez Prado", PRADO),
        lambda desk: rename(desk.settings, PRADO, "Someone Else"),
        lambda desk: split(desk.settings, PRADO, "Ines Prado (Setúbal)", [str(named(desk)[0][1])]),
    ],
)
def test_a_correction_is_undone_as_if_it_had_never_been(loaded, correct):
    tables = (("entities", "first_seen_at"), *((one, "rule") for one in ("entity_mentions", "quotes", "figures")))

    def rows() -> list[list[str]]:
        return [sorted(str(row) for row in loaded.ask(f"select * exclude ({one[1]}) from {one[0]}")) for one in tables]

    before = rows()
    done, _ = correct(loaded)
    assert rows() != before

    asyncio.run(undo(loaded.shop, done.correction_id))

    assert rows() == before


def test_what_was_cut_short_after_the_journal_is_mended(loaded, monkeypatch):
    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr("flows.correct.correct", killed)
        with pytest.raises(KeyboardInterrupt):
            merge(loaded.settings, "Inez Prado", PRADO)
    broken = [one for one in examine(loaded.home, loaded.settings) if one.rows]
    assert [one.sentence for one in broken] == ["The corrections of the journal are those of the warehouse."]

    asyncio.run(repair(loaded.shop, run_plainly))

    assert [name for name, _ in named(loaded, "Inez Prado")] == [PRADO]
    assert [one for one in examine(loaded.home, loaded.settings) if one.rows] == []


def test_what_cannot_be_corrected_is_said(loaded):
    with pytest.raises(UsageError, match=r"Is it one of these\? .*person Ines Prado"):
        merge(loaded.settings, "Prado", "Lisbon")
    with pytest.raises(UsageError, match="one entity already"):
        merge(loaded.settings, PRADO, "ines prado")
    with pytest.raises(UsageError, match="another name"):
        split(loaded.settings, PRADO, "INES PRADO", ["x"])
    with pytest.raises(UsageError, match="no article x"):
        split(loaded.settings, PRADO, "Ines Prado (Leeds)", ["x"])
    with pytest.raises(UsageError, match="letters"):
        rename(loaded.settings, PRADO, "  ")
    with pytest.raises(UsageError, match="no correction 'abc'"):
        asyncio.run(undo(loaded.shop, "abc"))
    with writing(loaded.home, 1.0, "test") as connection:
        assert the_thing(connection, "INES PRADO").name == PRADO

"""Forgetting reaches what is beside the warehouse: reports, the search index, rows that a killed question left."""

import os

from flows.forgetting import forget_article
from tests.conftest import STORY
from warehouse.search import search


def test_reports_since_it_came_go_and_older_or_named_ones_stay(desk):
    desk.drop("story.txt")
    desk.ingest()
    old, new, named = (
        desk.home.reports / name
        for name in ("timeline-20200101-000000.html", "timeline-20991231-000000.csv", "ours.csv")
    )
    for place in (old, new, named):
        place.write_text("told")
    os.utime(old, (1, 1))
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert set(desk.home.reports.iterdir()) == {old, named}


def test_a_word_that_was_searched_before_is_not_in_the_index_after(desk):
    desk.drop("story.txt", STORY.replace("Ines Prado", "Zorbelqua Prado"))
    desk.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent"))
    desk.ingest()
    assert search(desk.home, "zorbelqua").articles == 1
    ((article_id,),) = desk.ask("select article_id from articles where text like '%Zorbelqua%'")
    forget_article(desk.settings, str(article_id), whole_file=False)

    for place in desk.home.state.glob("search.sqlite*"):
        assert b"zorbelqua" not in place.read_bytes().lower()


def test_rows_that_a_killed_question_left_on_disk_go(desk):
    desk.drop("story.txt")
    desk.ingest()
    desk.home.spill.mkdir()
    (desk.home.spill / "duckdb_temp_storage_DEFAULT-0.tmp").write_text("rows")
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert not list(desk.home.spill.glob("*"))


def test_an_index_that_nobody_made_is_not_made_to_forget(desk):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert not list(desk.home.state.glob("search.sqlite*"))

"""The loader: one transaction, one outcome a file, the span law."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from schemas.article import Article, Block
from schemas.date import DateMention
from schemas.dropped import Stat, Taken
from schemas.enriched import EnrichedArticle, Processed, article_id
from schemas.entity import EntityMention, Quote
from schemas.figure import Figure
from schemas.language import LanguageGuess
from schemas.problem import Deferred, Problem
from schemas.span import Sentence, SpanLawBroken
from warehouse.load import Load, load, replace_articles
from warehouse.open import locked, writing

TEXT = "Acme cut 300 jobs in 2024."


def enriched(sha: str, text: str = TEXT, **said: object) -> EnrichedArticle:
    article = Article(text=text, blocks=(Block(kind="body", start_char=0, end_char=len(text), rule="t"),), **said)
    return EnrichedArticle(
        article_id(sha, 0),
        article,
        article.text_sha256(),
        len(text.split()),
        LanguageGuess("en", 0.9, "langdetect"),
        (None,),
        "full",
        (Sentence(0, len(text), 0),),
        (EntityMention(0, 4, text[0:4], "organisation", "Acme", "model", "r", 0.8),),
        (DateMention(21, 25, text[21:25], "DATE", "2024", "year", "explicit", 0.9, begin_date=date(2024, 1, 1),
                     end_date=date(2025, 1, 1)),),
        (Figure(9, 12, text[9:12], "count", 300.0, "300", "r", 0.9, unit_code="{job}", direction="down",
                change_role="by", signed_value=-300.0, subject_mention_no=0, period_mention_no=0),),
        (Quote(0, len(text), text, True, "r", 0.5, speaker_mention_no=0),),
        "v1",
    )  # fmt: skip


def taken(number: int, sha: str) -> Taken:
    name, stat = f"{number}.txt", Stat(1, 1, 1, 1, 1)
    return Taken(f"d{number}", Path("/in") / name, name, "wire", sha, 9, f"v/{sha}", stat, time.time())


def sha(number: int) -> str:
    return f"{number:016x}" + "0" * 48


def file(number: int, text: str = TEXT, **said: object) -> Processed:
    return Processed(taken(number, sha(number)), "text/plain", "utf-8", (enriched(sha(number), text, **said),))


def run(home, *files: Processed):
    this = Load("load", None, datetime.now(UTC), "0")
    with writing(home, 1.0, "test") as connection:
        return [(one.outcome, one.reason) for one in load(connection, files, this)]


def rows(home, sql: str):
    with writing(home, 1.0, "test") as connection:
        return connection.execute(sql).fetchall()


def test_everything_found_is_a_row_that_points_at_its_characters(home):
    assert run(home, file(1)) == [("loaded", None)]

    assert rows(
        home, "select subject_entity_id = entity_id, period_begin, signed_value, in_quote from figures, entities"
    ) == [(True, date(2024, 1, 1), -300.0, True)]
    assert rows(home, "select count(*) from sentences, blocks, quotes, entity_mentions, date_mentions") == [(1,)]
    assert rows(home, "select outcome, source from drops") == [("loaded", "wire")]


def test_the_same_drop_twice_has_the_same_outcome_and_no_second_row(home):
    run(home, file(1))

    assert run(home, file(1)) == [("loaded", None)]
    assert rows(
        home, "select (select count(*) from drops), (select count(*) from articles), (select count(*) from loads)"
    ) == [(1, 1, 1)]


def test_same_bytes_and_same_text_are_duplicates_even_in_one_batch(home):
    again = replace(file(1), taken=taken(2, sha(1)))

    outcomes = run(home, file(1), again, file(3))

    assert [outcome for outcome, _ in outcomes] == ["loaded", "duplicate", "duplicate"]
    assert outcomes[2][1] == f"same story as article {article_id(sha(1), 0)}"
    assert rows(home, "select count(*) from articles") == [(1,)]


def test_a_refused_content_that_is_mended_by_a_newer_reader_is_loaded(home):
    refused = Processed(taken(1, sha(1)), "text/plain", "utf-8", problems=(Problem("bug.crash", "KeyError."),))
    run(home, refused)
    assert rows(home, "select code, drop_id from problems") == [("bug.crash", "d1")]

    assert run(home, replace(file(1), taken=taken(2, sha(1)))) == [("loaded", None)]
    assert rows(home, "select outcome, problem_code from files") == [("loaded", None)]
    assert rows(home, "select count(*) from problems") == [(0,)]


def test_a_known_refusal_comes_back_with_its_problems(home):
    problem = Problem("json.invalid", "Line 1, column 2.", "a.b", 3, 4)
    run(home, Processed(taken(1, sha(1)), None, None, problems=(problem,)))

    with writing(home, 1.0, "test") as connection:
        (outcome,) = load(
            connection, [Processed(taken(1, sha(1)), None, None)], Load("l", None, datetime.now(UTC), "0")
        )
    assert (outcome.outcome, outcome.problems) == ("quarantined", (problem,))


def test_a_span_that_is_not_its_surface_is_never_written(home):
    good = enriched(sha(1))
    bad = replace(good, entities=(replace(good.entities[0], start_char=1, end_char=5),))

    with pytest.raises(SpanLawBroken):
        run(home, Processed(taken(1, sha(1)), "text/plain", "utf-8", (bad,)))
    assert rows(home, "select count(*) from drops") == [(0,)]


def test_a_new_text_at_the_same_address_is_a_revision(home):
    run(home, file(1, url="https://example.org/a"))
    run(home, file(2, "Acme cut 301 jobs in 2024.", url="https://example.org/a"))

    assert rows(home, "select article_id, revision_of from articles order by article_id") == [
        (article_id(sha(1), 0), None),
        (article_id(sha(2), 0), article_id(sha(1), 0)),
    ]


def test_replacing_an_article_leaves_no_old_row_and_no_nameless_entity(home):
    run(home, file(1))
    newer = replace(enriched(sha(1)), entities=(), figures=(), quotes=(), enricher_version="v2")
    with writing(home, 1.0, "test") as connection:
        replace_articles(connection, [(newer, sha(1))], "load2")

    assert rows(home, "select enricher_version from articles") == [("v2",)]
    assert rows(home, "select (select count(*) from entities), (select count(*) from figures)") == [(0, 0)]


def test_a_writer_waits_a_bounded_time_and_says_who_holds_the_lock(home):
    with locked(home, 1.0, "a long load"), pytest.raises(Deferred, match="a long load"), writing(home, 0.05, "test"):
        pass


def test_a_transaction_that_fails_leaves_nothing(home):
    with pytest.raises(ZeroDivisionError), writing(home, 1.0, "test") as connection:
        load(connection, [file(1)], Load("l", None, datetime.now(UTC), "0"))
        raise ZeroDivisionError
    assert rows(home, "select count(*) from articles") == [(0,)]

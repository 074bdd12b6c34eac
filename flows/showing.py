"""Show an article with what was found in it marked in its text: before loading (`enrich`) or after (`show`)."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.text import Text

from flows.console import out, print_json, print_table, safe
from schemas.article import Article
from schemas.date import DateMention
from schemas.enriched import EnrichedArticle, article_id
from schemas.entity import EntityMention
from schemas.figure import Figure
from schemas.problem import Deferred, Problem, Refused, UsageError
from schemas.report import ShowFormat, Table
from schemas.settings import Home, Settings
from schemas.span import sentence_at
from tasks.difference import Change, changes
from tasks.jsonld import news_article
from tasks.mark import Mark, date_label, figure_label, marked, marks_of
from tasks.provenance import byte_range
from tasks.vault import Vault, vault_of
from warehouse.article import StoredArticle, stored_article
from warehouse.open import reading

STYLES = {"entity": "cyan", "date": "green", "figure": "bold yellow"}


def show_file(settings: Settings, file: Path, published: str | None, language: str | None, as_json: bool) -> int:
    """Read and enrich a file, print what would be extracted; 1 where it would be refused."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tasks.enrich import configure, enrich
    from tasks.read import read

    configure(settings.engines)
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise UsageError(f"{file} cannot be read: {fault.strerror}.") from fault
    day = _day(published)
    try:
        reading = read(data, file.name)
    except Refused as refusal:
        _print_problems(file, refusal.problems, as_json)
        return 1
    articles = [_published_on(article, day) if day else article for article in reading.articles]
    numbered = [(article_id("0" * 64, number), article) for number, article in enumerate(articles)]
    found = enrich(numbered, language)
    if as_json:
        print_json([_as_json(one) for one in found])
        return 0
    for one in found:
        _print_head(one.article.model_dump(), one.language.code, one.language.confidence)
        _print_marked(one.article.text, marks_of(one.entities, one.dates, one.figures))
        _print_rows(one.dates, one.figures, one.entities)
    for passed in reading.passed_over:
        out.print(f"{passed.member} is no article: {passed.reason}", markup=False, soft_wrap=True)
    return 0


def show_stored(settings: Settings, wanted: str, form: ShowFormat) -> None:
    """Print an article of the warehouse, or one figure (`ID:N`) with its sentence, file hash and byte range."""
    identity, colon, number = wanted.partition(":")
    home = Home(settings.home)
    with reading(home) as connection:
        stored = stored_article(connection, identity)
    if colon:
        _show_figure(vault_of(settings), stored, number, form != "text")
        return
    if form == "jsonld":
        print_json(news_article(stored.said, stored.entities, stored.dates, stored.figures))
        return
    if form == "json":
        told = {
            "article": stored.said,
            "entities": [asdict(one) for one in stored.entities],
            "dates": [asdict(one) for one in stored.dates],
            "figures": [asdict(one) for one in stored.figures],
        }
        print_json(told)
        return
    _print_head(stored.said, stored.said["language"], stored.said["language_confidence"])
    _print_marked(stored.said["text"], marks_of(stored.entities, stored.dates, stored.figures))
    _print_rows(stored.dates, stored.figures, stored.entities)


def show_changes(settings: Settings, identity: str, as_json: bool) -> None:
    """Print what an article says otherwise than the one that it revises, or copies."""
    with reading(Home(settings.home)) as connection:
        after = stored_article(connection, identity)
        earlier = after.said["revision_of"] or after.said["duplicate_of"]
        if earlier is None:
            raise UsageError(f"Article {identity} revises and copies no other that is loaded.")
        before = stored_article(connection, earlier)
    found = changes(
        (before.entities, before.dates, before.figures),
        (after.entities, after.dates, after.figures),
    )
    if before.said["headline"] != after.said["headline"]:
        found.insert(0, Change("headline", "", before.said["headline"], after.said["headline"]))
    if as_json:
        print_json({"article_id": identity, "earlier": earlier, "changes": [asdict(one) for one in found]})
        return
    what = "revises" if after.said["revision_of"] else "copies"
    out.print(f"{identity} {what} {earlier}.", markup=False, soft_wrap=True)
    if not found:
        out.print("Both have the same figures, dates and names.")
        return
    rows = tuple((one.what, one.about, one.before or "", one.after or "") for one in found)
    print_table(Table(("what", "about", "before", "now"), rows))


def _show_figure(vault: Vault, stored: StoredArticle, number: str, as_json: bool) -> None:
    if not number.isdecimal() or int(number) >= len(stored.figures):
        identity = stored.said["article_id"]
        count = len(stored.figures)
        raise UsageError(f"Article {identity} has no figure {number!r}: it has {count or 'none'}, counted from 0.")
    figure = stored.figures[int(number)]
    text = stored.said["text"]
    at = sentence_at(stored.sentences, figure.start_char)
    sentence = text[stored.sentences[at].start_char : stored.sentences[at].end_char] if at is not None else ""
    name = stored.said["vault_path"]
    original = f"{vault.address.removesuffix('/')}/{name}"
    try:
        found = byte_range(vault.read(name), stored.said["encoding"], text, figure.start_char, figure.end_char)
    except OSError as fault:
        raise Deferred(f"the original {original} cannot be read: {fault.strerror}") from fault
    told = asdict(figure) | {
        "sentence": sentence,
        "file_sha256": stored.said["file_sha256"],
        "original": original,
        "byte_start": found[0] if found else None,
        "byte_end": found[1] if found else None,
    }
    if as_json:
        print_json(told)
        return
    out.print(figure_label(figure, stored.dates), style="bold", markup=False, soft_wrap=True)
    out.print(sentence, markup=False, soft_wrap=True)
    print_table(Table(("what", "value"), tuple((name, value) for name, value in told.items() if value is not None)))


def _print_head(said: dict[str, Any], language: str, confidence: float) -> None:
    names = ("member", "headline", "byline", "authors", "publisher", "published_date", "published_source", "url")
    rows = [(name, ", ".join(said[name]) if name == "authors" else said[name]) for name in names if said[name]]
    print_table(Table(("field", "value"), (*rows, ("language", f"{language} ({confidence:.2f})"))))


def _print_marked(text: str, marks: Sequence[Mark]) -> None:
    """The text with each span in its colour, and behind it what it was understood as."""
    shown = Text()
    for piece, over, ending in marked(text, marks):
        shown.append(safe(piece), style=STYLES[over[-1].what] if over else "")
        for mark in ending:
            shown.append(f"⟨{safe(mark.label)}⟩", style=f"{STYLES[mark.what]} dim")
    out.print(shown, soft_wrap=True)


def _print_rows(dates: Sequence[DateMention], figures: Sequence[Figure], entities: Sequence[EntityMention]) -> None:
    names = Counter((one.kind, one.name) for one in entities)
    print_table(Table(("kind", "name", "mentions"), tuple((*key, count) for key, count in names.items())), "Names")
    rows = ((one.surface, one.type, date_label(one), one.begin_date, one.end_date, one.rule) for one in dates)
    print_table(Table(("surface", "type", "value", "begin", "end", "rule"), tuple(rows)), "Dates")
    said = ((no, one.surface, one.kind, figure_label(one, dates), one.rule) for no, one in enumerate(figures))
    print_table(Table(("no", "surface", "kind", "what it says", "rule"), tuple(said)), "Figures")


def _print_problems(file: Path, problems: Sequence[Problem], as_json: bool) -> None:
    if as_json:
        told = [asdict(one) | {"sentence": one.sentence, "hint": one.hint} for one in problems]
        print_json({"file": str(file), "problems": told})
        return
    out.print(f"{file} would be refused:", markup=False, soft_wrap=True)
    for one in problems:
        where = f" (field {one.field})" if one.field else ""
        out.print(f"  {one.code}: {one.sentence}{where} {one.hint}", markup=False, soft_wrap=True)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise UsageError(f"Write the day as 2026-11-24, not {text!r}.") from fault


def _published_on(article: Article, day: date) -> Article:
    said = {"published_date": day, "published_at": None, "published_precision": "day", "published_source": "metadata"}
    return article.model_copy(update=said)


def _as_json(found: EnrichedArticle) -> dict[str, Any]:
    return {
        "article": found.article.model_dump(mode="json"),
        "language": asdict(found.language),
        "sentences": [asdict(one) for one in found.sentences],
        "entities": [asdict(one) for one in found.entities],
        "dates": [asdict(one) for one in found.dates],
        "figures": [asdict(one) for one in found.figures],
        "quotes": [asdict(one) for one in found.quotes],
    }

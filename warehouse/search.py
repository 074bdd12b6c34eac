"""Full-text search: an index beside the warehouse, made from what is published, and what it finds.

The index is SQLite's FTS5 in `state/search.sqlite`. It follows the published warehouse: what is new, read anew or
forgotten there is put in, replaced or taken out at the next `refresh`, and a search refreshes first where it has to.
Losing the file loses nothing.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.problem import Unavailable
from schemas.search import Filters, Found, Hit, Passage, PieceKind
from schemas.settings import Home
from warehouse.open import published_stamp, reading, refuse_unreadable
from warehouse.readers import READERS
from warehouse.statements import statement
from warehouse.words import Phrase, Query, Word, indexed, parse, words_of

PIECES: tuple[PieceKind, ...] = ("title", "heading", "caption", "quote", "body")

VERSION = 1  # of the index; another one is made anew
WAIT_SECONDS = 60.0  # for another process that is writing the index
CHUNK = 1000  # articles indexed at a time: 2 MB of text
PASSAGES = 3  # sentences shown of an article
SEPARATOR = "\0"

Told = Callable[[int, int], None]


def search(home: Home, question: str, filters: Filters | None = None, most: int = 20) -> Found:
    """Find articles; UsageError where the question cannot be read."""
    query = parse(question)
    filters = filters or Filters()
    refresh(home)
    match = f"{{{filters.kind}}} : {query.match}" if filters.kind else query.match
    narrowing = {
        "language": filters.language,
        "source": filters.source,
        "since": str(filters.since or ""),
        "until": str(filters.until or "~"),
    }
    kind = "_narrowed" if filters.language or filters.source or filters.since or filters.until else ""
    asked = {"query": match, **(narrowing if kind else {})}
    with _index(home) as index:
        rows = index.execute(statement(f"search/find{kind}"), {**asked, "most": most}).fetchall()
        ((articles,),) = index.execute(statement(f"search/count{kind}"), asked).fetchall()
    if not rows:
        return Found((), 0)
    with READERS.reading(home) as connection:
        told = {row[0]: row[1:] for row in _ask(connection, "shown", [row[0] for row in rows])}
    hits = []
    for article_id, day, language, source, rank in rows:
        if article_id in told:
            headline, publisher, url, text, sentences = told[article_id]
            passages = _passages(text, sentences, query, filters.kind)
            head = headline or (passages[0].text if passages else article_id)
            hits.append(Hit(article_id, head, publisher, day, language, source, url, round(rank, 3), passages))
    return Found(tuple(hits), articles)


def is_indexed(home: Home) -> bool:
    """Whether anybody has searched yet."""
    return _place(home).exists()


def refresh(home: Home, told: Told | None = None) -> int:
    """Bring the index to what is published; the number of articles that were put in.

    `told` hears how many of how many are done. A damaged index is made anew.
    """
    refuse_unreadable(home)
    try:
        return _refresh(home, told)
    except sqlite3.OperationalError as fault:
        raise Unavailable(f"The search index {_place(home)} cannot be written now: {fault}.") from fault
    except sqlite3.DatabaseError:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_place(home)}{suffix}").unlink(missing_ok=True)
        return _refresh(home, told)


def _refresh(home: Home, told: Told | None) -> int:
    stamp = published_stamp(home)
    with _index(home) as index:
        if index.execute(statement("search/stamp")).fetchall() == [(stamp,)]:
            return 0
        index.execute(statement("search/begin"))
        with reading(home) as connection:
            there = dict(connection.execute(statement("search/current")).fetchall())
            known = {article_id: (at, no) for article_id, at, no in index.execute(statement("search/known"))}
            gone = [no for article_id, (at, no) in known.items() if there.get(article_id) != at]
            new = [article_id for article_id, at in there.items() if known.get(article_id, (None,))[0] != at]
            for document in gone:
                _take_out(index, document)
            for start in range(0, len(new), CHUNK):
                for row in _ask(connection, "documents", new[start : start + CHUNK]):
                    _put_in(index, row)
                if told:
                    told(min(start + CHUNK, len(new)), len(new))
        forgotten = any(article_id not in there for article_id in known)
        if forgotten or len(new) > len(known):
            index.execute(statement("search/optimize"))
        index.execute(statement("search/unstamp"))
        index.execute(statement("search/set_stamp"), (stamp,))
        index.execute(statement("search/commit"))
        if forgotten:
            index.execute(statement("search/empty_log"))
        return len(new)


@contextmanager
def _index(home: Home) -> Iterator[sqlite3.Connection]:
    """The index, made where there is none; one of another version is made anew."""
    home.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(_place(home), timeout=WAIT_SECONDS, isolation_level=None)) as index:
        index.executescript(statement("search/open"))
        ((version,),) = index.execute(statement("search/version")).fetchall()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError("another version")
        if version == 0:
            index.executescript(f"begin immediate; {statement('search/create')} commit;")
        yield index


def _place(home: Home) -> Path:
    return home.state / "search.sqlite"


def _ask(connection: DuckDBPyConnection, name: str, article_ids: Sequence[str]) -> list[tuple[Any, ...]]:
    return connection.execute(statement(f"search/{name}"), {"article_ids": list(article_ids)}).fetchall()


def _put_in(index: sqlite3.Connection, row: Sequence[Any]) -> None:
    article_id, loaded_at, day, language, source, headline, text, pieces = row
    columns: dict[str, list[str]] = {kind: [] for kind in PIECES}
    columns["title"].append(headline)
    for piece in pieces:
        columns[piece["kind"]].append(text[piece["start_char"] : piece["end_char"]])
    words = [indexed("\n".join(columns[kind])) for kind in PIECES]
    kept = zlib.compress(SEPARATOR.join(words).encode(), 1)
    inserted = index.execute(statement("search/insert_document"), (article_id, loaded_at, day, language, source, kept))
    index.execute(statement("search/insert_words"), (inserted.lastrowid, *words))


def _take_out(index: sqlite3.Connection, document: int) -> None:
    ((kept,),) = index.execute(statement("search/words_of"), (document,)).fetchall()
    words = zlib.decompress(kept).decode().split(SEPARATOR)
    index.execute(statement("search/delete_words"), (document, *words))
    index.execute(statement("search/delete_document"), (document,))


def _passages(text: str, sentences: Sequence[dict[str, Any]], query: Query, kind: str | None) -> tuple[Passage, ...]:
    """The sentences that answer best: those with most of the phrases, in the order of the text."""
    found: list[tuple[int, int, Passage]] = []
    for sentence in sentences:
        if kind and sentence["kind"] != kind:
            continue
        said = text[sentence["start_char"] : sentence["end_char"]]
        words = list(words_of(said))
        marks = [_marks(words, phrase) for phrase in query.phrases]
        told = sum(map(bool, marks))
        if told:
            places = sorted({place for each in marks for place in each})
            found.append((-told, len(found), Passage(said, tuple(places))))
    return tuple(
        passage for _, _, passage in sorted(sorted(found, key=lambda one: one[:2])[:PASSAGES], key=lambda one: one[1])
    )


def _marks(words: Sequence[Word], phrase: Phrase) -> list[tuple[int, int]]:
    """Where in a sentence a phrase stands."""
    first, wanted = phrase.words[0], list(phrase.words)
    places = []
    for at in range(len(words) - len(wanted) + 1):
        if len(wanted) > 1 and words[at].folded != first:
            continue
        here = [word.folded for word in words[at : at + len(wanted)]]
        last_fits = here[-1].startswith(wanted[-1]) if phrase.open_ended else here[-1] == wanted[-1]
        if last_fits and here[:-1] == wanted[:-1]:
            places.append((words[at].start, words[at + len(wanted) - 1].end))
    return places

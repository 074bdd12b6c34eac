"""A published warehouse of as many articles as wished: a few hundred are enriched, the others are their copies.

The copies are rows written by SQL into the tables of the live warehouse, with ids, days, titles, names and values of
their own; journal, vault and quarantine are written to fit, and the product's own steps publish and index. A copy's
original in the vault is a link to the file that was enriched: its size is right, its hash is not.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from schemas.dropped import Taken
from schemas.settings import Home
from tasks import journal
from tasks.clear import problem_file
from tasks.language import detect_language
from tests.benchmarks.corpus import LEAST_WORDS, SAMPLES, recombined, texts
from tests.conftest import Desk
from warehouse.open import connect_live, locked
from warehouse.publish import publish
from warehouse.search import refresh

Sources = Mapping[str, tuple[str, int]]

BASE = 300  # articles that are enriched
PORTION = 10  # copies of them that one transaction brings
DAYS = 730  # over which the copies spread
LOCK_SECONDS = 30.0
#: Sub-folders of the inbox, the language each writes in, and its share of the articles.
SOURCES: Sources = {"wire": ("en", 8), "post": ("en", 5), "kurier": ("de", 2), "littoral": ("fr", 2), "faro": ("es", 2),
           "molo": ("it", 1)}  # fmt: skip

_SQL = Path(__file__).parent / "sql"


def build(root: Path, articles: int, words: int, base: int = BASE, sources: Sources = SOURCES) -> Home:
    """Make the home: about so many articles of about so many words, published and indexed."""
    desk = Desk(root)
    _drop_base(desk, min(base, articles), words, sources)
    desk.ingest()
    enriched = int(str(desk.ask("select count(*) from articles")[0][0]))
    copies = max(1, round(articles / enriched))
    arrived = journal.arrivals(desk.home.journal)
    with locked(desk.home, LOCK_SECONDS, "multiply"), closing(connect_live(desk.home.live)) as connection:
        connection.execute(_sql("base"))
        for first in range(1, copies, PORTION):
            connection.begin()
            portion = {"first": first, "until": min(first + PORTION, copies), "copies": copies, "days": DAYS}
            connection.execute(_sql("copies"), portion)
            connection.execute(_sql("multiply"))
            connection.commit()
            _follow(desk.home, connection.execute(_sql("new_drops")).fetchall(), arrived)
    publish(desk.home, LOCK_SECONDS)
    refresh(desk.home)
    return desk.home


def _drop_base(desk: Desk, count: int, words: int, sources: Sources) -> None:
    """Articles of several sources and languages as JSON; of each twenty one in a second version, of each hundred one
    that is refused and one that is known."""
    shares = sum(share for _, share in sources.values())
    pieces = _pieces()
    for number, (source, (language, share)) in enumerate(sources.items()):
        wanted = max(1, count * share // shares)
        stories = recombined(pieces[language], wanted, words, number)
        for place, text in enumerate(stories):
            desk.drop(f"{source}/{place:04}.json", _article(source, language, place, text))
            if place % 20 == 10:
                later = _article(source, language, place, text.replace("rose by", "rose by about"))
                desk.drop(f"{source}/{place:04}-corrected.json", later)
    for number in range(max(1, count // 100)):
        desk.drop(f"wire/broken-{number}.json", f"{{{number}")
        desk.drop(f"post/again-{number}.json", (desk.home.inbox / f"wire/{number:04}.json").read_bytes())


def _pieces() -> dict[str, list[str]]:
    """The samples' paragraphs by language."""
    found: dict[str, list[str]] = {}
    for text in texts(SAMPLES):
        for piece in text.split("\n\n"):
            if len(piece.split()) >= LEAST_WORDS:
                found.setdefault(detect_language(piece).code, []).append(piece)
    return found


def _article(source: str, language: str, number: int, text: str) -> str:
    title, _, body = text.partition("\n\n")
    if language != "en":
        body = body.partition("\n\n")[2]  # the opening is English
        title = f"{body.partition('. ')[0][:80]} {number}"
    day = 1 + number % 28
    told = {
        "headline": title,
        "publisher": source.title(),
        "published": f"2025-03-{day:02}",
        "url": f"https://{source}.example/2025/03/{day:02}/{number}",
        "text": body,
    }
    return json.dumps(told, ensure_ascii=False)


def _follow(home: Home, rows: list[tuple[Any, ...]], arrived: dict[str, Taken]) -> None:
    """Write what stands outside the warehouse: lines of the journal, originals, refused files with their reasons."""
    lines = []
    for drop_id, new_id, sha256, vault_path, name, settled_at, finished_at, outcome, reason in rows:
        old = arrived[drop_id]
        taken = replace(
            old, drop_id=new_id, path=home.inbox / name, name=name, sha256=sha256 or "", vault_path=vault_path or "",
            settled_at=settled_at,
        )  # fmt: skip
        lines.append(journal.dropped_line(taken))
        lines.append(journal.finished_line(new_id, outcome, reason, finished_at))
        if vault_path:
            _link(home.vault / old.vault_path, home.vault / vault_path)
        if outcome == "quarantined":
            refused, before = home.quarantine / name, home.quarantine / old.name
            _link(before, refused)
            _link(problem_file(before), problem_file(refused))
    journal.append(home.journal, lines)


def _link(before: Path, after: Path) -> None:
    if not after.exists():
        after.parent.mkdir(parents=True, exist_ok=True)
        after.hardlink_to(before)


@cache
def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")

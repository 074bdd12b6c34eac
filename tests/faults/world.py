"""A home with few and telling files, what a person does with it, and what must hold whatever happened.

Names are found by a pattern in place of the models, so that a pass takes a fraction of a second; all else is the
product. Whatever is to be killed runs in a process forked from one that has everything imported.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from flows import worker
from flows.again import reprocess
from flows.correct import rename
from flows.doctor import examine, rebuild, repair
from flows.forgetting import forget_article
from flows.inbox import run_plainly
from flows.status import status
from schemas.article import Article
from schemas.enriched import EnrichedArticle
from schemas.entity import EntityMention
from schemas.failpoint import arm
from schemas.settings import Home
from tasks import enrich
from tests.conftest import STORY, Desk
from warehouse.doctor import table_checksums
from warehouse.open import connect_live, writing

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+\b")
SECONDS = 60.0  # for what takes one or two on a quiet machine
SPAWNING = get_context("forkserver")
SPAWNING.set_forkserver_preload(["tests.faults.warm"])

Checksums = dict[str, tuple[int, str]]


def names_by_pattern(texts: Sequence[str], language: str) -> list[list[EntityMention]]:
    """Two capitalised words are a person."""
    return [
        [
            EntityMention(one.start(), one.end(), one[0], "person", one[0], "pattern", "pattern", 0.5)
            for one in NAME.finditer(text)
        ]
        for text in texts
    ]


_known: dict[str, EnrichedArticle] = {}


def enrich_once(articles: Sequence[tuple[str, Article]]) -> list[EnrichedArticle]:
    """As `tasks.enrich.enrich`, each text once in a process and in those forked from it."""
    for article_id, article in articles:
        if article.text not in _known:
            _known[article.text] = enrich.enrich([(article_id, article)])[0]
    return [replace(_known[one.text], article_id=article_id, article=one) for article_id, one in articles]


def without_models() -> None:
    """From here on this process finds names by a pattern, and each text is enriched once."""
    enrich.find_entities_in_batch = names_by_pattern
    worker.enrich = enrich_once


def story(number: int) -> str:
    """A story that no other number has."""
    return STORY.replace("4.5 percent", f"{number}.5 percent").replace("300 dockers", f"{number}00 dockers")


def records(*numbers: int) -> str:
    """A file of JSON Lines with several articles."""
    return "".join(json.dumps({"title": f"Harbour {one}", "text": story(one)}) + "\n" for one in numbers)


def drop_all(desk: Desk, start: int = 0) -> list[Path]:
    """One file of each kind of outcome, and one with several articles; `start` makes their contents new."""
    return [
        desk.drop(f"wire/a{start}.txt", story(start + 1)),
        desk.drop(f"b{start}.txt", story(start + 2)),
        desk.drop(f"copy{start}.txt", story(start + 1)),
        desk.drop(f"same story{start}.md", story(start + 2).replace("\n", "\r\n")),
        desk.drop(f"broken{start}.json", f'{{"title": {start},'),
        desk.drop(f"many{start}.jsonl", records(start + 3, start + 4)),
        desk.drop(f"half{start}.txt.part", story(start + 5)),
    ]


def a_pass(root: Path) -> None:
    """One pass over the inbox, in small batches."""
    world(root).ingest()


def all_again(root: Path) -> None:
    """Everything enriched again."""
    asyncio.run(reprocess(world(root).shop, True, False, lambda _: None))


def built_again(root: Path) -> None:
    """The warehouse derived again from the originals."""
    asyncio.run(rebuild(world(root).shop, lambda done, of: None))


def mended(root: Path) -> None:
    """What `dateline doctor --repair` does."""
    asyncio.run(repair(world(root).shop, run_plainly))


def one_forgotten(root: Path) -> None:
    """The first article that is left is forgotten, with all of its file."""
    desk = world(root)
    ((article_id,),) = desk.ask("select min(article_id) from articles")
    forget_article(desk.settings, str(article_id), whole_file=True)


def one_renamed(root: Path) -> None:
    """The one person of the stories gets another name."""
    desk = world(root)
    ((name,),) = desk.ask("select name from entities where kind = 'person' and name like 'In%'")
    rename(desk.settings, str(name), "Inês Prado" if name == "Ines Prado" else "Ines Prado")


def world(root: Path, bare: bool = False) -> Desk:
    """A desk at a home, with small batches and without models; a new home has an empty warehouse, or is `bare`."""
    without_models()
    is_new = not root.exists()
    desk = Desk(root)
    if is_new and not bare:
        desk.home.live.write_bytes(_empty_warehouse())
    desk.settings.__dict__["batch_files"] = 2
    return desk


@cache
def _empty_warehouse() -> bytes:
    """An empty live file: to make one takes as long as all the rest of a small pass."""
    with TemporaryDirectory() as folder:
        connect_live(Path(folder) / "live.duckdb").close()
        return (Path(folder) / "live.duckdb").read_bytes()


def _die_at(name: str, passes: int, act: Callable[[Path], None], root: Path) -> None:
    arm(name, passes)
    act(root)


def killed_at(name: str, passes: int, act: Callable[[Path], None], root: Path) -> bool:
    """Do something in a process of its own that dies at the n-th pass of a failpoint; False where it never came to."""
    code = in_a_process(_die_at, name, passes, act, root)
    assert code in (0, -9), f"{act.__name__} ended with {code} at {name}:{passes}"
    return code == -9


def in_a_process(act: Callable[..., None], *given: object) -> int | None:
    """Do something in a process of its own; its exit code, negative for a signal."""
    process = SPAWNING.Process(target=act, args=given)
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        raise TimeoutError(f"{act.__name__}{given} did not end")
    return process.exitcode


def checksums(home: Home) -> Checksums:
    """Of the live warehouse."""
    with writing(home, 5.0, "checksums") as connection:
        return table_checksums(connection)


def hashes(folders: Iterable[Path]) -> set[str]:
    """Of every file below some folders."""
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
    return {sha256(one.read_bytes()).hexdigest() for one in files}


def assert_invariants(desk: Desk, dropped: Iterable[str], forgotten: Iterable[str] = ()) -> None:
    """All six, after whatever happened and a pass that came through.

    `dropped` are hashes of everything that was ever dropped; `forgotten` those that a person had removed.
    """
    found = status(desk.settings)
    assert found.adds_up, found.equation()  # I1
    assert (found.in_flight, found.deferred) == (0, 0), found.equation()
    broken = [(one.invariant, one.sentence, one.rows) for one in examine(desk.home, desk.settings) if one.rows]
    assert broken == []  # I1 to I4 and I6, as the doctor knows them
    before = checksums(desk.home)
    desk.ingest()
    assert checksums(desk.home) == before  # I5
    kept = hashes((desk.home.inbox, desk.home.vault, desk.home.quarantine))
    assert set(dropped) - set(forgotten) <= kept  # I6
    assert not set(forgotten) & kept
    assert [one.name for one in desk.home.incoming.iterdir()] == []


def dropped_hashes(paths: Iterable[Path]) -> set[str]:
    """Of files that have just been dropped."""
    return {sha256(path.read_bytes()).hexdigest() for path in paths}

"""What runs in a worker process: files from the vault are read, checked and enriched.

One boundary turns a crash into a row of the ledger (`bug.crash`): here. Nothing else catches Exception.
"""

import ctypes
import logging
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from flows.parcel import LIFE, pack
from schemas.article import Article, PassedOver
from schemas.dropped import Taken
from schemas.enriched import EnrichedArticle, Postponed, Processed, article_id
from schemas.failpoint import failpoint
from schemas.problem import Deferred, Problem, Refused, Unavailable
from schemas.settings import Engines
from tasks.enrich import configure, enrich
from tasks.entities import warm_up
from tasks.language import warm_language
from tasks.read import read, read_file, warm_reading
from tasks.sniff import Sniffed, sniff
from tasks.vault import Vault

#: What a worker reads before its first article: the engines compile their patterns when they first need them.
WARM_TEXT = (
    b"Sales rose by 4.5 percent to $12 million in May 2025, said Ann Lee of the Bank of Norway in Oslo on Monday."
)

PR_SET_PDEATHSIG = 1  # of linux/prctl.h
COURTESY = 5  # steps of niceness: who loads, answers and publishes goes before who enriches the files after
SLICE_ARTICLES = 16
SLICE_CHARACTERS = 200_000

SignOfLife = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take: CPU seconds without a step forward, for each megabyte of its files; bytes of memory."""

    seconds: float = 30.0
    memory: int = 3_000_000_000


def serve(pipe: Connection, engines: Engines, limits: Limits, parent: int) -> None:
    """Be a worker until the pipe closes: a sign of life says that it is ready, later that it is getting on."""
    os.nice(COURTESY)
    start_worker(engines, limits, parent)
    pipe.send_bytes(LIFE)
    while True:
        try:
            files, vault = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(pack(process(files, vault, lambda: pipe.send_bytes(LIFE))))


def start_worker(engines: Engines, limits: Limits, parent: int, languages: Sequence[str] = ("en",)) -> None:
    """Make this process a worker: it dies with its parent, leaves Ctrl-C to it, and has its models loaded."""
    _die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    configure(engines)
    warm_language()
    warm_reading()
    for language in languages:
        warm_up(language)
    enrich([("warm", article) for article in read_file(WARM_TEXT, "warm.txt")])


def _die_with_parent(parent: int) -> None:
    """End this process when its parent ends, however it ends: a killed resident leaves no workers behind.

    Linux does it by itself, even while a pattern is matched and no thread of ours can run; the thread is for others.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    def wait() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, name="die-with-parent", daemon=True).start()


def process(files: Sequence[Taken], vault: Vault, alive: SignOfLife = lambda: None) -> list[Processed | Postponed]:
    """Read, check and enrich taken files; one result a file, in order. Names are looked for in several together.

    `alive` is called after each step forward.
    """
    results: dict[str, Processed | Postponed] = {}
    ready: list[_Read] = []
    for taken in files:
        try:
            found = _read(taken, vault)
            if isinstance(found, Processed):
                results[taken.drop_id] = found
            else:
                ready.append(found)
        except Deferred as wait:
            results[taken.drop_id] = Postponed(taken, wait.reason)
        except Exception:  # noqa: BLE001  (the boundary)
            results[taken.drop_id] = _crashed(taken)
        alive()
    failpoint("mid_enrich")
    try:
        enriched = _enrich([pair for one in ready for pair in one.articles], alive)
        results |= {one.taken.drop_id: one.processed(enriched) for one in ready}
    except Exception:  # noqa: BLE001  (the boundary: one of them is at fault, so each on its own)
        results |= {one.taken.drop_id: _enrich_alone(one, alive) for one in ready}
    return [results[taken.drop_id] for taken in files]


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: its articles with their ids, not enriched yet."""

    taken: Taken
    sniffed: Sniffed
    articles: list[tuple[str, Article]]
    passed_over: tuple[PassedOver, ...]

    def processed(self, enriched: Mapping[str, EnrichedArticle]) -> Processed:
        """The file with its articles as they were enriched, by id."""
        found = tuple(enriched[identity] for identity, _ in self.articles)
        sniffed = self.sniffed
        return Processed(self.taken, sniffed.media_type, sniffed.encoding, found, passed_over=self.passed_over)


def _enrich_alone(one: _Read, alive: SignOfLife) -> Processed | Postponed:
    try:
        return one.processed(_enrich(one.articles, alive))
    except Unavailable as fault:
        return Postponed(one.taken, str(fault))
    except Exception:  # noqa: BLE001  (the boundary)
        return _crashed(one.taken)


def _read(taken: Taken, vault: Vault) -> _Read | Processed:
    try:
        data = vault.read(taken.vault_path)
    except OSError as fault:
        raise Deferred(f"its copy in the vault cannot be read: {fault.strerror}") from fault
    sniffed = sniff(data, taken.path.name)
    try:
        found = read(data, taken.path.name, sniffed=sniffed)
    except Refused as refusal:
        return Processed(taken, sniffed.media_type, sniffed.encoding, problems=refusal.problems)
    numbered = [(article_id(taken.sha256, number), article) for number, article in enumerate(found.articles)]
    return _Read(taken, sniffed, numbered, found.passed_over)


def _enrich(articles: Sequence[tuple[str, Article]], alive: SignOfLife) -> dict[str, EnrichedArticle]:
    done: dict[str, EnrichedArticle] = {}
    for some in _slices(articles):
        found = enrich(some)
        for one in found:
            one.check_spans()  # here, where a bug of ours is charged to its file alone
        done |= {one.article_id: one for one in found}
        alive()
    return done


def _slices(articles: Sequence[tuple[str, Article]]) -> Iterator[list[tuple[str, Article]]]:
    """Some articles at a time: enough for the model to read them together, few enough to be done in a second or two."""
    some: list[tuple[str, Article]] = []
    for one in articles:
        if some and (len(some) >= SLICE_ARTICLES or sum(len(two.text) for _, two in [*some, one]) > SLICE_CHARACTERS):
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _crashed(taken: Taken) -> Processed:
    kind, fault, trace = sys.exc_info()
    if isinstance(fault, MemoryError):
        return Processed(taken, None, None, problems=(Problem("enrich.too_large"),))
    where = traceback.extract_tb(trace)[-1]
    told = f"{kind.__name__ if kind else ''} in {Path(where.filename).stem}.{where.name}, line {where.lineno}."
    logging.getLogger("dateline").error("%s: %s", taken.name, told, exc_info=fault)
    return Processed(taken, None, None, problems=(Problem("bug.crash", told),))

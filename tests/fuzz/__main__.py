"""`make fuzz`: damage files and texts for an hour, and keep whatever was neither read nor refused.

python -m tests.fuzz --seconds 60 --seed 7
python -m tests.fuzz build/fuzz/7/KeyError-feed-read_feed.input     (one input again, with its trace)
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from tasks.formats.table import READERS
from tasks.sniff import sniff
from tests.fuzz import seeds
from tests.fuzz.child import Child, Ended, Input, Overdue, judge
from tests.fuzz.mutate import damaged_bytes, damaged_text
from tests.fuzz.targets import PUBLISHED

FOLDER = seeds.ROOT / "build" / "fuzz"
ENGINES = 3  # of how many inputs one is a text for the engines
TELL = 60.0  # seconds between lines that say how far it is


def by_kind(files: list[seeds.Seed]) -> list[list[seeds.Seed]]:
    """The files of each media type, so that a format with one file is damaged as often as one with a hundred."""
    kinds: dict[str, list[seeds.Seed]] = defaultdict(list)
    for one in files:
        kinds[sniff(one.whole(), one.name).media_type].append(one)
    return list(kinds.values())


def inputs(seed: int) -> Iterator[Input]:
    """Inputs without end, the same for the same seed: every file and every language in turn."""
    chance = Random(seed)
    kinds, languages = by_kind(seeds.files()), seeds.languages()
    others = [one.data for files in kinds for one in files]
    texts = {language: seeds.texts(language) for language in languages}
    words = {language: seeds.words(language) for language in languages}
    number = 0
    while True:
        number += 1
        if number % ENGINES == 0:
            language = languages[number // ENGINES % len(languages)]
            text = damaged_text(chance.choice(texts[language]), texts[language], words[language], chance)
            yield text, language, chance.choice(PUBLISHED)
        else:
            one = chance.choice(chance.choice(kinds))
            data = damaged_bytes(one.data, others, chance)
            yield (one.pack(data) if one.pack else data), one.name


class Findings:
    """How many inputs came to what, and the smallest input for each fault, written down as soon as it is met."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[tuple[str, str]] = Counter()
        self.faults: Counter[str] = Counter()
        self._sizes: dict[str, int] = {}

    def count(self, given: Input, reader: str, came_to: str, trace: str) -> None:
        """Count an answer; a fault's input is kept where none as small is."""
        if reader != "fault":
            self.counts[reader, came_to] += 1
            return
        self.faults[came_to] += 1
        if len(given[0]) < self._sizes.get(came_to, sys.maxsize):
            self._sizes[came_to] = len(given[0])
            self._keep(given, came_to, trace)

    def _keep(self, given: Input, fault: str, trace: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = fault.replace(" ", "-").replace("/", "-")[:120]
        if len(given) == 2:
            (self.folder / f"{stem}.input").write_bytes(given[0])
            told: dict[str, str | None] = {"name": given[1]}
        else:
            (self.folder / f"{stem}.input").write_bytes(given[0].encode("utf-8", "surrogatepass"))
            told = {"language": given[1], "published": given[2].isoformat() if given[2] else None}
        (self.folder / f"{stem}.json").write_text(json.dumps({**told, "trace": trace}, indent=1), "utf-8")

    def table(self) -> str:
        """Inputs by reader and by what they came to."""
        readers = sorted({reader for reader, _ in self.counts}, key=lambda one: (one.startswith("engines"), one))
        lines = [f"{'read as':72} {'inputs':>8} {'found':>8} {'refused':>8}"]
        for reader in readers:
            found = self.counts[reader, "articles"] + self.counts[reader, "found"]
            refused = self.counts[reader, "refused"] + self.counts[reader, "not read"]
            lines.append(f"{reader:72} {found + refused:8,} {found:8,} {refused:8,}")
        return "\n".join(lines)


def again(path: Path) -> int:
    """Judge one kept input in this process; 1 where it is still a fault."""
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    data = path.with_suffix(".input").read_bytes()
    day = date.fromisoformat(told["published"]) if told.get("published") else None
    given: Input = (
        (data, told["name"]) if "name" in told else (data.decode("utf-8", "surrogatepass"), told["language"], day)
    )
    reader, came_to, trace = judge(given)
    sys.stdout.write(f"{reader}: {came_to}\n{trace}")
    return int(reader == "fault")


def run(seconds: float, seed: int, folder: Path) -> Findings:
    """Judge inputs for so long, in a child that is replaced whenever one ends it."""
    findings = Findings(folder)
    child = Child()
    ends = time.monotonic() + seconds
    tell = time.monotonic() + TELL
    for given in inputs(seed):
        if time.monotonic() > ends:
            break
        try:
            findings.count(given, *child.ask(given))
        except (Overdue, Ended) as fault:
            child.end()
            findings.count(given, "fault", f"{type(fault).__name__} {given[1]}", str(fault))
            child = Child()
        if time.monotonic() > tell:
            tell += TELL
            sys.stdout.write(f"{findings.counts.total():,} inputs, {len(findings.faults)} kinds of faults\n")
            sys.stdout.flush()
    child.end()
    return findings


def main() -> int:
    """Exit code 1 where a fault was met."""
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("again", nargs="?", type=Path, help="an input that was kept")
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=None, help="the moment's, where it is not given")
    given = parser.parse_args()
    if given.again:
        return again(given.again)
    seed = int(time.time()) if given.seed is None else given.seed
    folder = FOLDER / str(seed)
    sys.stdout.write(f"Seed {seed}; what fails is kept in {folder.relative_to(seeds.ROOT)}\n")
    findings = run(given.seconds, seed, folder)
    sys.stdout.write(f"{findings.table()}\n")
    unseen = set(READERS) - {reader for reader, _ in findings.counts}
    if unseen:
        sys.stdout.write(f"No input was read as: {', '.join(sorted(unseen))}\n")
    for fault, count in findings.faults.most_common():
        sys.stdout.write(f"FAULT {fault} ({count})\n")
    return int(bool(findings.faults))


if __name__ == "__main__":
    raise SystemExit(main())

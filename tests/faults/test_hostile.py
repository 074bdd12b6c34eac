"""Files made to do harm, read by the real readers: each is refused with a code, or read; none stops another."""

import gzip
import io
import json
import resource
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import STORY
from tests.faults.conftest import Cases
from tests.faults.world import a_pass, assert_invariants, dropped_hashes, in_a_process, story, world

MEMORY = 3_000_000_000  # bytes: the default of `worker_bytes`
SECONDS = 30.0 * 4  # of the CPU, for each file by itself: the default of `enrich_seconds`, with the world loaded
DEEP = 10_000


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return out.getvalue()


def tar_with_links() -> bytes:
    """A tar with links and a path that lead out of it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name, target in (("a.txt", "/etc/passwd"), ("../../b.txt", "../../../etc/passwd")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            packed.addfile(link)
        member = tarfile.TarInfo("../../../outside.txt")
        member.size = len(STORY)
        packed.addfile(member, io.BytesIO(STORY.encode()))
    return out.getvalue()


def nested(levels: int) -> bytes:
    """A zip in a zip in a zip."""
    data = zipped(("story.txt", STORY.encode()))
    for number in range(levels):
        data = zipped((f"{number}.zip", data))
    return data


LAUGHS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10 if number else "ha"}">' for number in range(12))

HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: zipped(("big.txt", bytes(300_000_000))),
    "bomb.txt.gz": lambda: gzip.compress(bytes(300_000_000)),
    "many members.zip": lambda: zipped(*((f"{number}.txt", b"x") for number in range(5_000))),
    "nested.zip": lambda: nested(30),
    "out of the folder.zip": lambda: zipped(("../../../outside.txt", STORY.encode()), ("/etc/x.txt", b"x")),
    "out of the folder.tgz": tar_with_links,
    "laughs.xml": lambda: f'<?xml version="1.0"?><!DOCTYPE r [{LAUGHS}]><rss><a>&a11;</a></rss>'.encode(),
    "outside.xml": lambda: b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><title>&x;</title></rss>',
    "deep.xml": lambda: b"<rss>" + b"<a>" * DEEP + b"</a>" * DEEP + b"</rss>",
    "deep.json": lambda: b"[" * DEEP + b"]" * DEEP,
    "deep.html": lambda: b"<html><body>" + b"<div>" * DEEP + STORY.encode() + b"</div>" * DEEP,
    "nan.json": lambda: b'{"title": "x", "text": "y", "rank": NaN}',
    "huge numbers.json": lambda: b'{"title": "x", "text": "' + b"9" * 5000 + b'", "rank": 1e400}',
    "long number.json": lambda: b'{"title": "x", "text": "y", "rank": ' + b"9" * 5000 + b"}",
    "two keys.json": lambda: b'{"title": "x", "title": "z", "text": "y"}',
    "a million keys.json": lambda: json.dumps({f"k{number}": number for number in range(1_000_000)}).encode(),
    "nul.txt": lambda: STORY.replace("Cargo", "Car\0go").encode(),
    "surrogates.json": lambda: b'{"title": "x \\ud800", "text": ' + json.dumps(STORY).encode() + b"}",
    "bidi.txt": lambda: STORY.replace("Lisbon", "\u202eLisbon\u2066").encode(),
    "not its charset.html": lambda: b'<meta charset="utf-8"><h1>caf\xe9</h1><p>' + STORY.encode("cp1252") + b"</p>",
    "one word.txt": lambda: b"a" * 1_000_000,
    "one number.txt": lambda: b"7" * 1_000_000,
    "one line of names.txt": lambda: b"Ann Lee " * 60_000,
    "commas.txt": lambda: b"1,000," * 100_000,
    "slashes.txt": lambda: b"1/2/" * 100_000,
    "open brackets.txt": lambda: b"(" * 300_000 + b'"' * 300_000,
    "no pdf.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj<</Length 99999999>>stream\n" * 2000,
    "mail in mail.eml": lambda: b"From: a\nContent-Type: message/rfc822\n\n" * 2000 + STORY.encode(),
    "half a picture.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 1000,
    "formulas.csv": lambda: b"title,text\n=cmd|' /C calc'!A0,@SUM(1+1)\n",
}


def bounded_pass(root: Path) -> None:
    """A pass that may take so much time and memory and no more."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS)))
    a_pass(root)


@pytest.mark.fault("Hostile content", "bombs, deep nests, endless words and numbers, lies about what a file is")
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=() if number % 8 == 0 else pytest.mark.full) for number, one in enumerate(HOSTILE)]
)
def test_a_hostile_file_is_read_or_refused_within_its_time_and_memory(tmp_path: Path, cases: Cases, name: str) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes([desk.drop(name, HOSTILE[name]()), desk.drop("good.txt", story(3))])

    assert in_a_process(bounded_pass, desk.home.root) == 0
    outcomes = dict(desk.ask("select path, outcome from drops"))
    assert outcomes["good.txt"] == "loaded"
    assert outcomes[name] in ("loaded", "quarantined", "duplicate")
    if outcomes[name] == "quarantined":
        codes = {code for (code,) in desk.ask("select code from problems")}
        assert codes
        assert not codes & {"bug.crash", "enrich.killed"}, codes
    assert not (tmp_path / "outside.txt").exists()
    assert "root:" not in str(desk.ask("select text from articles"))
    assert_invariants(desk, dropped)
    cases.add()

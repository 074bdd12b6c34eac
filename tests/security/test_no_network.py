"""Everything that loads, asks and draws, in processes that may speak to no address."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

#: Loaded by every Python process of the run, the spawned workers included, before any line of the product.
NO_SOCKETS = """
import os, sys

def refuse(event, given):
    asked = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request")
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        asked = isinstance(given[1], tuple)  # the address of another machine, or a port of this one
    if asked:
        with open(os.environ["SOCKETS_SEEN"], "a") as seen:
            seen.write(f"{event} {given[1:]} {sys.argv}\\n")
        raise PermissionError(f"no network: {event}")

sys.addaudithook(refuse)
with open(os.environ["SOCKETS_SEEN"] + ".on", "a") as seen:
    seen.write("on\\n")
"""


@pytest.fixture(scope="module")
def offline(tmp_path_factory):
    root = tmp_path_factory.mktemp("offline")
    (root / "preamble").mkdir()
    (root / "preamble" / "sitecustomize.py").write_text(NO_SOCKETS)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "DATELINE_"))}
    environment |= {
        "PYTHONPATH": os.pathsep.join((str(root / "preamble"), str(ROOT))),
        "SOCKETS_SEEN": str(root / "seen"),
        "DATELINE_HOME": str(root / "home"),
        "DATELINE_WORKERS": "1",
        "DATELINE_SETTLE_SECONDS": "0.1",
    }

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *words], env=environment, cwd=root, capture_output=True, text=True,
            check=False, timeout=500,
        )  # fmt: skip

    run.root = root
    return run


def test_the_samples_are_loaded_asked_and_drawn_without_a_network(offline):
    loaded = offline("ingest", str(ROOT / "samples"))
    assert loaded.returncode == 1, loaded.stderr  # one sample is broken on purpose
    assert " loaded" in loaded.stdout.splitlines()[-1]
    for words in (
        ["report", "who_is_in_the_news", "--format", "html"],
        ["report", "who_is_in_the_news", "--format", "svg"],
        ["search", "port"],
        ["export", "who_is_in_the_news", "--format", "xlsx"],
        ["doctor"],
    ):
        done = offline(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)

    assert not (offline.root / "seen").exists(), (offline.root / "seen").read_text()
    assert (offline.root / "seen.on").read_text().count("on") > 6  # the worker was under it too


def test_the_preamble_does_refuse(offline):
    work = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:1', timeout=1)"
    environment = os.environ | {
        "PYTHONPATH": str(offline.root / "preamble"),
        "SOCKETS_SEEN": str(offline.root / "proved"),
    }
    tried = subprocess.run([sys.executable, "-c", work], env=environment, capture_output=True, check=False, timeout=60)

    assert tried.returncode != 0
    assert (offline.root / "proved").exists()


def test_nothing_that_unpickles_is_kept(offline):
    home = offline.root / "home"
    kept = [place for place in home.rglob("*") if place.is_file()]

    assert kept
    for place in kept:
        assert place.suffix not in (".pkl", ".pickle", ".joblib")
        with place.open("rb") as file:
            assert file.read(2) not in (b"\x80\x04", b"\x80\x05")

"""A home whose originals are behind a real S3 API, with real worker processes, as a person runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tasks.object_vault import ObjectVault, open_store
from tests.conftest import STORY
from tests.objects.server import BUCKET, Server, keys, s3


@pytest.fixture(scope="module")
def server():
    with s3(Path(os.environ["DATELINE_S3_SERVER"])) as started:
        yield started


class Person:
    """Runs `dateline` in a home of theirs, with a prefix of its own."""

    def __init__(self, root: Path, server: Server) -> None:
        self.root, self.url = root, f"s3://{BUCKET}/{root.parent.name}"
        own = {"DATELINE_HOME": str(root), "DATELINE_VAULT_URL": self.url, "DATELINE_SETTLE_SECONDS": "0.1"}
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
        self.environment |= own | keys(server.endpoint) | {"DATELINE_WORKERS": "2", "NO_COLOR": "1"}
        (root / "inbox").mkdir(parents=True)

    def drop(self, count: int) -> None:
        for number in range(count):
            (self.root / "inbox" / f"{number}.txt").write_text(STORY.replace("4.5", f"{number}.5"))

    def inbox(self) -> list[str]:
        return sorted(one.name for one in (self.root / "inbox").iterdir())

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "flows.cli", *words]
        return subprocess.Popen(command, env=self.environment, stdout=-1, stderr=-1, text=True, start_new_session=True)

    def run(self, *words: str, code: int = 0) -> str:
        process = self.start(*words)
        out, err = process.communicate(timeout=300)
        assert process.returncode == code, out + err
        return out + err

    def ask(self, sql: str) -> list[dict[str, Any]]:
        return list(json.loads(self.run("sql", "--format", "json", sql)))


@pytest.fixture
def person(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Person:
    for name, value in keys(server.endpoint).items():
        monkeypatch.setenv(name, value)
    open_store.cache_clear()
    return Person(tmp_path / "home", server)


def test_what_is_killed_while_it_puts_is_whole_in_the_store_or_still_in_the_inbox(person):
    person.drop(40)
    for wait in (0.0, 0.3, 0.6):
        process = person.start("ingest")
        deadline = time.monotonic() + 60
        while not list(ObjectVault(person.url).kept()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    person.run("ingest")
    assert person.inbox() == []
    assert person.ask("select count(*) as n from articles") == [{"n": 40}]
    kept = {one.name: one.size for one in ObjectVault(person.url).kept()}
    told = person.ask("select vault_path, byte_size from files")
    assert {one["vault_path"]: one["byte_size"] for one in told} == kept
    assert "broken" not in person.run("doctor")
    assert [one for one in (person.root / "vault").rglob("*") if one.is_file()] == []


def test_a_warehouse_is_derived_from_the_store_and_an_article_forgotten_there(person):
    person.drop(3)
    person.run("ingest")
    (person.root / "state" / "live.duckdb").unlink()
    person.run("rebuild")
    (first, *others) = person.ask("select article_id, vault_path from articles join files using (file_sha256)")
    assert len(others) == 2

    shown = json.loads(person.run("show", f"{first['article_id']}:0", "--json"))
    assert shown["original"] == f"{person.url}/{first['vault_path']}"
    assert shown["byte_end"] > shown["byte_start"]
    assert "3 files enriched again, 0 changed" in person.run("reprocess")
    person.run("forget", first["article_id"])
    assert {one.name for one in ObjectVault(person.url).kept()} == {one["vault_path"] for one in others}
    assert "broken" not in person.run("doctor")


def test_files_wait_while_the_store_is_away_and_load_when_it_is_back(person, server):
    person.drop(2)
    server.stop()
    told = person.run("ingest", code=3)
    assert "cannot be used" in told
    assert person.inbox() == ["0.txt", "1.txt"]

    server.start()
    person.run("ingest")
    assert person.inbox() == []
    assert "broken" not in person.run("doctor")


def test_a_bucket_that_is_not_there_is_told(person):
    person.drop(1)
    person.environment["DATELINE_VAULT_URL"] = "s3://no-such-bucket"
    assert "no such object or bucket" in person.run("ingest", code=3).replace("\n", " ")
    assert person.inbox() == ["0.txt"]


def test_a_large_file_goes_up_in_parts_and_comes_back_whole(person, tmp_path):
    words = os.urandom(12_000_000)
    digest = sha256(words).hexdigest()
    (tmp_path / "large").write_bytes(words)
    vault = ObjectVault(person.url)
    vault.put(tmp_path / "large", f"{digest[:2]}/{digest}.bin")

    assert vault.read(f"{digest[:2]}/{digest}.bin") == words
    assert [one.size for one in vault.kept(digest)] == [12_000_000]


def test_workers_of_a_cluster_read_from_the_store_by_themselves(person):
    person.drop(2)
    person.environment["DATELINE_ENRICH_ENGINE"] = "dask"
    person.run("ingest")

    assert person.ask("select count(*) as n from articles") == [{"n": 2}]

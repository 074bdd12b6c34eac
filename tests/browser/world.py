"""A home with the samples and a hostile article in it, its desk, and a browser that reports what it was not to do."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")  # the project's own; this one has the browser's driver
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
START_SECONDS = 120.0
HOSTILE = {
    "headline": "<script>alert('headline')</script> traffic falls",
    "publisher": "<img src=x onerror=alert(1)>",
    "text": "LISBON, 3 March 2025 (Open Wire) - Cargo traffic <b>fell</b> by 4.5 percent last year, it said.\n\n"
    "The port handled 12 million tonnes \u202ein 2024\u202c. "
    "&lt;script&gt;alert(2)&lt;/script&gt; &lt;svg onload=alert(3)&gt; "
    "javascript:alert(4) </p></article><style>body{display:none}</style>",
}


class Desk:
    """A running desk; `root` is its home, `address` where it answers, `login` user and password."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "PREFECT_"))}
        self._environment = clean | {
            "DATELINE_HOME": str(root), "DATELINE_DESK_PORT": str(self.port), "DATELINE_SETTLE_SECONDS": "0.1",
        }  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def login(self) -> dict[str, str]:
        user, _, password = (self.root / "state" / "prefect-auth").read_text().strip().partition(":")
        return {"username": user, "password": password}

    def run(self, *words: str) -> str:
        command = [PYTHON, "-m", "flows.cli", *words]
        return subprocess.run(
            command, env=self._environment, cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout

    def open(self) -> None:
        command = [PYTHON, "-m", "flows.cli", "desk"]
        self._process = subprocess.Popen(command, env=self._environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                urlopen(self.address, timeout=1)
            except URLError as fault:
                if hasattr(fault, "code"):
                    return  # it answers: sign in
                assert time.monotonic() < deadline, "the desk did not open"
                time.sleep(0.1)

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)


@contextmanager
def filled_desk() -> Iterator[Desk]:
    """A desk over the samples, a hostile article and three refused files."""
    with tempfile.TemporaryDirectory(prefix="dateline-browser-") as place:
        desk = Desk(Path(place) / "home")
        inbox = desk.root / "inbox"
        inbox.mkdir(parents=True)
        (inbox / "<b>hostile<b>.json").write_text(json.dumps(HOSTILE))
        (inbox / "cut-short.json").write_text("{")
        (inbox / "empty.txt").write_text("")
        shutil.copytree(ROOT / "samples", inbox, dirs_exist_ok=True)  # their names on the pages are below the inbox
        desk.run("ingest")
        desk.open()
        try:
            yield desk
        finally:
            desk.close()


class Visit:
    """A signed-in browser that keeps every fault: console errors, failed scripts, requests beyond this machine."""

    def __init__(self, browser: Browser, desk: Desk, width: int = 1280, dark: bool = False) -> None:
        self.desk = desk
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            http_credentials=desk.login,
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.on(
            "console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda asked: self._beyond(asked.url))

    def _beyond(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
            self.faults.append(f"request to {url}")

    def go(self, place: str) -> Page:
        """Open a page of the desk and wait until its later parts are there."""
        self.page.goto(self.desk.address + place)
        self.settled()
        return self.page

    def settled(self) -> None:
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator(".waiting")).to_have_count(0, timeout=60_000)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a screen."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


class Newsroom(Desk):
    """A resident with its Prefect server and its desk; `ui` is the address of Prefect's."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.ui = f"http://127.0.0.1:{port}"
        self._environment |= {"DATELINE_PORT": str(port), "DATELINE_WORKERS": "1"}

    def open(self) -> None:
        command = [PYTHON, "-m", "flows.cli", "up"]
        self._process = subprocess.Popen(
            command, env=self._environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=False
        )
        assert self._process.stdout
        for line in self._process.stdout:
            if b"Ctrl-C ends" in line:
                return
        raise AssertionError("the resident did not come up")


@contextmanager
def open_newsroom() -> Iterator[Newsroom]:
    """A resident over an empty home."""
    with tempfile.TemporaryDirectory(prefix="dateline-browser-") as place:
        newsroom = Newsroom(Path(place) / "home")
        newsroom.open()
        try:
            yield newsroom
        finally:
            newsroom.close()

"""A module of ours run as a process beside the resident: it lives by a pipe, so it never outlives who started it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

STOP_SECONDS = 1.0  # neither keeps what being killed could lose, and a person at Ctrl-C waits


class Child:
    """The process and its pipe; what it prints goes to its log."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, module: str, *words: str, environment: Mapping[str, str]) -> None:
        """Start `python -m MODULE WORDS` with these variables over our own."""
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *words],
                env=os.environ | environment,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                start_new_session=True,  # Ctrl-C is the resident's alone
            )

    @property
    def ended(self) -> bool:
        """Whether it ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def stop(self) -> None:
        """End it: politely, then not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()


def end_with_parent() -> None:
    """In the child: end when the pipe to who started it closes."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    sys.stdin.buffer.read()
    os._exit(0)

"""A server that speaks S3 on loopback, on a port that is free: started, stopped, started again with nothing in it."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

BUCKET = "originals"
PATIENCE_SECONDS = 60.0


class Server:
    """One server: its memory is gone when it stops."""

    def __init__(self, program: Path, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        self._words = [str(program), "-H", "127.0.0.1", "-p", str(port)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and make the bucket."""
        self._process = subprocess.Popen(self._words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urlopen(Request(f"{self.endpoint}/{BUCKET}", method="PUT"), timeout=5):
                    return
            except (URLError, OSError):
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


@contextmanager
def s3(program: Path) -> Iterator[Server]:
    """A server that runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(program, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def keys(endpoint: str) -> dict[str, str]:
    """What a client finds in its environment."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }

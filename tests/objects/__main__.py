"""A real S3 API on loopback for as long as the tests of the object store run: `python -m tests.objects SERVER`.

SERVER is the program moto_server, which stands in an environment of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.objects.server import keys, s3

#: What is run on the store as it is run on the folder.
SAME_TESTS = ["tests/flows/test_inbox.py", "tests/flows/test_correct.py"]


def main() -> int:
    """Run the tests; what pytest gives."""
    program = Path(sys.argv[1]).absolute()
    with s3(program) as server:
        environment = os.environ | keys(server.endpoint) | {"DATELINE_S3_SERVER": str(program)}
        tests = sys.argv[2:] or ["tests/objects", *SAME_TESTS]
        words = [sys.executable, "-m", "pytest", "-p", "tests.objects.everywhere", *tests]
        return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

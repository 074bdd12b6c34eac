"""A real PostgreSQL for as long as the tests of the lake run: `python -m tests.lake`.

It stands in a temporary folder, listens on a socket there alone, and is not run as root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian's packages put them, by version

#: What is run on the lake as it is run on the file.
SAME_TESTS = [
    "tests/warehouse/test_load.py",
    "tests/warehouse/test_link.py",
    "tests/warehouse/test_reconcile.py",
    "tests/warehouse/test_reports.py",
]

#: A lake has another lock: tests/lake/test_lake.py has its test.
OF_THE_FILE = "tests/warehouse/test_load.py::test_a_writer_waits_a_bounded_time_and_says_who_holds_the_lock"


@contextmanager
def postgres() -> Iterator[str]:
    """The words by which libpq finds a server with a database `lake`."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"))
    if not found:
        raise SystemExit("There is no PostgreSQL here: apt-get install postgresql")
    programs = found[-1].parent
    with tempfile.TemporaryDirectory(prefix="lake-", ignore_cleanup_errors=True) as folder:
        as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]

        def run(program: str, *words: str) -> None:
            subprocess.run([*as_user, str(programs / program), *words], check=True, stdout=subprocess.DEVNULL, cwd="/")

        data, options = f"{folder}/data", f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("initdb", "-D", data, "-U", "lake", "-A", "trust", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            run("createdb", "-h", folder, "-U", "lake", "lake")
            yield f"host={folder} user=lake dbname=lake"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def main() -> int:
    """Run the tests; what pytest gives."""
    with postgres() as catalog:
        environment = os.environ | {"DATELINE_LAKE_CATALOG": catalog}
        tests = sys.argv[1:] or ["tests/lake", *SAME_TESTS]
        words = [sys.executable, "-m", "pytest", "-p", "tests.lake.everywhere", f"--deselect={OF_THE_FILE}", *tests]
        return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

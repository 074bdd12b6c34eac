"""`make demo`: load the samples in one pass into a home of its own, print two reports, end."""

import os
import sys
import tempfile
from pathlib import Path

from flows.commands import ingest, run_report
from flows.console import out
from schemas.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> int:
    """Exit code 0 where everything but the sample that is broken on purpose was loaded."""
    for name in [name for name in os.environ if name.startswith(("DATELINE_", "PREFECT_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as home:
        os.environ["DATELINE_HOME"] = home
        settings = Settings(settle_seconds=0.1)
        out.print(f"Loading {SAMPLES}; one file is broken on purpose, one is a duplicate, one a correction.\n")
        refused = ingest(settings, [SAMPLES], as_json=False)
        out.print()
        run_report(settings, "biggest_moves", ["most=8"], "table", None)
        out.print()
        run_report(settings, "who_is_in_the_news", ["most=8"], "table", None)
        out.print("\nNow `make run`, and drop articles of your own into data/inbox.")
    return 0 if refused == 1 else 1


if __name__ == "__main__":
    sys.exit(main())

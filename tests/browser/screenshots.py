"""`make screenshots`: the main pages of the desk, as the README shows them.

python -m tests.browser.screenshots [FOLDER]
"""

import sys
from pathlib import Path

from tests.browser.world import ROOT, Visit, browser, filled_desk

FOLDER = ROOT / "docs" / "pictures"


def main(folder: Path) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with filled_desk() as desk, browser() as chromium:
        visit = Visit(chromium, desk, width=1200)
        visit.go("/search?q=Central+Bank+of+Iceland")
        visit.page.locator(".stories .headline").first.click()
        visit.settled()
        visit.page.locator(".story a.figure").nth(2).hover()
        visit.page.screenshot(path=folder / "article.png")
        for name, place in {"today": "/", "report": "/reports/who_is_in_the_news", "timeline": "/timeline",
                            "quarantine": "/quarantine", "disagreements": "/disagreements"}.items():  # fmt: skip
            visit.go(place).screenshot(path=folder / f"{name}.png")
            sys.stdout.write(f"{folder / name}.png\n")
        visit.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

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
        visit = Visit(chromium, desk, width=1040)
        visit.page.set_viewport_size({"width": 1040, "height": 600})  # small enough for a README: under 150 KB
        desk.run("watch", "add", "--entity", "Lisbon")
        desk.run("watch", "add", "--figure", "unemployment rate", "--unit", "%", "--crosses", "12")
        story = "LISBON, 3 March 2025 (Open Wire) - Cargo traffic in Lisbon fell by 4.5 percent last year, it said."
        (desk.root / "inbox" / "harbour.txt").write_text(f"Harbour traffic falls\n\n{story}\n", encoding="utf-8")
        desk.run("ingest")
        visit.go("/search?q=Central+Bank+of+Iceland")
        visit.page.locator(".stories .headline").first.click()
        visit.settled()
        visit.page.locator(".story a.figure").nth(2).hover()
        visit.page.screenshot(path=folder / "article.png")
        for name, place in {"today": "/", "report": "/reports/who_is_in_the_news", "timeline": "/timeline",
                            "quarantine": "/quarantine", "disagreements": "/disagreements",
                            "watches": "/watches"}.items():  # fmt: skip
            visit.go(place).screenshot(path=folder / f"{name}.png")
            sys.stdout.write(f"{folder / name}.png\n")
        visit.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

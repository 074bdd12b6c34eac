"""From Prefect's UI to the desk in one browser: sign in, run `ingest` and `report` by their forms, follow artifacts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.world import ROOT, Newsroom, Visit, browser, open_newsroom

MILLISECONDS = 60_000  # for a run, on a machine that does much else
STORY = ROOT / "samples" / "harbour-post" / "lisbon-strike.txt"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with open_newsroom() as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def visit(chromium, newsroom) -> Iterator[Visit]:
    made = Visit(chromium, newsroom)
    page, login = made.page, newsroom.login
    page.set_default_timeout(MILLISECONDS)
    page.goto(f"{newsroom.ui}/deployments")
    page.locator("input[type=password]").first.fill(f"{login['username']}:{login['password']}")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="upkeep", exact=True).first.wait_for()
    yield made
    made.context.close()
    assert [one for one in made.faults if one.startswith("request to")] == []  # the rest is Prefect's own page


def test_ingest_runs_from_its_form_and_its_table_leads_to_the_article(visit, newsroom, tmp_path):
    (tmp_path / "harbour.txt").write_bytes(STORY.read_bytes())
    page = form_of(visit, newsroom, "ingest")
    page.get_by_role("button", name="Add item").click()
    page.locator("textarea:visible, input[type=text]:visible").last.fill(str(tmp_path))
    submit(page)
    follow(visit, newsroom, re.compile(r"/articles/"))

    expect(page.locator("h1")).to_contain_text("Lisbon")
    page.locator("a.figure").first.hover()
    expect(page.locator(".card:visible")).to_contain_text("value")


def test_a_report_runs_from_its_form_and_its_artifact_leads_to_the_page(visit, newsroom):
    page = form_of(visit, newsroom, "report")
    submit(page)
    follow(visit, newsroom, re.compile(r"/reports/who_is_in_the_news"))

    expect(page.locator("h1")).to_have_text("Who is in the news")
    expect(page.locator("tbody tr").first).to_be_visible()


def form_of(visit: Visit, newsroom: Newsroom, name: str) -> Page:
    page = visit.page
    page.goto(f"{newsroom.ui}/deployments")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("button", name="Run", exact=True).first.click()
    page.get_by_role("button", name="Custom run").click()
    page.get_by_role("button", name="Submit").wait_for()
    return page


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit").click()
    page.locator("a[href*='/runs/flow-run/']").first.click()
    page.get_by_text("Completed").first.wait_for()


def follow(visit: Visit, newsroom: Newsroom, place: re.Pattern[str]) -> None:
    """Open the run's artifacts one by one, and the page of the desk that the first with such a link leads to."""
    page = visit.page
    page.get_by_text("Artifacts", exact=True).first.click()
    page.locator("a[href*='/artifacts/']").first.wait_for()
    artifacts = page.locator("a[href*='/artifacts/']").evaluate_all("links => links.map((one) => one.pathname)")
    desk = page.locator(f"a[href^='{visit.desk.address}']")
    for artifact in dict.fromkeys(artifacts):
        page.goto(newsroom.ui + artifact)
        page.wait_for_load_state("networkidle")
        found = [one for one in desk.evaluate_all("links => links.map((one) => one.href)") if place.search(one)]
        if found:
            visit.go(found[0].removeprefix(visit.desk.address))
            return
    raise AssertionError(f"no artifact of {artifacts} leads to {place.pattern}")

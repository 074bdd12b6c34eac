"""Every page of the desk in Chromium: signed in, read, used by mouse and by keys, dark and light, wide and narrow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reading_aids import faults
from tests.browser.world import Desk, Visit, browser, filled_desk


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    with filled_desk() as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def visit(chromium, desk) -> Iterator[Visit]:
    made = Visit(chromium, desk)
    yield made
    made.context.close()
    assert made.faults == []


PAGES = ["/", "/search?q=rate", "/timeline", "/disagreements", "/reports", "/reports/who_is_in_the_news",
         "/reports/who_appears_with_whom", "/reports/timeline", "/reports/data_quality", "/quarantine",
         "/watches"]  # fmt: skip


def first(visit: Visit, place: str, link: str) -> str:
    visit.go(place)
    return str(visit.page.locator(f"main a[href^='{link}']").first.get_attribute("href"))


def test_without_the_login_nothing_is_shown(chromium, desk):
    context = chromium.new_context()
    assert context.request.get(desk.address).status == 401
    context.close()


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_every_page_is_whole_and_readable(chromium, desk, look):
    visit = Visit(chromium, desk, width=390 if look == "narrow" else 1280, dark=look == "dark")
    places = [*PAGES, first(visit, "/", "/articles/"), first(visit, "/", "/entities/")]
    found = {}
    for place in places:
        if wrong := faults(visit.go(place)):
            found[place] = wrong
    visit.context.close()
    assert found == {}
    assert visit.faults == []


def test_a_figure_is_read_by_mouse_and_by_keys(visit):
    page = visit.go("/search?q=Iceland")
    page.locator(".stories .headline").first.click()
    figure = page.locator("a.figure").first
    card = page.locator(f"#{figure.get_attribute('aria-describedby')}")

    expect(card).to_be_hidden()
    figure.hover()
    expect(card).to_be_visible()
    for told in ("value", "unit", "direction", "subject", "period"):
        expect(card).to_contain_text(told)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    page.mouse.move(0, 0)
    figure.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#f0")


def test_the_keyboard_goes_to_the_search_and_finds(visit):
    page = visit.go("/")
    page.keyboard.press("/")
    page.keyboard.type("krona")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=krona")
    visit.settled()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_have_count(1)


def test_a_report_is_asked_from_its_form_sorted_and_filtered(visit):
    page = visit.go("/reports/who_is_in_the_news")
    page.get_by_label("kind").fill("person")
    page.get_by_role("button", name="Run").click()
    visit.settled()
    rows = page.locator("tbody tr")
    people = rows.count()
    assert people > 1
    assert "kind=person" in page.url
    expect(page.locator("figure.chart.wide svg")).to_be_visible()

    page.get_by_role("columnheader", name="name").get_by_role("button").click()
    names = page.locator("tbody tr").evaluate_all("rows => rows.map((row) => row.cells[1].textContent)")
    assert names == sorted(names, key=str.casefold) or len(names) == people

    field = page.get_by_label("Filter the rows")
    field.fill(names[0])
    assert 0 < page.locator("tbody tr:visible").count() < people


def test_a_refused_file_goes_back_into_the_inbox(visit, desk):
    page = visit.go("/quarantine")
    page.get_by_role("button", name="Let in again: empty.txt").click()
    visit.settled()
    expect(page.get_by_role("status")).to_contain_text("1 file back in the inbox")
    assert (desk.root / "inbox" / "empty.txt").exists()


def test_a_name_is_watched_from_its_page_fires_and_is_let_go(visit, desk):
    page = visit.go("/search?q=Iceland")
    page.locator("aside a[href^='/entities/']").first.click()
    page.get_by_role("link", name="Watch for this name").click()
    name = page.get_by_label("Its name").input_value()
    page.get_by_role("button", name="Watch the name").click()
    visit.settled()
    expect(page.get_by_text(f"{name} is named").first).to_be_visible()

    text = f"REYKJAVIK, 3 March 2025 (Open Wire) - {name} was named on Monday. The harbour of {name} was closed.\n"
    (desk.root / "inbox" / "watched.txt").write_text(f"A day in the harbour\n\n{text}")
    desk.run("ingest")
    page = visit.go("/watches")
    expect(page.locator(".stories .headline").first).to_have_text("A day in the harbour")
    assert faults(page) == []
    page.get_by_role("button", name=f"Remove: {name} is named").click()
    visit.settled()
    expect(page.get_by_role("button", name=f"Remove: {name} is named")).to_have_count(0)


def test_an_entity_is_renamed_from_its_page(visit):
    visit.go(first(visit, "/", "/entities/"))
    field = visit.page.get_by_label("Its right name")
    name = field.input_value() + " (checked)"
    field.fill(name)
    visit.page.get_by_role("button", name="Rename").click()
    visit.settled()
    expect(visit.page.locator("h1")).to_have_text(name)


def test_a_hostile_article_shows_text_and_runs_nothing(visit):
    page = visit.go("/search?q=traffic")
    page.locator(".stories .headline", has_text="alert('headline')").click()
    visit.settled()

    expect(page.locator("h1")).to_contain_text("<script>alert('headline')</script>")
    expect(page.locator("article")).to_contain_text("<script>alert(2)</script> <svg onload=alert(3)>")
    assert page.locator("main :is(script, img, style, b, iframe)").count() == 0


def test_a_page_from_disk_is_whole_without_scripts(chromium, desk, tmp_path):
    place = tmp_path / "page.html"
    desk.run("report", "who_is_in_the_news", "--format", "html", "--output", str(place))
    context = chromium.new_context(java_script_enabled=True, offline=True, viewport={"width": 390, "height": 800})
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith("file:") else None)
    page.goto(place.as_uri())

    assert faults_without_axe(page) == [] and wrong == []
    expect(page.locator("figure.narrow svg")).to_be_visible()
    expect(page.locator("figure.wide svg")).to_be_hidden()
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(page.locator("figure.wide svg")).to_be_visible()
    context.close()


def faults_without_axe(page) -> list[str]:
    from tests.browser.reading_aids import OWN

    return list(page.evaluate(OWN))

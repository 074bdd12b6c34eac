"""The desk as a browser meets it: who may come in, what each page shows, and that no article becomes markup."""

import asyncio
import json
import re
from base64 import b64encode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.applications import Starlette

from flows.desk.app import create_app
from flows.desk.guard import POLICY, host_name, refuse_open
from flows.desk.reports import input_type
from flows.desk.spans import Held, marked_up
from flows.desk.strip import strip
from flows.desk.view import safe_link
from flows.server import auth_string
from schemas.problem import UsageError
from schemas.report import Parameter
from schemas.settings import Settings
from tests.conftest import STORY

PAGES = ["/", "/today/equation", "/search", "/search?q=dockers", "/search/hits?q=dockers",
         "/timeline", "/timeline?since=2025-01-01&ahead=yes",
         "/disagreements", "/reports", "/reports/timeline", "/reports/biggest_moves/result", "/quarantine",
         "/watches", "/watches?entity=Lisbon"]  # fmt: skip
HEADLINE = "<script>alert('headline')</script> & \"traffic\" falls"
HOSTILE = """LISBON, 3 March 2025 (Open Wire) - Cargo traffic <b>fell</b> by 4.5 percent last year, the port said
on Monday.

The port's \u202eretrojs\u202c handled 12 million tonnes in 2024. Its director, Ines Prado, said </p>
<script>alert(2)</script> that 300 dockers would be hired in April. javascript:alert(3) &lt;script&gt;
"""


class Visitor:
    """A browser without a screen: follows where forms lead."""

    def __init__(self, app: Starlette, **headers: str) -> None:
        self._app, self._headers = app, headers

    def get(self, place: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask("GET", place, headers, None))

    def post(self, place: str, data: dict[str, str], headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask("POST", place, headers, data))

    async def _ask(self, method, place, headers, data) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        base = "http://127.0.0.1:4201"
        async with httpx.AsyncClient(transport=transport, base_url=base, follow_redirects=True) as client:
            return await client.request(method, place, headers=self._headers | (headers or {}), data=data)


@pytest.fixture
def visit(desk):
    login = "Basic " + b64encode(auth_string(desk.home).encode()).decode()
    return Visitor(create_app(desk.settings), Authorization=login)


@pytest.fixture
def loaded(desk, visit):
    desk.drop("story.txt")
    desk.drop("broken.json", "{")
    desk.ingest()
    return visit


def article_of(desk) -> str:
    ((found,),) = desk.ask("select article_id from articles")
    return f"/articles/{found}"


def token_of(client, place) -> str:
    return html.fromstring(client.get(place).text).xpath("string(//input[@name='token']/@value)")


def test_nobody_comes_in_without_the_login(visit):
    assert visit.get("/", headers={"Authorization": ""}).status_code == 401
    wrong = "Basic " + b64encode(b"dateline:wrong").decode()
    refused = visit.get("/", headers={"Authorization": wrong})
    assert refused.status_code == 401
    assert refused.headers["content-security-policy"] == POLICY
    assert visit.get("/static/desk.css", headers={"Authorization": "Basic ?"}).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:4201", "", "[", "localhost.evil"])
def test_another_name_for_this_address_is_refused(visit, host):
    assert visit.get("/", headers={"Host": host}).status_code == 421


def test_names_of_this_machine_and_of_the_settings_pass(desk):
    app = create_app(Settings(home=desk.home.root, desk_login=False, desk_names=["desk.example"]))
    for host in ("localhost:4201", "[::1]:4201", "127.0.0.1", "DESK.example"):
        assert Visitor(app).get("/quarantine", {"Host": host}).status_code == 200
    assert host_name("[::1]:4201") == "::1"


def test_the_desk_is_not_open_to_others_without_a_login():
    refuse_open("127.0.0.1", False, UsageError)
    refuse_open("0.0.0.0", True, UsageError)
    with pytest.raises(UsageError, match="login"):
        refuse_open("0.0.0.0", False, UsageError)


def test_a_form_of_another_site_changes_nothing(desk, loaded):
    good = {"token": token_of(loaded, "/quarantine"), "name": "broken.json"}
    refused = [
        loaded.post("/quarantine/retry", data={"name": "broken.json"}),
        loaded.post("/quarantine/retry", data=good | {"token": "x"}),
        loaded.post("/quarantine/retry", data=good, headers={"Origin": "https://evil.example"}),
        loaded.post("/quarantine/retry", data=good, headers={"Origin": "null"}),
        loaded.post("/quarantine/retry", data=good, headers={"Sec-Fetch-Site": "cross-site"}),
    ]
    assert [one.status_code for one in refused] == [403] * 5
    assert loaded.post("/quarantine/retry", data=good | {"more": "x" * 70_000}).status_code == 413
    assert (desk.home.quarantine / "broken.json").exists()


@pytest.mark.parametrize("place", PAGES)
def test_every_page_answers_and_loads_nothing_from_elsewhere(loaded, place):
    answer = loaded.get(place)

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == "no-store"
    page = html.fromstring(answer.text)
    assert all(one.startswith("/static/") for one in page.xpath("//script/@src | //link/@href | //img/@src"))
    assert page.xpath("//*[@style] | //style | //script[not(@src)] | //*[starts-with(name(@*), 'on')]") == []


def test_before_anything_is_loaded_the_desk_says_so(visit):
    answer = visit.get("/")
    assert answer.status_code == 503
    assert "Load something first" in answer.text
    assert visit.get("/quarantine").status_code == 200


def test_what_is_not_there_is_said_in_a_sentence(loaded):
    assert [loaded.get(one).status_code for one in ("/nothing", "/articles/x", "/entities/x", "/reports/x")] == [
        404
    ] * 4
    assert loaded.get("/articles/x/original").status_code == 404
    assert "no article" in loaded.get("/articles/x").text
    assert "no entity" in loaded.get("/entities/x").text
    assert "There is no report" in loaded.get("/reports/x").text
    assert "Write since as" in loaded.get("/timeline?since=soon").text
    assert "number from 1" in loaded.get("/timeline?most=0").text
    assert loaded.get("/reports/timeline/result?since=soon").status_code == 400
    part = loaded.get("/reports/timeline/result?since=soon", headers={"X-Part": "yes"}).text
    assert part.startswith('<p class="alarm">since takes DATE values')


def test_today_says_what_came_in_and_what_was_refused(loaded):
    page = loaded.get("/").text
    assert "Harbour traffic falls" in page and "json.invalid" in page and "Ines Prado" in page
    equation = html.fromstring(loaded.get("/today/equation").text).text_content()
    assert re.sub(r"\s+", " ", equation).strip().startswith("2 dropped = 1 loaded + 0 duplicate + 1 quarantined")


def test_a_figure_tells_what_it_was_understood_as(desk, loaded):
    page = html.fromstring(loaded.get(article_of(desk)).text)
    (figure,) = [one for one in page.xpath("//a[@class='figure']") if one.text_content() == "4.5 percent"]
    card = page.get_element_by_id(figure.get("aria-describedby"))
    told = {row[0].text_content(): row[1].text_content() for row in card.xpath("./span")}

    assert told["value"] == "\u22124.5"
    assert told["unit"] == "%, written percent"
    assert told["direction"] == "down by"
    assert told["subject"] == "Cargo traffic"
    assert told["period"] == "2024-01-01 until 2025-01-01"
    assert page.get_element_by_id(figure.get("href").removeprefix("#")).tag == "tr"


def test_a_hostile_article_is_text(desk, visit):
    said = {"headline": HEADLINE, "author": "<img src=x onerror=alert(1)>", "publisher": "<b>Wire", "text": HOSTILE}
    desk.drop("<b>story</b>.json", json.dumps(said))
    desk.ingest()
    place = article_of(desk)
    for answer in [
        visit.get(one)
        for one in [place, "/", "/search?q=<script>alert(1)</script>", "/search/hits?q=traffic", "/timeline"]
    ]:
        page = html.fromstring(answer.text)
        assert {one.get("src") for one in page.xpath("//script")} <= {"/static/desk.js"}
        assert page.xpath("//main//img | //main//b[text()='fell'] | //*[@onerror]") == []
        assert all(one.startswith(("/", "#", "http://127.0.0.1:")) for one in page.xpath("//a/@href"))
        assert "\u202e" not in answer.text
    assert HEADLINE in html.fromstring(visit.get(place).text).xpath("string(//h1)")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil", "http:x", "ht\ttp://x", "file:///", None]
)
def test_only_web_addresses_are_followed(url):
    assert safe_link(url) is None
    assert safe_link("https://example.org/a?b=1") == "https://example.org/a?b=1"


def test_a_file_goes_back_from_the_quarantine(desk, loaded):
    answer = loaded.post("/quarantine/retry", data={"token": token_of(loaded, "/quarantine"), "name": "broken.json"})

    assert "1 file back in the inbox" in answer.text
    assert (desk.home.inbox / "broken.json").exists()
    gone = loaded.post("/quarantine/retry", data={"token": token_of(loaded, "/quarantine"), "name": "broken.json"})
    assert gone.status_code == 403  # no form is left on the page, and so no token


def test_an_entity_is_renamed_and_merged_from_its_page(desk, loaded):
    ((entity_id,),) = desk.ask("select entity_id from entities where name = 'Ines Prado'")
    place = f"/entities/{entity_id}"
    assert "1 article" in loaded.get(place).text and "Cargo" not in loaded.get(place).text.partition("<h1")[0]

    answer = loaded.post(f"{place}/rename", data={"token": token_of(loaded, place), "name": "Inês Prado"})
    assert "<h1" in answer.text and "Inês Prado" in answer.text

    answer = loaded.post(f"{place}/merge", data={"token": token_of(loaded, place), "into": "Lisbon"})
    assert html.fromstring(answer.text).xpath("string(//h1)") == "Lisbon"
    wrong = loaded.post(
        str(answer.url.path) + "/merge", data={"token": token_of(loaded, answer.url.path), "into": "Nobody"}
    )
    assert wrong.status_code == 400 and "no entity" in wrong.text


def test_the_watch_list_takes_watches_shows_what_fired_and_lets_go(desk, loaded):
    token = {"token": token_of(loaded, "/watches")}
    for fields in ({"entity": "Ines Prado"}, {"about": "cargo traffic", "how": "moves", "amount": "4"}, {"files": "3"}):
        assert loaded.post("/watches/add", data=token | fields).status_code == 200
    assert loaded.post("/watches/add", data={"entity": "x"}).status_code == 403
    refused = [{"about": "a", "how": "moves", "amount": "much"}, {"minutes": "-1"}, {}]
    assert [loaded.post("/watches/add", data=token | one).status_code for one in refused] == [400] * 3
    desk.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent").replace("300", "800"))
    desk.ingest()

    page = html.fromstring(loaded.get("/watches").text)
    assert len(page.xpath("//section[@aria-labelledby='watched']//form")) == 3
    (figure,) = [one for one in page.xpath("//a[@class='headline']/@href") if "#" in one]
    assert loaded.get(figure.partition("#")[0]).status_code == 200
    assert "fired 1 time," in page.text_content()
    for watch_id in page.xpath("//input[@name='watch_id']/@value"):
        loaded.post("/watches/remove", data=token | {"watch_id": watch_id})
    page = html.fromstring(loaded.get("/watches").text)
    assert page.xpath("//input[@name='watch_id']") == [] and "Ines Prado is named" in page.text_content()


def test_a_report_runs_from_its_form_and_is_saved_in_every_format(desk, loaded):
    form = html.fromstring(loaded.get("/reports/biggest_moves?unit=%25").text).forms[-1]
    fields = {one.name: one.type for one in form.xpath(".//input")}
    assert fields == fields | {"since": "date", "unit": "text", "most": "number"}
    assert "fell by 4.5 percent" in loaded.get("/reports/biggest_moves/result?unit=%25&nothing=1").text
    assert "no rows" in loaded.get("/reports/biggest_moves/result?unit=EUR").text
    for form in ("csv", "json", "parquet"):
        saved = loaded.get(f"/reports/biggest_moves/as/{form}")
        assert saved.status_code == 200 and "attachment" in saved.headers["content-disposition"]
    page = loaded.get("/reports/biggest_moves/as/html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert loaded.get("/reports/biggest_moves/as/exe").status_code == 400


def test_only_reports_are_read_from_their_folder(desk, loaded):
    (desk.home.reports / "made.html").write_text("<p>made</p>")
    (desk.home.reports / "link.html").symlink_to(desk.home.prefect_auth)
    (desk.home.root / "secret.html").write_text("secret")

    assert loaded.get("/written/made.html").text == "<p>made</p>"
    for name in ("link.html", "..%2fsecret.html", "%2e%2e/secret.html", "made.exe", "missing.html"):
        assert loaded.get(f"/written/{name}").status_code == 404, name


def test_the_original_is_saved_as_it_was_dropped(desk, loaded):
    answer = loaded.get(article_of(desk) + "/original")
    assert "Harbour traffic falls" in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_version_shows_what_it_changed(desk, visit):
    page = (
        '<html><head><meta property="og:url" content="https://example.org/news/harbour"></head><body><article>'
        "<h1>Harbour traffic falls</h1><p>Cargo traffic fell by {} percent last year, the port said on Monday, "
        "and 300 dockers would be hired in April by the harbour board.</p></article></body></html>"
    )
    for name, value in (("one.html", "4.5"), ("two.html", "5.4")):
        desk.drop(name, page.format(value))
        desk.ingest()
    ((later,),) = desk.ask("select article_id from articles where revision_of is not null")

    shown = html.fromstring(visit.get(f"/articles/{later}").text)
    assert [one.text_content() for one in shown.xpath("//del | //ins")] == ["4.5 percent", "5.4 percent"]


FIELDS = {"DATE": "date", "INTEGER": "number", "DECIMAL(9, 2)": "number", "VARCHAR": "text", "BOOLEAN": "boolean"}


@pytest.mark.parametrize(("kind", "field"), FIELDS.items())
def test_a_field_fits_its_parameter(kind, field):
    assert input_type(Parameter("x", kind, "", "")) == field


TEXT = "a <b> & fifty\n\u0627\u0628 percent </b> x"
spans = st.lists(
    st.tuples(st.sampled_from(["figure", "date", "name"]), st.integers(0, len(TEXT) - 1), st.integers(1, 9)), max_size=6
)


@given(spans)
def test_whatever_overlaps_the_text_stays_whole(found):
    marks = [
        Held(what, at, min(len(TEXT), at + long), f"#{no}", no, [("k", "<v>")] if what != "name" else [])
        for no, (what, at, long) in enumerate(found)
    ]
    page = html.fragment_fromstring(str(marked_up(TEXT, 0, len(TEXT), marks)), create_parent="div")
    assert len(page.xpath(".//a//a")) == 0
    for card in page.xpath(".//*[@role='tooltip']"):
        card.drop_tree()
    assert page.text_content() == TEXT
    for mark in marks:
        shown = "".join(page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {mark.what} ')]//text()"))
        assert len(shown) >= 1


@pytest.mark.parametrize(("days", "bars"), [(1, 1), (40, 40), (200, 29), (2000, 66)])
def test_a_strip_is_by_days_weeks_or_months(days, bars):
    from datetime import date, timedelta

    rows = [{"day": date(2025, 1, 1) + timedelta(at), "mentions": 1} for at in range(days)]
    drawn = html.fromstring(str(strip(rows)))
    assert len(drawn.xpath("//rect")) == bars
    assert f"{days} in all" in drawn.get("aria-label")

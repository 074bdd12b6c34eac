"""What is watched for fires once, whatever happens between; what leaves the house leaves by what was configured."""

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_string
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from flows import alerts, commands
from flows.again import reprocess
from flows.alarm import Alarm
from flows.doctor import examine, rebuild
from flows.forgetting import forget_article
from flows.inbox import run_plainly
from flows.stages import Batch
from flows.watchlist import add, remove, try_channels
from schemas.problem import Deferred, UsageError
from schemas.settings import Settings
from schemas.watch import make_wish
from tasks import channels, journal
from tasks.scan import scan
from tests.conftest import STORY
from warehouse import watches as kept
from warehouse.open import writing


def with_channels(desk, **channels):
    desk.settings = Settings(**desk.settings.model_dump(exclude={"workers"}) | channels)
    desk.shop.settings = desk.settings
    return desk


def fired(desk):
    return desk.ask("select kind, article_id is not null, value, before, sent from alerts order by kind, value")


def rate(number, day, article="Rates"):
    text = f"Spain's unemployment rate stood at {number} percent in February, the office said. {article} closed."
    return json.dumps({"headline": f"{article} {number}", "published": day, "publisher": "Wire", "text": text})


def test_a_name_a_figure_and_a_refusal_fire_once_each(desk):
    for wish in (make_wish(entity="ines prado"), make_wish(about="the cargo traffic", moves=4.0), make_wish(files=0)):
        add(desk.settings, wish)
    assert add(desk.settings, make_wish(files=0)).watch_id == add(desk.settings, make_wish(files=0)).watch_id
    desk.drop("story.txt")
    desk.drop("broken.json", "{")
    desk.ingest()
    expected = [
        ("entity", True, None, None, []),
        ("figure", True, -4.5, None, []),
        ("quarantine", False, 1.0, None, []),
    ]
    assert fired(desk) == expected

    desk.drop("again.txt", STORY + "\n")  # the same story
    desk.drop("worse.json", "[")  # within the same hour
    desk.ingest()
    asyncio.run(reprocess(desk.shop, True, False, lambda _: None))
    assert fired(desk) == expected
    ((said, surface),) = desk.ask(
        "select a.headline, m.surface from alerts join articles a using (article_id) "
        "join entity_mentions m using (article_id, mention_no)"
    )
    assert (said, surface) == ("Harbour traffic falls", "Ines Prado")


@pytest.mark.parametrize(
    ("wish", "values"),
    [
        (make_wish(about="unemployment rate", crosses=12), [(12.4, 11.2), (11.9, 12.4)]),
        (make_wish(about="unemployment rate", moves=1, unit="%"), [(12.4, 11.2)]),
        (make_wish(about="unemployment rate", entity="spain", moves=0.4), [(12.4, 11.2), (11.9, 12.4)]),
        (make_wish(about="unemployment rate", entity="Portugal", moves=0.1), []),
        (make_wish(about="employment rate", moves=0.1), []),
        (make_wish(about="unemployment rate", moves=0.1, unit="USD"), []),
    ],
)
def test_a_level_is_held_against_the_last_that_was_told(desk, wish, values):
    add(desk.settings, wish)
    for number, day in (("11.2", "2025-03-04"), ("12.4", "2025-03-05"), ("11.9", "2025-03-06")):
        desk.drop(f"{number}.json", rate(number, day))
        desk.ingest()
    assert desk.ask("select value, before from alerts order by fired_at") == values


def test_what_is_expected_or_denied_does_not_fire(desk):
    add(desk.settings, make_wish(about="exports", moves=1))
    for name, text in (
        ("a", "Exports are expected to rise 5 percent in 2026."),
        ("b", "The ministry denied that exports fell 7 percent in 2024."),
    ):
        desk.drop(f"{name}.txt", f"Exports {name}\n\nMADRID, 3 March 2025 (Open Wire) - {text} It was Monday.\n")
    desk.ingest()
    assert fired(desk) == []


def test_watches_and_alerts_survive_a_warehouse_that_is_built_again_and_one_that_was_lost(desk):
    first, second = add(desk.settings, make_wish(entity="Lisbon")), add(desk.settings, make_wish(minutes=5))
    desk.drop("story.txt")
    desk.ingest()
    remove(desk.settings, second.watch_id)
    before = desk.ask("from watches"), desk.ask("from alerts")
    assert len(before[1]) == 1

    asyncio.run(rebuild(desk.shop, lambda done, of: None))
    assert (desk.ask("from watches"), desk.ask("from alerts")) == before
    add(desk.settings, make_wish(entity="Ines Prado"))  # what came before it fires nothing
    desk.home.live.unlink()
    desk.ingest()
    assert desk.ask("from alerts") == before[1]
    assert [one for one in examine(desk.home, desk.settings) if one.rows] == []
    desk.drop("new.txt", STORY.replace("4.5 percent", "6.5 percent").replace("300", "900"))
    desk.ingest()
    assert desk.ask("select count(*) from alerts where watch_id = '" + first.watch_id + "'") == [(2,)]


def test_a_batch_that_was_killed_after_its_commit_fires_nothing_twice(desk, monkeypatch):
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr(alerts, "book", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.ingest()
    assert journal.alerts(desk.home.journal) == []
    desk.ingest()
    assert len(desk.ask("from alerts")) == len(journal.alerts(desk.home.journal)) == 1
    assert [one for one in examine(desk.home, desk.settings) if one.rows] == []


def test_silence_fires_once_and_again_after_the_next_arrival(desk, monkeypatch):
    add(desk.settings, make_wish(minutes=10))

    def later(minutes):
        class Clock(datetime):
            @classmethod
            def now(cls, zone=None):
                return datetime.now(zone) + timedelta(minutes=minutes)

        monkeypatch.setattr(alerts, "datetime", Clock)
        return [one.alert.value for one in alerts.fire_silences(desk.home, desk.settings)]

    assert later(0) == []
    assert later(11) == [11.0]
    desk.shop.unpublished = True
    desk.drop("story.txt")
    desk.ingest()
    assert later(5) == []
    assert [round(one) for one in later(12)] in ([11], [12])
    desk.drop("other.txt", STORY.replace("4.5", "7.5"))
    desk.ingest()
    assert later(13) != []


def test_nothing_goes_out_that_nobody_configured(desk, monkeypatch):
    monkeypatch.setattr(channels, "post", pytest.fail)
    monkeypatch.setattr(channels, "mail", pytest.fail)
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")
    desk.ingest()
    with_channels(desk, alert_file=True)  # what fired before is not sent afterwards
    desk.ingest()
    assert not desk.home.alerts.exists()
    assert alerts.send_alerts(desk.home, desk.settings) == (0, False)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        status = self.server.answers.pop(0) if self.server.answers else 200
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((status, body))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def hook():
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        server.seen, server.answers = [], []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_webhook_that_fails_fails_no_load_and_is_told_again(desk, hook):
    hook.answers = [500, 302]
    with_channels(desk, alert_webhook=f"http://127.0.0.1:{hook.server_port}/secret", alert_file=True)
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")
    assert desk.outcomes() == {"story.txt": "loaded"}

    told = alerts.trouble(desk.home)["webhook"]["trouble"]
    assert "answers 500" in told and "secret" not in told
    found = [one for one in examine(desk.home, desk.settings) if one.rows]
    assert [(one.invariant, one.state) for one in found] == [("alerts", "warning")]
    assert found[0].rows[0].startswith("webhook, since 20")
    assert alerts.send_alerts(desk.home, desk.settings) == (0, True)
    assert alerts.send_alerts(desk.home, desk.settings) == (1, False)
    assert alerts.send_alerts(desk.home, desk.settings) == (0, False)

    assert [status for status, _ in hook.seen] == [500, 302, 200]
    body = hook.seen[-1][1]
    assert body["text"] == "Lisbon is named. Harbour traffic falls (2025-03-03)"
    assert body["alerts"][0]["page"].startswith("http://127.0.0.1:4201/articles/")
    assert alerts.trouble(desk.home) == {}
    assert len(desk.home.alerts.read_text().splitlines()) == 1
    with writing(desk.home, 1.0, "test") as connection:
        assert [set(one.sent) for one in kept.alerts(connection)] == [{"file", "webhook"}]


def test_a_channel_that_fails_is_a_warning_of_the_doctor_until_it_is_mended_or_gone(desk, capsys):
    with_channels(desk, alert_webhook="http://127.0.0.1:1/x")
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")
    desk.ingest()

    assert commands.doctor(desk.settings, repair=False, as_json=False) == commands.DONE
    said = capsys.readouterr().out
    assert "warning  alerts" in said and "webhook, since 20" in said
    assert commands.doctor(desk.settings, repair=False, as_json=True) == commands.DONE
    states = {one["invariant"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert states["alerts"] == "warning" and states["I1"] == "holds"
    with writing(desk.home, 1.0, "test") as connection:
        assert [one.sent for one in kept.alerts(connection)] == [()]  # kept, and tried again

    with_channels(desk, alert_webhook=None)
    desk.ingest()
    assert alerts.trouble(desk.home) == {}


def test_a_run_that_is_killed_before_it_books_writes_no_line_twice(desk, monkeypatch):
    with_channels(desk, alert_file=True)
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")
    with monkeypatch.context() as here:
        here.setattr(alerts, "failpoint", lambda _: exec("raise KeyboardInterrupt"))
        with pytest.raises(KeyboardInterrupt):
            desk.ingest()
    desk.ingest()
    assert len(desk.home.alerts.read_text().splitlines()) == 1
    assert fired(desk) == [("entity", True, None, None, ["file"])]


def test_a_mail_tells_the_line_the_sentence_and_the_page(desk, monkeypatch):
    sent = []

    class Server:
        def __init__(self, host, port, timeout):
            sent.append((host, port))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def login(self, user, password):
            sent.append((user, password))

        def send_message(self, letter):
            sent.append(letter.as_string())

    monkeypatch.setattr("smtplib.SMTP", Server)
    with_channels(
        desk, alert_mail_to=["desk@example.org"], smtp_host="mail.example.org", smtp_user="u", smtp_password="p"
    )
    add(desk.settings, make_wish(about="cargo traffic", moves=4, unit="%"))
    desk.drop("story.txt")
    desk.ingest()

    assert sent[:2] == [("mail.example.org", 25), ("u", "p")]
    letter = message_from_string(sent[2])
    assert letter["To"] == "desk@example.org"
    assert letter["Subject"] == "Dateline: cargo traffic moves by more than 4 %"
    text = letter.get_payload(decode=True).decode()
    assert "4.5 percent. Harbour traffic falls" in text and "Cargo traffic fell by 4.5 percent last year" in text
    assert repr(desk.settings.smtp_password) == "SecretStr('**********')"


def test_channels_are_tried_and_say_why_they_take_nothing(desk):
    with pytest.raises(UsageError, match="No channel"):
        try_channels(desk.settings)
    with_channels(desk, alert_webhook="http://127.0.0.1:1/x", alert_file=True)
    found = try_channels(desk.settings)
    assert found["file"] is None and "127.0.0.1 does not take it" in str(found["webhook"])
    desk.home.alerts.unlink()
    desk.home.alerts.mkdir()
    with pytest.raises(Deferred):
        channels.write_lines(desk.home.alerts, [{"alert_id": "a"}])


def test_alerts_go_with_the_article_that_is_forgotten(desk):
    with_channels(desk, alert_file=True)
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")
    desk.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent").replace("300", "800"))
    desk.ingest()
    ids = [one for (one,) in desk.ask("select article_id from alerts order by article_id")]
    forget_article(desk.settings, str(ids[0]), whole_file=False)

    assert desk.ask("select article_id from alerts") == [(ids[1],)]
    assert str(ids[0]) not in desk.home.journal.read_text() + desk.home.alerts.read_text()
    assert len(desk.home.alerts.read_text().splitlines()) == 1
    assert [one for one in examine(desk.home, desk.settings) if one.rows] == []


def test_the_resident_sends_what_was_published_and_not_before(desk):
    with_channels(desk, alert_file=True)
    add(desk.settings, make_wish(entity="Lisbon"))
    desk.drop("story.txt")

    async def work():
        alarm = Alarm(desk.shop)
        batch = Batch(scan(desk.home.inbox))
        await run_plainly(batch, desk.shop, False)
        desk.shop.unpublished = True
        alarm.look()
        assert alarm._working is None
        desk.shop.unpublished = False
        alarm.look()
        await alarm.finish()

    asyncio.run(work())
    assert len(desk.home.alerts.read_text().splitlines()) == 1
    assert desk.shop.unpublished


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Watch one of"),
        ({"entity": "a", "files": 1}, "Watch one of"),
        ({"files": -1}, "from 0"),
        ({"minutes": 0}, "from 1"),
        ({"unit": "%", "moves": 1.0}, "which figure"),
        ({"about": "x"}, "either"),
        ({"about": "x", "moves": 1.0, "crosses": 2.0}, "either"),
        ({"about": "x", "moves": float("nan")}, "from 0 up"),
        ({"about": "x", "crosses": float("inf")}, "crosses a number"),
        ({"entity": "x" * 300}, "200 characters"),
    ],
)
def test_a_wish_that_does_not_fit_is_said(given, said):
    with pytest.raises(UsageError, match=said):
        make_wish(**given)


def test_no_watch_costs_one_small_question(desk):
    with writing(desk.home, 1.0, "test") as connection:
        assert kept.fire(connection, ["a"], True, datetime.now(UTC), []) == []

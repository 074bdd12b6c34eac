"""The Prefect server as the resident starts it, asked by those who should not be answered."""

import asyncio
import http.client
import json
import socket
import sqlite3
import time
from base64 import b64encode
from contextlib import closing

import httpx
import psutil
import pytest
from prefect import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows import server as of_server
from flows.server import HOST, ServerChild, api_url, auth_string, server_environment
from flows.server_guard import POLICY, ServerGuard
from schemas.settings import Home

START_SECONDS = 120.0


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("server") / "home")
    home.make()
    child = ServerChild(home, free_port())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_server, "VACUUM_SECONDS", 1)
        patch.setattr(of_server, "KEPT_SHORT", dict.fromkeys(of_server.KEPT_SHORT, 3))
        child.start()
    child.home = home
    deadline = time.monotonic() + START_SECONDS
    while not child.answers():
        assert not child.ended and time.monotonic() < deadline, child.log.read_text()
        time.sleep(0.2)
    child.login = "Basic " + b64encode(auth_string(home).encode()).decode()
    yield child
    child.stop()


def ask(server, place, method="GET", body=None, signed_in=True, **headers):
    connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
    given = {"Authorization": server.login} if signed_in else {}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, place, body, given)
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return reply


def test_it_listens_on_loopback_alone(server):
    listening = [one.laddr for one in psutil.Process(server._process.pid).net_connections() if one.status == "LISTEN"]

    assert listening == [(HOST, server.port)]


def test_nobody_is_answered_without_the_login(server):
    assert ask(server, "/api/admin/version").status == 200
    assert ask(server, "/api/admin/version", signed_in=False).status == 401
    wrong = "Basic " + b64encode(b"dateline:wrong").decode()
    assert ask(server, "/api/admin/version", signed_in=False, Authorization=wrong).status == 401
    assert ask(server, "/api/admin/version", signed_in=False, Authorization="Basic Og==").status == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4200", "127.0.0.1.evil.example", "", "0.0.0.0"])
def test_another_name_for_its_address_is_refused(server, host):
    for place in ("/", "/api/health", "/api/admin/version"):
        assert ask(server, place, Host=host).status == 421


def test_a_socket_under_another_name_is_closed(server):
    wish = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}  # fmt: skip

    assert ask(server, "/api/events/out", Host="evil.example", **wish).status == 403


def test_a_page_of_another_site_is_not_let_read_its_answers(server):
    reply = ask(server, "/api/admin/version", Origin="https://evil.example")
    assert reply.getheader("Access-Control-Allow-Origin") is None

    own = f"http://{HOST}:{server.port}"
    assert ask(server, "/api/admin/version", Origin=own).getheader("Access-Control-Allow-Origin") == own


def test_what_changes_something_needs_the_token_that_only_its_own_page_has(server):
    body = '{"name": "made elsewhere"}'
    reply = ask(server, "/api/flows/", "POST", body, Content_Type="application/json")

    assert reply.status == 403


def test_every_answer_says_what_its_page_may_do(server):
    for place in ("/", "/api/health", "/api/nothing"):
        assert ask(server, place).getheader("Content-Security-Policy") == POLICY
        assert ask(server, place).getheader("Server") is None


def test_no_event_keeps_what_an_artifact_showed_that_is_deleted(server):
    async def show_and_delete():
        async with get_client() as client:
            made = await client.create_artifact(ArtifactCreate(key="report", type="markdown", data="Zorbelqua"))
            await until(1)
            await client.delete_artifact(made.id)

    async def until(wanted):
        deadline = time.monotonic() + START_SECONDS
        with closing(sqlite3.connect(server.home.prefect / "prefect.db")) as records:
            asked = "select count(*) from events where payload like '%Zorbelqua%'"
            while (found := records.execute(asked).fetchone()[0]) < wanted or (wanted == 0 and found):
                assert time.monotonic() < deadline, found
                await asyncio.sleep(0.1)

    with temporary_settings({PREFECT_API_URL: api_url(server.port), PREFECT_API_AUTH_STRING: auth_string(server.home)}):
        asyncio.run(show_and_delete())
    asyncio.run(until(0))


def test_its_settings_are_safe_whatever_the_surroundings_say(tmp_path):
    told = server_environment(Home(tmp_path), 4200)

    assert told["PREFECT_SERVER_API_HOST"] == HOST
    assert told["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    assert told["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4200,http://localhost:4200"
    assert told["PREFECT_RESULTS_PERSIST_BY_DEFAULT"] == "false"
    assert told["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert told["DO_NOT_TRACK"] == "1"
    assert told["PREFECT_SERVER_API_AUTH_STRING"]
    assert json.loads(told["PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES"]) == of_server.KEPT_SHORT


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1:4200", 200), ("LOCALHOST:1", 200), ("[::1]:4200", 200), ("[", 421), ("x", 421)]
)
def test_names_of_this_machine_pass(host, status):
    async def served(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"told"})

    async def get():
        transport = httpx.ASGITransport(ServerGuard(served))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/", headers={"Host": host})

    reply = asyncio.run(get())
    assert reply.status_code == status
    assert (reply.text == "told") == (status == 200)

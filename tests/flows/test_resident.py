"""`dateline up` as a person runs it: a process of its own, with its Prefect server, killed and started again."""

import asyncio
import time
from collections import Counter

import duckdb
import psutil
import pytest
from prefect import get_client
from prefect.automations import Automation
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
)
from prefect.events import Event, get_events_client

from flows.automations import make_automations
from flows.server import answers, api_url, auth_string
from tests.flows.up import LOAD_SECONDS, START_SECONDS, Resident, deployment_run, until, variant
from tests.security.prefect_tables import holding, vacuum


@pytest.fixture(scope="module")
def resident(tmp_path_factory):
    one = Resident(tmp_path_factory.mktemp("resident") / "home")
    one.greeting = one.start()
    yield one
    one.close()


def test_it_says_where_everything_is(resident):
    for told in (resident.home.inbox, resident.home.warehouse, f"http://127.0.0.1:{resident.port}", "Sign in"):
        assert str(told) in resident.greeting


def test_a_dropped_file_is_asked_for_in_sql(resident):
    resident.drop("story.txt", variant(1))
    resident.wait_for(1)

    answer = resident.run(
        "sql", "select signed_value, unit from figures_in_context where unit = '%'", "--format", "csv"
    )
    assert answer.stdout.splitlines() == ["signed_value,unit", "-5.1,%"]
    assert "watching by events" in resident.run("status").stdout


def test_a_second_resident_is_refused_and_told_who_is_up(resident):
    second = resident.run("up")

    assert second.returncode == 3
    assert f"process {resident.process.pid}" in second.stderr


def test_readers_in_a_loop_and_files_that_load_never_wait_for_each_other(resident):
    before = resident.count()
    for number in range(60):
        resident.drop(f"many-{number}.txt", variant(100 + number))
    seen, deadline = [before], time.monotonic() + LOAD_SECONDS
    while seen[-1] < before + 60 and time.monotonic() < deadline:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"attach '{resident.home.warehouse}' as w (read_only)")
            articles, parts = connection.execute(
                "select (select count(*) from w.articles), (select count(distinct article_id) from w.figures)"
            ).fetchall()[0]
        assert articles == parts  # whole articles, always
        seen.append(articles)

    assert seen[-1] == before + 60
    assert seen == sorted(seen)


def test_ingest_runs_from_its_form_with_a_path(resident, tmp_path):
    before = resident.count()
    (tmp_path / "mine.txt").write_text(variant(300))
    (tmp_path / "bad.json").write_text("{")
    with resident.prefect():
        run = asyncio.run(deployment_run("ingest", request={"paths": [str(tmp_path)]}))
        artifact = asyncio.run(read_artifact("ingest"))

    assert run.state.is_completed(), run.state
    assert run.state.message == "2 files: 1 loaded, 1 quarantined"
    assert "json.invalid" in artifact
    assert resident.count() == before + 1


async def read_artifact(key: str) -> str:
    async with get_client() as client:
        found = await client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])))
        return str(found[0].data)


@pytest.mark.parametrize("name", ["report", "reprocess", "rebuild", "upkeep"])
def test_the_other_deployments_run_from_their_forms(resident, name):
    with resident.prefect():
        run = asyncio.run(deployment_run(name))

    assert run.state.is_completed(), run.state
    if name == "report":
        assert list(resident.home.reports.glob("who_is_in_the_news-*.html"))
    if name in ("reprocess", "rebuild"):
        with resident.prefect():
            assert float(asyncio.run(read_artifact(f"{name}-progress"))) == 100.0


def test_what_prefect_keeps_of_an_article_goes_when_it_is_forgotten(resident):
    word = "Zorbelqua"

    async def kept(article: str) -> Counter[str]:
        async with get_client() as client:
            keys = ArtifactFilterKey(any_=["report", "report-chart", "ingest-batch"])
            found = await client.read_artifacts(artifact_filter=ArtifactFilter(key=keys))
        return Counter(one.key for one in found if one.key != "ingest-batch" or article[:16] in str(one.data))

    with resident.prefect():
        older = asyncio.run(kept("none"))
    resident.drop("to be forgotten.txt", variant(350).replace("Ines Prado", f"{word} Prado"))
    resident.wait_for(resident.count() + 1)
    resident.wait_for_empty_inbox()
    article = str(resident.count("select max_by(article_id, loaded_at) from articles"))
    with resident.prefect():
        asyncio.run(deployment_run("report"))
        until(lambda: len(asyncio.run(kept(article)) - older) == 3, LOAD_SECONDS)
        assert set(asyncio.run(kept(article)) - older) == {"report", "report-chart", "ingest-batch"}
        there = {"artifact", "artifact_collection", "events"}  # these last come a little later
        until(lambda: set(holding(resident.home, word)) == there, LOAD_SECONDS)
        assert set(holding(resident.home, word)) == there

        said = resident.run("forget", article).stdout
        assert "artifacts that may show it are deleted from Prefect" in said
        assert asyncio.run(kept(article)) == older
    assert not resident.home.forgetting_artifacts.exists()

    def is_vacuumed() -> bool:
        vacuum(resident.home, resident.port)
        return holding(resident.home, word) == []

    assert until(is_vacuumed, LOAD_SECONDS), holding(resident.home, word)


def test_automations_are_made_once_and_stay_as_somebody_left_them(resident):
    names = ["dateline: quarantine grows", "dateline: nothing arrived for an hour", "dateline: a watch fired"]

    async def turned_off_and_made_again() -> tuple[list[str], list[bool]]:
        first = await Automation.aread(name=names[0])
        await first.adisable()
        made = await make_automations()
        found = [await Automation.aread(name=name) for name in names]
        return made, [one.enabled for one in found]

    with resident.prefect():
        assert asyncio.run(turned_off_and_made_again()) == ([], [False, True, False])


def test_ingest_is_started_by_an_event(resident):
    async def runs() -> int:
        async with get_client() as client:
            deployment = await client.read_deployment_by_name("ingest/ingest")
            of_it = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment.id]))
            return len(await client.read_flow_runs(flow_run_filter=of_it))

    async def until_more(before: int) -> int:
        async with get_events_client() as client:  # of its own: that of `emit_event` may know a server of another test
            await client.emit(Event(event="dateline.inbox.arrived", resource={"prefect.resource.id": "a.program"}))
        for _ in range(900):
            if (now := await runs()) > before:
                return now
            await asyncio.sleep(0.1)
        return before

    with resident.prefect():
        before = asyncio.run(runs())
        assert asyncio.run(until_more(before)) == before + 1


def test_a_server_that_ends_stops_no_file_and_is_started_again(resident):
    before = resident.count()
    children = psutil.Process(resident.process.pid).children()
    words = [one.as_dict(["cmdline"], ad_value=())["cmdline"] for one in children]  # none of a run that has just ended
    (server,) = [one for one, said in zip(children, words, strict=True) if "flows.server" in said]
    server.kill()
    resident.drop("without.txt", variant(400))
    resident.wait_for(before + 1)

    deadline = time.monotonic() + START_SECONDS
    while not answers(api_url(resident.port), auth_string(resident.home)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert answers(api_url(resident.port), auth_string(resident.home))
    resident.drop("with.txt", variant(401))
    resident.wait_for(before + 2)


def test_ctrl_c_ends_it_within_five_seconds_and_leaves_no_process(resident):
    children = psutil.Process(resident.process.pid).children(recursive=True)

    assert resident.end() < 5.0
    assert resident.process.returncode == 0
    _, alive = psutil.wait_procs(children, timeout=5.0)
    assert [child.cmdline() for child in alive] == []

"""Forgetting while the same content is loaded, copied or enriched again: it stays forgotten, nothing else is lost."""

import asyncio

from flows import stages
from flows.again import reprocess
from flows.commands import forget
from flows.doctor import examine, rebuild
from flows.stages import Batch
from flows.status import status
from tasks.scan import look
from tests.conftest import STORY


def test_a_file_dropped_again_while_its_content_is_forgotten_is_not_lost(desk):
    desk.drop("first.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")
    again = Batch([look(desk.drop("again.txt"))])

    async def forget_in_between():
        await stages.take_stage(again, desk.shop)
        await stages.enrich_stage(again, desk.shop)
        forget(desk.settings, article_id, whole_file=False)
        await stages.load_stage(again, desk.shop)
        await stages.settle_stage(again, desk.shop)

    asyncio.run(forget_in_between())

    assert [outcome.outcome for outcome in again.outcomes] == ["deferred"]
    assert (desk.home.inbox / "again.txt").exists()
    assert desk.outcomes() == {"again.txt": "loaded"}
    assert [finding for finding in examine(desk.home, desk.settings) if finding.rows] == []


def test_what_is_forgotten_is_gone_from_every_file_with_its_copies(desk):
    word = "Zyxwvut"
    desk.drop("a.txt", STORY.replace("Ines Prado", word))
    desk.ingest()
    desk.drop("b.md", STORY.replace("Ines Prado", word))
    desk.drop("c.txt", STORY.replace("Ines Prado", word).replace("\n", "\r\n"))
    desk.ingest()
    assert desk.ask("select outcome, count(*) from drops group by all order by 1") == [("duplicate", 2), ("loaded", 1)]
    ((article_id,),) = desk.ask("select article_id from articles")

    forget(desk.settings, article_id, whole_file=False)
    asyncio.run(rebuild(desk.shop, lambda *_: None))

    assert desk.ask("select count(*) from articles") == [(0,)]
    holding = [path for path in desk.home.root.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    assert holding == []
    assert status(desk.settings).equation().startswith("3 dropped = 0 loaded + 0 duplicate + 0 quarantined + 3 ignored")
    desk.drop("c.txt", STORY.replace("Ines Prado", word))
    assert desk.outcomes() == {"c.txt": "loaded"}


def test_what_is_forgotten_while_it_is_enriched_again_stays_forgotten(desk):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")

    asyncio.run(reprocess(desk.shop, True, False, lambda _: forget(desk.settings, article_id, whole_file=False)))

    assert desk.ask("select count(*) from articles") == [(0,)]
    assert [finding for finding in examine(desk.home, desk.settings) if finding.rows] == []

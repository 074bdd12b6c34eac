"""The large warehouse of the benchmarks is one that the product could have made."""

from flows.doctor import examine
from flows.status import status
from schemas.settings import Settings
from tests.benchmarks.multiplied import build
from warehouse.ask import ask, reports, run_report
from warehouse.search import search


def test_a_multiplied_warehouse_is_sound_and_every_report_runs_on_it(tmp_path):
    home = build(tmp_path / "home", articles=300, words=60, base=10, sources={"wire": ("en", 2), "post": ("en", 1)})
    settings = Settings(home=home.root)

    assert [finding for finding in examine(home, settings) if finding.rows] == []
    found = status(settings)
    assert found.adds_up
    assert 250 <= found.loaded <= 350
    assert found.quarantined == found.in_quarantine > 10
    assert ask(home, "select count(distinct published_date) > 100 from articles").rows == ((True,),)
    assert search(home, "exports").articles > 100
    for report in reports().values():
        run_report(home, report, {})

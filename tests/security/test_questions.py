"""SQL that others write, and parameters of reports: one SELECT, no file, no setting, within its time and memory."""

import subprocess
import sys
import time

import pyarrow as pa
import pytest

from schemas.problem import Unavailable, UsageError
from warehouse.ask import ask, reports, run_report
from warehouse.open import writing
from warehouse.publish import publish

rows_of_ours = pa.table({"secret": ["of this process"]})  # a question that names it must not find it


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    from schemas.settings import Home

    home = Home(tmp_path_factory.mktemp("questions") / "home")
    home.make()
    with writing(home, 1.0, "test"):
        pass
    publish(home, 1.0)
    return home


@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2",
        "select 1; drop table articles",
        "drop table articles",
        "insert into articles (article_id) values ('x')",
        "",
        "selec 1",
        "create temp table x as select 1",
        "create macro f() as 1",
        "update articles set headline = ''",
        "delete from articles",
        "merge into articles using articles b on true when matched then delete",
        "with gone as (delete from articles returning *) select * from gone",
        "copy articles to '/tmp/out.csv'",
        "copy articles to 'out.csv'",
        "copy (select 1) to '/tmp/out.csv'",
        "export database '/tmp/out'",
        "attach '/tmp/other.duckdb'",
        "attach 'other.duckdb'",
        "detach warehouse",
        "use memory",
        "install httpfs",
        "load httpfs",
        "force install json from 'http://127.0.0.1:1'",
        "pragma database_list",
        "pragma memory_limit = '9GB'",
        "set memory_limit = '9GB'",
        "set enable_external_access = true",
        "reset lock_configuration",
        "call enable_logging()",
        "select * from enable_logging()",
        "select * from enable_profiling()",
        "prepare x as select 1",
        "begin",
        "checkpoint",
        "vacuum",
        "explain analyze select 1",
    ],
)
def test_nothing_but_one_select_that_reads(published, sql):
    with pytest.raises(UsageError):
        ask(published, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "from read_text('/etc/passwd')",
        "from read_blob('/proc/self/environ')",
        "from read_json('/etc/passwd')",
        "from read_parquet('/etc/passwd')",
        "from sniff_csv('/etc/passwd')",
        "from glob('/')",
        "select * from glob('/*')",
        "from glob('*')",
        "from 'https://127.0.0.1:1/x.csv'",
        "from read_csv('s3://bucket/x.csv')",
        "from sqlite_scan('/tmp/x.sqlite', 'x')",
        "from duckdb_secrets()",
        "from which_secret('s3://x', 's3')",
        "from duckdb_extensions()",
        "select getenv('HOME')",
        "from rows_of_ours",
        "from query('from read_text(''/etc/passwd'')')",
        "from query_table('/etc/passwd')",
    ],
)
def test_no_file_no_address_no_variable_is_reached(published, sql):
    with pytest.raises(UsageError):
        ask(published, sql)


def test_the_folder_of_spilled_rows_leads_nowhere_else(published):
    published.spill.mkdir(exist_ok=True)
    for way in (f"{published.spill}/../prefect-auth", f"{published.spill}/../../../*"):
        with pytest.raises(UsageError):
            ask(published, f"from read_text('{way}')")


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from range(1000000000000) a, range(1000000000000) b where a.range * b.range = 7",
        "select max(range) from range(1000000000000)",
        "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x",
        "select levenshtein(repeat('a', 2000000), repeat('b', 2000000))",
    ],
)
def test_a_question_without_end_is_stopped_within_its_seconds(published, sql):
    began = time.monotonic()
    with pytest.raises(Unavailable, match="longer than"):
        ask(published, sql, seconds=0.3)
    assert time.monotonic() - began < 10  # a busy machine is slow to stop as well


def test_a_question_over_its_memory_is_stopped(published):
    with pytest.raises((Unavailable, UsageError)):
        ask(published, "select list(range) from range(10000000000)", seconds=20.0)


def test_what_does_not_fit_into_memory_is_never_written_where_somebody_stands(published, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert ask(published, "select current_setting('temp_directory')").rows == ((str(published.spill),),)
    assert list(tmp_path.iterdir()) == []


def test_one_call_that_the_database_cannot_interrupt_ends_with_the_command(published):
    work = (
        "from flows.bounds import bounded\nfrom pathlib import Path\nfrom warehouse.ask import ask\n"
        "from schemas.settings import Home\n"
        f"with bounded(1.0): ask(Home(Path({str(published.root)!r})), \"select repeat('x', 2000000000)\")"
    )
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=False, timeout=60)

    assert ended.returncode == 3
    assert "could not be stopped" in ended.stderr
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("said", ["' or 1=1 --", "'; drop table articles; --", "$kind", "person' union select 1 --"])
def test_parameters_of_reports_are_values(published, said):
    report = reports()["who_is_in_the_news"]

    assert run_report(published, report, {"kind": said}).rows == ()
    with pytest.raises(UsageError, match="takes DATE"):
        run_report(published, report, {"since": said})


def test_a_question_with_a_parameter_is_not_pasted_together(published):
    assert ask(published, "select $said as said", {"said": "'; drop table articles; --"}).rows == (
        ("'; drop table articles; --",),
    )

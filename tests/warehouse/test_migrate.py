import duckdb
import pytest

from schemas.problem import Unavailable
from warehouse.migrate import migrate, migrations, version


def test_a_new_file_gets_every_migration_once(tmp_path):
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        migrate(connection)
        migrate(connection)

        assert version(connection) == migrations()[-1][0]
        assert connection.execute("select count(*) from migrations").fetchall() == [(len(migrations()),)]


def test_a_newer_warehouse_is_refused_in_a_sentence(tmp_path):
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        migrate(connection)
        connection.execute("insert into migrations values (999, 'later', now())")

        with pytest.raises(Unavailable, match="newer Dateline"):
            migrate(connection)


def test_every_table_view_and_column_has_its_comment(tmp_path):
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        migrate(connection)
        silent = connection.execute(
            """
            select table_name || '.' || column_name from duckdb_columns()
            where comment is null
                and table_name in (select table_name from duckdb_tables() where table_name <> 'migrations')
            union all
            select table_name from duckdb_tables() where comment is null and table_name <> 'migrations'
            union all
            select view_name from duckdb_views() where comment is null and not internal
            """
        ).fetchall()

    assert silent == []

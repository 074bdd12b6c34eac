"""The rooms and which way they depend: schemas <- tasks <- flows, schemas <- warehouse <- flows."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("schemas", "tasks", "warehouse", "flows")
MAY_IMPORT = {
    "schemas": {"schemas", "pydantic", "pydantic_settings", *sys.stdlib_module_names},
    "tasks": None,
    "warehouse": None,
    "flows": None,
}
NEVER = {
    "schemas": set(),
    "tasks": {"warehouse", "flows", "duckdb", "prefect", "typer"},
    "warehouse": {"tasks", "flows", "prefect", "typer"},
    "flows": {"duckdb"},
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room):
    for path in (ROOT / room).rglob("*.py"):
        found = imports(path)
        assert not found & NEVER[room], path
        if (allowed := MAY_IMPORT[room]) is not None:
            assert found <= allowed, path


def test_sql_stands_in_sql_files_alone():
    for path in (ROOT / "warehouse").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "execute":
                assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), f"{path}, line {node.lineno}"

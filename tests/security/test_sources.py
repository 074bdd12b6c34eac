"""What no line of the product does: run text as code, start a shell, unpickle, fetch, or check by assert."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("schemas", "tasks", "warehouse", "flows")

CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "compile": "runs text as code",
    "__import__": "loads what a text names",
    "os.system": "starts a shell",
    "os.popen": "starts a shell",
    "subprocess.getoutput": "starts a shell",
    "subprocess.getstatusoutput": "starts a shell",
    "tempfile.mktemp": "names a file that another may make first",
    "yaml.load": "makes any object",
    "numpy.load": "may unpickle",
    "np.load": "may unpickle",
    "torch.load": "unpickles",
    "pandas.read_pickle": "unpickles",
}
MODULES = {
    "pickle": "makes any object", "cPickle": "makes any object", "dill": "makes any object",
    "cloudpickle": "makes any object", "shelve": "unpickles", "marshal": "makes code", "joblib": "unpickles",
    "yaml": "makes any object", "requests": "fetches", "aiohttp": "fetches", "ftplib": "fetches",
    "telnetlib": "fetches", "xmlrpc": "fetches", "pty": "starts a shell",
}  # fmt: skip
#: Modules that can reach an address, and the files that do: each of them asks a server on loopback, or one that
#: PREFECT_API_URL names.
#: `tasks/channels.py` sends alerts, and only where the owner named a webhook or a mail server.
REACHING = {
    "smtplib": {"tasks/channels.py"},
    "urllib.request": {"flows/server.py"},
    "httpx": {
        "flows/serving.py",
        "flows/artifacts.py",
        "flows/progress.py",
        "flows/running.py",
        "tasks/channels.py",
    },
    "http.client": set(),
    "socket": {"flows/server.py", "flows/desk/serve.py", "flows/runs.py"},
}
CHILDREN = {"flows/child.py"}  # that starts a process: Python itself, by a list of words


def sources() -> Iterator[tuple[str, ast.AST]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def faults(name: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        at = f"{name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Assert):
            yield f"{at}: an assert is no check: it goes with -O"
        if isinstance(node, ast.Call):
            yield from (f"{at}: {told}" for told in _call(node))
        for module in _imported(node):
            if (root := module.partition(".")[0]) in MODULES:
                yield f"{at}: {root} {MODULES[root]}"
            if module in REACHING and name not in REACHING[module]:
                yield f"{at}: {module} reaches addresses"
            if root == "subprocess" and name not in CHILDREN:
                yield f"{at}: subprocess starts programs"


def _call(node: ast.Call) -> Iterator[str]:
    called = ast.unparse(node.func)
    given = {one.arg: one.value for one in node.keywords}
    if called in CALLS:
        yield f"{called} {CALLS[called]}"
    if called.endswith("XMLParser"):
        for option, wanted in {"resolve_entities": False, "no_network": True}.items():
            if not (option in given and ast.unparse(given[option]) == str(wanted)):
                yield f"{called} without {option}={wanted}"
    if "shell" in given:
        yield f"{called} starts a shell"
    if called.rpartition(".")[2] in ("urlopen", "create_connection") and "timeout" not in given:
        yield f"{called} may wait for ever"
    if called.rpartition(".")[2] in ("get", "post") and any(_address(one) for one in node.args):
        yield f"{called} fetches"


def _address(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).startswith(("http://", "https://"))


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()


def test_no_line_of_the_product_does_what_is_not_to_be_done():
    assert [told for name, tree in sources() for told in faults(name, tree)] == []


@pytest.mark.parametrize(
    "line",
    ["eval(x)", "import pickle", "from pickle import loads", "subprocess.run(x, shell=True)", "assert x", "import yaml",
     "tempfile.mktemp()", "urlopen(x)", "from urllib import request", "client.get('http://example.org')",
     "import subprocess", "etree.XMLParser()"],
)  # fmt: skip
def test_the_check_sees_each_of_them(line):
    assert list(faults("tasks/some.py", ast.parse(line)))


def test_prefect_keeps_no_results_which_would_be_pickled():
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("flow", "task"):
                given = {one.arg: ast.unparse(one.value) for one in node.keywords}
                assert given.get("persist_result") == "False", f"{name}:{node.lineno}"

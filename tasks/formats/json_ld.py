"""What a page says of its article in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from tasks.formats.tree import Node

DEEPEST = 4  # levels of `@graph` and the like; an article lies within two
_WRAPPER = re.compile(r"^\s*(?://|/\*)?\s*<!(?:\[CDATA\[|--)(?:\s*\*/)?|(?://|/\*)?\s*(?:\]\]|--)>(?:\s*\*/)?\s*;?\s*$")
_COMMA = re.compile(r",(?=\s*[}\]])")
_TEXT_FIELD = r'"{}"\s*:\s*"((?:[^"\\]|\\.){{1,500}})"'
_KEPT = ("headline", "datePublished", "dateModified", "inLanguage")
_TYPE = re.compile(_TEXT_FIELD.format("@type"))
_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*(?:\{[^{}]*?"name"\s*:\s*)?"((?:[^"\\]|\\.){1,200})"')
_ORGANISATIONS = ("Organization", "Corporation", "Brand", "WebSite")


def article_node(tree: Node) -> dict[str, Any]:
    """The first object that is an article, its writers and publisher in place; empty where there is none."""
    told: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            told += _nodes(_loaded(script.text or ""), depth=0)
    article = next((node for node in told if is_article(node)), {})
    named = {node["@id"]: node for node in told if isinstance(node.get("@id"), str)}
    return article | {
        key: _resolved(article[key], named) for key in ("author", "creator", "publisher") if key in article
    }


def names_of(value: Any) -> list[str]:
    """The names in an author or publisher: a text, an object with a name, or a list of those."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [name for entry in value for name in names_of(entry)]
    if isinstance(value, dict):
        parts = [value[key] for key in ("givenName", "familyName") if isinstance(value.get(key), str)]
        return names_of(value.get("name")) or names_of(" ".join(parts))
    return []


def people_of(value: Any) -> list[str]:
    """The names in an author that is not said to be an organisation."""
    entries = value if isinstance(value, list) else [value]
    return [name for entry in entries if not _is_organisation(entry) for name in names_of(entry)]


def text_of(node: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds a text with something in it."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object's `@type` is one of schema.org's kinds of articles."""
    return any(name.endswith(("Article", "BlogPosting", "Report", "Review")) for name in _types(node))


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [entry for entry in (types if isinstance(types, list) else [types]) if isinstance(entry, str)]


def _is_organisation(entry: Any) -> bool:
    return isinstance(entry, dict) and any(name.endswith(_ORGANISATIONS) for name in _types(entry))


def _loaded(text: str) -> Any:
    """The object of a script, mended of the faults that sites make; its plain fields where it has others."""
    for attempt in (str, _mended, _unescaped):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return _rescued(text)


def _mended(text: str) -> str:
    return _COMMA.sub("", _WRAPPER.sub("", _WRAPPER.sub("", text)))


def _unescaped(text: str) -> str:
    return _COMMA.sub("", unescape(text))


def _rescued(text: str) -> dict[str, Any]:
    """The fields of an article that can be told in a broken object, by their keys alone."""
    types = [found for found in _TYPE.findall(text) if is_article({"@type": found})]
    if not types:
        return {}
    found = {key: re.search(_TEXT_FIELD.format(key), text) for key in _KEPT} | {"author": _AUTHOR.search(text)}
    return {"@type": types[0]} | {key: _string(match[1]) for key, match in found.items() if match}


def _string(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """A writer or publisher who is given by reference alone, as the object that the reference names."""
    if isinstance(value, list):
        return [_resolved(entry, named) for entry in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value

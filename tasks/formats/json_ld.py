"""What a page says of its article in JSON-LD (schema.org)."""

import json
from collections.abc import Iterator
from typing import Any

from tasks.formats.tree import Node


def article_node(tree: Node) -> dict[str, Any]:
    """The first object that is an article of some kind; empty where the page has none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, depth=0):
            if is_article(node):
                return node
    return {}


def names_of(value: Any) -> list[str]:
    """The names in an author or publisher: a text, an object with a name, or a list of those."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [name for entry in value for name in names_of(entry)]
    if isinstance(value, dict):
        return names_of(value.get("name"))
    return []


def text_of(node: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds a text with something in it."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object's `@type` is one of schema.org's kinds of articles."""
    types = node.get("@type")
    named = [entry for entry in (types if isinstance(types, list) else [types]) if isinstance(entry, str)]
    return any(name.endswith(("Article", "BlogPosting", "Report", "Review")) for name in named)

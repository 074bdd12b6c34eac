"""trafilatura's rules on attributes, asked once for each set of attributes rather than once for each element.

Its XPaths call a regular expression through four layers for every element of a page: half of its time. Sites repeat
few classes, so the answers are kept. The same elements are found (a test compares them), in half of the time.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import SubElement, XPath
from lxml.html import Element
from trafilatura import xpaths

MOST_KEPT = 20_000  # answers a rule: ids with numbers in them would fill the memory of a process that runs for weeks

_TAG = re.compile(r"self::(\w+)")
_ATTRIBUTE = re.compile(r"@([\w-]+)")
_UNION = re.compile(r"@([\w-]+)\|@([\w-]+)")
_OF_ELEMENTS = re.compile(r"\s*\(?\.//\*\[")  # the paths that end in a condition on the element itself

#: Lists of trafilatura whose conditions look at nothing but an element's own name and attributes.
_PRUNED = (
    xpaths.OVERALL_DISCARD_XPATH,
    xpaths.PRECISION_DISCARD_XPATH,
    xpaths.TEASER_DISCARD_XPATH,
    xpaths.DISCARD_IMAGE_ELEMENTS,
    xpaths.REMOVE_COMMENTS_XPATH,
    xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH,
)


class AttributeRule:
    """An XPath that looks at nothing but the name and the attributes of an element itself.

    Called like the XPath that it stands for: with a tree, for its elements that match, in document order.
    """

    def __init__(self, expression: XPath) -> None:
        self.expression = expression
        path = str(expression.path)
        self._names = tuple(sorted(set(_ATTRIBUTE.findall(path))))
        self._pairs = tuple(dict.fromkeys(_UNION.findall(path)))
        self._tags = sorted(set(_TAG.findall(path.split("[", 2)[1]))) or ["*"]
        self._known: dict[tuple[Any, ...], bool] = {}

    def __call__(self, tree: Any) -> list[Any]:
        return list(self._matching(tree))

    def first(self, tree: Any) -> list[Any]:
        """The first of them alone, in a list of one or none."""
        return list(islice(self._matching(tree), 1))

    def _matching(self, tree: Any) -> Iterator[Any]:
        known, names, pairs = self._known, self._names, self._pairs
        for element in tree.iterdescendants(*self._tags):
            key = (element.tag, *map(element.get, names))
            for one, other in pairs:  # `@id|@class` in a condition is the one of the two that the page writes first
                if element.get(one) is not None and element.get(other) is not None:
                    key = (*key, *element.keys())
            matches = known.get(key)
            if matches is None:
                if len(known) >= MOST_KEPT:
                    known.clear()
                matches = known[key] = self._asked(element)
            if matches:
                yield element

    def _asked(self, element: Any) -> bool:
        """What the XPath says of an element that stands alone, with the attributes that it looks at."""
        parent = Element("body")
        told = {name: value for name, value in element.items() if name in self._names}
        SubElement(parent, element.tag if element.tag in self._tags else "i", told)
        return bool(self.expression(parent))


class Guarded:
    """An XPath that also looks inside an element: asked only where some element's attributes may match at all."""

    def __init__(self, expression: XPath) -> None:
        self.expression, self._alone = expression, AttributeRule(expression)

    def __call__(self, tree: Any) -> list[Any]:
        return list(self.expression(tree)) if self._alone.first(tree) else []


def quicken() -> None:
    """Put the quick rules in the place of trafilatura's; it reads them from these lists at every page."""
    for rules in _PRUNED:
        rules[:] = [AttributeRule(rule) if _may_be_quick(rule) else rule for rule in rules]
    frames = xpaths.BODY_XPATH  # of these it takes the first element alone
    frames[:] = [
        AttributeRule(rule).first if _may_be_quick(rule) and "//main" not in rule.path else rule for rule in frames
    ]
    appended = xpaths.RAW_TREE_PRUNE_XPATH
    appended[:] = [Guarded(rule) if _may_be_quick(rule) else rule for rule in appended]


def _may_be_quick(rule: Any) -> bool:
    return isinstance(rule, XPath) and _OF_ELEMENTS.match(str(rule.path)) is not None

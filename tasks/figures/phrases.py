"""The patterns of phrases that stand round a number, by name.

Those named `..._before` and `..._near` are for `search` in what stands before or round a number (the first kind ends
at it), all others for `match` at a position.
"""

import re
from collections.abc import Iterable, Mapping

from tasks.figures.lexicon import COMBINING, Data, Unit, key
from tasks.figures.shapes import Edges
from tasks.figures.trie import GAP, alternation

HYPHEN = "[-‐‑]"
BOUNDS = ("about", "more_than", "at_least", "at_most", "less_than")
CASED = frozenset(("apposed_before", "named_before"))  # where a capital says something


def phrase_patterns(data: Data, edge: Edges, signs: Mapping[str, Unit]) -> dict[str, re.Pattern[str]]:
    """All patterns of a language, compiled."""
    lists = _Lists(data, edge)
    money = alternation(sign for sign, unit in signs.items() if unit.kind == "money")
    patterns = (
        _of_numbers(lists) | _of_units(lists, money) | _of_bounds(lists) | _of_changes(lists) | _of_clauses(lists)
    ) | _of_guards(lists)
    return {name: re.compile(pattern, 0 if name in CASED else re.I) for name, pattern in patterns.items()}


def phrase_finals(data: Data) -> dict[str, frozenset[str]]:
    """The last words of the phrases that end at a number, by the pattern's name."""
    bounds, ages = data.get("bounds", {}), data.get("age", {})
    phrases = {
        "bound_before": [word for bound in BOUNDS for word in bounds.get(bound, ())] + list("<>~≈≤≥"),
        "age_before": ages.get("before", ()),
        "same_again": [word for bound in BOUNDS for word in bounds.get(bound, ())]
        + data.get("same_again", {}).get("words", []),
    }
    return {name: frozenset(key(word).split()[-1] for word in words) for name, words in phrases.items()}


class _Lists:
    """The lists of a data file as parts of patterns."""

    def __init__(self, data: Data, edge: Edges) -> None:
        self.data, self.edge = data, edge
        self.gap = GAP if edge.spaced else f"{GAP}?"
        self.link = f"(?:{self.gap}|{HYPHEN})"

    def words(self, section: str, *names: str) -> list[str]:
        """The words of some lists or tables of a section."""
        return [key(word) for name in names for word in self.data.get(section, {}).get(name, ())]

    def any(self, section: str, *names: str) -> str:
        """Any of the words, wherever it begins or ends."""
        return alternation(self.words(section, *names))

    def whole(self, section: str, *names: str) -> str:
        """Any of the words, whole."""
        return self.edge.wrap(self.words(section, *names))

    def ended(self, section: str, *names: str) -> str:
        """Any of the words, that ends where a word ends."""
        return self.any(section, *names) + self.edge.right

    def ending(self, section: str, *names: str) -> str:
        """Any of the words, whole, right before a number."""
        return rf"{self.whole(section, *names)}{self.gap}?\Z"

    def nested(self, table: str) -> list[str]:
        """All words of a table of lists."""
        return [key(word) for words in self.data.get(table, {}).values() for word in words]

    def cased(self, section: str, name: str) -> str:
        """Any of the words as the data file writes them."""
        words: Iterable[str] = self.data.get(section, {}).get(name, ())
        return f"(?-i:{alternation(words)})"


def _of_numbers(lists: _Lists) -> dict[str, str]:
    gap, link, edge = lists.gap, lists.link, lists.edge
    one = lists.any("numbers", "article", "one")
    before_minus = r"\w" if edge.spaced else "0-9A-Za-z０-９"
    return {
        "article_before": rf"{lists.whole('numbers', 'article', 'one')}{gap}\Z",
        "minus_before": rf"(?:{lists.whole('numbers', 'minus')}{gap}|(?<![{before_minus})%\].,])[-−–－])\Z",
        "point": rf"{gap}{lists.whole('numbers', 'point')}{gap}",
        "half_and": rf"{link}?{lists.ended('numbers', 'half_and')}",
        "quarter_and": rf"{link}?{lists.ended('numbers', 'quarter_and')}",
        "three_quarters_and": rf"{link}?{lists.ended('numbers', 'three_quarters_and')}",
        "part_and": rf"{link}?{lists.ended('numbers', 'half_and', 'quarter_and', 'three_quarters_and')}",
        "fraction": rf"{link}?(?P<word>{lists.any('numbers', 'fractions')}){edge.right}",
        "fraction_of": rf"{gap}?{lists.any('numbers', 'fraction_of')}{gap}?",
        "fraction_scale": rf"{gap}(?:{lists.any('ranges', 'of_one')}{gap})?(?:{one}{gap})?",
        "fraction_word": lists.whole("numbers", "fractions"),
        "fraction_after": rf"(?:{gap}|-){lists.whole('numbers', 'fraction_after')}",
        "fraction_before": rf"{lists.whole('numbers', 'fraction_before')}{gap}\Z",
        "vague": lists.ended("numbers", "vague", "couple"),
        "half": lists.ended("numbers", "halves"),
        "half_scale": rf"{link}(?:{one}{gap})?",
        "joined_scale": rf"{lists.cased('numbers', 'joined_scales')}(?!\w)",
    }


def _of_units(lists: _Lists, money: str) -> dict[str, str]:
    gap, edge, data = lists.gap, lists.edge, lists.data
    per = alternation(word for word in lists.words("per", "words") if word != "/")
    adjectives = [key(word) for words in data.get("per", {}).get("adjectives", {}).values() for word in words]
    and_then = f"(?:{lists.any('ranges', 'and')}{gap})?"
    # letters of a currency begin a word of their own, a sign may stand anywhere
    begins = r"(?:(?<![^\W\d_])|(?=[^\w]))" if edge.spaced else r"(?:(?<![A-Za-z])|(?=[^\w]))"
    return {
        "money_before": rf"{begins}(?-i:{money})[ \u00a0\u202f]?\Z",
        "money_at": rf"(?-i:{money})[ \u00a0\u202f]?",
        "money_word_before": rf"{edge.wrap(lists.nested('money_before'))}{gap}?\Z",
        "unit_before": rf"{edge.wrap(lists.nested('units_before'))}{gap}?\Z",
        "hundredths_after": rf"{gap}{and_then}",
        "rest_after": rf"{gap}(?P<digits>\d{{2}})(?=[.,;!?](?:\s|\Z)|\s*\Z)",
        "below_zero": rf"{gap}{lists.ended('temperature', 'below')}",
        "warmth_near": rf"{edge.left}{lists.any('temperature', 'words')}",
        "angle_near": rf"{edge.left}{lists.any('temperature', 'angles')}",
        "smaller": rf",?(?:{gap})?{and_then}(?P<digits>\d{{1,2}})",
        "per": rf"(?:{gap}(?P<per>{per}){gap}|\s?/\s?)",
        "per_adjective": rf"{gap}(?P<adjective>{alternation(adjectives)}){edge.right}",
        "per_not_before": rf"{gap}{lists.whole('per', 'not_before')}",
        "of": rf"{gap}{lists.any('noun', 'of')}(?:{gap}|(?<=['’]))",
        "owner": rf"[^\W\d_][\w.-]*['’]s?{gap}",
        "plural": data.get("noun", {}).get("plural_pattern", "(?!)"),
        "adjective": data.get("noun", {}).get("adjective_pattern", r"[\w-]+"),
        "word": r"[^\W\d_][\w'’-]*",
        "age_before": lists.ending("age", "before"),
        "age_apposed_before": rf"{lists.any('age', 'apposed')}{gap}\Z",
        "age_comma_before": rf"(?:,{gap}?|{lists.any('age', 'apposed')}{gap})\Z",
        "named_before": r"[A-ZÀ-Ý][\w'’.-]+ [A-ZÀ-Ý][\w'’.-]+[ \u00a0]\(\Z",
        "apposed_before": r"[A-ZÀ-Ý][\w'’.-]+,[ \u00a0]\Z",
        "apposed_after": r",|\.(?=\s|\Z)|;",
    }


def _of_bounds(lists: _Lists) -> dict[str, str]:
    gap, link, edge = lists.gap, lists.link, lists.edge
    after = [f"after_{bound}" for bound in BOUNDS]
    to_one, one = lists.any("ranges", "to_one"), lists.any("numbers", "one")
    multiples = alternation([*map(key, lists.data.get("multiples", {})), *lists.words("multiple_words", "nouns")])
    return {
        "bound_before": rf"(?:{lists.whole('bounds', *BOUNDS)}|(?<!\S)[<>~≈≤≥])(?:{gap})?\Z",
        "between_unit": rf"{lists.any('bounds', 'between_unit')}",
        "bound_after": rf"{link}?{lists.ended('bounds', *after)}",
        "plus_after": r"\+(?!\w)",
        "to": rf"{HYPHEN}?(?:{gap})?(?P<to>{lists.any('ranges', 'to')})(?:{gap})?",
        "and": rf"(?:{gap})?{lists.any('ranges', 'and')}(?:{gap})?",
        "and_before": rf"{lists.whole('ranges', 'and')}{gap}\Z",
        "between_before": lists.ending("ranges", "between"),
        "from_before": rf"{lists.whole('ranges', 'from')}(?:{gap}{lists.any('change', 'between_ok')})?{gap}?\Z",
        "one_in": rf"{gap}(?P<link>{lists.any('ranges', 'one_in')}){gap}",
        "one_noun_in": rf"{gap}[^\W\d_]+{gap}(?P<link>{lists.any('ranges', 'noun_in')}){gap}",
        "one_noun_before": rf"{edge.left}{one}{gap}[^\W\d_]+{gap}(?:{lists.any('ranges', 'noun_in')}){gap}\Z",
        "whole_first": lists.any("ranges", "whole_first"),
        "whole_after": lists.any("ranges", "whole_after"),
        "to_one": rf"-{to_one}-|{gap}{to_one}{gap}(?=(?:1|{one}){edge.right}(?![.,]?\d))|:(?=\d(?![\d:]))",
        "score_near": lists.whole("ranges", "score_words"),
        "times": rf"{link}?{lists.ended('multiple_words', 'times')}",
        "times_after": rf"{gap}{lists.whole('multiple_words', 'times_after')}",
        "multiplied_before": lists.ending("multiple_words", "before"),
        "fold": rf"{link}?{lists.ended('multiple_words', 'fold')}",
        "multiple": rf"{edge.left}{multiples}{edge.right}",
        "rank_before": rf"(?:{edge.left}{lists.cased('ordinals', 'rank_signs')}){gap}?\Z",
        "ranked_before": lists.ending("ordinals", "rank_before"),
        "ordinal": rf"{lists.cased('ordinals', 'endings')}(?!\w)",
        "superlative": rf"[ \u00a0-]{lists.ended('ordinals', 'superlatives')}",
    }


def _of_changes(lists: _Lists) -> dict[str, str]:
    gap, edge = lists.gap, lists.edge
    changes = lists.words("change", "up", "down")
    exact = alternation(word for word in changes if not word.endswith("*"))
    stems = alternation(word.rstrip("*") for word in changes if word.endswith("*"))
    light = lists.any("change", "between_ok", "by")
    said_again, bounds = lists.any("same_again", "words"), lists.any("bounds", *BOUNDS)
    return {
        "change_near": rf"{edge.left}(?:{exact}{edge.right}|{stems})",
        "rate_after": rf"{gap}(?:[^\W\d_][\w-]*{gap}){{0,2}}{lists.ended('change', 'rate_words')}",
        "pass_near": lists.whole("change", "passing"),
        "change_right_before": rf"{edge.left}(?:{exact}|{stems}[^\W\d_]*){gap}(?:{light}{gap})?\Z",
        "after_change": rf"(?P<up>{lists.ended('change', 'after_up')})|(?P<down>{lists.ended('change', 'after_down')})"
        rf"|(?P<to_up>{lists.ended('change', 'reached_up')})|(?P<to_down>{lists.ended('change', 'reached_down')})"
        rf"|(?P<high>{lists.ended('change', 'extremum_high')})|(?P<low>{lists.ended('change', 'extremum_low')})",
        "same_unit_before": rf"{edge.left}(?:{lists.any('change', 'from', 'to', 'same_unit')})"
        rf"(?:{gap}(?:{lists.any('clause', 'determiners')}))?{gap}\Z",
        "place_after": rf"{gap}{lists.whole('change', 'places_after')}",
        "compare_before": rf"{lists.whole('change', 'compare')}{gap}(?:{lists.any('clause', 'determiners')}{gap})?\Z",
        "compared_amount": rf"{edge.left}(?:{lists.any('change', 'from', 'compare')}){gap}"
        r"(?:[^\s\d,;]+ ){0,3}[^\s\w]?\d",
        "resumed": rf"[^,;:.\d()]*,{gap}(?:(?P<up>{lists.ended('change', 'resumed_up')})"
        rf"|(?P<down>{lists.ended('change', 'resumed_down')}))",
        "percent_next": rf",?{gap}{lists.any('change', 'to')}{gap}(?:{light}{gap})?\d[\d.,]*{gap}?"
        rf"(?:%|{lists.ended('units', '%')})",
        "by_before": rf"{lists.whole('change', 'by')}{gap}\Z",
        "than_after": rf"{gap}{lists.ended('change', 'compare', 'than')}",
        "to_before": rf"{lists.any('change', 'to')}\Z",
        "to_at": lists.any("ranges", "to"),
        "became_after": lists.any("change", "became"),
        "left_before": rf"{lists.any('change', 'from')}[^，。、,]*\Z",
        "to_bound": lists.whole("change", "to_bounds"),
        "same_again": rf",?{gap}?(?:[(\[](?:{said_again}{gap})?|,? ?{said_again}{gap})(?:{bounds}{gap})?",
    }


def _of_clauses(lists: _Lists) -> dict[str, str]:
    gap = lists.gap
    # breaks keep their outer spaces; one that ends in a letter ends a word
    breaks = alternation(phrase.casefold() for phrase in lists.data.get("clause", {}).get("breaks", ()))
    # not from inside a word, where words have spaces: a search that begins there finds nothing
    fresh = rf"(?<![\w{COMBINING}'’.&-])" if lists.edge.spaced else ""
    return {
        "gap": lists.link,
        "gap_word": rf"{gap}[^\W\d_]",
        "any_word_before": rf"{fresh}([^\W_][\w'’.-]*)[\s,()“”\"'‘’]*\Z",
        "word_before": rf"{fresh}([^\W\d_][\w{COMBINING}'’.&-]*){gap}\Z",
        "word_after": rf"{gap}([^\W\d_][\w'’.-]*)",
        "of_after": rf"{gap}{lists.any('clause', 'of_phrases')}(?:{gap}|(?<=['’]))",
        "in_after": rf"{gap}{lists.any('clause', 'in_phrases')}{gap}",
        "valued_before": rf"{gap}{lists.any('clause', 'valued_links')}"
        rf"(?:{gap}{lists.any('ranges', 'between')})?{gap}\Z",
        "elliptic_before": rf"{lists.whole('clause', 'elliptic_before')}{gap}\Z",
        "elliptic": rf"{gap}{lists.ended('clause', 'elliptic_after')}",
        "with_opener": rf"\s*{lists.ended('clause', 'with_openers')}{gap}",
        "breaks": breaks + (r"(?:(?<=\W)|(?!\w))" if lists.edge.spaced else ""),
    }


def _of_guards(lists: _Lists) -> dict[str, str]:
    gap = lists.gap
    day_of = f"(?:{lists.any('guards', 'day_of')}{gap})?"
    return {
        "noun_before": rf"{lists.whole('clause', 'determiners')}(?:{gap}|(?<=['’]))(?P<noun>[^\W\d_]{{3,}}){gap}\Z",
        "row_after": rf"(?:,{gap}\d{{1,3}})*,?{gap}{lists.any('ranges', 'and')}{gap}\d{{1,3}}",
        "row_before": rf"(?:\d{{1,4}}(?:, ?| ?& ?|,?{gap}{lists.any('ranges', 'and')}{gap}))+\Z",
        "street_after": rf",{gap}{lists.whole('guards', 'street_words')}",
        "street_before": rf"{lists.whole('guards', 'street_words')}(?:{gap}[\w'’.-]+){{1,4}},?{gap}\Z",
        "label": rf"{gap}?{lists.any('guards', 'labels')}",
        "label_before": rf"{lists.any('guards', 'label_signs')}{gap}?\Z",
        "phrase": lists.ended("guards", "phrases"),
        "clock": rf"\d{{1,2}}(?:[.:h]\d{{2}})?{gap}?{lists.ended('guards', 'clock_after')}",
        "month_after": rf"\.?(?:{gap}|-){day_of}{lists.ended('guards', 'months')}",
        "second_after": rf"{gap}(?-i:[A-Z])[^\W\d_]+{gap}([^\W\d_]+)",
    }

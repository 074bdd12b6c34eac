"""The words of one language, read from its data file and from CLDR, compiled once per process."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from schemas.figure import FigureKind
from tasks.figures.cldr import currency_names, number_symbols, unit_names
from tasks.figures.trie import GAP, alternation

Data = Mapping[str, Any]
Role = str  # what a word does in a clause: "change", "break", "compare", "speech", "finite"


COMBINING = "\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963"  # vowel signs, which `\\w` leaves out


class WordSets(dict[str, frozenset[str]]):
    """Lists of words by name; a list that a data file leaves out is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's word or sign stands for: UCUM or ISO 4217, and whether that was a guess among several."""

    code: str
    kind: FigureKind
    assumed: bool = False
    factor: Decimal = Decimal(1)  # 0.01 for cents


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One word inside a number: `small` adds, `power` and `scale` multiply, `one` is an article or the number 1."""

    role: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word says in a clause: its role, and for a change its direction."""

    role: Role
    direction: str = "none"
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All that the engine asks of a language. Patterns are meant for `match` at a position unless they say else."""

    language: str
    basic: bool
    spaced: bool
    data: Data
    decimal: str
    trigger: re.Pattern[str]  # for `search`: where a figure may begin
    digits: re.Pattern[str]
    element: re.Pattern[str]
    number_words: Mapping[str, NumberWord]
    separator: re.Pattern[str]
    unit: re.Pattern[str]  # groups: sign, word
    signs: Mapping[str, Unit]
    words: Mapping[str, Unit]
    sets: WordSets
    patterns: Mapping[str, re.Pattern[str]]
    marks: re.Pattern[str]
    exact_marks: Mapping[str, Mark]
    stem_marks: Mapping[str, Mark]
    maps: Mapping[str, Mapping[str, Any]]

    def has(self, name: str, word: str) -> bool:
        """Whether a word stands in one of the data file's lists."""
        return key(word) in self.sets[name]


@lru_cache(maxsize=65_536)  # words of news repeat; the size bounds the memory
def key(surface: str) -> str:
    """A word or phrase as the data files write it: small letters, single spaces, plain apostrophe and hyphen."""
    return " ".join(surface.casefold().split()).replace("’", "'").replace("‐", "-").replace("‑", "-")


@cache
def common() -> Data:
    """What is written alike in every language."""
    return tomllib.loads(files("tasks.figures.data").joinpath("common.toml").read_text("utf-8"))


def languages() -> list[str]:
    """The languages that have a data file of their own, as BCP 47 codes."""
    names = (entry.name for entry in files("tasks.figures.data").iterdir() if entry.name.endswith(".toml"))
    return sorted(name.removesuffix(".toml") for name in names if name != "common.toml")


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; what CLDR knows alone, where it has no data file (`basic`)."""
    code = re.split(r"[-_]", language)[0].casefold()
    entry = files("tasks.figures.data").joinpath(f"{code}.toml")
    known = code.isalpha() and code != "common" and entry.is_file()
    return compile_lexicon(code, tomllib.loads(entry.read_text("utf-8")) if known else {})


def compile_lexicon(code: str, data: Data) -> Lexicon:
    """Compile one data file; without data, the number signs, units and currencies of CLDR."""
    form = data.get("format", {})
    decimal, group = number_symbols(code)
    decimal, group = form.get("decimal", decimal), form.get("group", group)
    spaced = bool(form.get("spaced", True))
    edge = _Edges(spaced)
    numbers = data.get("numbers", {})
    number_words = _number_words(numbers)
    signs, words = _units(code, data)
    exact, stems = _marks(data)
    rest = r"[^\W\d_]*" if spaced else ""
    return Lexicon(
        language=code,
        basic=not data,
        spaced=spaced,
        data=data,
        decimal=decimal,
        trigger=_trigger(data, number_words, edge, bool(form.get("compound"))),
        digits=re.compile(digits_pattern(decimal, group, bool(form.get("indian")))),
        element=_element(number_words, edge, bool(form.get("compound"))),
        number_words=number_words,
        separator=_separator(numbers, spaced, bool(form.get("compound"))),
        unit=_unit_pattern(signs, words, edge),
        signs=signs,
        words=words,
        sets=_sets(data),
        patterns=_patterns(data, edge, signs),
        marks=re.compile(f"(?P<exact>{edge.wrap(exact)})|(?P<stem>{edge.left}{alternation(stems)}{rest})", re.I),
        exact_marks=exact,
        stem_marks=stems,
        maps=_maps(data),
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where a word may begin and end: at spaces, or anywhere in scripts that write none."""

    spaced: bool

    @property
    def left(self) -> str:
        return rf"(?<![\w{COMBINING}])" if self.spaced else ""

    @property
    def right(self) -> str:
        return rf"(?![\w{COMBINING}])" if self.spaced else ""

    def wrap(self, words: Iterable[str]) -> str:
        return f"{self.left}{alternation(words)}{self.right}"


def digits_pattern(decimal: str, group: str, indian: bool) -> str:
    """Digits as a language groups them; narrow spaces and apostrophes group everywhere, the other sign may be a point.

    `group` may hold several signs. Arabic-Indic, Devanagari and full-width digits are digits as well.
    """
    point = "[" + re.escape(decimal) + ("٫" if decimal != "." else "．") + "]"
    # a sign groups only between full threes, and always the same sign
    marks = "[" + re.escape(group) + "\u00a0\u2009\u202f'’٬" + "]"
    plain = rf"\d+(?:{point}\d+)?"
    grouped = rf"\d{{1,3}}(?P<mark>{marks})\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)(?:{point}\d+)?"
    science = rf"\d+(?:{point}\d+)?(?:[eE][+−-]?\d{{1,2}}(?![\w.])|\s?[x×]\s?10(?:\^[-−]?\d{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|[−]\d{{1,2}}))|"
    spaced = "" if " " in group else rf"|\d{{1,3}}(?:(?: \d{{3}}){{2,}}| 000)(?!\d)(?:{point}\d+)?"
    lakh = rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)(?:{point}\d+)?" if indian else ""
    other = "" if decimal == "." else r"|\d{1,3}\.\d{1,2}(?!\d|\.\d)"
    return f"{science}{grouped}{lakh}{spaced}{other}|{plain}|{point}\\d+"


def _number_words(numbers: Data) -> dict[str, NumberWord]:
    words = {key(word): NumberWord("one", Decimal(1)) for word in numbers.get("one", ())}
    for role, name in (("small", "small"), ("power", "powers"), ("scale", "scales")):
        words |= {key(word): NumberWord(role, Decimal(value)) for word, value in numbers.get(name, {}).items()}
    return words


def _element(words: Mapping[str, NumberWord], edge: _Edges, compound: bool) -> re.Pattern[str]:
    """One word of a number; inside compounds (`fünfundzwanzig`) it need not end where the word ends."""
    body = alternation(words)
    return re.compile(body if compound or not edge.spaced else f"{body}{edge.right}", re.I)


def _separator(numbers: Data, spaced: bool, compound: bool) -> re.Pattern[str]:
    """What stands between two words of a number; group `and` where it is a conjunction."""
    joiner = alternation(numbers.get("and", ()))
    if not spaced:
        return re.compile(f"(?P<and>{joiner})?", re.I)
    if compound:
        return re.compile(f"(?:{GAP}|[-‐‑])?(?:(?P<and>{joiner})(?:{GAP}|[-‐‑])?)?", re.I)
    return re.compile(f"(?:[-‐‑]|{GAP}|(?<=[0-9.])(?=[^\\W\\d]))(?:(?P<and>{joiner})(?:{GAP}|[-‐‑]))?", re.I)


def _trigger(data: Data, words: Mapping[str, NumberWord], edge: _Edges, compound: bool) -> re.Pattern[str]:
    """Where a figure may begin: a digit, or a word of number. Articles (`a`, `un`) are left to be found from there."""
    numbers = data.get("numbers", {})
    pronouns = {key(word) for word in numbers.get("pronoun_one", ())}
    starts = {word for word, entry in words.items() if entry.role != "one" or word in pronouns}
    whole = set(pronouns)
    for name in ("vague", "couple", "fractions", "halves"):
        whole |= {key(word) for word in numbers.get(name, {})}
    whole |= {key(word) for word in data.get("multiples", {})}
    whole |= {key(word) for word in data.get("multiple_words", {}).get("nouns", ())}
    whole |= {key(word) for word in data.get("age", {}).get("words", {})}
    if edge.spaced and not compound:
        return re.compile(rf"\d|[{''.join(common()['fractions'])}]|{edge.wrap(starts | whole)}", re.I)
    inside = starts | ({word for word, entry in words.items() if entry.role == "one"} if compound else set())
    longer = rf"{edge.left}{alternation(inside)}"
    return re.compile(rf"\d|[{''.join(common()['fractions'])}]|{edge.wrap(whole)}|{longer}", re.I)


def _units(code: str, data: Data) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Signs (as written) and words (small letters) of units and currencies."""
    base, signs, words = common(), {}, {}
    kinds = {ucum: entry.get("kind", "measure") for ucum, entry in base["measures"].items()}
    kinds |= {code: "count" for code in data.get("units", {}) if code.startswith("{")}
    kinds |= {"[pp]": "percentage_point", "[points]": "index_points", "[bp]": "basis_point"}
    for ucum, entry in base["measures"].items():
        signs |= {sign: Unit(ucum, kinds[ucum]) for sign in entry["signs"]}
        if "cldr" in entry:
            words |= {key(name): Unit(ucum, kinds[ucum]) for name in unit_names(code, entry["cldr"])}
    words |= {key(name): Unit(iso, "money") for name, iso in currency_names(code).items()}
    for table, assumed in (("money", False), ("assumed_money", True)):
        for iso, names in data.get(table, {}).items():
            words |= {key(name): Unit(iso, "money", assumed) for name in names}
    for ucum, names in data.get("units", {}).items():
        words |= {key(name): Unit(ucum, kinds.get(ucum, "measure")) for name in names}
    for iso, names in data.get("hundredths", {}).items():
        words |= {key(name): Unit(iso, "money", True, Decimal("0.01")) for name in names}
    age = data.get("age", {})
    for name, ucum in (("units", "a"), ("months", "mo"), ("weeks", "wk"), ("days", "d")):
        words |= {key(word): Unit(ucum, "age") for word in age.get(name, ())}
    for iso, marks in base["money"].items():
        signs |= {sign: Unit(iso, "money") for sign in marks}
    signs |= {sign: Unit(iso, "money", True) for sign, iso in base["assumed_money"].items()}
    for ucum, marks in data.get("signs", {}).items():
        signs |= {
            sign: Unit(ucum, kinds.get(ucum, "money" if ucum.isupper() and len(ucum) == 3 else "measure"))
            for sign in marks
        }
    for sign in data.get("no_signs", ()):
        signs.pop(sign, None)
    for ucum, factors in data.get("factors", {}).items():
        words |= {key(word): Unit(ucum, kinds[ucum], False, Decimal(factor)) for word, factor in factors.items()}
    words.pop("", None)
    return signs, words


def _unit_pattern(signs: Mapping[str, Unit], words: Mapping[str, Unit], edge: _Edges) -> re.Pattern[str]:
    lettered = [sign for sign in signs if sign[-1].isalnum()]
    bare = [sign for sign in signs if not sign[-1].isalnum()]
    right = r"(?!\w)" if edge.spaced else r"(?![A-Za-z])"
    sign = f"(?P<sign>{alternation(lettered)}{right}|{alternation(bare)})"
    longest = f"(?P<word>(?i:{alternation(words)}){edge.right})"
    return re.compile(f"(?:{GAP}|[-‐‑])?(?:{longest}|{sign})")


def _marks(data: Data) -> tuple[dict[str, Mark], dict[str, Mark]]:
    """Words that direct a clause: exact ones, and stems (written with a star)."""
    change, clause = data.get("change", {}), data.get("clause", {})
    flags: dict[str, set[str]] = {}
    for name in ("transitive", "moderating", "change_nouns"):
        for word in change.get(name, ()):
            flags.setdefault(key(word), set()).add(name)
    exact: dict[str, Mark] = {}
    stems: dict[str, Mark] = {}

    def put(words: Iterable[str], role: Role, direction: str = "none") -> None:
        for word in map(key, words):
            table = stems if word.endswith("*") else exact
            table[word.rstrip("*")] = Mark(role, direction, frozenset(flags.get(word, ())))

    put(clause.get("finite", ()), "finite")
    put(clause.get("auxiliary_marks", ()), "finite")
    put(change.get("up", ()), "change", "up")
    put(change.get("down", ()), "change", "down")
    put(change.get("not_change", ()), "none")
    put(clause.get("speech", ()), "speech")
    put(change.get("compare", ()), "compare")
    # a noun of change that a starred verb would take as well keeps its flag
    for noun in map(key, change.get("change_nouns", ())):
        stem = next((stems[noun[:size]] for size in range(len(noun), 2, -1) if noun[:size] in stems), None)
        mark = exact.get(noun, stem)
        if mark and mark.role == "change":
            exact[noun] = Mark("change", mark.direction, mark.flags | {"change_nouns"})
    return exact, stems


def _sets(data: Data) -> WordSets:
    """Every list of words, by `section.name`."""
    return WordSets(
        {
            f"{section}.{name}": frozenset(key(word) for word in words if isinstance(word, str))
            for section, entries in data.items()
            if isinstance(entries, dict)
            for name, words in entries.items()
            if isinstance(words, list)
        }
    )


def _maps(data: Data) -> dict[str, dict[str, Any]]:
    """Every table of words, by `section.name`."""
    tables = {
        f"{section}.{name}": {key(word): value for word, value in table.items()}
        for section, entries in data.items()
        if isinstance(entries, dict)
        for name, table in entries.items()
        if isinstance(table, dict)
    }
    big = {key(word): iso for iso, words in data.get("big_money", {}).items() for word in words}
    tables |= {"big_money_words": big, "numbers.joined_scales_exact": data.get("numbers", {}).get("joined_scales", {})}
    hundredths = {key(word): iso for iso, words in data.get("hundredths", {}).items() for word in words}
    return tables | {
        "hundredth_words": hundredths,
        "multiples": {key(word): value for word, value in data.get("multiples", {}).items()},
    }


def _patterns(data: Data, edge: _Edges, signs: Mapping[str, Unit]) -> dict[str, re.Pattern[str]]:
    """The patterns of phrases round a number. Those named `..._before` are for `search` and end at the number."""
    gap = GAP if edge.spaced else f"{GAP}?"

    before_minus = r"\w" if edge.spaced else "0-9A-Za-z０-９"

    def words(section: str, *names: str) -> list[str]:
        found: list[str] = []
        for name in names:
            entry = data.get(section, {}).get(name, ())
            found += [key(word) for word in entry]
        return found

    money = [sign for sign, unit in signs.items() if unit.kind == "money"]
    bounds = ("about", "more_than", "at_least", "at_most", "less_than")
    after = ("after_about", "after_more_than", "after_at_least", "after_at_most", "after_less_than")
    compiled = {
        "money_before": rf"(?<![^\W\d_])(?-i:{alternation(money)})[ \u00a0\u202f]?\Z",
        "money_word_before": rf"{edge.wrap(_words_of(data, 'money_before'))}{gap}?\Z",
        "unit_before": rf"{edge.wrap(_words_of(data, 'units_before'))}{gap}?\Z",
        "fraction_of": rf"{gap}?{alternation(words('numbers', 'fraction_of'))}{gap}?",
        "bound_before": rf"(?:{edge.wrap(words('bounds', *bounds))}|(?<!\S)[<>~≈≤≥])(?:{gap})?\Z",
        "bound_after": rf"(?:{gap}|[-‐‑])?(?:{alternation(words('bounds', *after))}){edge.right}",
        "plus_after": r"\+(?!\w)",
        "article_before": rf"{edge.wrap(words('numbers', 'article', 'one'))}{gap}\Z",
        "minus_before": rf"(?:{edge.wrap(words('numbers', 'minus'))}{gap}|(?<![{before_minus})%\].,])[-−–－])\Z",
        "point": rf"{gap}{edge.wrap(words('numbers', 'point'))}{gap}",
        "half_and": rf"(?:{gap}|[-‐‑])?{alternation(words('numbers', 'half_and'))}{edge.right}",
        "quarter_and": rf"(?:{gap}|[-‐‑])?{alternation(words('numbers', 'quarter_and'))}{edge.right}",
        "three_quarters_and": rf"(?:{gap}|[-‐‑])?{alternation(words('numbers', 'three_quarters_and'))}{edge.right}",
        "fraction": rf"(?:{gap}|[-‐‑])?(?P<word>{alternation(words('numbers', 'fractions'))}){edge.right}",
        "per_not_before": rf"{gap}{edge.wrap(words('per', 'not_before'))}",
        "clock": rf"\d{{1,2}}(?:[.:h]\d{{2}})?{gap}?{alternation(words('guards', 'clock_after'))}{edge.right}",
        "vague": rf"{alternation(words('numbers', 'vague', 'couple'))}{edge.right}",
        "half": rf"{alternation(words('numbers', 'halves'))}{edge.right}",
        "half_scale": rf"(?:{gap}|[-‐‑])(?:{alternation(words('numbers', 'article', 'one'))}{gap})?",
        "fraction_scale": rf"{gap}(?:{alternation(words('ranges', 'of_one'))}{gap})?(?:{alternation(words('numbers', 'article', 'one'))}{gap})?",
        "smaller": rf",?(?:{gap})?(?:{alternation(words('ranges', 'and'))}{gap})?(?P<digits>\d{{1,2}})",
        "joined_scale": rf"(?-i:{alternation(data.get('numbers', {}).get('joined_scales', {}))})(?!\w)",
        "to": rf"[-‐‑]?(?:{gap})?(?P<to>{alternation(words('ranges', 'to'))})(?:{gap})?",
        "and": rf"(?:{gap})?{alternation(words('ranges', 'and'))}(?:{gap})?",
        "between_before": rf"{edge.wrap(words('ranges', 'between'))}{gap}?\Z",
        "from_before": rf"{edge.wrap(words('ranges', 'from'))}{gap}?\Z",
        "one_in": rf"{gap}{alternation(words('ranges', 'one_in'))}{gap}",
        "age_before": rf"{edge.wrap(words('age', 'before'))}{gap}?\Z",
        "per": rf"(?:{gap}(?P<per>{alternation(word for word in words('per', 'words') if word != '/')}){gap}|\s?/\s?)",
        "per_adjective": rf"{gap}(?P<adjective>{alternation(_adjectives(data))}){edge.right}",
        "of": rf"{gap}{alternation(words('noun', 'of'))}(?:{gap}|(?<=['’]))",
        "times": rf"(?:{gap}|[-‐‑])?{alternation(words('multiple_words', 'times'))}{edge.right}",
        "fold": rf"(?:{gap}|[-‐‑])?{alternation(words('multiple_words', 'fold'))}{edge.right}",
        "rank_before": rf"(?:{edge.left}(?-i:{alternation(data.get('ordinals', {}).get('rank_signs', ()))})){gap}?\Z",
        "ordinal": rf"(?-i:{alternation(data.get('ordinals', {}).get('endings', ()))})(?!\w)",
        "superlative": rf"[ \u00a0-]{alternation(words('ordinals', 'superlatives'))}{edge.right}",
        "phrase": alternation(words("guards", "phrases")) + edge.right,
        "after_up": rf"{alternation(words('change', 'after_up'))}{edge.right}",
        "after_down": rf"{alternation(words('change', 'after_down'))}{edge.right}",
        "after_change": rf"(?P<up>{alternation(words('change', 'after_up'))}{edge.right})"
        rf"|(?P<down>{alternation(words('change', 'after_down'))}{edge.right})"
        rf"|(?P<high>{alternation(words('change', 'extremum_high'))}{edge.right})"
        rf"|(?P<low>{alternation(words('change', 'extremum_low'))}{edge.right})",
        "gap": rf"(?:{gap}|[-‐‑])",
        "link_word": r"[^\W\d_][\w'’-]*",
        "and_before": rf"{edge.wrap(words('ranges', 'and'))}{gap}\Z",
        "month_after": rf"\.?{gap}(?:{alternation(words('guards', 'day_of'))}{gap})?{alternation(words('guards', 'months'))}{edge.right}",
        "gap_word": rf"{gap}[^\W\d_]",
        "than_after": rf"{gap}{alternation(words('change', 'compare'))}{edge.right}",
        "any_word_before": r"([^\W_][\w'’.-]*)[\s,()“”\"'‘’]*\Z",
        "to_bound": rf"{edge.wrap(words('change', 'to_bounds'))}",
        "same_again": rf",?{gap}?(?:\(|\[|,? )(?:{alternation(words('same_again', 'words'))}{gap})?(?:{alternation(words('bounds', *bounds))}{gap})?",
        "of_after": rf"{gap}{alternation(words('clause', 'of_phrases'))}(?:{gap}|(?<=['’]))",
        "in_after": rf"{gap}{alternation(words('clause', 'in_phrases'))}{gap}",
        "word_before": rf"([^\W\d_][\w'’.&-]*){gap}\Z",
        "word_after": rf"{gap}([^\W\d_][\w'’.-]*)",
        "second_after": rf"{gap}(?-i:[A-Z])[^\W\d_]+{gap}([^\W\d_]+)",
        "fraction_word": rf"{edge.left}{alternation(words('numbers', 'fractions'))}{edge.right}",
        "fraction_after": rf"(?:{gap}|-){edge.wrap(words('numbers', 'fraction_after'))}",
        "fraction_before": rf"{edge.wrap(words('numbers', 'fraction_before'))}{gap}\Z",
        "multiple": rf"{edge.left}{alternation([*map(key, data.get('multiples', {})), *words('multiple_words', 'nouns')])}{edge.right}",
        "multiple_after": rf"{gap}{edge.wrap(words('multiple_words', 'times_after'))}",
        "times_after": rf"{gap}{edge.wrap(words('multiple_words', 'times_after'))}",
        "ranked_before": rf"{edge.wrap(words('ordinals', 'rank_before'))}{gap}?\Z",
        "to_one": rf"-{alternation(words('ranges', 'to_one'))}-|{gap}{alternation(words('ranges', 'to_one'))}{gap}(?=(?:1|{alternation(words('numbers', 'one'))}){edge.right})|:(?=\d(?![\d:]))",
        "score_near": edge.wrap(words("ranges", "score_words")),
        "money_at": rf"(?-i:{alternation(money)})[ \u00a0\u202f]?",
        "change_near": rf"{edge.left}(?:{alternation(word for word in words('change', 'up', 'down') if not word.endswith('*'))}{edge.right}|{alternation(word.rstrip('*') for word in words('change', 'up', 'down') if word.endswith('*'))})",
        "change_right_before": _change_right_before(words, edge, gap),
        "apposed_before": r"[A-ZÀ-Ý][\w'’.-]+,[ \u00a0]\Z",
        "apposed_after": r",|\.(?=\s|\Z)|;",
        "word": r"[^\W\d_][\w'’-]*",
        "plural": data.get("noun", {}).get("plural_pattern", "(?!)"),
        "hundredths_after": rf"(?:{gap}{alternation(words('ranges', 'and'))})?{gap}(?P<digits>\d{{1,2}}){gap}"
        rf"{alternation(word for names in data.get('hundredths', {}).values() for word in map(key, names))}{edge.right}",
        "breaks": alternation(_breaks(data)) + (r"(?:(?<=\W)|(?!\w))" if edge.spaced else ""),
    }
    cased = ("apposed_before",)
    return {name: re.compile(pattern, 0 if name in cased else re.I) for name, pattern in compiled.items()}


def _change_right_before(words: Callable[..., list[str]], edge: _Edges, gap: str) -> str:
    """A word of change that ends right before an amount, with at most one light word between."""
    changes = words("change", "up", "down")
    exact = alternation(word for word in changes if not word.endswith("*"))
    stems = alternation(word.rstrip("*") for word in changes if word.endswith("*"))
    light = alternation(words("change", "between_ok"))
    return rf"{edge.left}(?:{exact}|{stems}[^\W\d_]*){gap}(?:{light}{gap})?\Z"


def _breaks(data: Data) -> list[str]:
    """Where clauses end, in small letters with their outer spaces."""
    return [phrase.casefold() for phrase in data.get("clause", {}).get("breaks", ())]


def _words_of(data: Data, table: str) -> list[str]:
    """All words of a table of lists."""
    return [key(word) for words in data.get(table, {}).values() for word in words]


def _adjectives(data: Data) -> list[str]:
    return [key(word) for words in data.get("per", {}).get("adjectives", {}).values() for word in words]

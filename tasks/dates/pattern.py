r"""The pattern language of the data files, compiled to regular expressions over code strings.

{month} {day}, {year}     a token of each word class, captured under the name of the class
{end=year}                a token of class `year`, captured as `end`
{n:number}                the macro `number`, its tokens captured together as `n`
<the>                     a macro, or a token of a class, not captured; <w> is any word or number
ago                       the word itself
( | ) ?                   grouping, choice, optional; there is no repetition, so matching stays linear
_                         white space or nothing
\(                        the mark itself
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tasks.dates.tokens import WORD

_PIECE = re.compile(
    r"\\(?P<escaped>.)|\{(?P<field>\w+)(?:=(?P<cls>\w+)|:(?P<macro>\w+))?\}|<(?P<plain>\w+)>"
    rf"|(?P<word>\d+|{WORD}|[^\W_])|(?P<op>[()|?])|(?P<mark>.)",
    re.DOTALL,
)


class PatternError(ValueError):
    """A pattern of a data file that cannot be read: always a mistake in the file."""


PEEK = 5  # tokens, white space included, at the beginning of a pattern of which it is known what they can be
_OPEN = "\0"  # begins a capture, until it is known whether the expression is to capture


@dataclass(frozen=True, slots=True)
class Start:
    """One way for a pattern to begin: the codes of its first token, and what can follow it.

    `reach` are the codes that can stand second, third, … of its first PEEK tokens; `lengths` how long a match that
    begins so can be, PEEK standing for all that is longer.
    """

    first: frozenset[str]
    reach: tuple[frozenset[str], ...]
    lengths: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as regular expression: group n captures `fields[n - 1]`; `plain` is the same without groups.

    `starts` are the ways in which a match can begin; every match holds at least one of `trigger`, its rarest necessary
    part.
    """

    source: str
    plain: str
    fields: tuple[tuple[str, str], ...]  # name, and the class or macro that it is of
    starts: tuple[Start, ...]
    trigger: frozenset[str]


def literals(pattern: str, macros: Mapping[str, str]) -> set[str]:
    """Every word that a pattern names itself, those of its macros included."""
    found: set[str] = set()
    for piece in _PIECE.finditer(pattern):
        if piece["word"]:
            found.add(piece["word"].lower())
        macro = piece["macro"] or piece["plain"]
        if macro in macros:
            found |= literals(macros[macro], macros)
    return found


def compile_pattern(
    pattern: str, macros: Mapping[str, str], codes_of: Callable[[str], frozenset[str]], empty: bool = False
) -> Compiled:
    """Compile one pattern; `codes_of` gives the codes of a class, or of a word when asked for `=word`.

    A pattern that can match nothing at all is refused unless `empty` allows it.
    """
    reader = _Reader(macros, codes_of)
    part = reader.choice(list(_PIECE.finditer(pattern)), pattern)
    if part.nullable and not empty:
        raise PatternError(f"{pattern!r} matches nothing at all")
    return Compiled(
        source=part.source.replace(_OPEN, "("),
        plain=part.source.replace(_OPEN, "(?:"),
        fields=tuple(reader.fields),
        starts=part.starts,
        trigger=part.trigger,
    )


#: How common the members of a class are in any text: triggers are chosen from the rarest.
_COMMON = {"int": 5, "dd": 5, "ddd": 5, "day": 5, "mon": 5, "hour": 5, "minute": 5, "year": 4, "article": 6, "num": 5,
           "ordinal": 4, "part": 4, "vague": 5, "shift": 3, "before_shift": 4, "quant": 3, "scale": 3,
           "w": 9}  # fmt: skip
_RARE_WORD = 2
_SHORT_WORD = 5  # words of up to three letters: `of`, `the`, `ago`
_MARK = 8


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece as regular expression; `rarity` is how common its trigger is, the lower the rarer."""

    source: str
    starts: tuple[Start, ...]
    nullable: bool
    trigger: frozenset[str]
    rarity: int


_NONE: frozenset[str] = frozenset()
_NOTHING = _Part("", (), True, _NONE, 99)


class _Reader:
    """Recursive descent over the pieces of one pattern, numbering captures as they open."""

    def __init__(self, macros: Mapping[str, str], codes_of: Callable[[str], frozenset[str]]) -> None:
        self.macros = macros
        self.codes_of = codes_of
        self.fields: list[tuple[str, str]] = []

    def choice(self, pieces: list[re.Match[str]], pattern: str) -> _Part:
        part, at = self._choice(pieces, 0, pattern)
        if at != len(pieces):
            raise PatternError(f"unbalanced ) in {pattern!r}")
        return part

    def _choice(self, pieces: list[re.Match[str]], at: int, pattern: str) -> tuple[_Part, int]:
        branches: list[_Part] = []
        while True:
            part, at = self._sequence(pieces, at, pattern)
            branches.append(part)
            if at < len(pieces) and pieces[at]["op"] == "|":
                at += 1
                continue
            break
        if len(branches) == 1:
            return branches[0], at
        return (
            _Part(
                source=f"(?:{'|'.join(branch.source for branch in branches)})",
                starts=tuple(start for branch in branches for start in branch.starts),
                nullable=any(branch.nullable for branch in branches),
                trigger=_NONE.union(*(branch.trigger for branch in branches)),
                rarity=max(branch.rarity for branch in branches),
            ),
            at,
        )

    def _sequence(self, pieces: list[re.Match[str]], at: int, pattern: str) -> tuple[_Part, int]:
        whole = _NOTHING
        while at < len(pieces) and pieces[at]["op"] not in ("|", ")"):
            if pieces[at]["op"] == "(":
                part, at = self._choice(pieces, at + 1, pattern)
                if at >= len(pieces):
                    raise PatternError(f"unbalanced ( in {pattern!r}")
            else:
                part = self._atom(pieces[at], pattern)
            at += 1
            if at < len(pieces) and pieces[at]["op"] == "?":
                part = _optional(part)
                at += 1
            whole = _followed(whole, part)
        return whole, at

    def _atom(self, piece: re.Match[str], pattern: str) -> _Part:
        if piece["op"]:
            raise PatternError(f"misplaced {piece['op']} in {pattern!r}")
        if piece["escaped"]:
            return _mark(piece["escaped"])
        if piece["plain"]:
            return self._expand(piece["plain"])
        if piece["macro"]:
            self.fields.append((piece["field"], piece["macro"]))
            part = self._expand(piece["macro"])
            return replace(part, source=f"{_OPEN}{part.source})")
        if piece["field"]:
            cls = piece["cls"] or piece["field"]
            self.fields.append((piece["field"], cls))
            part = self._class(cls)
            return replace(part, source=f"{_OPEN}{part.source})")
        if piece["word"]:
            word = piece["word"].lower()
            return self._class("=" + word, _RARE_WORD if len(word) > 3 else _SHORT_WORD)
        if piece["mark"] == "_":
            return _optional(_mark(" "))
        return _mark(piece["mark"])

    def _class(self, cls: str, rarity: int | None = None) -> _Part:
        codes = self.codes_of(cls)
        return _single(one_of(codes), codes, _COMMON.get(cls, 1) if rarity is None else rarity)

    def _expand(self, name: str) -> _Part:
        if name not in self.macros:
            return self._class(name)
        pattern = self.macros[name]
        return self.choice(list(_PIECE.finditer(pattern)), pattern)


def _single(source: str, codes: frozenset[str], rarity: int) -> _Part:
    return _Part(source, (Start(codes, (_NONE,) * (PEEK - 1), frozenset({1})),), False, codes, rarity)


def _optional(part: _Part) -> _Part:
    return _Part(f"(?:{part.source})?", part.starts, True, _NONE, 99)


def _followed(before: _Part, after: _Part) -> _Part:
    rarer = min(before, after, key=lambda part: part.rarity)
    return _Part(
        source=before.source + after.source,
        starts=tuple(_extended(start, after) for start in before.starts) + (after.starts if before.nullable else ()),
        nullable=before.nullable and after.nullable,
        trigger=rarer.trigger,
        rarity=rarer.rarity,
    )


def _extended(start: Start, after: _Part) -> Start:
    """A way to begin, and then the piece after it."""
    lengths = {length for other in after.starts for length in other.lengths} | ({0} if after.nullable else set())
    reach = []
    for at in range(1, PEEK):
        reach.append(start.reach[at - 1].union(*(_at(after, at - length) for length in start.lengths if length <= at)))
    return Start(
        first=start.first,
        reach=tuple(reach),
        lengths=frozenset(min(one + other, PEEK) for one in start.lengths for other in lengths),
    )


def _at(part: _Part, at: int) -> frozenset[str]:
    return _NONE.union(*(start.first if at == 0 else start.reach[at - 1] for start in part.starts))


def _mark(mark: str) -> _Part:
    return _single(re.escape(mark), frozenset(mark), _MARK)


def one_of(codes: frozenset[str]) -> str:
    """An expression for one token of some codes."""
    if not codes:
        return "(?!)"
    return f"[{''.join(re.escape(code) for code in sorted(codes))}]"

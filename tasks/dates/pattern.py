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
from dataclasses import dataclass

_PIECE = re.compile(
    r"\\(?P<escaped>.)|\{(?P<field>\w+)(?:=(?P<cls>\w+)|:(?P<macro>\w+))?\}|<(?P<plain>\w+)>|(?P<word>[^\W_]+)|(?P<op>[()|?])|(?P<mark>.)",
    re.DOTALL,
)


class PatternError(ValueError):
    """A pattern of a data file that cannot be read: always a mistake in the file."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as regular expression: group n captures `fields[n - 1]`, `first` are the codes it can begin with."""

    source: str
    fields: tuple[tuple[str, str], ...]  # name, and the class or macro that it is of
    first: frozenset[str]


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


def compile_pattern(pattern: str, macros: Mapping[str, str], codes_of: Callable[[str], frozenset[str]]) -> Compiled:
    """Compile one pattern; `codes_of` gives the codes of a class, or of a word when asked for `=word`."""
    reader = _Reader(macros, codes_of)
    source, first, nullable = reader.choice(list(_PIECE.finditer(pattern)), pattern)
    if nullable:
        raise PatternError(f"{pattern!r} matches nothing at all")
    return Compiled(source, tuple(reader.fields), first)


_Part = tuple[str, frozenset[str], bool]  # regular expression, codes it can begin with, whether it can be empty


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
        first = frozenset[str]().union(*(branch[1] for branch in branches))
        source = branches[0][0] if len(branches) == 1 else f"(?:{'|'.join(branch[0] for branch in branches)})"
        return (source, first, any(branch[2] for branch in branches)), at

    def _sequence(self, pieces: list[re.Match[str]], at: int, pattern: str) -> tuple[_Part, int]:
        source, first, nullable = "", frozenset[str](), True
        while at < len(pieces) and pieces[at]["op"] not in ("|", ")"):
            if pieces[at]["op"] == "(":
                part, at = self._choice(pieces, at + 1, pattern)
                if at >= len(pieces):
                    raise PatternError(f"unbalanced ( in {pattern!r}")
                at += 1
            else:
                part = self._atom(pieces[at], pattern)
                at += 1
            if at < len(pieces) and pieces[at]["op"] == "?":
                part = (f"(?:{part[0]})?", part[1], True)
                at += 1
            source += part[0]
            first = first | part[1] if nullable else first
            nullable = nullable and part[2]
        return (source, first, nullable), at

    def _atom(self, piece: re.Match[str], pattern: str) -> _Part:
        if piece["op"]:
            raise PatternError(f"misplaced {piece['op']} in {pattern!r}")
        if piece["plain"]:
            return self._expand(piece["plain"])
        if piece["macro"]:
            self.fields.append((piece["field"], piece["macro"]))
            source, first, nullable = self._expand(piece["macro"])
            return f"({source})", first, nullable
        if piece["field"]:
            cls = piece["cls"] or piece["field"]
            self.fields.append((piece["field"], cls))
            codes = self.codes_of(cls)
            return f"({_one_of(codes)})", codes, False
        if piece["word"]:
            codes = self.codes_of("=" + piece["word"].lower())
            return _one_of(codes), codes, False
        if piece["escaped"]:
            return re.escape(piece["escaped"]), frozenset(piece["escaped"]), False
        if piece["mark"] == "_":
            return " ?", frozenset(" "), True
        return re.escape(piece["mark"]), frozenset(piece["mark"]), False

    def _expand(self, name: str) -> _Part:
        if name not in self.macros:
            codes = self.codes_of(name)
            return _one_of(codes), codes, False
        pattern = self.macros[name]
        return self.choice(list(_PIECE.finditer(pattern)), pattern)


def _one_of(codes: frozenset[str]) -> str:
    if not codes:
        return "(?!)"
    return f"[{''.join(re.escape(code) for code in sorted(codes))}]"

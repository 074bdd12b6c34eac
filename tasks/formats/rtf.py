"""Rich Text Format (.rtf): one pass over its words and groups, in time that grows with the file alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.article import Article, BlockKind
from schemas.problem import Problem, Refused
from tasks.formats.document import Paragraph, Properties, document_article
from tasks.formats.source import Source
from tasks.stamps import Stamp, parse_stamp

DEEPEST = 500  # groups in one another; programs write fewer than twenty
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
#: Groups without a word of the story; so is every group that opens with `\*`.
_UNREAD = frozenset(
    (
        *("info", "colortbl", "pict", "object", "fldinst", "footnote", "annotation", "header", "headerl", "headerr"),
        *("headerf", "footer", "footerl", "footerr", "footerf", "xe", "tc", "listtable", "generator", "filetbl"),
        *("revtbl", "nonshppict"),
    )
)  # fmt: skip
_KEPT = frozenset(("fonttbl", "stylesheet", "title", "author"))  # groups whose text says something beside the story
_PARAGRAPHS = frozenset(("par", "row", "sect", "page", "line"))
_SIGNS = {
    "tab": " ", "cell": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}
#: By the number of a font's character set.
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "title"),
    ("heading", "heading"),
    ("subtitle", "heading"),
    ("quot", "quote"),
    ("intense quote", "quote"),
    ("caption", "caption"),
)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: where its text goes (empty: to the story; None: nowhere) and by what it is written."""

    into: str | None = ""
    hidden: bool = False
    style: int | None = None
    encoding: str = "cp1252"
    signs_after: int = 1  # that stand for a `\u` in programs which do not know it


def read_rtf(source: Source) -> Iterator[Article]:
    """The one article of a document."""
    document = _Document(source.data)
    try:
        document.read()
    except _TooDeep:
        raise Refused(Problem("document.broken", "Its groups lie in one another too deeply.")) from None
    yield document_article(document.paragraphs, document.properties(), source)


class _TooDeep(Exception):
    """More groups in one another than a program writes."""


class _Document:
    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[Paragraph] = []
        self._data = data
        self._state, self._stack = _State(), [_State()]
        self._run: list[str] = []
        self._bytes = bytearray()  # of characters that take more than one
        self._beside: dict[str, str] = {}
        self._fonts: dict[int, str] = {}
        self._kinds: dict[int, tuple[BlockKind, str]] = {}
        self._font, self._style_name = 0, ""
        self._clock: dict[str, dict[str, int]] = {}
        self._pass_over = 0

    def read(self) -> None:
        at = 0
        while match := _TOKEN.match(self._data, at):
            at = match.end()
            word, number, sign, symbol, brace, text = match.groups()
            if word == b"bin" and number:
                at += max(0, int(number))
            elif sign:
                self._byte(bytes([int(sign, 16)]))
            elif text:
                self._byte(text)
            else:
                self._flush()
                if brace:
                    self._group(brace)
                elif symbol:
                    self._symbol(symbol)
                elif word:
                    self._word(word.decode("ascii"), int(number) if number else None)
        self._flush()
        self._end_paragraph()

    def properties(self) -> Properties:
        return Properties(
            title=self._beside.get("title", "").strip() or None,
            author=self._beside.get("author", "").strip() or None,
            made=_stamp(self._clock.get("creatim", {})),
            modified=_stamp(self._clock.get("revtim", {})),
        )

    def _group(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) > DEEPEST:
                raise _TooDeep
            self._stack.append(self._state)
        elif len(self._stack) > 1:
            self._state = self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state = replace(self._state, into=None)
        elif symbol in (b"\n", b"\r"):
            self._end_paragraph()
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if (word in _KEPT and state.into != "stylesheet") or word in ("creatim", "revtim"):
            self._state = replace(state, into=word)
        elif word in _UNREAD:
            self._state = replace(state, into=None)
        elif state.into in ("creatim", "revtim"):
            self._clock.setdefault(state.into, {})[word] = number or 0
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._pass_over = state.signs_after
        elif word in _PARAGRAPHS:
            if state.into == "":
                self._end_paragraph()
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        """What changes how the text that follows is written or read."""
        state = self._state
        match word:
            case "pard" | "plain" if state.into == "":
                self._state = replace(state, hidden=False, style=None if word == "pard" else state.style)
            case "v" | "deleted":
                self._state = replace(state, hidden=number != 0)
            case "s" if number is not None:
                self._state, self._style_name = replace(state, style=number), ""
            case "uc":
                self._state = replace(state, signs_after=max(0, min(number or 0, 8)))
            case "ansicpg" if number:
                self._state = replace(state, encoding=_known(f"cp{number}"))
                self._stack = [replace(one, encoding=self._state.encoding) for one in self._stack]
            case "f" if number is not None:
                self._font = number
                if state.into != "fonttbl":
                    self._state = replace(state, encoding=self._fonts.get(number, self._stack[0].encoding))
            case "fcharset" if state.into == "fonttbl" and number in _CODE_PAGES:
                self._fonts[self._font] = _CODE_PAGES[number]

    def _byte(self, data: bytes) -> None:
        if self._pass_over:
            passed = min(self._pass_over, len(data))
            self._pass_over -= passed
            data = data[passed:]
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._state.encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        into = self._state.into
        if into == "" and not self._state.hidden:
            self._run.append(text)
        elif into == "stylesheet":
            self._style_name += text
            if text.endswith(";") and self._state.style is not None:
                self._name_style(self._state.style)
        elif into in ("title", "author"):
            self._beside[into] = self._beside.get(into, "") + text

    def _name_style(self, number: int) -> None:
        name = self._style_name.strip(" ;").lower()
        for begins, kind in _STYLES:
            if name.startswith(begins):
                self._kinds[number] = kind, f"the style {name}"
                return

    def _end_paragraph(self) -> None:
        written = "".join(self._run).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = " ".join(written.split())
        self._run.clear()
        if text:
            kind, rule = self._kinds.get(self._state.style if self._state.style is not None else -1, (None, ""))
            self.paragraphs.append(Paragraph(text, kind, rule))


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "utf-8" if encoding == "cp65001" else "cp1252"
    return encoding


def _stamp(clock: dict[str, int]) -> Stamp | None:
    try:
        made = datetime(clock["yr"], clock["mo"], clock["dy"], clock.get("hr", 0), clock.get("min", 0))
    except (KeyError, ValueError, OverflowError):
        return None
    return parse_stamp(made.isoformat())

"""From bytes to characters: BOM, strict UTF-8, the charset that a page declares, then charset-normalizer."""

import codecs
import re
from collections.abc import Callable

from charset_normalizer import from_bytes

REPLACEMENT = "\ufffd"
SAMPLE = 40_000  # bytes that charset-normalizer sees: more makes it slower, not surer
BLOCK = 4096  # characters between the places whose bytes are remembered
DAMAGED = 0.02  # of the characters beyond ASCII: fewer broken ones are damage to UTF-8, not another encoding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.I
)
#: What pages mean by a name, where that is not what Python means by it (WHATWG Encoding Standard).
_MEANT: dict[str, str] = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_WITH_SHIFTS = ("iso2022", "hz")  # encodings that write a character by what stood before it
#: Python has codecs of other kinds too (`unicode_escape`, `idna`); these families alone are encodings of pages.
_FAMILY = re.compile(r"(?:cp|iso8859|koi8|mac|big5|gb|euc|shift_jis|iso2022_jp|hz|johab|tis)")
#: What Western prose is written with; a few such letters fit many code pages, and the guess among them is a lottery.
_WESTERN = re.compile("[\x00-\x7fàáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÜŒ«»“”„‘’‚–—…•€£§°©®ªº¿¡·\xa0]*")
_NOT_WESTERN = frozenset(("Hungarian", "Polish", "Czech", "Slovak", "Slovene", "Croatian", "Romanian", "Turkish"))
_NOT_TEXT = bytes((*range(9), *range(14, 27), *range(28, 32)))
_LONE_OR_NUL = re.compile("[\ud800-\udfff\x00]")


def encoding_of(data: bytes) -> str | None:
    """The name of the encoding that fits the bytes, None when they are not text."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if b"\x00" in data:
        return _wide(data)
    if _decodes(data, "utf-8"):
        return None if _full_of_controls(data) else "utf-8"
    if _damaged_utf8(data):
        return "utf-8"
    if _full_of_controls(data):
        return None
    return _declared(data) or _guessed(data)


def decode(data: bytes, encoding: str) -> str:
    """The characters of the file; what is broken, a lone surrogate and NUL become U+FFFD."""
    return sound(data.decode(encoding, "replace"))


def sound(text: str) -> str:
    """The same text, encodable as UTF-8 and storable everywhere: lone surrogates and NUL become U+FFFD."""
    try:
        text.encode()  # a tenth of the time of the search: most texts are sound
    except UnicodeEncodeError:
        return _LONE_OR_NUL.sub(REPLACEMENT, text)
    return text.replace("\x00", REPLACEMENT)


def byte_places(text: str, encoding: str) -> Callable[[int], int]:
    """A function from an offset in the decoded text to the offset of the same place in the file's bytes."""
    bare, bom = {"utf-8-sig": ("utf-8", 3), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}.get(
        encoding, (encoding, 0)
    )
    if codecs.lookup(bare).name.startswith(_WITH_SHIFTS):
        return lambda offset: len(text[:offset].encode(bare, "replace"))
    before = [bom]  # bytes before each block, as far as anybody asked: a file may have a fault in every line

    def place(offset: int) -> int:
        block = offset // BLOCK
        while len(before) <= block:
            start = (len(before) - 1) * BLOCK
            before.append(before[-1] + len(text[start : start + BLOCK].encode(bare, "replace")))
        return before[block] + len(text[block * BLOCK : offset].encode(bare, "replace"))

    return place


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 without a BOM: NUL in nearly every second byte, as Latin letters have it, and in few others."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le" if _decodes(data, "utf-16-le") else None
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be" if _decodes(data, "utf-16-be") else None
    return None


def _damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    beyond = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text))
    return text.count(REPLACEMENT) <= max(DAMAGED * beyond, 1 if beyond > 4 else 0)


def _full_of_controls(data: bytes) -> bool:
    """Text has next to no control characters besides white space and escape."""
    sample = data[:SAMPLE]
    return len(sample) - len(sample.translate(None, _NOT_TEXT)) > 0.01 * len(sample)


def named_encoding(name: str | None, data: bytes) -> str | None:
    """The encoding that a holder names (a mail, a web server), None where there is none or the bytes do not fit it."""
    if not name or data.startswith(tuple(bom for bom, _ in _BOMS)):
        return None
    try:
        codec = codecs.lookup(name.strip(" \"'")).name
    except (LookupError, ValueError):  # no such codec; a NUL in its name
        return None
    codec = _MEANT.get(codec, codec)
    if codec == "utf-8":
        return codec if _decodes(data, codec) and not _full_of_controls(data) else None
    return codec if _FAMILY.match(codec) and _decodes(data, codec) and not _full_of_controls(data) else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    name = named_encoding((found[1] or found[2]).decode("ascii"), data) if found else None
    return name if name != "utf-8" else None


def _guessed(data: bytes) -> str | None:
    sample = data if len(data) <= SAMPLE else data[: SAMPLE // 2] + data[-SAMPLE // 2 :]
    best = from_bytes(sample).best()
    if best is None:
        return None
    name = best.encoding
    if best.language not in _NOT_WESTERN and _decodes(data, "cp1252") and _WESTERN.fullmatch(data.decode("cp1252")):
        return "cp1252"
    return name if name != "utf_8" and _decodes(data, name) else None

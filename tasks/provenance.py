"""From characters of an article's text back to bytes of the original file."""


def byte_range(
    original: bytes, encoding: str | None, text: str, start_char: int, end_char: int
) -> tuple[int, int] | None:
    """The bytes of the original that hold `text[start_char:end_char]`, end exclusive.

    The text may stand in the original as it is (plain text), or only its paragraphs may (a page, JSON): then the
    paragraph's line is looked for, and counts only where it stands once. None where that does not decide it,
    or where the original is no text (`encoding` is None: an archive, a mail, a PDF).
    """
    if encoding is None:
        return None
    source = original.decode(encoding, "replace")
    if len(source.encode(encoding, "replace")) != len(original):
        return None
    for piece_start, piece_end in ((0, len(text)), _line(text, start_char, end_char), (start_char, end_char)):
        at = source.find(text[piece_start:piece_end])
        if at >= 0 and source.find(text[piece_start:piece_end], at + 1) < 0:
            begin = at + start_char - piece_start
            ends = (begin, begin + end_char - start_char)
            first, last = (len(source[:end].encode(encoding, "replace")) for end in ends)  # with its byte-order mark
            return first, last
    return None


def _line(text: str, start_char: int, end_char: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, start_char) + 1
    end = text.find("\n", end_char)
    return begin, len(text) if end < 0 else end

"""What stands right before a place in a text: asked for every name several times over, so without patterns."""

_SPACES = " \u00a0\t"
_OPENS = '("“‘«[„'
_BETWEEN = frozenset(" \t\r\u00a0\"'“”‘’«»([•*–—-")
_ENDS = frozenset(".!?…\n")
LONGEST_WORD = 32  # characters


def words_before(text: str, at: int, how_many: int = 1) -> list[str]:
    """The last words before a place on the same line, the nearest last; none where no space parts them from it."""
    if at == 0 or text[at - 1] not in _SPACES:
        return []
    piece = text[max(0, at - LONGEST_WORD * how_many) : at]
    return piece[piece.rfind("\n") + 1 :].split()[-how_many:]


def word_before(text: str, at: int) -> str:
    """The word before a place on the same line, without marks that open; empty where there is none."""
    words = words_before(text, at)
    return words[0].lstrip(_OPENS) if words else ""


def begins_sentence(text: str, at: int, colon: bool = True) -> bool:
    """Whether a sentence begins at a place, or a line, or (with `colon`) what a colon announces."""
    at -= 1
    while at >= 0 and text[at] in _BETWEEN:
        at -= 1
    return at < 0 or text[at] in _ENDS or (colon and text[at] == ":")

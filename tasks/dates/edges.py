"""Where a mention may begin and end: what is glued to it, what stays outside, what belongs to a name or a heading."""

from tasks.dates.scene import Scene
from tasks.dates.tokens import UNKNOWN_WORD, Tokens

_SHORT_FORM = 4  # letters, at the most, of a short form
_HEADING = 40  # characters: a line shorter than this ends where it ends; longer ones may be wrapped


def free_before(scene: Scene, start: int) -> bool:
    """Whether no word or number is glued to the left, as in `A380` or `1.2014`."""
    codes, words = scene.tokens.codes, scene.tokens.words
    if start == 0 or not words[start][0].isalnum():
        return True
    if _is_word(codes[start - 1]):
        return not scene.language.options.get("spaces", True) and not (
            words[start].isdecimal() and words[start - 1].isdecimal()
        )
    if words[start].isdecimal() and codes[start - 1] in ".,:/-$€£¥#":
        return codes[start - 1] in ".,:/-" and start > 1 and not words[start - 2].isdecimal()
    return True


def free_after(scene: Scene, end: int) -> bool:
    """Whether no word is glued to the right, nor a number that goes on, as in `2014.5`."""
    codes, words = scene.tokens.codes, scene.tokens.words
    if end >= len(codes):
        return True
    if _is_word(codes[end]):
        return not scene.language.options.get("spaces", True) and not (
            words[end].isdecimal() and words[end - 1].isdecimal()
        )
    if words[end - 1].isdecimal():
        if codes[end] == "%":
            return False
        if codes[end] in ".,:/" and end + 1 < len(codes) and words[end + 1].isdecimal():
            return False
    return True


def _is_word(code: str) -> bool:
    return code == UNKNOWN_WORD or "\ue000" <= code <= "\uf8ff"


def without_full_stop(scene: Scene, start: int, end: int) -> int:
    """The end without a stop that closes the sentence rather than a short form: `in January.`, but `in Jan.`"""
    if scene.tokens.codes[end - 1] != "." or end - start < 2:
        return end
    last, after = scene.tokens.words[end - 2], "".join(scene.tokens.words[end : end + 2])
    if last.isdecimal() and after.startswith(" ") and after.lstrip()[:1].islower():
        return end  # `am 14. wurde`
    return end if last.isalpha() and len(last) <= _SHORT_FORM and not scene.language.is_a(last, "wide") else end - 1


def after_preposition(scene: Scene, start: int) -> int:
    """The start without a preposition that is fused with its article, as `del`, `nel`, `au`."""
    words, codes = scene.tokens.words, scene.tokens.codes
    if words[start].lower() not in scene.language.fused:
        return start
    start += 1
    while codes[start] in "' ":
        start += 1
    return start


def stands_in_a_name(scene: Scene, at: int) -> bool:
    """Whether a word alone is a part of a name, as in `April Jones`, `via XX Settembre`, `Peter März`, `Le Soir`."""
    words, codes, options = scene.tokens.words, scene.tokens.codes, scene.language.options
    if not words[at][0].isupper():
        return False
    first = at < 2 or codes[at - 1] != " " or not (words[at - 2][0].isalnum() or codes[at - 2] == ",")
    if not scene.language.is_a(words[at], "month") and not scene.language.is_a(words[at], "weekday"):
        adverb = options.get("names_of_days") == "large" and scene.language.is_a(words[at], "relday")
        return not first and (adverb or options.get("names_of_days") == "small")  # only names are written large
    after_name = not first and codes[at - 2] == UNKNOWN_WORD and words[at - 2][0].isupper()
    before_name = at + 2 < len(codes) and codes[at + 1] == " " and words[at + 2][0].isupper()
    if options.get("names_of_days") == "small":  # so written large it is no month, but for the first word of a sentence
        opens = first or at < 4 or codes[at - 3] != " " or not words[at - 4][0].isalnum()
        glued = at + 2 < len(codes) and codes[at + 1] == "-" and words[at + 2][0].isalpha()
        named = before_name and codes[at + 2] == UNKNOWN_WORD
        return named or glued or (not first and (before_name or (words[at - 2][0].isupper() and not opens)))
    month = scene.language.is_a(words[at], "month") or scene.language.is_a(words[at], "month_verb")
    if options.get("names_of_days") == "large":  # like every noun, so that only a name before it tells
        return month and after_name
    if not (month and before_name and codes[at + 2] == UNKNOWN_WORD):
        return False
    return first or scene.language.classes(words[at - 2]) <= {"past_form", "future_form"}


def crosses_a_sentence(scene: Scene, start: int, end: int) -> bool:
    """Whether a full stop inside follows the whole name of a month, which is no short form: `in June. Last year`."""
    codes, words = scene.tokens.codes, scene.tokens.words
    at = codes.find(". ", start, end)
    return at > start and scene.language.is_a(words[at - 1], "wide")


def crosses_a_heading(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line ends inside that is too short to be a wrapped one."""
    surface = tokens.surface(start, end)
    at = surface.find("\n")
    if at < 0:
        return False
    line_end = tokens.starts[start] + at
    return line_end - (tokens.text.rfind("\n", 0, line_end) + 1) < _HEADING

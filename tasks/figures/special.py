"""Numbers that are not amounts of a unit: ranks, multiples, parts of a whole."""

from decimal import Decimal

from tasks.figures.bound import take_bound
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.noun import counted_noun
from tasks.figures.numeral import read_numeral
from tasks.figures.ordinal import is_ordinal_point
from tasks.figures.reading import WINDOW, Reading
from tasks.figures.value import Numeral, divide

MOST_RANKED = 1000  # ranks are smaller


def bare_fraction(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    """`a third of`, `a quarter of`: one part, named by an article before and `of` after."""
    match = lexicon.patterns["fraction_word"].match(text, start)
    if match is None:
        return None
    article = lexicon.patterns["article_before"].search(text[max(0, start - 8) : start])
    if article is None:
        return None
    led = lexicon.patterns["fraction_before"].search(text[max(0, start - 20) : max(0, start - 8) + article.start()])
    if not led and not lexicon.patterns["fraction_after"].match(text, match.end()):
        return None
    below = Decimal(lexicon.maps["numbers.fractions"][key(match.group())])
    begin = max(0, start - 8) + article.start()
    return Numeral(begin, match.end(), divide(Decimal(1), below), "fraction", False)


def read_multiple(text: str, start: int, lexicon: Lexicon) -> Reading | None:
    """`doubled`, `threefold`, `twice as many`: one word that multiplies."""
    if text[start].isdigit() or not lexicon.maps["multiples"]:
        return None
    match = lexicon.patterns["multiple"].match(text, start)
    if match is None:
        return None
    word = key(match.group())
    if word in lexicon.sets["multiple_words.nouns"] and not lexicon.patterns["times_after"].match(text, match.end()):
        return None
    value = Decimal(str(lexicon.maps["multiples"][word]))
    numeral = Numeral(start, match.end(), value, "words", False)
    reading = Reading(start, match.end(), numeral, value, "multiple", "1", rule="multiple.word", confidence=0.7)
    take_bound(text, reading, lexicon)
    return reading


def read_rank(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """A rank (`No. 3`, `third-largest`, `ranked 5th`), or an ordinal that is no figure (kind `number`)."""
    reading = Reading(numeral.start, numeral.end, numeral, numeral.value, "rank", rule="rank", confidence=0.8)
    reading.bound_start = numeral.start
    sign = lexicon.patterns["rank_before"].search(text[max(0, numeral.start - 10) : numeral.start])
    placed = sign and (numeral.digits or lexicon.has("ordinals.rank_places", sign.group().strip()))
    if sign and placed and sign.end() > sign.start():
        if numeral.value >= MOST_RANKED or text[numeral.end : numeral.end + 1].isalpha():
            reading.kind = "number"  # a serial number, a seat
            return reading
        reading.start = numeral.start - (sign.end() - sign.start())
        return reading
    if not numeral.digits:
        return None
    if numeral.form == "plain" and is_ordinal_point(text, numeral.end, lexicon):
        reading.kind, reading.end = "number", numeral.end + 1
        return reading
    match = lexicon.patterns["ordinal"].match(text, numeral.end)
    if match is None or match.end() == match.start():
        return None
    reading.end = match.end()
    before = text[max(0, numeral.start - WINDOW) : numeral.start]
    if not (
        lexicon.patterns["superlative"].match(text, match.end()) or lexicon.patterns["ranked_before"].search(before)
    ):
        reading.kind = "number"
    return reading


def take_whole(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`243 of the 450 seats` are seats; `two thirds of` a ratio."""
    if reading.kind != "number":
        return
    if reading.numeral.form == "fraction" and not lexicon.spaced:
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "ratio", "1", "ratio.fraction", 0.7
    match = lexicon.patterns["of"].match(text, reading.end)
    if match is None or match.end() == reading.end or match.end() >= len(text):
        return
    if reading.numeral.form == "fraction":
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "ratio", "1", "ratio.fraction", 0.7
    elif whole := read_numeral(text, _past_owner(text, match.end(), lexicon), lexicon):
        noun = counted_noun(text, whole.end, whole.value, lexicon)
        if noun and noun.certain:
            reading.kind, reading.unit_code, reading.rule = "count", "{" + noun.name + "}", "count.whole"
            reading.unit_start, reading.unit_end, reading.confidence = noun.start, noun.end, 0.8


def _past_owner(text: str, position: int, lexicon: Lexicon) -> int:
    """Where the number begins after an owner: `20,000 of the town's 45,000 residents`."""
    owner = lexicon.patterns["owner"].match(text, position)
    return owner.end() if owner and owner.end() < len(text) else position


def _past_gap(text: str, position: int) -> int:
    """Where the word begins after a space or a hyphen."""
    while not text[position].isalnum():
        position += 1
    return position


def take_times(text: str, reading: Reading, lexicon: Lexicon) -> None:
    if reading.kind not in ("number", "count"):
        return
    end = reading.numeral.end
    if lexicon.patterns["multiplied_before"].search(text, max(0, reading.start - WINDOW), reading.start):
        reading.kind, reading.unit_code, reading.end = "multiple", "1", end
        reading.rule, reading.confidence = "multiple.times", 0.8
        return
    match = lexicon.patterns["fold"].match(text, end)
    if match is None or match.end() == end:
        match = lexicon.patterns["times"].match(text, end)
        if match and match.end() > end and not lexicon.patterns["times_after"].match(text, match.end()):
            reading.kind, reading.unit_code, reading.rule, reading.confidence = "count", "{time}", "count.times", 0.6
            reading.unit_start, reading.unit_end, reading.end = _past_gap(text, end), match.end(), match.end()
            return
    if match and match.end() > end:
        reading.kind, reading.unit_code, reading.end = "multiple", "1", match.end()
        reading.unit_start, reading.unit_end = end, match.end()
        reading.rule, reading.confidence = "multiple.times", 0.8

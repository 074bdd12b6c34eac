"""Numbers that are no figures: years, days, clock times, telephone numbers, names with a number in them."""

import re
from decimal import Decimal

from tasks.figures.label import is_label, is_noun_label, names_street, stands_in_street
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading
from tasks.figures.value import Numeral

REACH = 40  # characters looked at on either side for the token that a number stands in
MOST_NAMED = 10_000  # names hold smaller numbers than this
MOST_LABELLED = 100_000  # a bare number right after a word that names: `Lei 14.133`
YEARS = (Decimal(1500), Decimal(2099))
_TOKEN_BREAKS = '([“"«‘„、。，：；（「'  # besides spaces
_PHONE = re.compile(
    r"(?:\+?\d{1,3}[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d{3}-\d{2}-\d{4}"
    r"|0\d{1,4}[ /-]\d{5,8}(?!\d)|0\d{2,4} \d{3,4} \d{4}(?!\d)|\d{2}(?:[ .]\d{2}){3,4}(?!\d)"
    r"|\d{2,3} \d{3} \d{2} \d{2}(?!\d)|\d{2} \d{4,5}-\d{4}(?!\d)"
)
_POSTCODE = re.compile(r"\d{5}(?= [A-ZÀ-Ý])")  # after a comma
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/](?:(?:1[5-9]|20)\d\d|\d\d)(?!\d)|['’]?s\b)")
_DOTTED = re.compile(r"\d+(?:[.,:]\d+){2,}|\d+(?:-\d+){2,}|\d+/\d+(?:/\d+)?")
_HYPHEN_NAME = re.compile(r"-[^\W\d_]+-[^\W\d_]+")  # `Sieben-Tage-Inzidenz`
_SERIAL = re.compile(r"(?:\d{5,}|0\d+|\d+-\d+)[-‐‑]\Z")  # the first part of an identifier
_LISTED = re.compile(r"\d{1,2}[.)]\s")


def in_name(text: str, start: int, lexicon: Lexicon) -> int | None:
    """Where the token ends that makes digits a part of a name, an address or a version; None where nothing does."""
    before = text[max(0, start - REACH) : start]
    token = before.split()[-1] if before and not before[-1].isspace() else ""
    token = token[max(map(token.rfind, _TOKEN_BREAKS)) + 1 :]
    if token and (token[-1] in "#@_/\\№" or _is_name(token, lexicon)):
        return _token_end(text, start)
    if before.rstrip().endswith(("§", "№")):
        return _token_end(text, start)
    if before.endswith(", ") and (match := _POSTCODE.match(text, start)):
        return match.end()
    for pattern in (_PHONE, _CLOCK, _YEARS, lexicon.patterns["clock"]):
        if match := pattern.match(text, start):
            return match.end()
    if (match := _DOTTED.match(text, start, start + REACH)) and not _is_number(text, start, match.end(), lexicon):
        return _token_end(text, start)
    if _LISTED.match(text, start) and _opens_line(text, start):
        return start + 2
    return None


def _opens_line(text: str, start: int) -> bool:
    """Whether a number opens its line, as in a list."""
    window = text[max(0, start - 6) : start]
    return "\n" in window and not window.rpartition("\n")[2].strip()


def _is_name(token: str, lexicon: Lexicon) -> bool:
    """Whether the characters joined to a number's left make it a name: `F-`, `COVID-`, `mp`, `http://x/`."""
    if "://" in token or "@" in token or token.startswith("www."):
        return True
    last = token[-1]
    if not lexicon.spaced:
        return last.isascii() and last.isalpha() and not _is_currency(token)
    if last.isalpha():
        return not _is_currency(token)
    if last in "-‐‑" and len(token) > 1 and token[-2].isalnum():
        return not token[-2].isdigit() or _SERIAL.search(token) is not None
    return last == "." and len(token) > 1 and token[-2].isdigit()


def _is_currency(token: str) -> bool:
    """`Rs5`, `EUR5`: letters that are a currency's."""
    return token.lstrip("+-") in _LETTER_MONEY


_LETTER_MONEY = frozenset(
    [
        "Rs",
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "RM",
        "Rp",
        "AED",
        "SAR",
        "INR",
        "JPY",
        "CNY",
        "HUF",
        "US",
        "RMB",
        "NIS",
        "KES",
        "NOK",
        "SEK",
        "DKK",
        "R",
    ]
)


def _is_number(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the language's own number reaches as far as a dotted token: 1,234,567, 3/4."""
    match = lexicon.digits.match(text, start)
    if match and match.end() >= end:
        return True
    above, slash, below = text[start:end].partition("/")
    if slash and "/" not in below and text[start:end] != "9/11":
        return int(above) < int(below) if len(above) < 4 and len(below) < 4 else True
    return text[start:end].count(",") > 1 and lexicon.decimal != ","


def _token_end(text: str, start: int) -> int:
    match = re.compile(r"[^\s,;)\]”\"»]*").match(text, start, start + REACH)
    return max(match.end() if match else start + 1, start + 1)


def phrase_end(text: str, numeral: Numeral, lexicon: Lexicon) -> int | None:
    """Where a fixed phrase ends that a number only opens: one another, 24/7, fifty-fifty; None where none does."""
    match = lexicon.patterns["phrase"].match(text, numeral.start)
    if match and match.end() > numeral.start:
        return max(match.end(), numeral.end)
    named = lexicon.data.get("guards", {}).get("hyphen_names") and not numeral.digits
    match = _HYPHEN_NAME.match(text, numeral.end) if named else None
    return match.end() if match else None


def is_year(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether four bare digits name a year: nothing bounds them, and no currency or unit makes them an amount."""
    numeral = reading.numeral
    if numeral.form != "plain" or numeral.end - numeral.start != 4 or not YEARS[0] <= numeral.value <= YEARS[1]:
        return False
    if reading.kind not in ("number", "count") or reading.bound not in ("exact", "about", "more_than"):
        return False
    before = lexicon.patterns["word_before"].search(text[max(0, numeral.start - 20) : numeral.start])
    word = key(before.group(1)) if before else ""
    if reading.bound == "more_than" and reading.kind == "number":
        return numeral.value % 100 != 0 and Decimal(1900) <= numeral.value  # `a 15 percent increase over 2013`
    if reading.kind == "count" and reading.confidence > 0.8:
        known = text[reading.unit_start : reading.unit_end].split()[-1:]
        people = bool(known) and key(known[0]) in lexicon.maps.get("noun.irregular", {})
        led = word in lexicon.sets["guards.year_before"] or (not word and not people)
        return led and Decimal(1900) <= numeral.value <= Decimal(2035)
    if word in lexicon.sets["guards.months"]:
        return True
    return reading.bound == "exact"


def beside_month(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a bare number is a day of a month that stands beside it."""
    if reading.kind not in ("number", "count") or reading.value > 31 or not reading.numeral.digits:
        return False
    before = lexicon.patterns["word_before"].search(text[max(0, reading.numeral.start - 20) : reading.numeral.start])
    if before and key(before.group(1)).rstrip(".") in lexicon.sets["guards.months"]:
        return True
    after = lexicon.patterns["month_after"].match(text, reading.numeral.end)
    return bool(after and after.end() > reading.numeral.end)


def beside_name(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a bare number belongs to the word before it (`Page 5`, `Apollo 11`) or after it (`10 Downing Street`)."""
    verse = reading.kind == "ratio" and ":" in text[reading.start : reading.end]  # `Psalm 5:9`
    if reading.kind not in ("number", "count", "score") and not verse:
        return False
    written = text[reading.numeral.start : reading.numeral.end]
    if written[0] == "0" and written[1:].isdigit():
        return True  # `agent 007`
    if lexicon.sets["guards.labels"] and is_label(text, reading, lexicon):
        return True
    after = lexicon.patterns["word_after"].match(text, reading.numeral.end)
    if after and key(after.group(1)) in lexicon.sets["guards.after"]:
        return True
    second = lexicon.patterns["second_after"].match(text, reading.numeral.end)
    if second and key(second.group(1)) in lexicon.sets["guards.streets"]:
        return True
    start = reading.numeral.start
    if reading.numeral.digits and (row := lexicon.patterns["row_before"].search(text[max(0, start - 24) : start])):
        start = max(0, start - 24) + row.start()  # `lines 4, 7 and 19`
    if lexicon.sets["guards.street_words"] and stands_in_street(text, reading, lexicon):
        return True
    before = lexicon.patterns["word_before"].search(text[max(0, start - 20) : start])
    if before is None:
        return False
    word = before.group(1)
    if lexicon.data.get("guards", {}).get("elided"):
        word = re.split("['’]", word)[-1] or word  # `l'agent 007`
    labelled = _is_label_word(key(word).rstrip("."), lexicon)
    if start < reading.numeral.start and (not labelled or reading.confidence > 0.8):
        return False
    if names_street(reading, word, lexicon) or is_noun_label(text, reading, lexicon):
        return True
    named = lexicon.data.get("guards", {}).get("capital_names")
    capital = named and text[reading.numeral.start].isupper() and word[-1].isalpha()
    if capital and (reading.kind == "number" or text[max(reading.unit_start, 0)].isupper()):
        return True  # `the Big Four`, `at Five Guys`
    if after and after.group(1)[0].isupper() and _is_model(reading, word, lexicon):
        return True
    if key(word) in lexicon.sets["guards.number_words"]:
        return True  # `le numéro deux du parti`
    if labelled:
        small = reading.value / reading.numeral.scale if reading.rule == "number" else reading.value
        most = MOST_LABELLED if reading.kind == "number" else MOST_NAMED
        return (reading.numeral.digits or verse) and small < most
    # `Apollo 11`: a name inside a sentence, and its number
    inside = reading.numeral.start - (before.end() - before.start()) - 2
    return (
        bool(named)
        and reading.kind == "number"
        and reading.numeral.form == "plain"
        and reading.value < MOST_NAMED
        and any(character.isupper() for character in word)
        and not word.endswith(("'s", "’s"))
        and inside > 0
        and text[inside].isalpha()
    )


def _is_label_word(word: str, lexicon: Lexicon) -> bool:
    """`Page`, `Buslinie`: a word whose number is a name."""
    if word in lexicon.sets["guards.before"]:
        return True
    endings = tuple(lexicon.sets["guards.before_endings"])
    return bool(endings) and word.endswith(endings)


def _is_model(reading: Reading, before: str, lexicon: Lexicon) -> bool:
    """`its new 787 Dreamliner`: three bare digits between a determiner and a name."""
    named = lexicon.has("clause.determiners", before) or lexicon.has("guards.model_before", before)
    plain = reading.kind == "number" and reading.numeral.form == "plain"
    return plain and reading.numeral.end - reading.numeral.start == 3 and (named or before.endswith(("'s", "’s")))


def refers_back(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a small number in words counts what is known already: the two sides, our two countries."""
    if reading.numeral.digits or reading.kind not in ("count", "number") or reading.value > 12:
        return False
    if reading.numeral.form not in ("words", "one") or reading.bound != "exact":
        return False
    before = lexicon.patterns["word_before"].search(text[max(0, reading.start - 20) : reading.start])
    if before is None:
        return False
    word = key(before.group(1))
    if word not in lexicon.sets["clause.back_reference"]:
        return word.endswith("'s")
    return not (
        lexicon.has("noun.of", word)
        and not lexicon.has("clause.owners", word)
        and _ends_in_number(text[max(0, reading.start - 40) : reading.start], lexicon)
    )


def _ends_in_number(before: str, lexicon: Lexicon) -> bool:
    """Whether the last word but one is a number: `sete dos`, the part of a whole that is told after it."""
    words = before.split()
    return len(words) > 1 and (words[-2].isdigit() or key(words[-2]) in lexicon.number_words)

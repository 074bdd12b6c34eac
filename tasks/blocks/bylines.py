"""Who wrote it: lines that name the writers, and the people in them."""

import re
from functools import cache

from tasks.blocks.phrases import fold, holds_any, phrases
from tasks.blocks.wide_names import has_wide_letters, is_wide_name, says_who_wrote, wide_names
from tasks.days import month_names

LONGEST_BYLINE = 24  # words

#: Small words inside names, in the languages of the phrase files; compared in lower case.
PARTICLES = frozenset(
    (
        *("al", "ap", "ben", "bin", "bint", "da", "dal", "dalla", "das", "de", "degli", "dei", "del", "della", "den"),
        *("der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "mac", "mc", "st", "ten", "ter"),
        *("van", "vande", "vander", "von", "vom", "y", "zu", "zum", "zur"),
    )
)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_CAPITAL_INSIDE = re.compile(r"(?:de|di|du|la|le|van|von|mac|mc|d'|o')(?=[^\W\d_])")
#: Words of the names of papers, desks and firms, which stand in bylines beside people or in their place.
_FIRM = frozenset(
    (
        *("the", "times", "post", "news", "press", "staff", "team", "editors", "desk", "agency", "media", "magazine"),
        *("network", "journal", "gazette", "herald", "tribune", "daily", "weekly", "online", "admin", "group", "inc"),
        *("reuters", "afp", "ap", "dpa", "efe", "ansa", "lusa", "tass", "interfax", "bloomberg", "xinhua", "anp"),
        *("redaktion", "zeitung", "nachrichten", "agentur", "agence", "presse", "rédaction", "redacción", "agencia"),
        *("agencias", "redazione", "agenzia", "redação", "agência", "redactie", "редакция", "тасс", "риа", "новости"),
        *("wire", "service", "services", "contributor", "contributors", "guest", "webmaster", "newsroom", "blog"),
        *("association", "university", "institute", "foundation", "ministry", "department", "facebook", "twitter"),
        *("upi", "com", "editorial", "board", "newsdesk", "bureau", "agencies", "wires", "correspondents", "reporters"),
        *("courier", "echo", "chronicle", "mercury", "observer", "telegraph", "guardian", "bulletin", "dispatch"),
        *("airport", "stadium", "ground", "hospital", "council", "police", "college", "museum", "church", "committee"),
        *("jornal", "diario", "diário", "periódico", "gaceta", "gazeta", "correio", "folha", "journal", "dépêche"),
        *("giornale", "gazzetta", "corriere", "anzeiger", "tageblatt", "rundschau", "dagblad", "courant", "tidningen"),
        *("tt", "ntb", "ritzau", "belga", "kyodo", "yonhap", "pti", "ians", "cnn", "bbc", "npr", "cbs", "nbc"),
    )
)
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·()]|\s[-–—]\s|\s&\s|\s(?:and|und|et|y|e|en|и|och|og|oraz|ve|with|mit|avec|con|com|met|by)\s)\s*",
    re.IGNORECASE,
)
#: Who edited it, took its pictures or read it aloud did not write it.
_EDITED = re.compile(
    r"(?:^|[(;.|,]|\s-)?\s*(?<!story and )(?<!text and )(?<!words and )"
    r"(?:edit(?:ing|ed)|photo(?:graph(?:s|y))?s?|pictures|illustrat(?:ions?|ed)|produc(?:ed|tion)|video"
    r"|styl(?:ed|ing)|narrated|translated)(?: and [a-z]+)? by\b[^;)|]*|(?:fotos?|photos?|bilder)\s*:\s*[^;)|]*",
    re.IGNORECASE,
)
_WITH = re.compile(r"^(?:with|mit|avec|con|com|met|med)\s", re.IGNORECASE)
_DEGREE = re.compile(r",?\s+(?:M\.?D|Ph\.?\s?D|R\.?N|M\.?P\.?H|D\.?D\.?S|M\.?B\.?A|Esq)\.?$")
#: Words that begin a link by a name and no name (`More Articles`, `Read Next`).
_NO_FIRST_NAME = frozenset(
    (
        *("more", "all", "about", "view", "read", "follow", "see", "latest", "recent", "other", "contact", "meet"),
        *("full", "join", "share", "email", "show", "related", "top", "most", "next", "previous", "subscribe"),
        *("visit", "watch"),
    )
)
#: What a byline says after its names: a day, an hour, what became of the text, how to follow the writer.
_AFTER = re.compile(
    r"\s(?:(?:on|at|am|le|el|il|em|op|um|kl)\b|(?i:published|updated|posted|follow|email|veröffentlicht|publié|publicado|"
    r"pubblicato|gepubliceerd|publicerad|opublikowano|обновлено)\b|\d).*$"
)
_MONTHS = "|".join(sorted(month_names(), key=len, reverse=True))
_MONTH = re.compile(rf"[\s(|,]+(?:{_MONTHS})\.?,?\s*\d.*$|\s\d{{1,2}}\.?\s.*$", re.IGNORECASE)
_GLUED = re.compile(r"^(By|Von|Par|Por|Door)(?=[^\W\d_a-z][^\W\d_A-Z])")  # `ByAnn Lee`, where a link began
_EMAIL = re.compile(r"\S+@\S+|@\w+")
_PLACE = re.compile(r"\s+(?:in|for|at|of|aus|für|à|pour|en|desde|da|da|per|uit|voor|из|в)\s+\S.*$")


def opens_with_by(line: str) -> str | None:
    """What follows `By` (in any language known here) at the start of a line; None where no such word stands."""
    words = _GLUED.sub(r"\1 ", line).split(None, 5)
    if not words or not _may_be_by(fold(words[0])):
        return None
    for count in (4, 3, 2, 1):
        if len(words) > count and fold(" ".join(words[:count])) in phrases().by:
            return " ".join(words[count:]).lstrip(" :")
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases().by)


def _may_be_by(word: str) -> bool:
    return word in _first_words()


def is_signed(line: str) -> bool:
    """Whether a line opens with `By`, or has the words that stand by a writer's name in Chinese, Japanese or Korean."""
    return opens_with_by(line) is not None or says_who_wrote(line)


def is_name(text: str) -> bool:
    """Two to five words, each with a capital but for particles, or a few Han letters: the shape of a person's name."""
    if has_wide_letters(text):
        return is_wide_name(text)
    words = text.split()
    if not 2 <= len(words) <= 5 or any(not _NAME_WORD.fullmatch(word) for word in words):
        return False
    spelt = [word for word in words if word.casefold() not in PARTICLES]
    if len(spelt) < 2 or not all(_begins_a_name(word) for word in spelt):
        return False
    folded = fold(text).split()
    if not _FIRM.isdisjoint(folded) or (folded and folded[0] in _NO_FIRST_NAME):
        return False
    return not begins_role(text) and fold(text) not in phrases().nav and fold(text) not in phrases().tail


def _begins_a_name(word: str) -> bool:
    """With a capital, or in a script that has none."""
    inside = _CAPITAL_INSIDE.match(word)
    return not word[0].islower() or (inside is not None and word[inside.end()].isupper())


def begins_role(text: str) -> bool:
    """Whether the words say what somebody is (`Staff Writer`, `Political Editor`) and not who."""
    return holds_any(fold(text), phrases().roles)


def names_in(byline: str) -> tuple[str, ...]:
    """The people of a byline, in order, once each: no roles, agencies, places or addresses."""
    if has_wide_letters(byline):
        return wide_names(byline)
    written = _EDITED.sub("", byline.replace("**", "").replace("__", ""))
    rest = opens_with_by(written) or written
    found: list[str] = []
    for part in _SPLIT.split(_EMAIL.sub(" ", rest)):
        words = " ".join(_WITH.sub("", opens_with_by(part) or part).split())
        name = _DEGREE.sub("", _PLACE.sub("", _AFTER.sub("", _MONTH.sub("", words))).strip(" .:()•"))
        if is_name(name) and name not in found:
            found.append(_spelt(name))
    return tuple(found)


def _spelt(name: str) -> str:
    """`ANN LEE` as `Ann Lee`: bylines are often set in capitals."""
    return name.title() if name.isupper() else name

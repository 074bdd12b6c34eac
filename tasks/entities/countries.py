"""Countries and their peoples, by every spelling that a language has for them.

The names come from CLDR (through babel); the spellings that it lacks and the peoples stand in our own data files.
pycountry's fuzzy search is not used: it takes `U.S.` for the Virgin Islands. A country has one name in every language,
the English one, so that `China`, `Chine` and `中国` are one entity in the warehouse.
"""

from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from babel import Locale, UnknownLocaleError

from schemas.entity import EntityKind
from schemas.language import UNKNOWN
from tasks.entities.cases import in_cases
from tasks.entities.words import name_words

#: Where CLDR's English name is not what a newsroom writes.
NEWSROOM_NAMES = {
    "HK": "Hong Kong",
    "MO": "Macao",
    "MM": "Myanmar",
    "PS": "Palestine",
    "TR": "Turkey",
    "CZ": "Czech Republic",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "BA": "Bosnia and Herzegovina",
    "TT": "Trinidad and Tobago",
    "AG": "Antigua and Barbuda",
    "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia",
    "VC": "Saint Vincent and the Grenadines",
    "ST": "São Tomé and Príncipe",
    "VA": "Vatican City",
}
#: CLDR regions that are no countries (the oceans' islands, the euro zone), or whose names are common words.
NOT_COUNTRIES = frozenset(
    ("AC", "AQ", "BL", "BV", "CC", "CP", "CQ", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "IO", "MF", "NF", "NU", "PN",
     "QO", "SJ", "TA", "TF", "TK", "UM", "UN", "XA", "XB", "ZZ")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a spelling stands for; `code` is ISO 3166-1 alpha-2."""

    kind: EntityKind
    name: str
    code: str | None


@cache
def spellings(language: str) -> dict[str, Known]:
    """Every spelling of a country or a people in a language."""
    known: dict[str, Known] = {}
    words = name_words(language)
    for code, name in _territories(language).items():
        for spelling in _variants(name):
            known[spelling] = Known("place", country_name(code), code)
            for other in in_cases(spelling, language):
                known.setdefault(other, known[spelling])
    for code, names in words.aliases.items():
        known.update((name, Known("place", country_name(code), code)) for name in names)
    for code, names in words.peoples.items():
        known.update((name, Known("group", people_name(code, names), code)) for name in names)
    for name in words.groups:
        known[name] = Known("group", name[:-1] if name[:-1] in words.groups else name, None)
    return known


def _variants(name: str) -> set[str]:
    """`St. Lucia`, `Saint Lucia`; `Côte d’Ivoire`, `Cote d'Ivoire`; `U.S. Virgin Islands`, `US Virgin Islands`."""
    name = name.replace(" & ", " and ")
    whole = {name, name.replace("St. ", "Saint "), name.replace("U.S. ", "US ")}
    whole |= {each.replace("’", "'") for each in whole}
    plain = {"".join(sign for sign in normalize("NFD", each) if not combining(sign)) for each in whole}
    return whole | {each for each in plain if each.isascii() and " " in each}


def country_name(code: str) -> str:
    """The one name of a country in the warehouse."""
    return NEWSROOM_NAMES.get(code) or _territories("en")[code]


def people_name(code: str, names: list[str]) -> str:
    """The one name of a people in the warehouse: the English one, where there is one."""
    return name_words("en").peoples.get(code, names)[0]


def locale_of(language: str) -> Locale | None:
    """The language's data in CLDR, where it has any."""
    try:
        return None if language == UNKNOWN else Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _territories(language: str) -> dict[str, str]:
    locale = locale_of(language)
    names: dict[str, str] = dict(locale.territories) if locale else {}
    return {
        code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }

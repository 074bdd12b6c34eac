"""Names in a language without a model: countries and great cities as CLDR spells them in that language."""

import re
from functools import cache

from schemas.entity import EntityMention
from tasks.entities.cities import cities
from tasks.entities.countries import Known, spellings
from tasks.entities.words import name_words

CONFIDENCE = 0.85
CONFIDENCE_IN_A_WORD = 0.7  # Chinese, Japanese and Thai write no spaces: the name may be part of another word
UNSPACED = frozenset(("zh", "ja", "th", "km", "lo", "my"))
SHORTEST = 3  # letters; shorter names are too often something else
_LETTERS = re.compile(r"\w", re.UNICODE)


def places_by_name(text: str, language: str) -> list[EntityMention]:
    """Every country, people and great city of CLDR that the text names, in order."""
    known = _known(language)
    if not known:
        return []
    return [_mention(match, known[match["name"]], language) for match in _pattern(language).finditer(text)]


def _mention(match: re.Match[str], what: Known, language: str) -> EntityMention:
    return EntityMention(
        start_char=match.start("name"),
        end_char=match.end("name"),
        surface=match["name"],
        kind=what.kind,
        name=what.name,
        engine="document",
        rule="country" if what.code else "city",
        confidence=CONFIDENCE_IN_A_WORD if language in UNSPACED else CONFIDENCE,
        country_code=what.code,
    )


@cache
def _known(language: str) -> dict[str, Known]:
    known = {name: Known("place", english, None) for name, english in cities(language).items()} | spellings(language)
    doubtful = name_words(language).doubtful
    least = 2 if language in UNSPACED or language == "ko" else SHORTEST
    return {name: what for name, what in known.items() if len(name) >= least and name not in doubtful}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_known(language), key=len, reverse=True))
    if language in UNSPACED:
        return re.compile(f"(?P<name>{names})")
    return re.compile(rf"(?<![\w-]){_PREFIXES.get(language, '')}(?P<name>{names}){_ENDINGS.get(language, '')}(?!\w)")


#: What may be written together with a name: Arabic and Hebrew prepositions before it, endings of cases after it.
_PREFIXES = {"ar": "(?:[وفبلك]{1,2})?", "he": "(?:[ובלמהש]{1,2})?", "fa": ""}
_ENDINGS = {
    "ko": "(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로)?",
    "de": "s?",
    "sv": "s?",
    "tr": "(?:['’]\\w+)?",
    "fi": "",
    "hu": "",
}

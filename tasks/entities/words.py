"""What the pass over a document knows of a language's names: one data file a language, in `languages/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.entity import EntityKind
from tasks.sentence_words import OFTEN_FIRST


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of one language's data file, whose comments say what each holds."""

    articles: frozenset[str]
    keep_article: frozenset[str]
    possessives: tuple[str, ...]
    honorifics: frozenset[str]
    offices: frozenset[str]
    portfolios: frozenset[str]
    never: frozenset[str]
    endings: dict[str, EntityKind]
    organisations: frozenset[str]
    never_places: frozenset[str]
    keep_possessive: tuple[str, ...]
    company_forms: frozenset[str]
    before_person: frozenset[str]
    before_organisation: frozenset[str]
    before_product: frozenset[str]
    before_place: frozenset[str]
    place_of: frozenset[str]
    after_place: frozenset[str]
    also_words: frozenset[str]
    doubtful: frozenset[str]
    often_first: frozenset[str]
    aliases: dict[str, list[str]]
    peoples: dict[str, list[str]]
    groups: frozenset[str]
    two_places: dict[str, list[str]]
    known_organisations: dict[str, str]

    def is_title(self, word: str) -> bool:
        """Whether the word may stand before a person's name without being part of it."""
        bare = word.rstrip(".")
        return bare in self.honorifics or bare in self.offices


def _endings(event: frozenset[str], law: frozenset[str]) -> dict[str, EntityKind]:
    events: dict[str, EntityKind] = dict.fromkeys(event, "event")
    laws: dict[str, EntityKind] = dict.fromkeys(law, "law")
    return events | laws


@cache
def name_words(language: str) -> NameWords:
    """The words of a language; empty lists where it has no data file."""
    source = files("tasks.entities") / "languages" / f"{language}.toml"
    data = tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}

    def words(key: str) -> frozenset[str]:
        return frozenset(data.get(key, ()))

    return NameWords(
        articles=words("articles"),
        keep_article=words("keep_article"),
        possessives=tuple(data.get("possessives", ())),
        honorifics=words("honorifics"),
        offices=words("offices"),
        portfolios=words("portfolios"),
        never=words("never"),
        endings=_endings(event=words("events"), law=words("laws")),
        organisations=words("organisations"),
        never_places=words("never_places"),
        keep_possessive=tuple(data.get("keep_possessive", ())),
        company_forms=words("company_forms"),
        before_person=words("before_person"),
        before_organisation=words("before_organisation"),
        before_product=words("before_product"),
        before_place=words("before_place"),
        place_of=words("place_of"),
        after_place=words("after_place"),
        also_words=words("also_words"),
        doubtful=words("doubtful"),
        often_first=OFTEN_FIRST.get(language, frozenset()),
        aliases=data.get("aliases", {}),
        peoples=data.get("peoples", {}),
        groups=frozenset(data.get("groups", {}).get("names", ())),
        two_places=data.get("two_places", {}),
        known_organisations={
            short: name for name, forms in data.get("known_organisations", {}).items() for short in forms
        },
    )

"""What the pass over a document knows of a language's names: one data file a language, in `languages/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.entity import EntityKind
from tasks.sentence_words import OFTEN_FIRST

#: What a table under `[known]` may be called: the kind of its names.
KNOWN_KINDS: tuple[EntityKind, ...] = ("organisation", "place", "person", "group", "event", "product", "work", "other")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of one language's data file, whose comments say what each holds."""

    articles: frozenset[str]
    keep_article: frozenset[str]
    possessives: tuple[str, ...]
    honorifics: frozenset[str]
    offices: frozenset[str]
    office_parts: frozenset[str]
    portfolios: frozenset[str]
    never: frozenset[str]
    never_event: frozenset[str]
    endings: dict[str, EntityKind]
    event_first: frozenset[str]
    legal_forms: frozenset[str]
    organisations: frozenset[str]
    organisation_first: frozenset[str]
    never_places: frozenset[str]
    never_persons: frozenset[str]
    keep_possessive: tuple[str, ...]
    company_forms: frozenset[str]
    before_person: frozenset[str]
    before_organisation: frozenset[str]
    before_product: frozenset[str]
    before_place: frozenset[str]
    place_of: frozenset[str]
    after_place: frozenset[str]
    after_surname: frozenset[str]
    also_words: frozenset[str]
    also_others: frozenset[str]
    doubtful: frozenset[str]
    often_first: frozenset[str]
    aliases: dict[str, list[str]]
    peoples: dict[str, list[str]]
    groups: frozenset[str]
    told_by: dict[str, dict[str, list[str]]]
    known: dict[str, tuple[EntityKind, str]]
    teams: frozenset[str]
    sport: frozenset[str]
    after_team: frozenset[str]
    before_team: frozenset[str]
    his: frozenset[str]
    her: frozenset[str]

    def is_title(self, word: str) -> bool:
        """Whether the word may stand before a person's name without being part of it."""
        bare = word.rstrip(".")
        return bare in self.honorifics or bare in self.offices


@cache
def language_data(language: str) -> Mapping[str, Any]:
    """The data file of a language; empty where it has none."""
    source = files("tasks.entities") / "languages" / f"{language}.toml"
    return tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}


def as_lists(data: Mapping[str, Any], *names: str) -> dict[str, frozenset[str]]:
    """The lists of words that a table has under these names; empty ones for what it leaves out."""
    return {name: frozenset(data.get(name, ())) for name in names}


@cache
def first_names() -> frozenset[str]:
    """First names that are no other words, of all languages together."""
    lines = (files("tasks.entities") / "first_names.txt").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def name_words(language: str) -> NameWords:
    """The words of a language; empty lists where it has no data file."""
    data = language_data(language)
    endings: dict[str, EntityKind] = dict.fromkeys(data.get("events", ()), "event")
    endings |= dict.fromkeys(data.get("laws", ()), "law")
    lists = as_lists(
        data, "articles", "keep_article", "honorifics", "offices", "office_parts", "portfolios", "never", "never_event",
        "event_first", "legal_forms",
        "organisations", "organisation_first", "never_places", "never_persons", "company_forms", "before_person",
        "before_organisation", "before_product", "before_place", "place_of", "after_place", "after_surname",
        "also_words",
        "also_others", "doubtful", "teams", "sport", "after_team", "before_team",
    )  # fmt: skip
    sexes = as_lists(data.get("quotes", {}), "his_titles", "her_titles")
    return NameWords(
        **lists,
        his=sexes["his_titles"],
        her=sexes["her_titles"],
        possessives=tuple(data.get("possessives", ())),
        keep_possessive=tuple(data.get("keep_possessive", ())),
        endings=endings,
        often_first=OFTEN_FIRST.get(language, frozenset()),
        aliases=data.get("aliases", {}),
        peoples=data.get("peoples", {}),
        groups=frozenset(data.get("groups", {}).get("names", ())),
        told_by=data.get("told_by", {}),
        known=_known(data.get("known", {})),
    )


def _known(tables: Mapping[str, Mapping[str, list[str]]]) -> dict[str, tuple[EntityKind, str]]:
    """Spelling -> kind and name of all that stands under `[known.KIND]`."""
    return {
        spelling: (kind, name)
        for kind in KNOWN_KINDS
        for name, others in tables.get(kind, {}).items()
        for spelling in (name, *others)
    }

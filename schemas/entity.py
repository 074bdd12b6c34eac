"""A name in a text, and the thing in the world that it stands for."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal
from unicodedata import normalize

EntityKind = Literal["person", "organisation", "place", "group", "event", "product", "work", "law", "other"]
Coverage = Literal["full", "places", "none"]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One mention of a named thing.

    `name` is the fullest name by which the article calls it (`Kerry` has the name `John Kerry`): mentions with equal
    kind and name are one entity. `engine` says what found it (a model's package, or `document` for our own pass over
    the whole text), `rule` by which step. `title` is the title or office before a person's name,
    which the span leaves out.
    """

    start_char: int
    end_char: int
    surface: str
    kind: EntityKind
    name: str
    engine: str
    rule: str
    confidence: float
    country_code: str | None = None  # ISO 3166-1 alpha-2, where the thing is a country or its people
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody said: between quotation marks (`direct`), or reported with a verb of speech.

    `speaker_mention_no` is a position in the entities handed over with the text.
    """

    start_char: int
    end_char: int
    surface: str
    direct: bool
    rule: str
    confidence: float
    verb: str | None = None
    speaker_text: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_mention_no: int | None = None


def entity_key(kind: str, name: str) -> str:
    """The id of an entity: the same kind and normal form give the same id in every warehouse."""
    normal = " ".join(normalize("NFKC", name).casefold().split())
    return "e" + blake2b(f"{kind}\0{normal}".encode(), digest_size=8).hexdigest()

"""Who and where: the names in a text, and the thing that each stands for."""

from collections.abc import Sequence

from schemas.entity import Coverage, EntityMention
from tasks.entities.countries import spellings
from tasks.entities.document import read_document
from tasks.entities.model import configure, load_model, models, names_by_model
from tasks.entities.places import places_by_name
from tasks.entities.world import places_of

__all__ = ["configure", "coverage", "find_entities", "find_entities_in_batch", "load_model", "models", "warm_up"]


def find_entities(text: str, language: str) -> list[EntityMention]:
    """The names in a text, in order and without overlaps. Page furniture is to be blanked out of it before."""
    return find_entities_in_batch([text], language)[0]


def find_entities_in_batch(texts: Sequence[str], language: str) -> list[list[EntityMention]]:
    """The names in each of several texts of one language: faster than one by one.

    Raises Unavailable where the model that the settings name for the language is not installed.
    """
    package = models().get(language)
    if package is None:
        return [places_by_name(text, language) for text in texts]
    found = names_by_model(texts, package)
    return [read_document(text, names, language) for text, names in zip(texts, found, strict=True)]


def coverage(language: str) -> Coverage:
    """`full` where a model reads the language, `places` where only countries and great cities are known."""
    if language in models():
        return "full"
    return "places" if spellings(language) else "none"


def warm_up(language: str) -> None:
    """Load a language's model and names now, so that its first article does not wait for them."""
    if (package := models().get(language)) is not None:
        load_model(package)
    places_of(language)

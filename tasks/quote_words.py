"""How a language says that somebody spoke: the table `[quotes]` of its file in `tasks/entities/languages/`."""

from dataclasses import dataclass
from functools import cache

from tasks.entities.words import as_lists, language_data


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """Words of one language.

    `verbs` may stand by a direct quotation; `reporting` are those of them that report speech by themselves, the others
    only with one of `that` after them. `sources` speak without an article (`Officials say`), `according` stands before
    a source, and a word that ends in one of `title_ends` is an office and no part of a name.
    """

    verbs: frozenset[str]
    reporting: frozenset[str]
    that: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    adverbs: frozenset[str]
    articles: frozenset[str]
    his_titles: frozenset[str]
    her_titles: frozenset[str]
    sources: frozenset[str]
    according: frozenset[str]
    title_ends: tuple[str, ...]


@cache
def quote_words(language: str) -> QuoteWords:
    """The words of a language; empty lists where its file has none."""
    data = language_data(language).get("quotes", {})
    lists = as_lists(
        data, "verbs", "reporting", "that", "he", "she", "adverbs", "articles", "his_titles", "her_titles", "sources",
        "according",
    )  # fmt: skip
    return QuoteWords(**lists, title_ends=tuple(data.get("title_ends", ())))

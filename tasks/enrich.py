"""Find in an article all that there is to find: language, sentences, names, dates, figures, quotations.

Pure: no clock, no disk but the models, no network. The version names the code and the models, so that rows which
an older enricher made can be told from new ones.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from schemas.article import Article
from schemas.enriched import EnrichedArticle
from schemas.entity import EntityMention
from schemas.language import LanguageGuess
from schemas.settings import Engines
from tasks.dates import find_dates
from tasks.entities import configure as use_models
from tasks.entities import coverage, find_entities_in_batch, models
from tasks.figures import find_figures
from tasks.language import block_languages, detect_language, detector
from tasks.language import configure as use_detector
from tasks.quotes import find_quotes
from tasks.sentences import split_sentences


def configure(engines: Engines) -> None:
    """Choose the engines of this process: models that the settings name, and the language detector."""
    use_models(engines.models)
    use_detector(engines.detector)
    enricher_version.cache_clear()


def enrich(articles: Sequence[tuple[str, Article]], language: str | None = None) -> list[EnrichedArticle]:
    """Enrich articles (each with its id), in order; names are looked for in batches of one language.

    `language` (BCP 47) stands for the detected one, where a person knows better.
    """
    stories = [article.story() for _, article in articles]
    languages = [
        LanguageGuess(language, 1.0, "declared") if language else detect_language(story, article.declared_language)
        for story, (_, article) in zip(stories, articles, strict=True)
    ]
    names: list[list[EntityMention]] = [[] for _ in articles]
    for code in dict.fromkeys(guess.code for guess in languages):
        positions = [position for position, guess in enumerate(languages) if guess.code == code]
        found = find_entities_in_batch([stories[position] for position in positions], code)
        for position, mentions in zip(positions, found, strict=True):
            names[position] = mentions
    return [
        _with_names(article_id, article, story, guess, mentions)
        for (article_id, article), story, guess, mentions in zip(articles, stories, languages, names, strict=True)
    ]


def _with_names(
    article_id: str, article: Article, story: str, language: LanguageGuess, entities: list[EntityMention]
) -> EnrichedArticle:
    dates = find_dates(story, language.code, article.published_date)
    return EnrichedArticle(
        article_id=article_id,
        article=article,
        text_sha256=article.text_sha256(),
        word_count=len(story.split()),
        language=language,
        block_languages=block_languages(story, article.blocks, language),
        coverage=coverage(language.code),
        sentences=tuple(split_sentences(story, language.code, article.blocks)),
        entities=tuple(entities),
        dates=tuple(dates),
        figures=tuple(find_figures(story, language.code, dates, entities)),
        quotes=tuple(find_quotes(story, language.code, entities)),
        enricher_version=enricher_version(),
    )


@cache
def enricher_version() -> str:
    """A digest of this room's code and data and of the chosen engines' names: another one may find other rows."""
    digest = blake2b(digest_size=6)
    for path in sorted(_sources(files("tasks")), key=str):
        digest.update(path.read_bytes())
    digest.update(repr((sorted(models().items()), detector())).encode())
    return digest.hexdigest()


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry) if entry.name != "__pycache__" else []
        elif entry.name.endswith((".py", ".toml", ".json", ".txt")):
            found.append(entry)
    return found

"""What is handed from the workers to the warehouse: a file read, checked and enriched."""

from dataclasses import dataclass

from schemas.article import Article, PassedOver
from schemas.date import DateMention
from schemas.dropped import Taken
from schemas.entity import Coverage, EntityMention, Quote
from schemas.figure import Figure
from schemas.language import LanguageGuess
from schemas.outcome import Outcome
from schemas.problem import Problem
from schemas.span import Sentence, Spanned, check_span


@dataclass(frozen=True, slots=True)
class EnrichedArticle:
    """An article with all that was found in it; `text_sha256` and `word_count` are of its story.

    Positions (`period_mention_no`, `subject_mention_no`, `speaker_mention_no`) count in `dates` and `entities`, which
    are in order of the text. `block_languages` says for each block its language where that differs from the article's.
    """

    article_id: str
    article: Article
    text_sha256: str
    word_count: int
    language: LanguageGuess
    block_languages: tuple[str | None, ...]
    coverage: Coverage
    sentences: tuple[Sentence, ...]
    entities: tuple[EntityMention, ...]
    dates: tuple[DateMention, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    enricher_version: str

    def check_spans(self) -> None:
        """Raise SpanLawBroken where a mention's offsets are not its surface."""
        found: tuple[tuple[Spanned, ...], ...] = (self.entities, self.dates, self.figures, self.quotes)
        for mentions in found:
            for mention in mentions:
                check_span(self.article.text, mention)


@dataclass(frozen=True, slots=True)
class Processed:
    """A taken file after its worker: articles, or the problems for which it is refused; never both.

    `passed_over` are the members of a file with articles that are none.
    """

    taken: Taken
    media_type: str | None
    encoding: str | None
    articles: tuple[EnrichedArticle, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Postponed:
    """A file that the surroundings did not let a worker finish; the reason is shown to people."""

    taken: Taken
    reason: str


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """How one drop ended, with what a person wants to see of it in a table."""

    drop_id: str
    name: str
    outcome: Outcome
    reason: str | None = None
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    entities: int = 0
    dates: int = 0
    figures: int = 0
    problems: tuple[Problem, ...] = ()
    again: bool = False  # the ledger had this outcome of this drop before


def article_id(file_sha256: str, article_no: int) -> str:
    """The id of the n-th article (from 0) of a file: the same bytes give the same ids in every warehouse."""
    return f"{file_sha256[:16]}-{article_no}"

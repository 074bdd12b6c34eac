"""An enriched article as rows of the tables."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any
from unicodedata import normalize

from schemas.article import Article
from schemas.correction import Correction, Thing, corrected, found_thing
from schemas.date import DateMention
from schemas.enriched import EnrichedArticle
from schemas.figure import Figure
from schemas.span import Sentence, sentence_at

Row = dict[str, Any]
Rows = dict[str, list[Row]]

#: From here on a sentence is one that nobody else writes by chance; letters count for scripts without spaces.
COPIED_WORDS, COPIED_LETTERS = 6, 30

_WORDS = re.compile(r"[^\W_]+")

_FURNITURE = re.compile(r"^https?://(?:www\.)?|#.*$|(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|ref)=[^&#]*&?")

FACT_TABLES = ("articles", "blocks", "sentences", "entity_mentions", "date_mentions", "figures", "quotes")


def rows_of(
    enriched: EnrichedArticle, file_sha256: str, load_id: str, loaded_at: datetime, corrections: Sequence[Correction]
) -> Rows:
    """Table name -> rows; the spans are checked first (SpanLawBroken)."""
    enriched.check_spans()
    key = {"article_id": enriched.article_id}
    found = [found_thing(mention) for mention in enriched.entities]
    things = [corrected(thing, enriched.article_id, corrections) for thing in found]
    entity_ids = [thing.entity_id for thing in things]
    return {
        "articles": [_article(enriched, file_sha256, load_id, loaded_at)],
        "blocks": [
            key | {"block_no": number, "language": language} | dict(block)
            for number, (block, language) in enumerate(
                zip(enriched.article.blocks, enriched.block_languages, strict=True)
            )
        ],
        "sentences": [
            key
            | {
                "sentence_no": number,
                "sentence_hash": sentence_hash(enriched.article.text[one.start_char : one.end_char]),
            }
            | _columns(one)
            for number, one in enumerate(enriched.sentences)
        ],
        "entities": [_columns(thing) | {"first_seen_at": loaded_at} for thing in things],
        "entity_mentions": [
            key
            | {
                "mention_no": number,
                "sentence_no": sentence_at(enriched.sentences, mention.start_char),
                "start_char": mention.start_char,
                "end_char": mention.end_char,
                "surface": mention.surface,
                "kind": mention.kind,
                "entity_id": entity_ids[number],
                "found_entity_id": found[number].entity_id,
                "confidence": mention.confidence,
                "engine": mention.engine,
                "rule": mention.rule,
                "title": mention.title,
            }
            for number, mention in enumerate(enriched.entities)
        ],
        "date_mentions": [
            key
            | {"mention_no": number, "sentence_no": sentence_at(enriched.sentences, mention.start_char)}
            | _columns(mention)
            for number, mention in enumerate(enriched.dates)
        ],
        "figures": [
            key | {"figure_no": number} | _figure(figure, enriched, entity_ids)
            for number, figure in enumerate(enriched.figures)
        ],
        "quotes": [
            key
            | {
                "quote_no": number,
                "start_char": quote.start_char,
                "end_char": quote.end_char,
                "speaker_text": quote.speaker_text,
                "speaker_start": quote.speaker_start,
                "speaker_end": quote.speaker_end,
                "speaker_entity_id": _at(entity_ids, quote.speaker_mention_no),
                "verb": quote.verb,
                "direct": quote.direct,
                "rule": quote.rule,
                "confidence": quote.confidence,
            }
            for number, quote in enumerate(enriched.quotes)
        ],
    }


def sentence_hash(sentence: str) -> int | None:
    """Hash of a sentence's letters and digits, folded, so that a copy's quotes and spaces do not count.

    None where it is too short to say that two articles tell the same.
    """
    words = _WORDS.findall(normalize("NFKC", sentence).casefold())
    letters = "".join(words)
    if len(words) < COPIED_WORDS and len(letters) < COPIED_LETTERS:
        return None
    return int.from_bytes(blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def url_key(url: str | None) -> str | None:
    """What the addresses of one story have in common; None for the address of a whole site."""
    bare = _FURNITURE.sub("", (url or "").lower()).rstrip("/?&")
    return bare if "/" in bare else None


def _columns(record: Sentence | DateMention | Figure | Thing) -> Row:
    """A record's fields by name: dataclasses.asdict copies each value, and takes ten times as long."""
    return {name: getattr(record, name) for name in record.__slots__}


def _article(enriched: EnrichedArticle, file_sha256: str, load_id: str, loaded_at: datetime) -> Row:
    article: Article = enriched.article
    said = article.model_dump(exclude={"blocks", "declared_language"})
    return said | {
        "article_id": enriched.article_id,
        "file_sha256": file_sha256,
        "text_sha256": enriched.text_sha256,
        "authors": list(article.authors),
        "language": enriched.language.code,
        "language_confidence": enriched.language.confidence,
        "language_source": enriched.language.source,
        "url_key": url_key(article.url),
        "coverage": enriched.coverage,
        "word_count": enriched.word_count,
        "enricher_version": enriched.enricher_version,
        "load_id": load_id,
        "loaded_at": loaded_at,
    }


def _figure(figure: Figure, enriched: EnrichedArticle, entity_ids: list[str]) -> Row:
    row = _columns(figure)
    period = None if figure.period_mention_no is None else enriched.dates[figure.period_mention_no]
    quote = next((one for one in enriched.quotes if one.start_char <= figure.start_char < one.end_char), None)
    row["subject_entity_id"] = _at(entity_ids, row.pop("subject_mention_no"))
    row["sentence_no"] = sentence_at(enriched.sentences, figure.start_char)
    row["period_begin"] = period.begin_date if period else None
    row["period_end"] = period.end_date if period else None
    row["in_quote"] = quote is not None and quote.direct
    row["speaker_entity_id"] = _at(entity_ids, quote.speaker_mention_no) if quote else None
    return row


def _at(entity_ids: list[str], position: int | None) -> str | None:
    return None if position is None else entity_ids[position]

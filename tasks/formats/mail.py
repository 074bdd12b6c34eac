"""Mail: a message is an article, and so is each attachment of a kind that is read.

The subject is the headline, the sender evidence of the writer, the date that of publication; where a message was sent
on, they are those of the message inside.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message
from typing import Any

from schemas.article import Article, PassedOver
from schemas.problem import Problem
from tasks.blocks.bylines import names_in
from tasks.check import check
from tasks.days import likely_languages
from tasks.formats.evidence import SENDER, SUBJECT, authors_from, headline_from
from tasks.formats.language_tag import language_tag
from tasks.formats.letter import Letter, letter_of_page, letter_of_text, under_subject
from tasks.formats.mime import charset, content, file_name, header, leaves, parse_message, text
from tasks.formats.source import Member, Part, Source
from tasks.published import published_fields
from tasks.stamps import Stamp, parse_stamp

_PREFIXES = re.compile(
    r"^(?:(?:re|fwd?|fw|aw|wg|tr|rv|rif|sv|vs|antw|doorst|enc|res|回复|转发)\s?[:：]\s*)+", re.IGNORECASE
)
_SEPARATOR = re.compile(rb"(?:\A[\xef\xbb\xbf\r\n]*|(?<=\n\n)|(?<=\n\r\n))From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_NAMED = re.compile(r'\s*(?:"([^"]*)"|([^"<\[]+?))\s*[<\[]|\S+@\S+\s+\(([^()]+)\)')
LONGEST_SENDER = 300  # characters of it that are read


def read_mail(source: Source) -> Iterator[Part]:
    """The message's own text, then its attachments."""
    message = parse_message(source.data)
    pages, texts, attached = _sorted(message)
    letter = letter_of_page("\n".join(map(text, pages)), source) if pages else None
    if letter is None:
        letter = letter_of_text("\n\n".join(map(text, texts)))
    if letter is None:
        missing = Problem("text.no_words", "The message has no text of its own.")
        yield PassedOver("message", missing.code, missing.sentence)
    else:
        yield _article(message, letter, source)
    for number, part in enumerate(attached, start=1):
        media_type = "message/rfc822" if part.get_content_type() == "message/rfc822" else None
        yield Member(file_name(part) or f"attachment {number}", content(part), charset(part), media_type)


def read_mbox(source: Source) -> Iterator[Part]:
    """The messages of an archive, each by its Message-ID, or by its number where it has none."""
    begins = [match.span() for match in _SEPARATOR.finditer(source.data)]
    ends = [start for start, _ in begins[1:]] + [len(source.data)]
    for number, ((_, start), end) in enumerate(zip(begins, ends, strict=True), start=1):
        data = _ESCAPED.sub(rb"\1", source.data[start:end])
        yield Member(_identity(data) or str(number), data, media_type="message/rfc822")


def _identity(data: bytes) -> str | None:
    found = re.search(rb"^message-id:\s*<?([^\s<>]{1,250})", data[:20_000], re.IGNORECASE | re.MULTILINE)
    return found[1].decode("ascii", "replace") if found else None


def _sorted(message: Message) -> tuple[list[Message], list[Message], list[Message]]:
    """The parts that are the message's own as HTML, as plain text, and those attached to it."""
    pages: list[Message] = []
    texts: list[Message] = []
    attached: list[Message] = []
    for part in leaves(message):
        kind = part.get_content_type()
        own = part.get_content_disposition() != "attachment" and (part is message or not file_name(part))
        if own and kind == "text/html":
            pages.append(part)
        elif own and kind == "text/plain":
            texts.append(part)
        elif part is not message or kind not in ("text/html", "text/plain"):
            attached.append(part)
        else:
            texts.append(part)
    return pages, texts, attached


def _article(message: Message, letter: Letter, source: Source) -> Article:
    subject = _PREFIXES.sub("", header(message, "subject") or (letter.sent_on and letter.sent_on.subject) or "") or None
    letter = under_subject(letter, subject)
    fields: dict[str, Any] = {
        "text": letter.text,
        "blocks": letter.blocks,
        "headline": letter.headline,
        "dateline": letter.dateline,
        "declared_language": language_tag(header(message, "content-language") or ""),
    }
    fields |= headline_from("field" if subject else "text", SUBJECT) if letter.headline else {}
    fields |= _writers(message, letter)
    return check(fields | _dated(message, letter, fields, source.now))


def _writers(message: Message, letter: Letter) -> dict[str, Any]:
    """By the byline of the text, else by who sent it: a person wrote it, anything else publishes it."""
    written = (letter.sent_on.sender if letter.sent_on else None) or header(message, "from") or ""
    sender = _name(written[:LONGEST_SENDER])
    people = names_in(sender) if sender else ()
    told: dict[str, Any] = {"byline": letter.byline, "authors": letter.authors}
    if letter.authors:
        told |= authors_from("byline")
    elif people:
        told |= {"byline": letter.byline or sender, "authors": people} | authors_from("field", SENDER)
    if sender and not people and "@" not in sender:
        told |= {"publisher": sender, "publisher_source": "field"}
    return told


def _name(sender: str) -> str | None:
    """The name beside an address: `Ann Lee <ann@post.example>`, `ann@post.example (Ann Lee)`, or a name alone."""
    match = _NAMED.match(sender)
    name = (match[1] or match[2] or match[3] or "") if match else "" if "@" in sender else sender
    return " ".join(name.split()) or None


def _dated(message: Message, letter: Letter, fields: dict[str, Any], now: datetime) -> dict[str, Any]:
    stamp = _stamp(message, letter)
    written = header(message, "date") if stamp is None else None
    unread = {"published_text": written, "published_reason": "It is no date."} if written else {}
    return unread | published_fields(
        letter.text,
        letter.blocks,
        letter.dateline,
        likely_languages(letter.text, fields["declared_language"]),
        now,
        told=[("metadata", stamp)] if stamp else [],
    )


def _stamp(message: Message, letter: Letter) -> Stamp | None:
    inside = parse_stamp(letter.sent_on.date) if letter.sent_on and letter.sent_on.date else None
    return inside or parse_stamp(header(message, "date") or "")

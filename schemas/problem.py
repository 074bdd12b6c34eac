"""Everything that can be wrong with a file, as a closed list of codes.

Refused         what a reader raises: the file's content is at fault, and here is every problem with it -> quarantine
Deferred        the surroundings are at fault (disk full, locked, no permission) -> later, by itself
UsageError      a person asked for something that cannot be done -> exit code 2, one sentence
  NotThere      … namely of an article, an entity or a report that there is not -> status 404 on the desk
Anything else is a bug of ours: loud, and a row in the ledger (`bug.crash`).
"""

from dataclasses import dataclass
from typing import Final

#: code -> (one sentence, how to mend it). The docs list these; a test holds them equal.
PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "file.empty": ("The file has no content.", "Drop it again once it has been written."),
    "file.too_large": ("The file is larger than the limit.", "Raise `max_file_bytes`, or split the file."),
    "file.binary": ("The file is not text of any kind that Dateline reads.", "Export it as text, HTML or JSON."),
    "file.format_unsupported": ("Files of this format are not read.", "Export it as text, HTML or JSON."),
    "text.undecodable": ("The bytes are not text in any encoding that fits.", "Save the file as UTF-8."),
    "text.no_words": ("The file has no words to read.", "Check that the export wrote the article's text."),
    "html.no_article": ("The page holds no article text.", "Save the article's own page, not a list or a script page."),
    "json.invalid": ("This is not valid JSON.", "Mend the syntax at the place named."),
    "json.duplicate_key": ("A key stands twice in one object, so one value would be lost.", "Keep one of the two."),
    "json.too_deep": ("The JSON is nested too deeply to be an article.", "Export the articles alone."),
    "json.number": ("A number is outside what JSON can carry (NaN, Infinity).", "Write null, or the number as text."),
    "json.no_article": (
        "No object here has the text of an article.",
        "Give each article a `text`, `body` or `content`.",
    ),
    "xml.invalid": ("This is not well-formed XML.", "Mend the syntax at the place named."),
    "xml.entities": ("The XML declares entities, which are not expanded here.", "Export it without a DTD of its own."),
    "xml.too_deep": ("The XML is nested too deeply to be an article.", "Export the articles alone."),
    "xml.too_many": ("An element has too many attributes to be one of an article.", "Export the articles alone."),
    "xml.no_article": ("No element here has the text of an article.", "Export the items with their content."),
    "feed.no_entry": ("The feed has no entries.", "Drop it again once it has some."),
    "news.cancelled": ("Its publisher has cancelled this item.", "Nothing is to be done."),
    "mail.too_deep": ("The message holds too many messages in one another.", "Save the inner message alone."),
    "archive.broken": ("The archive is damaged or cut off.", "Copy or export it again, whole."),
    "archive.encrypted": ("This member is encrypted.", "Pack it again without a password."),
    "archive.unsupported": ("This member is packed in a way that is not read.", "Pack it again as a plain zip."),
    "archive.too_large": ("It unpacks to more than is read of one file.", "Drop what is in it in several parts."),
    "archive.member_too_large": ("This member is larger than what is read.", "Split it, or drop it by itself."),
    "archive.too_many": ("It holds more members than are read of one file.", "Drop what is in it in several parts."),
    "archive.too_deep": ("It is packed in archives too many times.", "Unpack the outer ones."),
    "archive.no_article": ("Nothing in this file is an article.", "Look at the reasons of its members."),
    "web.not_a_page": ("This answer of a web server is no page.", "Nothing is to be done."),
    "document.broken": ("The document is damaged or cut off.", "Save it again from the program that made it."),
    "document.encrypted": ("The document is locked with a password.", "Save it without one."),
    "document.too_long": ("The document draws more than is read of one.", "Split it."),
    "document.no_text": (
        "The document has no text: its pages may be pictures of pages.",
        "Run text recognition (OCR) on it, or export it as text.",
    ),
    "extra.missing": (
        "Reading this format needs an extra that is not installed.",
        "Install it, then `dateline retry extra.missing`.",
    ),
    "article.text_missing": ("The article has no text.", "Give it a `text`, `body` or `content` with words in it."),
    "article.field_type": ("A field has a value of the wrong type.", "Write it in the type named."),
    "article.date_invalid": ("A date cannot be read.", "Write it as ISO 8601, for example 2026-11-24T09:30:00Z."),
    "article.url_invalid": ("The address is not an http or https URL.", "Write the full address, or leave it out."),
    "enrich.killed": (
        "Reading or enriching this file ended its worker process, three times.",
        "Report it with the file.",
    ),
    "enrich.too_long": (
        "Reading or enriching this file took longer than the limit, twice.",
        "Raise `enrich_seconds`, or split the file.",
    ),
    "enrich.too_large": (
        "Reading or enriching this file takes more memory than a worker may have.",
        "Raise `worker_bytes`, or split the file.",
    ),
    "bug.crash": (
        "Dateline failed on this file: a bug of ours.",
        "Report it with the file; `dateline retry` tries again.",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is and how to mend it.

    `field` is a path in the article (`[3].published_at`); `byte_start` and the exclusive `byte_end` a place in the
    file. `detail` adds to the code's sentence what only this case knows.
    """

    code: str
    detail: str = ""
    field: str | None = None
    byte_start: int | None = None
    byte_end: int | None = None

    def __post_init__(self) -> None:
        if self.code not in PROBLEMS:
            raise KeyError(f"{self.code} is not in schemas.problem.PROBLEMS")

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        return f"{PROBLEMS[self.code][0]} {self.detail}".strip()

    @property
    def hint(self) -> str:
        """What to do about it."""
        return PROBLEMS[self.code][1]

    def told(self) -> dict[str, str | int | None]:
        """As it is written down: in a `.problem.json`, and as a row."""
        return {
            "code": self.code,
            "sentence": self.sentence,
            "field": self.field,
            "byte_start": self.byte_start,
            "byte_end": self.byte_end,
            "hint": self.hint,
        }


class Refused(Exception):
    """The content cannot be loaded: all its problems at once, at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


class Deferred(Exception):
    """The surroundings do not allow it now (`reason` is shown to people); the same file is tried again later."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UsageError(Exception):
    """A person asked for something that cannot be done; the message says what to do instead."""


class NotThere(UsageError):
    """What a person named (an article, an entity, a report) is not in the warehouse."""


class Unavailable(Exception):
    """The environment does not let a command do its work now (locked, full, unreachable): exit code 3."""


class Damaged(Unavailable):
    """A file of the warehouse cannot be read any more; the originals and the journal still can."""

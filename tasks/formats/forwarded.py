"""Mail that was sent on: the headers of the message inside, as mail programs print them over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONG_NOTE = 60  # words; who writes so much over a message has something to say, and answers it
_NAMES: dict[str, str] = {
    **dict.fromkeys(("from", "von", "de", "da", "van", "från", "fra", "от", "发件人", "差出人"), "from"),
    **dict.fromkeys(
        (
            *("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "verzonden"),
            *("skickat", "dato", "дата", "отправлено", "发送时间", "日時"),
        ),
        "date",
    ),
    **dict.fromkeys(
        (
            *("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne", "тема"),
            *("主题", "件名"),
        ),
        "subject",
    ),
    **dict.fromkeys(("to", "an", "à", "para", "a", "aan", "till", "til", "кому", "收件人", "宛先", "cc"), "to"),
    **dict.fromkeys(("reply-to", "importance", "kopie", "organization"), "other"),
}
_HEADER = re.compile(r"[ \t]*\*?([^\W\d_][\w-]{0,14}|\w{2,5})\*?[ \t]{0,2}[:：]\*?[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What the headers say, and the offsets of their lines in the text."""

    sender: str | None
    date: str | None
    subject: str | None
    start: int
    end: int


def forwarded(text: str) -> Forwarded | None:
    """The headers over the innermost message that was sent on; None where none was."""
    found: Forwarded | None = None
    for inner in _header_blocks(text):
        if len(text[found.end if found else 0 : inner.start].split()) >= LONG_NOTE:
            break
        found = inner
    return found


def answered(text: str) -> int:
    """Where an earlier message begins that was answered here: the text's length where there is none."""
    inner = next(_header_blocks(text), None)
    return inner.start if inner else len(text)


def _header_blocks(text: str) -> Iterator[Forwarded]:
    """Each run of lines that are headers: who sent what, and when or to whom."""
    told: dict[str, str] = {}
    first = at = 0
    for line in text.splitlines(keepends=True):
        match = _HEADER.match(line)
        name = _NAMES.get(match[1].lower()) if match else None
        if match and name:
            if name == "from" and _is_block(told):  # the next message's headers begin right under these
                yield Forwarded(told.get("from"), told.get("date"), told.get("subject"), first, at)
                told = {}
            first = first if told else at
            told.setdefault(name, match[2].strip(" *\t\r\n"))
        elif line.strip():
            if _is_block(told):
                yield Forwarded(told.get("from"), told.get("date"), told.get("subject"), first, at)
            told = {}
        at += len(line)
    if _is_block(told):
        yield Forwarded(told.get("from"), told.get("date"), told.get("subject"), first, at)


def _is_block(told: dict[str, str]) -> bool:
    return "from" in told and len({"date", "subject", "to"} & told.keys()) > 1

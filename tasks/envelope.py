"""Mail known by its bytes: a message, an archive of messages, a saved page in a message's clothes."""

import re

HEAD = 16_384  # bytes; what mail servers write over a message seldom takes more
_HEADER = re.compile(rb"[!-9;-~]{1,60}:(?:[ \t]|\r?$)")
_TELLING = re.compile(rb"^(?:mime-version|received|message-id|return-path|delivered-to|x-mozilla-status):", re.I | re.M)
_MEMO = re.compile(rb"^(from|to|cc|subject|date):[ \t]", re.I | re.M)
_MBOX = re.compile(rb"From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n")
_RELATED = re.compile(rb"^content-type:[ \t]*multipart/related\b", re.I | re.M)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:[^\r\n]{0,10}saved by)", re.I | re.M)
_SENT = re.compile(rb"^(?:received|to|delivered-to|message-id):", re.I | re.M)
_BLANK = re.compile(rb"\r?\n\r?\n")


def mail_type(data: bytes) -> str | None:
    """The media type of a message (`message/rfc822`), of several (`application/mbox`), of a saved page; else None."""
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    mbox = _MBOX.match(start)
    if mbox is not None:
        return "application/mbox" if _HEADER.match(start, mbox.end()) else None
    headers = _BLANK.split(start, maxsplit=1)[0]
    if not _is_header_block(headers):
        return None
    if _RELATED.search(headers) and (_SAVED.search(headers) or not _SENT.search(headers)):
        return "multipart/related"
    memo = {match[1].lower() for match in _MEMO.finditer(headers)}
    return "message/rfc822" if _TELLING.search(headers) or len(memo) > 2 else None


def _is_header_block(headers: bytes) -> bool:
    """Whether each line is a header or goes on with one; the last may be cut."""
    lines = headers.split(b"\n")
    return bool(_HEADER.match(lines[0])) and all(
        not line.strip() or line[:1] in b" \t" or _HEADER.match(line) for line in lines[: max(1, len(lines) - 1)]
    )

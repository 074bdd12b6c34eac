"""The channels that an alert leaves by: a file, a webhook, a mail. Deferred says why one did not take it."""

import json
import smtplib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx

from schemas.problem import Deferred
from schemas.settings import Settings

SECONDS = 5.0  # for a server to take it
TAIL_BYTES = 1 << 18  # of the file, where lines stand that a killed run may have written without booking them

Told = Mapping[str, Any]  # an alert as programs read it; `text` is for people


def write_lines(place: Path, alerts: Sequence[Told]) -> None:
    """Add alerts to a file, one line of JSON each; those that stand at its end already are left out."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a+b") as out:
            size = out.tell()
            out.seek(max(0, size - TAIL_BYTES))
            tail = out.read()
            new = [one for one in alerts if f'"alert_id": "{one["alert_id"]}"'.encode() not in tail]
            cut = b"\n" if tail and not tail.endswith(b"\n") else b""  # a disk was full
            out.write(cut + "".join(json.dumps(one, ensure_ascii=True) + "\n" for one in new).encode())
    except OSError as fault:
        raise Deferred(f"{place}: {fault.strerror}") from fault


def post(url: str, alerts: Sequence[Told]) -> None:
    """Post alerts as one JSON object: `text` with a line for each, and `alerts`."""
    body = {"text": "\n".join(one["text"] for one in alerts), "alerts": list(alerts)}
    host = httpx.URL(url).host  # never the whole address: a webhook's path is its password
    try:
        answer = httpx.post(url, json=body, timeout=SECONDS, follow_redirects=False)
    except httpx.HTTPError as fault:
        raise Deferred(f"{host} does not take it: {type(fault).__name__}") from fault
    if not answer.is_success:
        raise Deferred(f"{host} answers {answer.status_code} {answer.reason_phrase}")


def mail(settings: Settings, alerts: Sequence[Told]) -> None:
    """Send one mail that tells of all of them."""
    host = settings.smtp_host or ""
    server = smtplib.SMTP_SSL if settings.smtp_security == "tls" else smtplib.SMTP
    try:
        with server(host, settings.smtp_port, timeout=SECONDS) as connection:
            if settings.smtp_security == "starttls":
                connection.starttls()
            if settings.smtp_user and settings.smtp_password:
                connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            connection.send_message(letter(settings, alerts))
    except (OSError, smtplib.SMTPException) as fault:
        raise Deferred(f"{host} does not take it: {type(fault).__name__}") from fault


def letter(settings: Settings, alerts: Sequence[Told]) -> EmailMessage:
    """The mail: what fired in its subject, and of each the article, the sentence and the page on the desk."""
    made = EmailMessage()
    first = " ".join(str(alerts[0]["watch"]).split())
    made["Subject"] = f"Dateline: {first}" + (f" and {len(alerts) - 1} more" if len(alerts) > 1 else "")
    made["From"] = settings.alert_mail_from
    made["To"] = ", ".join(settings.alert_mail_to)
    made["Message-ID"] = f"<{alerts[0]['alert_id']}.{len(alerts)}@dateline.invalid>"
    pieces = ["\n".join(filter(None, (one["text"], one.get("sentence"), one.get("page")))) for one in alerts]
    made.set_content("\n\n".join(pieces) + "\n", charset="utf-8")
    return made

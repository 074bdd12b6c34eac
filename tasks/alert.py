"""An alert as it is read: one line for people, one record for programs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tasks.render import plain


def told_alert(row: Mapping[str, Any], desk: str) -> dict[str, Any]:
    """The record that a channel sends; `desk` is where its pages are."""
    article_id, figure_no = row["article_id"], row["figure_no"]
    place = f"{desk}/articles/{article_id}" if article_id else f"{desk}/watches"
    return {
        "text": alert_line(row),
        "watch": row["told"],
        "kind": row["kind"],
        "alert_id": row["alert_id"],
        "watch_id": row["watch_id"],
        "fired_at": _iso(row["fired_at"]),
        "article_id": article_id,
        "mention_no": row["mention_no"],
        "figure_no": figure_no,
        "headline": row["headline"],
        "publisher": row["publisher"],
        "published": _iso(row["published_date"]),
        "figure": row["figure"],
        "value": row["value"],
        "before": row["before"],
        "unit": row["figure_unit"],
        "sentence": row["sentence"] and plain(row["sentence"]),
        "page": place + (f"#f{figure_no}" if figure_no is not None else ""),
    }


def alert_line(row: Mapping[str, Any]) -> str:
    """`unemployment rate crosses 12 %: 12.4 percent, before 11.2. More work in Spain (Harbour Post, 2025-03-05)`."""
    told = plain(row["told"])
    if row["kind"] in ("quarantine", "silence"):
        return f"{told}: {row['value']:.0f} by now"
    if row["kind"] == "figure" and row["figure"]:
        told += f": {plain(row['figure'])}" + (f", before {row['before']:.10g}" if row["before"] is not None else "")
    source = ", ".join(filter(None, (plain(row["publisher"]), plain(row["published_date"]))))
    return f"{told}. {plain(row['headline']) or row['article_id']}" + (f" ({source})" if source else "")


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None

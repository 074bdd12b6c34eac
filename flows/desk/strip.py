"""A strip of bars over time, drawn by hand: a page shows it without loading a charting library."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup

HEIGHT, WIDTH = 64, 720  # in the units of its view box
GAP = 0.25  # of a bar's width
LEAST_BARS = 12  # fewer would be slabs
DAYS_OF_DAYS, DAYS_OF_WEEKS = 62, 430  # a longer time is told by weeks, then by months

Bucket = tuple[date, date]  # first day, day after the last


def strip(rows: Sequence[Mapping[str, Any]], of: str = "mentions") -> Markup:
    """Bars for rows with a `day` and a count named `of`: by day, week or month, whatever the time spans."""
    days: Counter[date] = Counter()
    for row in rows:
        days[_day(row["day"])] += int(row[of])
    if not days:
        return Markup("")
    buckets = _buckets(min(days), max(days))
    counts = [sum(count for day, count in days.items() if begin <= day < end) for begin, end in buckets]
    return _drawn([_name(bucket) for bucket in buckets], counts, of, f"{min(days)} to {max(days)}")


def hours(rows: Sequence[Mapping[str, Any]], of: str) -> Markup:
    """Bars for rows with an `hour` and a count named `of`, one an hour from the first to the last."""
    if not rows:
        return Markup("")
    found = {row["hour"]: int(row[of]) for row in rows}
    first, last = min(found), max(found)
    times = [first + timedelta(hours=at) for at in range(int((last - first).total_seconds()) // 3600 + 1)]
    names = [f"{at:%Y-%m-%d %H:00}" for at in times]
    return _drawn(names, [found.get(at, 0) for at in times], of, f"{names[0]} to {names[-1]}")


def _drawn(names: Sequence[str], counts: Sequence[int], of: str, span: str) -> Markup:
    most, step = max(counts), WIDTH / max(len(counts), LEAST_BARS)
    bars = Markup("").join(
        Markup('<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"><title>{}: {}</title></rect>').format(
            at * step, HEIGHT - HEIGHT * count / most, step * (1 - GAP), HEIGHT * count / most, name, count
        )
        for at, (name, count) in enumerate(zip(names, counts, strict=True))
        if count
    )
    peak = names[counts.index(most)]
    told = f"{of.capitalize()} from {span}: {sum(counts)} in all, most ({most}) in {peak}"
    return Markup(
        '<svg class="strip" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, told, bars)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _buckets(first: date, last: date) -> list[Bucket]:
    span = (last - first).days
    if span <= DAYS_OF_DAYS:
        return [(first + timedelta(at), first + timedelta(at + 1)) for at in range(span + 1)]
    if span <= DAYS_OF_WEEKS:
        monday = first - timedelta(first.weekday())
        return [
            (monday + timedelta(7 * at), monday + timedelta(7 * at + 7)) for at in range((last - monday).days // 7 + 1)
        ]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(_month(at), _month(at + 1)) for at in months]


def _month(at: int) -> date:
    return date(at // 12, at % 12 + 1, 1)


def _name(bucket: Bucket) -> str:
    begin, end = bucket
    days = (end - begin).days
    if days == 1:
        return begin.isoformat()
    return f"the week of {begin}" if days == 7 else f"{begin:%Y-%m}"

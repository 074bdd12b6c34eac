"""Finds the temporal expressions of a text, in one pass from its first word to its last."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.date import DateMention
from tasks.dates.data_file import DataFileError
from tasks.dates.edges import (
    after_preposition,
    crosses_a_heading,
    crosses_a_sentence,
    free_after,
    free_before,
    stands_in_a_name,
    without_full_stop,
)
from tasks.dates.joining import bounded, ends_of_range, hour_in_part_of_day, join, of_its_half_day
from tasks.dates.language import Language, load_language
from tasks.dates.narrative import year_told_of
from tasks.dates.ops import OPS
from tasks.dates.periods import is_calendar
from tasks.dates.rules import Rule
from tasks.dates.scene import Hit, Reading, Scene, Told
from tasks.dates.tokens import Tokens, tokenise

#: Rules whose words are names of people and streets too.
_NAMES_TOO = frozenset({"date.month", "weekday", "relday", "daypart"})

_TRIGGER_REACH = 24  # tokens that the longest patterns have before their trigger, white space included
_AMOUNT = 12  # tokens of `1.3 percent `, white space included
_MODIFIER_REACH = 12  # tokens before a mention, white space included


def find_dates(text: str, language: str, reference_date: date | None) -> list[DateMention]:
    """Every temporal expression of a text, in order and without overlap.

    `text` is the whole article with what is not the story blanked; `language` a BCP 47 code; `reference_date` the day
    of publication. Without one, what is relative to it stays unresolved, and says so in `anchor`. Raises nothing but
    DataFileError, for a mistake in the language's data file.
    """
    words = _language(language)
    tokens = tokenise(text, words.token_pattern, words.code_of)
    told_in = year_told_of(tokens, words, reference_date)
    scene = Scene(tokens, words, reference_date, narrative=told_in is not None, last_year=told_in)
    mentions: list[DateMention] = []
    last: tuple[Hit, Reading] | None = None  # not yet a mention: the next may join it
    at = trigger = 0
    while (match := words.first.search(tokens.codes, at)) is not None:
        start, at = match.start(), match.start() + 1
        if trigger < start + 1:
            ahead = words.trigger.search(tokens.codes, start)
            if ahead is None:
                break
            trigger = ahead.start() + 1
        if trigger > start + _TRIGGER_REACH:
            at = max(at, trigger - _TRIGGER_REACH)
            continue
        read = _read_at(scene, start)
        if read is None:
            continue
        at = read[0].end
        if not read[1].value:
            continue
        read = _with_modifier(scene, *read, floor=last[0].end if last else 0)
        for hit, alone in ends_of_range(*read):
            reading = hour_in_part_of_day(scene, *last, hit, alone) if last else alone
            joined = join(scene, *last, hit, reading) if last else None
            told: Reading | None = None  # a duration that this mention bounds: what is told of is the whole of it
            if last and not joined:
                lasted = bounded(scene, *last, hit, reading)
                told = lasted if lasted is not last[1] and is_calendar(lasted.period) else None
                lasted = of_its_half_day(scene, last[0], lasted, hit, reading)
                mentions.append(_mention(tokens, words, last[0], lasted))
            last = joined or (hit, reading)
            if last[1].time and last[1].period and last[1].period.begin:
                scene.last_time = Told(last[1].period.begin, last[1].time, hit.end, last[1].half)
            told = told or last[1]
            if told.period is not None and told.remember and not told.bare:
                scene.remember(told.period, hit.start, hit.end, explicit=told.function == "explicit")
    if last:
        mentions.append(_mention(tokens, words, *last))
    return mentions


@cache
def _language(code: str) -> Language:
    """A language of which every rule can be read. Raises DataFileError."""
    language = load_language(code)
    for op, entry in language.operations.items():
        if op not in OPS:
            raise DataFileError(entry.file, f"{entry.key}, op", f"{op!r} is none of {', '.join(sorted(OPS))}")
    return language


def _read_at(scene: Scene, start: int) -> tuple[Hit, Reading] | None:
    """The longest reading that begins at a token; of equally long ones, that of the rule named first."""
    language, codes = scene.language, scene.tokens.codes
    opening = language.openings[codes[start]]
    if opening.peek.match(codes, start) is None or not free_before(scene, start):
        return None
    hits = [
        hit
        for rule in opening.together.matching(codes, start)
        if (match := rule.regex.match(codes, start)) is not None and (hit := _hit(scene, rule, match)) is not None
    ]
    for hit in sorted(hits, key=lambda found: -found.end):
        try:
            reading = OPS[hit.rule.op](scene, hit)
        except (ValueError, OverflowError):  # a day that the calendar does not have
            continue
        if reading is not None:
            reading.mod = hit.rule.options.get("mod")
            reading.remember = hit.rule.options.get("remember", reading.remember)
            return hit, reading
    return None


def _hit(scene: Scene, rule: Rule, match: re.Match[str]) -> Hit | None:
    codes, start = scene.tokens.codes, match.start()
    end = without_full_stop(scene, start, match.end())
    if (
        not free_after(scene, end)
        or crosses_a_heading(scene.tokens, start, end)
        or crosses_a_sentence(scene, start, end)
    ):
        return None
    if end - start == 1 and rule.id in _NAMES_TOO and stands_in_a_name(scene, start):
        return None
    if "unless_topic" in rule.options and scene.is_about(rule.options["unless_topic"]):
        return None
    if not all(guard.holds(codes, start, end) for guard in rule.guards):
        return None
    if rule.op != "repeated":
        start = after_preposition(scene, start)
    ranges = {
        name: (match.start(group), match.end(group), cls)
        for group, (name, cls) in enumerate(rule.pattern.fields, 1)
        if match.start(group) >= 0
    }
    return Hit(rule, start, end, ranges)


def _with_modifier(scene: Scene, hit: Hit, reading: Reading, floor: int) -> tuple[Hit, Reading]:
    """The hit with the modifier before it, if there is one that fits: `early 2009`, `more than two years`."""
    codes = scene.tokens.codes
    if not scene.language.modified.search(codes, max(floor, hit.start - _MODIFIER_REACH), hit.start):
        return hit, reading
    kinds: set[str] = {reading.type}
    if _begins_with_an_amount(scene, hit):
        kinds.add("amount")
    for modifier in scene.language.modifiers:
        if kinds.isdisjoint(modifier.kinds):
            continue
        match = modifier.regex.search(codes, max(floor, hit.start - _MODIFIER_REACH), hit.start)
        if match is None or not free_before(scene, match.start()):
            continue
        if crosses_a_heading(scene.tokens, match.start(), hit.end) or _compares_amounts(scene, hit, match.start()):
            continue
        reading.mod = modifier.mod
        return replace(hit, start=after_preposition(scene, match.start())), reading
    return hit, reading


def _compares_amounts(scene: Scene, hit: Hit, start: int) -> bool:
    """Whether `more than` compares an amount with that of a time before: `2 percent more than a year ago`."""
    cue = scene.language.cues.get("amount")
    if cue is None or hit.rule.op != "counted":
        return False
    return any(cue.fullmatch(scene.tokens.codes, at, start) for at in range(max(0, start - _AMOUNT), start))


def _begins_with_an_amount(scene: Scene, hit: Hit) -> bool:
    """Whether `more than` could stand before it: `two years`, `a decade ago`, but not `the next two years`."""
    first = scene.tokens.words[hit.start]
    amounts = ("num", "article", "scale", "fraction", "vague")
    return hit.rule.op in ("lasting", "counted") and (
        first.isdecimal() or any(scene.language.is_a(first, cls) for cls in amounts)
    )


def _mention(tokens: Tokens, language: Language, hit: Hit, reading: Reading) -> DateMention:
    period = reading.period
    start, end = tokens.starts[hit.start], tokens.starts[hit.end]
    edtf = period.edtf if period else None
    if edtf and period and reading.time and reading.time[1].isdigit():
        edtf = _edtf_time(edtf, reading.time)
    basic = language.coverage == "basic"
    return DateMention(
        start_char=start,
        end_char=end,
        surface=tokens.text[start:end],
        type=reading.type,
        value=reading.value,
        rule=f"basic.{hit.rule.id.removeprefix('basic.')}" if basic else hit.rule.id,
        function=reading.function,
        confidence=round(reading.confidence * (0.8 if basic else 1), 3),
        mod=reading.mod,
        quant=reading.quant,
        freq=reading.freq,
        begin_date=period.begin if period else None,
        end_date=period.end if period else None,
        grain=reading.grain or (period.grain if period else None),
        edtf=edtf,
        anchor=reading.anchor,
    )


def _edtf_time(day: str, time: str) -> str:
    """EDTF wants seconds; midnight at the end of a day is hour 24 in ISO 8601 as in TIMEX3."""
    clock = re.match(r"T(\d\d:\d\d)(:\d\d)?(Z?)", time)
    return f"{day}T{clock[1]}{clock[2] or ':00'}{clock[3]}" if clock else day

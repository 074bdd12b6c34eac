"""What is known at one mention: the text around it, the day of publication, what the mentions before it named."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from schemas.date import Grain, TimexMod, TimexType
from tasks.dates import periods
from tasks.dates.amounts import Amount, amount
from tasks.dates.language import Language
from tasks.dates.periods import Period
from tasks.dates.rules import Rule
from tasks.dates.tense import Tenses, clause_start
from tasks.dates.tokens import Tokens

Function = Literal["explicit", "relative", "partial", "anaphoric", "vague", "duration", "set"]
Half = Literal["told", "open"]

NO_REFERENCE = "no reference date"
NO_MENTION_BEFORE = "no mention before"


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's match: tokens `start` to before `end`; each captured field as its range of tokens with its class."""

    rule: Rule
    start: int
    end: int
    ranges: dict[str, tuple[int, int, str]]


@dataclass(slots=True)
class Reading:
    """What a hit was understood to say."""

    type: TimexType
    value: str
    function: Function
    confidence: float
    period: Period | None = None
    mod: TimexMod | None = None
    quant: str | None = None
    freq: str | None = None
    grain: Grain | None = None
    anchor: str | None = None
    time: str | None = None  # the part of a TIME value after the day: `T20:00`, `TMO`
    bare: bool = False  # a time whose day was not named beside it
    half: Half | None = None  # of the day, in which an hour is: told as in `8 p.m.` and `noon`, open as in `8:30`
    remember: bool = True  # whether later mentions may be counted from it
    count: int | None = None  # of a duration, how many of its grain
    closing: tuple[int, int, "Reading"] | None = None  # of a range: its first end's last token, its last end's first


@dataclass(frozen=True, slots=True)
class Told:
    """A time of a day, as `T20:00` or `TEV`, and the token before which its mention ends."""

    day: date
    time: str
    end: int
    half: Half | None


@dataclass(slots=True)
class Scene:
    """The state of one reading of a text, from its first mention to its last."""

    tokens: Tokens
    language: Language
    reference: date | None
    narrative: bool = False
    previous: Period | None = None
    previous_at: int = -1  # token at which `previous` was mentioned
    previous_end: int = -1
    last_day: date | None = None
    last_day_at: int = -1  # token at which it was named
    last_time: Told | None = None
    told: Period | None = None  # the last mention of what is told, not of what it is compared with or was said on
    told_from: int = -1  # token at which `told` was mentioned
    report: Period | None = None  # the last month, quarter or half of it that has begun: what a report is of
    last_span: Period | None = None  # the last month, quarter, half or year of it: what `the same period` means
    last_year: int | None = None
    last_year_at: int = -1
    last_year_bc: int | None = None  # where the last mention was of a year before Christ, which has no interval
    _topics: dict[str, bool] = field(default_factory=dict)
    _tenses: Tenses = field(init=False)

    def __post_init__(self) -> None:
        self._tenses = Tenses(self.tokens.codes, self.language.cues)

    def is_about(self, topic: str) -> bool:
        """Whether several words of a class stand in the text: a game has quarters and halves of its own."""
        if topic not in self._topics:
            self._topics[topic] = len(self.tokens.where(self.language.words.get(topic, ()))) >= _TOPIC
        return self._topics[topic]

    def now(self) -> tuple[date | None, str]:
        """The day that relative words are counted from, and how the record calls it."""
        if self.narrative and self.previous is not None and self.previous.begin is not None:
            return self.previous.begin, self.previous.begin.isoformat()
        if self.narrative:
            return None, NO_MENTION_BEFORE
        if self.reference is None:
            return None, NO_REFERENCE
        return self.reference, self.reference.isoformat()

    def told_at(self) -> tuple[date | None, str]:
        """The day that `last year` is counted from: of publication in a narrative too, where it is known."""
        return (self.reference, self.reference.isoformat()) if self.reference else self.now()

    def before(self, unit: str = "", start: int | None = None) -> tuple[date | None, str]:
        """The day that `the following year` is counted from: of the mention before, else of publication.

        For the unit `day` it is the last day that was named, though a month or year was named since; in a narrative
        that is so for `the end of that week` as well, unless a week was named.
        """
        of_day = unit == "day" or (self.narrative and unit == "week" and self.previous and self.previous.grain != unit)
        if of_day and self.last_day is not None:
            return self.last_day, self.last_day.isoformat()
        told = self.told_before(unit, start)
        if told is not None and told.begin is not None:
            return told.begin, told.begin.isoformat()
        day, anchor = self.now()
        return day, anchor if day else NO_MENTION_BEFORE

    def told_before(self, unit: str = "", start: int | None = None) -> Period | None:
        """What `the year before` at a token is counted from: in news the month, quarter or year that it is of.

        That is of the last mention, but of a day or of a year in another sentence only where there is no month or
        quarter.
        """
        if self.narrative:
            return self.previous
        if unit == "year" and self.report and self.told and self.told.grain == "year" and start is not None:
            return self.told if self.same_sentence(self.told_from, start) else self.report
        of_day = self.told is None or self.told.grain == "day"
        return self.last_span if unit == "year" and of_day and self.last_span else self.told or self.previous

    def near_before(self, unit: str, start: int) -> bool:
        """Whether the mention before lies so near to publication that `the year before` may be counted from it."""
        told = self.told_before(unit, start)
        last = self.last_day if unit == "day" else told.begin if told else None
        if last is None or self.reference is None:
            return last is not None
        return abs((self.reference - last).days) <= _NEAR_DAYS.get(unit, 0)

    def remember(self, period: Period, at: int, end: int, explicit: bool) -> None:
        """Make a period the one that later mentions are counted from; a year that was told, the one for months."""
        self.last_year_bc = int(period.value[2:6]) if period.value.startswith("BC") and len(period.value) > 5 else None
        if period.begin is None:
            return
        self.previous, self.previous_at, self.previous_end = period, at, end
        if period.grain == "day":
            self.last_day, self.last_day_at = period.begin, at
        if self.narrative or not self._is_aside(at, end):
            self.told, self.told_from = period, at
            if period.grain in _REPORTS and (self.reference is None or period.begin <= self.reference):
                self.report = period
            if period.grain in ("month", "quarter", "half", "year"):
                self.last_span = period
        if period.grain not in ("decade", "century") and (explicit or self.narrative):
            spans = period.end is not None and period.grain != "season"  # of 2013-14 the second, of a winter the first
            last = period.end - timedelta(1) if period.end and spans else period.begin
            self.last_year, self.last_year_at = last.year, at

    def compares(self, start: int) -> bool:
        """Whether a mention is of what a month's or quarter's amount is compared with: `up from $2, a year ago`."""
        cue, told = self.language.cues.get("compared"), self.told_before("year", start)
        if cue is None or self.narrative or told is None or told.grain not in _REPORTS:
            return False
        return cue.search(self.tokens.codes, clause_start(self.tokens.codes, start), start) is not None

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a mention says when something was said, or what the told is compared with: `since May`, `than in`."""
        codes, before, after = self.tokens.codes, self.language.cues.get("aside"), self.language.cues.get("aside_after")
        if after is not None and after.match(codes, end):
            return True  # `October's rate was revised`
        return before is not None and any(
            before.fullmatch(codes, first, start - 1) for first in range(max(0, start - 1 - _ASIDE), start - 1)
        )

    def year_ahead(self, end: int) -> int | None:
        """The year that a mention shares with the next: 1940 for the first of `5 May to 10 June 1940`."""
        cue = self.language.cues.get("year_ahead")
        match = cue.match(self.tokens.codes, end) if cue else None
        return int(self.tokens.words[match.end() - 1]) if match else None

    def linked_from(self, start: int) -> date | None:
        """The day that the mention right before names, where a word like `to` links it: for `July` in `May to July`."""
        if self.previous is None or self.previous.grain not in ("day", "month"):
            return None
        return self.previous.begin if self.links(self.previous_end, start) else None

    def links(self, end: int, start: int) -> bool:
        """Whether a word like `to` is all that stands between two mentions."""
        link = self.language.cues.get("range_link")
        return link is not None and link.fullmatch(self.tokens.codes, end, start) is not None

    def is_linked_to_next(self, end: int) -> bool:
        """Whether a mention opens a range, by the word after it."""
        link = self.language.cues.get("range_link")
        return link is not None and link.match(self.tokens.codes, end) is not None

    def bc_later(self, years: int) -> Period | None:
        """The year so many after the last one named, where that was before Christ and this is as well."""
        if self.last_year_bc is None or not 0 < self.last_year_bc - years < 10_000:
            return None
        return periods.before_christ(self.last_year_bc - years)

    def apposed_to(self, start: int) -> date | None:
        """The day right before a comma or bracket that only an article parts from a mention: `3 July, a Friday`."""
        between = self.tokens.words[self.previous_end : start]
        words = [word for word in between if word.strip(" ,(")]
        if self.previous is None or self.previous.grain != "day" or not {",", "("} & set(between) or len(words) > 1:
            return None
        return self.previous.begin if all(self.language.is_a(word, "article") for word in words) else None

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two tokens."""
        return re.search(r"\n|[.!?] ", self.tokens.codes[start:end]) is None

    def opens_sentence_of(self, start: int, at: int) -> bool:
        """Whether the mention at `at` opens the sentence in which `start` stands: `In 2008, …`."""
        if not self.same_sentence(at, start):
            return False
        before = self.tokens.codes[max(0, at - _OPENING) : at]
        return at <= _OPENING - 2 or re.search(r"\n|[.!?] ", before) is not None

    def get(self, hit: Hit, name: str) -> Any:
        """The value of a captured token, or of the rule's constant of that name; None where there is neither."""
        at = hit.ranges.get(name)
        if at is None:
            return hit.rule.options.get(name)
        return self.language.value(self.tokens.words[at[0]], at[2])

    def number(self, hit: Hit, name: str = "n") -> Amount | None:
        """The amount that a captured macro spells; 1 for a unit that stands alone (`constant n`)."""
        if name not in hit.ranges:
            constant: Amount | None = hit.rule.options.get(name)
            return constant
        start, end, cls = hit.ranges[name]
        if end - start == 1 and self.language.is_a(self.tokens.words[start], cls):
            return self.language.value(self.tokens.words[start], cls)
        return amount(self.words(hit, name), self.language)

    def words(self, hit: Hit, name: str) -> list[str]:
        """The tokens of a captured macro."""
        start, end, _ = hit.ranges.get(name, (0, 0, ""))
        return self.tokens.words[start:end]

    def tense(self, start: int, end: int) -> str | None:
        """`past` or `future` by the verb that governs the tokens; None where no verb tells."""
        return self._tenses.governing(start, end)


#: Days from publication within which a mention is of the same story, by the unit that is counted from it.
_NEAR_DAYS = {"day": 7, "week": 21, "month": 100, "quarter": 200, "year": 800}
_REPORTS = ("month", "quarter", "half")
_ASIDE = 20  # tokens of `from 3.1 percent in `, white space included
_OPENING = 4  # tokens of `. In `, white space included
_TOPIC = 2  # words that make a topic


def weekday_near(anchor: date, weekday: int, direction: str | None) -> date:
    """The weekday (1 Monday to 7 Sunday) on or before the anchor, or for `future` on or after it."""
    if direction == "future":
        return anchor + timedelta((weekday - anchor.isoweekday()) % 7)
    return anchor - timedelta((anchor.isoweekday() - weekday) % 7)

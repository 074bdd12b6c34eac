"""Find the figures of a text and what each one says."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from tasks.figures.carry import Bases, LastPeriod, date_headline
from tasks.figures.country import country_money
from tasks.figures.dated import DateSpans, misread
from tasks.figures.direction import Change, change_of, signed
from tasks.figures.elliptic import says_again, take_last_unit
from tasks.figures.gapped import Gap, gapped, take_unit
from tasks.figures.lexicon import Lexicon
from tasks.figures.load import lexicon
from tasks.figures.period import Periods
from tasks.figures.phrase import Subject
from tasks.figures.points import settle_points
from tasks.figures.read import readings
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene, scene_of
from tasks.figures.sentence import Sentence, Sentences
from tasks.figures.subject import mention_over, subject_of
from tasks.figures.told import clause_end, is_compared, tells_present, told_period
from tasks.figures.topic import topic_before

NEAR_DATES = 8  # dates of one sentence that are looked at


def find_figures(
    text: str, language: str, dates: Sequence[DateMention] = (), entities: Sequence[EntityMention] = ()
) -> list[Figure]:
    """All figures of a text, in order; `language` is a BCP 47 code, offsets are Unicode code points.

    Dates and times among `dates` are no figures, and give figures their period; `entities` give them their subject.
    """
    words = lexicon(language)
    wrong = misread(text, dates, words)
    clauses = _Clauses(text, words, dates, wrong, entities)
    spans = DateSpans([date for number, date in enumerate(dates) if number not in wrong])
    return date_headline(text, [clauses.figure(reading) for reading in readings(text, words, spans)])


class _Clauses:
    """Goes through the readings of a text in order, and remembers what the last clause was about."""

    def __init__(
        self,
        text: str,
        words: Lexicon,
        dates: Sequence[DateMention],
        wrong: frozenset[int],
        entities: Sequence[EntityMention],
    ) -> None:
        self._text, self._words, self._entities = text, words, entities
        self._sentences = Sentences(text, words)
        self._periods = Periods(text, dates, words, wrong)
        self._last_period = LastPeriod(text, dates, words)
        self._bases = Bases()
        told = (date for date in dates if date.type in ("DATE", "TIME") or date.begin_date is not None)
        self._date_spans = sorted((date.start_char, date.end_char) for date in told)
        self._coins: dict[str, str] = {}
        self._sentence: Sentence | None = None
        self._inside: list[tuple[int, int]] = []  # figures before this one in its sentence
        self._counts: list[tuple[int, int]] = []  # those of them that count things
        self._figures: list[Figure] = []  # those before this one in its sentence
        self._gap: Gap | None = None  # of the last of them
        self._last: Figure | None = None
        self._compared = False  # whether that is what another was measured against
        self._subject: Subject | None = None
        self._topic: Subject | None = None  # the first subject of this sentence, which a later pronoun means

    def figure(self, reading: Reading) -> Figure:
        """The record of one reading."""
        sentence = self._sentences.at(reading.start)
        if sentence is not self._sentence:
            self._sentence, self._inside, self._counts, self._last = sentence, [], [], None
            self._figures, self._gap = [], None
            self._subject, self._topic = self._topic or self._subject, None
        if reading.assumed and reading.unit_code:
            reading.unit_code = self._meant(reading.unit_code)
        take_last_unit(self._text, reading, self._last, self._words)
        scene = self._scene(reading, sentence)
        present = tells_present(scene)
        figure = self._same_again(reading)
        if figure is None:
            self._gap = gapped(reading, scene, self._figures, self._gap)
            figure = self._stated(reading, scene, present)
        carried = self._carried(figure, reading, scene, present)
        if reading.rule != "multiple.word":
            self._inside.append((reading.bound_start if reading.bound_start >= 0 else reading.start, reading.end))
        if reading.kind == "count":
            self._counts.append((reading.start, reading.end))
        if carried is not None:
            figure = replace(figure, period_mention_no=carried)
        if not self._compared:
            self._last_period.remember(figure, sentence, carried is not None)
        self._last = figure
        self._figures.append(figure)
        return figure

    def _carried(self, figure: Figure, reading: Reading, scene: Scene, present: bool) -> int | None:
        """The period of a figure whose sentence names none: that of the figure before, else of the story."""
        change = Change(figure.direction, figure.change_role)
        last = (self._last.end_char, self._compared) if self._last else None
        self._compared = is_compared(change, scene, last)
        if figure.period_mention_no is not None:
            if self._compared:
                self._periods.set_aside(figure.period_mention_no)
                self._bases.remember(self._last, figure)
            return None
        if self._gap and change.role != "from":
            return self._gap.like.period_mention_no
        if change.role == "from":
            return self._bases.of(self._last)
        if self._compared or present:
            return None
        carried = self._last_period.of(figure, scene.sentence)
        told = told_period(reading, change, scene, self._periods)
        if carried is None or (told is not None and self._periods.is_earlier(carried, told)):
            return told  # not `in May`, with which the figures of June were compared
        return carried

    def _scene(self, reading: Reading, sentence: Sentence) -> Scene:
        dates = self._dates_in(sentence)
        return scene_of(self._text, reading, sentence, self._words, dates, self._inside, self._counts)

    def _topic_before(self, sentence: Sentence, pronoun: str) -> Subject | None:
        return topic_before(self._text, sentence, self._sentences, self._words, pronoun, self._dates_in)

    def _meant(self, code: str) -> str:
        """The currency that a shared sign stands for in this text; looked up once."""
        if code not in self._coins:
            self._coins[code] = country_money(self._text, code, self._words)
        return self._coins[code]

    def _same_again(self, reading: Reading) -> Figure | None:
        """A figure that repeats the one before it in another unit: `$5m (£3m)`, `12 points, or 0.1 percent`."""
        last = self._last
        if last is None or last.start_char >= reading.start:
            return None
        between = self._text[last.end_char : reading.bound_start if reading.bound_start >= 0 else reading.start]
        if len(between) > 30 or not says_again(between, self._words):
            return None
        change = Change(last.direction, last.change_role)
        subject = None
        if last.subject_start is not None and last.subject_end is not None:
            subject = Subject(last.subject_start, last.subject_end, last.subject_text or "")
        return _record(
            self._text, reading, change, subject, last.subject_mention_no, last.period_mention_no, self._words
        )

    def _stated(self, reading: Reading, scene: Scene, present: bool) -> Figure:
        sentence = scene.sentence
        subject: Subject | None
        if gap := self._gap:
            take_unit(reading, gap.like)
            change, subject = gap.change, gap.subject
        else:
            change = self._alike(reading, sentence) or change_of(reading, scene)
            settle_points(reading, change, scene, self._last)
            topic = partial(self._topic_before, sentence)
            subject = subject_of(reading, change, scene, self._subject, self._topic, topic)
        period = self._periods.of(
            reading, sentence, scene.floor, clause_end(scene, present), self._inside, within=present
        )
        mention = mention_over(subject.start, subject.end, self._entities) if subject else None
        if subject and reading.kind not in ("duration", "age"):
            self._subject, self._topic = subject, self._topic or subject
        return _record(self._text, reading, change, subject, mention, period, self._words)

    def _alike(self, reading: Reading, sentence: Sentence) -> Change | None:
        """`down 1.8 percent on the month and 5.6 percent on the year`: the same change, measured twice."""
        last = self._last
        if last is None or last.change_role != "by" or last.kind != reading.kind or last.start_char >= reading.start:
            return None
        if reading.rule == "count.elliptic" and not self._words.patterns["same_unit_before"].search(
            self._text, max(0, reading.start - 24), reading.start
        ):
            return Change(last.direction, last.change_role)
        between = (last.end_char, reading.bound_start if reading.bound_start >= 0 else reading.start)
        if between[1] - between[0] > 40 or not self._words.patterns["and_before"].search(self._text, *between):
            return None
        if any(between[0] <= mark.start < reading.end + 12 and mark.mark.role != "none" for mark in sentence.marks):
            return None
        return Change(last.direction, last.change_role)

    def _dates_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        low = bisect_left(self._date_spans, (sentence.start, 0))
        return [span for span in self._date_spans[low : low + NEAR_DATES] if span[0] < sentence.end]


def _record(
    text: str,
    reading: Reading,
    change: Change,
    subject: Subject | None,
    mention: int | None,
    period: int | None,
    words: Lexicon,
) -> Figure:
    return Figure(
        start_char=reading.start,
        end_char=reading.end,
        surface=text[reading.start : reading.end],
        kind=reading.kind,
        value=float(reading.value),
        value_exact=plain_decimal(reading.value),
        rule=f"basic.{reading.rule}" if words.basic else reading.rule,
        confidence=min(reading.confidence, 0.5) if words.basic else reading.confidence,
        low=None if reading.low is None else float(reading.low),
        high=None if reading.high is None else float(reading.high),
        bound=reading.bound,
        unit_code=reading.unit_code,
        unit_text=reading.unit_text(text),
        unit_assumed=reading.assumed,
        per_unit=reading.per_unit,
        direction=change.direction,
        change_role=change.role,
        signed_value=signed(reading, change),
        subject_text=subject.text if subject else None,
        subject_start=subject.start if subject else None,
        subject_end=subject.end if subject else None,
        subject_mention_no=mention,
        period_mention_no=period,
    )


def plain_decimal(value: Decimal) -> str:
    """A decimal without exponent or needless zeros: `2.9`, `74000000`."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written

"""The period of a figure: the date of its clause, else of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from schemas.date import DateMention
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading
from tasks.figures.sentence import Sentence

LONG = frozenset(("month", "season", "quarter", "half", "year"))  # grains of what a report is of
OPENING = 16  # characters before a date in which its sentence begins: `. During the `
ASIDE = 64  # characters from a figure to a date of what had been before it
BESIDE = 8  # characters from a figure to a date that stands beside it: ` in `, ` early in `


class Periods:
    """The dates of a text that can be a figure's period, with their positions in the list handed over."""

    def __init__(
        self, text: str, dates: Sequence[DateMention], lexicon: Lexicon, wrong: frozenset[int] = frozenset()
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        usable = [
            (date.start_char, number)
            for number, date in enumerate(dates)
            if _names_interval(date) and number not in wrong
        ]
        self._dates = dates
        self._order = sorted(usable)
        self._starts = [start for start, _ in self._order]
        self._telling: dict[int, bool] = {}  # what `_says_when` has answered
        self._compared: set[int] = set()  # those of amounts that another is measured against

    def of(
        self,
        reading: Reading,
        sentence: Sentence,
        floor: int,
        ceiling: int,
        inside: Sequence[tuple[int, int]] = (),
        within: bool = False,
    ) -> int | None:
        """The position of the date that a figure belongs to, None where its sentence names none.

        Only `within` its clause, where another clause is of another time: `has 36,400 officers and paid last year`.
        """
        numbers = self._between(sentence.start, sentence.end)
        numbers = [number for number in numbers if not self._is_base(self._dates[number], reading)]
        found = min(
            ((self._distance(number, reading, floor, ceiling, inside), number) for number in numbers), default=None
        )
        if found is None or (found[0][1] and (within or self._is_since(self._dates[found[1]]))):
            return None
        return found[1]

    def set_aside(self, number: int) -> None:
        """Keep in mind that a date is of an amount that another is measured against: it carries to nothing after it."""
        self._compared.add(number)

    def told(self, start: int, end: int) -> int | None:
        """The position of the last date of a stretch of text that says when its story happens."""
        return next((number for number in reversed(self._between(start, end)) if self._tells(number)), None)

    def lead(self, end: int) -> tuple[int | None, bool]:
        """The position of the date that a text is told of, by what stands before `end`; whether it is of a
        report, which tells all that it counts of a month or longer.

        In the first dated paragraph that is a month or longer before a day, and what happened before what was only said
        then; where a day is all that it says it was said on, a month or longer after it.
        """
        numbers = [number for number in self._between(0, end) if self._tells(number)]
        if not numbers:
            return None, False
        close = self._text.find("\n", self._dates[numbers[0]].start_char)
        opening = [number for number in numbers if close < 0 or self._dates[number].start_char < close]
        done = [number for number in opening if not self._dates_speech(self._dates[number])]
        long = [number for number in (done or numbers) if self._dates[number].grain in LONG]
        return next(iter([*long, *done, *opening])), bool(long and done)

    def is_earlier(self, number: int, other: int) -> bool:
        """Whether one of two dates of the same grain lies before the other."""
        mine, its = self._dates[number], self._dates[other]
        begins = mine.begin_date, its.begin_date
        return mine.grain == its.grain and begins[0] is not None and begins[1] is not None and begins[0] < begins[1]

    def opens_sentence(self, number: int) -> bool:
        """Whether a date stands at the head of its sentence, which goes on to tell of it: `In 2011, …`."""
        before = self._text[max(0, self._dates[number].start_char - OPENING) : self._dates[number].start_char]
        return re.search(r"(?:^|[.!?\n][\"”’)]*\s+|\n)\w*\s*(?:the\s+)?\Z", before) is not None

    def _between(self, start: int, end: int) -> list[int]:
        return [number for _, number in self._order[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]

    def grain(self, number: int) -> str | None:
        """The grain of a date."""
        return self._dates[number].grain

    def _tells(self, number: int) -> bool:
        """Whether a date says when something happened, and no amount of it was compared with another."""
        if number in self._compared:
            return False
        if number not in self._telling:
            self._telling[number] = self._says_when(self._dates[number])
        return self._telling[number]

    def _says_when(self, date: DateMention) -> bool:
        """Not `than in 2017`, `since May`, `for January delivery`."""
        before = self._text[max(0, date.start_char - 40) : date.start_char].casefold().split()
        lists = ("clause.base_dates", "clause.since", "change.from", "clause.than", "clause.deadlines")
        if any(self._lexicon.has(name, word) for name in lists for word in before[-2:]) or self._is_contract(date):
            return False
        words = self._text[date.start_char : date.end_char].casefold().split()
        return not any(self._lexicon.has("clause.compared_dates", word) for word in words)

    def _is_contract(self, date: DateMention) -> bool:
        """`for December delivery`: what is traded, not when."""
        after = self._lexicon.patterns["word_after"].match(self._text, date.end_char)
        return after is not None and self._lexicon.has("clause.contracts", after.group(1))

    def _distance(
        self, number: int, reading: Reading, floor: int, ceiling: int, inside: Sequence[tuple[int, int]]
    ) -> tuple[bool, bool, int]:
        """How far a date is from a figure: whether it only dates what was said, then by clause, then by characters."""
        date = self._dates[number]
        outside = date.end_char <= floor or date.start_char >= ceiling or self._in_aside(date, reading, floor)
        if date.end_char <= reading.start:
            away = reading.start - date.end_char
            if any(0 <= date.start_char - end < BESIDE for _, end in inside):
                away += BESIDE  # `from 42 percent in 1965 to 18 percent in 2012`
        else:
            away = max(0, date.start_char - reading.end)
        return self._dates_speech(date), outside, away

    def _in_aside(self, date: DateMention, reading: Reading, floor: int) -> bool:
        """`The company, founded in 1921, plans`: between commas that stand before the figure."""
        closed = date.end_char < reading.start and self._text[date.end_char] in ",)"
        return closed and any(mark in self._text[floor : date.start_char] for mark in (", ", "("))

    def _is_base(self, date: DateMention, reading: Reading) -> bool:
        """`the highest since 1983`, `than in 2017`: what a figure is measured against, not its period."""
        if self._since_record(date) or self._is_contract(date):
            return True
        words = self._text[date.start_char : date.end_char].casefold().split()
        if date.start_char < reading.end:
            if self._lexicon.patterns["compare_before"].search(
                self._text, max(0, date.start_char - 32), date.start_char
            ):
                return True  # `Compared with May 2012 sales fell`
            before = self._text[max(0, date.start_char - 24) : date.start_char].casefold().split()
            led = bool(before) and self._lexicon.has("change.from", before[-1])
            return led and any(self._lexicon.has("clause.compared_dates", word) for word in words)
        if date.start_char >= reading.end and self._of_other(reading.end, date.start_char):
            return True
        if date.start_char >= reading.end and self._of_before(reading.end, date.start_char):
            return True
        before = self._text[max(reading.end, date.start_char - 48) : date.start_char].casefold().split()
        if before and self._lexicon.has("clause.measured_on", before[-1]):
            return any(self._lexicon.has("clause.compared_dates", word) for word in words)
        if before and self._lexicon.has("change.from", before[-1]):
            compared = any(self._lexicon.has("clause.compared_dates", word) for word in words)
            return compared or (not self._lexicon.has("change.of", before[-1]) and not self._opens_range(date))
        if any(self._lexicon.has("clause.than", word) for word in words):
            return True  # a date that took its `more than` along
        compared = any(self._lexicon.has("clause.compared_dates", word) for word in words)
        start = max(reading.end, date.start_char - 32)
        if compared and self._lexicon.patterns["compare_before"].search(self._text, start, date.start_char):
            return True  # `respecto al año anterior`
        if any(self._lexicon.has("clause.than", word) for word in before[-4:]):
            return True  # `than it has today`
        return any(self._lexicon.has("clause.base_dates", word) for word in before[-2:])

    def _opens_range(self, date: DateMention) -> bool:
        """`from January to March`: another date follows, joined."""
        index = bisect_left(self._starts, date.end_char)
        return index < len(self._starts) and self._starts[index] - date.end_char <= BESIDE

    def _is_since(self, date: DateMention) -> bool:
        """`since June 15`: of its own clause alone."""
        before = self._text[max(0, date.start_char - 16) : date.start_char].casefold().split()
        return bool(before) and self._lexicon.has("clause.since", before[-1])

    def _since_record(self, date: DateMention) -> bool:
        """`the highest since 1983`: what a record is measured against, wherever the figure stands."""
        before = self._text[max(0, date.start_char - 48) : date.start_char].casefold().split()
        since = any(self._lexicon.has("clause.since", word) for word in before[-2:])
        return since and any(self._lexicon.has("clause.superlatives", word) for word in before[-6:])

    def _of_other(self, start: int, end: int) -> bool:
        """`rose to 4.1 percent from 4 percent in March`: a date beside the amount that a figure is compared with."""
        match = self._lexicon.patterns["compared_amount"].search(self._text, start, end)
        return match is not None

    def _of_before(self, start: int, end: int) -> bool:
        """`rose 0.6 percent after a small fall in July`: a date of what had been before."""
        words = self._text[start:end].casefold().split() if end - start <= ASIDE else ()
        return any(self._lexicon.has("clause.before_that", word.strip(",")) for word in words)

    def _dates_speech(self, date: DateMention) -> bool:
        """`said on Thursday`: the date of the words, not of the figure."""
        before = self._lexicon.patterns["any_word_before"].search(
            self._text, max(0, date.start_char - 24), date.start_char
        )
        if before is None:
            return False
        word = key(before.group(1))
        if word in self._lexicon.sets["clause.prepositions"]:
            before = self._lexicon.patterns["any_word_before"].search(
                self._text, max(0, before.start(1) - 24), before.start(1)
            )
            word = key(before.group(1)) if before else ""
        return word in self._lexicon.sets["clause.speech"]


def _names_interval(date: DateMention) -> bool:
    return (date.type in ("DATE", "TIME") and date.function != "vague") or date.begin_date is not None

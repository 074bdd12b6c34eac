"""The period of a figure: the date of its clause, else of its sentence."""

from bisect import bisect_left
from collections.abc import Sequence

from schemas.date import DateMention
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading
from tasks.figures.sentence import Sentence

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

    def of(
        self, reading: Reading, sentence: Sentence, floor: int, ceiling: int, inside: Sequence[tuple[int, int]] = ()
    ) -> int | None:
        """The position of the date that a figure belongs to, None where its sentence names none."""
        numbers = [
            number
            for _, number in self._order[
                bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)
            ]
        ]
        numbers = [number for number in numbers if not self._is_base(self._dates[number], reading)]
        if not numbers:
            return None
        return min(numbers, key=lambda number: self._distance(number, reading, floor, ceiling, inside))

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
        if self._since_record(date):
            return True
        if date.start_char < reading.end:
            return False
        words = self._text[date.start_char : date.end_char].casefold().split()
        if date.start_char >= reading.end and self._of_other(reading.end, date.start_char):
            return True
        before = self._text[max(reading.end, date.start_char - 48) : date.start_char].casefold().split()
        if before and self._lexicon.has("change.from", before[-1]):
            return any(self._lexicon.has("clause.compared_dates", word) for word in words)
        if any(self._lexicon.has("clause.than", word) for word in words):
            return True  # a date that took its `more than` along
        compared = any(self._lexicon.has("clause.compared_dates", word) for word in words)
        start = max(reading.end, date.start_char - 32)
        if compared and self._lexicon.patterns["compare_before"].search(self._text, start, date.start_char):
            return True  # `respecto al año anterior`
        return any(self._lexicon.has("clause.base_dates", word) for word in before[-2:])

    def _since_record(self, date: DateMention) -> bool:
        """`the highest since 1983`: what a record is measured against, wherever the figure stands."""
        before = self._text[max(0, date.start_char - 48) : date.start_char].casefold().split()
        since = any(self._lexicon.has("clause.since", word) for word in before[-2:])
        return since and any(self._lexicon.has("clause.superlatives", word) for word in before[-6:])

    def _of_other(self, start: int, end: int) -> bool:
        """`rose to 4.1 percent from 4 percent in March`: a date beside the amount that a figure is compared with."""
        match = self._lexicon.patterns["compared_amount"].search(self._text, start, end)
        return match is not None

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

"""The period that a figure takes from the sentence before it, or a headline from the lede."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.date import DateMention
from schemas.figure import Figure
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.period import LONG
from tasks.figures.sentence import Sentence

TIMELESS = frozenset(("duration", "age", "rank", "score", "ratio"))
LONGEST_HEADLINE = 160  # characters of a first line without a full stop


class LastPeriod:
    """The period of the figure before, for as long as a paragraph goes on about the same thing."""

    def __init__(self, text: str, dates: Sequence[DateMention], lexicon: Lexicon) -> None:
        self._text, self._dates, self._lexicon = text, dates, lexicon
        self._sentence: Sentence | None = None
        self._period: int | None = None
        self._subject: str | None = None
        self._carried = False

    def of(self, figure: Figure, sentence: Sentence) -> int | None:
        """The period to carry to a figure whose sentence names none."""
        last = self._sentence
        if last is None or self._period is None or figure.kind in TIMELESS:
            return None
        if last is sentence:
            return self._period if self._carried and self._goes_on(figure) else None
        if sentence.start != last.end or "\n" in self._text[last.end : figure.start_char]:
            return None
        return self._period if self._goes_on(figure) else None

    def remember(self, figure: Figure, sentence: Sentence, carried: bool) -> None:
        """Keep the period of a figure, unless it is of the amount that another is compared with."""
        if figure.kind in TIMELESS or figure.change_role == "from":
            return
        if figure.period_mention_no is None and sentence is self._sentence:
            return
        self._sentence, self._period, self._subject = sentence, figure.period_mention_no, figure.subject_text
        self._carried = carried

    def _goes_on(self, figure: Figure) -> bool:
        """Whether a figure is about what the one before it is about, or a change told in the same report."""
        if figure.subject_start is None or figure.subject_text is None or self._subject is None:
            return False
        written = self._text[figure.subject_start : figure.subject_end]
        lexicon = self._lexicon
        if lexicon.has("clause.pronouns", written) or lexicon.has("clause.owners", written.split()[0]):
            return True
        return key(figure.subject_text) == key(self._subject) or self._same_report(figure)

    def _same_report(self, figure: Figure) -> bool:
        """A change after one that was told of a month or longer; prices of shares are told of a day."""
        daily = self._lexicon.sets["clause.daily_nouns"]
        if not daily or figure.change_role == "level" or self._period is None:
            return False
        words = {key(word) for word in (figure.subject_text or "").split()}
        return self._dates[self._period].grain in LONG and not words & daily


class Bases:
    """The times that the amounts of a text are measured against: of what is told of 2018, what was in 2017."""

    def __init__(self) -> None:
        self._of: dict[int, int] = {}

    def remember(self, told: Figure | None, base: Figure) -> None:
        """Keep what a pair says: `22 percent in May, up from 19 percent in April`."""
        if told and told.period_mention_no is not None and base.period_mention_no is not None:
            self._of[told.period_mention_no] = base.period_mention_no

    def of(self, told: Figure | None) -> int | None:
        """The time that an amount is measured against, by a pair before it: `declined to 610 from 702`."""
        return None if told is None or told.period_mention_no is None else self._of.get(told.period_mention_no)


def date_headline(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Give the figures of a headline the period of the same amount in the text under it."""
    head = text[:LONGEST_HEADLINE].partition("\n")
    if not head[1] or head[0].rstrip().endswith("."):
        return list(figures)
    end = len(head[0])
    below = {
        (figure.value_exact, figure.unit_code): figure.period_mention_no
        for figure in reversed(figures)
        if figure.start_char >= end and figure.period_mention_no is not None
    }
    return [
        replace(figure, period_mention_no=below.get((figure.value_exact, figure.unit_code)))
        if figure.end_char <= end and figure.period_mention_no is None
        else figure
        for figure in figures
    ]

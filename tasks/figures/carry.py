"""The period that a figure takes from the sentence before it, or a headline from the lede."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.figure import Figure
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.sentence import Sentence

TIMELESS = frozenset(("duration", "age", "rank", "score", "ratio"))
LONGEST_HEADLINE = 160  # characters of a first line without a full stop


class LastPeriod:
    """The period of the figure before, for as long as the text goes on about the same thing."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._sentence: Sentence | None = None
        self._period: int | None = None
        self._subject: str | None = None

    def of(self, figure: Figure, sentence: Sentence, dated: bool) -> int | None:
        """The period to carry to a figure whose sentence names none (`dated`: it names a date all the same)."""
        last = self._sentence
        if last is None or self._period is None or dated or figure.kind in TIMELESS or last is sentence:
            return None
        if sentence.start != last.end or "\n" in self._text[last.end : figure.start_char]:
            return None
        return self._period if self._goes_on(figure) else None

    def remember(self, figure: Figure, sentence: Sentence) -> None:
        if figure.kind in TIMELESS or (figure.period_mention_no is None and sentence is self._sentence):
            return
        self._sentence, self._period, self._subject = sentence, figure.period_mention_no, figure.subject_text

    def _goes_on(self, figure: Figure) -> bool:
        """Whether a figure is about what the one before it is about: the same words, or a pronoun for them."""
        if figure.subject_start is None or figure.subject_text is None or self._subject is None:
            return False
        written = self._text[figure.subject_start : figure.subject_end]
        pronoun = self._lexicon.has("clause.pronouns", written) or self._lexicon.has(
            "clause.owners", written.split()[0]
        )
        return pronoun or key(figure.subject_text) == key(self._subject)


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

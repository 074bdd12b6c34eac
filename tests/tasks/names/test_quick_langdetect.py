"""The quick detector gives langdetect's own answers."""

from pathlib import Path

import pytest
from langdetect.detector import Detector
from langdetect.lang_detect_exception import LangDetectException

from tasks.detectors import Langdetect
from tasks.quick_langdetect import quicker

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"
ODD = [
    "",
    "12 %",
    "ALL CAPITALS Mixed UPper iN wORDs A B C",
    "İstanbul, ß ª º ÀÉÎ; ș ț",
    "漢字 かな カナ 한글",
    "العربية ی",
    "Việt Nam ế",
]


def answers(detector: Detector, text: str) -> list[tuple[str, float]] | None:
    detector.append(text)
    try:
        return [(one.lang, one.prob) for one in detector.get_probabilities()]
    except LangDetectException:
        return None


@pytest.mark.parametrize(
    "text", [*ODD, *(path.read_text(errors="replace")[-600:] for path in sorted(SAMPLES.glob("*/*")))]
)
def test_the_probabilities_are_the_same_to_the_last_digit(text):
    profiles = Langdetect()._factory()

    assert answers(quicker(Detector(profiles)), text) == answers(Detector(profiles), text)

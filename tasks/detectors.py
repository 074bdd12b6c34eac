"""The two libraries that tell languages apart, behind one shape: langdetect (the default), and py3langid."""

from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any, Protocol

from langdetect import detector_factory
from langdetect.lang_detect_exception import LangDetectException

from tasks.quick_langdetect import quicker

LONG = 400  # letters: from here on langdetect's trials agree
TRIALS_OF_A_LONG_TEXT = 3  # of its 7: the same answers on long texts in half of the time
_ready = Lock()


class Detector(Protocol):
    """What a language detector has to give.

    `sure` is the probability below which its guess is none; `borne_out` whether a guess over Latin letters must also be
    borne out by that language's small words.
    """

    name: str
    sure: float
    borne_out: bool

    def guess(self, sample: str, letters: float) -> tuple[str, float] | None:
        """Code (BCP 47, without a region) and probability of the likeliest language; None where it finds none."""

    def warm(self) -> None:
        """Load what it needs, before threads or forks."""


class Langdetect:
    """55 languages; sure of itself where it is wrong, so its guesses are borne out."""

    name = "langdetect"
    sure = 0.85  # on pieces of 40 letters it was right in 3 of 9 cases below, 265 of 280 above
    borne_out = True

    def guess(self, sample: str, letters: float) -> tuple[str, float] | None:
        detector = quicker(self._factory().create())
        detector.append(sample)
        if letters >= LONG:
            detector.n_trial = TRIALS_OF_A_LONG_TEXT
        try:
            candidates = detector.get_probabilities()
        except LangDetectException:
            return None
        return (candidates[0].lang.split("-")[0], candidates[0].prob) if candidates else None

    def warm(self) -> None:
        self._factory()

    @staticmethod
    def _factory() -> Any:
        """Its profiles, read once: two threads that read them together leave half of them."""
        with _ready:
            return _profiles()


class Py3langid:
    """140 languages, ten times as fast; its probabilities are those of being right."""

    name = "py3langid"
    sure = 0.6  # in our table of snippets it was right in 133 of 134 cases above and in 6 of 21 below
    borne_out = False

    def guess(self, sample: str, letters: float) -> tuple[str, float] | None:  # noqa: ARG002
        with _ready:
            model = _model()
        merged: dict[str, float] = {}
        for code, probability in model.rank(sample):
            merged[_SAME.get(code, code)] = merged.get(_SAME.get(code, code), 0.0) + probability
        best = max(merged, key=lambda code: merged[code])
        return None if best == "zxx" else (best, min(1.0, merged[best]))

    def warm(self) -> None:
        with _ready:
            _model()


#: Varieties that py3langid tells apart and news is filed under one code of.
_SAME = {"wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "nn": "no", "hbo": "he", "grc": "el"}
DETECTORS: dict[str, Detector] = {detector.name: detector for detector in (Langdetect(), Py3langid())}


@cache
def _profiles() -> Any:
    detector_factory.DetectorFactory.seed = 0  # without it the same text may get another answer
    detector_factory.init_factory()
    return detector_factory._factory


@cache
def _model() -> Any:
    langid = import_module("py3langid.langid")  # with its model it takes a second and 60 MB: loaded where it is chosen
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

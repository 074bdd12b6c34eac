"""Which language a text is in: by its script where that is enough, by langdetect where it is not.

langdetect alone is often wrong and sure of it: on few letters, on capitals, on languages that it does not know. So a
script that one language writes is settled before it is asked, and a guess over Latin letters must be borne out by that
language's own small words; otherwise the text is `und`.
"""

import re
from functools import cache
from threading import Lock
from typing import Any

from langdetect import detector_factory
from langdetect.lang_detect_exception import LangDetectException

from schemas.language import UNKNOWN, LanguageGuess
from tasks.scripts import WIDE_SCRIPTS, WRITTEN_BY_ONE, script_weights, telling_letter
from tasks.small_words import SMALL_WORDS

CHARACTERS_READ = 1_000  # more makes langdetect slower and no surer
LETTERS_NEEDED = 20  # below this even people err; a letter of Chinese, Japanese or Korean counts for two
MOSTLY = 0.6  # of the letters: from here on a text is "mostly" in capitals
ONE_SCRIPT = 0.7  # of the letters: from here on a text is in one script, and quotes the other
SURE = (
    0.85  # langdetect's own probability; on pieces of 40 letters it was right in 3 of 9 cases below, 265 of 280 above
)
FEW_SMALL_WORDS = 0.08  # of all words; articles have .36 to .48, languages unknown to langdetect under .05 of its guess
SHORT = 100  # letters: a shorter text is believed less, and no other language may have more of its small words in it

LONG = 400  # letters: from here on langdetect's trials agree
TRIALS_OF_A_LONG_TEXT = 3  # of its 7: the same answers on long texts in half of the time

#: Languages that langdetect mixes up with each other, or knows only one of: here what a file declares decides.
ALIKE = tuple(map(frozenset, (("da", "no", "sv"), ("hr", "sl", "bs", "sr"), ("id", "ms"), ("pt", "gl", "es", "ca"),
                              ("cs", "sk"), ("ru", "uk", "bg", "mk", "be", "sr"), ("af", "nl"), ("hi", "mr", "ne"),
                              ("ar", "fa", "ur"), ("de", "lb"), ("zh", "ja"))))  # fmt: skip
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "fil": "tl"}
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile(r"['’]")
_RUSSIAN = re.compile("[ыэ]")  # letters that Bulgarian and Macedonian do not write
_MACEDONIAN = re.compile("[јљњѓќѕ]")
_ready = Lock()


def detect_language(text: str, declared: str | None = None) -> LanguageGuess:
    """The language of `text`; `declared` (BCP 47, what the file says of itself) decides where the text does not."""
    sample = _sample(text)
    guess = _by_text(sample)
    said = primary_subtag(declared)
    if said is None or said == guess.code:
        return guess
    if guess.code == UNKNOWN:
        return _believed(said, sample, guess)
    if any({said, guess.code} <= group for group in ALIKE) and _could_be(said, sample):
        return LanguageGuess(said, min(0.8, guess.confidence), "declared")
    return guess


def primary_subtag(tag: str | None) -> str | None:
    """`pt` of `pt-BR`: the language alone of a BCP 47 tag; None where the tag names none."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]*)?\s*", tag or "")
    if match is None:
        return None
    code = match[1].lower()
    return None if code in {"und", "mul", "zxx", "mis"} else SAME.get(code, code)


def _sample(text: str) -> str:
    words = " ".join(text[: 20 * CHARACTERS_READ].split())  # a story may begin behind much blanked page furniture
    sample = words[:CHARACTERS_READ]
    cased = [letter for letter in sample if letter.isupper() or letter.islower()]
    if cased and sum(map(str.isupper, cased)) > MOSTLY * len(cased):
        return sample.lower()  # langdetect's profiles hold capitals only as they begin words
    return sample


def _by_text(sample: str) -> LanguageGuess:
    weights = script_weights(sample)
    letters = sum(weights.values())
    if not letters:
        return LanguageGuess(UNKNOWN, 0.0, "no letters")
    if letters < LETTERS_NEEDED:
        return LanguageGuess(UNKNOWN, 0.0, "too short")
    script, most = max(weights.items(), key=lambda item: item[1])
    wide = sum(weights.get(each, 0) for each in WIDE_SCRIPTS)
    if wide >= most:
        script, most = "Wide", wide
    if most < ONE_SCRIPT * letters:
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    if script == "Wide":
        return _by_wide_script(weights, most / letters)
    if script in WRITTEN_BY_ONE:
        return LanguageGuess(WRITTEN_BY_ONE[script], 0.97 * most / letters, "script")
    if (telling := telling_letter(script, sample)) is not None:
        return LanguageGuess(telling, 0.8, "script") if telling else LanguageGuess(UNKNOWN, 0.0, "unsure")
    return _by_langdetect(sample, script, letters)


def _by_wide_script(weights: dict[str, float], share: float) -> LanguageGuess:
    """Hangul is Korean, kana is Japanese, Han without kana is Chinese."""
    han, kana, hangul = (weights.get(each, 0.0) for each in WIDE_SCRIPTS)
    if hangul > han + kana:
        return LanguageGuess("ko", 0.97 * share, "script")
    if kana >= 0.1 * (han + kana):  # even a headline in Japanese has a tenth; a Chinese text only quotes a の
        return LanguageGuess("ja", 0.97 * share, "script")
    if kana >= 0.03 * (han + kana):
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    return LanguageGuess("zh", (0.97 if han > 60 else 0.8) * share, "script")


def _by_langdetect(sample: str, script: str, letters: float) -> LanguageGuess:
    detector = _factory().create()
    detector.append(sample)
    if letters >= LONG:
        detector.n_trial = TRIALS_OF_A_LONG_TEXT
    try:
        candidates = detector.get_probabilities()
    except LangDetectException:
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    if not candidates or candidates[0].prob < SURE:
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    best = candidates[0].lang.split("-")[0]
    confidence = min(0.99, candidates[0].prob) * (0.5 + 0.5 * min(1.0, letters / SHORT))
    if script == "Latin":
        shares = _small_word_shares(sample)
        rival = max(shares.values()) if letters < SHORT else 0.0
        if shares.get(best, 1.0) < max(FEW_SMALL_WORDS, rival):
            return LanguageGuess(UNKNOWN, 0.0, "unsure")
    elif best in {"bg", "mk"} and (_RUSSIAN.search(sample) or (best == "mk" and not _MACEDONIAN.search(sample))):
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    return LanguageGuess(best, round(confidence, 3), "langdetect")


def _small_word_shares(sample: str) -> dict[str, float]:
    """Which part of the words are small words of each language: in a short text the right one has the most."""
    words = [word for found in _LATIN_WORD.findall(sample.lower()) for word in _APOSTROPHE.split(found)]
    return {code: sum(word in small for word in words) / max(1, len(words)) for code, small in SMALL_WORDS.items()}


def _believed(said: str, sample: str, guess: LanguageGuess) -> LanguageGuess:
    return LanguageGuess(said, 0.6, "declared") if _could_be(said, sample) else guess


def _could_be(said: str, sample: str) -> bool:
    """A declared language is not believed against the script that the text is written in."""
    weights = script_weights(sample)
    if not weights:
        return False
    script = max(weights, key=lambda each: weights[each])
    if script in WIDE_SCRIPTS:
        return said in {"zh", "ja", "ko"}
    if script in WRITTEN_BY_ONE:
        return said == WRITTEN_BY_ONE[script]
    return said not in {"zh", "ja", "ko", *WRITTEN_BY_ONE.values()}


@cache
def _profiles() -> Any:
    detector_factory.DetectorFactory.seed = 0  # without it the same text may get another answer
    detector_factory.init_factory()
    return detector_factory._factory


def _factory() -> Any:
    """langdetect's profiles, read once: two threads that read them together leave half of them."""
    with _ready:
        return _profiles()


def warm_language() -> None:
    """Read langdetect's profiles now, before threads or forks."""
    _factory()

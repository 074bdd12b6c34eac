"""Which language a text is in: by its script where that is enough, by a detector where it is not.

Detectors are often wrong and sure of it: on few letters, on capitals, on languages that they do not know. So a script
that one language writes is settled before one is asked, and a guess of langdetect over Latin letters must be borne out
by that language's own small words; otherwise the text is `und`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from schemas.article import STORY, Block
from schemas.language import UNKNOWN, LanguageGuess
from tasks.detectors import DETECTORS, Detector
from tasks.scripts import WIDE_SCRIPTS, WRITTEN_BY_ONE, script_weights, telling_letter
from tasks.small_words import OTHER_SMALL_WORDS, OWN_SIGNS, SIGNS_THAT_TELL, SMALL_WORDS

CHARACTERS_READ = 600  # of 320 articles none got another answer than by 1,000, in half of the time
LETTERS_NEEDED = 20  # below this even people err; a letter of Chinese, Japanese or Korean counts for two
LETTERS_OF_A_SCRIPT = 8  # of a script that one language writes
MOSTLY = 0.6  # of the letters: from here on a text is "mostly" in capitals
ONE_SCRIPT = 0.7  # of the letters: from here on a text is in one script, and quotes the other
NAMES_BESIDE = 0.25  # of the letters: what another script has where the Latin letters are those of names
FEW_SMALL_WORDS = 0.08  # of all words; articles have .36 to .48, languages unknown to langdetect under .05 of its guess
SHORT = 100  # letters: a shorter text is believed less, and no other language may have more of its small words in it
OWN_SHARE = 0.15  # of a piece's words: with as many small words of the article's language it is in that language
PIECE = 60  # letters: a shorter piece of an article is in the article's language, or cannot be told
SURE_OF_A_PIECE = 0.85

#: Languages that detectors mix up with each other, or know only one of: here what a file declares decides.
ALIKE = tuple(map(frozenset, (("da", "no", "sv"), ("hr", "sl", "bs", "sr"), ("id", "ms"), ("pt", "gl", "es", "ca"),
                              ("cs", "sk"), ("ru", "uk", "bg", "mk", "be", "sr"), ("af", "nl"), ("hi", "mr", "ne"),
                              ("ar", "fa", "ur"), ("de", "lb"), ("zh", "ja"))))  # fmt: skip
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "fil": "tl"}
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN_RUN = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’.-]*")
_APOSTROPHE = re.compile(r"['’]")
_RUSSIAN = re.compile("[ыэ]")  # letters that Bulgarian and Macedonian do not write
_MACEDONIAN = re.compile("[јљњѓќѕ]")
_NO_PROSE = re.compile(r"https?://\S+|\S+@\S+|\S*[={}<>\\]\S*|;$")
_chosen: Detector = DETECTORS["langdetect"]


def configure(detector: str) -> None:
    """Choose the detector of this process by its name; KeyError for a name that is none (`DETECTORS` has them all)."""
    global _chosen
    _chosen = DETECTORS[detector]


def detector() -> str:
    """The name of the detector in use."""
    return next(name for name, one in DETECTORS.items() if one is _chosen)


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


def block_languages(story: str, blocks: Sequence[Block], language: LanguageGuess) -> tuple[str | None, ...]:
    """For each block the code of its language where that is surely another than the article's, None everywhere else."""
    return tuple(
        _other_language(story[block.start_char : block.end_char], language.code) if block.kind in STORY else None
        for block in blocks
    )


def primary_subtag(tag: str | None) -> str | None:
    """`pt` of `pt-BR`: the language alone of a BCP 47 tag; None where the tag names none."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]*)?\s*", tag or "")
    if match is None:
        return None
    code = match[1].lower()
    return None if code in {"und", "mul", "zxx", "mis"} else SAME.get(code, code)


def warm_language() -> None:
    """Load the detector now, before threads or forks."""
    _chosen.warm()


def _other_language(piece: str, article: str) -> str | None:
    sample = _sample(piece)
    weights = script_weights(sample)
    if sum(weights.values()) < PIECE:
        return None
    if max(weights, key=lambda each: weights[each]) == "Latin" and article in SMALL_WORDS:
        shares = _small_word_shares(sample)
        if shares[article] >= max(OWN_SHARE, *shares.values()):
            return None  # most pieces; the detector need not be asked
    guess = _by_text(sample)
    if guess.code in (UNKNOWN, article) or guess.confidence < SURE_OF_A_PIECE:
        return None
    return None if any({guess.code, article} <= group for group in ALIKE) else guess.code


def _sample(text: str) -> str:
    words = " ".join(text[: 20 * CHARACTERS_READ].split())  # a story may begin behind much blanked page furniture
    sample = words[:CHARACTERS_READ]
    cased = [letter for letter in sample if letter.isupper() or letter.islower()]
    if cased and sum(map(str.isupper, cased)) > MOSTLY * len(cased):
        return sample.replace("İ", "i").lower()  # langdetect's profiles hold capitals only as they begin words
    return sample


def _by_text(sample: str) -> LanguageGuess:
    weights = script_weights(sample)
    letters = sum(weights.values())
    if not letters:
        return LanguageGuess(UNKNOWN, 0.0, "no letters")
    script, most = _main_script(weights)
    needed = LETTERS_OF_A_SCRIPT if script in WRITTEN_BY_ONE else LETTERS_NEEDED
    if letters < needed:
        return LanguageGuess(UNKNOWN, 0.0, "too short")
    if most < ONE_SCRIPT * letters:
        bare = _without_names(sample, weights, letters)
        return _by_text(bare) if bare else LanguageGuess(UNKNOWN, 0.0, "unsure")
    if script == "Wide":
        return _by_wide_script(weights, most / letters)
    if script in WRITTEN_BY_ONE:
        return LanguageGuess(WRITTEN_BY_ONE[script], 0.97 * most / letters, "script")
    if (telling := telling_letter(script, sample)) is not None:
        return LanguageGuess(telling, 0.8, "script") if telling else LanguageGuess(UNKNOWN, 0.0, "unsure")
    return _by_detector(sample, script, letters)


def _main_script(weights: dict[str, float]) -> tuple[str, float]:
    """The script with most letters; Han, kana and Hangul together are `Wide`."""
    script, most = max(weights.items(), key=lambda item: item[1])
    wide = sum(weights.get(each, 0) for each in WIDE_SCRIPTS)
    return ("Wide", wide) if wide >= most else (script, most)


def _without_names(sample: str, weights: dict[str, float], letters: float) -> str | None:
    """A text without its Latin words, where these are names beside another script; None elsewhere."""
    if "Latin" not in weights or letters - weights["Latin"] < NAMES_BESIDE * letters:
        return None
    runs = _LATIN_RUN.findall(sample)
    if max(_small_word_shares(" ".join(filter(str.islower, runs))).values()) > FEW_SMALL_WORDS:
        return None
    bare = _LATIN_RUN.sub(" ", sample)
    return bare if "Latin" not in script_weights(bare) else None


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


def _by_detector(sample: str, script: str, letters: float) -> LanguageGuess:
    if letters < SHORT and len(_NO_PROSE.findall(sample)) > 1:
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    found = _chosen.guess(sample, letters)
    if found is None or (found[1] < _chosen.sure and not _is_plain(found, sample, script)):
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    best, probability = found
    confidence = min(0.99, probability) * (0.5 + 0.5 * min(1.0, letters / SHORT))
    if script == "Latin" and _chosen.borne_out and not _borne_out(best, sample, letters):
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    if best in {"bg", "mk"} and (_RUSSIAN.search(sample) or (best == "mk" and not _MACEDONIAN.search(sample))):
        return LanguageGuess(UNKNOWN, 0.0, "unsure")
    return LanguageGuess(best, round(confidence, 3), _chosen.name)


def _is_plain(found: tuple[str, float], sample: str, script: str) -> bool:
    """Whether an unsure guess is made good by small words: many of its language, and of no other as many."""
    if script != "Latin" or found[1] < _chosen.sure / 2:
        return False
    shares = _small_word_shares(sample)
    others = [share for code, share in shares.items() if code != found[0]]
    return shares.get(found[0], 0.0) >= OWN_SHARE and shares[found[0]] > max(others)


def _borne_out(best: str, sample: str, letters: float) -> bool:
    """Whether a language's signs or small words are in the text, and of none that has no profile there are more."""
    shares = _small_word_shares(sample)
    if len(re.findall(OWN_SIGNS.get(best, r"(?!)"), sample.lower())) >= SIGNS_THAT_TELL:
        return True
    own = shares.get(best, 1.0)
    unknown = max(_shares(sample, OTHER_SMALL_WORDS, _OTHER_BY_WORD).values())
    rival = max(shares.values()) if letters < SHORT else 0.0
    return own >= max(FEW_SMALL_WORDS, rival) and (own >= unknown or best not in shares)


def _small_word_shares(sample: str) -> dict[str, float]:
    """Which part of the words are small words of each language: in a short text the right one has the most."""
    return _shares(sample, SMALL_WORDS, _BY_WORD)


def _shares(sample: str, languages: Iterable[str], by_word: Mapping[str, Sequence[str]]) -> dict[str, float]:
    words = [word for found in _LATIN_WORD.findall(sample.lower()) for word in _APOSTROPHE.split(found)]
    counts = Counter(code for word in words if word in by_word for code in by_word[word])
    return {code: counts[code] / max(1, len(words)) for code in languages}


def _languages_by_word(languages: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, small in languages.items():
        for word in small:
            found.setdefault(word, []).append(code)
    return found


_BY_WORD = _languages_by_word(SMALL_WORDS)
_OTHER_BY_WORD = _languages_by_word(OTHER_SMALL_WORDS)


def _believed(said: str, sample: str, guess: LanguageGuess) -> LanguageGuess:
    """What a file declares, where its text does not speak against it: by its script, or by having none of its words."""
    if not _could_be(said, sample):
        return guess
    weights = script_weights(sample)
    long_latin = weights.get("Latin", 0.0) >= max(PIECE, ONE_SCRIPT * sum(weights.values()))
    if long_latin and _small_word_shares(sample).get(said, 1.0) < FEW_SMALL_WORDS:
        return guess
    return LanguageGuess(said, 0.6, "declared")


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

"""What language a text is in, and how sure that is."""

from dataclasses import dataclass

UNKNOWN = "und"  # BCP 47 for undetermined


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """`code` is BCP 47 (`en`, `pt`, `zh`; `und` where nothing can be said), `confidence` 0 to 1, `source` what said it
    (`langdetect`, `script`, `declared`) or, for `und`, the reason (`too short`, `unsure`, `no letters`)."""

    code: str
    confidence: float
    source: str

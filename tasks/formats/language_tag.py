"""Languages as files name them: `en_GB`, `eng`, `English` or `en`."""

import re
from functools import lru_cache

import pycountry

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")


@lru_cache(maxsize=1000)
def language_tag(text: str) -> str | None:
    """The BCP 47 tag of what a file calls a language; what is none stays as it is, blank is None."""
    written = text.strip()
    match = _TAG.fullmatch(written)
    if match is None:
        named = _named(written)
        return named or written or None
    code = match[1].lower()
    if len(code) == 3:
        code = _short(code)
    return code + match[2].replace("_", "-")


def _short(code: str) -> str:
    """`en` of `eng`; a language without two letters keeps its three."""
    found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    return getattr(found, "alpha_2", code) if found else code


def _named(name: str) -> str | None:
    found = pycountry.languages.get(name=name.title()) if name.isalpha() else None
    return getattr(found, "alpha_2", None) if found else None

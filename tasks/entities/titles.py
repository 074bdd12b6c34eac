"""The title or office before a person's name: `Secretary of State` in `Secretary of State John Kerry`."""

import re

from tasks.entities.words import NameWords

REACH = 70  # characters before a name
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
_JOINS = frozenset(("of", "for", "and", "the", "de", "du", "des", "la", "le", "les", "l", "d", "et", "à", "aux", "&"))
_ELIDED = re.compile(r"^[ld][’']")


def title_before(text: str, start: int, least: int, words: NameWords) -> str | None:
    """The words between the last other name (which ends at `least`) and a name that say its office, as written."""
    first = max(least, start - REACH)
    tokens = list(_WORD.finditer(text, first, start))
    begin = None
    end = start
    while tokens:
        token = tokens.pop()
        if text[token.end() : end].strip(" \u00a0"):
            break
        word = token[0]
        if word.endswith(".") and begin is not None and word[:-1].islower():
            break  # `met the mayor. Mr. Clinton`: a sentence ends there
        bare = _ELIDED.sub("", word)
        if words.is_title(word) or words.is_title(word[:1].upper() + word[1:]):
            begin = token.start()
        elif begin is not None and (word in words.office_parts or bare in words.portfolios):
            begin = begin if word in _JOINS else token.start()
        elif bare not in words.portfolios and word not in words.office_parts and word not in _JOINS:
            break
        end = token.start()
    if begin is None or text[begin - 1 : begin] in {"-", "'", "’"}:
        return None
    return text[begin:start].strip() or None

"""Names of places in the cases of a language that declines them."""

from collections.abc import Iterator

#: What the last letter gives way to; "" is for every consonant, which stays.
CASES = {
    "ru": {"а": ("ы", "и", "е", "у", "ой"), "я": ("и", "ю", "ей"), "ь": ("и", "я", "ю", "е"), "": ("а", "у", "ом", "е")}
}
VOWELS = "аеёиоуыэюяй"


def in_cases(spelling: str, language: str) -> Iterator[str]:
    """`Москвы`, `Москве`, `Москву` for `Москва`; only names of one word, as the first of two declines otherwise."""
    cases = CASES.get(language, {})
    if not cases or " " in spelling:
        return
    last = spelling[-1]
    if last in cases:
        yield from (spelling[:-1] + ending for ending in cases[last])
    elif last not in VOWELS:
        yield from (spelling + ending for ending in cases[""])

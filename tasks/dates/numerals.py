"""Which parts of a date a run of digits could be."""


def number_classes(token: str) -> frozenset[str]:
    """The classes of a run of digits by its length and size; tokens of more than 9 digits are no number of a date."""
    length = len(token)
    if length > 9:
        return frozenset()
    number = int(token)
    return frozenset(
        name
        for name, holds in (
            ("int", True),
            ("dd", length == 2),
            ("ddd", length == 3),
            ("day", length <= 2 and 1 <= number <= 31),
            ("mon", length <= 2 and 1 <= number <= 12),
            ("hour", length <= 2 and number <= 24),
            ("minute", length == 2 and number <= 59),
            ("year", length == 4 and 1000 <= number <= 2199),
            ("clock4", length == 4 and number < 2400 and number % 100 < 60),
            ("ymd8", length == 8 and 10000101 <= number <= 21991231),
        )
        if holds
    )


#: At least one number of every combination of classes.
SAMPLE_NUMBERS = frozenset(
    [*map(str, range(100)), *(f"{n:02d}" for n in range(100)), "0", "000", "100", "0000", "0830", "0870", "1030",
     "1199", "1830", "1999", "2030", "2070", "2199", "2200", "2270", "2350", "2370", "9999", "10000", "20140710",
     "99999999", "100000", "1000000", "999999999"]
)  # fmt: skip

NUMBER_CLASSES = frozenset[str]().union(*map(number_classes, SAMPLE_NUMBERS))

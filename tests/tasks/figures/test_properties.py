"""What holds of any text: offsets are true, nothing raises, the same text gives the same figures, work is linear."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.figures import find_figures
from tasks.figures.load import languages

FRAGMENTS = st.sampled_from(
    [
        "1", "2.5", "1,234", "½", "three", "million", "of", " ", "\n", "\n\n", "$", "€",
        "%", "percent", "-", "–", "to", "rose", "fell", "by", "half", "a", "one", "people",
        "the", ".", ",", "(", ")", "points", "year-old", "No.", "3/4", "二", "百分之", "万",
        "٣", "करोड़", "Mio.", "fünf", "und", "zwanzig", "в", "млн", "S&P", "said", "which", "’s",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map(" ".join), st.lists(FRAGMENTS).map("".join)
)
SECONDS = 5.0  # for a megabyte; measured below 2 on one core


@given(TEXTS, st.sampled_from([*languages(), "sv", "xx", "und"]))
@settings(max_examples=300, deadline=None)
def test_offsets_are_true_and_ordered_on_any_text(text: str, language: str) -> None:
    end = 0
    for figure in find_figures(text, language):
        assert text[figure.start_char : figure.end_char] == figure.surface
        assert end <= figure.start_char < figure.end_char
        end = figure.end_char
        assert "\n\n" not in figure.surface
        if figure.subject_start is not None and figure.subject_end is not None:
            assert 0 <= figure.subject_start < figure.subject_end <= len(text)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert find_figures(text, "en") == find_figures(text, "en")


ONES = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]
TEENS = ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """A number from 1 to 999,999,999 in English words."""
    if number >= 1_000_000:
        return f"{spelled(number // 1_000_000)} million {spelled(number % 1_000_000)}".strip()
    if number >= 1000:
        return f"{spelled(number // 1000)} thousand {spelled(number % 1000)}".strip()
    if number >= 100:
        return f"{ONES[number // 100]} hundred {spelled(number % 100)}".strip()
    if number < 20:
        return [*ONES, *TEENS][number]
    return f"{TENS[number // 10]}-{ONES[number % 10]}".rstrip("-")


@given(st.integers(min_value=2, max_value=999_999_999))
@settings(max_examples=200, deadline=None)
def test_digits_and_words_of_a_number_agree(number: int) -> None:
    (in_words,) = find_figures(f"They counted {spelled(number)} percent.", "en")
    (in_digits,) = find_figures(f"They counted {number:,} percent.", "en")

    assert in_words.value_exact == in_digits.value_exact == str(number)


@pytest.mark.parametrize(
    "piece", ["1,", "one ", "(", "(1 ", "1", " ", "1-", "million ", "1\n", "111,", ".", "5 percent "]
)
def test_a_megabyte_of_one_piece_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + "x"  # so that no pattern is done at the end of the text
    find_figures("warm", "en")
    started = time.process_time()

    find_figures(text, "en")

    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("language", ["da", "pl", "tr"])
def test_a_language_without_a_data_file_is_marked_basic(language: str) -> None:
    (figure,) = find_figures("3,5 %", language)

    assert figure.rule.startswith("basic.")
    assert (figure.value_exact, figure.unit_code) == ("3.5", "%")
    assert figure.confidence <= 0.5


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("zh", "百分之"),
        ("zh", "1万"),
        ("zh", "一"),
        ("ja", "分の"),
        ("de", "fünf"),
        ("ar", "خمسة و"),
        ("es", "un medio "),
    ],
)
def test_a_piece_over_and_over_raises_nothing_in_any_language(language: str, piece: str) -> None:
    for text in (piece * 3, piece * 8, piece * 2_000, f"{piece}x" * 2_000):
        assert all(
            text[figure.start_char : figure.end_char] == figure.surface for figure in find_figures(text, language)
        )

"""The names of one real kind of article, against a key made by hand."""

from collections import Counter

import pytest

from schemas.span import check_span
from tasks.entities import coverage, find_entities, find_entities_in_batch

TEXT = """\
Ports Reopen After Storm

Norwegian Trade Minister Liv Sandnes (L) greets U.S. Commerce Secretary Dana Whitlock (R) in Bergen, Norway.

All ports along the Norwegian coast reopened Tuesday, Trade Minister Liv Sandnes said. Sandnes met U.S. officials.

“The U.S and Norway will share the cost,” said Whitlock. Mr. Whitlock’s visit was short. Norway’s sales to China fell.
"""


@pytest.fixture(scope="module")
def found():
    return find_entities(TEXT, "en")


def test_every_mention_stands_where_it_says(found):
    for mention in found:
        check_span(TEXT, mention)


def test_each_surname_carries_the_whole_name(found):
    assert Counter(each.name for each in found if each.kind == "person") == {"Liv Sandnes": 3, "Dana Whitlock": 3}


def test_a_department_in_a_title_is_no_organisation(found):
    assert [each.surface for each in found if each.kind == "organisation"] == []


def test_every_spelling_of_a_country_is_that_country(found):
    countries = Counter((each.name, each.country_code) for each in found if each.kind == "place" and each.country_code)

    assert countries == {("United States", "US"): 3, ("Norway", "NO"): 3, ("China", "CN"): 1}


def test_blanks_before_the_story_move_nothing():
    blanked = " " * 400 + "\n\n" + TEXT

    moved = find_entities(blanked, "en")

    assert [each.name for each in moved] == [each.name for each in find_entities(TEXT, "en")]
    assert all(blanked[each.start_char : each.end_char] == each.surface for each in moved)


def test_a_batch_finds_what_each_text_has_alone():
    texts = [TEXT, "Nothing here.", "", TEXT.replace("Norway", "Chile")]

    assert [find_entities(text, "en") for text in texts] == find_entities_in_batch(texts, "en")


def test_a_language_without_a_model_gets_its_countries_alone():
    found = find_entities("Die Regierung in Deutschland und die USA. Angela Muster aus Wien sagte nichts.", "de")

    assert [(each.name, each.country_code) for each in found] == [
        ("Germany", "DE"),
        ("United States", "US"),
        ("Vienna", None),
    ]
    assert {code: coverage(code) for code in ("en", "de", "und")} == {"en": "full", "de": "places", "und": "none"}

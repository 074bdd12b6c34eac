import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any, get_args

import pytest

from schemas.date import DateMention, TimexMod, TimexType
from schemas.figure import ChangeRole, Direction, Figure, FigureKind
from tests.quality import judge, own

TIMEX = re.compile(
    r"(PAST|PRESENT|FUTURE)_REF|BC\d{4}(-\d\d(-\d\d)?)?|FY\d{4}|\d{2,4}(/\d{4})?|\d{4}-(Q[1-4]|H[12]|SP|SU|FA|WI|W\d\d(-WE)?)|XXXX-(SP|SU|FA|WI)"
    r"|XXXX-WXX-[1-7]|\d{4}-\d\d(-\d\d)?(/\d{4}-\d\d-\d\d)?|\d{4}-\d\d-\d\dT(MO|AF|EV|NI|\d\d:\d\d)"
    r"|P(\d+(\.\d+)?|X)(Y|M|W|D|DE|CE)|P\d+Y\d+M(\d+D)?|PT(\d+|X)[HMS]|PT\d+H\d+M"
)
NOTHING = (0.15, 0.25)  # the share of items that hold look-alikes alone
SENTENCES = ("dates", "figures")
ANSWERS = {"dates": "dates", "figures": "figures", "narrative": "dates", "articles": "figures"}  # the key of each set


def date_at(text: str, surface: str, value: str) -> DateMention:
    start = text.index(surface)
    return DateMention(start, start + len(surface), surface, "DATE", value, "date.day", "explicit", 0.9)


def figure_at(text: str, surface: str, value: float, **said: Any) -> Figure:
    start = text.index(surface)
    return Figure(start, start + len(surface), surface, "percent", value, str(value), "percent.unit", 0.9, **said)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_surface_stands_in_its_text_and_none_overlap(name):
    for item in own.read_gold(name):
        places = [judge.place(item["text"], one) for one in item[ANSWERS[name]]]

        assert places == sorted(places), item["id"]
        assert all(end <= start for (_, end), (start, _) in pairwise(places)), item["id"]
        assert own.published(item) or name == "narrative"


@pytest.mark.parametrize("name", ANSWERS)
def test_ids_are_unique_and_halves_are_of_equal_size_in_each_language(name):
    gold = own.read_gold(name)
    sizes = Counter((item["lang"], item["half"]) for item in gold)

    assert len({item["id"] for item in gold}) == len(gold)
    assert all(sizes[language, "seen"] == sizes[language, "held"] for language, _ in sizes)
    assert len({item["text"] for item in gold}) == len(gold)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_fifth_of_the_items_hold_nothing_but_look_alikes(name):
    gold = own.read_gold(name)
    empty = sum(not item[name] for item in gold) / len(gold)

    assert NOTHING[0] <= empty <= NOTHING[1]


def test_dates_say_timex3():
    for item in own.read_gold("dates") + own.read_gold("narrative"):
        for one in item["dates"]:
            assert one["type"] in get_args(TimexType)
            assert TIMEX.fullmatch(one["value"]), (item["id"], one)
            assert one.get("mod") is None or one["mod"] in get_args(TimexMod)


def test_figures_say_what_the_record_can_say():
    for item in own.read_gold("figures") + own.read_gold("articles"):
        for one in item["figures"]:
            assert one["kind"] in get_args(FigureKind)
            assert ("value" in one) != ("low" in one)
            assert one.get("low", 0) <= one.get("high", 0)
            assert one.get("direction", "none") in get_args(Direction)
            assert one.get("role", "level") in get_args(ChangeRole)
            assert (one.get("subject") or "").casefold() in item["text"].casefold()
            assert one.get("period") is None or TIMEX.fullmatch(one["period"])


def test_a_fall_is_negative_and_a_level_keeps_its_sign():
    for item in own.read_gold("figures") + own.read_gold("articles"):
        for one in item["figures"]:
            if "signed" in one:
                falls = one["role"] == "by" and one["direction"] == "down"
                assert one["signed"] == (-one["value"] if falls else one["value"]), item["id"]


def test_the_longest_overlap_is_paired_and_what_is_left_stands_alone():
    text = "from September to July 2014"
    gold = [{"surface": "September", "occurrence": 0}, {"surface": "July 2014", "occurrence": 0}]
    both, year = date_at(text, "September to July", "2013-09"), date_at(text, "2014", "2014")

    assert judge.pair(text, gold, [both, year]) == [(gold[0], both), (gold[1], year)]
    assert judge.pair(text, gold[:1], [year]) == [(gold[0], None), (None, year)]


def test_what_the_gold_leaves_out_is_not_judged():
    text = "Output fell 3 percent."
    found = figure_at(text, "3 percent", 3.0, unit_code="%", direction="down", signed_value=-3.0, subject_text="Output")
    gold = {"surface": "3 percent", "occurrence": 0, "value": 3, "unit": "%", "direction": "up"}

    verdicts = judge.judge_figure(gold, found, [])

    assert verdicts["subject"] is None
    assert verdicts == {"value": True, "unit": True, "direction": False, "signed": None, "subject": None,
                        "period": None, "all": False}  # fmt: skip


def test_a_right_unit_of_a_wrong_number_does_not_count():
    text = "Output fell 3 percent."
    found = figure_at(text, "3 percent", 30.0, unit_code="%")

    assert judge.judge_figure({"value": 3, "unit": "%"}, found, [])["unit"] is False


def test_subjects_agree_when_half_of_their_words_do():
    assert judge.same_subject("The jobless rate", "jobless rate")
    assert judge.same_subject(None, None)
    assert not judge.same_subject("The jobless rate", "the ministry of labour")
    assert not judge.same_subject(None, "Output")


def test_nothing_of_the_held_half_is_ever_listed():
    assert {"seen"} == {miss.item["half"] for name in ANSWERS for miss in own.misses(name)}


def test_no_score_falls_below_its_floor():
    floors = json.loads(own.FLOORS.read_text())
    scores = own.reached()

    assert floors.keys() == scores.keys()
    fallen = [f"{key}: {scores[key]:.1f} under {floor}" for key, floor in floors.items() if scores[key] < floor]
    assert not fallen

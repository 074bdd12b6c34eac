"""People of one name: who of two bears a surname, and two who may be taken for one."""

import pytest

from tasks.entities import find_entities


def people(text):
    return [(one.surface, one.name) for one in find_entities(text, "en") if one.kind == "person"]


def test_mr_and_mrs_of_one_surname_are_two_people():
    text = "Bill Clinton and Hillary Clinton arrived in Lisbon. Mrs. Clinton met the mayor. Mr. Clinton played golf."

    assert people(text)[2:] == [("Clinton", "Hillary Clinton"), ("Clinton", "Bill Clinton")]


def test_a_relation_says_who_mrs_is():
    text = "Laura Bush, his wife, listened as George Bush spoke in Austin. Mrs. Bush smiled."

    assert people(text)[-1] == ("Bush", "Laura Bush")


def test_different_initials_are_different_people():
    text = "President George W. Bush spoke in Austin. His father, George H. W. Bush, listened."

    assert [name for _, name in people(text)] == ["George W. Bush", "George H. W. Bush"]


def test_a_surname_that_two_people_bear_is_less_sure():
    text = "Bill Clinton and Hillary Clinton arrived in Lisbon on Friday. Clinton left on Sunday."

    assert find_entities(text, "en")[-1].confidence == 0.75


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("John Smith, the mayor of Hull, spoke. John Smith, a plumber from Leeds, listened.", False),
        ("John Smith, 45, was elected on Monday. His neighbour John Smith, 72, voted for him.", False),
        ("Jane Doe, the chief executive, resigned. Jane Doe, who led the firm, gave no reason.", True),
        ("Jane Doe, a lawyer from Hull, resigned. Jane Doe, the head of the firm, gave no reason.", True),
        ("Jane Doe, 45, the chief executive, resigned. Jane Doe, 46 on Friday, gave no reason.", True),
    ],
)
def test_one_name_presented_as_two_people_is_believed_less(text, sure):
    mentions = [one for one in find_entities(text, "en") if one.kind == "person"]

    assert len({one.name for one in mentions}) == 1
    assert all((one.confidence > 0.6) == sure for one in mentions)

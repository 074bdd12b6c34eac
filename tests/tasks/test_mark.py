from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from tasks.mark import figure_label, marked, marks_of

TEXT = "Sales of Acme fell 3 percent in 2024."
DATES = (DateMention(32, 36, "2024", "DATE", "2024", "year", "explicit", 0.9),)
NAMES = (EntityMention(9, 13, "Acme", "organisation", "Acme", "model", "r", 0.9),)
FELL = Figure(19, 28, "3 percent", "percent", 3.0, "3", "r", 0.9, unit_code="%", direction="down", change_role="by",
              signed_value=-3.0, subject_text="Sales of Acme", period_mention_no=0)  # fmt: skip


def test_a_figure_is_told_in_one_line():
    assert figure_label(FELL, DATES) == "-3 % (by, down) of Sales of Acme in 2024"


def test_the_pieces_are_the_text_and_each_mark_ends_once():
    marks = marks_of(NAMES, DATES, [FELL])
    pieces = list(marked(TEXT, marks))

    assert "".join(piece for piece, _, _ in pieces) == TEXT
    assert [mark for _, _, ending in pieces for mark in ending] == marks


def test_overlapping_marks_both_show():
    inner = DateMention(19, 20, "3", "DATE", "2003", "x", "explicit", 0.1)

    ends = [[mark.what for mark in ending] for _, _, ending in marked(TEXT, marks_of((), [inner], [FELL])) if ending]
    assert ends == [["date"], ["figure"]]

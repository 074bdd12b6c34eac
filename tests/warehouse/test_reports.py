"""What each shipped report tells of a small newsroom."""

import pytest

from schemas.problem import UsageError
from warehouse.ask import reports, run_report


def told(desk, name, columns, given):
    """Some columns of a report's rows."""
    table = run_report(desk.home, reports()[name], {key: str(value) for key, value in given.items()})
    places = [table.columns.index(column) for column in columns]
    return [tuple(str(row[place]) if row[place] is not None else None for place in places) for row in table.rows]


#: report, parameters, columns, rows that must be among those told, and rows that must not
TOLD = [
    ("who_is_in_the_news", {}, ("name", "articles"), [("Beijing", "4"), ("John Kerry", "3")], []),
    (
        "who_is_in_the_news",
        {"kind": "person", "since": "2025-03-01"},
        ("name", "articles", "first_day"),
        [("John Kerry", "2", "2025-03-04"), ("Claire Moreau", "1", "2025-03-05")],
        [("Beijing", "4", "2025-02-25")],
    ),
    (
        "who_is_in_the_news",
        {"each": "language", "kind": "place"},
        ("within", "name"),
        [("en", "Beijing"), ("es", "Spain")],
        [],
    ),
    (
        "who_is_in_the_news",
        {"source": "wire", "each": "day"},
        ("within", "name"),
        [("2025-03-06", "Acme")],
        [("2025-03-05", "Spain")],
    ),
    (
        "risers",
        {"day": "2025-03-07"},
        ("name", "articles", "week_before"),
        [("Spain", "3", "0"), ("Beijing", "3", "1")],
        [("Ohio", "0", "0")],
    ),
    ("risers", {}, ("name", "rise"), [("Spain", "3")], []),
    (
        "who_appears_with_whom",
        {"name": "John Kerry"},
        ("appears_with", "articles", "articles_in_a_sentence"),
        [("Li Keqiang", "1", "1"), ("Beijing", "2", "1")],
        [("John Kerry", "2", "2")],
    ),
    ("who_appears_with_whom", {"kind": "person"}, ("name", "appears_with"), [], [("Li Keqiang", "Li Keqiang")]),
    (
        "timeline",
        {"since": "2025-03-18", "until": "2025-03-19"},
        ("begin_date", "surface", "publisher"),
        [("2025-03-18", "March 18", "Open Wire")],
        [],
    ),
    (
        "timeline",
        {"about": "quay"},
        ("begin_date", "surface"),
        [("2025-03-12", "12 March 2025")],
        [("2025-03-13", "March 13")],
    ),
    (
        "what_is_next",
        {"since": "2025-03-08", "until": "2025-03-14"},
        ("begin_date", "headline"),
        [("2025-03-12", "What the week brings"), ("2025-03-13", "What the week brings")],
        [("2025-03-14", "What the week brings")],
    ),
    (
        "due",
        {"day": "2025-03-10"},
        ("due", "weekday", "surface"),
        [("2025-03-12", "Wednesday", "12 March 2025"), ("2025-03-14", "Friday", "March 14")],
        [("2025-03-18", "Tuesday", "March 18")],
    ),
    ("due", {"day": "latest", "days": 30}, ("due",), [("2025-03-18",)], []),
    ("figures_about", {"about": "exports"}, ("value", "unit", "direction"), [("7.1", "%", "up")], []),
    ("figures_about", {"entity": "Spain"}, ("subject", "value"), [("Spain's unemployment rate", "11.2")], []),
    ("figures_about", {"country": "de"}, ("value", "unit"), [("2.3", "%")], [("11.2", "%")]),
    (
        "figures_about",
        {"unit": "USD", "since": "2024-01-01", "until": "2025-01-01"},
        ("value",),
        [("210000000.0",)],
        [("12000.0",)],
    ),
    (
        "biggest_moves",
        {},
        ("moved", "publisher"),
        [("7.1", "Open Wire"), ("-3.0", "Open Wire")],
        [("7.1", "Harbour Post")],
    ),
    ("quotes", {}, ("speaker", "direct"), [("John Kerry", "True"), ("Claire Moreau", "True")], []),
    (
        "quotes",
        {"speaker": "kerry", "direct": "true"},
        ("speaker", "day"),
        [("John Kerry", "2025-03-04")],
        [("John Kerry", "2025-02-25")],
    ),
    ("quotes", {"about": "confiants"}, ("speaker",), [("Claire Moreau",)], [("John Kerry",)]),
    ("speakers", {}, ("speaker", "articles"), [("John Kerry", "2")], []),
    (
        "sources",
        {},
        ("source", "publisher", "articles", "copies"),
        [("wire", "Open Wire", "5", "0"), ("post", "Harbour Post", "3", "1"), ("faro", "El Faro", "1", "0")],
        [],
    ),
    ("freshness", {}, ("source", "files", "loaded"), [("wire", "5", "5"), ("post", "5", "3")], []),
    ("quarantine", {}, ("code", "files", "example_file"), [("json.invalid", "1", "post/broken.json")], []),
    ("coverage", {}, ("language", "articles", "names_known"), [("en", "8", "full")], []),
    ("data_quality", {}, ("language", "articles", "without_date"), [("en", "8", "0"), ("zh", "1", "0")], []),
    (
        "revisions",
        {},
        ("what", "publisher", "earlier_publisher"),
        [("copy", "Harbour Post", "Open Wire"), ("revision", "Open Wire", "Open Wire"), ("duplicate", None, None)],
        [],
    ),
    ("revisions", {"kind": "copy"}, ("what",), [("copy",)], [("revision",)]),
    ("article", {}, ("what",), [("headline",), ("published",), ("words",)], []),
    ("disagreements", {}, ("subject", "sources", "spread_percent"), [("spain unemployment rate", "2", "9.7")], []),
    (
        "contradictions",
        {},
        ("one_value", "other_value", "one_publisher", "other_publisher"),
        [("11.2 percent", "12.4 percent", "Open Wire", "Harbour Post")],
        [("$230 million", "$210 million", "Open Wire", "Open Wire")],
    ),
    (
        "arithmetic",
        {},
        ("from_value", "to_value", "said", "reckoned"),
        [("$200 million", "$230 million", "5 percent", "15.0")],
        [],
    ),
    (
        "arithmetic",
        {"holding": "true"},
        ("to_value", "holds"),
        [("$210 million", "True"), ("$230 million", "False")],
        [],
    ),
    ("changes", {}, ("what", "before", "after"), [("changed", "$230 million", "$210 million")], []),
    (
        "reconciled",
        {"about": "spain"},
        ("articles", "values", "reported"),
        [("2", "2", "11.2 percent (Open Wire, 2025-03-04); 12.4 percent (Harbour Post, 2025-03-05)")],
        [],
    ),
    ("intake", {}, ("dropped", "loaded", "duplicate", "quarantined", "ignored"), [("18", "15", "1", "1", "1")], []),
    ("countries", {}, ("country", "articles", "languages"), [("ES", "3", "2")], []),
]


@pytest.mark.parametrize(
    ("name", "given", "columns", "among", "absent"), TOLD, ids=[f"{row[0]}-{n}" for n, row in enumerate(TOLD)]
)
def test_a_report_tells_what_stands_in_the_articles(newsroom, name, given, columns, among, absent):
    rows = told(newsroom, name, columns, given)

    assert set(among) <= set(rows), rows
    assert not set(absent) & set(rows)


def test_every_shipped_report_is_tried_here():
    assert {row[0] for row in TOLD} == set(reports())


@pytest.mark.parametrize("name", sorted(reports()))
def test_what_is_asked_for_is_bound_never_part_of_the_question(newsroom, name):
    report = reports()[name]
    words = {one.name: "x' or 1=1; --" for one in report.parameters if one.type == "VARCHAR" and one.name != "day"}

    assert len(run_report(newsroom.home, report, words).rows) <= len(run_report(newsroom.home, report, {}).rows)


def test_most_limits_the_rows(newsroom):
    for name, report in reports().items():
        if "most" in {one.name for one in report.parameters}:
            assert len(run_report(newsroom.home, report, {"most": "1"}).rows) <= 1, name


def test_a_day_that_is_none_is_told_so(newsroom):
    with pytest.raises(UsageError):
        run_report(newsroom.home, reports()["due"], {"day": "soon"})


def test_an_articles_card_has_its_names_figures_and_copies(newsroom):
    ((article,),) = newsroom.ask("select article_id from articles where headline = 'US and China end talks in Beijing'")
    card = told(newsroom, "article", ("what", "said"), {"article": article})

    assert ("headline", "US and China end talks in Beijing") in card
    assert ("name", "John Kerry (person, 2)") in card
    assert any(what == "figure" and said.startswith("7.1 percent of China's exports") for what, said in card)
    assert "has a copy" in {what for what, _ in card}

"""Which figures of different articles contradict each other, and which only look so."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from schemas.dropped import Stat, Taken
from schemas.enriched import EnrichedArticle, Processed, article_id
from schemas.settings import Home
from tasks.enrich import enrich
from tasks.read import read_file
from warehouse.ask import ask
from warehouse.load import Load, load
from warehouse.open import writing
from warehouse.publish import publish

PRECISION = 0.9  # a false alarm costs a person's trust, a miss costs one line


@dataclass(frozen=True)
class Pair:
    """Two articles of two papers, a day apart; `why` names what is contradicted, or only seems so."""

    why: str
    one: str
    other: str
    language: str = "en"
    same_url: bool = False


CONTRADICT = [
    Pair(
        "level",
        "Spain's unemployment rate fell to 11.2 percent in February.",
        "Spain's unemployment rate stood at 12.4 percent in February.",
    ),
    Pair(
        "change",
        "The U.S. economy shrank 2.9 percent in the first quarter of 2024.",
        "The U.S. economy shrank by 1.0 percent in the first quarter of 2024.",
    ),
    Pair(
        "directions",
        "Inflation in France slowed to 2.1 percent in January.",
        "Inflation in France rose to 2.6 percent in January.",
    ),
    Pair("money", "Acme Corp earned $5.2 million in 2024.", "Acme Corp earned $4.1 million in 2024."),
    Pair(
        "level of money",
        "Germany's trade surplus reached 16 billion euros in January.",
        "Germany's trade surplus was 19.4 billion euros in January.",
    ),
    Pair(
        "up and down",
        "Brazil's soybean exports rose 12 percent in 2024.",
        "Brazil's soybean exports fell 3 percent in 2024.",
    ),
    Pair(
        "population",
        "The population of Norway was 5.5 million in 2023.",
        "The population of Norway was 6.1 million in 2023.",
    ),
    Pair(
        "length",
        "The Vasco da Gama Bridge is 17.2 kilometres long.",
        "The Vasco da Gama Bridge is 12.3 kilometres long.",
    ),
    Pair("miles and kilometres", "The Oresund Tunnel is 4 kilometres long.", "The Oresund Tunnel is 3.1 miles long."),
    Pair(
        "turnout", "Turnout in Portugal was 59.8 percent on Sunday.", "Turnout in Portugal was 62.4 percent on Sunday."
    ),
    Pair(
        "bounds apart",
        "More than 500 people were injured in Manila on Monday.",
        "Fewer than 300 people were injured in Manila on Monday.",
    ),
    Pair("toll", "A fire in Lisbon killed 12 people on Monday.", "A fire in Lisbon killed 9 people on Monday."),
    Pair("sold", "Toyota sold 10.8 million vehicles in 2024.", "Toyota sold 9.3 million vehicles in 2024."),
    Pair(
        "key rate",
        "The Bank of England's key rate was 4.5 percent in February.",
        "The Bank of England's key rate was 4.75 percent in February.",
    ),
    Pair(
        "year on year",
        "Japan's exports rose 7.2 percent year on year in January.",
        "Japan's exports rose 2.8 percent year on year in January.",
    ),
    Pair(
        "German level",
        "Die Inflationsrate in Deutschland sank im Januar auf 2,3 Prozent.",
        "Die Inflationsrate in Deutschland stieg im Januar auf 2,8 Prozent.",
        "de",
    ),
    Pair(
        "German money",
        "Der Umsatz von Siemens stieg im Jahr 2024 auf 75,9 Milliarden Euro.",
        "Der Umsatz von Siemens sank im Jahr 2024 auf 71,2 Milliarden Euro.",
        "de",
    ),
    Pair(
        "French level",
        "Le taux de chômage en France a reculé à 7,3 % au quatrième trimestre 2024.",
        "Le taux de chômage en France a progressé à 7,9 % au quatrième trimestre 2024.",
        "fr",
    ),
    Pair(
        "Spanish level",
        "La inflación en España subió al 3,0 % en febrero.",
        "La inflación en España bajó al 2,4 % en febrero.",
        "es",
    ),
    Pair(
        "harvest",
        "Canada's wheat harvest totalled 34 million tonnes in 2024.",
        "Canada's wheat harvest totalled 29 million tonnes in 2024.",
    ),
    Pair(
        "tonnes and kilograms",
        "Chile's copper output was 5.5 million tonnes in 2024.",
        "Chile's copper output was 4.9 billion kilograms in 2024.",
    ),
    Pair(
        "revenue",
        "Apple's revenue rose to $124.3 billion in the fourth quarter of 2024.",
        "Apple's revenue fell to $119.6 billion in the fourth quarter of 2024.",
    ),
    Pair("fall", "Kenya's tea exports fell 4 percent in 2024.", "Kenya's tea exports fell 9 percent in 2024."),
    Pair(
        "at least",
        "At least 40 people were arrested in Tbilisi on Saturday.",
        "25 people were arrested in Tbilisi on Saturday.",
    ),
    Pair(
        "outside a range",
        "450 houses were destroyed in Valencia on Sunday.",
        "Between 200 and 300 houses were destroyed in Valencia on Sunday.",
    ),
    Pair(
        "temperature",
        "The temperature in Athens reached 41 degrees Celsius on Sunday.",
        "The temperature in Athens reached 47 degrees Celsius on Sunday.",
    ),
    Pair(
        "Fahrenheit and Celsius",
        "The temperature in Phoenix reached 104 degrees Fahrenheit on Friday.",
        "The temperature in Phoenix reached 44 degrees Celsius on Friday.",
    ),
    Pair(
        "Italian level",
        "Il tasso di disoccupazione in Italia è sceso al 6,2% a gennaio.",
        "Il tasso di disoccupazione in Italia è salito al 6,6% a gennaio.",
        "it",
    ),
    Pair(
        "quarter on quarter",
        "Sweden's GDP grew 0.8 percent in the fourth quarter of 2024 from the previous quarter.",
        "Sweden's GDP shrank 0.2 percent in the fourth quarter of 2024 from the previous quarter.",
    ),
    Pair(
        "Dutch level",
        "De inflatie in Nederland daalde in januari naar 3,3 procent.",
        "De inflatie in Nederland steeg in januari naar 3,8 procent.",
        "nl",
    ),
    Pair("cars sold", "Ford sold 4.4 million cars in 2024.", "Ford sold 3.9 million cars in 2024."),
    Pair(
        "December",
        "Unemployment in Greece fell to 9.6 percent in December.",
        "Unemployment in Greece was 10.3 percent in December.",
    ),
    Pair(
        "imports", "Egypt's wheat imports fell 12 percent last year.", "Egypt's wheat imports rose 4 percent last year."
    ),
    Pair("height", "The Eiffel Tower is 330 metres tall.", "The Eiffel Tower is 312 metres tall."),
    Pair(
        "bus crash",
        "A bus crash in Nairobi killed 17 people on Sunday, police said.",
        "A bus crash in Nairobi killed 14 people on Sunday, police said.",
    ),
    Pair(
        "loss",
        "Boeing's net loss widened to $11.8 billion in 2024.",
        "Boeing's net loss widened to $9.3 billion in 2024.",
    ),
    Pair(
        "German verbs",
        "Die Arbeitslosenquote in Österreich stieg im Januar auf 8,6 Prozent.",
        "Die Arbeitslosenquote in Österreich lag im Januar bei 7,9 Prozent.",
        "de",
    ),
    Pair(
        "from a year earlier",
        "South Korea's exports dropped 10.3 percent in January from a year earlier.",
        "South Korea's exports dropped 6.1 percent in January from a year earlier.",
    ),
    Pair(
        "voter turnout",
        "Voter turnout in Kosovo was 40.6 percent on Sunday.",
        "Voter turnout in Kosovo was 46.2 percent on Sunday.",
    ),
    Pair(
        "French inflation",
        "L'inflation en Belgique a atteint 4,1 % en janvier.",
        "L'inflation en Belgique a atteint 3,5 % en janvier.",
        "fr",
    ),
]

ONLY_LOOK_SO = [
    Pair(
        "other period",
        "Poland's unemployment rate was 5.4 percent in January.",
        "Poland's unemployment rate was 5.2 percent in February.",
    ),
    Pair("other subject", "Poland's exports rose 3 percent in 2024.", "Poland's imports rose 5 percent in 2024."),
    Pair(
        "forecast",
        "Austria's economy shrank 1.2 percent in 2024.",
        "Economists had expected Austria's economy to shrink 0.6 percent in 2024.",
    ),
    Pair(
        "other basis",
        "Italy's GDP grew 0.6 percent year on year in the fourth quarter of 2024.",
        "Italy's GDP grew 0.1 percent quarter on quarter in the fourth quarter of 2024.",
    ),
    Pair(
        "rounding",
        "Mexico's inflation rate was 2.9 percent in October.",
        "Mexico's inflation rate was 3 percent in October.",
    ),
    Pair("bound", "More than 5 people were killed in Oslo on Monday.", "7 people were killed in Oslo on Monday."),
    Pair("range", "Between 200 and 300 trees fell in Bergen on Sunday.", "250 trees fell in Bergen on Sunday."),
    Pair(
        "an opponent's words",
        "Hungary's budget deficit was 4.9 percent in 2024, the ministry said.",
        "“Hungary's budget deficit was 6.5 percent in 2024,” opposition leader Anna Kiss said.",
    ),
    Pair(
        "revised",
        "Ireland's economy grew 1.2 percent in 2024.",
        "Ireland's economy grew 1.5 percent in 2024, the office said, revising its first figure.",
    ),
    Pair(
        "a newer version",
        "Denmark's trade surplus was 25 billion kroner in January.",
        "Denmark's trade surplus was 28 billion kroner in January.",
        same_url=True,
    ),
    Pair(
        "other place in the subject",
        "The unemployment rate in Madrid was 8 percent in February.",
        "The unemployment rate in Seville was 17 percent in February.",
    ),
    Pair(
        "other place in the sentence",
        "The unemployment rate fell to 6 percent in February in Bavaria.",
        "The unemployment rate fell to 9 percent in February in Saxony.",
    ),
    Pair("other currency", "Nokia earned 1.2 billion euros in 2024.", "Nokia earned 1.6 billion dollars in 2024."),
    Pair(
        "about",
        "About 500 people were evacuated in Naples on Sunday.",
        "520 people were evacuated in Naples on Sunday.",
    ),
    Pair(
        "miles that are kilometres",
        "The Gotthard Tunnel is 57 kilometres long.",
        "The Gotthard Tunnel is 35.4 miles long.",
    ),
    Pair(
        "by and to",
        "Turkey's inflation rate fell by 3 percent in January.",
        "Turkey's inflation rate fell to 42 percent in January.",
    ),
    Pair(
        "percent and points",
        "Norway's savings rate rose 2 percent in 2024.",
        "Norway's savings rate rose 0.5 percentage points in 2024.",
    ),
    Pair(
        "core",
        "Inflation in Greece was 2.7 percent in January.",
        "Core inflation in Greece was 3.6 percent in January.",
    ),
    Pair(
        "without acquisitions",
        "Nestlé's sales rose 2.2 percent in 2024.",
        "Excluding acquisitions, Nestlé's sales rose 1.7 percent in 2024.",
    ),
    Pair("a toll that grows", "12 people were killed in Quito on Monday.", "19 people were killed in Quito on Monday."),
    Pair(
        "injured and killed", "30 people were injured in Izmir on Monday.", "8 people were killed in Izmir on Monday."
    ),
    Pair("cut and added", "Intel cut 300 jobs in 2024.", "Intel added 900 jobs in 2024."),
    Pair("raised and earned", "Renault raised 300 million euros in 2024.", "Renault earned 800 million euros in 2024."),
    Pair(
        "round thousands",
        "12,347 people were counted in Visby on Sunday.",
        "12,000 people were counted in Visby on Sunday.",
    ),
    Pair(
        "denied",
        "The ministry denied that 500 soldiers were killed in Goma on Monday.",
        "120 soldiers were killed in Goma on Monday.",
    ),
    Pair(
        "plan",
        "Vietnam's exports rose 14 percent in 2024.",
        "Vietnam's exports should rise 8 percent in 2024 under a plan of the ministry.",
    ),
    Pair(
        "month and quarter",
        "Finland's exports fell 2 percent in January.",
        "Finland's exports fell 5 percent in the first quarter of 2025.",
    ),
    Pair(
        "German bases",
        "Die Verbraucherpreise in Deutschland stiegen im Januar um 2,3 Prozent gegenüber dem Vorjahr.",
        "Die Verbraucherpreise in Deutschland sanken im Januar um 0,2 Prozent gegenüber dem Vormonat.",
        "de",
    ),
    Pair(
        "French forecast",
        "Le PIB de la France a progressé de 1,1 % en 2024.",
        "La banque centrale prévoyait une hausse de 0,8 % du PIB de la France en 2024.",
        "fr",
    ),
    Pair(
        "women alone",
        "La tasa de paro en España fue del 10,6 % en 2024.",
        "La tasa de paro de las mujeres en España fue del 11,9 % en 2024.",
        "es",
    ),
    Pair("sold and made", "Kia sold 4.4 million cars in 2024.", "Kia made 4.9 million cars in 2024."),
    Pair(
        "place where shares trade",
        "Shares in Nokia rose 3 percent on Monday.",
        "Shares in Nokia rose 5 percent in Helsinki on Monday.",
    ),
    Pair(
        "dividend and fines",
        "Samsung cut its dividend to 300 won in 2024.",
        "Samsung paid 17 billion won in fines in 2024.",
    ),
    Pair(
        "police and organisers",
        "Police said 10,000 people marched in Berlin on Saturday.",
        "Organisers said 30,000 people marched in Berlin on Saturday.",
    ),
    Pair(
        "in the year to",
        "Prices in Argentina rose 2.2 percent in January.",
        "Prices in Argentina rose 84.5 percent in the year to January.",
    ),
    Pair(
        "in one state", "Chevron's output in Texas rose 5 percent in 2024.", "Chevron's output rose 7 percent in 2024."
    ),
    Pair(
        "shot down and launched",
        "Ukraine said it had shot down 60 drones on Monday.",
        "Russia said it had launched 90 drones at Ukraine on Monday.",
    ),
    Pair(
        "real and nominal",
        "Real wages in Japan fell 1.8 percent in January.",
        "Nominal wages in Japan rose 2.8 percent in January.",
    ),
    Pair(
        "a company without a name", "The company hired 500 workers in 2024.", "The company hired 900 workers in 2024."
    ),
    Pair(
        "nearly", "The Dutch economy grew 0.9 percent in 2024.", "The Dutch economy grew by nearly 1 percent in 2024."
    ),
    Pair(
        "to Asia",
        "Lufthansa carried 131 million passengers in 2024.",
        "Lufthansa carried 12 million passengers to Asia in 2024.",
    ),
    Pair(
        "toll of a flood",
        "At least 20 people died in a flood in Kabul on Friday.",
        "A flood in Kabul killed 33 people on Friday.",
    ),
    Pair(
        "electric and used",
        "Sales of electric cars in Norway rose 10 percent in February.",
        "Sales of used cars in Norway rose 3 percent in February.",
    ),
    Pair(
        "about a decimal",
        "Tesla delivered 1.79 million cars in 2024.",
        "Tesla delivered about 1.8 million cars in 2024.",
    ),
    Pair(
        "an index without a name",
        "The index closed at 5,812 points on Monday.",
        "The index closed at 18,350 points on Monday.",
    ),
    Pair(
        "excluding a mine",
        "Peru's copper output rose 3 percent in December.",
        "Peru's copper output rose 3.8 percent in December, excluding Las Bambas.",
    ),
    Pair(
        "tonnes and dollars",
        "Mali's gold exports were 65 tonnes in 2024.",
        "Mali's gold exports were worth 2.1 billion dollars in 2024.",
    ),
    Pair(
        "support and oppose",
        "Of those asked in Ohio, 45 percent support the plan.",
        "Of those asked in Ohio, 38 percent oppose the plan.",
    ),
    Pair(
        "against another currency",
        "The euro fell 0.4 percent against the dollar on Monday.",
        "The euro fell 0.9 percent against the yen on Monday.",
    ),
    Pair(
        "adults and students",
        "Tickets in Vienna cost 12 euros for adults in 2025.",
        "Tickets in Vienna cost 6 euros for students in 2025.",
    ),
]


def processed(files: Sequence[tuple[dict[str, str], str]]) -> list[Processed]:
    """Files as a worker hands them over, enriched in batches of one language."""
    data = [json.dumps(said, ensure_ascii=False).encode() for said, _ in files]
    hashes = [sha256(one).hexdigest() for one in data]
    articles = [(article_id(sha, 0), read_file(one, "a.json")[0]) for sha, one in zip(hashes, data, strict=True)]
    found: dict[str, EnrichedArticle] = {}
    for language in dict.fromkeys(language for _, language in files):
        some = [article for article, (_, code) in zip(articles, files, strict=True) if code == language]
        found |= {one.article_id: one for one in enrich(some, language)}
    return [
        Processed(
            Taken(f"d{number}", Path(f"/in/{number}"), f"{number}", "wire", sha, 1, sha, Stat(number, 1, 1, 1, 1), 0.0),
            "application/json",
            "utf-8",
            (found[article_id(sha, 0)],),
        )
        for number, sha in enumerate(hashes)
    ]


def stored(home: Home, files: list[Processed]) -> None:
    with writing(home, 1.0, "test") as connection:
        load(connection, files, Load("load", None, datetime.now(UTC), "0"))
    publish(home, 1.0)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """A warehouse of both sides of every pair: the home, and for each article the pair that it belongs to."""
    home = Home(tmp_path_factory.mktemp("pairs"))
    home.make()
    both, wholes = [*CONTRADICT, *ONLY_LOOK_SO], []
    for number, pair in enumerate(both):
        for side, text in enumerate((pair.one, pair.other)):
            told = {
                "headline": f"Notes on {pair.why}, {'one' if side == 0 else 'other'} paper",
                "text": text,
                "published": f"2025-03-0{4 + side}",
                "publisher": f"Paper {side}",
                "url": f"https://example.org/{number}" + ("" if pair.same_url else f"/{side}"),
            }
            wholes.append((told, pair.language))
    files = processed(wholes)
    belongs = {file.articles[0].article_id: both[at // 2] for at, file in enumerate(files)}
    stored(home, files)
    return home, belongs


def test_contradictions_are_few_false_alarms_and_show_their_recall(pairs):
    home, belongs = pairs
    found = ask(
        home, "select one_article, other_article from contradictions(date '2025-01-01', date '2026-01-01')"
    ).rows

    told = {(belongs[one].why, belongs[other].why) for one, other in found}
    true = {(pair.why, pair.why) for pair in CONTRADICT}
    precision = len(told & true) / len(told)
    recall = len(told & true) / len(true)
    print(f"contradictions: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    print("missed:", sorted(why for why, _ in true - told), "false:", sorted(told - true))  # noqa: T201
    assert precision >= PRECISION


def one_row(home, sql):
    return ask(home, sql).rows[0]


@pytest.mark.parametrize(
    ("value_exact", "surface", "step"),
    [
        ("2.9", "2.9 percent", 0.1),
        ("5", "5.0 percent", 0.1),
        ("3", "3 %", 1),
        ("2900000", "2.9 million", 100_000),
        ("5200000", "$5.2 million", 100_000),
        ("2300000", "2,3 Millionen Euro", 100_000),
        ("12347", "12,347 people", 1),
        ("12000", "12,000 people", 1000),
        ("300", "300 jobs", 10),
        ("30", "30 jobs", 1),
        ("2000000", "two million", 1_000_000),
        ("230000000", "2億3000万円", 10_000_000),  # two numbers: by the zeros alone
    ],
)
def test_a_number_is_as_exact_as_it_is_written(newsroom, value_exact, surface, step):
    (found,) = one_row(newsroom.home, f"select written_step('{value_exact}', '{surface}')")
    assert found == pytest.approx(step)


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("China’s economy", "china economy"),
        ("The U.S. workers' pay", "u s workers pay"),
        ("L’économie de la Chine", "économie chine"),
        ("Die Arbeitslosenquote", "arbeitslosenquote"),
        ("its net profit", "net profit"),
        ("THE  Long-Bridge", "long bridge"),
        ("The", ""),
    ],
)
def test_a_subject_is_the_same_in_other_clothes(newsroom, subject, key):
    escaped = subject.replace("'", "''")
    assert one_row(newsroom.home, f"select subject_key('{escaped}')") == (key,)


def test_a_disagreement_has_every_value_its_source_and_its_day_and_counts_corrections(newsroom):
    jobs = one_row(
        newsroom.home,
        "select reported, spread, spread_in, corrections from disagreements(date '2025-01-01', date '2026-01-01') "
        "where subject like 'spain%'",
    )
    values = [(one["value"], one["publisher"], str(one["published"])) for one in jobs[0]]
    assert values == [("11.2 percent", "Open Wire", "2025-03-04"), ("12.4 percent", "Harbour Post", "2025-03-05")]
    assert (round(jobs[1], 6), jobs[2], jobs[3]) == (1.2, "%", 0)

    profit = one_row(
        newsroom.home,
        "select reported, spread, corrections from disagreements(date '2025-01-01', date '2026-01-01') "
        "where subject = 'net profit'",
    )
    assert [one["replaced_by"] is not None for one in profit[0]] == [True, False]
    assert profit[1:] == (0.0, 1)


def test_both_sentences_of_a_contradiction_stand_side_by_side(newsroom):
    (row,) = ask(
        newsroom.home,
        "select one_sentence, other_sentence, apart from contradictions(date '2025-01-01', date '2026-01-01')",
    ).rows
    assert row[0].startswith("Spain's unemployment rate fell to 11.2 percent")
    assert row[1] == "Spain's unemployment rate stood at 12.4 percent in February."
    assert row[2] == pytest.approx(0.097, abs=0.001)


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Sales at Acme Corp rose 5 percent to 210 million euros in 2024 from 200 million euros.", True),
        ("Sales at Acme Corp rose 5 percent to 230 million euros in 2024 from 200 million euros.", False),
        ("Sales at Acme Corp rose 3.4 percent to 2.2 billion euros in 2024 from 2.1 billion euros.", True),  # rounded
        ("Sales at Acme Corp fell 5 percent to 210 million euros in 2024 from 200 million euros.", False),
        ("Spain's jobless rate fell by 0.4 percentage points to 5.3 percent in March from 5.7 percent.", True),
        ("Spain's jobless rate fell by 0.4 percentage points to 5.3 percent in March from 6.7 percent.", False),
        ("Spain's jobless rate fell to 5.3 percent in March from 6.7 percent.", None),
    ],
)
def test_a_change_told_with_both_ends_is_reckoned_again(home, sentence, holds):
    said = {"headline": "Sums", "text": sentence, "published": "2025-03-04", "publisher": "Paper"}
    stored(home, processed([(said, "en")]))

    rows = ask(home, "select holds from arithmetic(date '2025-01-01', date '2026-01-01')").rows
    assert rows == (() if holds is None else ((holds,),))


def test_copies_of_a_wrong_value_are_one_contradiction(home):
    tail = " ".join(f"Inspector number {n} walked along the quay of the old harbour at noon." for n in range(4))
    told = [
        ("Poland's unemployment rate was 5.4 percent in January.", "Paper A", ""),
        ("Poland's unemployment rate was 5.9 percent in January. " + tail, "Paper B", "first"),
        ("Poland's unemployment rate was 5.9 percent in January. " + tail + " A line of its own.", "Paper C", "copy"),
    ]
    files = [
        ({"headline": f"Jobs {mark}", "text": text, "published": "2025-03-04", "publisher": publisher}, "en")
        for text, publisher, mark in told
    ]
    stored(home, processed(files))

    rows = ask(home, "select one_value, other_value from contradictions(date '2025-01-01', date '2026-01-01')").rows
    assert [set(row) for row in rows] == [{"5.4 percent", "5.9 percent"}]

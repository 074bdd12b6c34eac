"""Which figures of different articles contradict each other, and which only look so."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from schemas.dropped import Stat, Taken
from schemas.enriched import Processed, article_id
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
    """Two articles of two papers, a day apart unless said otherwise; `why` names what is contradicted, or only seems so."""

    why: str
    one: str
    other: str
    language: str = "en"
    same_url: bool = False


CONTRADICT = [
    Pair("level", "Spain's unemployment rate fell to 11.2 percent in February.",
         "Spain's unemployment rate stood at 12.4 percent in February."),
    Pair("change", "The U.S. economy shrank 2.9 percent in the first quarter of 2024.",
         "The U.S. economy shrank by 1.0 percent in the first quarter of 2024."),
    Pair("directions", "Inflation in France slowed to 2.1 percent in January.",
         "Inflation in France rose to 2.6 percent in January."),
    Pair("money", "Acme Corp earned $5.2 million in 2024.", "Acme Corp earned $4.1 million in 2024."),
    Pair("level of money", "Germany's trade surplus reached 16 billion euros in January.",
         "Germany's trade surplus was 19.4 billion euros in January."),
    Pair("up and down", "Brazil's soybean exports rose 12 percent in 2024.",
         "Brazil's soybean exports fell 3 percent in 2024."),
    Pair("population", "The population of Norway was 5.5 million in 2023.",
         "The population of Norway was 6.1 million in 2023."),
    Pair("length", "The Vasco da Gama Bridge is 17.2 kilometres long.",
         "The Vasco da Gama Bridge is 12.3 kilometres long."),
    Pair("miles and kilometres", "The Oresund Tunnel is 4 kilometres long.", "The Oresund Tunnel is 3.1 miles long."),
    Pair("turnout", "Turnout in Portugal was 59.8 percent on Sunday.", "Turnout in Portugal was 62.4 percent on Sunday."),
    Pair("bounds apart", "More than 500 people were injured in Manila on Monday.",
         "Fewer than 300 people were injured in Manila on Monday."),
    Pair("toll", "A fire in Lisbon killed 12 people on Monday.", "A fire in Lisbon killed 9 people on Monday."),
    Pair("sold", "Toyota sold 10.8 million vehicles in 2024.", "Toyota sold 9.3 million vehicles in 2024."),
    Pair("key rate", "The Bank of England's key rate was 4.5 percent in February.",
         "The Bank of England's key rate was 4.75 percent in February."),
    Pair("year on year", "Japan's exports rose 7.2 percent year on year in January.",
         "Japan's exports rose 2.8 percent year on year in January."),
    Pair("German level", "Die Inflationsrate in Deutschland sank im Januar auf 2,3 Prozent.",
         "Die Inflationsrate in Deutschland stieg im Januar auf 2,8 Prozent.", "de"),
    Pair("German money", "Der Umsatz von Siemens stieg im Jahr 2024 auf 75,9 Milliarden Euro.",
         "Der Umsatz von Siemens sank im Jahr 2024 auf 71,2 Milliarden Euro.", "de"),
    Pair("French level", "Le taux de chômage en France a reculé à 7,3 % au quatrième trimestre 2024.",
         "Le taux de chômage en France a progressé à 7,9 % au quatrième trimestre 2024.", "fr"),
    Pair("Spanish level", "La inflación en España subió al 3,0 % en febrero.",
         "La inflación en España bajó al 2,4 % en febrero.", "es"),
    Pair("harvest", "Canada's wheat harvest totalled 34 million tonnes in 2024.",
         "Canada's wheat harvest totalled 29 million tonnes in 2024."),
    Pair("tonnes and kilograms", "Chile's copper output was 5.5 million tonnes in 2024.",
         "Chile's copper output was 4.9 billion kilograms in 2024."),
    Pair("revenue", "Apple's revenue rose to $124.3 billion in the fourth quarter of 2024.",
         "Apple's revenue fell to $119.6 billion in the fourth quarter of 2024."),
    Pair("fall", "Kenya's tea exports fell 4 percent in 2024.", "Kenya's tea exports fell 9 percent in 2024."),
    Pair("at least", "At least 40 people were arrested in Tbilisi on Saturday.",
         "25 people were arrested in Tbilisi on Saturday."),
    Pair("outside a range", "450 houses were destroyed in Valencia on Sunday.",
         "Between 200 and 300 houses were destroyed in Valencia on Sunday."),
    Pair("temperature", "The temperature in Athens reached 41 degrees Celsius on Sunday.",
         "The temperature in Athens reached 47 degrees Celsius on Sunday."),
    Pair("Fahrenheit and Celsius", "The temperature in Phoenix reached 104 degrees Fahrenheit on Friday.",
         "The temperature in Phoenix reached 44 degrees Celsius on Friday."),
    Pair("Italian level", "Il tasso di disoccupazione in Italia è sceso al 6,2% a gennaio.",
         "Il tasso di disoccupazione in Italia è salito al 6,6% a gennaio.", "it"),
    Pair("quarter on quarter", "Sweden's GDP grew 0.8 percent in the fourth quarter of 2024 from the previous quarter.",
         "Sweden's GDP shrank 0.2 percent in the fourth quarter of 2024 from the previous quarter."),
    Pair("Dutch level", "De inflatie in Nederland daalde in januari naar 3,3 procent.",
         "De inflatie in Nederland steeg in januari naar 3,8 procent.", "nl"),
]  # fmt: skip

ONLY_LOOK_SO = [
    Pair("other period", "Poland's unemployment rate was 5.4 percent in January.",
         "Poland's unemployment rate was 5.2 percent in February."),
    Pair("other subject", "Poland's exports rose 3 percent in 2024.", "Poland's imports rose 5 percent in 2024."),
    Pair("forecast", "Austria's economy shrank 1.2 percent in 2024.",
         "Economists had expected Austria's economy to shrink 0.6 percent in 2024."),
    Pair("other basis", "Italy's GDP grew 0.6 percent year on year in the fourth quarter of 2024.",
         "Italy's GDP grew 0.1 percent quarter on quarter in the fourth quarter of 2024."),
    Pair("rounding", "Mexico's inflation rate was 2.9 percent in October.",
         "Mexico's inflation rate was 3 percent in October."),
    Pair("bound", "More than 5 people were killed in Oslo on Monday.", "7 people were killed in Oslo on Monday."),
    Pair("range", "Between 200 and 300 trees fell in Bergen on Sunday.", "250 trees fell in Bergen on Sunday."),
    Pair("an opponent's words", "Hungary's budget deficit was 4.9 percent in 2024, the ministry said.",
         "“Hungary's budget deficit was 6.5 percent in 2024,” opposition leader Anna Kiss said."),
    Pair("revised", "Ireland's economy grew 1.2 percent in 2024.",
         "Ireland's economy grew 1.5 percent in 2024, the office said, revising its first figure."),
    Pair("a newer version", "Denmark's trade surplus was 25 billion kroner in January.",
         "Denmark's trade surplus was 28 billion kroner in January.", same_url=True),
    Pair("other place in the subject", "The unemployment rate in Madrid was 8 percent in February.",
         "The unemployment rate in Seville was 17 percent in February."),
    Pair("other place in the sentence", "The unemployment rate fell to 6 percent in February in Bavaria.",
         "The unemployment rate fell to 9 percent in February in Saxony."),
    Pair("other currency", "Nokia earned 1.2 billion euros in 2024.", "Nokia earned 1.6 billion dollars in 2024."),
    Pair("about", "About 500 people were evacuated in Naples on Sunday.",
         "520 people were evacuated in Naples on Sunday."),
    Pair("miles that are kilometres", "The Gotthard Tunnel is 57 kilometres long.",
         "The Gotthard Tunnel is 35.4 miles long."),
    Pair("by and to", "Turkey's inflation rate fell by 3 percent in January.",
         "Turkey's inflation rate fell to 42 percent in January."),
    Pair("percent and points", "Norway's savings rate rose 2 percent in 2024.",
         "Norway's savings rate rose 0.5 percentage points in 2024."),
    Pair("core", "Inflation in Greece was 2.7 percent in January.", "Core inflation in Greece was 3.6 percent in January."),
    Pair("without acquisitions", "Nestlé's sales rose 2.2 percent in 2024.",
         "Excluding acquisitions, Nestlé's sales rose 1.7 percent in 2024."),
    Pair("a toll that grows", "12 people were killed in Quito on Monday.", "19 people were killed in Quito on Monday."),
    Pair("injured and killed", "30 people were injured in Izmir on Monday.", "8 people were killed in Izmir on Monday."),
    Pair("cut and added", "Intel cut 300 jobs in 2024.", "Intel added 900 jobs in 2024."),
    Pair("raised and earned", "Renault raised 300 million euros in 2024.", "Renault earned 800 million euros in 2024."),
    Pair("round thousands", "12,347 people were counted in Visby on Sunday.",
         "12,000 people were counted in Visby on Sunday."),
    Pair("denied", "The ministry denied that 500 soldiers were killed in Goma on Monday.",
         "120 soldiers were killed in Goma on Monday."),
    Pair("plan", "Vietnam's exports rose 14 percent in 2024.",
         "Vietnam's exports should rise 8 percent in 2024 under a plan of the ministry."),
    Pair("month and quarter", "Finland's exports fell 2 percent in January.",
         "Finland's exports fell 5 percent in the first quarter of 2025."),
    Pair("German bases", "Die Verbraucherpreise in Deutschland stiegen im Januar um 2,3 Prozent gegenüber dem Vorjahr.",
         "Die Verbraucherpreise in Deutschland sanken im Januar um 0,2 Prozent gegenüber dem Vormonat.", "de"),
    Pair("French forecast", "Le PIB de la France a progressé de 1,1 % en 2024.",
         "La banque centrale prévoyait une hausse de 0,8 % du PIB de la France en 2024.", "fr"),
    Pair("women alone", "La tasa de paro en España fue del 10,6 % en 2024.",
         "La tasa de paro de las mujeres en España fue del 11,9 % en 2024.", "es"),
]  # fmt: skip


def processed(number: int, data: bytes, language: str) -> Processed:
    digest = sha256(data).hexdigest()
    (article,) = read_file(data, f"{number}.json")
    stat = Stat(number, 1, 1, 1, 1)
    taken = Taken(f"d{number}", Path(f"/in/{number}.json"), f"{number}.json", "wire", digest, len(data), digest, stat, 0.0)
    return Processed(taken, "application/json", "utf-8", tuple(enrich([(article_id(digest, 0), article)], language)))


def stored(home: Home, files: list[Processed]) -> None:
    with writing(home, 1.0, "test") as connection:
        load(connection, files, Load("load", None, datetime.now(UTC), "0"))
    publish(home, 1.0)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """A warehouse of both sides of every pair: the home, and for each article the pair that it belongs to."""
    home = Home(tmp_path_factory.mktemp("pairs"))
    home.make()
    files, belongs = [], {}
    for number, pair in enumerate([*CONTRADICT, *ONLY_LOOK_SO]):
        for side, text in enumerate((pair.one, pair.other)):
            told = {
                "headline": f"Notes on {pair.why}, {'one' if side == 0 else 'other'} paper",
                "text": text,
                "published": f"2025-03-0{4 + side}",
                "publisher": f"Paper {side}",
                "url": f"https://example.org/{number}" + ("" if pair.same_url else f"/{side}"),
            }
            files.append(processed(2 * number + side, json.dumps(told, ensure_ascii=False).encode(), pair.language))
            belongs[files[-1].articles[0].article_id] = pair
    stored(home, files)
    return home, belongs


def test_contradictions_are_few_false_alarms_and_show_their_recall(pairs):
    home, belongs = pairs
    found = ask(home, "select one_article, other_article from contradictions(date '2025-01-01', date '2026-01-01')").rows

    told = {(belongs[one].why, belongs[other].why) for one, other in found}
    true = {(pair.why, pair.why) for pair in CONTRADICT}
    precision = len(told & true) / len(told)
    recall = len(told & true) / len(true)
    print(f"contradictions: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    print("missed:", sorted(why for why, _ in true - told), "false:", sorted(told - true))  # noqa: T201
    assert precision >= PRECISION

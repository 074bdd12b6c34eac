"""A small newsroom for tests: fifteen articles of nine papers in eight languages, with all that reports tell of."""

import json
from pathlib import Path

from tests.conftest import Desk

TALKS = (
    "BEIJING, 4 March 2025 (Open Wire) - The United States and China ended two days of talks in Beijing on Tuesday "
    "with little progress on trade. Secretary of State John Kerry met Premier Li Keqiang at the leadership compound. "
    "“We are committed to a new model of relations,” Kerry said. "
    "The two sides will meet again on March 18 in Washington to speak of the climate. "
    "China's exports to the United States rose 7.1 percent in January from a year earlier. "
)


def _said(headline: str, publisher: str, published: str, text: str, **more: str) -> dict[str, str]:
    return {"headline": headline, "publisher": publisher, "published": published, "text": text, **more}


ARTICLES: dict[str, dict[str, str]] = {
    "wire/talks.json": _said("US and China end talks in Beijing", "Open Wire", "2025-03-04", TALKS),
    "post/talks.json": _said(
        "Talks end with little progress",
        "Harbour Post",
        "2025-03-05",
        TALKS + "Dockers in the old harbour follow the talks with little hope of more work.",
    ),
    "wire/before.json": _said(
        "Kerry to visit Beijing",
        "Open Wire",
        "2025-02-25",
        "WASHINGTON, 25 February 2025 (Open Wire) - Secretary of State John Kerry will travel to Beijing next week. "
        "Kerry told reporters that the talks would be frank.",
    ),
    "wire/jobs.json": _said(
        "Spain's jobless rate falls",
        "Open Wire",
        "2025-03-04",
        "Spain's unemployment rate fell to 11.2 percent in February, the office INE said on Tuesday. "
        "The economy ministry expects the rate to fall to 10.5 percent in 2026.",
    ),
    "post/jobs.json": _said(
        "More work in Spain",
        "Harbour Post",
        "2025-03-05",
        "Spain's unemployment rate stood at 12.4 percent in February. Employers added 40,000 jobs in Madrid.",
    ),
    "wire/acme.json": _said(
        "Acme profit rises",
        "Open Wire",
        "2025-03-06",
        "Acme Corp said on Thursday that its net profit rose 5 percent to $230 million in 2024 from $200 million. "
        "Acme Corp employs 12,000 people in Ohio. Shares in Acme Corp fell 3 percent on Thursday.",
        url="https://example.org/acme",
    ),
    "wire/acme-corrected.json": _said(
        "Acme profit rises (corrected)",
        "Open Wire",
        "2025-03-07",
        "Acme Corp said on Thursday that its net profit rose 5 percent to $210 million in 2024 from $200 million. "
        "Acme Corp employs 12,000 people in Ohio. Shares in Acme Corp fell 3 percent on Thursday.",
        url="https://example.org/acme",
    ),
    "post/due.json": _said(
        "What the week brings",
        "Harbour Post",
        "2025-03-07",
        "The European Central Bank meets on March 13. The port of Lisbon opens its new quay on 12 March 2025. "
        "A court in Paris rules on the merger on March 14.",
    ),
    "tagblatt/inflation.json": _said(
        "Inflation sinkt",
        "Tagblatt Nord",
        "2025-03-04",
        "Die Inflationsrate in Deutschland sank im Februar auf 2,3 Prozent. Das teilte das Statistische Bundesamt am "
        "Dienstag in Wiesbaden mit. Im Januar hatte sie bei 2,6 Prozent gelegen.",
    ),
    "littoral/port.json": _said(
        "Le port de Marseille progresse",
        "Agence Littoral",
        "2025-03-05",
        "Le trafic du port de Marseille a progressé de 4,2 % en 2024. « Nous sommes confiants », a déclaré "
        "Claire Moreau. Le port emploie 1 200 personnes.",
    ),
    "faro/inflacion.json": _said(
        "Baja la inflación",
        "El Faro",
        "2025-03-05",
        "La inflación en España bajó al 2,4 % en febrero, según el instituto de estadística. "
        "En enero estaba en el 3,0 %.",
    ),
    "gangkou/talks.json": _said(
        "北京会谈结束", "Gangkou Bao", "2025-03-05", "中美两国星期二在北京结束了为期两天的会谈。出口增长了7.1%。"
    ),
    "minato/climate.json": _said(
        "気候会議", "Minato Shimbun", "2025-03-06", "気候変動の会議が東京で開かれた。参加者は300人だった。"
    ),
    "pristan/oil.json": _said(
        "Нефть дорожает",
        "Пристань",
        "2025-03-06",
        "Цена на нефть выросла на 2,5 процента в понедельник. Экспорт России снизился на 4 процента в 2024 году.",
    ),
    "molo/lavoro.json": _said(
        "Meno disoccupati",
        "Il Molo",
        "2025-03-06",
        "Il tasso di disoccupazione in Italia è sceso al 6,2% a gennaio. "
        "L'Istat pubblica i dati di febbraio il 1° aprile.",
    ),
}


def open_newsroom(root: Path) -> Desk:
    """A home with all of it loaded, one file refused, one of no use and one that is known."""
    desk = Desk(root)
    for number, (name, said) in enumerate(ARTICLES.items()):
        desk.drop(name, json.dumps(said, ensure_ascii=False))
        if number in (5, 14):  # the corrected version arrives after the first
            desk.ingest()
    desk.drop("post/again.json", json.dumps(ARTICLES["post/due.json"], ensure_ascii=False))
    desk.drop("post/broken.json", "{")
    desk.drop("notes.part", "half")
    desk.ingest()
    return desk

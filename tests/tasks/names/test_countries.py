"""Countries and peoples, however they are spelt."""

import pytest

from schemas.entity import entity_key
from tasks.entities import find_entities
from tasks.entities.countries import spellings

SPELLINGS = {
    "US": ["US", "U.S.", "USA", "U.S.A.", "United States", "America", "United States of America"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain", "United Kingdom"],
    "CN": ["China", "People's Republic of China", "PRC"],
    "CD": ["DR Congo", "Democratic Republic of Congo", "Democratic Republic of the Congo", "DRC"],
    "CG": ["Republic of Congo", "Congo-Brazzaville"],
    "KR": ["South Korea", "Republic of Korea"],
    "KP": ["North Korea", "DPRK", "Democratic People's Republic of Korea"],
    "CI": ["Ivory Coast", "Cote d'Ivoire", "Côte d’Ivoire"],
    "CZ": ["Czech Republic", "Czechia"],
    "MK": ["Macedonia", "North Macedonia"],
    "MM": ["Burma", "Myanmar"],
    "TL": ["East Timor", "Timor-Leste"],
    "SZ": ["Swaziland", "Eswatini"],
    "CV": ["Cape Verde", "Cabo Verde"],
    "NL": ["Netherlands", "Holland"],
    "TR": ["Turkey", "Türkiye", "Turkiye"],
    "BA": ["Bosnia", "Bosnia and Herzegovina", "Bosnia-Herzegovina"],
    "VC": ["St. Vincent and the Grenadines", "Saint Vincent and the Grenadines"],
    "KN": ["St. Kitts and Nevis"],
    "LC": ["St. Lucia", "Saint Lucia"],
    "VI": ["U.S. Virgin Islands", "US Virgin Islands"],
    "ST": ["Sao Tome and Principe"],
    "TT": ["Trinidad and Tobago"],
    "AG": ["Antigua and Barbuda"],
    "RU": ["Russia", "Russian Federation"],
    "AE": ["UAE", "United Arab Emirates", "Emirates"],
    "VA": ["Vatican City", "Holy See", "Vatican"],
    "PS": ["Palestine", "Palestinian territories"],
    "TW": ["Taiwan"],
    "HK": ["Hong Kong"],
    "MO": ["Macau", "Macao"],
    "XK": ["Kosovo"],
    "IR": ["Iran", "Islamic Republic of Iran"],
    "SY": ["Syria", "Syrian Arab Republic"],
    "TZ": ["Tanzania", "United Republic of Tanzania"],
    "GM": ["Gambia"],
    "BS": ["Bahamas"],
    "BN": ["Brunei"],
    "FM": ["Micronesia"],
    "MD": ["Moldova"],
    "IE": ["Ireland", "Republic of Ireland"],
    "SA": ["Saudi Arabia", "Kingdom of Saudi Arabia"],
    "ZA": ["South Africa"],
    "SS": ["South Sudan"],
    "GW": ["Guinea-Bissau"],
    "PG": ["Papua New Guinea"],
    "GQ": ["Equatorial Guinea"],
    "NE": ["Niger"],
    "DM": ["Dominica"],
    "DO": ["Dominican Republic"],
    "SK": ["Slovakia"],
    "SI": ["Slovenia"],
    "LA": ["Laos"],
    "BO": ["Bolivia"],
    "VE": ["Venezuela"],
    "KG": ["Kyrgyzstan"],
    "LK": ["Sri Lanka"],
    "SL": ["Sierra Leone"],
    "NZ": ["New Zealand"],
}


@pytest.mark.parametrize(("code", "spelling"), [(code, each) for code, them in SPELLINGS.items() for each in them])
def test_a_country_is_one_place_however_it_is_spelt(code, spelling):
    text = f"Officials from {spelling} met on Monday. The talks in {spelling} went well."

    places = {(each.surface, each.kind, each.country_code) for each in find_entities(text, "en")}

    assert places == {(spelling, "place", code)}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Police in Georgia, Alabama and Florida searched the highway on Monday.", "Georgia"),
        ("Officials in Jersey City said on Monday that the bridge was closed.", "Jersey"),
    ],
)
def test_a_name_of_two_places_is_no_country_without_evidence(text, surface):
    assert [each for each in find_entities(text, "en") if each.surface == surface and each.country_code] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rebels in eastern Congo seized a town near Goma on Monday.", "CD"),
        ("Congo holds elections in Brazzaville on Sunday, officials in Congo said.", "CG"),
        ("Officials in Congo said on Monday that the talks had ended.", None),
    ],
)
def test_which_congo_is_told_by_its_towns(text, code):
    assert {each.country_code for each in find_entities(text, "en") if each.surface == "Congo"} == {code}


def test_england_is_no_other_name_of_the_united_kingdom():
    for language, text in (("en", "Officials in England and Scotland met."), ("de", "In England und Schottland.")):
        assert [(each.name, each.country_code) for each in find_entities(text, language)] == [
            ("England", None),
            ("Scotland", None),
        ]


@pytest.mark.parametrize(
    "texts",
    [
        {"en": "He left the United States.", "de": "Er verließ die USA.", "fr": "Il a quitté les États-Unis mardi.",
         "es": "Salió de EE.UU. ayer.", "it": "Ha lasciato gli Stati Uniti.",
         "ru": "Он покинул США.", "zh": "他离开美国。"},
        {"en": "The United Nations met.", "de": "Die Vereinten Nationen tagten.", "fr": "L’ONU se réunit à New York.",
         "es": "La ONU se reunió.", "pt": "A ONU se reuniu.", "nl": "De VN kwam bijeen.", "ru": "В ООН сообщили."},
        {"en": "He flew to Beijing.", "de": "Er flog nach Peking.", "fr": "Il est arrivé à Pékin mardi.",
         "es": "Viajó a Pekín.", "ru": "Он прибыл в Пекин.", "zh": "他到北京。", "ja": "北京に着いた。"},
    ],
)  # fmt: skip
def test_a_thing_has_one_id_in_every_language(texts):
    ids = {
        language: {entity_key(each.kind, each.name) for each in find_entities(text, language)}
        for language, text in texts.items()
    }

    assert len(set.intersection(*ids.values())) == 1, ids


def test_the_country_georgia_is_told_by_its_neighbours():
    text = "Officials in Georgia said on Monday that talks in Tbilisi had ended."

    assert ("Georgia", "GE") in {(each.name, each.country_code) for each in find_entities(text, "en")}


def test_a_people_has_the_code_of_its_country():
    text = "The Dutch minister met Swedes, Americans and a Chinese delegation on Monday in the harbour."

    peoples = [(each.name, each.country_code) for each in find_entities(text, "en") if each.kind == "group"]

    assert peoples == [("Dutch", "NL"), ("Swedish", "SE"), ("American", "US"), ("Chinese", "CN")]


def test_us_is_no_country_in_a_line_of_capitals_that_says_us():
    assert [each for each in find_entities("They told us that it was over.", "en") if each.kind == "place"] == []


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("fr", "La France et les États-Unis négocient avec la Chine à Genève depuis mardi.", {"FR", "US", "CN"}),
        ("de", "Deutschland, Frankreich und die USA verhandeln seit Dienstag.", {"DE", "FR", "US"}),
        ("es", "España y EE.UU. negocian con Alemania desde el martes.", {"ES", "US", "DE"}),
        ("ru", "Поставки в Иран и из Китая, сообщили в США.", {"IR", "CN", "US"}),
        ("ar", "قالت وزارة الخارجية في فرنسا وإسبانيا والمغرب", {"FR", "ES", "MA"}),
        ("zh", "美国和中国周三在瑞士举行会谈。", {"US", "CN", "CH"}),
        ("ja", "アメリカと中国が水曜日にスイスで会談した。", {"US", "CN", "CH"}),
        ("ko", "미국과 중국은 수요일에 회담을 열었다.", {"US", "CN"}),
        ("tr", "Türkiye'nin Almanya ile görüşmesi salı günü başladı.", {"TR", "DE"}),
    ],
)
def test_every_language_knows_the_countries_by_its_own_names(language, text, codes):
    assert {each.country_code for each in find_entities(text, language) if each.country_code} == codes


def test_a_country_has_one_name_in_every_language():
    assert {spellings(code)[name].name for code, name in (("en", "China"), ("fr", "Chine"), ("zh", "中国"))} == {
        "China"
    }

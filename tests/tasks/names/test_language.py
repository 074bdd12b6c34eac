"""What a text says about its own language."""

import pytest

from tasks.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The committee said on Tuesday that it would publish the figures before the end of the year.", "en"),
        ("FED RAISES RATES BY HALF A POINT AS INFLATION CLIMBS TO FOUR PERCENT", "en"),
        ("Der Ausschuss teilte am Dienstag mit, dass er die Zahlen noch vor dem Jahresende vorlegen werde.", "de"),
        ("Le comité a annoncé mardi qu’il publierait les chiffres avant la fin de l’année.", "fr"),
        ("LE GOUVERNEMENT PRÉSENTE SON BUDGET MERCREDI À PARIS", "fr"),
        ("Rząd przedstawił w środę projekt budżetu na przyszły rok, w którym deficyt ma spaść.", "pl"),
        ("Комитет сообщил во вторник, что опубликует данные до конца года, как и обещал.", "ru"),
        ("Уряд України представив у середу проект бюджету на наступний рік.", "uk"),
        ("苹果公司 Apple 今天发布了新的 iPhone 17 Pro Max，售价 999 美元起，预计下周上市", "zh"),
        ("政府は来年度の予算案を水曜日に発表した。物価は下がる見通しだ。", "ja"),
        ("정부는 수요일에 내년도 예산안을 발표했다고 밝혔다.", "ko"),
        ("Հայաստանի կառավարությունը հաստատել է բյուջեն", "hy"),
        ("საქართველოს მთავრობამ ბიუჯეტი დაამტკიცა", "ka"),
        ("قالت إدارة الميناء يوم الثلاثاء إن حركة الحاويات ارتفعت هذا العام", "ar"),
    ],
)
def test_the_language_is_found(text, code):
    assert code == detect_language(text).code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no letters"),
        ("12,345 67.8 %", "no letters"),
        ("hello there", "too short"),
        ("Real Madrid 3-2 Barcelona: Vinicius, Bellingham, Lewandowski", "unsure"),
        ("Eusko Jaurlaritzak gaur aurkeztu du hurrengo urteko aurrekontua, eta osasun arloan diru gehiago", "unsure"),
        ("Tá an Taoiseach ag labhairt sa Dáil inniu faoin mbuiséad nua agus faoi chúrsaí tithíochta", "unsure"),
    ],
)
def test_what_cannot_be_told_is_undetermined_with_a_reason(text, reason):
    guess = detect_language(text)

    assert ("und", reason) == (guess.code, guess.source)


def test_a_declared_language_decides_where_the_text_does_not():
    short = "Ny rute til Bergen"

    assert (detect_language(short, "nb-NO").code, detect_language(short, "nb-NO").source) == ("no", "declared")


def test_a_declared_language_is_not_believed_against_the_text():
    text = "Der Ausschuss teilte am Dienstag mit, dass er die Zahlen noch vor dem Jahresende vorlegen werde."

    assert detect_language(text, "en").code == "de"
    assert detect_language("政府周三公布了明年的预算案，预计通胀率将会继续下降。", "en").code == "zh"


def test_the_same_text_gets_the_same_answer():
    text = "Prisen på strøm steg i går til det høyeste nivået siden i fjor vinter, melder kraftbørsen."

    assert len({detect_language(text) for _ in range(5)}) == 1

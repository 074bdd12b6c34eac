"""Who wrote it, and where and when it was filed."""

import pytest

from tasks.blocks.bylines import is_name, names_in
from tasks.blocks.datelines import dateline_of


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("Ann Lee",)),
        ("By Ann Lee and Bo Ek, Reuters", ("Ann Lee", "Bo Ek")),
        ("Ann Lee, Political Editor", ("Ann Lee",)),
        ("Von Jens Petersen-Rohde und Ute von der Heide", ("Jens Petersen-Rohde", "Ute von der Heide")),
        ("Par Solène Garrigue, avec AFP", ("Solène Garrigue",)),
        ("Por Lucía Montalbán y Pablo de la Cruz", ("Lucía Montalbán", "Pablo de la Cruz")),
        ("di Bruna Cossutta", ("Bruna Cossutta",)),
        ("Door Femke Terpstra", ("Femke Terpstra",)),
        ("Автор: Ольга Жданова", ("Ольга Жданова",)),
        ("By Ann Lee May 3, 2026 4:05 pm", ("Ann Lee",)),
        ("Ann Lee, The Harbour Post By Ann Lee, The Harbour Post", ("Ann Lee",)),
        ("By Ann Lee in Oslo", ("Ann Lee",)),
        ("Lena deVries | Contributing Writer | 5 days ago", ("Lena deVries",)),
        ("(Reporting by Ann Lee; Editing by Bo Ek)", ("Ann Lee",)),
        ("By J.R. Okoro and Sean O'Dell", ("J.R. Okoro", "Sean O'Dell")),
        ("高瀬 真由", ("高瀬 真由",)),
        ("ByAnn Lee", ("Ann Lee",)),
        ("Byron Ek", ("Byron Ek",)),
        ("Anne-Laure Le Bihan", ("Anne-Laure Le Bihan",)),
        ("Publié par Anne-Laure Le Bihan le 4 mai", ("Anne-Laure Le Bihan",)),
        ("Text by Ann Lee | Photography by Bo Ek | Produced by Cy Oz", ("Ann Lee",)),
        ("Text: Karin Åkerblom Foto: Bo Ek", ("Karin Åkerblom",)),
        ("By Ann Lee, MD", ("Ann Lee",)),
        ("With Ann Lee", ("Ann Lee",)),
        ("كتب: سامر الحداد", ("سامر الحداد",)),
        ("بقلم ليلى منصور", ("ليلى منصور",)),
        ("高瀬真由記者", ("高瀬真由",)),
        ("北港支局 佐々木健太 2026年3月12日", ("佐々木健太",)),
        ("本报记者 王小明 李华", ("王小明", "李华")),
        ("2025年11月04日 08:10 记者 王小明", ("王小明",)),
        ("記者林志明／高雄報導", ("林志明",)),
        ("김철수 기자", ("김철수",)),
        ("박지훈 기자 입력 2026.03.12 11:20", ("박지훈",)),
        ("島の便り編集部", ()),
        ("责任编辑：李娜", ()),
        ("More Articles", ()),
        ("Melbourne Cricket Ground", ()),
        ("By Reuters", ()),
        ("By Associated Press Staff", ()),
        ("By Harbour Post Newsroom", ()),
        ("admin", ()),
    ],
)
def test_the_people_of_a_byline_are_named_and_nobody_else(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize("line", ["Ann", "ann lee", "Staff Writer", "Ann Lee said no", "Ann 2", "The Post"])
def test_a_line_that_is_no_name_is_not_taken_for_one(line):
    assert not is_name(line)


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("BEIJING, July 10 (Reuters) - The talks ended.", "BEIJING, July 10 (Reuters)"),
        ("WASHINGTON — The talks ended.", "WASHINGTON"),
        ("Berlin (dpa) - Die Koalition tagt.", "Berlin (dpa)"),
        ("PARIS, 10 juil 2014 (AFP) - Le ministre parle.", "PARIS, 10 juil 2014 (AFP)"),
        ("Madrid, 10 jul (EFE).- El ministro habla.", "Madrid, 10 jul (EFE)"),
        ("(ANSA) - ROMA, 10 LUG - Il ministro parla.", "(ANSA) - ROMA, 10 LUG"),
        ("МОСКВА, 10 июл - Министр говорит.", "МОСКВА, 10 июл"),
        ("【新潟】全国米流通センターは発表した。", "新潟"),
        ("The man - who was late - ran.", None),
        ("U.S. stocks — which fell — rose.", None),
        ("Kerry said - and meant it.", None),
    ],
)
def test_a_dateline_is_what_stands_before_the_dash(paragraph, dateline):
    assert dateline_of(paragraph) == dateline

"""Names in Chinese, Japanese and Korean bylines: no spaces, no capitals, and words for `reporter` on either side."""

import re
from functools import cache

from tasks.blocks.phrases import phrases

_HAN = "\u3400-\u9fff々ヶ"
_NAME = re.compile(
    f"[{_HAN}]{{2,4}}|[{_HAN}\u3040-\u30ff]{{2,8}}|[\uac00-\ud7af]{{2,4}}|[{_HAN}]{{1,3}} [{_HAN}\u3040-\u30ff]{{1,4}}"
)
_ANY = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: What stands before a writer; `编辑` and `責任編集` are who edited it.
_BY = re.compile(
    r"(?:本报记者|本報記者|特约记者|见习记者|实习记者|驻\w{2,4}记者|记者|作者|撰文|撰稿|文字|通讯员|執筆者?|筆者|聞き手|取材・文|文・写真"
    r"|(?<!\w)文(?=[\s:：/／|｜])|글|취재)[\s:：/／|｜]+"
)
_TITLE = re.compile(
    r"(?:記者|記者団|特派員|編集委員|論説委員|支局長|通信員|선임기자|인턴기자|객원기자|기자|특파원|논설위원|记者|特约记者|通讯员)$"
)
#: Names that touch the word for reporter: `記者林志明／高雄報導`, `박지훈 기자`.
_CLOSE = re.compile(
    r"(?:記者|记者)([\u3400-\u9fff]{2,3})(?=[／/|｜\s、]|報導|报道|$)"
    r"|([\uac00-\ud7af]{2,4})\s?(?:선임|수석|인턴|객원|전문)?기자(?![\uac00-\ud7af])"
)
_APART = re.compile(r"[、,，;；/／|｜・]|\s{2,}")
#: Desks, papers and offices, by how they end.
_FIRM = re.compile(
    r"(?:部|局|社|报|報|网|網|会|會|院|台|臺|新闻|新聞|通信|日报|晚报|编辑|編輯|編集|責編|责编|来源|來源|综合|報道|报道|記者|记者|作者|뉴스|신문|일보|편집부)$"
)
#: Surnames that most Chinese names begin with: two words that both do are two people, and not a Japanese name.
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯"
)


def has_wide_letters(text: str) -> bool:
    """Whether a byline is to be read here."""
    return _ANY.search(text) is not None


def says_who_wrote(text: str) -> bool:
    """Whether a word for `reporter` or `text` stands before a name, or one for `reporter` after it."""
    if not has_wide_letters(text):
        return False
    if _BY.search(text) is not None or _CLOSE.search(text) is not None:
        return True
    return any(_TITLE.search(part.strip()) for part in _APART.split(text))


def wide_names(text: str) -> tuple[str, ...]:
    """The people of a byline in Chinese, Japanese or Korean, in order, once each."""
    if close := [match[1] or match[2] for match in _CLOSE.finditer(text)]:
        return tuple(dict.fromkeys(name for name in close if is_wide_name(name)))
    by = _BY.search(text)
    found: list[str] = []
    for part in _APART.split(text[by.end() :] if by else text):
        names = _names(" ".join(part.split()))
        if by and not names:
            break
        found += [name for name in names if name not in found]
    return tuple(found)


def is_wide_name(text: str) -> bool:
    """A few letters, and no desk or paper: the shape of a name."""
    return _NAME.fullmatch(text) is not None and _FIRM.search(text) is None and text not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    """Words of page furniture, which are as short as names."""
    told = phrases()
    return told.nav | told.tail | told.date_starts | told.caption_starts | told.roles | told.comments


def _names(part: str) -> list[str]:
    """The name that a part is, the names that it lists, or the last words of it where a title follows them."""
    bare = _TITLE.sub("", part).strip()
    titled = bare != part
    words = [word for word in bare.split() if not _FIRM.search(word) and not any(map(str.isdigit, word))]
    if len(words) == 1 and words[0] != bare and is_wide_name(words[0]):
        return words  # a desk, a bureau or a day stands by it
    if len(words) == 2 and _are_two(words):
        return words
    if is_wide_name(bare):
        return [bare]
    listed = [word for word in words if is_wide_name(word)]
    if words and len(listed) == len(words) <= 4:
        return listed
    if titled and words and is_wide_name(words[-1]):
        return words[-1:]
    return [word for word in words[:1] if is_wide_name(word) and len(words) > 1 and not _ANY.search(words[1])]


def _are_two(words: list[str]) -> bool:
    return all(2 <= len(word) <= 3 and word[0] in _SURNAMES for word in words)

"""Where sentences end, and where a period is only a period."""

import time

import pytest

from schemas.article import Block
from schemas.span import Sentence
from tasks.sentences import sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        (
            "en",
            "Mr. Smith went to Washington.| He met Sen. J. Kerry in the U.S. Treasury building at 3 p.m. on Monday.",
        ),
        ("en", "He lives in the U.S.| The rest is in the U.K. and the EU."),
        ("en", "Prices rose 2.5 percent to $3.75.| Then came 1.5 million people!| Who?| Nobody."),
        ("en", '"Why?" he asked.| "It is over," she said.| "We go on."| They did.'),
        ("en", "Apple Inc. said sales fell.| He works at Apple Inc.| They pay well."),
        ("en", "He left...| On Jan. 5 it rained, see p. 4 of No. 12.| Dr. No is here."),
        (
            "de",
            "Am 28. Oktober kamen z. B. 3.000 Menschen.| „Wir gehen.“| Am 3. Tag ging er.| Es waren 25.| Dann nichts.",
        ),
        ("fr", "« Nous avons perdu. »| M. Macron est venu.| Il a dit : « Oui ! »| Puis il partit…"),
        ("en", "No. 1 seed Lee won.| It was Jan. 6.| Sen. Bo Ek, R-Texas, of Acme Corp., spoke.| (He was late.)"),
        ("de", "Es kostet 3,5 Mio. Euro.| Am 3. Oktober sagte Dr. Lind: „Ja.“| Gut!"),
        ("es", "El Sr. Pérez viajó a EE. UU. el lunes.| Dijo: «No.»| Fin."),
        ("es", "¿Cómo?| ¡Ya!| El Sr. López llegó.| Fin."),
        ("ja", "「心配した。」と話す。|一等米は77.5%だ。|「安い。」"),
        ("zh", "协会说：“订单很多。”|运费下跌。|真的吗？|是的！"),
        ("ar", "فهل يستمر هذا النمو؟| يتوقع المدير زيادة."),
        ("hi", "यह एक वाक्य है।| यह दूसरा है।"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language, marked):
    text = marked.replace("|", "")

    assert [part.strip() for part in marked.split("|")] == [
        text[start:end] for start, end in sentence_spans(text, language)
    ]


def test_only_the_story_has_sentences_and_a_heading_is_one():
    story = "Up. Down.\n\nOne. Two.\n\n         "
    blocks = [Block(kind=kind, start_char=start, end_char=end, rule="t") for kind, start, end in
              (("heading", 0, 9), ("body", 11, 20), ("tail", 22, 31))]  # fmt: skip

    assert (Sentence(0, 9, 0), Sentence(11, 15, 1), Sentence(16, 20, 1)) == split_sentences(story, "en", blocks)


@pytest.mark.parametrize("unit", ["a.", ". ", 'A." ', ".", '"', "1. ", "。", "\n \n", "« »", "U.S. "])
def test_the_work_grows_with_the_text_alone(unit):
    text = unit * (200_000 // len(unit))
    begun = time.process_time()

    sentence_spans(text, "en")

    assert time.process_time() - begun < 2  # seconds; a quadratic step needs minutes

import pytest

from tasks.provenance import byte_range

SENTENCE = "Prices rose by 4 percent in Köln."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_bytes_of_a_span_decode_to_its_words(encoding):
    text = f"Köln\n\n{SENTENCE}\n"
    start = text.index("4 percent")
    first, last = byte_range(text.encode(encoding), encoding, text, start, start + 9)

    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert text.encode(encoding)[first:last].decode(plain) == "4 percent"


def test_a_paragraph_of_a_page_is_found_in_its_source():
    page = f"<p>Before</p><p>{SENTENCE}</p>".encode()
    text = f"Headline\n\n{SENTENCE}"
    start = text.index("4 percent")
    first, last = byte_range(page, "utf-8", text, start, start + 9)

    assert page[first:last] == b"4 percent"


def test_a_span_that_stands_twice_in_the_source_is_not_guessed():
    page = f"<p>{SENTENCE}</p><p>{SENTENCE}</p>".encode()
    text = f"Headline\n\n{SENTENCE}"

    assert byte_range(page, "utf-8", text, len(text) - 5, len(text)) is None


def test_a_span_of_a_member_of_an_archive_has_no_bytes_in_the_archive():
    assert byte_range(b"PK...", None, SENTENCE, 0, 6) is None

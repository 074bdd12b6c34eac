"""What is damaged: whole files of every format that is read, and texts of every language that the engines know."""

import bz2
import gzip
import lzma
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zstandard

from tasks.figures.load import languages as figure_languages
from tests.tasks.reading.made import NEWSML as NEWSML_G2
from tests.tasks.reading.made import TEXT, answer, docx, record, tarred, zipped
from tests.tasks.reading.test_hostile import VALID
from tests.tasks.reading.test_more_documents import CONTENT, NEWSML, RTF, odt

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
DOCUMENT = b"<w:p><w:r><w:t>Fog held 12 ferries in port on Monday, the harbour said.</w:t></w:r></w:p>" * 3
BASIC = ("fi", "he", "pl", "tr", "und")  # languages without a data file: what CLDR knows, right to left, and nothing


@dataclass(frozen=True, slots=True)
class Seed:
    """A file to be damaged. Where it is packed, `pack` does that after the damage: a reader past its checksums."""

    name: str
    data: bytes
    pack: Callable[[bytes], bytes] | None = None

    def whole(self) -> bytes:
        """The file without damage."""
        return self.pack(self.data) if self.pack else self.data


def files() -> list[Seed]:
    """At least one file for every media type that is read; names are those that the files are read under."""
    found = [Seed(path.name, path.read_bytes()) for path in sorted((ROOT / "samples").rglob("*")) if path.is_file()]
    found += [Seed(path.name, path.read_bytes()) for path in sorted((GOLDEN / "reading").glob("*.in.*"))]
    found += [Seed(path.name, path.read_bytes()) for path in sorted((GOLDEN / "reading" / "heads").glob("*.html"))]
    found += [Seed(name, data) for name, data in VALID.items()]
    found += [Seed("a.rtf", RTF), Seed("a.odt", odt()), Seed("newsml 1.xml", NEWSML.encode())]
    found += [Seed(f"{kind}.xml", item.encode()) for kind, item in _items().items()]
    mail = VALID["mail"]
    return [
        *found,
        Seed("inner.docx", DOCUMENT, _as_docx),
        Seed("inner.odt", CONTENT.encode(), lambda data: odt(data)),
        Seed("inner.zip", TEXT.encode(), lambda data: zipped({"a.txt": data, "b.txt": TEXT})),
        Seed("inner.tar", TEXT.encode(), lambda data: tarred({"a.txt": data})),
        Seed("inner.gz", VALID["rss"], _gzipped),
        Seed("inner.tar.gz", tarred({"a.txt": TEXT}), _gzipped),
        Seed("inner.bz2", mail, bz2.compress),
        Seed("inner.xz", mail, lzma.compress),
        Seed("inner.zst", VALID["nitf"], zstandard.ZstdCompressor().compress),
        Seed("inner.warc", VALID["mhtml"], lambda data: record("response", "https://post.example/a", answer(data))),
        Seed("inner.warc.gz", VALID["warc"], _gzipped),
    ]


def _items() -> dict[str, str]:
    """The items of a NewsML message, each as a document of its own."""
    space = ' xmlns="http://iptc.org/std/nar/2006-10-01/"'
    return {
        kind: NEWSML_G2[NEWSML_G2.index(f"<{kind}") :]
        .partition(f"</{kind}>")[0]
        .replace(f"<{kind}", f"<{kind}{space}", 1)
        + f"</{kind}>"
        for kind in ("newsItem", "packageItem")
    }


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # without the moment, so that equal seeds give equal bytes


def _as_docx(body: bytes) -> bytes:
    return docx(body.decode("utf-8", "replace"))


def languages() -> list[str]:
    """Every language of which either engine has a data file, and some that neither has."""
    dates = {path.stem for path in (ROOT / "tasks" / "dates" / "data").glob("*.toml")} - {"basic", "common"}
    return sorted(dates | set(figure_languages()) | set(BASIC))


def texts(language: str) -> list[str]:
    """The golden texts of a language, and one that every language gets."""
    folders = [GOLDEN / kind / language for kind in ("dates", "figures")]
    return [TEXT, *(path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.in.txt")))]


def words(language: str) -> list[str]:
    """What stands between quotation marks in a language's data files: its months, units, numbers, prepositions."""
    found: list[str] = []
    for engine in ("dates", "figures"):
        path = ROOT / "tasks" / engine / "data" / f"{language}.toml"
        if path.exists():
            found += re.findall(r'"([^"\n\\]{1,30})"', path.read_text("utf-8"))
    return sorted(set(found)) or ["12", "May"]

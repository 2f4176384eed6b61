"""Words and weights, alignment error rate, the jobs of heads, pronouns in translations, I8 weights."""

from collections import Counter

import numpy as np
import pytest
import torch

import marian
from generators.pronouns import Example
from measures import jobs, quality
from measures.alignment import error_rate
from measures.bootstrap import share
from measures.words import SAID, SAYING, Sentence, by_word, spans_of, word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \t ", []),
        ("Don't stop, Tom.", ["Don't", "stop", ",", "Tom", "."]),
        ("3.14 über", ["3.14", "über"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("👩‍👩‍👧 ok", ["👩‍👩‍👧", "ok"]),
        ("<b>", ["<", "b", ">"]),
    ],
)
def test_words_are_those_of_the_engine(text, words):
    assert [text[a:b] for a, b in word_spans(text)] == words


def test_given_words_are_found_in_order():
    assert spans_of("a b a.", ["a", "b", "a", "."]) == [(0, 1), (2, 3), (4, 5), (5, 6)]


def test_weights_are_summed_over_keys_and_averaged_over_queries():
    source = Sentence("", [5, 5, 5], [(0, 2), (2, 3)], [[0, 1], [2]])
    target = Sentence("", [6, 6, 6], [(0, 1), (1, 3)], [[0], [1, 2]])
    weights = torch.rand(4, 4).softmax(-1)  # rows: start and three pieces; columns: three pieces and the end symbol
    saying = by_word(weights, "cross", SAYING, source, target)
    assert saying.shape == (2, 3)
    assert torch.allclose(saying.sum(-1), torch.ones(2))
    assert torch.allclose(saying[1, 0], weights[1:3, :2].sum() / 2)
    said = by_word(weights, "cross", SAID, source, target)
    assert torch.allclose(said[0], torch.stack([weights[1, :2].sum(), weights[1, 2], weights[1, 3]]))
    causal = torch.eye(4)
    decoder = by_word(causal, "decoder", SAID, source, target)
    assert decoder.tolist() == [[1, 0, 0], [0, 1, 0]]
    assert by_word(causal, "decoder", SAYING, source, target)[0].tolist() == [0, 0, 1]


def test_error_rate():
    # sure 1, possible 2, three links, two sure links in gold
    assert error_rate(np.array([[1, 2, 3, 2]])) == pytest.approx(100 * (1 - 3 / 5))
    assert error_rate(np.array([[2, 2, 2, 2], [0, 0, 1, 1]])) == pytest.approx(100 * (1 - 4 / 6))


@pytest.mark.parametrize(
    ("kind", "column", "role", "score"),
    [
        ("encoder", lambda i: max(i, 1) - 1, "previous", 0.75),
        ("encoder", lambda i: i + 1, "next", 0.75),
        ("decoder", lambda i: i, "itself", 1.0),
        ("encoder", lambda i: 4, "sink", 1.0),
        ("cross", lambda i: 3 - i, "aligner", 1.0),
        ("cross", lambda i: i, "none", 0.0),
        ("cross", None, "spread", 1.0),
    ],
)
def test_each_rule_finds_its_head(kind, column, role, score):
    """The cases of src/measure/job.rs."""
    matrix = torch.full((4, 5), 0.05 if column else 0.2)
    for row in range(4) if column else ():
        matrix[row, column(row)] = 0.8
    counter = Counter()
    jobs.count_roles(counter, kind, matrix, torch.tensor([3, 2, 1, 0]))
    found = jobs._entry((kind, 0, 0, SAYING), counter)
    assert (found["role"], found["score"]) == (role, score)


def test_pronouns_in_translations():
    def example(kind, expected, other):
        return Example("p", "", "", kind, "a", True, expected, other, ("a", "b"), {}, {})

    tired = example("er", "es", "sie")
    assert quality.pronoun_is_right(tired, "Das Tier überquerte die Straße nicht, weil es zu müde war.")
    assert not quality.pronoun_is_right(tired, "Das Tier überquerte die Straße nicht, weil sie zu müde war.")
    assert not quality.pronoun_is_right(tired, "Das Tier überquerte die Straße nicht, weil es müde war, als sie kam.")
    assert not quality.pronoun_is_right(tired, "Das Tier war müde.")
    its = example("sein", "ihr", "sein")
    assert quality.pronoun_is_right(its, "Die Katze lief weg, weil ihrem Bein etwas fehlte.")
    assert not quality.pronoun_is_right(its, "Die Katze lief weg, weil sein Bein verletzt war.")


def test_interval_holds_the_value():
    found = share([True] * 80 + [False] * 20, 500)
    assert found["value"] == 80 and found["low"] < 80 < found["high"] and found["high"] - found["low"] < 20


def test_rounding_to_I8_is_within_half_a_step():
    weights = {"a.weight": torch.randn(7, 5), "a.bias": torch.randn(5), "zero.weight": torch.zeros(2, 3)}
    stored = marian.quantize(weights)
    assert stored["a.weight"].dtype == torch.int8 and stored["a.bias"] is weights["a.bias"]
    scale = stored["a.weight.scale"]
    back = stored["a.weight"].float() * scale[:, None]
    assert ((back - weights["a.weight"]).abs() <= scale[:, None] * 0.5001).all()
    assert (stored["zero.weight"] == 0).all() and (stored["zero.weight.scale"] == 0).all()

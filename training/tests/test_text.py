"""Names, numbers, joined and careless text, the tokenizer, batches."""

import gzip
import random

import numpy as np

import tokenizer
from corpus import IGNORED, Corpus
from generators import swap, variants


def test_names_change_on_both_sides_or_not_at_all():
    rng = random.Random(1)
    for _ in range(300):
        source, target = swap.names(rng, "Tom's dog saw Mary in Boston.", "Toms Hund sah Maria in Boston.", share=1.0)
        assert "Tom" not in source.split("'")[0] or "Tom" in target
        name = source.split("'s dog")[0]
        assert target.startswith(name + "s Hund"), (source, target)
        assert name[-1] not in "sxzß"
    unbalanced = ("Tom said he was Tom.", "Er sagte, er sei Tom.")
    assert swap.names(rng, *unbalanced, share=1.0) == unbalanced
    inside = ("Tomorrow is fine.", "Tomaten sind gut.")
    assert swap.names(rng, *inside, share=1.0) == inside
    assert swap.names(rng, "Tom left.", "Tom ging.", share=0.0) == ("Tom left.", "Tom ging.")


def test_cities_have_their_german_names():
    rng = random.Random(2)
    pairs = {swap.names(rng, "I live in Boston.", "Ich wohne in Boston.", share=1.0) for _ in range(400)}
    assert ("I live in Munich.", "Ich wohne in München.") in pairs


def test_numbers_stay_of_their_kind():
    rng = random.Random(3)
    for _ in range(200):
        source, target = swap.numbers(rng, "He died in 1945.", "Er starb 1945.")
        year = source[-5:-1]
        assert 1500 <= int(year) <= 2099 and target == f"Er starb {year}."
    for pair in (
        ("At 2:30.", "Um 2:30 Uhr."), ("I have 1 car.", "Ich habe 1 Auto."), ("On May 3 we left.", "Am 3. Mai gingen wir."),
        ("It is 1,000 yen.", "Es sind 1.000 Yen."), ("2 and 3", "2 und 3"), ("I have 12.", "Ich habe zwölf."),
    ):  # fmt: skip
        assert swap.numbers(rng, *pair) == pair


def test_joined_sentences():
    rng = random.Random(4)
    pair = (("I know Tom.", "Ich kenne Tom."), ("He is here.", "Er ist hier."))
    found = {variants.join(rng, list(pair)) for _ in range(200)}
    assert ("I know Tom. He is here.", "Ich kenne Tom. Er ist hier.") in found
    assert ("I know Tom, but he is here.", "Ich kenne Tom, aber er ist hier.") in found
    assert ("I know Tom and he is here.", "Ich kenne Tom und er ist hier.") in found
    polite = [("I know.", "Ich weiß."), ("You know.", "Sie wissen es.")]
    assert {variants.join(rng, polite) for _ in range(100)} == {("I know. You know.", "Ich weiß. Sie wissen es.")}
    assert variants.join(rng, [("No stop", "Kein Punkt"), pair[0]]) is None


def test_careless_sources():
    rng = random.Random(5)
    found = {variants.casual(rng, "Where's the Dog?") for _ in range(300)}
    assert {"where's the dog?", "where's the dog", "Where's the Dog", "wheres the dog"} <= found


def test_decorations_are_the_same_on_both_sides():
    rng = random.Random(6)
    for _ in range(200):
        source, target = variants.decorated(rng, "Hello.", "Hallo.")
        assert source.replace("Hello.", "") == target.replace("Hallo.", "") != ""


def test_phrases_have_articles_that_fit():
    found = dict(variants.phrases(1, 2000))
    assert len(found) == 2000 and found == dict(variants.phrases(1, 2000))
    assert found.get("the dog", "der Hund") == "der Hund"


def test_tokenizer_knows_every_character_with_byte_fallback():
    sentences = ["Das Tier überquerte die Straße.", "The animal crossed the street in 1987 or 2345."] * 20
    trained = tokenizer.train(sentences, 340, byte_fallback=True, digits=True, always="🙂")
    assert trained.to_str() == tokenizer.train(sentences, 340, byte_fallback=True, digits=True, always="🙂").to_str()
    for text in ("The street 🙂", "李 and Ω", "Straße 4711", "<0x41>"):
        encoding = trained.encode(text)
        assert tokenizer.UNKNOWN not in encoding.tokens and trained.decode(encoding.ids) == text
    assert trained.encode("42").tokens[-3:] == ["4", "2", tokenizer.END]
    assert [trained.token_to_id(s) for s in (tokenizer.END, tokenizer.UNKNOWN, tokenizer.PAD)] == [0, 1, 2]


def test_batches_hold_every_pair_once_within_the_budget(tmp_path):
    rng = random.Random(7)
    lines = [(" ".join("a" * rng.randint(1, 20)), " ".join("b" * rng.randint(1, 20))) for _ in range(500)]
    path = tmp_path / "train.tsv.gz"
    path.write_bytes(gzip.compress("".join(f"{s}\t{t}\n" for s, t in lines).encode()))
    trained = tokenizer.train([side for line in lines for side in line], 20)
    corpus = Corpus(path, trained, longest=15)
    kept = [i for i in range(len(corpus.target))]
    assert len(kept) < 500 and corpus.lengths.max() <= 15
    batches = corpus.batches(200, seed=1, epoch=0)
    assert sorted(int(i) for batch in batches for i in batch) == kept
    assert all(len(batch) * corpus.lengths[batch].max() <= 200 for batch in batches)
    again = corpus.batches(200, seed=1, epoch=0)
    assert all(np.array_equal(a, b) for a, b in zip(batches, again, strict=True))
    other = corpus.batches(200, seed=1, epoch=1)
    assert [b.tolist() for b in other] != [b.tolist() for b in batches]
    tensors = corpus.tensors(batches[0], pad=2, start=2)
    labels, shifted = tensors["labels"], tensors["decoder_input_ids"]
    assert (shifted[:, 0] == 2).all() and (labels[:, :-1][shifted[:, 1:] != 2] == shifted[:, 1:][shifted[:, 1:] != 2]).all()
    assert ((labels == IGNORED).sum(1) + tensors["labels"].ne(IGNORED).sum(1) == labels.shape[1]).all()

"""Articles, endings, pronouns, contractions."""

import pytest

from generators.german import Noun, Phrase, adjective, article, contract, with_a
from generators.lexicon import NOUNS, TRAITS

HUND = Noun("dog", "Hund", "m")
KATZE = Noun("cat", "Katze", "f")
TIER = Noun("animal", "Tier", "n")
BÄR = Noun("bear", "Bär", "m", "Bären")


@pytest.mark.parametrize(
    ("phrase", "case", "german"),
    [
        (Phrase(HUND), "nom", "der Hund"),
        (Phrase(HUND), "acc", "den Hund"),
        (Phrase(HUND), "dat", "dem Hund"),
        (Phrase(KATZE), "dat", "der Katze"),
        (Phrase(TIER), "acc", "das Tier"),
        (Phrase(BÄR), "nom", "der Bär"),
        (Phrase(BÄR), "acc", "den Bären"),
        (Phrase(BÄR), "dat", "dem Bären"),
        (Phrase(HUND, "this"), "nom", "dieser Hund"),
        (Phrase(TIER, "this"), "nom", "dieses Tier"),
        (Phrase(KATZE, "my"), "dat", "meiner Katze"),
        (Phrase(TIER, "my"), "acc", "mein Tier"),
        (Phrase(HUND, "our"), "acc", "unseren Hund"),
        (Phrase(HUND, "a", (("old", "alt"),)), "nom", "ein alter Hund"),
        (Phrase(TIER, "a", (("old", "alt"),)), "acc", "ein altes Tier"),
        (Phrase(KATZE, "a", (("old", "alt"),)), "dat", "einer alten Katze"),
        (Phrase(HUND, "the", (("old", "alt"),)), "acc", "den alten Hund"),
        (Phrase(TIER, "the", (("old", "alt"),)), "nom", "das alte Tier"),
        (Phrase(HUND, "its", owner="f"), "acc", "ihren Hund"),
        (Phrase(KATZE, "its", owner="n"), "dat", "seiner Katze"),
    ],
)
def test_phrases_are_declined(phrase, case, german):
    assert phrase.german(case) == german


def test_all_forms_of_articles():
    forms = {word: [article(word, case, gender) for case in ("nom", "acc", "dat") for gender in "mfn"] for word in ("the", "this", "a")}
    assert forms["the"] == "der die das den die das dem der dem".split()
    assert forms["this"] == "dieser diese dieses diesen diese dieses diesem dieser diesem".split()
    assert forms["a"] == "ein eine ein einen eine ein einem einer einem".split()
    assert [adjective("rot", "a", case, gender) for case in ("nom", "acc", "dat") for gender in "mfn"] == (
        "roter rote rotes roten rote rotes roten roten roten".split()
    )


def test_prepositions_and_articles_contract():
    assert contract("in dem Haus und in das Haus, in den Wald") == "im Haus und ins Haus, in den Wald"
    assert contract("Von dem Dach zu der Tür") == "Vom Dach zur Tür"
    assert contract("hinter dem Haus, aus dem Haus") == "hinter dem Haus, aus dem Haus"


def test_a_becomes_an_before_vowels():
    assert with_a("a old dog and a cat, A animal, a university, a hour") == "an old dog and a cat, An animal, a university, an hour"


def test_predicates_in_both_word_orders():
    tired = TRAITS["tired"].say("past", ("too", "zu"))
    assert (tired.english, tired.final, tired.main) == ("was too tired", "zu müde war", "war zu müde")
    afraid = TRAITS["afraid"].say("pres", ("", ""))
    assert (afraid.english, afraid.final, afraid.main) == ("is afraid", "Angst hat", "hat Angst")
    bigger = TRAITS["bigger"].say("past", ("", ""), condition=True)
    assert (bigger.english, bigger.final) == ("were bigger", "größer wäre")


def test_lexicon_is_consistent():
    genders: dict[str, set[str]] = {}
    for nouns in NOUNS.values():
        assert nouns
        for noun in nouns:
            assert noun.gender in "mfn" and noun.german[0].isupper() and noun.english.islower()
            assert noun.traits <= TRAITS.keys(), noun
            genders.setdefault(noun.german, set()).add(noun.gender)
    assert [word for word, found in genders.items() if len(found) > 1] == []
    for noun in (n for nouns in NOUNS.values() for n in nouns):
        if noun.german.endswith(("chen", "lein")) and noun.english not in ("cake",):
            assert noun.gender == "n" or noun.german in ("Kuchen", "Rachen"), noun
        if noun.german.endswith(("ung", "heit", "keit", "schaft", "tion")):
            assert noun.gender == "f", noun

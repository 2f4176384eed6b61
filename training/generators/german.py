"""The little German and English grammar that the generators need: articles, endings, pronouns, contractions.

Singular only. Refuses to know which words there are (lexicon.py) and which sentences (patterns.py).
"""

import re
from dataclasses import dataclass, field

GENDERS = "mfn"
CASES = ("nom", "acc", "dat")

# Endings by case, for masculine, feminine, neuter.
_DER = {"nom": ("der", "die", "das"), "acc": ("den", "die", "das"), "dat": ("dem", "der", "dem")}
_DIESER = {"nom": ("er", "e", "es"), "acc": ("en", "e", "es"), "dat": ("em", "er", "em")}
_EIN = {"nom": ("", "e", ""), "acc": ("en", "e", ""), "dat": ("em", "er", "em")}
_AFTER_DER = {"nom": ("e", "e", "e"), "acc": ("en", "e", "e"), "dat": ("en", "en", "en")}
_AFTER_EIN = {"nom": ("er", "e", "es"), "acc": ("en", "e", "es"), "dat": ("en", "en", "en")}

PRONOUN = {"nom": ("er", "sie", "es"), "acc": ("ihn", "sie", "es"), "dat": ("ihm", "ihr", "ihm")}
POSSESSIVE = ("sein", "ihr", "sein")

# English determiner: how its German is declined.
EIN_WORDS = {"a": "ein", "my": "mein", "our": "unser", "your": "dein"}
DER_WORDS = {"the": None, "this": "dies", "that": "jen"}

_CONTRACTIONS = {
    "in dem": "im", "in das": "ins", "an dem": "am", "an das": "ans", "von dem": "vom",
    "zu dem": "zum", "zu der": "zur", "bei dem": "beim",
}  # fmt: skip
_CONTRACTED = re.compile(r"\b(" + "|".join(_CONTRACTIONS) + r")\b", re.IGNORECASE)


def article(determiner: str, case: str, gender: str) -> str:
    """German for an English determiner, or for a German ein-word such as `sein`, declined."""
    column = GENDERS.index(gender)
    if determiner == "the":
        return _DER[case][column]
    if determiner in DER_WORDS:
        return DER_WORDS[determiner] + _DIESER[case][column]
    return EIN_WORDS.get(determiner, determiner) + _EIN[case][column]


def adjective(stem: str, determiner: str, case: str, gender: str) -> str:
    """An adjective before its noun. `stem` is what endings are put to (teur-, dunkl-, müd-)."""
    endings = _AFTER_DER if determiner in DER_WORDS else _AFTER_EIN
    return stem + endings[case][GENDERS.index(gender)]


def contract(text: str) -> str:
    """in dem → im, zu der → zur, …; a capital first letter stays one."""

    def short(match: re.Match) -> str:
        found = _CONTRACTIONS[match[0].lower()]
        return found.capitalize() if match[0][0].isupper() else found

    return _CONTRACTED.sub(short, text)


def with_a(text: str) -> str:
    """`a` → `an` before a vowel sound, for the words of the lexicon."""
    vowel = r"(?:(?!uni|use|eu|one\b)[aeiou]|honest|hour)"
    return re.sub(rf"\b([Aa]) (?=[\ue000-\ue00f]?{vowel})", r"\1n ", text)


@dataclass(frozen=True)
class Noun:
    """A countable noun. `oblique` is the accusative and dative of a weak masculine (den Bären)."""

    english: str
    german: str
    gender: str
    oblique: str = ""
    traits: frozenset[str] = field(default_factory=frozenset)

    def form(self, case: str) -> str:
        return self.german if case == "nom" or not self.oblique else self.oblique


@dataclass(frozen=True)
class Phrase:
    """A noun with determiner and, maybe, adjectives (English, German stem); `mark` wraps the noun in both texts."""

    noun: Noun
    determiner: str = "the"
    adjectives: tuple[tuple[str, str], ...] = ()
    mark: tuple[str, str] = ("", "")
    owner: str = ""  # gender of the possessor, when the determiner is `its`

    def english(self) -> str:
        words = [self.determiner, *(english for english, _ in self.adjectives), self._marked(self.noun.english)]
        return " ".join(words)

    def german(self, case: str) -> str:
        determiner = POSSESSIVE[GENDERS.index(self.owner)] if self.owner else self.determiner
        words = [article(determiner, case, self.noun.gender)]
        words += [adjective(stem, determiner, case, self.noun.gender) for _, stem in self.adjectives]
        return " ".join([*words, self._marked(self.noun.form(case))])

    def _marked(self, text: str) -> str:
        return self.mark[0] + text + self.mark[1]

    # Names for templates: {A} is English, {A.nom}, {A.acc}, {A.dat} German.
    def __format__(self, _spec: str) -> str:
        return self.english()

    @property
    def nom(self) -> str:
        return self.german("nom")

    @property
    def acc(self) -> str:
        return self.german("acc")

    @property
    def dat(self) -> str:
        return self.german("dat")


@dataclass(frozen=True)
class Trait:
    """What can be said of a noun: an adjective after *to be*, or a verb of its own.

    For an adjective `english` and `german` are the adjectives; `graded` ones take too/so/very. For a verb
    the four finite forms are given: `english` (past, present), `german` (past, present), and `tail`, which
    stands before the verb at the end of a clause and after it otherwise (Angst haben: tail "Angst").
    """

    english: str | tuple[str, str]
    german: str | tuple[str, str]
    graded: bool = True
    tail: str = ""
    after: tuple[str, str] = ("", "")  # follows the adjective: (" enough", " genug"), (" to carry", …)

    def say(self, tense: str, degree: tuple[str, str], condition: bool = False) -> "Clause":
        """The predicate in a tense (past, pres); `condition` gives English and German subjunctives (were, wäre)."""
        past = tense == "past"
        if isinstance(self.english, tuple):
            verb = self.german[0 if past else 1]
            return Clause.of(self.english[0 if past else 1], verb, self.tail)
        english = f"{degree[0]} {self.english}{self.after[0]}".strip()
        german = f"{degree[1]} {self.german}{self.after[1]}".strip()
        be, sein = ("were", "wäre") if condition else ("was", "war") if past else ("is", "ist")
        return Clause.of(f"{be} {english}", sein, german)


@dataclass(frozen=True)
class Clause:
    """A predicate ready for a template: English, German with the verb last, German with the verb second."""

    english: str
    final: str
    main: str
    verb: str  # the finite verb and the rest of `main`, for *war er kaputt*
    rest: str

    @staticmethod
    def of(english: str, verb: str, rest: str) -> "Clause":
        return Clause(english, f"{rest} {verb}".strip(), f"{verb} {rest}".strip(), verb, rest)

    def __format__(self, _spec: str) -> str:
        return self.english

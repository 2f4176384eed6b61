"""Fills the patterns: sentence pairs in which *it* or *its* has to find its noun.

Every example knows where its words stand, so that attention can be asked about them. Which noun pairs are
held out is decided by a hash of the two nouns, the same for every pattern and every seed.
"""

import hashlib
import random
import re
from dataclasses import asdict, dataclass
from itertools import permutations

from . import german, lexicon, patterns
from .german import GENDERS, PRONOUN, Noun, Phrase, Trait
from .patterns import CONDITION, Form, Pattern

PAIRS_HELD_OUT = {("animal", "street"), ("law", "application")}  # what the page opens with is not learnt by heart
_SHARE_HELD_OUT = 12  # one pair in twelve

SUBJECTS = (
    ("I", "ich", 0), ("Tom", "Tom", 0), ("Mary", "Maria", 0), ("we", "wir", 1), ("my father", "mein Vater", 0),
    ("the man", "der Mann", 0), ("the woman", "die Frau", 0), ("my mother", "meine Mutter", 0), ("the boy", "der Junge", 0),
    ("the children", "die Kinder", 1), ("my friends", "meine Freunde", 1), ("Tom and Mary", "Tom und Maria", 1),
)  # fmt: skip
_BECAUSE = (("because", "weil"),) * 6 + (("since", "da"), ("as", "da"))
_DETERMINERS = ("the",) * 16 + ("this",) * 2
_OWNERS = ("my", "our")
_TOO, _SO, _VERY, _PLAIN = ("too", "zu"), ("so", "so"), ("very", "sehr"), ("", "")
_DEGREES = {"too": (_TOO,) * 8 + (_SO, _VERY), "any": (_PLAIN,) * 3 + (_VERY, _SO), "none": (_PLAIN,)}

# Private-use characters around the words that examples point at; never left in a text.
_MARKS = {name: (chr(0xE000 + 2 * i), chr(0xE001 + 2 * i)) for i, name in enumerate(("a", "b", "it"))}
_MARK = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True)
class Example:
    """One pair. Spans are [start, end) in characters; `right` says which noun is meant."""

    pattern: str
    source: str
    target: str
    kind: str  # "er" (nominative pronoun), "ihn" (another case), "sein" (its)
    right: str  # "a" or "b"
    both: bool  # whether the pattern lets either noun be meant
    expected: str  # er, sie, es; for its: sein, ihr
    other: str  # what the other noun would have asked for; empty without another noun
    nouns: tuple[str, str]  # English of A and B (of possessor and possessed when there is no B)
    source_spans: dict[str, tuple[int, int]]
    target_spans: dict[str, tuple[int, int]]

    def record(self) -> dict:
        return asdict(self)


class _Both(str):
    """English text that carries its German as `.de`."""

    de: str


def _both(english: str, german_text: str) -> _Both:
    text = _Both(english)
    text.de = german_text
    return text


def held_out(a: str, b: str) -> bool:
    """Whether this pair of English nouns is kept for testing."""
    digest = hashlib.sha256(f"{a}|{b}".encode()).digest()
    return (a, b) in PAIRS_HELD_OUT or int.from_bytes(digest[:4]) % _SHARE_HELD_OUT == 0


def examples(seed: int, count: int, which: tuple[Pattern, ...], pairs_held_out: bool) -> list[Example]:
    """`count` different examples of these patterns, with noun pairs that are, or are not, held out."""
    rng = random.Random(f"{seed} {pairs_held_out} {[p.name for p in which]}")
    weights = [pattern.weight for pattern in which]
    found: dict[str, Example] = {}
    for _ in range(200 * count):
        if len(found) == count:
            return list(found.values())
        example = _fill(rng, rng.choices(which, weights)[0])
        if example is not None and held_out(*example.nouns) == pairs_held_out:
            found.setdefault(example.source, example)
    raise ValueError(f"the patterns give only {len(found)} different examples of {count}")


def _fill(rng: random.Random, pattern: Pattern) -> Example | None:
    """One example, or None where the draw does not fit together."""
    right = rng.choice("ab") if pattern.both else "a" if pattern.a_traits or pattern.a_forms else "b"
    a, b = _nouns(rng, pattern)
    if a is None or (pattern.b and (b is None or a.english == b.english or a.german == b.german)):
        return None
    owner, traits = (a, pattern.a_traits) if right == "a" else (b, pattern.b_traits)
    parts = pattern.a_parts if right == "a" else pattern.b_parts
    part = rng.choice([n for n in lexicon.NOUNS[parts] if not pattern.parts_only or n.english in pattern.parts_only.split()]) if parts else None
    bearer = part or owner
    fitting = sorted(set(traits.split()) & bearer.traits)
    if traits and not fitting:
        return None
    trait = lexicon.TRAITS[rng.choice(fitting)] if fitting else None
    forms = (pattern.a_forms if right == "a" else pattern.b_forms) or pattern.forms
    form = rng.choice(forms)
    if "{u}" in form[0]:
        fitting = [name for name in fitting if "{t}" not in form[0] or name not in a.traits] or fitting
    return _write(rng, pattern, form, right, a, b, part, trait, fitting)


def _nouns(rng: random.Random, pattern: Pattern) -> tuple[Noun | None, Noun | None]:
    """A and B of a drawn pair of genders, so that no gender is more often right than another."""

    def of(name: str, only: str, genders: str) -> list[Noun]:
        return [n for n in lexicon.NOUNS[name] if n.gender in genders and (not only or n.english in only.split())]

    if not pattern.b:
        nouns = of(pattern.a, pattern.a_only, rng.choice(GENDERS))
        return (rng.choice(nouns) if nouns else None), None
    if pattern.a_parts:  # sein or ihr: feminine against the others
        first, second = rng.choice((("f", "mn"), ("mn", "f")))
    else:
        first, second = rng.choice(list(permutations(GENDERS, 2)))
    a, b = of(pattern.a, pattern.a_only, first), of(pattern.b, pattern.b_only, second)
    return (rng.choice(a) if a else None), (rng.choice(b) if b else None)


def _write(
    rng: random.Random, pattern: Pattern, form: Form, right: str,
    a: Noun, b: Noun | None, part: Noun | None, trait: Trait | None, traits: list[str],
) -> Example | None:  # fmt: skip
    english, german_text, tense = form
    meant, other = (a, b) if right == "a" else (b, a)
    because, weil = rng.choice(_BECAUSE)
    subject = rng.choice(SUBJECTS if pattern.subjects == "all" else (("I", "ich", 0), ("we", "wir", 1)))
    values = {
        "A": _phrase(rng, a, pattern.a, "a", trait, pattern.determiners),
        "because": because, "weil": weil, "Because": because.capitalize(), "Weil": weil.capitalize(),
        "S": _both(subject[0], subject[1]), "drink": _both(*rng.choice(lexicon.DRINKS)),
    }  # fmt: skip
    if b is not None:
        values["B"] = _phrase(rng, b, pattern.b, "b", trait, pattern.determiners)
    column = GENDERS.index(meant.gender)
    open_mark, close_mark = _MARKS["it"]
    forms = {"it": "it", "er": PRONOUN["nom"][column], "ihn": PRONOUN["acc"][column], "ihm": PRONOUN["dat"][column]}
    values |= {name: f"{open_mark}{text}{close_mark}" for name, text in forms.items()}
    values |= {name.capitalize(): f"{open_mark}{text.capitalize()}{close_mark}" for name, text in forms.items()}
    if part is not None:
        values["its"] = Phrase(part, "its", owner=meant.gender)
    if "{t}" in english:
        values["t"] = _adjective(rng, [name for name in a.traits if name != "perfect"] + ["perfect"] * 3)
        values["u"] = _adjective(rng, traits)
        if values["t"] == values["u"]:
            return None
    if trait is not None:
        degree = rng.choice(_DEGREES[pattern.degrees]) if trait.graded else _PLAIN
        values["p"] = trait.say("past" if tense == CONDITION else tense, degree, tense == CONDITION)

    source = _number(english.format(**values), subject[2])
    target = _number(german_text.format(**values), subject[2])
    if part is not None:  # mark its and sein/ihr themselves
        source = re.sub(r"\bits\b", f"{open_mark}its{close_mark}", source, count=1)
        found = re.search(rf"\b(?:{german.POSSESSIVE[column]})(?:e|en|em|er)?\b(?= [{_MARKS['it'][0]}A-ZÄÖÜ])", target)
        target = target[: found.start()] + open_mark + found[0] + close_mark + target[found.end() :]
    source = german.with_a(_shorten(rng, source))
    target = german.contract(target)
    source, source_spans = _unmark(_capital(source))
    target, target_spans = _unmark(_capital(target))
    kind = "sein" if part is not None else "er" if "{er}" in german_text or "{Er}" in german_text else "ihn"

    def asks(noun: Noun | None) -> str:
        if noun is None:
            return ""
        return (german.POSSESSIVE if kind == "sein" else PRONOUN["nom"])[GENDERS.index(noun.gender)]

    return Example(
        pattern.name, source, target, kind, right, pattern.both, asks(meant), asks(other),
        (a.english, b.english if b is not None else part.english if part is not None else ""),
        source_spans, target_spans,
    )  # fmt: skip


def _phrase(rng: random.Random, noun: Noun, kind: str, mark: str, trait: Trait | None, determiners: str) -> Phrase:
    """The noun with a determiner and, one time in six, an adjective that goes with the trait."""
    owners = _OWNERS if kind in lexicon.OWNED else ()
    determiner = rng.choice(determiners.split() or _DETERMINERS + owners)
    said = trait.english if trait is not None else ""
    known = [
        (english, stem)
        for english, stem in lexicon.ATTRIBUTES.get(kind, ())
        if english != said and said not in lexicon.CONTRADICTIONS.get(english, "").split()
    ]
    adjectives = (rng.choice(known),) if known and rng.random() < 1 / 6 else ()
    return Phrase(noun, determiner, adjectives, _MARKS[mark])


def _adjective(rng: random.Random, names: list[str]) -> _Both:
    trait = lexicon.TRAITS[rng.choice(sorted(names))]
    return _both(trait.english, trait.german)


def _number(text: str, plural: int) -> str:
    """[konnte|konnten] by the number of who acts."""
    return re.sub(r"\[(.*?)\|(.*?)\]", lambda match: match[1 + plural], text)


def _shorten(rng: random.Random, text: str) -> str:
    """did not → didn't, it is → it's, as people write, some of the time."""
    if rng.random() < 0.35:
        text = re.sub(r"\b(did|does|could|would|was) not\b", r"\1n't", text)
        text = re.sub(r"\bcannot\b", "can't", text)
    if rng.random() < 0.25:
        text = re.sub(rf"([Ii]t{_MARKS['it'][1]}) is\b", r"\1's", text)
    return text


def _capital(text: str) -> str:
    """First letters of sentences in capitals."""
    return re.sub(r"(^|[.!?] )([\ue000-\ue00f]?)([a-zäöü])", lambda m: m[1] + m[2] + m[3].upper(), text)


def _unmark(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks and the span that each pair of marks held (the first, if there are two)."""
    spans: dict[str, list[int]] = {}
    removed = 0
    names = {mark: name for name, marks in _MARKS.items() for mark in marks}
    for match in _MARK.finditer(text):
        spans.setdefault(names[match[0]], []).append(match.start() - removed)
        removed += 1
    return _MARK.sub("", text), {name: (at[0], at[1]) for name, at in spans.items()}

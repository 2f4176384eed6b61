"""The ways people type that the data lacks: several sentences at once, no capitals, no full stop, emoji, single phrases."""

import random
import re

from . import lexicon
from .german import Phrase, contract, with_a
from .swap import FEMALE, MALE

Pair = tuple[str, str]

EMOJI = "😀😃😄😁😅😂🤣🙂🙃😉😊😇🥰😍😘😋😛😜🤔🤗😐😑😏🙄😴😌😔😢😭😡😠🤯😱😨😳😎🤓🤖👻💀👋👍👎👏🙏💪👀🧠❤💔💙💚💛🔥✨⭐🌟☀🌙🌈❄⚡🌍🌹🌻🌲🍀🍎🍌🍕🍔🍰🎂🍪☕🍺🍷🐶🐱🐭🐰🦊🐻🐼🐸🐵🐔🐧🐦🐝🐢🐍🐟🐳🐴🐷🐮🚗🚕🚌🚲🚀🚢🏠🏫🏥⏰📚📖📷📱💻💡🔑🎉🎁🎈🎵🎸⚽🏀🏆💰✅❌❓❗"
# Characters that stay rare: they go through the byte fallback.
SYMBOLS = "©®™§¶†‡•→←↑↓⇒≠≤≥≈±×÷∞√∑∫µ°№♥♦♣♠♪☺✓✗★☆¥₹₿½¼¾²³¹αβγδλπσωжзияשא中国日本語한글"


def join(rng: random.Random, pairs: list[Pair]) -> Pair | None:
    """Several pairs as one longer text; None when one of them does not end as a sentence does."""
    if any(not side.endswith((".", "!", "?")) for pair in pairs for side in pair):
        return None
    if len(pairs) == 2 and rng.random() < 0.4:
        linked = _link(rng, *pairs)
        if linked:
            return linked
    return " ".join(source for source, _ in pairs), " ".join(target for _, target in pairs)


# First words that are small within a sentence, in both languages alike; German Sie may be polite, so only after she or they.
_SMALL_ENGLISH = {"He", "She", "We", "They", "It", "The", "My", "His", "Her", "Our", "This", "That", "There", "You"}
_SMALL_GERMAN = {"Ich", "Er", "Wir", "Es", "Der", "Die", "Das", "Mein", "Meine", "Sein", "Seine", "Unser", "Unsere", "Dieser", "Diese", "Dieses", "Du", "Hier", "Dort"}  # fmt: skip


def _link(rng: random.Random, first: Pair, second: Pair) -> Pair | None:
    """Two statements joined by and or but. Both German conjunctions leave the word order alone."""
    if any(not side.endswith(".") or side.endswith("..") for pair in (first, second) for side in pair):
        return None
    english, german = (side.split()[0] for side in second)
    if english not in _SMALL_ENGLISH and english != "I":
        return None
    if not (german in _SMALL_GERMAN or (german == "Sie" and english in ("She", "They"))):
        return None
    word, wort = rng.choice((("and", "und"), ("but", "aber")))
    source = second[0] if english == "I" else second[0][0].lower() + second[0][1:]
    target = second[1][0].lower() + second[1][1:]
    comma = "," if word == "but" else ""
    return f"{first[0][:-1]}{',' if comma or rng.random() < 0.5 else ''} {word} {source}", f"{first[1][:-1]}{comma} {wort} {target}"


def casual(rng: random.Random, source: str) -> str:
    """The source as typed in haste: no capitals, no final mark, or neither; now and then no apostrophe. The target stays correct."""
    kind = rng.random()
    if kind < 0.75:
        source = source.lower()
    if kind > 0.4:
        source = re.sub(r"[.!?]+$", "", source)
    if rng.random() < 0.15:
        source = re.sub(r"(?<=\w)'(?=\w)", "", source)
    return source


def decorated(rng: random.Random, source: str, target: str) -> Pair:
    """The pair with the same emoji or symbols at the end, at the beginning, or both."""
    what = "".join(rng.choice(SYMBOLS if rng.random() < 0.3 else EMOJI) for _ in range(rng.choice((1, 1, 1, 2, 3))))
    gap = " " if rng.random() < 0.8 else ""
    place = rng.random()
    if place < 0.75:
        return f"{source}{gap}{what}", f"{target}{gap}{what}"
    return f"{what}{gap}{source}", f"{what}{gap}{target}"


def phrases(seed: int, count: int) -> list[Pair]:
    """Bare phrases: a noun, a noun with its article, with an adjective, a name. Nobody types only whole sentences."""
    rng = random.Random(f"phrases {seed}")
    kinds = [name for name in lexicon.NOUNS if " part" not in name and name not in ("aspect", "feature", "law")]
    found: dict[str, str] = {}
    while len(found) < count:
        draw = rng.random()
        if draw < 0.06:
            name = rng.choice(MALE + FEMALE)
            found.setdefault(name, name)
            continue
        kind = rng.choice(kinds)
        noun = rng.choice(lexicon.NOUNS[kind])
        if draw < 0.2:
            pair = (noun.english, noun.german)
            if rng.random() < 0.3:
                pair = (noun.english.capitalize(), noun.german)
        else:
            determiner = rng.choice(("the", "the", "a", "a", "this", "my", "our"))
            known = lexicon.ATTRIBUTES.get(kind, ())
            adjectives = tuple(rng.sample(known, k=min(len(known), rng.choice((0, 1, 1))))) if known else ()
            phrase = Phrase(noun, determiner, adjectives)
            pair = (with_a(phrase.english()), contract(phrase.nom))
            if rng.random() < 0.4:
                pair = tuple(side[0].upper() + side[1:] + rng.choice(("", ".")) for side in pair)
                if pair[0][-1] == "." or pair[1][-1] == ".":
                    pair = tuple(side.rstrip(".") + "." for side in pair)
        found.setdefault(*pair)
    return list(found.items())

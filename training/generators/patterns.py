"""Sentence patterns in which *it* or *its* must be resolved.

A pattern has two noun slots, A and B, and says which traits point to which: whoever reads "… because it was
too tired" knows that streets do not tire. Templates: {A} is the English phrase, {A.nom} {A.acc} {A.dat} the
German ones; {it} and {er} {ihn} the pronoun of the noun meant ({It}, {Er} at a sentence's beginning); {its}, {its.nom} …
a thing that this noun has; {p} what is said of it: {p.final} verb last, {p.main} verb second, {p.verb} {p.rest} apart;
{because} and {weil}; {S} who acts; [konnte|konnten] by the number of S. Each template has a tense.

Patterns marked `held_out` are never trained on. Refuses to know how patterns are filled (pronouns.py).
"""

from dataclasses import dataclass

PAST, PRESENT, CONDITION = "past", "pres", "cond"
Form = tuple[str, str, str]  # English, German, tense


@dataclass(frozen=True)
class Pattern:
    """One pattern. `a` and `b` are noun classes of the lexicon; `a_traits` and `b_traits` what points to A and to B."""

    name: str
    a: str
    b: str = ""
    forms: tuple[Form, ...] = ()
    a_traits: str = ""
    b_traits: str = ""
    a_forms: tuple[Form, ...] = ()  # where the verb, not a trait, decides
    b_forms: tuple[Form, ...] = ()
    a_parts: str = ""  # for *its*: the class of things that A or B has
    b_parts: str = ""
    a_only: str = ""  # English nouns, where not all of the class fit
    b_only: str = ""
    parts_only: str = ""
    degrees: str = "too"  # "too" mostly, or "any"
    subjects: str = "all"
    determiners: str = ""  # English ones, where not all fit
    weight: float = 1.0
    held_out: bool = False

    @property
    def both(self) -> bool:
        """Whether either noun can be meant."""
        return bool((self.a_traits or self.a_forms) and (self.b_traits or self.b_forms))


def _because(english: str, german: str, tense: str = PAST) -> Form:
    return (f"{english} {{because}} {{it}} {{p}}.", f"{german}, {{weil}} {{er}} {{p.final}}.", tense)


def _but(english: str, german: str, tense: str = PAST) -> Form:
    return (f"{english}, but {{it}} {{p}}.", f"{german}, aber {{er}} {{p.main}}.", tense)


_WEARY = "tired weak sick old slow scared nervous hungry lazy shy afraid young"
_SIZES_BIG = "big large long wide thick bulky high"
_SIZES_SMALL = "small narrow short low filled"
_LEGGED = (
    "dog cat horse cow pig sheep goat donkey mouse rat rabbit fox wolf bear elephant lion tiger monkey squirrel camel deer "
    "puppy lamb calf zebra giraffe pony animal kitten hare hamster"
)
_LAID = (
    "book picture umbrella hat coat dress shirt jacket skirt sweater ball doll toy plate pillow blanket suit hammer saw rope stick "
    "sword phone camera violin guitar trumpet helmet parcel stone"
)
_WALKABLE = "street road bridge square path highway field meadow yard intersection track lawn ice"

TWO_NOUNS = (
    Pattern(
        "cross", "animal", "ground", weight=3,
        a_traits=_WEARY, b_traits="wide long slippery busy dark icy muddy steep crowded hot deep dangerous noisy blocked high unstable thin",
        forms=(
            _because("{A} did not cross {B}", "{A.nom} überquerte {B.acc} nicht"),
            _because("{A} did not cross {B}", "{A.nom} hat {B.acc} nicht überquert"),
            _because("{A} could not cross {B}", "{A.nom} konnte {B.acc} nicht überqueren"),
            _because("{A} did not want to cross {B}", "{A.nom} wollte {B.acc} nicht überqueren"),
            _because("{A} does not cross {B}", "{A.nom} überquert {B.acc} nicht", PRESENT),
            _because("{A} cannot cross {B}", "{A.nom} kann {B.acc} nicht überqueren", PRESENT),
        ),
    ),
    Pattern(
        "cross-but", "animal", "ground",
        a_traits=_WEARY, b_traits="wide long slippery busy dark icy muddy steep crowded dangerous blocked high",
        forms=(_but("{A} wanted to cross {B}", "{A.nom} wollte {B.acc} überqueren"),),
    ),
    Pattern(
        "cross-first", "animal", "ground",
        a_traits="tired weak sick old scared nervous lazy afraid", b_traits="wide slippery busy dark icy muddy dangerous blocked",
        forms=(
            ("{Because} {it} {p}, {A} did not cross {B}.", "{Weil} {er} {p.final}, überquerte {A.nom} {B.acc} nicht.", PAST),
            ("{Because} {it} {p}, {A} could not cross {B}.", "{Weil} {er} {p.final}, konnte {A.nom} {B.acc} nicht überqueren.", PAST),
        ),
    ),
    Pattern(
        "swim", "animal", "water", a_traits="tired weak sick old young scared afraid", b_traits="wide cold dangerous dirty",
        b_only="river stream lake pond ditch canal bay pool lagoon waterhole",
        forms=(
            _because("{A} did not swim across {B}", "{A.nom} schwamm nicht durch {B.acc}"),
            _because("{A} could not swim across {B}", "{A.nom} konnte nicht durch {B.acc} schwimmen"),
            _because("{A} did not jump into {B}", "{A.nom} sprang nicht in {B.acc}"),
        ),
    ),
    Pattern(
        "fit", "thing", "container", weight=2, a_traits=_SIZES_BIG, b_traits=_SIZES_SMALL,
        forms=(
            _because("{A} does not fit into {B}", "{A.nom} passt nicht in {B.acc}", PRESENT),
            _because("{A} does not fit in {B}", "{A.nom} passt nicht in {B.acc}", PRESENT),
            _because("{A} did not fit into {B}", "{A.nom} passte nicht in {B.acc}"),
            _because("{S} could not put {A} into {B}", "{S.de} [konnte|konnten] {A.acc} nicht in {B.acc} stecken"),
        ),
    ),
    Pattern(
        "fit-if", "thing", "container", a_traits="smaller", b_traits="bigger larger",
        forms=(
            ("{A} would fit into {B} if {it} {p}.", "{A.nom} würde in {B.acc} passen, wenn {er} {p.final}.", CONDITION),
            ("If {it} {p}, {A} would fit into {B}.", "Wenn {er} {p.final}, würde {A.nom} in {B.acc} passen.", CONDITION),
        ),
    ),
    Pattern(
        "pour", "vessel", "vessel", a_traits="empty", b_traits="filled",
        forms=(
            ("{S} poured {drink} from {A} into {B} until {it} {p}.", "{S.de} [goss|gossen] {drink.de} aus {A.dat} in {B.acc}, bis {er} {p.final}.", PAST),
            ("{S} stopped pouring {drink} from {A} into {B} when {it} {p}.", "{S.de} [hörte|hörten] auf, {drink.de} aus {A.dat} in {B.acc} zu gießen, als {er} {p.final}.", PAST),
        ),
    ),
    Pattern(
        "eat", "animal", "food", weight=1.5, a_traits="not-hungry sated sick tired nervous", b_traits="hot cold hard salty dry spoiled frozen bitter sour fatty sweet",
        forms=(
            _because("{A} did not eat {B}", "{A.nom} fraß {B.acc} nicht"),
            _because("{A} did not want to eat {B}", "{A.nom} wollte {B.acc} nicht fressen"),
            _because("{A} does not eat {B}", "{A.nom} frisst {B.acc} nicht", PRESENT),
        ),
    ),
    Pattern(
        "eat-but", "animal", "food", a_traits="sick tired scared weak shy", b_traits="hot cold hard salty frozen bitter spoiled",
        forms=(_but("{A} wanted to eat {B}", "{A.nom} wollte {B.acc} fressen"),),
    ),
    Pattern(
        "drive-over", "vehicle", "way", weight=1.5, a_traits="heavy big high overloaded",
        b_traits="narrow slim weak icy unstable rotten steep blocked muddy slippery thin dangerous brittle",
        forms=(
            _because("{A} could not drive over {B}", "{A.nom} konnte nicht über {B.acc} fahren"),
            _because("{A} cannot drive over {B}", "{A.nom} kann nicht über {B.acc} fahren", PRESENT),
            _because("{A} did not drive over {B}", "{A.nom} fuhr nicht über {B.acc}"),
        ),
    ),
    Pattern(
        "drive-into", "vehicle", "garage", weight=1.5, a_traits="high wide big long", b_traits="low narrow small closed locked",
        forms=(
            _because("{A} could not drive into {B}", "{A.nom} konnte nicht in {B.acc} fahren"),
            _but("{S} wanted to drive {A} into {B}", "{S.de} [wollte|wollten] {A.acc} in {B.acc} fahren"),
        ),
    ),
    Pattern(
        "drive-fit", "vehicle", "garage", a_traits="high wide big long", b_traits="low narrow small",
        forms=(
            _because("{A} does not fit into {B}", "{A.nom} passt nicht in {B.acc}", PRESENT),
            _because("{A} did not fit into {B}", "{A.nom} passte nicht in {B.acc}"),
        ),
    ),
    Pattern(
        "hide", "animal", "hideout", a_traits="scared shy nervous afraid", b_traits="big-enough wide-enough nearby thick dense", degrees="any",
        forms=(
            _because("{A} hid behind {B}", "{A.nom} versteckte sich hinter {B.dat}"),
            _because("{A} hid behind {B}", "{A.nom} hat sich hinter {B.dat} versteckt"),
        ),
    ),
    Pattern(
        "open", "tool", "door", weight=1.5, a_traits="bent blunt thin short soft", b_traits="locked stuck bolted heavy",
        forms=(
            _because("{S} could not open {B} with {A}", "{S.de} [konnte|konnten] {B.acc} nicht mit {A.dat} öffnen"),
            _because("{S} could not open {B} with {A}", "{S.de} [konnte|konnten] {B.acc} mit {A.dat} nicht öffnen"),
            _but("{S} wanted to open {B} with {A}", "{S.de} [wollte|wollten] {B.acc} mit {A.dat} öffnen"),
        ),
    ),
    Pattern(
        "put", "thing", "surface", a_traits="wet dirty heavy too-heavy-to-carry", b_traits="free empty big-enough", degrees="any",
        a_only=_LAID,
        b_only="table shelf desk chair bench windowsill sideboard bed wall platform",
        forms=(_because("{S} put {A} on {B}", "{S.de} [legte|legten] {A.acc} auf {B.acc}"),),
    ),
    Pattern(
        "not-put", "thing", "surface", a_traits="wet dirty heavy", b_traits="shaky slim crooked",
        a_only=_LAID,
        forms=(
            _because("{S} did not put {A} on {B}", "{S.de} [legte|legten] {A.acc} nicht auf {B.acc}"),
            _but("{S} wanted to put {A} on {B}", "{S.de} [wollte|wollten] {A.acc} auf {B.acc} legen"),
        ),
    ),
    Pattern(
        "fall-through", "faller", "cover", a_traits="heavy", b_traits="thin rotten brittle weak", degrees="any",
        forms=(
            _because("{A} fell through {B}", "{A.nom} fiel durch {B.acc}"),
            _because("{A} crashed through {B}", "{A.nom} krachte durch {B.acc}"),
        ),
    ),
    Pattern(
        "stay", "animal", "building", weight=1.5, a_traits="hungry scared restless thirsty afraid curious nervous",
        b_traits="dark cold noisy stuffy on-fire flooded hot", degrees="any",
        forms=(
            _because("{A} did not want to stay in {B}", "{A.nom} wollte nicht in {B.dat} bleiben"),
            _because("{A} ran out of {B}", "{A.nom} lief aus {B.dat}"),
            _because("{A} left {B}", "{A.nom} verließ {B.acc}"),
        ),
    ),
    Pattern(
        "buy-in", "thing", "shop", determiners="the the the this", a_traits="ugly big heavy broken damaged", b_traits="closed crowded noisy",
        forms=(_because("{S} did not buy {A} in {B}", "{S.de} [kaufte|kauften] {A.acc} nicht in {B.dat}"),),
    ),
    Pattern(
        "buy-not", "thing", "thing", determiners="the the this", a_traits="beautiful cheap useful new", b_traits="ugly expensive worthless broken", degrees="any",
        forms=(
            _because("{S} bought {A} and not {B}", "{S.de} [kaufte|kauften] {A.acc} und nicht {B.acc}"),
            _because("{S} took {A} and not {B}", "{S.de} [nahm|nahmen] {A.acc} und nicht {B.acc}"),
        ),
    ),
    Pattern(
        "read-in", "text", "room", a_traits="long difficult boring complicated", b_traits="dark noisy cold stuffy hot crowded",
        forms=(
            _because("{S} could not read {A} in {B}", "{S.de} [konnte|konnten] {A.acc} nicht in {B.dat} lesen"),
            _because("{S} did not read {A} in {B}", "{S.de} [las|lasen] {A.acc} nicht in {B.dat}"),
        ),
    ),
    Pattern(
        "grow", "plant", "bed", a_traits="old weak sick young", b_traits="dry shady damp dark",
        forms=(
            _because("{A} did not grow in {B}", "{A.nom} wuchs nicht in {B.dat}"),
            _because("{A} does not grow in {B}", "{A.nom} wächst nicht in {B.dat}", PRESENT),
        ),
    ),
    Pattern(
        "leave-port", "ship", "port", a_traits="damaged overloaded not-ready leaky", b_traits="iced-up blocked dangerous narrow",
        forms=(
            _because("{A} could not leave {B}", "{A.nom} konnte {B.acc} nicht verlassen"),
            _because("{A} did not leave {B}", "{A.nom} verließ {B.acc} nicht"),
        ),
    ),
    Pattern(
        "saw", "animal", "building", a_traits="hungry thirsty scared sick tired restless angry", b_traits="on-fire flooded closed", degrees="any",
        b_only="house barn stable castle church school tower garage hut hotel factory hospital station library tent theater shed",
        forms=(
            ("{S} saw {A} in front of {B}. {It} {p}.", "{S.de} [sah|sahen] {A.acc} vor {B.dat}. {Er} {p.main}.", PAST),
            ("{A} was waiting in front of {B}. {It} {p}.", "{A.nom} wartete vor {B.dat}. {Er} {p.main}.", PAST),
        ),
    ),
    Pattern(
        "take-out", "thing", "container", weight=1.5,
        a_forms=(
            ("{S} took {A} out of {B} and sold {it}.", "{S.de} [nahm|nahmen] {A.acc} aus {B.dat} und [verkaufte|verkauften] {ihn}.", PAST),
            ("{S} took {A} out of {B} and showed {it} to me.", "{S.de} [nahm|nahmen] {A.acc} aus {B.dat} und [zeigte|zeigten] {ihn} mir.", PAST),
            ("Where is {A}? {It} is in {B}.", "Wo ist {A.nom}? {Er} ist in {B.dat}.", PRESENT),
        ),
        b_forms=(
            ("{S} took {A} out of {B} and closed {it} again.", "{S.de} [nahm|nahmen] {A.acc} aus {B.dat} und [schloss|schlossen] {ihn} wieder.", PAST),
            ("{S} put {A} into {B} and locked {it}.", "{S.de} [legte|legten] {A.acc} in {B.acc} und [schloss|schlossen] {ihn} ab.", PAST),
        ),
    ),
    Pattern(
        "find-food", "animal", "food",
        a_forms=(("{A} stole {B}, but {S} chased {it} away.", "{A.nom} stahl {B.acc}, aber {S.de} [verjagte|verjagten] {ihn}.", PAST),),
        b_forms=(
            ("{A} found {B} and ate {it}.", "{A.nom} fand {B.acc} und fraß {ihn}.", PAST),
            ("{A} smelled {B} and ate {it}.", "{A.nom} roch {B.acc} und fraß {ihn}.", PAST),
        ),
    ),
    # Never trained on:
    Pattern(
        "stop-on", "animal", "ground", held_out=True, b_only=_WALKABLE, a_traits="tired weak sick scared nervous", b_traits="slippery icy dark muddy blocked steep",
        forms=(_because("{A} stopped in the middle of {B}", "{A.nom} blieb mitten auf {B.dat} stehen"),),
    ),
    Pattern(
        "carry-through", "furniture", "opening", held_out=True, a_traits="heavy big wide bulky high", b_traits="narrow small low locked",
        forms=(_because("{S} could not carry {A} through {B}", "{S.de} [konnte|konnten] {A.acc} nicht durch {B.acc} tragen"),),
    ),
    Pattern(
        "hide-in", "thing", "container", held_out=True, a_traits="big large long bulky", b_traits="small narrow locked filled",
        forms=(_but("{S} wanted to hide {A} in {B}", "{S.de} [wollte|wollten] {A.acc} in {B.dat} verstecken"),),
    ),
    Pattern(
        "drink-from", "animal", "vessel", held_out=True, a_traits="not-thirsty sick tired scared", b_traits="empty dirty leaky",
        forms=(_because("{A} did not drink from {B}", "{A.nom} trank nicht aus {B.dat}"),),
    ),
    Pattern(
        "although-first", "animal", "ground", held_out=True, degrees="any", a_traits="tired weak sick scared", b_traits="wide dangerous slippery icy dark",
        forms=(("Although {it} {p}, {A} crossed {B}.", "Obwohl {er} {p.final}, überquerte {A.nom} {B.acc}.", PAST),),
    ),
    Pattern(
        "leave-before", "vehicle", "garage", held_out=True, a_traits="high wide big long", b_traits="low narrow small closed locked",
        forms=(_because("{S} left {A} in front of {B}", "{S.de} [ließ|ließen] {A.acc} vor {B.dat} stehen"),),
    ),
    Pattern(
        "read-although", "text", "room", held_out=True, degrees="any", a_traits="long boring difficult complicated", b_traits="dark noisy cold stuffy",
        forms=(("{S} read {A} in {B} although {it} {p}.", "{S.de} [las|lasen] {A.acc} in {B.dat}, obwohl {er} {p.final}.", PAST),),
    ),
    Pattern(
        "fall-off", "thing", "surface", held_out=True, a_traits="heavy big", b_traits="shaky crooked slim", degrees="any",
        forms=(_because("{A} fell off {B}", "{A.nom} fiel von {B.dat}"),),
    ),
)  # fmt: skip

POSSESSIVE = (
    Pattern(
        "its-way", "vehicle", "way", a_parts="vehicle part", b_parts="way part", a_traits="broken defective damaged", b_traits="damaged rotten slippery",
        b_only="bridge ramp dam", degrees="none",
        forms=(
            ("{A} could not drive over {B} {because} {its} {p}.", "{A.nom} konnte nicht über {B.acc} fahren, {weil} {its.nom} {p.final}.", PAST),
        ),
    ),
    Pattern(
        "its-home", "animal", "building", a_parts="animal part", b_parts="building part", a_traits="injured swollen bleeding fractured", b_traits="damaged leaky open broken on-fire rotten wet damp", a_only=_LEGGED,
        degrees="none",
        forms=(
            ("{A} left {B} {because} {its} {p}.", "{A.nom} verließ {B.acc}, {weil} {its.nom} {p.final}.", PAST),
            ("{A} did not want to stay in {B} {because} {its} {p}.", "{A.nom} wollte nicht in {B.dat} bleiben, {weil} {its.nom} {p.final}.", PAST),
        ),
    ),
    Pattern(
        "its-law", "law", a_parts="aspect", a_traits="just fair clear simple useful important good", weight=2,
        forms=(
            ("{A} will never be {t}, but {its} should be {u}.", "{A.nom} wird nie {t.de} sein, aber {its.nom} sollte {u.de} sein.", PRESENT),
            ("{A} may be {t}, but {its} is not {u}.", "{A.nom} mag {t.de} sein, aber {its.nom} ist nicht {u.de}.", PRESENT),
            ("{A} is {t}, but {its} must be {u}.", "{A.nom} ist {t.de}, aber {its.nom} muss {u.de} sein.", PRESENT),
            ("{S} did not understand {A} and {its}.", "{S.de} [verstand|verstanden] {A.acc} und {its.acc} nicht.", PAST),
        ),
    ),
    Pattern(
        "its-fame", "place", a_parts="feature", parts_only="history culture beauty garden library success language", a_traits="good",
        forms=(
            ("{A} is famous for {its}.", "{A.nom} ist für {its.acc} berühmt.", PRESENT),
            ("{A} is proud of {its}.", "{A.nom} ist stolz auf {its.acc}.", PRESENT),
        ),
    ),
    Pattern(
        "its-loss", "place", a_parts="feature", parts_only="reputation name freedom influence symbol leader money library flag", a_traits="good",
        forms=(
            ("{A} lost {its}.", "{A.nom} verlor {its.acc}.", PAST),
            ("{A} has lost {its}.", "{A.nom} hat {its.acc} verloren.", PAST),
            ("{S} liked {A}, but not {its}.", "{S.de} [mochte|mochten] {A.acc}, aber nicht {its.acc}.", PAST),
        ),
    ),
    Pattern(
        "its-part", "thing", a_parts="thing part", a_only="lamp radio computer camera printer phone television machine", a_traits="broken damaged loose dirty new empty defective beautiful fair",
        degrees="none",
        forms=(
            ("{A} is old, but {its} {p}.", "{A.nom} ist alt, aber {its.nom} {p.main}.", PRESENT),
            ("{S} liked {A} and {its}.", "{S.de} [mochte|mochten] {A.acc} und {its.acc}.", PAST),
            ("{S} [was|were] happy with {A} and {its}.", "{S.de} [war|waren] mit {A.dat} und {its.dat} zufrieden.", PAST),
        ),
    ),
    Pattern(
        "its-body", "animal", a_parts="animal part", parts_only="leg tail foot back", a_traits="injured fractured", degrees="none", a_only=_LEGGED,
        forms=(
            ("{A} licked {its}.", "{A.nom} leckte {its.acc}.", PAST),
            ("{A} could not run because {its} {p}.", "{A.nom} konnte nicht laufen, weil {its.nom} {p.final}.", PAST),
        ),
    ),
    Pattern(
        "its-head", "animal", a_parts="animal part", parts_only="head tail tongue nose ear", a_traits="injured bleeding", degrees="none", a_only=_LEGGED,
        forms=(
            ("{A} hid {its}.", "{A.nom} versteckte {its.acc}.", PAST),
            ("{S} looked at {A} and {its}.", "{S.de} [betrachtete|betrachteten] {A.acc} und {its.acc}.", PAST),
        ),
    ),
    Pattern(
        "its-entry", "animal", "building", held_out=True, a_parts="animal part", b_parts="building part", a_traits="injured swollen bleeding fractured", b_traits="damaged leaky broken on-fire rotten damp", a_only=_LEGGED,
        degrees="none",
        forms=(("{A} could not sleep in {B} because {its} {p}.", "{A.nom} konnte nicht in {B.dat} schlafen, weil {its.nom} {p.final}.", PAST),),
    ),
)  # fmt: skip

_BUY = (
    ("{S} bought {A}. {It} {p}.", "{S.de} [kaufte|kauften] {A.acc}. {Er} {p.main}.", PAST),
    ("{S} found {A}. {It} {p}.", "{S.de} [fand|fanden] {A.acc}. {Er} {p.main}.", PAST),
    ("When {S} bought {A}, {it} {p}.", "Als {S.de} {A.acc} [kaufte|kauften], {p.verb} {er} {p.rest}.", PAST),
)
_LIKE = (("{S} like {A} because {it} {p}.", "{S.de} [mag|mögen] {A.acc}, weil {er} {p.final}.", PRESENT),)
_DISLIKE = (
    ("{S} don't like {A} because {it} {p}.", "{S.de} [mag|mögen] {A.acc} nicht, weil {er} {p.final}.", PRESENT),
    ("If {A} {p}, we will sell {it}.", "Wenn {A.nom} {p.final}, werden wir {ihn} verkaufen.", PRESENT),
)
_LOSE = (
    ("{S} lost {A}, but my brother found {it} again.", "{S.de} [verlor|verloren] {A.acc}, aber mein Bruder fand {ihn} wieder.", PAST),
    ("{S} lost {A}. {It} {p}.", "{S.de} [verlor|verloren] {A.acc}. {Er} {p.main}.", PAST),
)

# What is bought, liked and lost: class, what is good and what is bad about it.
_KINDS = (
    ("thing", "beautiful cheap new", "ugly expensive broken"),
    ("furniture", "beautiful new", "ugly heavy"),
    ("vehicle", "fast new", "expensive slow old"),
    ("text", "interesting important", "boring long difficult"),
    ("device", "", "old broken defective"),
)

ONE_NOUN = tuple(
    Pattern(f"{name}-{kind}", kind, forms=forms, a_traits=traits, degrees="any", subjects=subjects, determiners=determiners)
    for kind, good, bad in _KINDS
    for name, traits, forms, subjects, determiners in (
        ("buy", f"{good} {bad}", _BUY, "all", "a a the this"),
        ("like", good, _LIKE, "we", "the the this our"),
        ("dislike", bad, _DISLIKE, "we", "the the this our"),
        ("lose", good, _LOSE, "all", "the the my our"),
    )
    if traits and (name != "lose" or kind in ("thing", "text"))
) + (
    Pattern(
        "animal-water", "animal", a_traits="thirsty", degrees="any",
        forms=(("{S} gave {A} some water because {it} {p}.", "{S.de} [gab|gaben] {A.dat} Wasser, weil {er} {p.final}.", PAST),),
    ),
    Pattern(
        "animal-no-water", "animal", a_traits="not-thirsty", degrees="none",
        forms=(("{S} gave {A} no water because {it} {p}.", "{S.de} [gab|gaben] {A.dat} kein Wasser, weil {er} {p.final}.", PAST),),
    ),
    Pattern(
        "animal-help", "animal", a_traits="hungry weak", degrees="any",
        forms=(
            ("{S} helped {A} because {it} {p}.", "{S.de} [half|halfen] {A.dat}, weil {er} {p.final}.", PAST),
            ("{A} {p}. {S} gave {it} something to eat.", "{A.nom} {p.main}. {S.de} [gab|gaben] {ihm} etwas zu fressen.", PAST),
        ),
    ),
)  # fmt: skip

ALL = TWO_NOUNS + POSSESSIVE + ONE_NOUN

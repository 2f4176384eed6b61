"""Other names and other numbers in a sentence pair: "Tom" is in a quarter of the data, and nobody's visitors are all called Tom.

A name is swapped only when it stands equally often on both sides, so that the pair stays a translation.
"""

import random
import re

# None ends in s, x or z, whose German genitive needs an apostrophe.
MALE = """Adam Albert Alexander Andrew Anton Arthur Ben Bernd Bill Bob Brian Carl Christian Christopher Daniel David Dieter Dirk Edward
Emil Eric Erik Ernst Ethan Felipe Finn Florian Frank Fred Friedrich Georg Gerhard Günter Gustav Harald Harry Heinrich Henry Ian Ivan
Jack Jacob Jakob Jan Jim Joachim Joe Johann John Jonathan Josef Joseph Julian Karim Karl Ken Kevin Klaus-Peter Kurt Leo Leon Liam Logan Lothar
Luca Ludwig Malik Manfred Marcel Mark Martin Matthew Max Michael Mike Mohammed Nathan Nick Noah Norbert Oliver Omar Oscar Otto Patrick Paul
Peter Philip Pierre Rafael Ralf Richard Robert Roland Rolf Ryan Sam Samuel Sebastian Simon Stefan Stephen Steve Sven Theo Theodor Tim Tobi
Udo Ulrich Uwe Victor Walter Werner Wilhelm Will William Wolfgang Yusuf""".split()  # fmt: skip
FEMALE = """Ada Alice Alina Amelia Amy Andrea Angela Anja Ann Anna Anne Antonia Aisha Barbara Beate Bella Bettina Birgit Brigitte Carla
Carmen Caroline Charlotte Christina Clara Claudia Cornelia Daniela Diana Dora Dorothea Elena Elisabeth Elizabeth Ella Ellen Emily Emma Erika
Eva Fatima Franziska Frieda Gabi Gina Grace Greta Hanna Hannah Heidi Helen Helena Helga Hilde Ida Ingrid Irene Isabel Jana Jane Janet
Jennifer Jessica Johanna Judith Julia Karen Karin Kate Katharina Katrin Klara Laila Laura Lea Lena Lily Linda Lisa Lotte Lucia Lucy Luise
Maja Margaret Margarete Marie Marlene Martha Martina Mathilda Melanie Mia Michelle Mina Monika Nadia Nancy Natalie Nicole Nina Nora Olga
Olivia Patricia Paula Petra Rachel Renate Rita Rosa Ruth Sabine Sally Sandra Sara Sarah Silvia Simone Sofia Sonja Sophie Stella Susan
Susanne Tanja Tina Ursula Ute Vanessa Vera Victoria Yasmin Zoe""".split()  # fmt: skip
# English and German names of cities; those ending in s, x or z never stand in for a genitive.
CITIES = [tuple(entry.split("/")) if "/" in entry else (entry, entry) for entry in """London Berlin Hamburg Tokyo Kyoto Osaka Chicago Boston Madrid
Barcelona Lisbon/Lissabon Rome/Rom Milan/Mailand Venice/Venedig Vienna/Wien Munich/München Cologne/Köln Frankfurt Stuttgart Dresden Prague/Prag Warsaw/Warschau
Moscow/Moskau Copenhagen/Kopenhagen Stockholm Oslo Helsinki Dublin Amsterdam Rotterdam Zurich/Zürich Geneva/Genf Basel Bern Istanbul Ankara
Cairo/Kairo Nairobi Sydney Melbourne Toronto Montreal Vancouver Seattle Denver Dallas Miami Detroit Beijing/Peking Seoul Bangkok Hanoi Mumbai
Jerusalem Baghdad/Bagdad Tehran/Teheran Lima Bogota/Bogotá Havana/Havanna""".split()]  # fmt: skip

_ONSETS = "b br d dr f fl g gr h j k kl l m n p pr r s sch st t tr v w z".split()
_NUCLEI = "a e i o u ä ö ü au ei ia".split()
_CODAS = ["", "", "n", "l", "r", "m", "k", "t", "nd"]

# Letters that the data hardly holds; a name of them can only be copied.
_SCRIPTS = ("αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзиклмнопрстуфхцчшэюя", "אבגדהוזחטיכלמנסעפצקרשת", "李王張刘陳楊黄趙吳周", "さしすせそたちつてとなにぬねの", "ąćęłńśźżčďěňřšťůžőűğışéèêáàíóúñçåø")  # fmt: skip


def invented(rng: random.Random) -> str:
    """A name that nobody has: two or three syllables."""
    syllables = [rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(rng.choice((2, 2, 3)))]
    return "".join(syllables).capitalize()


def strange(rng: random.Random) -> str:
    """A word of rare letters, or letters and digits: K9, Ωλμ, 李陳."""
    if rng.random() < 0.3:
        return rng.choice("ABCDFGHKLMNPRTVWX") + "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 3)))
    script = rng.choice(_SCRIPTS)
    return "".join(rng.choice(script) for _ in range(rng.randint(1, 5))).capitalize()


def names(rng: random.Random, source: str, target: str, share: float, odd: float = 0.08) -> tuple[str, str]:
    """Swaps Tom, Mary (Maria), John and Boston, each with chance `share`; `odd` of the new names are invented, a third of that strange."""
    for english, german, others in (("Tom", "Tom", MALE), ("John", "John", MALE), ("Mary", "Mar(?:y|ia)", FEMALE), ("Boston", "Boston", CITIES)):
        in_source = re.compile(rf"\b{english}\b")
        in_target = re.compile(rf"\b{german}(?=s?\b)")
        count = len(in_source.findall(source))
        if not count or count != len(in_target.findall(target)) or rng.random() >= share:
            continue
        new = rng.choice(others)
        if others is not CITIES:
            draw = rng.random()
            new = strange(rng) if draw < odd / 3 else invented(rng) if draw < odd else new
        new_source, new_target = new if isinstance(new, tuple) else (new, new)
        if new_source in source or new_target in target or new_target[-1] in "sxzß":
            continue
        source, target = in_source.sub(new_source, source), in_target.sub(new_target, target)
    return source, target


_NUMBER = re.compile(r"(?<![\w.,:/$€£%-])\d{1,4}(?![\w:/%°-]|[.,]\d)")


def numbers(rng: random.Random, source: str, target: str) -> tuple[str, str]:
    """Another number of the same kind (hour, day, age, count, year) where one number stands once on both sides."""
    found = _NUMBER.findall(source)
    if len(found) != 1 or _NUMBER.findall(target) != found or int(found[0]) < 2 or found[0].startswith("0"):
        return source, target
    old = int(found[0])
    if re.search(rf"\b{old}\. (?=\w)", target):  # an ordinal: am 3. Mai
        return source, target
    low, high = next((low, high) for low, high in ((2, 12), (13, 31), (32, 99), (100, 999), (1000, 1499), (1500, 2099), (2100, 9999)) if old <= high)
    new = str(rng.randint(low, high))
    return _NUMBER.sub(new, source), _NUMBER.sub(new, target)

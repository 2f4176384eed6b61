"""Words for the generators: nouns by class with their German genders, and what can be said of them.

A class is one string: `english german gender`, separated by commas. A weak masculine gives its
accusative and dative after a slash (Bär/Bären); words after a colon are traits of this noun besides its class's.
"""

from .german import Noun, Trait

# name: (English, German); graded adjectives take "too", "so", "very".
_GRADED = {
    "tired": "müde", "weak": "schwach", "sick": "krank", "old": "alt", "young": "jung", "slow": "langsam",
    "scared": "verängstigt", "nervous": "nervös", "hungry": "hungrig", "thirsty": "durstig", "lazy": "faul",
    "shy": "scheu", "angry": "wütend", "wide": "breit", "long": "lang", "dangerous": "gefährlich",
    "slippery": "rutschig", "muddy": "matschig", "steep": "steil", "dark": "dunkel", "busy": "belebt",
    "wet": "nass", "hot": "heiß", "cold": "kalt", "deep": "tief", "big": "groß", "large": "groß",
    "thick": "dick", "bulky": "sperrig", "small": "klein", "narrow": "eng", "tiny": "winzig", "short": "kurz",
    "heavy": "schwer", "expensive": "teuer", "cheap": "billig", "ugly": "hässlich", "beautiful": "schön",
    "dirty": "schmutzig", "dusty": "staubig", "sticky": "klebrig", "thin": "dünn", "rotten": "morsch",
    "brittle": "brüchig", "high": "hoch", "low": "niedrig", "noisy": "laut", "crowded": "voll", "hard": "hart",
    "salty": "salzig", "dry": "trocken", "bitter": "bitter", "sour": "sauer", "sweet": "süß", "fatty": "fett",
    "blunt": "stumpf", "soft": "weich", "boring": "langweilig", "difficult": "schwierig", "damp": "feucht",
    "shady": "schattig", "round": "rund", "smooth": "glatt", "loose": "locker", "unstable": "instabil",
    "useful": "nützlich", "interesting": "interessant", "important": "wichtig", "famous": "berühmt",
    "modern": "modern", "strong": "stark", "clean": "sauber", "comfortable": "bequem", "quiet": "ruhig",
    "fair": "fair", "just": "gerecht", "clear": "klar", "simple": "einfach", "strict": "streng",
    "popular": "beliebt", "complicated": "kompliziert", "good": "gut", "bad": "schlecht", "fast": "schnell",
    "curious": "neugierig", "restless": "unruhig", "rich": "reich", "poor": "arm", "bright": "hell",
    "light": "leicht", "fresh": "frisch", "full": "voll", "crooked": "schief", "warm": "warm",
}  # fmt: skip
_PLAIN = {
    "sated": ("full", "satt"), "icy": ("icy", "vereist"), "closed": ("closed", "geschlossen"),
    "blocked": ("blocked", "gesperrt"), "locked": ("locked", "abgeschlossen"), "bolted": ("bolted", "verriegelt"),
    "spoiled": ("spoiled", "verdorben"), "frozen": ("frozen", "gefroren"), "empty": ("empty", "leer"),
    "filled": ("full", "voll"), "bent": ("bent", "verbogen"), "broken": ("broken", "kaputt"),
    "damaged": ("damaged", "beschädigt"), "defective": ("defective", "defekt"), "injured": ("injured", "verletzt"),
    "swollen": ("swollen", "geschwollen"), "leaky": ("leaky", "undicht"), "open": ("open", "offen"),
    "flooded": ("flooded", "überflutet"), "new": ("new", "neu"), "perfect": ("perfect", "perfekt"),
    "not-hungry": ("not hungry", "nicht hungrig"), "not-thirsty": ("not thirsty", "nicht durstig"),
    "not-ready": ("not ready", "nicht bereit"), "not-for-sale": ("not for sale", "nicht zu verkaufen"),
    "free": ("free", "frei"), "nearby": ("nearby", "in der Nähe"), "overloaded": ("overloaded", "überladen"),
    "iced-up": ("frozen", "zugefroren"), "ripe": ("ripe", "reif"), "smaller": ("smaller", "kleiner"),
    "bigger": ("bigger", "größer"), "larger": ("larger", "größer"), "shorter": ("shorter", "kürzer"),
    "wider": ("wider", "breiter"), "thinner": ("thinner", "dünner"), "blind": ("blind", "blind"),
    "worthless": ("worthless", "wertlos"), "fractured": ("broken", "gebrochen"), "dense": ("dense", "dicht"), "stuffy": ("stuffy", "stickig"),
}  # fmt: skip

TRAITS: dict[str, Trait] = {name: Trait(name, german) for name, german in _GRADED.items()}
TRAITS |= {name: Trait(english, german, graded=False) for name, (english, german) in _PLAIN.items()}
TRAITS |= {
    "slim": Trait("narrow", "schmal"),
    "wide-enough": Trait("wide", "breit", graded=False, after=(" enough", " genug")),
    "big-enough": Trait("big", "groß", graded=False, after=(" enough", " genug")),
    "deep-enough": Trait("deep", "tief", graded=False, after=(" enough", " genug")),
    "strong-enough": Trait("strong", "stark", graded=False, after=(" enough", " genug")),
    "too-heavy-to-carry": Trait("too heavy to carry", "zu schwer zum Tragen", graded=False),
    "afraid": Trait(("was afraid", "is afraid"), ("hatte", "hat"), graded=False, tail="Angst"),
    "asleep": Trait(("was asleep", "is asleep"), ("schlief", "schläft"), graded=False),
    "on-fire": Trait(("was burning", "is burning"), ("brannte", "brennt"), graded=False),
    "bleeding": Trait(("was bleeding", "is bleeding"), ("blutete", "blutet"), graded=False),
    "stuck": Trait(("was stuck", "is stuck"), ("klemmte", "klemmt"), graded=False),
    "smelly": Trait(("smelled bad", "smells bad"), ("stank", "stinkt"), graded=False),
    "shaky": Trait(("wobbled", "wobbles"), ("wackelte", "wackelt"), graded=False),
}

# class: (traits of all its nouns, nouns)
_CLASSES = {
    "animal": (
        "tired weak sick old young slow scared nervous hungry thirsty lazy shy angry afraid asleep sated not-hungry "
        "not-thirsty curious restless blind strong-enough",
        """dog Hund m, cat Katze f, horse Pferd n, cow Kuh f, pig Schwein n, sheep Schaf n, goat Ziege f,
        donkey Esel m, duck Ente f, goose Gans f, chicken Huhn n, hen Henne f, rooster Hahn m, mouse Maus f, rat Ratte f,
        rabbit Kaninchen n, fox Fuchs m, wolf Wolf m, bear Bär/Bären m, elephant Elefant/Elefanten m, lion Löwe/Löwen m,
        tiger Tiger m, monkey Affe/Affen m, snake Schlange f, turtle Schildkröte f, frog Frosch m, hedgehog Igel m,
        squirrel Eichhörnchen n, camel Kamel n, deer Reh n, puppy Welpe/Welpen m, lamb Lamm n, calf Kalb n,
        zebra Zebra n, giraffe Giraffe f, crocodile Krokodil n, pony Pony n, animal Tier n, bird Vogel m, spider Spinne f,
        lizard Eidechse f, kitten Kätzchen n, hare Hase/Hasen m, parrot Papagei m, hamster Hamster m""",
    ),
    "ground": (
        "dangerous wet",
        """street Straße f: wide long slippery busy dark icy blocked noisy, road Straße f: wide long slippery dark icy blocked muddy,
        bridge Brücke f: long slim slippery icy high unstable blocked shaky, field Feld n: muddy big dry wide, square Platz m: busy crowded big icy noisy,
        meadow Wiese f: muddy big wide, path Weg m: steep slippery muddy long dark icy blocked slim, highway Autobahn f: wide busy noisy blocked icy,
        yard Hof m: muddy icy big dark, ice Eis n: thin slippery smooth brittle, intersection Kreuzung f: busy big noisy wide,
        track Gleis n: slippery icy wide noisy, desert Wüste f: hot dry big wide, beach Strand m: hot crowded wide long,
        swamp Sumpf m: deep muddy big, moor Moor n: deep dark muddy wide, valley Tal n: deep dark wide long,
        terrain Gelände n: steep muddy slippery icy, lawn Rasen m: muddy big""",
    ),
    "water": (
        "deep cold dangerous wide dirty",
        """river Fluss m: iced-up, stream Bach m: narrow iced-up, lake See m: big iced-up, pond Teich m: small iced-up, ditch Graben m: muddy,
        sea Meer n: big, canal Kanal m: iced-up, bay Bucht f: big, lagoon Lagune f, pool Becken n: small, waterhole Wasserloch n: muddy""",
    ),
    "thing": (
        "big large expensive cheap ugly beautiful dirty dusty wet heavy broken new old useful worthless sticky smaller damaged",
        """book Buch n: thick, vase Vase f: high, lamp Lampe f: high bright, clock Uhr f, radio Radio n, computer Computer m,
        camera Kamera f, violin Geige f: long, guitar Gitarre f: long, trumpet Trompete f: long, picture Bild n: wide,
        mirror Spiegel m: wide high, umbrella Regenschirm m: long, hat Hut m: wide, coat Mantel m: long thick, dress Kleid n: long,
        shirt Hemd n, jacket Jacke f: thick, skirt Rock m: long, sweater Pullover m: thick, ball Ball m: round, doll Puppe f,
        toy Spielzeug n, plate Teller m, pillow Kissen n: thick soft, blanket Decke f: thick, suit Anzug m, hammer Hammer m,
        saw Säge f: long, rope Seil n: long thick, stick Stock m: long, statue Statue f: high, trophy Pokal m, helmet Helm m,
        telescope Fernrohr n: long, instrument Instrument n: bulky, keyboard Tastatur f: wide, printer Drucker m: bulky,
        phone Telefon n, television Fernseher m: wide, candle Kerze f: long thick, carpet Teppich m: thick wide,
        model Modell n, machine Maschine f: bulky, parcel Paket n: bulky, sword Schwert n: long, drum Trommel f: round bulky,
        piano Klavier n: bulky, harp Harfe f: bulky high, stone Stein m: hard round""",
    ),
    "container": (
        "small narrow filled bigger larger big-enough locked empty old cheap",
        """box Kiste f, suitcase Koffer m: short, bag Tasche f: short, drawer Schublade f: low stuck, cupboard Schrank m: low, backpack Rucksack m: short,
        basket Korb m: low, chest Truhe f: short, trunk Kofferraum m: low, safe Tresor m: low, locker Schließfach n: low, sack Sack m: short,
        barrel Fass n, compartment Fach n: low stuck, case Etui n: short, package Päckchen n""",
    ),
    "furniture": (
        "big large heavy old ugly expensive wide bulky smaller too-heavy-to-carry new beautiful",
        """sofa Sofa n: long, bed Bett n: long, table Tisch m: long, cupboard Schrank m: high, piano Klavier n, shelf Regal n: high,
        armchair Sessel m, chair Stuhl m: high, mattress Matratze f: thick, bench Bank f: long, wardrobe Kleiderschrank m: high,
        chest Truhe f, desk Schreibtisch m, stove Ofen m, bathtub Badewanne f: long, sideboard Kommode f, statue Statue f: high""",
    ),
    "opening": (
        "narrow small low",
        """door Tür f: locked, window Fenster n: high, gate Tor n: locked, corridor Flur m: dark, staircase Treppenhaus n: dark steep,
        entrance Eingang m: dark, hatch Luke f: locked, passage Durchgang m: dark, tunnel Tunnel m: dark, hallway Diele f: dark, hole Loch n""",
    ),
    "surface": (
        "wet clean dirty free empty big-enough",
        """table Tisch m: shaky smooth low, shelf Regal n: shaky high slim, desk Schreibtisch m: shaky, chair Stuhl m: shaky slim, bench Bank f: shaky slim,
        windowsill Fensterbank f: slim, sideboard Kommode f: smooth, cupboard Schrank m: high, bed Bett n: soft low, wall Mauer f: slim high, board Brett n: slim crooked smooth,
        platform Podest n: slim shaky""",
    ),
    "vessel": (
        "empty filled dirty leaky clean",
        """bottle Flasche f, cup Tasse f, glass Glas n, bucket Eimer m, jug Krug m, pot Topf m, bowl Schüssel f, mug Becher m,
        vase Vase f, bathtub Badewanne f, tank Tank m, kettle Kessel m, barrel Fass n, basin Becken n, pan Pfanne f, aquarium Aquarium n""",
    ),
    "food": (
        "cold spoiled frozen old",
        """bread Brot n: hard dry, cake Kuchen m: sweet dry hard, soup Suppe f: hot salty, fish Fisch m: hot salty bitter, meat Fleisch n: hot salty fatty hard,
        apple Apfel m: hard sour bitter, banana Banane f: hard soft, cheese Käse m: salty hard dry, egg Ei n: hot hard, rice Reis m: hot salty dry,
        sausage Wurst f: hot salty fatty, pizza Pizza f: hot salty, salad Salat m: bitter sour salty, carrot Karotte f: hard bitter,
        potato Kartoffel f: hot hard, porridge Brei m: hot sweet, cookie Keks m: hard dry sweet, steak Steak n: hot hard salty, pear Birne f: hard sour,
        ham Schinken m: salty fatty dry, corn Mais m: hard dry, grass Gras n: dry bitter wet, hay Heu n: dry wet, vegetable Gemüse n: bitter hard hot,
        feed Futter n: dry salty hard wet, plant Pflanze f: bitter sour dry, berry Beere f: sour bitter""",
    ),
    "vehicle": (
        "heavy slow old big wide high overloaded expensive broken fast new",
        """car Auto n, truck Lastwagen m, bus Bus m, van Lieferwagen m, tram Straßenbahn f: long, taxi Taxi n, motorcycle Motorrad n,
        tractor Traktor m, tank Panzer m, ambulance Krankenwagen m, carriage Kutsche f, vehicle Fahrzeug n, locomotive Lokomotive f: long,
        limousine Limousine f: long, machine Maschine f, excavator Bagger m, trailer Anhänger m: long, train Zug m: long, jeep Jeep m, caravan Wohnwagen m: long""",
    ),
    "way": (
        "blocked dangerous",
        """bridge Brücke f: slim weak icy unstable rotten steep, street Straße f: slim icy steep muddy slippery, pass Pass m: slim icy steep slippery, path Weg m: slim steep muddy slippery,
        track Gleis n: slim unstable damaged, ice Eis n: thin brittle, field Feld n: muddy, road Straße f: slim icy steep muddy, alley Gasse f: narrow icy steep,
        ramp Rampe f: slim steep slippery, meadow Wiese f: muddy slippery, terrain Gelände n: steep muddy, dam Damm m: slim unstable muddy, asphalt Asphalt m: icy slippery""",
    ),
    "garage": (
        "low narrow small closed locked dark",
        """tunnel Tunnel m, garage Garage f, building Gebäude n, barn Scheune f, yard Hof m, warehouse Lagerhaus n, cave Höhle f, driveway Einfahrt f,
        shed Schuppen m, stable Stall m, depot Depot n, hangar Hangar m""",
    ),
    "building": (
        "dark cold noisy small stuffy on-fire flooded hot old",
        """house Haus n, barn Scheune f, stable Stall m, cave Höhle f, room Zimmer n, kitchen Küche f, cellar Keller m, tent Zelt n,
        church Kirche f, school Schule f, castle Schloss n, tower Turm m, garage Garage f, cage Käfig m, hut Hütte f, hotel Hotel n,
        factory Fabrik f, hospital Krankenhaus n, station Bahnhof m, library Bibliothek f, apartment Wohnung f, office Büro n, shed Schuppen m,
        hall Saal m, theater Theater n""",
    ),
    "room": (
        "dark cold noisy stuffy hot crowded damp",
        """room Zimmer n, kitchen Küche f, cellar Keller m, library Bibliothek f, corridor Flur m, garden Garten m, office Büro n,
        tent Zelt n, hall Saal m, hut Hütte f, bedroom Schlafzimmer n, classroom Klassenzimmer n, cafe Café n, church Kirche f, garage Garage f""",
    ),
    "text": (
        "long difficult boring complicated interesting important",
        """book Buch n, letter Brief m, newspaper Zeitung f, article Artikel m, story Geschichte f, novel Roman m, report Bericht m,
        poem Gedicht n, text Text m, contract Vertrag m, message Nachricht f, document Dokument n, speech Rede f, chapter Kapitel n,
        manual Anleitung f, essay Aufsatz m""",
    ),
    "shop": (
        "closed crowded expensive small noisy dirty",
        """shop Laden m, supermarket Supermarkt m, bookstore Buchhandlung f, store Geschäft n,
        gallery Galerie f, kiosk Kiosk m, boutique Boutique f, mall Einkaufszentrum n""",
    ),
    "door": (
        "locked stuck bolted closed",
        """door Tür f: heavy, gate Tor n: heavy, box Kiste f: hard, chest Truhe f: heavy, safe Tresor m: hard heavy, cupboard Schrank m, window Fenster n,
        drawer Schublade f, suitcase Koffer m, hatch Luke f: heavy, locker Schließfach n, compartment Fach n, cage Käfig m""",
    ),
    "tool": (
        "bent blunt thin short soft broken small dirty",
        """key Schlüssel m, knife Messer n, screwdriver Schraubenzieher m, needle Nadel f, wire Draht m, card Karte f, crowbar Brechstange f,
        tool Werkzeug n, saw Säge f, chisel Meißel m, nail Nagel m, file Feile f, drill Bohrer m, axe Axt f, hook Haken m, ruler Lineal n""",
    ),
    "cover": (
        "thin",
        """roof Dach n: rotten brittle weak, floor Boden m: rotten weak, ice Eis n: brittle, ceiling Decke f: rotten brittle weak, bridge Brücke f: rotten weak,
        board Brett n: rotten brittle weak, window Fenster n: brittle, net Netz n: weak, staircase Treppe f: rotten weak, scaffold Gerüst n: rotten weak,
        pier Steg m: rotten weak""",
    ),
    "faller": (
        "heavy",
        """stone Stein m, box Kiste f, piano Klavier n, hammer Hammer m, statue Statue f, safe Tresor m, ball Ball m, rock Felsen m, barrel Fass n,
        machine Maschine f, cannon Kanone f, weight Gewicht n, tree Baum m, bell Glocke f, suitcase Koffer m""",
    ),
    "hideout": (
        "big-enough wide-enough nearby",
        """tree Baum m: thick, wall Mauer f: thick, bush Busch m: dense, rock Felsen m, car Auto n, hedge Hecke f: dense, fence Zaun m, house Haus n, curtain Vorhang m: thick, door Tür f,
        barrel Fass n, cupboard Schrank m, hill Hügel m, box Kiste f, tent Zelt n, sofa Sofa n, bed Bett n""",
    ),
    "plant": (
        "old weak sick young",
        """tree Baum m, flower Blume f, rose Rose f, bush Busch m, plant Pflanze f, tulip Tulpe f, cactus Kaktus m, herb Kraut n, grass Gras n,
        grain Getreide n, hedge Hecke f, vegetable Gemüse n, lettuce Salat m, vine Rebe f""",
    ),
    "bed": (
        "dry shady damp small cold dark",
        """garden Garten m, pot Topf m, forest Wald m, soil Erde f, flowerbed Beet n, greenhouse Gewächshaus n, corner Ecke f,
        valley Tal n, tub Kübel m, region Gegend f, ground Boden m""",
    ),
    "device": (
        "old defective broken dirty weak",
        """computer Computer m, radio Radio n, phone Telefon n, camera Kamera f, clock Uhr f, lamp Lampe f, machine Maschine f, printer Drucker m,
        heater Heizung f, oven Ofen m, motor Motor m, television Fernseher m, telescope Teleskop n, device Gerät n, pump Pumpe f""",
    ),
    "ship": (
        "damaged overloaded heavy old slow not-ready leaky",
        """ship Schiff n, boat Boot n, ferry Fähre f, yacht Jacht f, tanker Tanker m, sailboat Segelboot n, steamer Dampfer m, freighter Frachter m,
        raft Floß n, barge Kahn m, canoe Kanu n""",
    ),
    "port": (
        "iced-up blocked dangerous narrow",
        """harbor Hafen m, river Fluss m, bay Bucht f, canal Kanal m, lake See m, lagoon Lagune f, dock Dock n, estuary Mündung f, fjord Fjord m, basin Becken n""",
    ),
    "law": (
        "perfect fair clear simple strict popular complicated useful",
        """law Gesetz n, plan Plan m, rule Regel f, system System n, method Methode f, theory Theorie f, treaty Vertrag m, idea Idee f,
        constitution Verfassung f, proposal Vorschlag m, program Programm n, project Projekt n, reform Reform f, decision Entscheidung f,
        agreement Abkommen n, principle Grundsatz m, technology Technik f, procedure Verfahren n, invention Erfindung f""",
    ),
    "aspect": (
        "just fair clear simple useful important good",
        """application Anwendung f, purpose Zweck m, effect Wirkung f, goal Ziel n, result Ergebnis n, meaning Bedeutung f,
        implementation Umsetzung f, influence Einfluss m, success Erfolg m, use Gebrauch m, explanation Erklärung f, introduction Einführung f,
        advantage Vorteil m, wording Wortlaut m, beginning Anfang m""",
    ),
    "place": (
        "famous beautiful old rich poor small big popular",
        """city Stadt f, country Land n, village Dorf n, island Insel f, kingdom Königreich n, state Staat m, company Firma f, club Verein m,
        team Mannschaft f, school Schule f, hotel Hotel n, university Universität f, museum Museum n, restaurant Restaurant n, castle Schloss n,
        church Kirche f, newspaper Zeitung f, region Gegend f, empire Reich n, world Welt f""",
    ),
    "feature": (
        "good bad famous beautiful important new",
        """history Geschichte f, name Name/Namen m, language Sprache f, culture Kultur f, beauty Schönheit f, climate Klima n, leader Anführer m,
        reputation Ruf m, symbol Symbol n, garden Garten m, library Bibliothek f, flag Fahne f, future Zukunft f, past Vergangenheit f,
        character Charakter m, success Erfolg m, money Geld n, influence Einfluss m, freedom Freiheit f""",
    ),
    "animal part": (
        "injured",
        """leg Bein n: swollen bleeding fractured, tail Schwanz m: bleeding fractured, ear Ohr n: swollen bleeding, nose Nase f: swollen bleeding,
        head Kopf m: bleeding, eye Auge n: swollen, foot Fuß m: swollen bleeding fractured, tongue Zunge f: swollen bleeding, back Rücken m""",
    ),
    "building part": (
        "damaged",
        """roof Dach n: leaky on-fire rotten, door Tür f: open broken, floor Boden m: wet rotten dirty, ceiling Decke f: leaky rotten, window Fenster n: open broken,
        entrance Eingang m: open blocked, staircase Treppe f: rotten broken, gate Tor n: open broken, wall Wand f: wet damp""",
    ),
    "vehicle part": (
        "broken defective damaged",
        """engine Motor m, wheel Rad n, brake Bremse f, door Tür f, tank Tank m, battery Batterie f, tire Reifen m, radiator Kühler m,
        transmission Getriebe n, lamp Lampe f, window Fenster n""",
    ),
    "way part": (
        "damaged",
        "railing Geländer n: rotten, surface Oberfläche f: slippery, pillar Pfeiler m: rotten, edge Rand m: slippery, wall Mauer f, foundation Fundament n",
    ),
    "thing part": (
        "",
        """button Knopf m: broken loose, cable Kabel n: broken damaged, battery Batterie f: new empty, switch Schalter m: broken defective,
        color Farbe f: beautiful, price Preis m: fair, housing Gehäuse n: damaged new dirty, surface Oberfläche f: dirty damaged""",
    ),
}  # fmt: skip

DRINKS = (("water", "Wasser"),) * 6 + (("milk", "Milch"), ("juice", "Saft"), ("tea", "Tee"), ("oil", "Öl"), ("wine", "Wein"), ("soup", "Suppe"), ("coffee", "Kaffee"), ("beer", "Bier"))  # fmt: skip

# Classes whose nouns somebody can call *my* or *our*.
OWNED = set("animal thing container furniture vessel vehicle text device tool plant ship".split())

# Adjectives before a noun that change nothing in who is meant: (English, German stem), by class.
ATTRIBUTES = {
    "animal": (("little", "klein"), ("black", "schwarz"), ("white", "weiß"), ("brown", "braun"), ("old", "alt"), ("friendly", "freundlich"), ("strange", "seltsam"), ("young", "jung"), ("gray", "grau"), ("big", "groß")),
    "thing": (("red", "rot"), ("old", "alt"), ("new", "neu"), ("beautiful", "schön"), ("blue", "blau"), ("black", "schwarz"), ("green", "grün"), ("white", "weiß"), ("brown", "braun")),
    "vehicle": (("red", "rot"), ("blue", "blau"), ("green", "grün"), ("yellow", "gelb"), ("white", "weiß"), ("black", "schwarz")),
    "building": (("old", "alt"), ("new", "neu"), ("white", "weiß"), ("beautiful", "schön")),
    "place": (("old", "alt"), ("small", "klein"), ("beautiful", "schön"), ("new", "neu")),
    "law": (("new", "neu"), ("old", "alt")),
}  # fmt: skip
for _name in ("container", "furniture", "vessel", "tool", "device", "text", "faller", "ship"):
    ATTRIBUTES[_name] = ATTRIBUTES["thing" if _name not in ("text", "device", "tool") else "law"]


# What is never said of a noun that has this adjective before it.
CONTRADICTIONS = {
    "old": "new young modern", "new": "old damaged", "young": "old", "little": "big large high wide", "small": "big large high wide",
    "big": "small tiny", "beautiful": "ugly", "white": "dirty",
}  # fmt: skip


def _read(traits: str, nouns: str) -> tuple[Noun, ...]:
    found = {}
    for entry in nouns.split(","):
        words, _, own = entry.partition(":")
        english, german, gender = words.split()
        german, _, oblique = german.partition("/")
        found[english, german] = Noun(english, german, gender, oblique, frozenset([*traits.split(), *own.split()]))
    return tuple(found.values())


NOUNS: dict[str, tuple[Noun, ...]] = {name: _read(*entry) for name, entry in _CLASSES.items()}

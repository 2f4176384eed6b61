//! Sentences to start from.

/// English and German, the opening pair first. The second differs from it in one word, and in the noun that *it* stands for.
pub const EXAMPLES: [(&str, &str); 7] = [
    (
        "The animal did not cross the street because it was too tired.",
        "Das Tier überquerte die Straße nicht, weil es zu müde war.",
    ),
    (
        "The animal did not cross the street because it was too wide.",
        "Das Tier überquerte die Straße nicht, weil sie zu breit war.",
    ),
    (
        "The law will never be perfect, but its application should be just.",
        "Das Gesetz wird nie perfekt sein, aber seine Anwendung sollte gerecht sein.",
    ),
    (
        "I did not know that you had already bought the book.",
        "Ich wusste nicht, dass du das Buch schon gekauft hattest.",
    ),
    (
        "Yesterday I called my sister up because she had forgotten her key.",
        "Gestern rief ich meine Schwester an, weil sie ihren Schlüssel vergessen hatte.",
    ),
    ("Does your brother like music?", "Mag dein Bruder Musik?"),
    (
        "The woman who lives next door gave the child an apple.",
        "Die Frau, die nebenan wohnt, hat dem Kind einen Apfel gegeben.",
    ),
];

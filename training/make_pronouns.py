"""Writes ../tests/fixtures/pronouns.tsv: a hundred sentence pairs with noun pairs that training never saw, on which lesson 10's
rates are measured (`cargo test --test lessons`).

A line: source, target, what the pronoun has to be, then byte offsets: of *it* in the source, of the noun meant, of the other noun,
and of the pronoun in the target.
"""

from pathlib import Path

from generators import patterns, pronouns

COUNT = 100
SEED = 10


def main() -> None:
    trained = tuple(pattern for pattern in patterns.TWO_NOUNS if not pattern.held_out and pattern.both)
    made = pronouns.examples(SEED, 3 * COUNT, trained, pairs_held_out=True)
    chosen = [example for example in made if example.kind == "er" and example.both][:COUNT]
    lines = []
    for example in chosen:
        other = "b" if example.right == "a" else "a"

        def byte(side: str, name: str) -> int:
            text, spans = (example.source, example.source_spans) if side == "source" else (example.target, example.target_spans)
            return len(text[: spans[name][0]].encode())

        places = [byte("source", "it"), byte("source", example.right), byte("source", other), byte("target", "it")]
        lines.append("\t".join([example.source, example.target, example.expected, *map(str, places)]))
    path = Path(__file__).parent.parent / "tests" / "fixtures" / "pronouns.tsv"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()

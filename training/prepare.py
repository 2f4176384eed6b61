"""Step 1: from the Tatoeba pairs to the training editions and the pronoun test sets.

    python prepare.py [--profile cpu]

Writes to the work folder: train.<k>.tsv.gz (one per edition), valid.tsv.gz, test.tsv.gz, and
pronouns.{dev,pairs,patterns}.jsonl. Test sentences of any kind are in no edition.
"""

import argparse
import gzip
import json
import os
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tqdm import tqdm

import settings as settings_module
from generators import patterns, pronouns, swap, variants

Pair = tuple[str, str]


def read_pairs(path: Path) -> list[Pair]:
    """Pairs of a gzipped file of `source<TAB>target` lines."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        pairs = [tuple(line.rstrip("\n").split("\t")) for line in file]
    for number, pair in enumerate(pairs, 1):
        if len(pair) != 2 or not all(pair):
            raise ValueError(f"{path}, line {number}: not `source<TAB>target`")
    return pairs


def write_pairs(path: Path, pairs: list[Pair]) -> None:
    """Writes them so that the same pairs give the same bytes."""
    text = "".join(f"{source}\t{target}\n" for source, target in pairs)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def pronoun_sets(seed: int, count: int) -> dict[str, list[pronouns.Example]]:
    """Examples to test on: `dev` looks like the training data (settings are chosen on it), `pairs` has noun pairs and
    `patterns` whole sentence patterns that no training sentence has."""
    trained = tuple(p for p in patterns.TWO_NOUNS if not p.held_out and p.both)
    unseen = tuple(p for p in patterns.TWO_NOUNS + patterns.POSSESSIVE if p.held_out)
    return {
        "dev": pronouns.examples(seed + 1, count, trained, pairs_held_out=False),
        "pairs": pronouns.examples(seed + 2, count, trained, pairs_held_out=True),
        "patterns": pronouns.examples(seed + 3, count, unseen, pairs_held_out=False),
    }


def edition(number: int, base: list[Pair], tested: set[str], settings) -> list[Pair]:
    """One augmented copy of the training data; the same number gives the same copy."""
    rng = random.Random(f"{settings.seed} edition {number}")
    data = settings.data
    trained = tuple(p for p in patterns.ALL if not p.held_out)
    made = pronouns.examples(settings.seed + 1000 + number, data.pronouns, trained, pairs_held_out=False)
    swapped = [swap_pair(rng, pair, data) for pair in base]
    pairs = swapped + [swap_pair(rng, (e.source, e.target), data) for e in made if e.source not in tested]
    pairs += variants.phrases(settings.seed + number, data.phrases)
    joined = 0
    while joined < data.joined:
        sentences = rng.choice((2, 2, 2, 2, 2, 2, 3, 3, 4, 6, 8))
        found = variants.join(rng, rng.sample(swapped, sentences))
        if found:
            pairs.append(found)
            joined += 1
    return [vary(rng, pair, data) for pair in pairs]


def swap_pair(rng: random.Random, pair: Pair, data) -> Pair:
    pair = swap.names(rng, *pair, share=data.swap_names)
    return swap.numbers(rng, *pair) if rng.random() < data.swap_numbers else pair


def vary(rng: random.Random, pair: Pair, data) -> Pair:
    draw = rng.random()
    if draw < data.casual:
        return variants.casual(rng, pair[0]), pair[1]
    if draw < data.casual + data.decorated:
        return variants.decorated(rng, *pair)
    return pair


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, help="the pairs to train on (default: en-de.tsv.gz of the data)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="editions made at the same time")
    arguments = settings_module.arguments(parser)
    settings, work = arguments.settings, arguments.work
    work.mkdir(parents=True, exist_ok=True)
    folder = settings.data.folder
    base = read_pairs(arguments.pairs or folder / "en-de.tsv.gz")
    for path in settings.data.extra:
        base += read_pairs(work / path)
    for name in ("valid", "test"):
        write_pairs(work / f"{name}.tsv.gz", read_pairs(folder / f"en-de.{name}.tsv.gz"))

    tested = set()
    for name, examples in pronoun_sets(settings.seed, settings.data.held_out).items():
        lines = [json.dumps(example.record(), ensure_ascii=False) for example in examples]
        (work / f"pronouns.{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        tested |= {example.source for example in examples}
    write = partial(write_edition, base=base, tested=tested, settings=settings, work=work)
    with ProcessPoolExecutor(min(arguments.processes, settings.data.editions)) as pool:
        counts = list(tqdm(pool.map(write, range(settings.data.editions)), total=settings.data.editions, desc="editions"))
    print(f"{len(base)} pairs, {counts[0]} in an edition -> {work}")


def write_edition(number: int, base: list[Pair], tested: set[str], settings, work: Path) -> int:
    """Makes one edition; the number of its pairs."""
    pairs = edition(number, base, tested, settings)
    write_pairs(work / f"train.{number}.tsv.gz", pairs)
    return len(pairs)


if __name__ == "__main__":
    main()

"""Step 2: the tokenizer, from the Tatoeba pairs and a tenth of the first edition of the training data.

    python train_tokenizer.py [--profile cpu]
"""

import argparse

import settings as settings_module
import tokenizer
from generators import variants
from prepare import read_pairs


def main() -> None:
    arguments = settings_module.arguments(argparse.ArgumentParser(description=__doc__.splitlines()[0]))
    settings, work = arguments.settings, arguments.work
    # A tenth is enough for the generated sentences' nouns to become whole pieces, and leaves the rest to real text.
    pairs = read_pairs(settings.data.folder / "en-de.tsv.gz") + read_pairs(work / "train.0.tsv.gz")[::10]
    sentences = [side for pair in pairs for side in pair]
    # Only characters of ordinary text become pieces by themselves; the rare ones are what the byte fallback is for.
    rare = set(variants.SYMBOLS)
    ordinary = ("".join(c for c in s if ord(c) < 0x250 and c not in rare) for s in sentences)
    trained = tokenizer.train(
        ordinary,
        settings.tokenizer.size,
        always=variants.EMOJI if settings.tokenizer.byte_fallback else "",
        byte_fallback=settings.tokenizer.byte_fallback,
        digits=settings.tokenizer.digits,
    )
    trained.save(str(work / "tokenizer.json"))
    sample = sentences[:: max(1, len(sentences) // 20_000)]
    pieces = sum(len(entry.ids) - 1 for entry in trained.encode_batch(sample))
    words = sum(len(sentence.split()) for sentence in sample)
    print(f"{trained.get_vocab_size()} pieces, {pieces / words:.3f} a word -> {work / 'tokenizer.json'}")


if __name__ == "__main__":
    main()

"""The tokenizer's kind: joint BPE over NFC text, word boundaries marked with ▁, punctuation apart.

Refuses to know which sentences it is trained on (train_tokenizer.py does) and what reads its pieces.
"""

import json
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"  # ids 0, 1, 2
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]  # ids 3 to 258 with byte fallback


def train(
    sentences: Iterable[str],
    size: int,
    alphabet: int | None = None,
    always: Iterable[str] = (),
    byte_fallback: bool = False,
    digits: bool = False,
) -> Tokenizer:
    """A tokenizer of `size` pieces, the same for the same sentences.

    `alphabet` bounds the number of single characters learnt, `always` are surely among them. With
    `byte_fallback`, any other character becomes its UTF-8 bytes; without, the unknown symbol. With `digits`,
    every digit is a piece of its own.
    """
    sentences = list(sentences)
    if alphabet is not None:  # the trainer's own limit breaks ties by chance
        counts = Counter("".join(sentences))
        kept = {c for c, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:alphabet]} | {" "}
        sentences = ["".join(c for c in sentence if c in kept) for sentence in sentences]
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, byte_fallback=byte_fallback))
    tokenizer.normalizer = normalizers.NFC()
    cuts = [pre_tokenizers.Metaspace("▁", "always"), pre_tokenizers.Punctuation("isolated")]
    if digits:
        cuts.append(pre_tokenizers.Digits(individual_digits=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(cuts)
    metaspace = decoders.Metaspace("▁", "always")
    tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), metaspace]) if byte_fallback else metaspace
    symbols = [END, UNKNOWN, PAD]
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=symbols + (BYTES if byte_fallback else []),
        initial_alphabet=sorted(set(always)),
        show_progress=False,
    )
    tokenizer.train_from_iterator(sentences, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, 0)])
    if byte_fallback:  # ordinary pieces from now on: typed text must not spell them, and decoding must keep them
        description = json.loads(tokenizer.to_str())
        description["added_tokens"] = [t for t in description["added_tokens"] if t["content"] in symbols]
        tokenizer = Tokenizer.from_str(json.dumps(description))
    return tokenizer

"""The tokenizer's kind: joint BPE over NFC text, word boundaries marked with ▁, punctuation apart."""

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"  # ids 0, 1, 2


def train(sentences: Iterable[str], size: int, alphabet: int | None = None, always: list[str] = ()) -> Tokenizer:
    """A tokenizer of `size` pieces; `alphabet` bounds its single characters, `always` are sure to be among them."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace("▁", "always"), pre_tokenizers.Punctuation("isolated")]
    )
    tokenizer.decoder = decoders.Metaspace("▁", "always")
    limit = {} if alphabet is None else {"limit_alphabet": alphabet}
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=[END, UNKNOWN, PAD], initial_alphabet=list(always), show_progress=False, **limit
    )
    tokenizer.train_from_iterator(sentences, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, 0)])
    return tokenizer

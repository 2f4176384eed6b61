"""Step 4, first part: a trained model translates English sentences, so that itself, or another, can learn from them (Kim and Rush 2016).

    python translate.py --model work/plain --nearest --out work/nearest.tsv.gz
    python translate.py --model work/polished --sources en-fr.tsv.gz en-es.tsv.gz --unless en-de.tsv.gz --out work/others.tsv.gz
    python translate.py --model work-teacher/model --sources en-de.tsv.gz en-fr.tsv.gz en-es.tsv.gz --out taught.tsv.gz

A small model learns more from one steady way of saying things than from the many ways of people. Reads the first column of each file, each
different sentence once; writes `source<TAB>translation`: what beam search finds likeliest, or with `--nearest`, of all that it
finds, what is nearest to what people wrote in the second column (their "sequence-level interpolation"; near: chrF++ of the sentence).
Where nothing comes near, what people wrote stays. CTranslate2 runs the model.
"""

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

import ctranslate2
from ctranslate2.converters.transformers import BartLoader
from sacrebleu.metrics import CHRF
from tokenizers import Tokenizer
from tqdm import tqdm

import marian
import settings as settings_module
from prepare import read_pairs, write_pairs

CHUNK = 4000  # sentences between two moves of the progress bar
NEAR = 30.0  # chrF++ of a sentence, from 0 to 100


def translator(folder: Path, tokenizer: Tokenizer, device: str, threads: int) -> ctranslate2.Translator:
    """The model of a Marian folder, in CTranslate2's own form."""
    model = marian.load_model(folder)
    # What the loader asks of a configuration of Bart's, which Marian's has not.
    model.config.normalize_before = model.config.normalize_embedding = False
    spec = BartLoader().get_model_spec(model)
    pieces = vocabulary(tokenizer)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    start, end = (pieces[i] for i in (model.config.decoder_start_token_id, model.config.eos_token_id))
    spec.config.decoder_start_token, spec.config.eos_token, spec.config.bos_token = start, end, end
    spec.config.add_source_eos = False  # the tokenizer does
    spec.validate()
    spec.optimize()
    with tempfile.TemporaryDirectory() as converted:
        spec.save(converted)
        return ctranslate2.Translator(converted, device=device, compute_type="int8", inter_threads=threads, intra_threads=1)


def vocabulary(tokenizer: Tokenizer) -> list[str]:
    return [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]


def translate(engine: ctranslate2.Translator, tokenizer: Tokenizer, sentences: list[str], beams: int) -> list[list[str]]:
    """Beam search: for each sentence all `beams` translations, the likeliest first."""
    pieces = vocabulary(tokenizer)
    ids = {piece: i for i, piece in enumerate(pieces)}
    found = engine.translate_batch(
        [[pieces[i] for i in entry.ids] for entry in tokenizer.encode_batch(sentences)],
        beam_size=beams, num_hypotheses=beams, max_batch_size=2048, batch_type="tokens",
    )  # fmt: skip
    return [tokenizer.decode_batch([[ids[piece] for piece in said] for said in one.hypotheses]) for one in found]


def nearest(found: list[str], written: list[str], chrf: CHRF = CHRF(word_order=2, eps_smoothing=True)) -> str:
    """What is most like any of what people wrote; among equals the first, which is the likeliest."""
    scores = {text: 100.0 if text in written else chrf.sentence_score(text, written).score for text in found}
    best = max(scores, key=scores.get)
    return best if scores[best] >= NEAR else written[0]


def plausible(source: str, target: str) -> bool:
    """Leaves out what a model in trouble says: nothing, far too much, or the same words over and over."""
    words = target.split()
    return (
        bool(words)
        and 0.4 < len(target) / len(source) < 2.6
        and len(set(words)) > 0.5 * len(words)
        and (source[-1] in ".!?") == (target[-1] in ".!?")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--sources", type=Path, nargs="+", help="gzipped files of `source<TAB>…` lines (default: the training pairs)")
    parser.add_argument("--unless", type=Path, nargs="+", default=[], help="leave out the sentences of these files")
    parser.add_argument("--nearest", action="store_true", help="of all translations found keep the one nearest to the second column")
    parser.add_argument("--beams", type=int, default=8)
    parser.add_argument("--out", type=Path, required=True)
    arguments = settings_module.arguments(parser)
    settings = arguments.settings
    written: dict[str, list[str]] = defaultdict(list)
    for path in arguments.sources or [settings.data.folder / "en-de.tsv.gz"]:
        for source, target in read_pairs(path):
            written[source].append(target)
    for path in arguments.unless:
        for source, _ in read_pairs(path):
            written.pop(source, None)
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    engine = translator(arguments.model, tokenizer, settings.train.device, settings.train.threads)

    # Those of similar length together: they share batches.
    sources = sorted(written, key=len)
    pairs = []
    with tqdm(total=len(sources), desc="sentences") as bar:
        for at in range(0, len(sources), CHUNK):
            chunk = sources[at : at + CHUNK]
            for source, found in zip(chunk, translate(engine, tokenizer, chunk, arguments.beams), strict=True):
                said = nearest(found, written[source]) if arguments.nearest else found[0]
                if plausible(source, said):
                    pairs.append((source, said))
            bar.update(len(chunk))
    write_pairs(arguments.out, pairs)
    print(f"{len(pairs)} of {len(sources)} translations kept -> {arguments.out}")


if __name__ == "__main__":
    main()

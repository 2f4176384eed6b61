"""What `transformers` finds by beam search on the built-in model, for `tests/beams.rs`.

    python training/make_beams.py [--model static/models/en-de] [--out tests/fixtures/shipped/beams.json]
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from marian import load_model
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent.parent
BEAMS = 4
LONGEST = 40
SENTENCES = [
    "The animal did not cross the street because it was too tired.",
    "The law will never be perfect, but its application should be just.",
    "I would like to know what you think of it.",
    "Tom is not here.",
    "Would you like to come and see us this evening?",
    "Someone opened the door.",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=ROOT / "static/models/en-de")
    parser.add_argument("--out", type=Path, default=ROOT / "tests/fixtures/shipped/beams.json")
    arguments = parser.parse_args()

    model = load_model(arguments.model)
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    entries = []
    for text in SENTENCES:
        ids = tokenizer.encode(text).ids
        with torch.no_grad():
            out = model.generate(
                input_ids=torch.tensor([ids]),
                num_beams=BEAMS,
                num_return_sequences=BEAMS,
                max_length=LONGEST,
                length_penalty=1.0,
                early_stopping=False,
                bad_words_ids=None,
                return_dict_in_generate=True,
                output_scores=True,
            )
        hypotheses = []
        for sequence, score in zip(out.sequences.tolist(), out.sequences_scores.tolist()):
            # Shorter hypotheses are padded behind their end symbol.
            said = sequence[1 : sequence.index(model.config.eos_token_id) + 1]
            hypotheses.append({"ids": said, "score": score})
        entries.append({"text": text, "source_ids": ids, "hypotheses": hypotheses})
        print(text, "->", tokenizer.decode(hypotheses[0]["ids"]), round(hypotheses[0]["score"], 4))
    weights = (arguments.model / "model.safetensors").read_bytes()
    fixture = {
        "model_sha256": hashlib.sha256(weights).hexdigest(),
        "beams": BEAMS,
        "max_length": LONGEST,
        "sentences": entries,
    }
    arguments.out.write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""BLEU and chrF by sacrebleu, and whether translated pronouns are the right ones."""

import re

import sacrebleu

from generators.pronouns import Example

from .bootstrap import share


def bleu_and_chrf(said: list[str], wanted: list[list[str]], resamples: int) -> dict[str, dict]:
    """Corpus scores against one or more references a sentence, with sacrebleu's own bootstrap intervals."""
    out = {}
    for name, metric in (("bleu", sacrebleu.BLEU()), ("chrf", sacrebleu.CHRF())):
        score = metric.corpus_score(said, wanted, n_bootstrap=resamples)
        out[name] = {
            "value": float(score.score), "low": float(score._mean - score._ci), "high": float(score._mean + score._ci),
            "count": len(said), "signature": str(metric.get_signature()),
        }  # fmt: skip
    return out


_POSSESSIVE = re.compile(r"\b(sein|ihr)(?:e[mnrs]?)?\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(er|sie|es)\b", re.IGNORECASE)


def pronoun_is_right(example: Example, translation: str) -> bool:
    """Whether the translation has the pronoun of the noun meant and not that of the other noun."""
    pattern = _POSSESSIVE if example.kind == "sein" else _PERSONAL
    said = {match.lower() for match in pattern.findall(translation)}
    return example.expected in said and example.other not in said


def pronouns_right(examples: list[Example], translations: list[str], resamples: int) -> dict[str, float]:
    """Share of examples whose pronoun is right."""
    asked = [pronoun_is_right(e, t) for e, t in zip(examples, translations, strict=True) if e.kind != "ihn"]
    return share(asked, resamples)

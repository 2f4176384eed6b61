"""The card's tables, in Markdown, from what evaluate.py measured. Computes nothing."""


def markdown(result: dict) -> str:
    """Figures, heads with a job and random translations, as three sections."""
    return "\n".join([*_figures(result), "", *_jobs(result["jobs"]), "", *_examples(result["examples"])]) + "\n"


def _percent(entry: dict) -> str:
    return f"{entry['value']:.1f} % ({entry['low']:.1f}–{entry['high']:.1f}, n = {entry['count']})"


def _score(entry: dict) -> str:
    return f"{entry['value']:.1f} ({entry['low']:.1f}–{entry['high']:.1f})"


def _where(entry: dict) -> str:
    head = "mean of heads" if entry["head"] == "mean" else f"head {entry['head'] + 1}"
    reading = f", {'about to say' if entry['reading'] == 'saying' else 'just said'}" if "reading" in entry else ""
    return f"layer {entry['layer'] + 1}, {head}{reading}"


def _figures(result: dict) -> list[str]:
    quality, pronouns, antecedent, aligned = (result[name] for name in ("quality", "pronouns", "antecedent", "alignment"))
    rows = [("sacreBLEU / chrF, test, one reference, greedy", f"{_score(quality['bleu'])} / {_score(quality['chrf'])}")]
    if every := result.get("quality, all references"):
        rows.append(("the same, all references", f"{_score(every['bleu'])} / {_score(every['chrf'])}"))
    if full := result.get("quality, full precision"):
        lost = quality["bleu"]["value"] - full["bleu"]["value"]
        same = result["same translation"]["value"]
        rows.append(("quantized against full precision", f"{lost:+.2f} BLEU; {same:.1f} % of translations identical"))
    rows += [
        ("pronoun right, held-out noun pairs", _percent(pronouns["pairs"])),
        ("pronoun right, held-out patterns", _percent(pronouns["patterns"])),
    ]
    for kind, name in (("cross", "about to say er/sie/es, cross-attention gives more weight to the right noun than to the other"),
                       ("encoder", "encoder, row of *it*: more weight on the right noun than on the other")):  # fmt: skip
        entry = antecedent[kind]
        for part, held in (("pairs", "held-out noun pairs"), ("patterns", "held-out patterns")):
            rows.append((f"{name} ({_where(entry)}); {held}", _percent(entry[part])))
    for quantity, what in (("weights", "weights"), ("norms", "norm-based")):
        for head, whom in (("mean", "mean of heads"), ("head", "best single head")):
            entry = aligned[f"{quantity}-{head}"]
            rows.append((f"alignment error rate, {what}, {whom} ({_where(entry)})", f"{_score(entry['scored'])}, all pairs {entry['all_pairs']:.1f}"))
    lines = ["## Figures", "", "With 95 % bootstrap intervals. " + f"Translations by {result['translated_by']}.", "", "| what | measured |", "|---|---|"]
    return lines + [f"| {what} | {value} |" for what, value in rows]


def _jobs(jobs: list[dict]) -> list[str]:
    lines = ["## Heads with a job", "", "Share of words for which the job's rule holds, at least 0.6.", "", "| attention | layer | head | row | job | share |", "|---|---|---|---|---|---|"]
    rows = {"saying": "about to say", "said": "just said", None: "–"}
    for job in jobs:
        if job["role"] != "none":
            lines.append(f"| {job['kind']} | {job['layer'] + 1} | {job['head'] + 1} | {rows[job.get('reading')]} | {job['role']} | {job['score']:.2f} |")
    return lines


def _examples(examples: list[dict]) -> list[str]:
    lines = ["## Translations drawn at random", "", "| English | the model | reference |", "|---|---|---|"]
    escape = str.maketrans({"|": "\\|"})
    return lines + [f"| {e['source'].translate(escape)} | {e['said'].translate(escape)} | {e['reference'].translate(escape)} |" for e in examples]

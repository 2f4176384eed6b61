"""The card's tables, in Markdown, from what evaluate.py measured. Computes nothing."""

FIRST_HEADING = "## Figures"


def markdown(result: dict, other: tuple[str, dict] | None = None) -> str:
    """Figures, heads with a job and random translations, as three sections; beside the figures perhaps those of another model, by name."""
    parts = [_figures(result, other), _jobs(result["jobs"]), _examples(result["examples"])]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _percent(entry: dict) -> str:
    return f"{entry['value']:.1f} % ({entry['low']:.1f}–{entry['high']:.1f}, n = {entry['count']})"


def _score(entry: dict) -> str:
    return f"{entry['value']:.1f} ({entry['low']:.1f}–{entry['high']:.1f})"


def _where(entry: dict) -> str:
    head = "mean of heads" if entry["head"] == "mean" else f"head {entry['head'] + 1}"
    reading = f", {'about to say' if entry['reading'] == 'saying' else 'just said'}" if "reading" in entry else ""
    return f"layer {entry['layer'] + 1}, {head}{reading}"


def _rows(result: dict) -> dict[str, str]:
    """What was measured, and the figure with its interval; where a layer or a head was chosen, which."""
    quality, pronouns, antecedent, aligned = (result[name] for name in ("quality", "pronouns", "antecedent", "alignment"))
    rows = {"sacreBLEU / chrF, test, one reference, greedy": f"{_score(quality['bleu'])} / {_score(quality['chrf'])}"}
    if every := result.get("quality, all references"):
        rows["the same, all references"] = f"{_score(every['bleu'])} / {_score(every['chrf'])}"
    if full := result.get("quality, full precision"):
        lost = quality["bleu"]["value"] - full["bleu"]["value"]
        same = result["same translation"]["value"]
        rows["quantized against full precision"] = f"{lost:+.2f} BLEU; {same:.1f} % of translations identical"
    held = {"pairs": "held-out noun pairs", "patterns": "held-out patterns"}
    for part, name in held.items():
        rows[f"pronoun right, {name}"] = _percent(pronouns[part])
    cross = "about to say er/sie/es, cross-attention gives more weight to the right noun than to the other"
    encoder = "encoder, row of *it*: more weight on the right noun than on the other"
    for kind, what in (("cross", cross), ("encoder", encoder)):
        entry = antecedent[kind]
        for part, name in held.items():
            rows[f"{what}; {name}"] = f"{_percent(entry[part])}: {_where(entry)}"
    for quantity, what in (("weights", "weights"), ("norms", "norm-based")):
        for head, whom in (("mean", "mean of heads"), ("head", "best single head")):
            entry = aligned[f"{quantity}-{head}"]
            rows[f"alignment error rate, {what}, {whom}"] = (
                f"{_score(entry['scored'])}, all 80 pairs {entry['all_pairs']:.1f}: {_where(entry)}"
            )
    return rows


def _figures(result: dict, other: tuple[str, dict] | None) -> list[str]:
    how = f"Greedy, by {result['translated_by']}; 95 % bootstrap intervals in parentheses. A layer, head or row was chosen on other sentences than it is scored on."
    columns = ["what", "measured"] + ([other[0]] if other else [])
    beside = _rows(other[1]) if other else {}
    lines = [FIRST_HEADING, "", how, "", f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    for what, figure in _rows(result).items():
        cells = [what, figure] + ([beside.get(what, "–")] if other else [])
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _jobs(jobs: dict) -> list[str]:
    said = f"Share of the words of {jobs['sentences']} validation sentences for which the job's rule holds, at least 0.60; an aligner looks where the best single head does."
    lines = ["## Heads with a job", "", said, "", "| attention | layer | head | row | job | share |", "|---|---|---|---|---|---|"]
    rows = {"saying": "about to say", "said": "just said", None: "–"}
    for job in jobs["heads"]:
        if job["role"] != "none":
            lines.append(f"| {job['kind']} | {job['layer'] + 1} | {job['head'] + 1} | {rows[job.get('reading')]} | {job['role']} | {job['score']:.2f} |")
    return lines


def _examples(examples: list[dict]) -> list[str]:
    lines = ["## Translations drawn at random", "", "| English | the model | reference |", "|---|---|---|"]
    escape = str.maketrans({"|": "\\|"})
    return lines + [f"| {e['source'].translate(escape)} | {e['said'].translate(escape)} | {e['reference'].translate(escape)} |" for e in examples]

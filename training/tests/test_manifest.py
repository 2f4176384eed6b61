"""What the page opens on."""

import json

from make_manifest import guided, habits, neighbour, written


def job(head: int, role: str, score: float, reading: str = "saying", kind: str = "decoder") -> dict:
    shares = {"previous": 0.1, "next": 0.0} | ({role: score} if role in ("previous", "next") else {})
    return {"kind": kind, "layer": 0, "head": head, "role": role, "score": score, "shares": shares, "reading": reading}


def test_a_head_stands_once_with_the_row_in_which_its_rule_holds_more_often():
    found = habits([job(0, "none", 0.4), job(0, "previous", 0.7, "said"), job(1, "sink", 0.9)])
    assert [(entry["head"], entry["role"], entry["reading"]) for entry in found] == [(0, "previous", "said"), (1, "sink", "saying")]


def test_an_attention_opens_on_the_head_that_looks_most_at_a_neighbour():
    jobs = [job(0, "sink", 0.95), job(1, "previous", 0.7), job(2, "next", 0.8), job(3, "previous", 0.99, kind="encoder")]
    assert neighbour(jobs, "decoder")["heads"] == [2]
    assert neighbour(jobs, "encoder")["heads"] == [3]


def test_the_file_has_one_line_a_head_and_reads_back_as_it_was():
    manifest = {"open": [neighbour([job(1, "sink", 0.9)], "decoder")], "habits": {"sentences": 5, "heads": habits([job(1, "sink", 0.9)])}, "x": "a  {b}"}
    text = written(manifest)
    assert json.loads(text) == manifest
    assert sum('"head"' in line for line in text.splitlines()) == 1


def test_a_layer_that_two_trainings_showed_the_same_stands_once():
    assert guided([]) == []
    found = [(entry["layer"], entry["by"]) for entry in guided(["guide", "polish", "enrich"])]
    assert found == [(0, "alignment"), (1, "alignment"), (2, "pronoun")]

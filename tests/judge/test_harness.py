"""The harness of `bench/judgements.py`, smaller; and that it sees what is wrong."""

from __future__ import annotations

from bench.judgements import KINDS, SCENARIOS, WORDS, invented, measure


def given():
    return (invented(number) for number in range(1000))


def test_judgements_are_applied_rightly_or_queued(tmp_path):
    said = []
    assert measure(tmp_path, 3, given, said.append) == []
    rows = [line for line in said if any(kind in line for kind in KINDS)]
    assert len(rows) == len(KINDS) * len(SCENARIOS)
    for row in rows:
        applied, again, queued, wrong = map(int, row.split()[-len(WORDS) :])
        assert applied + again + queued == 3 and wrong == 0
    total = [int(cell.replace(",", "")) for cell in said[-2].split()[-len(WORDS) :]]
    assert total[0] + total[1] > total[2], "most of them are applied"


def first_place(place, exact, letters):
    """Instead of `anchor._find`: the first place that has the words will do."""
    from quoth.judge.anchor import Gone

    found = letters.occurrences(exact, 1)
    if not found:
        raise Gone("its words are not in the text any more")
    return found[0]


def test_it_sees_a_rule_that_is_too_lax(tmp_path, monkeypatch):
    monkeypatch.setattr("quoth.judge.anchor._find", first_place)
    assert measure(tmp_path, 12, given, lambda line: None)

"""Labels by offset: how they are read and what counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.evaluate.antecedents import class_of, judge, misses, read_labels, table, tally
from quoth.evaluate.resolving import Answer
from quoth.resolve import resolve
from tests.resolve.marked import marked

TEXT = "Ana Lopez runs the line. [S1 She] [C1 said] [Q1 it was late]. [S2 We] [C2 hope] [Q2 so]."
LABELS = Path(__file__).parents[1] / "resolve/antecedents.csv"


@pytest.fixture
def files(tmp_path):
    article, statements = marked(TEXT, outlet="Odd Star")
    she, we = (s.source.span for s in statements)
    rows = [
        "corpus,article,start,end,form,antecedent",
        f"odd,one,{she[0]},{she[1]},pronoun,0-9",
        f"odd,one,{we[0]},{we[1]},pronoun,voice",
        "odd,one,0,3,nominal,0-9",
    ]
    path = tmp_path / "labels.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return read_labels(path), {("odd", "one"): (article, resolve(article, statements))}


def test_right_wrong_and_not_found(files):
    labels, resolved = files
    judged = list(judge(labels, resolved))
    assert [right for *_, right in judged] == [True, True, False]
    assert judged[2][2] is None
    assert tally(judged) == {"he, she": Answer(right=1), "I, we": Answer(right=1)}
    assert "100.0 of 2" in table([("all", tally(judged))])


def test_a_wrong_speaker_is_listed_unless_left_out(files):
    labels, resolved = files
    (article, statements) = resolved["odd", "one"]
    wrong = [(labels[0], article, statements[1], False)]
    assert len(list(misses(wrong))) == (0 if labels[0].left_out else 1)
    assert tally(wrong) == {"he, she": Answer(wrong=1)}


def test_the_projects_labels_are_300_and_hold_no_text():
    labels = read_labels(LABELS)
    assert len(labels) >= 300
    assert sum(label.form == "pronoun" for label in labels) > len(labels) / 2
    assert {label.corpus for label in labels} == {"polnear-dev", "news-2019-2020"}
    assert len({(x.corpus, x.article, x.span) for x in labels}) == len(labels)
    assert all(0 <= a < b for label in labels for a, b in (label.span, *label.antecedents))
    out = sum(label.left_out for label in labels) / len(labels)
    assert 0.3 < out < 0.7
    nominal = next(label for label in labels if label.form == "nominal")
    assert class_of(nominal, "") == "nominal"

from __future__ import annotations

import json

import pytest

from quoth.evaluate.report import Report, Row

ROWS = (
    Row(dataset="dev", metric="content", value=62.345, precision=60.0, recall=65.0, count=12),
    Row(dataset="dev", metric="content, direct", value=None, detail=True),
)


@pytest.fixture
def asked(monkeypatch):
    """Records how the evaluation is called; the figures are made up."""
    calls = []

    def evaluate(paths, **options):
        calls.append((list(paths), options))
        return Report(ROWS, {}, ("one article has no predictions",))

    monkeypatch.setattr("quoth.evaluate.evaluate", evaluate)
    return calls


def test_one_json_line_a_figure(quoth, asked):
    result = quoth("evaluate", "gold", "--predictions", "statements.jsonl")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [ROWS[0].record()]
    assert result.stderr == "note: one article has no predictions\n"
    paths, options = asked[0]
    assert paths == ["gold"]
    assert options["predictions"] == "statements.jsonl"


def test_the_table(quoth, asked):
    text = quoth("evaluate", "gold", "--table").stdout
    assert "content  " in text and "62.3" in text and "direct" not in text
    assert "direct" in quoth("evaluate", "gold", "--table", "--detail").stdout


def test_gold_that_is_none(quoth, tmp_path):
    result = quoth("evaluate", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "quoth: " in result.stderr

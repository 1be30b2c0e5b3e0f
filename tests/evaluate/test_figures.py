"""How quantities are counted."""

from __future__ import annotations

import json

import pytest

from quoth.errors import Unreadable
from quoth.evaluate.figures import main, measure


def gold(value: str, unit: str, change: str = "=") -> dict:
    return {"value": value, "normalized_unit": unit, "change": change}


@pytest.fixture
def file(tmp_path):
    """Two sentences: one wholly right, one with a wrong unit, a wrong change and a miss."""
    path = tmp_path / "quant.json"
    sentences = [
        {"text": "The pump moved 3 metres.", "quantities": [gold("3.0", "metre")]},
        {
            "text": "Herring rose 8% to 12 talers.",
            "quantities": [gold("8", "percentage"), gold("12.0", "dollar"), gold("1-2", "hour")],
        },
    ]
    path.write_text(json.dumps(sentences), encoding="utf-8")
    return path


def test_values_units_and_changes(file):
    report = measure(file)
    assert report.value("newsquant", "value") == pytest.approx(2 * 3 / (3 + 4) * 100)
    assert report.value("newsquant", "value and unit") == pytest.approx(2 * 2 / 7 * 100)
    assert report.value("newsquant", "value and change") == pytest.approx(2 * 2 / 7 * 100)
    assert report.value("newsquant", "value, unseen half") == pytest.approx(2 * 2 / 5 * 100)


def test_the_command_prints_a_table(file, capsys):
    assert main([str(file)]) == 0
    assert "value and unit, unseen half" in capsys.readouterr().out


def test_another_file_is_refused(tmp_path, capsys):
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(Unreadable):
        measure(path)
    assert main([str(tmp_path / "none.json")]) == 2

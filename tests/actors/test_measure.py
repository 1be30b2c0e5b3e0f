from __future__ import annotations

from tests.actors.measure import counted, labels


def test_the_checked_joins_name_articles_and_no_texts():
    checked = labels()
    assert len(checked) >= 300
    assert {pair["verdict"] for pair in checked} == {"same", "different"}
    assert all(len(pair[side]) < 80 for pair in checked for side in ("name", "other_name"))
    assert all(pair["article"] != pair["other_article"] for pair in checked)


def test_counting():
    pair = {"article": "1", "name": "Ada", "other_article": "2", "other_name": "Ada"}
    checked = [{**pair, "verdict": "same"}, {**pair, "other_article": "3", "verdict": "different"}]
    bearers = {("1", "Ada"): {"x"}, ("2", "Ada"): {"x"}, ("3", "Ada"): {"y"}}
    assert counted(checked, bearers) == {("same", "joined"): 1, ("different", "apart"): 1}
    assert counted(checked[:1], {}) == {("same", "not seen"): 1}

from __future__ import annotations

from tests.match.measure import counted, labels, scores, sides


def test_the_judged_pairs_name_articles_and_no_texts():
    statements, paraphrases = labels("statements"), labels("paraphrases")
    assert len(statements) == 400
    assert sum(pair["part"] == "test" for pair in paraphrases) == 200
    for pair in (*statements, *paraphrases):
        assert pair["verdict"] in ("same", "different")
        (one, *_), (other, *_) = sides(pair)
        assert one != other
        assert len(one) == len(other) == 16


def test_the_judged_copies_name_articles_and_no_texts():
    pairs = labels("copies")
    assert len(pairs) == 200
    assert {pair["verdict"] for pair in pairs} == {"same", "different"}
    assert all(len(pair[side]) == 16 for pair in pairs for side in ("article", "other_article"))


def test_counting():
    pair = {"article": "a", "start": "0", "end": "5", "verdict": "same"}
    pair |= {"other_article": "b", "other_start": "1", "other_end": "6"}
    one, other = ("a", 0, 5), ("b", 1, 6)
    found = counted([pair], {one, other}, {one: {"x"}, other: {"x", "y"}})
    assert found == {("same", "joined"): 1}
    assert scores(found) == (100.0, 100.0, 100.0)
    assert counted([pair], {one, other}, {one: {"x"}}) == {("same", "apart"): 1}
    assert counted([pair], {one}, {}) == {("same", "not seen"): 1}

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest

from quoth.match.copies import Reading, overlap, taken
from quoth.match.said import Told, site_of
from tests.match.measure import ARTICLES, counted, labels, scores, sides


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


@pytest.mark.skipif(not ARTICLES.exists(), reason=f"{ARTICLES} is not there")
def test_copied_text_as_judged():
    """The rule held against each judged pair alone; in a whole project chains may join more."""
    wanted = {id for pair in labels("copies") for id in (pair["article"], pair["other_article"])}
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = {r["id"]: r for r in map(json.loads, lines) if r["id"] in wanted}
    found: Counter = Counter()
    for pair in labels("copies"):
        one, other = (articles[pair[side]] for side in ("article", "other_article"))
        told = [
            Told(
                id=each["id"],
                outlet=each["outlet"],
                published=each["published"],
                title=each["title"],
                site=site_of(each["url"]),
            )
            for each in (one, other)
        ]
        readings = Reading.of(one["text"]), Reading.of(other["text"])
        joined = taken(overlap(one["id"], other["id"], *readings), *told)
        found[pair["verdict"], "joined" if joined else "apart"] += 1
    precision, recall, _ = scores(found)
    assert precision >= 98
    assert recall >= 95


def test_counting():
    pair = {"article": "a", "start": "0", "end": "5", "verdict": "same"}
    pair |= {"other_article": "b", "other_start": "1", "other_end": "6"}
    one, other = ("a", 0, 5), ("b", 1, 6)
    found = counted([pair], {one, other}, {one: {"x"}, other: {"x", "y"}})
    assert found == {("same", "joined"): 1}
    assert scores(found) == (100.0, 100.0, 100.0)
    assert counted([pair], {one, other}, {one: {"x"}}) == {("same", "apart"): 1}
    assert counted([pair], {one}, {}) == {("same", "not seen"): 1}

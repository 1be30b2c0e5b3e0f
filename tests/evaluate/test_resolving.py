"""Gold statements resolved and compared: what the measuring command counts."""

from __future__ import annotations

import json

import pytest

from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.resolving import from_gold, main, misses, score_resolving, table
from quoth.resolve import resolve

TEXT = "Ana Lopez told reporters on Monday that she feared rain.\nThe pair said it was late.\n"


@pytest.fixture
def gold(tmp_path):
    """An article of three statements; the second lies in the first."""

    def at(words):
        start = TEXT.index(words)
        return [start, start + len(words)]

    def statement(source, cue, content, **fields):
        return {"source": at(source), "cue": at(cue), "content": [at(content)], **fields}

    record = {
        "statements": [
            statement(
                "Ana Lopez",
                "told",
                "that she feared rain",
                speaker="Ana Lopez",
                speaker_kind="person",
                addressee="reporters",
                said_on="2024-02-12",
            ),
            statement("she", "feared", "rain", speaker="Ana Lopez", chain=["Ana Lopez"]),
            statement("The pair", "said", "it was late", speaker="Ana Lopez and Carl Berg"),
        ]
    }
    (tmp_path / "one.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "meta.json").write_text(
        json.dumps({"one": {"published": "2024-02-14", "outlet": "Odd Star"}}), encoding="utf-8"
    )
    return tmp_path


def test_statements_from_gold_nest_and_hold_nothing_resolved(gold):
    (article,) = read_dataset(gold).articles
    outer, inner, last = from_gold(article)
    assert (outer.nested_in, inner.nested_in, last.nested_in) == (None, outer.id, None)
    assert not any(s.speakers or s.chain or s.said_on for s in (outer, inner, last))


def test_the_tally(gold):
    (article,) = read_dataset(gold).articles
    tally = score_resolving(article, resolve(article.article, from_gold(article)))
    assert (tally.answers.right, tally.answers.total) == (2, 3)
    assert tally.speakers["pronoun"].right == 1
    assert tally.speakers["description"].wrong == 1
    assert (tally.chain.right, tally.said_on.right, tally.addressee.right) == (1, 1, 1)
    assert (tally + tally).answers.total == 6
    assert "66.7 of 3" in table([("one", tally)])


def test_each_difference_is_a_line(gold):
    (article,) = read_dataset(gold).articles
    unresolved = list(misses(article, from_gold(article)))
    assert [line.split()[0] for line in unresolved] == [
        *("speaker", "said_on", "addressee"),
        *("speaker", "chain"),
        "speaker",
    ]
    assert len(list(misses(article, resolve(article.article, from_gold(article))))) == 1


def test_the_command(gold, capsys):
    assert main([str(gold), "--misses"]) == 0
    printed = capsys.readouterr().out
    assert "one: speaker" in printed and "| all | 66.7 of 3 |" in printed
    assert main([str(gold), "--without", "one"]) == 0
    assert "| one |" not in capsys.readouterr().out

"""Damaged inputs of every format: an article or a reason, soon, and never anything else.

A few hundred of the ten thousand that `python bench/mutate.py` reads.
"""

from __future__ import annotations

import time

import pytest

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, find_documents, parse
from quoth.read.formats import FORMATS, tell
from tests.read.mutations import KINDS, case, seeds

CASES = 300
EACH = 30
SECONDS = 10


def outcomes(path) -> list[Article | SkippedInput]:
    """What is read of a file."""
    return [
        parse(found) if isinstance(found, RawDocument) else found for found in find_documents(path)
    ]


def test_there_is_a_good_file_of_every_format(tmp_path):
    read, parsed = set(), set()
    for name, data in seeds().items():
        (tmp_path / name).write_bytes(data)
        read.add(tell(name, data[:65536]).name)
        documents = [f for f in find_documents(tmp_path / name) if isinstance(f, RawDocument)]
        articles = [raw for raw in documents if isinstance(parse(raw), Article)]
        assert articles, name
        parsed |= {raw.format for raw in articles}
    assert read == {form.name for form in FORMATS}
    assert {"html", "text", "jsonl", "mhtml", "feed"} <= parsed


def test_a_case_is_the_same_whenever_it_is_made():
    for number in range(40):
        assert case(number) == case(number)
    assert {case(number).kind for number in range(len(KINDS))} == set(KINDS)


MENDED = (924, 2594, 9566)
"""Cases beyond those that the tests read anyway in which something was found and mended."""


@pytest.mark.parametrize("numbers", [*(range(n, n + EACH) for n in range(0, CASES, EACH)), MENDED])
def test_damaged_inputs_give_an_article_or_a_reason(numbers, tmp_path):
    for number in numbers:
        damaged = case(number)
        path = tmp_path / damaged.name
        path.write_bytes(damaged.data)
        start = time.process_time()
        found = outcomes(path)
        assert time.process_time() - start < SECONDS, number
        assert found, number
        for each in found:
            if isinstance(each, SkippedInput):
                assert each.reason and each.advice, number
            else:
                assert isinstance(each, Article), number
        path.unlink()

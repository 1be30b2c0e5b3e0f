from __future__ import annotations

import os

import pytest

from quoth.attribution import BATCH_ARTICLES, attribute, batched, found_in, in_order
from quoth.errors import ModelError, UsageError
from quoth.model import Article, SkippedInput
from tests.fake import FakeExtractor, statement


def article(number: int, text: str = "") -> Article:
    text = text or f'The news of the day: "Number {number} it is," said Mira Tolland.'
    return Article.of(text, path=f"{number}.txt", language="en")


def no_model():
    raise ModelError("the model folder is missing", advice="install Quoth again")


class CountingExtractor(FakeExtractor):
    """Says in which process it worked."""

    def predict(self, articles):
        return [(statement(a, content=[(0, 3)], name=f"process {os.getpid()}"),) for a in articles]


def names(found):
    return [s.speakers[0].name for s in found]


@pytest.mark.parametrize("many", [0, 1, BATCH_ARTICLES, 3 * BATCH_ARTICLES + 1])
def test_articles_keep_their_order_and_their_statements(fake_model, many):
    articles = [article(number) for number in range(many)]
    results = list(attribute(articles, load=FakeExtractor.load, workers=1))
    assert [a for a, _ in results] == articles
    for number, (_, (found,)) in enumerate(results):
        assert found.content.text == f"Number {number} it is,"


def test_several_processes_keep_the_order_too():
    """The real resolve runs here: only the model is a fake."""
    articles = [article(number) for number in range(5 * BATCH_ARTICLES)]
    results = list(attribute(articles, load=FakeExtractor.load, workers=2))
    assert [a for a, _ in results] == articles
    for number, (_, (found,)) in enumerate(results):
        assert found.content.text == f"Number {number} it is,"


def test_few_articles_are_done_in_this_process(fake_model):
    results = attribute([article(1)], load=CountingExtractor.load)
    assert [names(found) for _, found in results] == [[f"process {os.getpid()}"]]


def test_articles_come_one_by_one_not_all_at_once(fake_model):
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield article(number)
            number += 1

    first = next(attribute(endless(), load=FakeExtractor.load, workers=1))
    assert first[0].path == "0.txt"
    assert len(taken) <= BATCH_ARTICLES


def test_one_broken_article_harms_no_other(fake_model):
    articles = [article(0), article(1, "BREAK THE MODEL"), article(2)]
    found = [f for _, f in attribute(articles, load=FakeExtractor.load, workers=1)]
    assert [len(found[0]), len(found[2])] == [1, 1]
    assert isinstance(found[1], SkippedInput)
    assert found[1].path == "1.txt" and "ValueError" in found[1].reason and found[1].advice


def test_an_unsupported_article_is_skipped_with_its_reason(fake_model):
    (_, found), (_, other) = attribute(
        [article(0, "Ĉu vere?"), article(1)], load=FakeExtractor.load, workers=1
    )
    assert found.reason == "Esperanto is not supported"
    assert len(other) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_without_a_model_there_is_an_error_not_a_row(workers):
    with pytest.raises(ModelError, match="missing"):
        list(attribute([article(0)], load=no_model, workers=workers))


def test_fewer_than_one_worker():
    with pytest.raises(UsageError):
        list(attribute([article(0)], load=FakeExtractor.load, workers=0))


def test_batches_end_at_articles_or_characters():
    short = [article(number) for number in range(BATCH_ARTICLES + 1)]
    assert [len(batch) for batch in batched(short)] == [BATCH_ARTICLES, 1]
    long = [article(number, "word " * 10_000) for number in range(3)]
    assert [len(batch) for batch in batched(long)] == [1, 1, 1]


def test_order_of_appearance_is_that_of_the_first_piece():
    a = article(0, "Pike said no. Asked why, Weir, who knew, shrugged that it was late.")
    second = statement(a, content=[(46, 66)], source=(25, 29))
    first = statement(a, content=[(10, 12)], source=(0, 4))
    nested = statement(a, content=[(54, 66)], nested_in=second.id)
    assert in_order([nested, second, first]) == (first, second, nested)


def test_found_in_gives_one_result_an_article(fake_model):
    assert found_in(FakeExtractor(), []) == []

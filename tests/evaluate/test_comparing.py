"""When a found label or conflict is one of the gold."""

from __future__ import annotations

from quoth.evaluate.comparing import Disagreement, Told, pair_up, same_conflict, score_labels
from quoth.evaluate.spans import Tally
from tests.compare.builders import resolved


def told(who: str, text: str) -> Told:
    return Told(who, text, who == "AUTHOR")


GOLD = Disagreement(
    "figure", told("City of Calder", "1,180 flooded homes"), told("Residents", "2,300 homes")
)


def test_a_figure_and_a_name_are_enough_in_either_order():
    found = Disagreement("figure", told("Residents", "2,300"), told("City of Calder", "1,180"))
    assert same_conflict(found, GOLD)


def test_names_alone_are_not_enough():
    found = Disagreement("figure", told("Residents", "rain"), told("City of Calder", "sun"))
    assert not same_conflict(found, GOLD)


def test_one_side_alone_is_not_enough():
    found = Disagreement("figure", told("Residents", "2,300"), told("Joren Pike", "70 boats"))
    assert not same_conflict(found, GOLD)


def test_each_gold_conflict_is_found_once():
    found = Disagreement("denial", told("Residents", "2,300"), told("City of Calder", "1,180"))
    assert pair_up([found, found], [GOLD]) == [(0, 0)]


def test_labels_need_words_and_voice():
    article, statements = resolved(
        "Mira Tolland, a banker in exile, [C1 said] [Q1 it would rain].", language="en"
    )
    label = {"who": "Mira Tolland", "label": "the banker in exile", "by": "AUTHOR"}
    assert score_labels(article, statements, [label]) == (Tally(1, 1, 1), Tally(1, 1, 1))
    other = label | {"who": "Joren Pike"}
    assert score_labels(article, statements, [other]) == (Tally(1, 1, 1), Tally(0, 1, 1))
    spoken = label | {"by": "Joren Pike"}
    assert score_labels(article, statements, [spoken])[0] == Tally(0, 1, 1)

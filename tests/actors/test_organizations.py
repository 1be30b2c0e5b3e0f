from __future__ import annotations

import pytest

from quoth.actors.proper import organization_key
from tests.actors.builders import joined, one, sighting, together


def body(article, name, kind="organization", **fields):
    return sighting(article, name, kind=kind, **fields)


@pytest.mark.parametrize(
    "a, b",
    [
        ("Rail Board of Calder", "the Rail Board of Calder"),
        ("Department of Ports", "Ports Department"),
        ("Acme Gears Inc.", "Acme Gears"),
        ("Calder administration", "Calder Administration"),
    ],
)
def test_one_organization_in_two_printings(a, b):
    assert one([body(1, a), body(2, b)])


@pytest.mark.parametrize(
    "name",
    [
        "City Council",
        "Supreme Court",
        "Police Department",
        "U.S. District Court",
        "They’re",
        "Nobody",
        "Times",
        "agency",
        "his campaign",
        "House-passed",
        "Farmers",
    ],
)
def test_what_every_place_has_or_what_is_no_name(name):
    assert organization_key(name) is None
    assert not one([body(1, name), body(2, name)])


def test_a_word_that_is_a_common_noun_too():
    assert one([body(1, "Gearbox"), body(2, "Gearbox")])
    assert not one([body(1, "Gearbox", common=True), body(2, "Gearbox")])
    outside = {"inside": False}
    assert not one([body(1, "Gearbox", **outside), body(2, "Gearbox", **outside)])


def test_outlets_and_organizations_are_one_kind():
    (actor,) = joined([body(1, "Calder Post", "outlet"), body(2, "Calder Post")])
    assert len(actor.appearances) == 2


def test_an_acronym_that_an_article_explains():
    bank = [body(1, "European Rail Bank"), body(2, "ERB")]
    assert not one(bank)
    explained = [("3", "erb", "European Rail Bank")]
    assert one(bank, acronyms=explained)
    # Two readings: only the article's own explanation counts.
    other = [("4", "erb", "Eastern Road Board"), *explained]
    assert not one(bank, acronyms=other)
    assert one(bank, acronyms=[*other, ("2", "erb", "European Rail Bank")])


def test_the_reason_names_the_full_form():
    found = joined(
        [body(1, "European Rail Bank"), body(2, "ERB")],
        acronyms=[("3", "erb", "European Rail Bank")],
    )
    reasons = {a.name: a.reason for actor in found for a in actor.appearances}
    assert reasons["ERB"] == "other articles explain “ERB” as “European Rail Bank”"


def test_a_surname_is_no_organization():
    found = together([sighting(1, "Ana Lopez"), body(2, "Lopez"), body(3, "Lopez")])
    assert len(found) == 3

"""One statement in several outlets: joined, and what each made of it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quoth.match.claims import Constraints
from tests.match.builders import matched, relations, said

WHOLE = (
    "We will not close the harbour before the storm has passed, "
    "and whoever says otherwise has never stood on that quay in January"
)
LOUD = WHOLE.replace("harbour", "HARBOUR").replace(",", " –")


def test_verbatim_trimmed_and_altered(tmp_path):
    with matched(
        tmp_path / "p.quoth",
        said(WHOLE, outlet="The Tide"),
        said(LOUD, outlet="The Buoy"),
        said("We will not close the harbour before the storm has passed", outlet="The Anchor"),
        said(WHOLE.replace("has never stood", "never once stood"), outlet="The Gull"),
        said("We will not close … before the storm has passed", outlet="The Net"),
    ) as project:
        (claim,) = project.claims()
        assert claim.text in (WHOLE, LOUD)
        assert (claim.articles, claim.outlets, claim.sources) == (5, 5, 5)
        (found,) = relations(project)
        assert {found.pop("The Tide"), found.pop("The Buoy")} == {"original", "verbatim"}
        assert found == {"The Anchor": "trimmed", "The Gull": "altered", "The Net": "trimmed"}
        assert all(member.reason for member in claim.members)
        assert [voice.name for voice in claim.voices] == ["Ada Vale"]


def test_the_speaker_need_not_be_the_same_for_a_long_quotation(tmp_path):
    with matched(
        tmp_path / "p.quoth",
        said(WHOLE),
        said(WHOLE, by="Boris Reed", outlet="The Buoy"),
    ) as project:
        (claim,) = project.claims()
        assert {voice.name for voice in claim.voices} == {"Ada Vale", "Boris Reed"}
        assert any("different speakers" in member.reason for member in claim.members)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Few words, other speakers.
        (said("not on my watch"), said("not on my watch", by="Boris Reed", outlet="The Buoy")),
        # The same slogan a month later.
        (
            said("the harbour stays open for everybody"),
            said("the harbour stays open for everybody", outlet="The Buoy", day="2025-02-20"),
        ),
        # Dated to other days by the articles.
        (
            said("the harbour stays open for everybody", said_on="2025-01-10"),
            said("the harbour stays open for everybody", outlet="The Buoy", said_on="2025-01-14"),
        ),
        # Two who say a thing that is said of it everywhere.
        (
            said(
                "There is reason to think that the ferry was hit by an unmanned grain lighter; "
                "we ask all sides to wait"
            ),
            said(
                "What we know is that the boat was hit by an unmanned grain lighter",
                by="Boris Reed",
                outlet="The Buoy",
            ),
        ),
        # Other things about the same harbour.
        (
            said("the harbour will be closed to freighters from Monday on", quoted=False),
            said("the harbour has cost the city three million so far", outlet="B", quoted=False),
        ),
        # Outlets' own words for what others say.
        (
            said("the council has failed the people of the lower town again", quoted=False),
            said(
                "the council has failed the people of the lower town again",
                by="Boris Reed",
                outlet="The Buoy",
                quoted=False,
            ),
        ),
    ],
)
def test_what_stays_apart(tmp_path, one, other):
    with matched(tmp_path / "p.quoth", one, other) as project:
        assert project.claims() == []


@pytest.mark.parametrize(
    ("cut", "comes"),
    [
        ("on that quay in January, and we have, every one of those cold mornings", True),
        # Nothing of the original.
        ("every one of those cold mornings for eleven years", False),
    ],
)
def test_a_cut_that_only_another_cut_holds(tmp_path, cut, comes):
    asked = "whoever says otherwise has never stood on that quay in January"
    more = f"{asked}, and we have, every one of those cold mornings for eleven years"
    weathers = ("storm", "gale", "flood", "tide", "squall", "frost", "fog", "thaw")
    whole = [said(WHOLE.replace("storm", word), outlet=f"The {word.title()}") for word in weathers]
    others = said(more, outlet="The Anchor"), said(cut, outlet="The Gull")
    with matched(tmp_path / "p.quoth", *whole, *others) as project:
        (claim,) = project.claims()
        assert claim.text.startswith("We will not close the harbour")
        (found,) = relations(project)
        assert "The Anchor" in found
        assert ("The Gull" in found) == comes
        held = [m.reason for m in claim.members if "the version of The Anchor" in m.reason]
        assert len(held) == comes


def test_no_chain_of_cuts(tmp_path):
    parts = [
        "the harbour was closed before the storm had passed over it",
        "nobody of the council stood on the quay in that January",
        "we have paid for it on eleven of those cold mornings",
        "and our children will pay for it on eleven thousand more",
        "unless somebody at last mends the lower gate this summer",
    ]
    corpus = [said(f"{a}, {b}", outlet=f"Outlet {n}") for n, (a, b) in enumerate(pairwise(parts))]
    with matched(tmp_path / "p.quoth", *corpus) as project:
        assert all(not {"Outlet 0", "Outlet 3"} <= set(found) for found in relations(project))


def test_a_statement_twice_in_one_article_is_no_claim(tmp_path):
    article, statements = said(WHOLE)
    with matched(tmp_path / "p.quoth", (article, statements)) as project:
        assert project.claims() == []


def test_what_people_decide_counts(tmp_path):
    one, other = said(WHOLE), said(WHOLE, outlet="The Buoy")
    third = said("The harbour stays open", outlet="The Gull", by="Boris Reed")
    ids = [statements[0].id for _, statements in (one, other, third)]
    apart = Constraints(apart=frozenset({(ids[0], ids[1])}))
    with matched(tmp_path / "a.quoth", one, other, third, constraints=apart) as project:
        assert project.claims() == []
    together = Constraints(together=frozenset({(ids[2], ids[0])}))
    with matched(tmp_path / "b.quoth", one, other, third, constraints=together) as project:
        (claim,) = project.claims()
        assert {member.statement_id for member in claim.members} == set(ids)
        reasons = {member.statement_id: member.reason for member in claim.members}
        assert reasons[ids[2]] == "a person joined them"

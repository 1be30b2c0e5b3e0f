"""The result depends on what was seen: not on order, engine or how often it is computed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.actors import join
from quoth.engine import local_engine
from tests.actors.builders import SqliteEngine, joined, sighting

NAMES = ["Ana Lopez", "Lopez", "Ann Lopez", "Anna Lopez", "Ana M. Lopez", "Rail Board", "A. Lopez"]
ROLES = [(), ("mayor",), ("harbour pilot",), ("Sen.",), ("wife",)]

seen = st.lists(
    st.builds(
        lambda article, name, roles, kind, month: sighting(
            article, name, *roles, kind=kind, day=f"2024-{month:02}-01"
        ),
        st.integers(1, 30),
        st.sampled_from(NAMES),
        st.sampled_from(ROLES),
        st.sampled_from(["person", "person", "organization"]),
        st.integers(1, 12),
    ),
    max_size=40,
    unique_by=lambda s: s.id,
)


@settings(max_examples=40)
@given(seen, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_sighting_is_in_one_actor(sightings, random):
    found = joined(sightings)
    shuffled = list(sightings)
    random.shuffle(shuffled)
    assert joined(shuffled) == found
    ids = [appearance.id for actor in found for appearance in actor.appearances]
    assert sorted(ids) == sorted(s.id for s in sightings)
    assert len({actor.id for actor in found}) == len(found)


@settings(max_examples=30)
@given(seen)
def test_sqlite_gives_what_duckdb_gives(sightings):
    other = SqliteEngine()
    with local_engine(1) as engine:
        assert join(sightings, engine=other) == join(sightings, engine=engine)
    other.close()


@settings(max_examples=40)
@given(seen)
def test_kinds_are_never_mixed(sightings):
    kinds = {s.id: s.kind for s in sightings}
    for actor in joined(sightings):
        assert {kinds[a.id] for a in actor.appearances} == {actor.kind}


def test_whatever_is_joined_says_why():
    sightings = [sighting(n, "Ana Lopez", "mayor") for n in range(3)]
    for actor in joined([*sightings, sighting(9, "Anna Lopez", "mayor")]):
        assert all(a.reason and 0 < a.score <= 1 for a in actor.appearances)


def test_nobody():
    assert joined([]) == ()

"""A person's own list decides; an extract of Wikidata gives ids."""

from __future__ import annotations

import pytest

from quoth.actors.listed import read_list
from quoth.errors import UsageError
from tests.actors.builders import joined, one, sighting, together

CSV = "name,aliases,kind,id\nMira Tolland,M. Tolland|The Mayor of Calder,person,calder-7\n"


def listed(tmp_path, text, origin="names", name="names.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_list(path, origin=origin)


def test_a_list_is_read_in_both_forms(tmp_path):
    lines = '{"id": "calder-7", "name": "Mira Tolland", "kind": "person", "aliases": '
    lines += '["M. Tolland", "The Mayor of Calder"]}\n'
    assert listed(tmp_path, CSV) == listed(tmp_path, lines, name="names.jsonl")


def test_an_extract_of_wikidata_is_read(tmp_path):
    text = '{"id": "http://www.wikidata.org/entity/Q1", "label": "Mira Tolland", "aliases": []}\n'
    (name,) = listed(tmp_path, text, "wikidata")
    assert (name.entry, name.known_as, name.alias) == ("Q1", "Q1", "Mira Tolland")


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "no column"),
        ("alias\nx\n", "no column"),
        ("name\n", "holds no names"),
        ("name,kind\nAda,wizard\n", "line 2"),
        ("name,kind\n,person\n", "line 2"),
        ('{"name": "Ada"}\n{"name":\n', "line 2"),
        ('{"name": "Ada"}\n[1]\n', "line 2"),
    ],
)
def test_what_cannot_be_read(tmp_path, text, says):
    with pytest.raises(UsageError, match=says) as caught:
        listed(tmp_path, text)
    assert caught.value.advice


def test_the_list_decides_against_the_rules(tmp_path):
    names = listed(tmp_path, CSV)
    sightings = [
        sighting(1, "Mira Tolland", "ballet dancer"),
        sighting(2, "M. Tolland", "harbour pilot"),
    ]
    assert not one(sightings)
    (actor,) = joined(sightings, listed=names)
    assert (actor.name, actor.known_as) == ("Mira Tolland", "calder-7")
    assert {a.decided for a in actor.appearances} == {"names"}
    # Another kind is not meant.
    assert len(together([sighting(3, "Mira Tolland", kind="organization")], listed=names)) == 1
    assert (
        joined([sighting(3, "Mira Tolland", kind="organization")], listed=names)[0].id != actor.id
    )


def test_the_list_sets_apart_what_the_rules_would_join(tmp_path):
    names = listed(tmp_path, "name\nBob Quist\nRobert Quist\n")
    sightings = [sighting(1, "Bob Quist", "rail clerk"), sighting(2, "Robert Quist", "rail clerk")]
    assert one(sightings) and not one(sightings, listed=names)


def test_an_alias_of_two_entries_decides_nothing(tmp_path):
    names = listed(tmp_path, "name,aliases\nAna Lopez,Lopez\nEva Lopez,Lopez\n")
    sightings = [sighting(1, "Lopez"), sighting(2, "Ana Lopez"), sighting(3, "Eva Lopez")]
    assert len(together(sightings, listed=names)) == 3


def test_wikidata_gives_ids_and_joins_two_names_of_one_entry(tmp_path):
    text = (
        "id,label,aliases\nQ1,Volodymyr Zalensky,Vladimir Zalensky\nQ2,Ana Lopez,\nQ3,Ana Lopez,\n"
    )
    names = listed(tmp_path, text, "wikidata")
    sightings = [
        sighting(1, "Volodymyr Zalensky", "president"),
        sighting(2, "Vladimir Zalensky", "comedian"),
        sighting(3, "Ana Lopez"),
    ]
    zalensky, lopez = joined(sightings, listed=names)
    assert (zalensky.known_as, len(zalensky.appearances)) == ("Q1", 2)
    assert lopez.known_as is None  # two entries have the name

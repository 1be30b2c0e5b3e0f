"""Who is one person across articles, and who is not."""

from __future__ import annotations

import pytest

from tests.actors.builders import joined, one, reasons, sighting, together


def many(name, *roles, count=9, first=100, **fields):
    return [sighting(first + number, name, *roles, **fields) for number in range(count)]


@pytest.mark.parametrize(
    "a, b",
    [
        ("Zoltán Ördög", "Zoltan Ordog"),
        ("Beto O’Harra", "Beto O'Harra"),
        ("Ana Lopez", "Mayor Ana Lopez"),
        ("Mira Tolland", "MIRA TOLLAND"),
        ("Carl Berg Jr.", "Carl Berg Jr"),
    ],
)
def test_the_same_full_name_is_one_person(a, b):
    assert one([sighting(1, a), sighting(2, b)])


@pytest.mark.parametrize(
    "a, b",
    [
        ("Alexei Petrov", "Aleksei Petrov"),
        ("Alexey Petrov", "Aleksei Petrov"),
        ("Volodymyr Zalensky", "Volodymyr Zalenskyy"),
        ("Volodymyr Zalenskiy", "Volodymyr Zalenskyy"),
        ("Robert Quist", "Bob Quist"),
        ("R. Quist", "Robert Quist"),
        ("Lindsey Quist", "Linsey Quist"),
        ("Kim Jong Ul", "Kim Jong-ul"),
        ("Mohammed Daher", "Muhammad Daher"),
    ],
)
def test_other_spellings_need_a_role_in_common(a, b):
    assert one([sighting(1, a, "harbour commissioner"), sighting(2, b, "Harbour Commissioner")])
    assert not one([sighting(1, a, "harbour commissioner"), sighting(2, b, "ballet dancer")])


@pytest.mark.parametrize(
    "a, b",
    [
        ("Carl Berg", "Carl Berg Jr"),
        ("Carl A. Berg", "Carl B. Berg"),
        ("Carl Berg", "Karla Berg"),
        ("Ana Lopez", "Ana Lopes Vidal"),
        ("Ana Lopez", "Eva Lopez"),
    ],
)
def test_names_that_contradict_stay_apart(a, b):
    assert not one([sighting(1, a, "harbour pilot"), sighting(2, b, "harbour pilot")])


def test_a_short_form_that_fits_two_fits_nobody():
    found = together(
        [
            sighting(1, "Gerald Smith", "harbour pilot"),
            sighting(2, "Jerome Smith", "harbour pilot"),
            sighting(3, "Jerry Smith", "harbour pilot"),
        ]
    )
    assert len(found) == 3


def test_one_name_and_two_trades_are_two_people():
    pilot = sighting(1, "Ada Vane", "harbour pilot", day="2024-01-01")
    dancer = sighting(2, "Ada Vane", "ballet dancer", day="2024-06-01")
    assert not one([pilot, dancer])
    # In articles of the same days it is the same affair.
    assert one([pilot, sighting(2, "Ada Vane", "ballet dancer", day="2024-01-05")])


def test_a_middle_name_that_is_left_out():
    others = [sighting(50 + n, f"John {name}") for n, name in enumerate(("Ash", "Elm", "Fir"))]
    senator = many("John Quist", "Senator")
    assert one([*senator, sighting(1, "John M. Quist", "Sen.")])
    # Without a role that says so, only where few have the first name or the surname.
    assert one([*senator, sighting(1, "John F. Quist")])
    found = together([*others, *senator, sighting(1, "John F. Quist")])
    assert {"1 John F. Quist"} not in found
    others += [sighting(60, "Mara Quist"), sighting(61, "Ivo Quist")]
    assert {"1 John F. Quist"} in together([*others, *senator, sighting(1, "John F. Quist")])


def test_a_slip_in_the_first_name_of_somebody_much_in_the_news():
    senator = many("Brett Quist", "Senator")
    assert one([*senator, sighting(1, "Bret Quist")])
    assert not one([*senator, sighting(1, "Bret Quist", "tennis player")])
    others = [sighting(60, "Mara Quist"), sighting(61, "Ivo Quist")]
    assert {"1 Bret Quist"} in together([*others, *senator, sighting(1, "Bret Quist")])


def test_a_title_before_a_known_name():
    chief = many("Mara Quist", "chief of staff")
    assert one([*chief, sighting(1, "Acting White House chief of staff Mara Quist")])
    assert not one([*chief, sighting(1, "Mother of Mara Quist")])
    assert not one([*chief, sighting(1, "Lawyer for Mara Quist")])


def test_a_surname_is_measured_against_those_with_a_first_name():
    senator = many("Mara Quist")
    stray = [sighting(60 + n, f"{word} Quist") for n, word in enumerate(("Odd", "Trade", "Talks"))]
    assert any(
        "1 Quist" in group and len(group) > 1
        for group in together([*senator, *stray, sighting(1, "Quist")])
    )


def test_one_actor_has_several_dated_roles_and_the_fullest_name():
    (actor,) = joined(
        [
            *many("Ana Lopez", "energy minister"),
            sighting(1, "Lopez", "minister", written_out=("ana lopez",)),
        ]
    )
    assert (actor.name, actor.kind, actor.statements) == ("Ana Lopez", "person", 10)
    assert {alias.name for alias in actor.aliases} == {"Ana Lopez", "Lopez"}


# Surnames alone


def test_a_surname_that_the_article_writes_out():
    sightings = [
        sighting(1, "Lopez", written_out=("ana lopez",)),
        sighting(2, "Ana Lopez"),
        sighting(3, "Eva Lopez"),
    ]
    assert {"1 Lopez", "2 Ana Lopez"} in together(sightings)
    assert "the article itself writes out “Ana Lopez”" in reasons(sightings)["Lopez"]


def test_a_surname_alone_is_nobodys_without_more():
    assert not one([sighting(1, "Lopez"), sighting(2, "Ana Lopez")])
    assert not one([sighting(1, "Lopez"), sighting(2, "Lopez")])


def test_a_surname_that_is_nearly_always_one_persons():
    assert one([*many("Ana Lopez"), sighting(1, "Lopez")])
    found = together([*many("Ana Lopez"), *many("Eva Lopez", first=200), sighting(1, "Lopez")])
    assert {"1 Lopez"} in found


def test_an_office_decides_between_two_bearers():
    sightings = [
        *many("Ana Lopez", "Senator"),
        *many("Eva Lopez", "Governor", first=200),
        sighting(1, "Lopez", "Gov."),
    ]
    (group,) = [part for part in together(sightings) if "1 Lopez" in part]
    assert "200 Eva Lopez" in group


@pytest.mark.parametrize("role", ["wife", "First Lady", "King"])
def test_a_surname_with_another_persons_role(role):
    found = together([*many("Carl Berg", "President"), sighting(1, "Berg", role)])
    assert {"1 Berg"} in found


def test_two_bearers_in_the_article_and_neither_far_more_heard():
    sightings = [
        *many("Ana Lopez", count=4),
        *many("Eva Lopez", count=4, first=200),
        sighting(1, "Lopez", written_out=("ana lopez", "eva lopez")),
    ]
    assert {"1 Lopez"} in together(sightings)


def test_somebody_else_of_the_surname_is_in_the_article():
    sightings = [*many("Ana Lopez"), sighting(1, "Lopez", written_out=("martha lopez",))]
    assert {"1 Lopez"} in together(sightings)


def test_stray_words_before_a_known_name():
    assert one([*many("Ana Lopez"), sighting(1, "Billionaire Ana Lopez")])
    assert not one([*many("Ana Lopez"), sighting(1, "Maria Ana Lopez")])


@pytest.mark.parametrize(
    "name, kind",
    [
        ("officials", "group"),
        ("the report", "document"),
        ("a person close to the talks", "anonymous"),
        ("official", "person"),
        ("Texas Democrat", "person"),
        ("the pilot", "person"),
    ],
)
def test_descriptions_are_of_one_article(name, kind):
    assert not one([sighting(1, name, kind=kind), sighting(2, name, kind=kind)])


def test_a_person_and_an_organization_of_one_name():
    assert not one([sighting(1, "Ana Ford"), sighting(2, "Ana Ford", kind="organization")])
    found = together([*many("Ana Ford"), sighting(1, "Ford", kind="organization")])
    assert {"1 Ford"} in found


def test_a_spokeswoman_is_not_her_ministry():
    spokeswoman = sighting(1, "Ana Lopez", "spokeswoman for the Ministry of Ports")
    assert not one([spokeswoman, sighting(2, "Ministry of Ports", kind="organization")])

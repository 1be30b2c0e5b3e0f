"""Conflicts of made-up articles, found and not found."""

from __future__ import annotations

from quoth.compare.conflicts import ArticleView, found_among
from quoth.compare.figures.stated import figures
from tests.compare.builders import resolved


def view(text: str, *, types: dict[int, str] | None = None, **fields) -> ArticleView:
    """An article with its resolved statements and its figures."""
    fields = {"outlet": "Calder Post", "language": "en", "published": "2024-05-12"} | fields
    article, statements = resolved(text, types=types, **fields)
    return ArticleView(article=article, statements=statements, figures=figures(article, statements))


def told(*views: ArticleView) -> list[tuple[str, str, str]]:
    """(kind, one voice, the other) of each conflict, the surest first."""
    return [(c.kind, c.a.who, c.b.who) for c in found_among(views)]


def test_two_counts_of_one_crowd():
    one = view(
        "Thousands gathered outside the harbour office. [Q1 The protest drew 600 people], "
        "[S1 Mira Tolland] [C1 said]. [Q2 It was more than 2,000 people], "
        "[S2 Joren Pike] [C2 said]."
    )
    (conflict,) = [c for c in found_among([one]) if c.kind == "figure"]
    assert {conflict.a.who, conflict.b.who} == {"Mira Tolland", "Joren Pike"}
    assert "600 people" in conflict.reason and "more than 2,000 people" in conflict.reason
    texts = [one.article.text[slice(*side.span)] for side in (conflict.a, conflict.b)]
    assert texts == ["600 people", "more than 2,000 people"]


def test_a_rounding_is_no_conflict():
    assert not told(
        view(
            "[Q1 The flood reached 1,236 homes], [S1 Mira Tolland] [C1 said]. "
            "[Q2 It reached about 1,200 homes], [S2 Joren Pike] [C2 said]."
        )
    )


def test_an_update_is_no_conflict():
    first = view(
        "[Q1 The flood reached 400 homes in Calder], [S1 Mira Tolland] [C1 said].",
        published="2024-05-12",
    )
    later = view(
        "[Q1 The flood reached 1,180 homes in Calder], [S1 Mira Tolland] [C1 said].",
        published="2024-05-14",
        outlet="Inland Gazette",
    )
    assert not told(first, later)


def test_two_quantities_in_neighbouring_sentences_are_no_conflict():
    assert not told(
        view(
            "[Q1 The levy would cost 40 talers a month], [S1 Mira Tolland] [C1 said]. "
            "[Q2 The ferry carried 900 passengers on Sunday], [S2 Joren Pike] [C2 said]."
        )
    )


def test_the_same_quantity_in_two_outlets():
    one = view("[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said].")
    other = view(
        "[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 said].",
        outlet="Inland Gazette",
        published="2024-05-13",
    )
    assert told(one, other) == [("figure", "Mira Tolland", "Joren Pike")]


def test_a_denial_that_takes_up_what_was_said():
    assert told(
        view(
            "[Q1 The council had known of the leak since January], [S1 Mira Tolland] [C1 said]. "
            "[S2 Joren Pike] [C2 said] [Q2 that was untrue]."
        )
    ) == [("denial", "Mira Tolland", "Joren Pike")]


def test_a_denial_in_other_words():
    found = told(
        view(
            "[S1 Mira Tolland] [C1 said] [Q1 that the pilots had received a warning]. "
            "[S2 Joren Pike] [C2 denied] [Q2 that the pilots had received any warning].",
            types={2: "denial"},
        )
    )
    assert found == [("denial", "Mira Tolland", "Joren Pike")]


def test_who_agrees_does_not_contradict():
    assert not told(
        view(
            "[S1 Mira Tolland] [C1 said] [Q1 that the pilots had received no warning]. "
            "[S2 Joren Pike] [C2 denied] [Q2 that the pilots had received any warning].",
            types={2: "denial"},
        )
    )


def test_support_against_opposition():
    found = told(
        view("[S1 Mira Tolland] [C1 supports] [Q1 the herring levy]."),
        view(
            "[S1 Joren Pike] [C1 opposes] [Q1 the herring levy].",
            outlet="Inland Gazette",
            published="2024-05-13",
        ),
    )
    assert found == [("position", "Mira Tolland", "Joren Pike")]


def test_a_summary_against_the_words_beneath_it():
    one = view(
        "[S1 Mira Tolland] [C1 made it clear] [Q1 that she bears no responsibility for the "
        "flooded cellars]. [Q2 “For the flooded cellars I bear the responsibility,”] "
        "[S2 Mira Tolland] [C2 said]."
    )
    (conflict,) = found_among([one])
    assert conflict.kind == "attribution"
    assert "Calder Post has Mira Tolland say" in conflict.reason


def test_one_quotation_two_speakers():
    words = "[Q1 “A gate that waits for nobody is a wall and no gate,”]"
    found = told(
        view(f"{words} [S1 Mira Tolland] [C1 said]."),
        view(
            f"{words} [S1 Joren Pike] [C1 said].", outlet="Inland Gazette", published="2024-05-13"
        ),
    )
    assert found == [("attribution", "Mira Tolland", "Joren Pike")]


def test_a_name_in_two_spellings_is_one_speaker():
    words = "[Q1 “A gate that waits for nobody is a wall and no gate,”]"
    assert not told(
        view(f"{words} [S1 Jerrold Nadler] [C1 said]."),
        view(f"{words} [S1 Jerry Nadler] [C1 said].", outlet="Inland Gazette"),
    )


def test_words_taken_back():
    found = told(
        view(
            "[S1 The article] [C1 attributed to] [Q1 Mira Tolland the words “the sea asks once”]. "
            "[S2 Mira Tolland] [C2 did not say] [Q2 this]."
        )
    )
    assert [kind for kind, *_ in found] == ["attribution"]


def test_order_of_the_articles_does_not_matter():
    views = [
        view("[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said]."),
        view("[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 said].", outlet="B"),
        view("[S1 Mira Tolland] [C1 supports] [Q1 the herring levy].", outlet="C"),
        view("[S1 Joren Pike] [C1 opposes] [Q1 the herring levy].", outlet="D"),
    ]
    assert {c.id for c in found_among(views)} == {c.id for c in found_among(views[::-1])}
    assert len(found_among(views)) == 2


def test_two_statements_of_the_same_words_make_one_conflict():
    one = view("[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said].")
    other = view(
        "[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 said].",
        outlet="Inland Gazette",
    )
    twice = ArticleView(article=one.article, statements=one.statements * 2, figures=one.figures * 2)
    found = found_among([twice, other])
    assert len({c.id for c in found}) == len(found) == 1


QUOTE = "[Q1 “A gate that waits for ships is a door, not a defence,”]"


def given(one: str, other: str, *, second: str = "Joren Pike is at sea. ") -> list[float]:
    """Confidences that one quotation was given to two people."""
    found = found_among(
        [
            view(f"Mira Tolland spoke. She was calm. {QUOTE} {one}."),
            view(f"{second}{QUOTE} {other}.", outlet="Inland Gazette"),
        ]
    )
    return [c.confidence for c in found if c.kind == "attribution"]


def test_a_source_that_names_its_speaker_proves_more_than_a_pronoun():
    (named,) = given("[S1 Mira Tolland] [C1 said]", "[S1 Joren Pike] [C1 said]")
    (half,) = given("[S1 she] [C1 said]", "[S1 Joren Pike] [C1 said]")
    assert half < 0.75 * named


def test_forms_of_one_name_are_one_person():
    assert not given(
        "[S1 Bill Barr] [C1 said]", "[S1 William Barr] [C1 said]", second="William Barr is out. "
    )


def test_a_denial_that_tells_what_it_denies():
    found = told(
        view("[S1 Mira Tolland] [C1 said] [Q1 the barrier was held for a freighter]."),
        view(
            "[Q1 Claims that the barrier was held for a freighter are without foundation], "
            "[S1 Joren Pike] [C1 said].",
            outlet="Inland Gazette",
            published="2024-05-13",
        ),
    )
    assert found == [("denial", "Mira Tolland", "Joren Pike")]


def test_an_outlets_own_voice_against_a_denial():
    found = told(
        view("The ministry telephoned the harbour master twice before the storm broke."),
        view(
            "[S1 Joren Pike] [C1 denied] [Q1 that the ministry had telephoned the harbour master]. "
            "Rain fell.",
            types={1: "denial"},
            outlet="Inland Gazette",
            published="2024-05-13",
        ),
    )
    assert found == [("denial", "Calder Post", "Joren Pike")]


def test_own_voices_do_not_contradict_each_other():
    assert not told(
        view("The ministry telephoned the harbour master twice before the storm broke."),
        view(
            "The ministry never telephoned the harbour master before the storm broke.",
            outlet="Inland Gazette",
            published="2024-05-13",
        ),
    )


def test_who_does_not_endorse_opposes():
    found = told(
        view("[S1 Mira Tolland] [C1 supports] [Q1 the herring levy]."),
        view(
            "[S1 Joren Pike] [C1 did not endorse] [Q1 the herring levy].",
            outlet="Inland Gazette",
            published="2024-05-13",
        ),
    )
    assert found == [("position", "Mira Tolland", "Joren Pike")]


def test_what_a_copy_adds_is_held_against_others():
    ice = "The boats of Calder stayed in port all week because of the ice on the bay."
    wire = view(f"[S1 Mira Tolland] [C1 supports] [Q1 the herring levy]. {ice}")
    copy = view(
        f"{ice} [S1 Joren Pike] [C1 opposes] [Q1 the herring levy].",
        outlet="Inland Gazette",
        published="2024-05-13",
    )
    (found,) = found_among([wire, copy], copies={copy.article.id: wire.article.id})
    assert (found.kind, found.a.who, found.b.who) == ("position", "Mira Tolland", "Joren Pike")


def test_what_a_copy_took_is_not_held_against_others():
    words = "[S1 Mira Tolland] [C1 supports] [Q1 the herring levy at all ports of the bay]."
    wire = view(words)
    copy = view(words, outlet="Inland Gazette", published="2024-05-13")
    other = view(
        "[S1 Joren Pike] [C1 opposes] [Q1 the herring levy at the northern ports].",
        outlet="Far Lantern",
        published="2024-05-13",
    )
    found = found_among([wire, copy, other], copies={copy.article.id: wire.article.id})
    assert [{c.a.article_id, c.b.article_id} for c in found] == [
        {wire.article.id, other.article.id}
    ]


def test_what_was_added_is_no_total():
    assert not told(
        view(
            "[Q1 The plan would cost $500 million], [S1 Mira Tolland] [C1 said]. "
            "[Q2 But the new plan added about $300 million], [S2 Joren Pike] [C2 said]."
        )
    )


def test_no_this_and_no_that_says_no():
    assert not told(
        view(
            "[S1 Mira Tolland] [C1 said] [Q1 there was no letter and no bargain on the barrier]. "
            "[S2 Joren Pike] [C2 said] [Q2 there was no bargain on the barrier]."
        )
    )


def test_what_was_expected_is_no_conflict_with_what_came():
    assert not told(
        view(
            "[Q1 Economists expected 40,000 arrivals at the harbour], [S1 Mira Tolland] [C1 said]. "
            "[Q2 But 90,000 arrivals were counted at the harbour], [S2 Joren Pike] [C2 said]."
        )
    )


def test_another_name_beside_a_quotation_takes_confidence():
    (sure,) = given("[S1 Mira Tolland] [C1 said]", "[S1 Joren Pike] [C1 said]")
    (unsure,) = given(
        "[S1 Mira Tolland] [C1 said]",
        "[S1 Joren Pike] [C1 said]",
        second="Mira Tolland spoke first. Joren Pike is at sea. ",
    )
    assert unsure < sure

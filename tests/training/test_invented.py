"""Marked texts: parts, statements inside contents, and what is wrong in one is said."""

from __future__ import annotations

import pytest

from training.invented import UNSEEN, parse, texts


def said(marked: str) -> tuple[list, list]:
    """Outer and inner statements as (source, cue, contents)."""
    found = parse("t", marked)

    def words(statement):
        def at(span):
            return span and found.text[slice(*span)]

        return (
            [at(s) for s in statement.source],
            at(statement.cue),
            [at(s) for s in statement.content],
        )

    return [words(s) for s in found.outer], [words(s) for s in found.inner]


def test_parts_and_text():
    assert parse("t", "{1s Ada} {1c said} {1q it holds}.").text == "Ada said it holds."
    assert said("“{1q It holds,}” {1s Ada} {1c said}. “{1q I think.}”") == (
        [(["Ada"], "said", ["It holds,", "I think."])],
        [],
    )


def test_statements_inside_a_content():
    outer, inner = said("{1s Ada} {1c said} {1q that {2s Bo} {2c knows} {2q it {3c said} {3q x}}}.")
    assert outer == [(["Ada"], "said", ["that Bo knows it said x"])]
    assert inner == [(["Bo"], "knows", ["it said x"])]  # deeper still is left out


def test_numbers_count_within_a_paragraph_and_a_quotation_goes_on():
    outer, _ = said("“{1q One.}\n\n“{^q Two,}” {^s she} {^c said}.\n\n{1s Bo} {1c hopes} {1q so}.")
    assert outer == [(["she"], "said", ["One.", "Two,"]), (["Bo"], "hopes", ["so"])]


@pytest.mark.parametrize(
    "marked, reason",
    [
        ("{1q open", "open at the end"),
        ("{1q open\n\nnext}", "open at"),
        ("closed}", "closes nothing"),
        ("{1s Ada} {1c said}.", "no content"),
        ("{1c said} {1q x} {1c added}", "two cues"),
        ("{1s the {2q x}}", "inside a source or cue"),
        ("{^q x}", "nothing goes on"),
        ("{1q a {2q b} {3q c {2q d}}}", "two contents"),
    ],
)
def test_what_is_wrong_is_said(marked, reason):
    with pytest.raises(ValueError, match=reason):
        parse("t", marked)


def test_our_texts_are_marked_well():
    found = list(texts())
    assert len({text.name for text in found}) == len(found) > 50
    for text in found:
        assert "{" not in text.text and "}" not in text.text
        for statement in (*text.outer, *text.inner):
            for low, high in (*statement.content, *statement.source):
                assert text.text[low:high].strip() == text.text[low:high] != ""


def test_the_unseen_texts_are_marked_soundly_and_are_not_trained_on():
    unseen = list(texts(UNSEEN))
    assert sum(len(one.outer) + len(one.inner) for one in unseen) > 600
    assert not {one.text for one in unseen} & {one.text for one in texts()}
    for one in unseen:
        for statement in (*one.outer, *one.inner):
            spans = [
                *statement.content,
                *statement.source,
                *([statement.cue] if statement.cue else []),
            ]
            assert all(0 <= start < end <= len(one.text) for start, end in spans), one.name

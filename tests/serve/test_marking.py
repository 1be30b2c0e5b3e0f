from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Content, Link, Piece, Statement
from quoth.serve.marking import BREAK, attributed, marked
from tests.store.builders import told


def statement(text, contents, *, cue=None, source=None, links=()):
    def piece(span):
        return span and Piece(span=span, text=text[slice(*span)])

    return Statement(
        id=str(contents),
        article_id="a",
        mode="indirect",
        type="assertion",
        content=Content(
            spans=tuple(contents), text=" ".join(text[slice(*span)] for span in contents)
        ),
        cue=piece(cue),
        source=piece(source),
        chain=tuple(Link(name="x", kind="person", span=span) for span in links),
    )


def runs(text, *statements):
    return [run for paragraph in marked(text, statements) for run in paragraph.runs]


def test_parts_are_told_apart():
    article, statements = told("[S Ann] [C said] [Q it holds]. Rain.")
    found = [
        (run.text, run.part, run.depth, run.statements) for run in runs(article.text, *statements)
    ]
    assert found == [
        ("Ann", "source", 0, (1,)),
        (" ", None, 0, ()),
        ("said", "cue", 0, (1,)),
        (" ", None, 0, ()),
        ("it holds", None, 1, (1,)),
        (". Rain.", None, 0, ()),
    ]


def test_a_statement_opens_once_where_it_begins():
    text = "It holds, Ann said, for now."
    found = runs(text, statement(text, [(0, 8), (20, 27)], source=(10, 13), cue=(14, 18)))
    assert [(run.text, run.opens) for run in found if run.opens] == [("It holds", (1,))]


def test_contents_nest_and_the_innermost_is_named_last():
    text = "Ann said Bob thinks it rains"
    outer = statement(text, [(9, 28)], source=(0, 3), cue=(4, 8))
    inner = statement(text, [(20, 28)], source=(9, 12), cue=(13, 19))
    found = {run.text: run for run in runs(text, outer, inner)}
    assert (found["Bob"].depth, found["Bob"].part, found["Bob"].statements) == (1, "source", (1, 2))
    assert (found["it rains"].depth, found["it rains"].statements) == (2, (1, 2))


def test_paragraphs_are_cut_at_line_breaks():
    text = "One said\n\n a.  \nTwo"
    assert [paragraph.text for paragraph in marked(text, ())] == ["One said", "a.", "Two"]


def test_the_same_span_twice_and_spans_outside_do_no_harm():
    text = "abc"
    found = runs(text, statement(text, [(0, 3), (0, 3), (2, 9), (1, 1)], cue=(0, 3)))
    assert "".join(run.text for run in found) == "abc"


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair)))


@given(
    st.text("ab \n😀", max_size=40),
    st.lists(st.tuples(st.lists(spans, min_size=1, max_size=3), spans, spans), max_size=5),
)
def test_runs_join_to_the_text_and_stand_where_they_say(text, parts):
    made = [statement(text, contents, cue=cue, source=source) for contents, cue, source in parts]
    found = runs(text, *made)
    for run in found:
        assert text[run.start : run.start + len(run.text)] == run.text
    joined = "".join(run.text for run in found)
    assert joined == "".join(BREAK.sub("\n", text).split("\n")) or "\n" in text
    assert sorted(joined.replace(" ", "")) == sorted("".join(text.split()))
    opened = [number for run in found for number in run.opens]
    assert len(opened) == len(set(opened))


@given(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=5))
def test_attributed_characters_count_once(contents):
    text = "x" * 40
    made = [statement(text, each) for each in contents]
    inside = {place for each in contents for start, end in each for place in range(start, end)}
    assert attributed(text, made) == len(inside)

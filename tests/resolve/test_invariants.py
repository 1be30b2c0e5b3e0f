"""Whatever the text: no exception, same order, sound offsets, linear time."""

from __future__ import annotations

import time
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.model import Article, Content, Piece, Statement, pieces_text
from quoth.resolve import resolve
from quoth.resolve.layout import lay_out
from quoth.resolve.names import find_mentions
from tests.resolve.marked import marked

_POOL = """
    Mr. Ms. Ana Lopez Berg Carl he she they it who which that I we the The a of and for , . “ ” " (
    ) ’s — said told On Monday Minister minister spokesman Board CAA (CAA) US de al-Tamri Ledger
    reported in an interview with 2019 February 3 É 😀
"""
RESOLVED = ("speakers", "chain", "addressee", "medium", "said_on", "grounds")
WORDS = st.sampled_from([*_POOL.split(), "\n", "\n\n", "e\u0301", "\u2060", "\ufeff"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@st.composite
def articles(draw):
    text = draw(TEXTS)
    article = Article.of(
        text,
        path="any.txt",
        outlet=draw(st.sampled_from([None, "Ledger", ""])),
        published=draw(st.sampled_from([None, "2024-02-14", "2024", "x"])),
        authors=draw(st.sampled_from([(), ("Maria Holm",)])),
    )
    spot = st.integers(0, max(len(text), 1))

    def span():
        a, b = sorted((draw(spot), draw(spot)))
        return a, b

    def piece():
        if draw(st.booleans()):
            return None
        a, b = span()
        return Piece(span=(a, b), text=text[a:b])

    statements = []
    for number in range(draw(st.integers(0, 5))):
        content = tuple(sorted(span() for _ in range(draw(st.integers(1, 2)))))
        statements.append(
            Statement(
                id=f"s{number}",
                article_id=article.id,
                mode=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                type=draw(st.sampled_from(["assertion", "decision"])),
                content=Content(spans=content, text=pieces_text(text, content)),
                cue=piece(),
                source=piece(),
                # Also a missing outer statement, itself, and circles.
                nested_in=draw(st.sampled_from([None, "s0", "s1", "s2", "gone"])),
            )
        )
    return article, tuple(statements)


@settings(max_examples=150, deadline=None)
@given(articles())
def test_any_text_resolves(case):
    article, statements = case
    resolved = resolve(article, statements)
    assert [s.id for s in resolved] == [s.id for s in statements]
    for before, after in zip(statements, resolved, strict=True):
        for field in fields(Statement):
            if field.name not in RESOLVED:
                assert getattr(before, field.name) == getattr(after, field.name)
        for speaker in after.speakers:
            assert speaker.name.strip()
        assert len({s.id for s in after.speakers}) == len(after.speakers)
        grounded = {ground.field: ground for ground in after.grounds}
        assert len(grounded) == len(after.grounds)
        for name in RESOLVED[:-1]:
            # What is filled says why; only an unknown speaker says why not.
            assert (name in grounded) == (bool(getattr(after, name)) or name == "speakers")
        for ground in after.grounds:
            assert ground.reason.strip() and 0 <= ground.confidence <= 1
        assert bool(grounded["speakers"].confidence) == bool(after.speakers)
        spans = [link.span for link in after.chain]
        spans += [after.addressee.span] if after.addressee else []
        for start, end in spans:
            assert 0 <= start <= end <= len(article.text)
    assert resolve(article, resolved) == resolved
    assert resolve(article, statements) == resolved


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_mentions_are_the_text_at_their_offsets(text):
    for mention in find_mentions(lay_out(text)):
        start, end = mention.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].startswith(mention.words[0][:1])


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_layout_offsets_are_in_order(text):
    layout = lay_out(text)
    for at in (layout.starts, layout.sentences, layout.paragraphs):
        assert list(at) == sorted(at)
    assert all(start < end for start, end in zip(layout.starts, layout.ends, strict=True))


@pytest.mark.parametrize(
    "unit",
    ["A ", "Mr. ", '"', "A-B'c.", "Of ", "the Department of the ", "and A ", "who, ", "’s ", "a, "],
)
def test_time_is_linear(unit):
    def seconds(count: int) -> float:
        text = unit * count
        article = Article.of(text, path="long.txt", published="2024-01-01")
        half = len(text) // 2
        statement = Statement(
            id="s",
            article_id=article.id,
            mode="direct",
            type="assertion",
            content=Content(spans=((0, 5),), text=text[:5]),
            cue=Piece(span=(half, half + 3), text="told"),
            source=Piece(span=(half + 3, len(text)), text=text[half + 3 :]),
        )
        begin = time.process_time()
        resolve(article, (statement,))
        return time.process_time() - begin

    seconds(100)
    # Eightfold input: a quadratic step would take some 64 times as long.
    assert seconds(24_000) < 24 * max(seconds(3_000), 0.01)


def test_many_statements_in_one_paragraph_stay_linear():
    unit = "[S{0} Ana Lopez] [C{0} said] [Q{0} no]. [S{1} She] [C{1} said] [Q{1} yes]. "

    def seconds(count: int) -> float:
        text = "".join(unit.format(2 * i, 2 * i + 1) for i in range(count))
        article, statements = marked_flat(text)
        begin = time.process_time()
        resolve(article, statements)
        return time.process_time() - begin

    seconds(5)
    assert seconds(800) < 24 * max(seconds(100), 0.01)


def marked_flat(text: str):
    """`marked`, without its quadratic search for nesting."""
    from tests.resolve import marked as module

    nest, module._nest = module._nest, tuple
    try:
        return marked(text)
    finally:
        module._nest = nest

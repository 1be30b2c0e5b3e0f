"""The extract stage with the shipped model: invariants that hold whatever the weights."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.extract import Extractor, unsupported
from quoth.extract.place import tidy
from quoth.model import Article, pieces_text

STORY = """Gate to stay open, minister says

The harbour gate will stay open until spring, Ports Minister Ilse Vantongeren said on Monday.

“We have looked at every bolt,” she told reporters. “The gate is safe.”

Critics were not convinced. Oskar Brandeis, who leads the dockers' union, said that the minister \
believes whatever her engineers tell her.

According to a report by the Harbour Ledger, two bolts were missing.

The ministry denied that any bolt was missing.
"""


@pytest.fixture(scope="module", params=["full", "fast"])
def extractor(request):
    return Extractor.load(fast=request.param == "fast")


def article(text: str, **fields) -> Article:
    return Article.of(text, path="story.txt", **fields)


def found(statements):
    return [
        (s.source and s.source.text, s.cue and s.cue.text, s.content.text)
        for s in statements
        if s.nested_in is None
    ]


def test_finds_who_said_what_with_and_without_quotation_marks(extractor):
    (statements,) = extractor.predict([article(STORY)])
    top = found(statements)
    assert any(c and "told" in c and "every bolt" in t for _, c, t in top)
    assert any(s and "Vantongeren" in s and "stay open until spring" in t for s, _, t in top)
    assert any(c == "denied" for _, c, _ in top)
    assert {s.mode for s in statements} >= {"direct", "indirect"}


def test_statement_inside_a_statement_names_its_parent(extractor):
    (statements,) = extractor.predict([article(STORY)])
    by_id = {s.id: s for s in statements}
    inner = [s for s in statements if s.nested_in]
    assert any(s.cue.text == "believes" for s in inner)
    for s in inner:
        parent = by_id[s.nested_in]
        assert all(
            any(a <= start and end <= b for a, b in parent.content.spans)
            for start, end in s.content.spans
        )
        assert s.content.spans != parent.content.spans
        assert s.confidence <= parent.confidence


def check_offsets(one: Article, statements) -> None:
    for s in statements:
        assert s.article_id == one.id
        assert s.content.text == pieces_text(one.text, s.content.spans)
        assert 0 <= s.confidence <= 1
        for start, end in s.content.spans:
            assert 0 <= start < end <= len(one.text)
        for piece in (s.cue, s.source):
            if piece:
                assert piece.text == one.text[slice(*piece.span)] != ""


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200), joiner=st.sampled_from([" said ", "\n\n“", "” told ", "👍🏽"]))
def test_any_string_gives_sound_offsets(extractor, text, joiner):
    one = article(f"The mayor said taxes would fall.{joiner}{text} The council denied that.")
    check_offsets(one, extractor.predict([one])[0])


def test_emoji_and_combining_marks_do_not_shift_offsets(extractor):
    text = "👩🏽‍🚒 Chief Zoe\u0308 Ma\u0301rquez said it was out. 🔥\n\n“Over 👍,” she said."
    one = article(text)
    (statements,) = extractor.predict([one])
    assert statements
    check_offsets(one, statements)


def test_neither_order_nor_company_changes_a_result(extractor):
    articles = [article(STORY * n + "x" * n) for n in (1, 2, 3)]
    together = extractor.predict(articles)
    alone = [extractor.predict([a])[0] for a in articles]
    assert list(together) == alone
    order = [2, 0, 1]
    random.Random(1).shuffle(order)
    assert extractor.predict([articles[i] for i in order]) == [alone[i] for i in order]


def test_ids_are_the_same_on_every_run_and_different_within_one(extractor):
    first, second = extractor.predict([article(STORY)] * 2)
    assert [s.id for s in first] == [s.id for s in second]
    assert len({s.id for s in first}) == len(first)


def test_statements_come_in_order_of_appearance(extractor):
    (statements,) = extractor.predict([article(STORY)])
    starts = [
        min([s.content.spans[0][0]] + [p.span[0] for p in (s.cue, s.source) if p])
        for s in statements
    ]
    assert starts == sorted(starts)


def test_article_in_a_language_without_model_is_kept_with_a_reason(extractor):
    one = article("Министр сказал, что налоги снизят.", language="ru")
    assert "'ru'" in unsupported(one)
    assert extractor.predict([one]) == [()]
    assert unsupported(article("Taxes will fall.")) is None


@pytest.mark.parametrize("text", ["", " \n ", "…", "“”", "\u200b", "a"])
def test_next_to_nothing_gives_nothing(extractor, text):
    assert extractor.predict([article(text)]) == [()]


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ("He said “taxes, fall,” today", "“taxes, fall,” ", "taxes, fall"),
        ("It cost $4 million (more)", " $4 million ", "$4 million"),
        ("About 30% did", " 30%", "30%"),
        ("Will it rain? he asked", "Will it rain", "Will it rain?"),
        ("the Authority (CAA) said", "the Authority (CAA", "the Authority (CAA)"),
        ("(the mayor said)", "the mayor said", "the mayor said"),
        ("called it “a gate” today", "it “a gate” ", "it “a gate”"),
        ('called it "a gate" today', 'it "a gate', 'it "a gate"'),
        ("“open” all night, he said", "open” all night", "“open” all night"),
        ('"open" all night, he said', 'open" all night', '"open" all night'),
        ("“We will pay,” he said", "We will pay,”", "We will pay"),
        ('"We will pay," he said', 'We will pay,"', "We will pay"),
        ("« très » vrai, dit-il", "très » vrai", "très » vrai"),
    ],
)
def test_spans_are_tidied(text, inner, expected):
    start = text.index(inner)
    assert text[slice(*tidy(text, start, start + len(inner)))] == expected


def test_a_speaker_going_on_is_no_statement_of_somebody_else(extractor):
    text = (
        "“I think the gate is safe and I hope it holds,” the minister said on Monday.\n\n"
        "The engineer said he wants to rebuild the pier before winter."
    )
    (statements,) = extractor.predict([article(text)])
    assert statements
    assert [s for s in statements if s.nested_in] == []

"""From statements to tags and back, and statements said in other forms."""

import random

import numpy as np
import pytest

from quoth.evaluate.gold import GoldStatement
from quoth.extract.decode import TAGS
from quoth.extract.encode import load_tokenizer
from quoth.extract.tagger import DEFAULT_FOLDER
from training.labels import label, trimmed
from training.recast import recasts, statements_of
from training.windows import epoch

TEXT = """Minister: Levy will rise

Renske Adeyemi said that the levy on ships would rise in spring.

“Nobody rang anybody,” Bálint Osei told the Harbour Ledger.

The owners of the Maren Dow believe the gate was open all night.
"""


def span(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


GOLD = (
    GoldStatement(content=(span("Levy will rise"),), cue=span(":"), source=(span("Minister"),)),
    GoldStatement(
        content=(span("that the levy on ships would rise in spring"),),
        cue=span("said"),
        source=(span("Renske Adeyemi"),),
    ),
    GoldStatement(
        content=(span("“Nobody rang anybody,”"),), cue=span("told"), source=(span("Bálint Osei"),)
    ),
    GoldStatement(
        content=(span("the gate was open all night."),),
        cue=span("believe"),
        source=(span("The owners of the Maren Dow"),),
    ),
)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(DEFAULT_FOLDER / "tokenizer.json")


@pytest.fixture(scope="module")
def labelled(tokenizer):
    return label(TEXT, GOLD, tokenizer)


def words(text: str, statement: GoldStatement) -> tuple:
    return tuple(
        tuple(text[a:b] for a, b in spans)
        for spans in (statement.source, (statement.cue,), statement.content)
    )


def test_statements_come_back_from_their_tags_and_links(labelled):
    back = {words(TEXT, s) for s in statements_of(labelled)}
    expected = {
        words(
            TEXT,
            GoldStatement(
                content=tuple(trimmed(TEXT, c) for c in s.content), cue=s.cue, source=s.source
            ),
        )
        for s in GOLD
    }
    assert back == expected


def test_a_cue_may_be_a_mark_alone(labelled):
    (colon,) = [
        p
        for p in np.flatnonzero(labelled.outer.tags == TAGS.index("B-cue"))
        if TEXT[slice(*labelled.encoding.offsets[p])] == ":"
    ]
    assert colon in {cue for _, cue in labelled.outer.to_cue}
    assert dict(labelled.outer.to_source)[int(colon)] == 0


def test_recasts_keep_source_and_content_and_say_where_they_are(labelled, tokenizer):
    seen = set()
    for seed in range(60):
        for other in recasts(labelled, random.Random(seed), tokenizer, 1.0):
            found = statements_of(other)
            assert found
            for statement in found:
                source, cue, content = words(other.text, statement)
                assert source[0].casefold() in TEXT.casefold()
                assert content[0].casefold() in TEXT.casefold() or "that " + content[0] in TEXT
                seen.add(cue[0])
    assert {":", "For"} <= seen
    assert seen & {"–", "-", "—"}


@pytest.mark.parametrize("length", [12, 40, 200])
def test_windows_cover_the_text_once_and_links_stay_inside(labelled, tokenizer, length):
    for seed in range(5):
        windows = list(epoch([[labelled]], random.Random(seed), tokenizer, length=length))
        joined = np.concatenate([w.ids for w in windows])
        assert np.array_equal(joined, labelled.encoding.ids)
        for window in windows:
            assert len(window.ids) <= length
            for a, b in (*window.outer.to_cue, *window.outer.to_source):
                assert 0 <= a < len(window.ids)
                assert -1 <= b < len(window.ids)

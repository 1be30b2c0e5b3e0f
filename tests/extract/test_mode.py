"""The mode of a content, from quotation marks alone."""

import pytest

from quoth.extract.mode import mode_of
from quoth.extract.quotes import quote_states


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said “taxes would fall”.", "taxes would fall", "direct"),
        ("He said taxes would fall.", "taxes would fall", "indirect"),
        ("He said taxes would “surely” fall.", "taxes would “surely” fall", "mixed"),
        ("He said “[taxes] would fall”.", "[taxes] would fall", "direct"),
        ("He called it a ‘disgrace’.", "it a ‘disgrace’", "mixed"),
    ],
)
def test_mode(text, content, expected):
    start = text.index(content)
    assert mode_of(text, [(start, start + len(content))], quote_states(text)) == expected


def test_several_pieces_are_weighed_together():
    text = "“Taxes will fall,” he said, and the pier will stand."
    spans = [(1, 17), (27, 51)]
    assert mode_of(text, spans, quote_states(text)) == "mixed"

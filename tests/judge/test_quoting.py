"""A person quotes words; which code points they are is told, or asked."""

from __future__ import annotations

import pytest

from quoth.errors import UsageError
from quoth.judge.quoting import quoted
from quoth.model import Article

TEXT = 'The levy is levied.\n\n"No," she said.\n\n"Never," he said, and he said it twice.'
ARTICLE = Article.of(TEXT, path="a.txt")


@pytest.mark.parametrize(
    "words, around, text",
    [
        ("The levy", None, "The levy"),
        ("The\n  levy", None, "The levy"),
        ("levy", None, "levy"),  # not the beginning of "levied"
        ("lev", (0, 3), None),
        ("said", (22, 24), "said"),
        ("4:8", None, "levy"),
        ("said", None, None),
        ("said", (40, 44), None),
        ("sold", None, None),
        ("", None, None),
        ("the levy", None, None),
    ],
)
def test_quotations(words, around, text):
    if text is None:
        with pytest.raises(UsageError) as error:
            quoted(ARTICLE, words, around=around)
        assert error.value.advice
    else:
        assert TEXT[slice(*quoted(ARTICLE, words, around=around))] == text


def test_the_paragraph_of_the_statement_decides():
    start, _ = quoted(ARTICLE, "said", around=(TEXT.index("No"), TEXT.index("No") + 2))
    assert start == TEXT.index("said")

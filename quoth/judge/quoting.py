"""Spans by quoting them: what a person types or pastes, as code points of an article."""

from __future__ import annotations

import re

from quoth.errors import UsageError
from quoth.judge.anchor import inside_word
from quoth.judge.letters import Letters, letters_in, letters_of
from quoth.model import Article, Span

POSITION = re.compile(r"(\d{1,9}):(\d{1,9})\Z")
SHOWN = 30
"""Characters around an occurrence in an error message."""


def quoted(article: Article, words: str, *, around: Span | None = None) -> Span:
    """Where quoted words stand; blanks do not count.

    Args:
        article: the text.
        words: from the text, or START:END.
        around: if they stand there more than once, those in the paragraphs of this span are meant.

    Raises:
        UsageError: they are not there, or nothing tells which are meant.
    """
    if position := POSITION.match(words):
        return int(position[1]), int(position[2])
    letters = letters_in(article.text)
    wanted = letters_of(words)
    spans = [letters.span((at, at + len(wanted))) for at in _whole(letters, wanted)]
    if around is not None and len(spans) > 1:
        start = article.text.rfind("\n", 0, around[0]) + 1
        end = article.text.find("\n", around[1])
        end = len(article.text) if end < 0 else end
        spans = [s for s in spans if start <= s[0] and s[1] <= end] or spans
    if len(spans) == 1:
        return spans[0]
    if not spans:
        raise UsageError(
            f"the article does not have the words {words!r:.80}",
            advice="quote whole words letter for letter, or give START:END in code points",
        )
    places = "; ".join(
        f"{start}:{end} …{_one_line(article.text[max(0, start - SHOWN) : end + SHOWN])}…"
        for start, end in spans[:4]
    )
    raise UsageError(
        f"the article has {words!r:.80} {len(spans)} times: {places}",
        advice="quote more words, or give one of these START:END",
    )


def _whole(letters: Letters, wanted: str) -> list[int]:
    """Occurrences that neither begin nor end inside a word: "he" is not in "the"."""
    return [
        at
        for at in letters.occurrences(wanted, 1000)
        if not inside_word(letters, at) and not inside_word(letters, at + len(wanted))
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""What an outlet says in its own voice: headline and first sentences, ready to be held against.

An accusation is often nobody's statement: the headline makes it. Such a sentence is held against
the denials of those who speak, never against another outlet's own voice: two outlets that describe
a thing differently do not contradict each other by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.compare.conflicts.heard import BEINGS, MOST_STEMS, VERB, Heard, clauses
from quoth.compare.cues import HEDGES
from quoth.compare.words import content_stems, negations, sentences
from quoth.model import Article, Statement

BEGINNING = 1500
"""Characters of an article in which it says what it has to say."""
FEWEST = 4
"""Content words of a clause that asserts something by itself."""


def voiced(article: Article, statements: Sequence[Statement], *, outlet: str) -> list[Heard]:
    """The clauses of an article's beginning that no statement has a part of, in order.

    Args:
        article: the article.
        statements: its statements.
        outlet: what its outlet is called.
    """
    text = article.text[: 2 * BEGINNING]
    cut = sentences(text)
    said = sorted(
        span
        for statement in statements
        for span in (
            *statement.content.spans,
            *(piece.span for piece in (statement.cue, statement.source) if piece),
        )
    )
    found = []
    for start in cut.starts:
        if start > BEGINNING:
            break
        start, end = cut.span(start)
        if any(a < end and start < b for a, b in said):
            continue
        for span in clauses(text, [(start, end)]):
            words = text[slice(*span)].rstrip()
            stems = frozenset(content_stems(words))
            if not FEWEST <= len(stems) <= MOST_STEMS or not VERB.search(words) or "?" in words:
                continue
            nos = negations(words)
            scope = stems
            if nos:
                stop = words.find(",", nos[0])
                rest = words[nos[0] : stop if stop > 0 else len(words)]
                scope = frozenset(content_stems(rest)) or stems
            low = [w.strip(".,;:!?\"'“”‘’()") for w in words.lower().split()]
            found.append(
                Heard(
                    article_id=article.id,
                    outlet=outlet,
                    day=(article.published or "")[:10] or None,
                    said_on=None,
                    statement_id=None,
                    order=sum(s.content.spans[0][0] < span[0] for s in statements),
                    span=(span[0], span[0] + len(words)),
                    text=words,
                    stems=stems,
                    acts=(frozenset(content_stems(words, names=False)) & stems) - BEINGS,
                    scope=scope,
                    negative=len(nos) % 2 == 1,
                    stance=None,
                    hedged=any(word in HEDGES for word in low),
                    actors=frozenset({f"outlet {outlet}"}),
                    who=outlet,
                    source="",
                    roles=frozenset(),
                    kinds=frozenset({"outlet"}),
                    mode="indirect",
                    type="assertion",
                    cue="",
                    quoted=False,
                    chain=(),
                    denies=False,
                    silent=False,
                    whole=1,
                    proposes=True,
                )
            )
    return found

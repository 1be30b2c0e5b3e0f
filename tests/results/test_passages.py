"""Passages come back from their rows as they were, and those left out there could not meet."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.compare.conflicts import ArticleView, keys, search
from quoth.compare.conflicts.compared import Compared
from quoth.compare.figures.stated import figures
from quoth.resolve import resolve
from quoth.results import passages
from tests.compare.test_again import DAYS, TEXTS
from tests.resolve.marked import marked

MORE = (
    "[Q1 The barrier took about 90 minutes to close], [S1 the harbour office] [C1 said].",
    "[S1 Joren Pike, the harbour minister,] [C1 denied] [Q1 that the barrier was held for a ship].",
    "[Q1 The herring levy pays for nothing that Calder needs], [S1 Ada Brink] [C1 said]. "
    "The engineer Ada Brink counted 60 broken pumps in the old harbour.",
)


@given(st.lists(st.sampled_from((*TEXTS, *MORE)), min_size=1, max_size=4), st.sampled_from(DAYS))
def test_passages_come_back_as_they_were(said, day):
    parts = [
        re.sub(r"\[([SCQ])1 ", rf"[\g<1>{number} ", text)
        for number, text in enumerate((TEXTS[0], TEXTS[4], *said))
    ]
    article, statements = marked("\n\n".join(parts), outlet="The Tide", published=day)
    statements = resolve(article, statements)
    view = ArticleView(article=article, statements=statements, figures=figures(article, statements))
    compared = Compared.of(view, known={})
    assert compared.clauses and compared.figures
    for clause in compared.clauses:
        assert passages.clause_of(passages.passage_text(clause)) == clause
    for figure in compared.figures:
        assert passages.figure_of(passages.passage_text(figure)) == figure
    text = passages.quantities_text(compared.values)
    assert passages.quantities_of(text) == compared.values
    for a, b in combinations(compared.clauses, 2):
        # What SQL leaves out before passages are moved is what could not meet.
        meets = any(search.may_meet(a, b, denied=denied) for denied in (True, False))
        stands = zip(keys.stand(a), keys.stand(b), strict=True)
        assert any(None not in both and both[0] != both[1] for both in stands) or not meets
        for key in set(keys.of_clause(a)) & set(keys.of_clause(b)):
            # Neither do lanes keep apart what could.
            kind = keys.kind_of_key(key)
            mine, theirs = (
                np.array(sorted(keys.lanes_of_clause(one)), dtype=np.int64) for one in (a, b)
            )
            of_kind = [lane for lane in mine if keys.kind_of(int(lane)) == kind]
            together = np.intersect1d(of_kind, keys.opposite(theirs))
            if kind != keys.QUOTED and search.may_meet(a, b, denied=kind == keys.DENIED):
                assert len(together)

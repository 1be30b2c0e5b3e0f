"""Looks for conflicts: which passages of which articles are held against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import inf

import numpy as np

from quoth.compare.conflicts import attribution, contradiction, figured, keys
from quoth.compare.conflicts.compared import ArticleView, Compared
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.finding import Finding, Findings, kept, place
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import Heard
from quoth.compare.conflicts.keys import stand
from quoth.compare.conflicts.meeting import Meeting, common
from quoth.model import Conflict

FEW = 300
"""A project of so few articles is about one affair: time keeps none of them apart."""


def found_among(
    views: Sequence[ArticleView],
    *,
    known: Mapping[str, tuple[str, str]] | None = None,
    copies: Mapping[str, str] | None = None,
) -> tuple[Conflict, ...]:
    """The conflicts within and among articles, the surest first.

    Args:
        views: the articles.
        known: speaker's id in its article to id and name across articles.
        copies: article to the article it took its text from; of a copy only what it adds is
            held against others.
    """
    known, copies = known or {}, copies or {}
    few = len(views) <= FEW
    texts = {view.article.id: view.article.text for view in views}
    articles = [
        Compared.of(view, known=known, source=texts.get(copies.get(view.article.id, "")))
        for view in views
    ]
    articles.sort(key=lambda one: one.order)
    findings = [article.within(few=few) for article in articles]
    lanes = [article.own_lanes for article in articles]
    meeting = Meeting(lanes, [article.day for article in articles], few=few)
    for i, j in meeting.pairs():
        met = partial(meeting.shared, i, j)
        findings.append(between(articles[i], articles[j], few=few, met=met))
    events = {view.article.id: view.event_id for view in views}
    return tuple(kept(findings, events, few=few))


def between(
    x: Compared, y: Compared, *, few: bool, met: Callable[[np.ndarray], np.ndarray]
) -> Findings:
    """What a pair of articles gives: it depends on nothing else but `met`.

    Args:
        x: an article.
        y: another one.
        few: whether the project has few articles.
        met: of lanes that both have, those by which they meet (`Meeting.shared`).
    """
    gap = abs(x.day - y.day) if x.day is not None and y.day is not None else -inf
    (mine, at_mine), (theirs, at_theirs) = x.lanes, y.lanes
    shared = met(common(x.own_lanes, y.own_lanes, gap, few=few))
    clauses: set[tuple[int, int]] = set()
    figures: set[tuple[int, int]] = set()
    quoted: set[tuple[int, int]] = set()
    for lane, against in zip(shared.tolist(), keys.opposite(shared).tolist(), strict=True):
        kind = keys.kind_of(lane)
        into = {keys.QUOTED: quoted, keys.COUNTED: figures}.get(kind, clauses)
        for i in _places(mine, at_mine, lane):
            for j in _places(theirs, at_theirs, against):
                if into is not clauses or may_meet(
                    x.clauses[i], y.clauses[j], denied=kind == keys.DENIED
                ):
                    into.add((i, j))
    found = Findings()
    for i, j in sorted(clauses):
        found.add(of_clauses(x.clauses[i], y.clauses[j], few=few))
    for i, j in sorted(quoted):
        found.add(of_quotations(x.clauses[i], y.clauses[j]))
    for i, j in sorted(figures):
        found.add(of_figures(x.figures[i], y.figures[j], elsewhere=(x.values, y.values)))
    return found


def of_clauses(a: Heard, b: Heard, *, few: bool) -> Findings:
    """What two clauses of two articles give that may contradict each other (`may_meet`).

    Args:
        a: a clause of the earlier article.
        b: one of the later.
        few: whether the project has few articles.
    """
    holds = attribution.rendered if a.actors & b.actors else contradiction.contradicts
    return _of(holds(a, b, few=few))


def of_quotations(a: Heard, b: Heard) -> Findings:
    """What two clauses in quotation marks give that begin with the same words."""
    return _of(attribution.given_to_two(a, b))


def of_figures(
    a: Stated, b: Stated, *, elsewhere: tuple[frozenset[tuple], frozenset[tuple]]
) -> Findings:
    """What two figures of two articles give.

    Args:
        a: a figure of the earlier article.
        b: one of the later.
        elsewhere: the quantities that the two articles state (`Compared.values`).
    """
    found = _of(figured.conflict(a, b, elsewhere=elsewhere))
    if a.actors & b.actors:
        found.corrected += [
            (place(own), other.day)
            for own, other in ((a, b), (b, a))
            if figured.corrected(own, other)
        ]
    return found


def _of(found: Found | None) -> Findings:
    return Findings([] if found is None else [Finding.of(found)])


def _places(numbers: np.ndarray, places: np.ndarray, key: int) -> list[int]:
    start, end = np.searchsorted(numbers, (key, key + 1))
    return places[start:end].tolist()


def may_meet(a: Heard, b: Heard, *, denied: bool) -> bool:
    """Whether two clauses can contradict each other at all.

    Args:
        a: a clause.
        b: another one.
        denied: whether what brings them together is the key of a denial.
    """
    if denied and a.denies == b.denies:
        return False
    (mine, one), (theirs, other) = stand(a), stand(b)
    if mine and theirs and mine != theirs:
        return True
    if None in (a.statement_id, b.statement_id) and not (a.denies or b.denies):
        return False
    return None not in (one, other) and one != other and len(a.acts & b.acts) > 1

"""Looks for conflicts: which passages of which articles are held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np

from quoth.compare.conflicts import attribution, contradiction, figured, keys
from quoth.compare.conflicts.compared import ArticleView, Compared
from quoth.compare.conflicts.finding import Finding, Findings, kept, place
from quoth.compare.conflicts.heard import NO_WITNESS, Heard
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
    findings = [article.within(few=few) for article in articles]
    days = [article.day for article in articles]
    packed = [keys.packed(article.own_keys) for article in articles]
    for i, j in keys.meeting(packed, days, few=few):
        findings.append(between(articles[i], articles[j], few=few))
    events = {view.article.id: view.event_id for view in views}
    return tuple(kept(findings, events, few=few))


def between(x: Compared, y: Compared, *, few: bool) -> Findings:
    """What a pair of articles gives: it depends on nothing else.

    Args:
        x: an article.
        y: another one.
        few: whether the project has few articles.
    """
    gap = abs(x.day - y.day) if x.day is not None and y.day is not None else -inf
    (mine, at_mine), (theirs, at_theirs) = x.keys, y.keys
    common = np.intersect1d(x.own_keys, y.own_keys, assume_unique=True)
    common = common[keys.windows(common, few=few) >= gap]
    clauses: set[tuple[int, int]] = set()
    figures: set[tuple[int, int]] = set()
    quoted: set[tuple[int, int]] = set()
    for key in common.tolist():
        kind = keys.kind_of(key)
        into = {keys.QUOTED: quoted, keys.COUNTED: figures}.get(kind, clauses)
        for i in _places(mine, at_mine, key):
            for j in _places(theirs, at_theirs, key):
                if into is not clauses or _may(
                    x.clauses[i], y.clauses[j], denied=kind == keys.DENIED
                ):
                    into.add((i, j))
    found = Findings()
    for i, j in sorted(clauses):
        a, b = x.clauses[i], y.clauses[j]
        holds = attribution.rendered if a.actors & b.actors else contradiction.contradicts
        one = holds(a, b, few=few)
        if one is not None:
            found.conflicts.append(Finding.of(one))
    for i, j in sorted(quoted):
        if (one := attribution.given_to_two(x.clauses[i], y.clauses[j])) is not None:
            found.conflicts.append(Finding.of(one))
    for i, j in sorted(figures):
        a, b = x.figures[i], y.figures[j]
        if a.actors & b.actors:
            found.corrected += [
                (place(own), other.day)
                for own, other in ((a, b), (b, a))
                if figured.corrected(own, other)
            ]
        one = figured.conflict(a, b, elsewhere=(x.values, y.values))
        if one is not None:
            found.conflicts.append(Finding.of(one))
    return found


def _places(numbers: np.ndarray, places: np.ndarray, key: int) -> list[int]:
    start, end = np.searchsorted(numbers, (key, key + 1))
    return places[start:end].tolist()


def _may(a: Heard, b: Heard, *, denied: bool) -> bool:
    """Whether two clauses can contradict each other at all."""
    if denied and a.denies == b.denies:
        return False
    if a.stance and b.stance and a.stance != b.stance:
        return True
    if None in (a.statement_id, b.statement_id) and not (a.denies or b.denies):
        return False
    return (
        a.negative != b.negative
        and a.proposes
        and b.proposes
        and a.type not in NO_WITNESS
        and b.type not in NO_WITNESS
        and len(a.acts & b.acts) > 1
    )

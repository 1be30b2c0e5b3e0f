"""Figures, labels, positions and conflicts on the cluster: what the workers do with rows.

The rules are those of `quoth.compare`. A passage, that is a clause or a figure, is one row of what
holding it against others takes; what an article states elsewhere stands beside its figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from quoth.compare.conflicts import ArticleView, keys
from quoth.compare.conflicts.compared import Compared
from quoth.compare.conflicts.finding import Finding, Findings, kept, place, ties
from quoth.compare.conflicts.meeting import Channel
from quoth.compare.conflicts.search import (
    may_meet,
    of_clauses,
    of_figures,
    of_quotations,
)
from quoth.compare.figures.stated import figures
from quoth.compare.labels import labels
from quoth.compare.positions import positions
from quoth.engine.spark import groups, rows_of
from quoth.results.columns import MONTH, nested, of_noun
from quoth.results.passages import (
    article_of,
    clause_of,
    figure_of,
    passage_text,
    quantities_of,
    quantities_text,
)
from quoth.store.comparing import READABLE
from quoth.store.rows import noun

if TYPE_CHECKING:
    import pyarrow

PASSAGES = 512
"""Clauses, and figures, that a worker keeps at hand: a passage's pairs come after one another."""

BATCH = 64

WITHIN, CLAUSES, QUOTATIONS, FIGURES = range(4)
"""In which order the findings of one pair of articles come, as on one machine."""


# Facts


def FACTS_SCHEMA() -> pyarrow.Schema:
    """Figures and labels of each current article."""
    from pyarrow import field, int64

    made = nested(("figure", "label"), (MONTH, "TEXT"), ("article_id", "TEXT"))
    return made.append(field("readable", int64()))


def stated(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Articles with their statements to figures and labels."""
    import pyarrow

    for row in rows_of(batches):
        article, statements = article_of(row)
        made: dict[str, Any] = {"figure": [], "label": []}
        if article.language in READABLE:
            for name, found in (
                ("figure", figures(article, statements)),
                ("label", labels(article, statements)),
            ):
                made[name] = [of_noun(name, one)[name][0] for one in found]
        made |= {
            MONTH: row[MONTH],
            "article_id": article.id,
            "readable": int(article.language in READABLE),
        }
        yield pyarrow.RecordBatch.from_pylist([made], FACTS_SCHEMA())


# Passages


def FOUND_TYPE() -> pyarrow.DataType:
    """Findings, each with what tells its place among all and what it hangs together with."""
    from pyarrow import field, float64, int64, list_, string, struct

    texts = ("one", "other", MONTH, "finding", "a_place", "b_place")
    numbers = ("rank", "a_at", "b_at", "place")
    return list_(
        struct(
            [
                *(field(name, string()) for name in texts),
                *(field(name, int64()) for name in numbers),
                field("ties", list_(string())),
                field("low", float64()),
                field("high", float64()),
            ]
        )
    )


def HEARD_SCHEMA() -> pyarrow.Schema:
    """Each article with its passages and what it gives by itself."""
    from pyarrow import bool_, field, float64, int64, list_, string, struct

    key = struct(
        [
            field("kind", int64()),
            field("days", float64()),
            *(field(name, int64()) for name in ("channel", "pole", "opposite")),
        ]
    )
    passage = struct(
        [
            field("counted", int64()),
            field("at", int64()),
            field("side", string()),
            field("says", bool_()),
            field("passage", string()),
            field("keys", list_(key)),
        ]
    )
    texts = ("article_id", MONTH, "published", "event_id", "stated")
    made = nested(("position",), *((name, "TEXT") for name in texts), ("day", "INTEGER"))
    made = made.append(field("passage", list_(passage)))
    made = made.append(field("found", FOUND_TYPE()))
    pair = struct([field("low", float64()), field("high", float64())])
    return made.append(field("updates", list_(pair)))


def heard(few: bool, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Articles with all that comparing takes to positions, passages and what each gives by itself.

    Args:
        few: whether there are few articles.
        batches: rows of `heard.sql`.
    """
    import pyarrow

    for row in rows_of(batches):
        yield pyarrow.RecordBatch.from_pylist([heard_row(row, few)], HEARD_SCHEMA())


def heard_row(row: dict[str, Any], few: bool) -> dict[str, Any]:
    """One article's row."""
    article, statements = article_of(row)
    known = {one["speaker"]: (one["id"], one["name"]) for one in row["known"] or ()}
    claims = {one["statement_id"]: one["claim_id"] for one in row["claims"] or ()}
    view = ArticleView(
        article=article,
        statements=statements,
        figures=tuple(
            noun("figure", one, {})
            for one in sorted(row["figure"], key=lambda one: (one["span_start"], one["id"]))
        ),
    )
    compared = Compared.of(view, known=known, source=row["source"])
    within = compared.within(few=few)
    passages = []
    for counted, own, of in (
        (0, compared.clauses, keys.lanes_of_clause),
        (1, compared.figures, keys.lanes_of_figure),
    ):
        for at, one in enumerate(own):
            if mine := sorted(of(one)):
                side, says = (None, None) if counted else keys.stand(one)
                lanes = np.array(mine, dtype=np.int64)
                against = keys.opposite(lanes)
                days = keys.windows(lanes, few=few).tolist()
                passages.append(
                    {
                        "counted": counted,
                        "at": at,
                        "side": side,
                        "says": says,
                        "passage": passage_text(one),
                        "keys": [
                            {
                                "kind": keys.kind_of(lane),
                                "days": reach,
                                "channel": keys.channel_of(lane),
                                "pole": keys.pole_of(lane),
                                "opposite": keys.pole_of(other),
                            }
                            for lane, other, reach in zip(mine, against.tolist(), days, strict=True)
                        ],
                    }
                )
    stances = positions(statements, article.text, known=known, claims=claims)
    where = {"one": article.id, "other": article.id, MONTH: row[MONTH], "rank": WITHIN}
    return {
        "article_id": article.id,
        MONTH: row[MONTH],
        "published": article.published,
        "day": compared.day,
        "event_id": row["event_id"],
        "stated": quantities_text(compared.values),
        "position": [of_noun("position", one)["position"][0] for one in stances],
        "passage": passages,
        "found": found_rows(within, few, {**where, "a_at": 0, "b_at": 0}),
        "updates": [_between(pair) for pair in within.updates],
    }


def found_rows(found: Findings, few: bool, where: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of what one article or pair of passages gives."""
    made = []
    for number, one in enumerate(found.sure(few=few).conflicts):
        row = {**where, "place": number, "finding": json.dumps(one.row())}
        row |= {"ties": ties(one, few=few), "low": None, "high": None}
        row |= {"a_place": place_text(place(one.a)), "b_place": place_text(place(one.b))}
        made.append(row | (_between(one.values) if one.values else {}))
    return made


def _between(values: tuple[float, float]) -> dict[str, float]:
    return {"low": min(values), "high": max(values)}


def place_text(given: tuple[str, int, int]) -> str:
    """A figure's place as one word."""
    return " ".join(map(str, given))


# Pairs


def OPPOSED_SCHEMA() -> pyarrow.Schema:
    """What pairs of passages give."""
    from pyarrow import field, list_, schema, string, struct

    corrected = struct([field("place", string()), field("day", string())])
    return schema([field("found", FOUND_TYPE()), field("corrected", list_(corrected))])


def opposed(few: bool, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Pairs of passages that have a key in common to what they give.

    Args:
        few: whether there are few articles.
        batches: rows of `opposed.sql`.
    """
    import pyarrow

    clause, figure, quantities = (
        lru_cache(PASSAGES)(made) for made in (clause_of, figure_of, quantities_of)
    )
    pending: list[dict[str, Any]] = []
    for row in rows_of(batches):
        where = {name: row[name] for name in ("one", "other", MONTH, "a_at", "b_at")}
        if row["counted"]:
            a, b = figure(row["a"]), figure(row["b"])
            elsewhere = (quantities(row["a_stated"]), quantities(row["b_stated"]))
            gives = [(FIGURES, of_figures(a, b, elsewhere=elsewhere))]
        else:
            a, b = clause(row["a"]), clause(row["b"])
            kinds = set(row["kinds"])
            gives = []
            if any(may_meet(a, b, denied=kind == keys.DENIED) for kind in kinds - {keys.QUOTED}):
                gives.append((CLAUSES, of_clauses(a, b, few=few)))
            if keys.QUOTED in kinds:
                gives.append((QUOTATIONS, of_quotations(a, b)))
        for rank, found in gives:
            made = {
                "found": found_rows(found, few, {**where, "rank": rank}),
                "corrected": [{"place": place_text(at), "day": day} for at, day in found.corrected],
            }
            if made["found"] or made["corrected"]:
                pending.append(made)
        if len(pending) >= BATCH:
            yield pyarrow.RecordBatch.from_pylist(pending, OPPOSED_SCHEMA())
            pending = []
    if pending:
        yield pyarrow.RecordBatch.from_pylist(pending, OPPOSED_SCHEMA())


def apart(most: int, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The articles of keys that many have to how many pairs of these are left out.

    Args:
        most: how many articles of a pole there may be between two that meet.
        batches: rows of `apart.sql`, those of a key by day, date and article, without first.
    """
    import pyarrow

    for channel, rows in groups(batches, "channel"):
        number: dict[str, int] = {}
        members = [number.setdefault(row["article_id"], len(number)) for row in rows]
        found = Channel(
            members=np.array(members),
            poles=np.array([row["pole"] for row in rows]),
            days=np.array([-1 if row["day"] is None else row["day"] for row in rows]),
            window=rows[0]["days"],
            most=most,
        ).left_out
        if found:
            made = {"channel": [channel], "left_out": [found]}
            yield pyarrow.RecordBatch.from_pydict(made)


# Conflicts


def CONFLICT_SCHEMA() -> pyarrow.Schema:
    """Conflicts, a row each; the month is the earlier article's."""
    return nested(("conflict",), (MONTH, "TEXT"))


def settled(few: bool, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Findings that hang together to the conflicts that are told.

    Args:
        few: whether there are few articles.
        batches: rows of `settled.sql`, those of a component in the order of a project's.
    """
    import pyarrow

    for _, rows in groups(batches, "component"):
        found, events, months = [], {}, {}
        for row in rows:
            one = Finding.from_row(json.loads(row["finding"]))
            corrected = [
                (place(side), day)
                for side, days in ((one.a, row["a_days"]), (one.b, row["b_days"]))
                for day in days or ()
            ]
            found.append(Findings([one], [one.values] if row["updated"] else [], corrected))
            events |= {row["one"]: row["one_event"], row["other"]: row["other_event"]}
            months[frozenset((row["one"], row["other"]))] = row[MONTH]
        made = [
            {
                MONTH: months[frozenset((one.a.article_id, one.b.article_id))],
                **of_noun("conflict", one),
            }
            for one in kept(found, events, few=few)
        ]
        if made:
            yield pyarrow.RecordBatch.from_pylist(made, CONFLICT_SCHEMA())

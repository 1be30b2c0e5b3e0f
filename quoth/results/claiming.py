"""Claims on the cluster: what the workers do with rows; the rules are those of `quoth.match`.

A version is one row of what holding it against others takes (`quoth.match.versions.brief`), and a
row for each of its statements: a sentence in a million pages is in no row a million times.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from quoth import match
from quoth.engine.spark import groups, rows_of, worked
from quoth.errors import ModelError
from quoth.match import sentences
from quoth.match.candidates import SHORT
from quoth.match.claims import Join, claims, stars
from quoth.match.prints import StatementPrint
from quoth.match.said import Said, plain_name
from quoth.match.same import Wording
from quoth.match.versions import Version, brief, order, versions
from quoth.match.words import number_of
from quoth.model import Claim
from quoth.results.columns import MONTH, month_of, nested, of_noun

if TYPE_CHECKING:
    import pyarrow

WORDINGS = 256
"""Versions that a worker keeps at hand: a version's pairs come after one another."""

BATCH = 32

JOIN = "one BIGINT, other BIGINT, finding STRING"


# Versions


def VERSION_SCHEMA() -> pyarrow.Schema:
    """Versions, and their statements: `brief` is empty in the rows of the latter."""
    from pyarrow import int64, list_, schema, string

    numbers, texts = list_(int64()), list_(string())
    return schema(
        [
            ("state", int64()),
            ("at", string()),
            ("first", int64()),
            ("last", int64()),
            ("short", int64()),
            ("several", int64()),
            ("shingles", numbers),
            ("stems", numbers),
            ("actors", texts),
            ("outlets", texts),
            ("names", texts),
            ("brief", string()),
            ("place", int64()),
            ("statement_id", string()),
            ("outer", string()),
            ("said", string()),
            ("beside", string()),
        ]
    )


def versioned(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Statements of one wording to versions."""
    import pyarrow

    for _, rows in groups(batches, "wording"):
        pairs, beside = [], {}
        for row in rows:
            said, found = said_of(row["said"]), print_of(row["print"])
            voices = row["actors"] or []
            own = tuple(sorted({one["id"] for one in voices}))
            pairs.append((replace(said, actors=own, unnamed=not own), found))
            names = ("published", "root", "root_outlet", "event_id")
            beside[said.id] = {
                **{name: row[name] for name in names},
                "actors": {one["id"]: (one["name"], one["kind"]) for one in voices},
            }
        for version in versions(pairs):
            yield pyarrow.RecordBatch.from_pylist([version_row(version)], VERSION_SCHEMA())
            for first in range(0, len(version.statements), 1000):
                made = [
                    {
                        "state": version.state,
                        "place": place,
                        "statement_id": said.id,
                        "outer": said.outer,
                        "said": json.dumps(asdict(replace(said, text="", quoted=()))),
                        "beside": json.dumps(beside[said.id]),
                    }
                    for place, said in enumerate(version.statements[first : first + 1000], first)
                ]
                yield pyarrow.RecordBatch.from_pylist(made, VERSION_SCHEMA())


def version_row(version: Version) -> dict[str, Any]:
    """What candidates are found by, and the version as far as others are held against it."""
    short = brief(version)
    outlets = {plain_name(one.outlet) for one in short.statements if one.outlet}
    names = {plain_name(name) for one in short.statements for name in one.chain}
    return {
        "state": version.state,
        "at": sorted_as(version.said),
        "first": version.first,
        "last": version.last,
        "short": int(len(version.print.stems) <= SHORT),
        "several": int(len({one.article_id for one in version.statements}) > 1),
        "shingles": version.print.shingles,
        "stems": version.print.stems,
        "actors": version.said.actors,
        "outlets": sorted(outlets),
        "names": sorted(names),
        "brief": version_text(short),
    }


def sorted_as(said: Said) -> str:
    """A text that sorts as `quoth.match.versions.order` does. Ids are of one length."""
    undated, day, article, ordinal, id = order(said)
    return f"{undated:d} {day:09d} {article} {ordinal:09d} {id}"


def version_text(version: Version) -> str:
    """A version as JSON, with the first one's words; the others' are the same."""
    first, *others = version.statements
    said = [first, *(replace(one, text="", quoted=()) for one in others)]
    return json.dumps(
        {
            "state": version.state,
            "print": asdict(version.print),
            "statements": [asdict(one) for one in said],
        }
    )


def version_of(text: str) -> Version:
    """The inverse of `version_text`."""
    given = json.loads(text)
    return Version(
        state=given["state"],
        print=_print(given["print"]),
        statements=tuple(_said(one) for one in given["statements"]),
    )


def said_of(text: str) -> Said:
    """A statement from JSON."""
    return _said(json.loads(text))


def print_of(text: str) -> StatementPrint:
    """A statement's fingerprint from JSON."""
    return _print(json.loads(text))


def _said(given: dict[str, Any]) -> Said:
    given["quoted"] = tuple((start, end) for start, end in given["quoted"])
    given["actors"], given["chain"] = tuple(given["actors"]), tuple(given["chain"])
    return Said(**given)


def _print(given: dict[str, Any]) -> StatementPrint:
    given["shingles"], given["stems"] = tuple(given["shingles"]), tuple(given["stems"])
    return StatementPrint(**given)


# Pairs


def SCORED_SCHEMA() -> pyarrow.Schema:
    """Pairs of which the words tell that they are one, and pairs that the encoder is asked of."""
    from pyarrow import int64, schema, string

    numbers, texts = ("one", "other", "a_key", "b_key"), ("finding", "a", "b", "a_text", "b_text")
    return schema([*((n, int64()) for n in numbers), *((n, string()) for n in texts)])


class _AtHand(OrderedDict):
    """Versions by their JSON, with their wordings; the last used stay."""

    def of(self, text: str) -> tuple[Version, Wording]:
        if text not in self:
            version = version_of(text)
            self[text] = version, Wording.of(version.said)
            if len(self) > WORDINGS:
                self.popitem(last=False)
        self.move_to_end(text)
        return self[text]


def scored(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Pairs of versions to joins by their words, and to those that the encoder is asked of."""
    import pyarrow

    hand = _AtHand()
    for row in rows_of(batches):
        (one, a), (other, b) = hand.of(row["a"]), hand.of(row["b"])
        made = {"one": one.state, "other": other.state}
        join = match.join(one, other, a, b)
        if join is not None:
            made["finding"] = json.dumps(asdict(join))
        elif match.worth_asking(one, other, a, b):
            for side, wording in (("a", a), ("b", b)):
                made |= {side: row[side], f"{side}_text": wording.said.text}
                made[f"{side}_key"] = number_of(wording.said.text)
        else:
            continue
        yield pyarrow.RecordBatch.from_pylist([made], SCORED_SCHEMA())


def pointed(setup: bytes, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Contents to where the encoder puts them: one session a worker, contents one by one."""
    import pyarrow

    from quoth.engine import Failure

    for batch in batches:
        for first in range(0, batch.num_rows, BATCH):
            rows = batch.slice(first, BATCH).to_pylist()
            found = worked(setup, [row["text"] for row in rows])
            for one in found:
                if isinstance(one, Failure):
                    raise ModelError(f"the sentence encoder failed: {one.reason}")
            yield pyarrow.RecordBatch.from_pydict(
                {"key": [row["key"] for row in rows], "point": found},
                pyarrow.schema([("key", pyarrow.int64()), ("point", pyarrow.binary())]),
            )


def asked(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Pairs with their points to joins by what they say."""
    import pyarrow

    hand = _AtHand()
    for row in rows_of(batches):
        (one, a), (other, b) = hand.of(row["a"]), hand.of(row["b"])
        # Two at a time, each its own row: as the local engine multiplies them.
        at = sentences.unpacked([row["a_point"], row["b_point"]])
        join = match.paraphrase(one, other, a, b, float(at[0] @ at[1]))
        if join is not None:
            made = {"one": [one.state], "other": [other.state]}
            yield pyarrow.RecordBatch.from_pydict({**made, "finding": [json.dumps(asdict(join))]})


# Claims


def CLAIM_SCHEMA() -> pyarrow.Schema:
    """Claims, a row each."""
    return nested(("claim", "voice", "member"), (MONTH, "TEXT"))


def claimed(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Versions that hang together, with their statements and joins, to claims.

    A star is gathered from what is joined to its hub and one step further; so what does not hang
    together has no part in it.
    """
    import pyarrow

    for _, rows in groups(batches, "component"):
        made = [
            {MONTH: month_of(claim.first), **of_noun("claim", claim)} for claim in _claims(rows)
        ]
        for first in range(0, len(made), BATCH):
            yield pyarrow.RecordBatch.from_pylist(made[first : first + BATCH], CLAIM_SCHEMA())


def _claims(rows: list[dict[str, Any]]) -> list[Claim]:
    statements: dict[int, list[Said]] = {}
    shorts: dict[int, Version] = {}
    joins: list[Join] = []
    published: dict[str, str | None] = {}
    outlets: dict[str, str | None] = {}
    roots: dict[str, str] = {}
    events: dict[str, str] = {}
    actors: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row["finding"] is not None:
            joins.append(Join(**json.loads(row["finding"])))
        elif row["brief"] is not None:
            shorts[row["state"]] = version_of(row["brief"])
        else:
            said, beside = said_of(row["said"]), json.loads(row["beside"])
            statements.setdefault(row["state"], []).append(said)
            published[said.article_id] = beside["published"]
            outlets[said.article_id] = said.outlet
            if beside["root"] is not None:
                roots[said.article_id] = beside["root"]
                outlets[beside["root"]] = beside["root_outlet"]
            if beside["event_id"] is not None:
                events[said.article_id] = beside["event_id"]
            actors |= {id: tuple(known) for id, known in beside["actors"].items()}
    whole = {
        state: replace(short, statements=tuple(statements[state]))
        for state, short in shorts.items()
    }
    joins.sort(key=lambda join: (join.one, join.other))
    found = stars(whole, joins)
    wanted = {state for star in found for state in (star.hub, *star.members)}
    return claims(
        found,
        whole,
        {state: Wording.of(shorts[state].said) for state in wanted},
        roots=roots,
        published=published,
        outlets=outlets,
        actors=actors,
        events=events,
    )

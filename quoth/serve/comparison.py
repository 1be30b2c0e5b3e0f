"""Two outlets side by side, the statements held fixed: voices, cue verbs, labels, claims.

Of a claim that one of them carries the other says nothing only if both tell of the event: then it
left it out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quoth.model import MODES, TYPES
from quoth.serve.columns import Columns
from quoth.serve.desk import Desk
from quoth.serve.event import BEST
from quoth.serve.query import NotFound, Query
from quoth.serve.search import speakers_of

VOICES = 16
CUES = 14
STATEMENTS = 800
"""Statements of each outlet whose cues are counted, the newest."""

ARTICLES = 1_500
"""Articles of each outlet whose claims and labels are compared, the newest."""

SHARED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """How often something is in each of the two."""

    name: str
    a: int
    b: int
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A claim and what each made of it: a relation, or left_out."""

    id: str
    text: str
    a: str
    a_statement: str | None
    b: str
    b_statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What each calls an actor in its own voice."""

    actor: str
    a: tuple[tuple[str, int], ...]
    b: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """Two outlets."""

    names: tuple[str, ...]
    """All outlets, to choose from."""
    a: str | None
    b: str | None
    a_statements: int
    b_statements: int
    voices: tuple[Pair, ...]
    types: tuple[Pair, ...]
    modes: tuple[Pair, ...]
    cues: tuple[Pair, ...]
    cues_of: tuple[int, int]
    """How many statements' cues were counted of each."""
    labels: tuple[Called, ...]
    claims: tuple[Shared, ...]
    """Those that both carry, those first that they treat most differently."""
    shared: int
    left_out: tuple[Shared, ...]
    """Those that one leaves out of an event that both tell of, those first that most carry."""
    left_out_count: int

    heading = ("of", "name", "a", "b")

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        for of in ("voices", "types", "modes", "cues"):
            for pair in getattr(self, of):
                yield of, pair.name, pair.a, pair.b
        for claim in (*self.claims, *self.left_out):
            yield "claim", claim.text, claim.a, claim.b
        for one in self.labels:
            yield "label", one.actor, *("; ".join(text for text, _ in s) for s in (one.a, one.b))


def comparison(desk: Desk, query: Query) -> ComparisonPage:
    """Parameters: a, b (names of outlets)."""
    columns = desk.columns
    a, b = query.text("a"), query.text("b")
    if any(name is not None and name not in columns.outlet_code for name in (a, b)):
        raise NotFound("outlet")
    names = tuple(name for name in columns.outlets if name)[:2_000]
    if a is None or b is None:
        return ComparisonPage(
            names=names,
            a=a,
            b=b,
            a_statements=0,
            b_statements=0,
            voices=(),
            types=(),
            modes=(),
            cues=(),
            cues_of=(0, 0),
            labels=(),
            claims=(),
            shared=0,
            left_out=(),
            left_out_count=0,
        )
    return desk.remembered(
        ("comparison", a, b), lambda columns: _compared(desk, columns, a, b, names)
    )


def _compared(
    desk: Desk, columns: Columns, a: str, b: str, names: tuple[str, ...]
) -> ComparisonPage:
    import numpy as np

    rows = [np.flatnonzero(columns.outlet == columns.outlet_code[name]) for name in (a, b)]
    numbers = [
        columns.a_number[np.flatnonzero(columns.a_outlet == columns.outlet_code[name])[:ARTICLES]]
        for name in (a, b)
    ]
    heard = [dict(speakers_of(columns, each, len(columns.actor_ids))) for each in rows]
    voices = Counter(heard[0]) + Counter(heard[1])
    cues = [_cues(desk, columns.number[each[:STATEMENTS]]) for each in rows]
    carried = [_carried(desk, each) for each in numbers]
    claims, shared = _both(desk, carried)
    left_out, left_out_count = _left_out(desk, carried, numbers)
    return ComparisonPage(
        names=names,
        a=a,
        b=b,
        a_statements=len(rows[0]),
        b_statements=len(rows[1]),
        voices=tuple(
            Pair(
                name=columns.actor_names[code],
                a=heard[0].get(code, 0),
                b=heard[1].get(code, 0),
                id=columns.actor_ids[code],
            )
            for code, _ in voices.most_common(VOICES)
        ),
        types=_pairs(TYPES, *(np.bincount(columns.type[r], minlength=len(TYPES)) for r in rows)),
        modes=_pairs(MODES, *(np.bincount(columns.mode[r], minlength=len(MODES)) for r in rows)),
        cues=tuple(
            Pair(name=cue, a=cues[0][cue], b=cues[1][cue])
            for cue, _ in (cues[0] + cues[1]).most_common(CUES)
        ),
        cues_of=(len(rows[0][:STATEMENTS]), len(rows[1][:STATEMENTS])),
        labels=_labels(desk, *numbers),
        claims=claims,
        shared=shared,
        left_out=left_out,
        left_out_count=left_out_count,
    )


def _pairs(names, a, b) -> tuple[Pair, ...]:
    found = [
        Pair(name=name, a=int(one), b=int(other))
        for name, one, other in zip(names, a, b, strict=True)
    ]
    return tuple(pair for pair in found if pair.a or pair.b)


def _parts(wanted: Iterable) -> Iterator[tuple[str, list]]:
    """Numbers or ids in parts that one question holds, with its marks."""
    wanted = [each if isinstance(each, str) else int(each) for each in wanted]
    for first in range(0, len(wanted), 400):
        part = wanted[first : first + 400]
        yield ", ".join("?" * len(part)), part


def _cues(desk: Desk, numbers) -> Counter[str]:
    found: Counter[str] = Counter()
    for marks, part in _parts(numbers):
        for (cue,) in desk.rows(
            "SELECT substr(a.text, s.cue_start + 1, s.cue_end - s.cue_start) FROM statement s"
            f" JOIN article a ON a.id = s.article_id WHERE s.number IN ({marks})"
            " AND s.cue_start IS NOT NULL AND s.cue_end - s.cue_start < 40",
            part,
        ):
            if any(character.isalpha() for character in cue):
                found[" ".join(cue.casefold().split())] += 1
    return found


def _labels(desk: Desk, *numbers) -> tuple[Called, ...]:
    found: dict[str, tuple[Counter, Counter]] = defaultdict(lambda: (Counter(), Counter()))
    for side, each in enumerate(numbers):
        for marks, part in _parts(each):
            for actor, text in desk.rows(
                "SELECT l.actor, l.text FROM article a JOIN label l ON l.article_id = a.id"
                f" WHERE a.number IN ({marks}) AND l.statement_id IS NULL",
                part,
            ):
                found[actor][side][text] += 1
    both = [(actor, sides) for actor, sides in found.items() if all(sides)]
    both.sort(key=lambda item: (-min(sum(side.values()) for side in item[1]), item[0]))
    return tuple(
        Called(actor=actor, a=tuple(a.most_common(4)), b=tuple(b.most_common(4)))
        for actor, (a, b) in both[:SHARED]
    )


Carried = dict[str, tuple[int, str]]
"""Claim to (place in `BEST`, statement) of the version that is nearest to the words."""


def _carried(desk: Desk, numbers) -> Carried:
    best: Carried = {}
    for marks, part in _parts(numbers):
        for claim, statement, relation in desk.rows(
            "SELECT m.claim_id, m.statement_id, m.relation FROM article a"
            f" JOIN member m ON m.article_id = a.id WHERE a.number IN ({marks})",
            part,
        ):
            rank = (BEST.index(relation), statement)
            best[claim] = min(best.get(claim, rank), rank)
    return best


def _both(desk: Desk, carried: list[Carried]) -> tuple[tuple[Shared, ...], int]:
    a, b = carried
    both = sorted(a.keys() & b.keys(), key=lambda claim: (-abs(a[claim][0] - b[claim][0]), claim))
    return _shown(desk, both[:SHARED], carried), len(both)


def _left_out(desk: Desk, carried: list[Carried], numbers) -> tuple[tuple[Shared, ...], int]:
    told = [_events(desk, each) for each in numbers]
    common = told[0] & told[1]
    found = []
    for marks, part in _parts(carried[0].keys() ^ carried[1].keys()) if common else ():
        found += [
            (-outlets, id)
            for id, event, outlets in desk.rows(
                f"SELECT id, event_id, outlets FROM claim WHERE id IN ({marks})", part
            )
            if event in common
        ]
    found.sort()
    return _shown(desk, [id for _, id in found[:SHARED]], carried), len(found)


def _events(desk: Desk, numbers) -> set[str]:
    found: set[str] = set()
    for marks, part in _parts(numbers):
        found |= {
            event
            for (event,) in desk.rows(
                "SELECT h.event_id FROM article a JOIN happening h ON h.article_id = a.id"
                f" WHERE a.number IN ({marks})",
                part,
            )
        }
    return found


def _shown(desk: Desk, claims: list[str], carried: list[Carried]) -> tuple[Shared, ...]:
    """At most `SHARED` claims by their ids, in this order."""
    marks = ", ".join("?" * len(claims))
    texts = dict(desk.rows(f"SELECT id, text FROM claim WHERE id IN ({marks})", claims))
    made = []
    for claim in claims:
        a, b = (
            (BEST[side[claim][0]], side[claim][1]) if claim in side else ("left_out", None)
            for side in carried
        )
        if claim in texts:
            made.append(
                Shared(
                    id=claim,
                    text=texts[claim],
                    a=a[0],
                    a_statement=a[1],
                    b=b[0],
                    b_statement=b[1],
                )
            )
    return tuple(made)

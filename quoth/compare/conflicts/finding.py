"""What a pair of articles gives, kept until the whole project has its say; and that say.

A finding depends on its two articles alone, so that it can be remembered. What depends on more is
decided at the end, cheaply: figures that somewhere are told as an earlier and a later value, a
voice that corrected itself before the other spoke, and which of several findings say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from quoth.compare.conflicts import attribution, figured
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.found import Found
from quoth.model import Conflict, ConflictKind, Side, Span, content_id

LEAST = 0.35
"""Conflicts that a rule is less sure of are not kept."""
LEAST_POSITION = 0.6
"""The same for positions where there are more than a `FEW` articles: among 8,570 of them 87,000
pairs were over 0.35, hardly one worth reading; 3,000 are over this."""

Place = tuple[str, int, int]
"""An article's id and where a figure stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A conflict of two voices, as far as the two articles tell."""

    kind: ConflictKind
    a: Side
    b: Side
    confidence: float
    reason: str
    same: str
    """Findings with the same one say the same to a reader."""
    days: tuple[str, str] | None = None
    """When the articles of two figures were published, if both say so."""
    values: tuple[float, float] | None = None
    """The two figures' lower ends."""

    @classmethod
    def of(cls, found: Found) -> Finding:
        """What a rule found."""
        a, b = found.a, found.b
        conflict = found.conflict()
        who = sorted((a.who.lower(), b.who.lower()))
        days = values = None
        if found.same is not None:
            same = content_id(found.same, *who)
        elif isinstance(a, Stated) and isinstance(b, Stated):
            both = sorted((figured.value(a.figure), figured.value(b.figure)))
            same = content_id(found.kind, *who, both)
            values = (figured.value(a.figure)[0], figured.value(b.figure)[0])
            days = (a.day, b.day) if a.day and b.day else None
        else:
            texts = sorted((attribution.words_of(a), attribution.words_of(b)))
            same = content_id("said", *who, *texts)
        return cls(
            kind=found.kind,
            a=conflict.a,
            b=conflict.b,
            confidence=round(found.confidence, 4),
            reason=found.reason,
            same=same,
            days=days,
            values=values,
        )

    def row(self) -> list:
        """As JSON keeps it."""
        return [
            self.kind,
            _side_row(self.a),
            _side_row(self.b),
            self.confidence,
            self.reason,
            self.same,
            self.days,
            self.values,
        ]

    @classmethod
    def from_row(cls, row: list) -> Finding:
        """The inverse of `row`."""
        kind, a, b, confidence, reason, same, days, values = row
        return cls(
            kind=kind,
            a=_side(a),
            b=_side(b),
            confidence=confidence,
            reason=reason,
            same=same,
            days=days and tuple(days),
            values=values and tuple(values),
        )

    def conflict(self, event_id: str | None) -> Conflict:
        """The noun."""
        return Conflict(
            id=content_id(
                "conflict",
                self.kind,
                self.a.article_id,
                self.a.span,
                self.b.article_id,
                self.b.span,
            ),
            kind=self.kind,
            a=self.a,
            b=self.b,
            reason=self.reason,
            confidence=round(min(0.99, max(0.01, self.confidence)), 3),
            event_id=event_id,
        )


def _side_row(side: Side) -> list:
    return [side.article_id, side.statement_id, *side.span, side.who]


def _side(row: list) -> Side:
    article, statement, start, end, who = row
    return Side(article_id=article, statement_id=statement, span=(start, end), who=who)


@dataclass(slots=True)
class Findings:
    """What one article, or a pair of articles, gives."""

    conflicts: list[Finding] = field(default_factory=list)
    updates: list[tuple[float, float]] = field(default_factory=list)
    """Values that a sentence tells as an earlier and a later one of one quantity."""
    corrected: list[tuple[Place, str]] = field(default_factory=list)
    """Figures whose voice gave another value in the other article, and its day."""

    def add(self, others: Findings) -> None:
        """Put others behind these."""
        self.conflicts += others.conflicts
        self.updates += others.updates
        self.corrected += others.corrected

    def sure(self, *, few: bool) -> Findings:
        """Without the conflicts that `kept` would not keep, whatever else there is.

        Args:
            few: whether the project has few articles.
        """
        return replace(self, conflicts=[one for one in self.conflicts if _is_sure(one, few)])

    def row(self) -> list:
        """As JSON keeps it."""
        return [[each.row() for each in self.conflicts], self.updates, self.corrected]

    @classmethod
    def from_row(cls, row: list) -> Findings:
        """The inverse of `row`."""
        conflicts, updates, corrected = row
        return cls(
            conflicts=[Finding.from_row(each) for each in conflicts],
            updates=[tuple(pair) for pair in updates],
            corrected=[(tuple(place), day) for place, day in corrected],
        )

    def __bool__(self) -> bool:
        return bool(self.conflicts or self.updates or self.corrected)


def kept(
    findings: Iterable[Findings], events: Mapping[str, str | None], *, few: bool
) -> Iterator[Conflict]:
    """The conflicts of a project: one of those that say the same, the surest first.

    Args:
        findings: of all articles and pairs of articles.
        events: article to event.
        few: whether the project has few articles.
    """
    updates: set[frozenset[float]] = set()
    corrected: dict[Place, list[str]] = defaultdict(list)
    found: list[Finding] = []
    for each in findings:
        updates |= {frozenset(pair) for pair in each.updates}
        for place, day in each.corrected:
            corrected[place].append(day)
        found += each.conflicts
    found.sort(
        key=lambda f: (
            -round(f.confidence, 3),
            f.kind,
            f.a.article_id,
            f.a.span,
            f.b.article_id,
            f.b.span,
            f.reason,
        )
    )
    told: set = set()
    for one in found:
        if not _is_sure(one, few):
            continue
        if one.values and (frozenset(one.values) in updates or _superseded(one, corrected)):
            continue
        if one.same in told or _repeated(one, told, few):
            continue
        event = events.get(one.a.article_id)
        conflict = one.conflict(event if event == events.get(one.b.article_id) else None)
        if conflict.id in told:
            continue  # the same words, which two statements hold
        told |= {one.same, conflict.id}
        yield conflict


def _is_sure(one: Finding, few: bool) -> bool:
    """Whether a rule is sure enough of a conflict for anybody to look at it."""
    least = LEAST_POSITION if one.kind == "position" and not few else LEAST
    return one.confidence >= least


def _superseded(one: Finding, corrected: Mapping[Place, list[str]]) -> bool:
    """Whether a voice gave another value before the other's was published."""
    if one.days is None:
        return False
    for side, own, other in ((one.a, *one.days), (one.b, *one.days[::-1])):
        if any(own < day <= other for day in corrected.get(place(side), ())):
            return True
    return False


def place(side: Side | Stated) -> Place:
    """Where a figure stands."""
    span: Span = side.span
    return side.article_id, *span


def ties(one: Finding, *, few: bool) -> tuple[str, ...]:
    """What `kept` remembers of a finding: others that have none of it have no say in it.

    So findings may be told of apart, those together that hang together by these.

    Args:
        one: a finding.
        few: whether the project has few articles.
    """
    against = (content_id("against", *key) for key in sorted(_against(one, few), key=repr))
    return one.same, one.conflict(None).id, *against


def _against(one: Finding, few: bool) -> set[tuple]:
    """Each side of positions and denials, with what it is held against."""
    if one.kind not in ("position", "denial") or one.a.article_id == one.b.article_id:
        return set()  # several who answer one
    return {
        (one.kind, mine.article_id, mine.span, other.article_id if few else None)
        for mine, other in ((one.a, one.b), (one.b, one.a))
    }


def _repeated(one: Finding, told: set, few: bool) -> bool:
    """Whether a surer conflict holds one of the sides against the other's article; notes it.

    "Most support the levy", "85 per cent support it" and "they welcome it", against one "no": one
    disagreement, which the surest shows. In a large project a side is held against one article.
    """
    keys = _against(one, few)
    if told & keys:
        return True
    told |= keys
    return False

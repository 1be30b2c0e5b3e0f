"""What an article's statements are once people's judgements are applied to the machine's.

A pure function of the article, the machine's reading and the judgements: the same set gives the
same result in whatever order it came, on every machine. docs/judge.md states the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth.judge.anchor import Anchor, Gone, Placed
from quoth.judge.fields import changed
from quoth.judge.letters import Letters, letters_in
from quoth.judge.plain import noun_of
from quoth.judge.threads import (
    Core,
    Decision,
    Thread,
    core,
    find_in,
    same_words,
    threads_of,
)
from quoth.model import (
    Article,
    Ground,
    GroundedField,
    Judgement,
    Speaker,
    Standing,
    Statement,
    content_id,
)
from quoth.schema import hints

GROUNDED = GroundedField.__args__
SURE = 1.0
"""The confidence of what a person decided."""


@dataclass(slots=True)
class Item:
    """A statement on its way from the machine's version to the one that holds."""

    statement: Statement | None
    """None if it was rejected or left out."""
    machine: Statement | None = None
    thread: Thread | None = None
    by_person: bool = False
    """Whether a person gave the spans: whose content holds it is then computed."""
    parent: Core | None = None
    top: bool = False
    """Whether a person said that nothing holds it."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """The statements that hold, and how each judgement stands."""

    statements: tuple[Statement, ...]
    standings: tuple[Standing, ...]
    items: tuple[Item, ...]
    threads: tuple[Thread, ...]


def undone(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Ids of the judgements that do not hold: an undo holds unless it is itself undone.

    An undo is later than what it undoes; one that says otherwise undoes nothing.
    """
    off: set[str] = set()
    settled: set[str] = set()
    for judgement in reversed(in_order_made(judgements)):
        settled.add(judgement.id)
        if judgement.undoes and judgement.id not in off and judgement.undoes not in settled:
            off.add(judgement.undoes)
    return frozenset(off)


def effect(
    article: Article,
    machine: Sequence[Statement],
    judgements: Iterable[Judgement],
    *,
    off: frozenset[str] = frozenset(),
) -> Effect:
    """Apply judgements to the machine's statements of an article.

    Args:
        article: the text at hand.
        machine: its reading, in order.
        judgements: all on statements of the page, and the marks that it is fully judged, in any
            order and of any capture; others are passed over.
        off: ids of those that are undone.
    """
    letters = letters_in(article.text)
    standings: list[Standing] = []
    decisions: list[Decision] = []
    marks: list[Judgement] = []
    for judgement in in_order_made(judgements):
        live = judgement.id not in off
        if judgement.target == "article":
            if live:
                marks.append(judgement)
        elif judgement.target == "statement":
            try:
                decisions.append(decision(judgement, article, letters, live=live))
            except Gone as gone:
                if live:
                    standings.append(_queued(judgement, article, str(gone)))
    threads = threads_of(decisions)
    cores = [core(statement, letters) for statement in machine]
    find_in(threads, machine, cores)
    items: list[Item] = []
    about: dict[str, Item] = {}
    for thread in threads:
        if thread.live:
            item = _judged(thread, article, letters, standings)
            items.append(item)
            if item.machine is not None:
                about[item.machine.id] = item
    complete = [mark for mark in marks if _same_text(mark, article)]
    more = 0
    for statement in machine:
        if statement.id not in about:
            more += 1
            items.append(Item(None if complete else statement, machine=statement))
    standings += [_mark(mark, article, mark in complete, more) for mark in marks]
    _nest(items, letters, cores, machine)
    statements = _each_once(items)
    from quoth.attribution import in_order

    renewed = {id(item): item.statement and item.statement.id for item in items}
    of_thread = {id(item.thread): renewed[id(item)] for item in items if item.thread}
    kept = {statement.id for statement in statements}
    return Effect(
        statements=in_order(statements),
        standings=tuple(
            sorted(
                (_with_statement(s, threads, of_thread, kept) for s in standings),
                key=lambda s: s.judgement_id,
            )
        ),
        items=tuple(items),
        threads=tuple(threads),
    )


def in_order_made(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements in the order in which they were made; equal times by id."""
    return sorted(judgements, key=lambda judgement: (judgement.made_at, judgement.id))


def decision(
    judgement: Judgement, article: Article, letters: Letters, *, live: bool = True
) -> Decision:
    """A judgement on a statement, with its spans in this text.

    Raises:
        Gone: its place cannot be told.
    """
    anchor = Anchor.of_record(json.loads(judgement.anchor))
    placed = Placed(anchor, article, letters)
    own = anchor.article.id == article.id
    was = None
    if judgement.was is not None:
        was = _whole(json.loads(judgement.was), article, placed, own)
    data = json.loads(judgement.now) if judgement.now is not None else {}
    parent = None
    if judgement.action == "add":
        made = _whole(data, article, placed, own)
        changes: dict[str, Any] = {}
    else:
        if was is None:
            raise Gone("it does not say what the statement was")
        changes = _changes(data, article, placed, own)
        if data.get("nested_in"):
            parent = core(_whole(data["nested_in"], article, placed, own), letters)
        made = changed(was, changes)
    versions = [version for version in (was, made) if version is not None]
    if not all(version.content.spans for version in versions):
        raise Gone("it does not say what was said")
    cores = tuple(core(version, letters) for version in versions)
    return Decision(
        judgement=judgement,
        live=live,
        moved=placed.moved,
        was=was,
        changes=changes,
        made=made,
        parent=parent,
        cores=cores,
    )


def _whole(data: Mapping[str, Any], article: Article, placed: Placed, own: bool) -> Statement:
    """A statement as it was written down, in this text."""
    data = {"id": "", "mode": "indirect", "type": "assertion", **data, "article_id": article.id}
    found = noun_of(Statement, data, article.text, placed.span)
    found = replace(found, speakers=_of_article(found.speakers, article, own))
    return changed(found, {})


def _changes(
    data: Mapping[str, Any], article: Article, placed: Placed, own: bool
) -> dict[str, Any]:
    """The fields that a person set, as nouns; `nested_in` is told apart."""
    known = hints(Statement)
    changes = {
        name: noun_of(known[name], value, article.text, placed.span)
        for name, value in data.items()
        if name in known and name != "nested_in"
    }
    if "speakers" in changes:
        changes["speakers"] = _of_article(changes["speakers"], article, own)
    if "nested_in" in data:
        changes["nested_in"] = None
    return changes


def _of_article(speakers: tuple[Speaker, ...], article: Article, own: bool) -> tuple[Speaker, ...]:
    """Speakers with the ids that they have in this capture of the article."""
    if own:
        return speakers
    return tuple(replace(s, id=content_id("actor", article.id, s.name, s.kind)) for s in speakers)


def _judged(thread: Thread, article: Article, letters: Letters, standings: list[Standing]) -> Item:
    """Apply a thread's live judgements in their order; notes how each stands."""
    live = thread.live
    first, last = live[0], live[-1]
    item = Item(thread.machine, machine=thread.machine, thread=thread)
    trouble = None
    if thread.how == "ambiguous":
        trouble = _rivals(thread)
    if item.statement is None:
        item.by_person = True
        item.statement = first.made if first.was is None else first.was
        if _on_sand(thread):
            trouble = "the judgement that it followed was undone, and the machine has no such words"
            item.statement = None
    rejected = False
    for step in live if item.statement is not None else ():
        action = step.judgement.action
        rejected = action == "reject"
        if action in ("accept", "add"):
            nested = item.statement.nested_in
            item.statement = replace(step.made, nested_in=nested, confidence=SURE)
            if action == "add" or item.machine is None:
                item.by_person = True
        elif action == "correct":
            item.statement = _corrected(item.statement, step)
            if {"content", "cue", "source"} & step.changes.keys():
                item.by_person = item.by_person or "content" in step.changes
        if "nested_in" in step.changes:
            item.parent, item.top = step.parent, step.parent is None
    if rejected:
        item.statement = None
        if thread.how == "near" and not any(
            same_words(core(thread.machine, letters), version) for version in thread.versions
        ):
            item.statement = thread.machine
            trouble = "it was rejected in other words than the machine now has"
    for step in live:
        standings.append(_standing(step, thread, article, trouble if step is last else None))
    return item


def _on_sand(thread: Thread) -> bool:
    """Whether nothing but an undone judgement gave the statement on which a live one rests."""
    off = {d.judgement.id for d in thread.decisions if not d.live}
    first = thread.live[0].judgement
    return first.action != "add" and first.follows in off


def _rivals(thread: Thread) -> str:
    if len(thread.rivals) > 1:
        return f"the machine now finds {len(thread.rivals)} statements where one was judged"
    return "the machine now finds one statement where several were judged"


def _corrected(statement: Statement, step: Decision) -> Statement:
    """A correction laid over a statement; a field that a person set has the person as ground."""
    made = changed(statement, step.changes)
    judgement = step.judgement
    said = f"{judgement.made_by} decided so on {judgement.made_at[:10]}"
    said += f": {judgement.why}" if judgement.why else ""
    grounds = [ground for ground in statement.grounds if ground.field not in step.changes]
    grounds += [
        Ground(field=name, reason=said, confidence=SURE)
        for name in GROUNDED
        if name in step.changes
    ]
    sure = SURE if "content" in step.changes else statement.confidence
    return replace(
        made, grounds=tuple(sorted(grounds, key=lambda g: GROUNDED.index(g.field))), confidence=sure
    )


def _standing(step: Decision, thread: Thread, article: Article, trouble: str | None) -> Standing:
    reasons = []
    if step.moved:
        reasons.append("its words were found again in another capture of the page")
    if thread.how == "near":
        reasons.append("the machine's words are others now, at the same place")
    if thread.how == "none" and step.judgement.action != "add":
        reasons.append("the machine does not find it now")
    status = "queued" if trouble else "re-anchored" if step.moved or thread.how == "near" else None
    return Standing(
        judgement_id=step.judgement.id,
        article_id=article.id,
        status=status or "applied",
        machine_id=thread.machine and thread.machine.id,
        reason=trouble or "; ".join(reasons) or None,
    )


def _queued(judgement: Judgement, article: Article, reason: str) -> Standing:
    return Standing(
        judgement_id=judgement.id, article_id=article.id, status="queued", reason=reason
    )


def _same_text(mark: Judgement, article: Article) -> bool:
    return json.loads(mark.anchor)["article"]["text_sha256"] == article.text_sha256


def _mark(mark: Judgement, article: Article, holds: bool, more: int) -> Standing:
    if not holds:
        return _queued(mark, article, "the text is another than the one that was fully judged")
    reason = None
    if more:
        reason = f"left out: {more} that the machine finds and the person did not"
    return Standing(judgement_id=mark.id, article_id=article.id, status="applied", reason=reason)


def _with_statement(
    standing: Standing,
    threads: Sequence[Thread],
    of_thread: Mapping[int, str | None],
    kept: set[str],
) -> Standing:
    """The standing with the id that its statement has in the end."""
    for thread in threads:
        if any(d.judgement.id == standing.judgement_id for d in thread.decisions):
            found = of_thread.get(id(thread))
            return replace(standing, statement_id=found if found in kept else None)
    return standing


# Which statement holds which


def _nest(
    items: Sequence[Item],
    letters: Letters,
    cores: Sequence[Core],
    machine: Sequence[Statement],
) -> None:
    """Set `nested_in` to ids that are there, where anything has changed."""
    if all(item.thread is None and item.statement is not None for item in items):
        return
    by_machine = {item.machine.id: item for item in items if item.machine is not None}
    machine_cores = dict(zip((s.id for s in machine), cores, strict=True))
    own = {
        id(item): _core_of(item, machine_cores, letters)
        for item in items
        if item.statement is not None
    }
    found: list[tuple[Item, str | None]] = []
    for item in items:
        if item.statement is not None:
            found.append((item, _parent(item, items, own, by_machine)))
    for item, parent in found:
        if item.statement.nested_in != parent:
            item.statement = replace(item.statement, nested_in=parent)


def _core_of(item: Item, known: Mapping[str, Core], letters: Letters) -> Core:
    return known.get(item.statement.id) or core(item.statement, letters)


def _parent(
    item: Item,
    items: Sequence[Item],
    own: Mapping[int, Core],
    by_machine: Mapping[str, Item],
) -> str | None:
    if item.top:
        return None
    if item.parent is not None:
        for other in items:
            if other is not item and id(other) in own:
                versions = other.thread.versions if other.thread else set()
                if item.parent == own[id(other)] or item.parent in versions:
                    return other.statement.id
        return None
    inner = own[id(item)].all
    if item.by_person:
        around = [
            (len(own[id(other)].content), other.statement.id)
            for other in items
            if other is not item and id(other) in own and inner < own[id(other)].content
        ]
        return min(around, default=(0, None))[1]
    seen = set()
    above = item.machine and item.machine.nested_in
    while above is not None and above not in seen:
        seen.add(above)
        holder = by_machine.get(above)
        if holder is None:
            return above if item.thread is None else None
        if holder.statement is not None and (
            (holder.thread is None and item.thread is None) or inner <= own[id(holder)].content
        ):
            return holder.statement.id
        above = holder.machine.nested_in
    return None


def _each_once(items: Sequence[Item]) -> list[Statement]:
    """The statements; where two have one id, the last one that a person judged."""

    def weight(item: Item) -> tuple:
        if item.thread is None:
            return (0, "", "")
        last = item.thread.live[-1].judgement
        return (1, last.made_at, last.id)

    best: dict[str, Item] = {}
    for item in items:
        if item.statement is not None:
            known = best.get(item.statement.id)
            if known is None or weight(known) < weight(item):
                best[item.statement.id] = item
    return [item.statement for item in best.values()]

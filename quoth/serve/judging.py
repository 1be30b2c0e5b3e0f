"""Decisions made at the desk: what a form sends becomes a judgement; what judgements there are.

A form names the action and what it is about; `quoth/judge` checks and records it. Nothing here
changes a project in any other way.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.errors import UsageError
from quoth.judge import keeping
from quoth.judge.fields import FIELDS
from quoth.model import ACTIONS, MODES, TYPES, Judgement
from quoth.serve.desk import Desk
from quoth.serve.query import Paging, Query
from quoth.store import Project

AT_ONCE = 20_000
"""In a project of at most so many statements actors are joined anew before the page comes back."""

ALL_AT_ONCE = 2_000
"""The same for claims and conflicts; in a larger one the next run makes them."""

LISTED = ("actors", "claims", "concepts", "statements", "articles", "names")
CHANGED = (*FIELDS, "name", "concept", "agreement")
"""What a judgement may set; a field of another version's has no words here and is not shown."""

STATED = ("type", "mode", "medium", "said_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about a statement, an actor or a claim, as pages show it."""

    id: str
    day: str
    by: str
    action: str
    target: str
    article: str | None
    statement: str | None
    """Id of the statement that it is about, as it is now; empty if there is none."""
    words: str
    """What it is about: the statement's content, the actors' names."""
    changes: tuple[tuple[str, str], ...]
    why: str | None
    undone: bool
    status: str | None
    """Whether it holds: applied, re-anchored or queued."""
    conflict: str | None = None
    """Id that the conflict had which it is about."""


def decisions(desk: Desk, judgements: Sequence[Judgement]) -> tuple[Decision, ...]:
    """Judgements as pages show them, in this order."""
    if not judgements:
        return ()
    off = keeping.off(desk.connection)
    stands: dict[str, tuple[str, str | None, str | None]] = {}
    ids = [judgement.id for judgement in judgements]
    for first in range(0, len(ids), 400):
        part = ids[first : first + 400]
        for id, status, statement in desk.rows(
            "SELECT judgement_id, status, statement_id FROM standing"
            f" WHERE judgement_id IN ({', '.join('?' * len(part))})",
            part,
        ):
            stands[id] = (status, statement)
    return tuple(
        Decision(
            id=one.id,
            day=one.made_at,
            by=one.made_by,
            action=one.action,
            target=one.target,
            article=one.article,
            statement=stands.get(one.id, (None, None))[1],
            words=_words(one),
            changes=_changes(one),
            why=one.why,
            undone=one.id in off,
            status=stands.get(one.id, (None, None))[0],
            conflict=conflict_id(one),
        )
        for one in judgements
    )


def conflict_id(judgement: Judgement) -> str | None:
    """The id that a conflict had when a person judged it; None for all other judgements."""
    if judgement.target != "conflict":
        return None
    try:
        return json.loads(judgement.was or "{}").get("id")
    except (ValueError, AttributeError):
        return None


def conflict_of(desk: Desk, judgement: Judgement) -> str | None:
    """As `conflict_id`; of an undo, that of what it takes back."""
    if judgement.undoes:
        for undone in keeping.select(desk.connection, "id = ?", judgement.undoes):
            return conflict_of(desk, undone)
    return conflict_id(judgement)


def judged_conflicts(desk: Desk, ids: Iterable[str]) -> dict[str, Decision]:
    """The decision that holds of each conflict that people have judged, by its id now."""
    from quoth.judge import conflicts

    wanted = set(ids)
    if not wanted or not desk.row("SELECT 1 FROM judgement WHERE target = 'conflict' LIMIT 1"):
        return {}
    held = {id: one for id, one in conflicts.held(desk.connection).items() if id in wanted}
    return dict(zip(held, decisions(desk, list(held.values())), strict=True))


def about(desk: Desk, judgement: Judgement) -> str | None:
    """Id of the statement that a judgement is about; of an undo, that of what it takes back."""
    if judgement.undoes:
        for undone in keeping.select(desk.connection, "id = ?", judgement.undoes):
            return about(desk, undone)
    try:
        id = json.loads(judgement.anchor).get("statement")
    except (ValueError, AttributeError):
        return None
    known = isinstance(id, str) and desk.row("SELECT 1 FROM statement WHERE id = ?", (id,))
    return id if known else None


def judged(desk: Desk, statements: Iterable[str]) -> dict[str, Decision]:
    """The last decision on each statement that people have judged."""
    found = {
        id: made[-1] for id, made in keeping.made(desk.connection, list(statements)).items() if made
    }
    shown = decisions(desk, list(found.values()))
    return dict(zip(found, shown, strict=True))


def _words(judgement: Judgement) -> str:
    try:
        anchor = json.loads(judgement.anchor)
        if judgement.target == "conflict":
            return " – ".join(f"{side['who']}: {_clashing(side)}" for (side,) in anchor["sides"])[
                :400
            ]
        if judgement.target == "actor":
            return " = ".join(side["name"] for side in json.loads(judgement.was or "[]"))
        if judgement.target == "concept" and isinstance(
            was := json.loads(judgement.was or "{}"), list
        ):
            return " = ".join(concept["name"] for concept in was)
        if judgement.target == "concept":
            anchor = anchor["sides"][0][0]
        places = anchor.get("places") or []
        if places:
            return " … ".join(place["exact"] for place in places)[:400]
        sides = anchor.get("sides") or []
        names = [
            part.get("name") or part.get("article", {}).get("title") for s in sides for part in s
        ]
        if any(names):
            return ", ".join(dict.fromkeys(name for name in names if name))[:400]
        return (anchor.get("article") or {}).get("title") or ""
    except (ValueError, KeyError, AttributeError, TypeError):
        return ""


def _clashing(side: Mapping[str, Any]) -> str:
    """The words of one side that clash."""
    start, end = side["clash"]
    for place in side["places"]:
        if place["start"] <= start and end <= place["end"]:
            return place["exact"][start - place["start"] : end - place["start"]]
    return ""


def _changes(judgement: Judgement) -> tuple[tuple[str, str], ...]:
    """(field, new value) of what was set."""
    if not judgement.now or judgement.action == "add":  # what was added is the statement itself
        return ()
    try:
        now = json.loads(judgement.now)
    except ValueError:
        return ()
    if not isinstance(now, dict):
        return ()
    return tuple((name, _plain(value)) for name, value in now.items() if name in CHANGED)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return str(value.get("name") or _plain(value.get("spans") or value.get("span") or ""))
    return "–" if value is None else str(value)


def standing(desk: Desk, path: str) -> str:
    """A path to go back to: that of a claim, concept or conflict which is gone is its list.

    A concept is also found again by a statement that it had (`of`).
    """
    kind, _, id = path.strip("/").partition("/")
    if kind == "concept" and "of=" in path.partition("?")[2]:
        return path
    if kind not in ("claim", "concept", "conflict"):
        return path
    here = desk.row(f"SELECT 1 FROM {kind} WHERE id = ?", (id.partition("?")[0],))
    return path if here else f"/{kind}s"


# The history


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Judgements, the last first."""

    people: tuple[tuple[str, int], ...]
    by: str | None
    paging: Paging
    decisions: tuple[Decision, ...]

    heading = (
        "judgement",
        "made_at",
        "by",
        "action",
        "target",
        "words",
        "changes",
        "why",
        "undone",
        "status",
        "article",
        "statement",
    )

    def rows(self) -> Iterator[tuple]:
        """For CSV."""
        return (
            (
                d.id,
                d.day,
                d.by,
                d.action,
                d.target,
                d.words,
                "; ".join(f"{name}: {value}" for name, value in d.changes),
                d.why,
                d.undone,
                d.status,
                d.article,
                d.statement,
            )
            for d in self.decisions
        )


def history(desk: Desk, query: Query) -> HistoryPage:
    """Parameters: by, article."""
    wheres, values = ["1"], []
    for name, column in (("by", "made_by"), ("article", "article")):
        if (value := query.text(name)) is not None:
            wheres.append(f"{column} = ?")
            values.append(value)
    where = " AND ".join(wheres)
    (total,) = desk.row(f"SELECT COUNT(*) FROM judgement WHERE {where}", values)
    paging = query.paging(total)
    found = keeping.select(
        desk.connection,
        f"{where} AND id IN (SELECT id FROM judgement WHERE {where}"
        " ORDER BY made_at DESC, id DESC LIMIT ? OFFSET ?)",
        *values,
        *values,
        paging.per_page,
        (paging.page - 1) * paging.per_page,
    )
    return HistoryPage(
        people=tuple(
            desk.rows(
                "SELECT made_by, COUNT(*) FROM judgement GROUP BY made_by ORDER BY 2 DESC LIMIT 20"
            )
        ),
        by=query.text("by"),
        paging=paging,
        decisions=decisions(desk, found[::-1]),
    )


# Deciding


class Decider:
    """Records decisions, one at a time."""

    def __init__(self, desk: Desk):
        self.desk = desk
        self._lock = threading.Lock()

    def decide(self, form: Mapping[str, Sequence[str]], by: str | None) -> Judgement:
        """Record what a form says.

        Args:
            form: its fields with all their values.
            by: who; None for the person at this machine.

        Raises:
            UsageError: it says what cannot be.
            ProjectError: the project cannot be written.
        """
        action = _one(form, "action") or ""
        why = _one(form, "why")
        with self._lock, Project.open(self.desk.path, write=True) as project:
            if action == "undo":
                made = project.undo(_one(form, "judgement") or "", by=by, why=why)
            elif action in ACTIONS:
                if action == "add":
                    form = self._in_text(project, form)
                made = project.judge(action, by=by, why=why, **_given(form, action))
            else:
                raise UsageError(f"there is no action {action!r}")
            self._follow(project, keeping.target(project._connection, made), made)
        self.desk.renew()
        return made

    def _in_text(
        self, project: Project, form: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Sequence[str]]:
        """A form with what was typed in words as spans of its article."""
        from quoth.serve.add import as_spans

        article, _ = project.article(_one(form, "article") or "")
        return as_spans(article, form)

    def _follow(self, project: Project, target: str, made: Judgement) -> None:
        """Make anew what follows from a decision, where that takes a moment."""
        if target == "conflict" and made.action != "undo":
            return  # it was laid over what there is
        if target == "concept":
            self._group(project)
        elif self.desk.columns.statements <= ALL_AT_ONCE:
            project.find_conflicts()
        elif target == "actor" or made.action == "undo":
            self._join(project)

    def group(self) -> None:
        """Group statements into concepts anew: at once in a small project, else beside.

        Raises:
            ProjectError: the project cannot be written.
        """
        with self._lock, Project.open(self.desk.path, write=True) as project:
            self._group(project)
        self.desk.renew()

    def keep(self, form: Mapping[str, Sequence[str]], by: str) -> str | None:
        """Do what a form says about a saved search; see `quoth.serve.saved.act`.

        Returns:
            Where to go; None for back.
        """
        from quoth.serve.saved import act

        with self.desk.reading(), self._lock, Project.open(self.desk.path, write=True) as project:
            return act(self.desk, project, form, by)

    def _group(self, project: Project) -> None:
        if self.desk.columns.statements <= ALL_AT_ONCE:
            project.find_concepts()
        else:
            self._beside(lambda opened: opened.find_concepts())

    def _join(self, project: Project) -> None:
        """Make the actors anew, which may take minutes in a large project: then beside."""
        if self.desk.columns.statements <= AT_ONCE:
            project.join()
        else:
            self._beside(lambda opened: opened.join())

    def _beside(self, work: Callable[[Project], object]) -> None:
        """Do what takes long without letting a reader wait; pages show it when it is done."""

        def beside() -> None:
            with self._lock, Project.open(self.desk.path, write=True) as opened:
                work(opened)
            self.desk.renew()

        threading.Thread(target=beside, name="quoth-beside", daemon=True).start()


def _one(form: Mapping[str, Sequence[str]], name: str) -> str | None:
    found = [value.strip() for value in form.get(name, ()) if value.strip()]
    return found[-1] if found else None


def _given(form: Mapping[str, Sequence[str]], action: str) -> dict[str, Any]:
    """What a form says besides the action."""
    found: dict[str, Any] = {}
    for name in ("statement", "article", "conflict", "coded"):
        if value := _one(form, name):
            found[name] = value
    for name in LISTED:
        # An actor may be named by its page's address.
        values = [value.strip().rpartition("/")[2] for value in form.get(name, ())]
        if name in ("names",):
            values = [value.strip() for value in form.get(name, ())]
        if values := [value for value in values if value]:
            found[name] = list(dict.fromkeys(values))
    if action in ("rename", "merge") and (name := _one(form, "name")):
        found["name"] = name
    if "coded" in found:
        found |= _coding(form)
    elif action in ("correct", "add"):
        found |= corrections(form)
    return found


def _coding(form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The concept and the side that a form gives a statement."""
    found: dict[str, Any] = {}
    if (name := _one(form, "concept")) is not None:
        found["concept"] = name
    if (side := _one(form, "agreement")) is not None:
        if side not in ("agree", "disagree"):
            raise UsageError(f"agreement is {side!r}", advice="agree or disagree")
        found["agreement"] = side == "agree"
    return found


def corrections(form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of a statement that a form changes: those that differ from what it was made with.

    A field `x` comes with `x.was`, its value when the form was made; an unchanged field is not
    judged.

    Raises:
        UsageError: a field that cannot be.
    """
    found: dict[str, Any] = {}

    def changed(name: str) -> str | None:
        given = form.get(name)
        if not given or given[-1].strip() == (form.get(f"{name}.was") or [""])[-1].strip():
            return None
        return given[-1].strip()

    if (value := changed("content")) is not None:
        found["content"] = spans(value)
    for name in ("cue", "source"):
        if (value := changed(name)) is not None:
            found[name] = spans(value)[0] if value else None
    if (value := changed("speakers")) is not None:
        found["speakers"] = [name.strip() for name in value.split(";") if name.strip()]
    for name in STATED:
        if (value := changed(name)) is not None:
            allowed = {"type": TYPES, "mode": MODES}.get(name)
            if allowed and value not in allowed:
                raise UsageError(f"{name} is {value!r}", advice=f"one of {', '.join(allowed)}")
            found[name] = value or None
    return found


def spans(typed: str) -> list[tuple[int, int]]:
    """ "12-40, 52-60" as spans.

    Raises:
        UsageError: it is something else.
    """
    found = []
    for part in typed.replace(",", " ").split()[:50]:
        start, dash, end = part.partition("-")
        ascii_digits = all(
            each.isascii() and each.isdigit() and len(each) < 10 for each in (start, end)
        )
        if not dash or not ascii_digits or int(start) >= int(end):
            raise UsageError(f"{part!r} is no span", advice="write it as 12-40: from and to")
        found.append((int(start), int(end)))
    if not found:
        raise UsageError("no span is given", advice="write it as 12-40: from and to")
    return found

"""Conflicts, figures and labels of a project as people ask for them, and outlets side by side."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from quoth.actors.spelling import folded
from quoth.compare import telling
from quoth.compare.conflicts.compared import site
from quoth.compare.telling import Called, Spoken, Version
from quoth.errors import UsageError
from quoth.model import Conflict, Figure, Label, Span
from quoth.store import clashes, comparing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the article and the words."""

    article_id: str
    path: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    span: Span
    text: str
    sentence: str
    """The words with what stands around them in their sentence."""

    def record(self) -> dict:
        """The place as a JSON object."""
        return {
            "article": {
                "id": self.article_id,
                "path": self.path,
                "outlet": self.outlet,
                "url": self.url,
                "title": self.title,
                "published": self.published,
            },
            "span": list(self.span),
            "text": self.text,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictInfo:
    """A conflict with both places."""

    conflict: Conflict
    a: Place
    b: Place
    rank: int
    """Its place in the list of all conflicts, from 1."""

    def record(self) -> dict:
        """The line of `quoth conflicts --json`."""
        one = self.conflict
        return {
            "id": one.id,
            "rank": self.rank,
            "kind": one.kind,
            "confidence": one.confidence,
            "reason": one.reason,
            "a": {"who": one.a.who, "statement": one.a.statement_id, **self.a.record()},
            "b": {"who": one.b.who, "statement": one.b.statement_id, **self.b.record()},
            "event": one.event_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInfo:
    """A figure with whose it is and where it stands."""

    figure: Figure
    place: Place
    who: str
    """Its speaker across articles, or the outlet in its own voice."""
    via: tuple[str, ...]
    """Through whom, nearest to the speaker first."""

    def record(self) -> dict:
        """The line of `quoth compare --figures --json`."""
        one = self.figure
        return {
            "id": one.id,
            "who": self.who,
            "via": list(self.via),
            "low": one.low,
            "high": one.high,
            "bound": one.bound,
            "unit": one.unit,
            "counted": one.counted,
            "change": one.change,
            "day": one.day,
            "statement": one.statement_id,
            **self.place.record(),
        }


class Places:
    """Articles' metadata and texts, each read once."""

    def __init__(self, connection: sqlite3.Connection):
        """Read when they are asked for."""
        self._connection = connection
        self._known: dict[str, tuple] = {}

    def at(self, article_id: str, span: Span) -> Place:
        """The place of a span."""
        from quoth.compare.words import sentences

        if article_id not in self._known:
            found = self._connection.execute(
                "SELECT path, outlet, url, title, published, text FROM article WHERE id = ?",
                (article_id,),
            ).fetchone()
            self._known[article_id] = (*found, sentences(found[-1]))
        path, outlet, url, title, published, text, cut = self._known[article_id]
        start, end = cut.span(span[0])
        return Place(
            article_id=article_id,
            path=path,
            outlet=outlet,
            url=url,
            title=title,
            published=published,
            span=span,
            text=text[slice(*span)],
            sentence=" ".join(text[start : max(end, span[1])].split()),
        )


def speakers(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str, str]]]:
    """For each statement its speakers: id, name and kind across articles."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for statement, *actor in connection.execute(
        "SELECT speaker.statement_id, coalesce(actor.id, speaker.actor_id),"
        " coalesce(actor.name, speaker.name), coalesce(actor.kind, speaker.kind) FROM speaker"
        " LEFT JOIN appearance ON appearance.id = speaker.actor_id"
        " LEFT JOIN actor ON actor.id = appearance.actor_id"
        " ORDER BY speaker.statement_id, speaker.ordinal"
    ):
        members = found.setdefault(statement, [])
        if tuple(actor) not in members:
            members.append(tuple(actor))
    return found


def conflicts(
    connection: sqlite3.Connection, *asked: clashes.Asked, limit: int | None = None
) -> list[ConflictInfo]:
    """Conflicts that meet all that is asked, the surest first."""
    places, ranks = Places(connection), clashes.ranks(connection)
    return [
        ConflictInfo(
            conflict=one,
            a=places.at(one.a.article_id, one.a.span),
            b=places.at(one.b.article_id, one.b.span),
            rank=ranks[one.id],
        )
        for one in comparing.conflicts_of(connection, clashes.ids(connection, *asked, limit=limit))
    ]


def figures(
    connection: sqlite3.Connection,
    *,
    words: str | None,
    unit: str | None,
    actor: str | None,
    outlet: str | None,
) -> list[FigureInfo]:
    """Figures whose words, unit and voice are those asked for, in order of publication."""
    from quoth.compare.words import content_stems

    places = Places(connection)
    known = speakers(connection)
    asked = set(content_stems(words or ""))
    wanted = [folded(word) for word in (actor or "").split()]
    chains: dict[str, list[str]] = {}
    for statement, name in connection.execute(
        "SELECT statement_id, name FROM link ORDER BY statement_id, ordinal"
    ):
        chains.setdefault(statement, []).append(name)
    found = []
    for one in comparing.kept_figures(connection):
        stems = {*one.topic.split(), *content_stems(one.counted or "")}
        if not asked <= stems or unit not in (None, one.unit, one.counted):
            continue
        place = places.at(one.article_id, one.span)
        who = " and ".join(name for _, name, _ in known.get(one.statement_id or "", ()))
        who = who or place.outlet or "the article"
        if wanted and not all(word in {folded(w) for w in who.split()} for word in wanted):
            continue
        if outlet and outlet.casefold() not in (place.outlet or "").casefold():
            continue
        via = tuple(chains.get(one.statement_id or "", ()))
        found.append(FigureInfo(figure=one, place=place, who=who, via=via))
    found.sort(key=lambda f: (f.place.published or "", f.place.path, f.place.span))
    return found


def labels(
    connection: sqlite3.Connection, *, actor: str | None, outlet: str | None
) -> list[tuple[Label, str, str | None]]:
    """Labels with the outlet that prints them and whose word they are (None: the outlet's)."""
    known = speakers(connection)
    outlets = dict(connection.execute("SELECT id, outlet FROM article"))
    wanted = [folded(word) for word in (actor or "").split()]
    found = []
    for one in comparing.kept_labels(connection):
        paper = outlets.get(one.article_id) or ""
        if wanted and not all(word in {folded(w) for w in one.actor.split()} for word in wanted):
            continue
        if outlet and outlet.casefold() not in paper.casefold():
            continue
        by = " and ".join(name for _, name, _ in known.get(one.statement_id or "", ())) or None
        found.append((one, paper, by if one.statement_id else None))
    return found


def compared(
    connection: sqlite3.Connection,
    *,
    outlets: tuple[str, ...],
    actor: str | None,
    event: str | None,
) -> list[telling.Row]:
    """How outlets tell it: voices, labels, omissions, changed statements.

    Raises:
        UsageError: nothing was chosen, or an outlet or event is not in the project.
    """
    chosen = _articles(connection, outlets, event)
    copies = dict(connection.execute("SELECT article_id, of_article_id FROM copy ORDER BY share"))
    own = telling.independent(chosen, copies)
    known = speakers(connection)
    wanted = [folded(word) for word in (actor or "").split()]

    def meant(name: str) -> bool:
        has = {folded(word) for word in name.split()}
        return all(word in has for word in wanted)

    spoken = []
    for statement, article, cue_a, cue_b, mode in connection.execute(
        "SELECT id, article_id, cue_start, cue_end, mode FROM statement"
        " ORDER BY article_id, ordinal"
    ):
        if article not in own:
            continue
        text, outlet = chosen[article]
        for id, name, kind in known.get(statement, ()):
            if not meant(name):
                continue
            spoken.append(
                Spoken(
                    outlet=outlet,
                    article_id=article,
                    actor_id=id,
                    actor=name,
                    kind=kind,
                    cue=None if cue_a is None else text[cue_a:cue_b],
                    mode=mode,
                    words=_words(connection, statement, text),
                )
            )
    called = [
        Called(
            outlet=chosen[label.article_id][1],
            article_id=label.article_id,
            actor=label.actor,
            text=label.text,
            by=by,
            form=label.form,
        )
        for label, _, by in labels(connection, actor=actor, outlet=None)
        if label.article_id in own
    ]
    rows: list[telling.Row] = [*telling.voices(spoken), *telling.names(called)]
    if not wanted:
        papers = sorted({outlet for _, outlet in chosen.values()})
        rows += telling.omissions(spoken, papers if len(papers) <= 20 else papers[:20])
    rows += telling.changed(_versions(connection, chosen, known, meant))
    return rows


def _articles(
    connection: sqlite3.Connection, outlets: tuple[str, ...], event: str | None
) -> dict[str, tuple[str, str]]:
    """Text and outlet of the chosen current articles, by id."""
    wheres, values = ["superseded_by IS NULL"], []
    if event is not None:
        known = connection.execute(
            "SELECT id FROM event WHERE substr(id, 1, length(?)) = ?", (event, event)
        ).fetchall()
        if len(known) != 1:
            raise UsageError(
                f"{len(known) or 'no'} event has an id that begins with {event!r}",
                advice="'quoth conflicts --json' and 'quoth claims --json' name events",
            )
        wheres.append("id IN (SELECT article_id FROM happening WHERE event_id = ?)")
        values.append(known[0][0])
    names = [name for (name,) in connection.execute("SELECT DISTINCT outlet FROM article")]
    if outlets:
        meant: list[str] = []
        for wanted in outlets:
            exact = [n for n in names if n and n.casefold() == wanted.casefold()]
            found = exact or [n for n in names if n and wanted.casefold() in n.casefold()]
            if not found:
                raise UsageError(
                    f"no article is of an outlet called {wanted!r}",
                    advice="'quoth info' lists the outlets",
                )
            meant += found
        wheres.append(f"coalesce(outlet, '') IN ({', '.join('?' * len(meant))})")
        values += meant
    return {
        id: (text, outlet or site(url, path))
        for id, text, outlet, url, path in connection.execute(
            "SELECT id, text, outlet, url, path FROM article"
            f" WHERE {' AND '.join(wheres)} ORDER BY id",
            values,
        )
    }


def _words(connection: sqlite3.Connection, statement: str, text: str) -> int:
    spans = connection.execute(
        "SELECT span_start, span_end FROM content WHERE statement_id = ?", (statement,)
    )
    return sum(len(text[a:b].split()) for a, b in spans)


def _versions(connection, chosen, known, meant) -> list[Version]:
    texts = dict(connection.execute("SELECT id, text FROM claim"))
    found = []
    for claim, statement, article, relation in connection.execute(
        "SELECT claim_id, statement_id, article_id, relation FROM member ORDER BY claim_id, ordinal"
    ):
        who = " and ".join(name for _, name, _ in known.get(statement, ()))
        if article not in chosen or not meant(who):
            continue
        text, outlet = chosen[article]
        spans = connection.execute(
            "SELECT span_start, span_end FROM content WHERE statement_id = ? ORDER BY ordinal",
            (statement,),
        )
        found.append(
            Version(
                claim_id=claim,
                text=texts[claim],
                outlet=outlet,
                article_id=article,
                relation=relation,
                words=" ".join(" ".join(text[a:b] for a, b in spans).split()),
                who=who,
            )
        )
    return found

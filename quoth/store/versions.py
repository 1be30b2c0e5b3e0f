"""Versions: captures of articles, and which of several captures of one page is current."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from quoth.model import Article, Capture
from quoth.schema import TABLE
from quoth.store import reading
from quoth.store.file import now
from quoth.store.originals import Captured
from quoth.store.rows import noun, row

ROW = TABLE["capture"]
ORIGINAL = TABLE["original"]

SAME = ("article_id", "original", "format", "fields", "captured")
"""Two readings of an input that are alike in these are one capture."""

RUN = 4
"""Words that follow one another, compared between the texts of one page."""

SHARED = 0.3
"""Of the runs of words of the shorter text: so many in common, and it is another version.

A corrected or updated article keeps more than half; two articles at one address (a live page's
start, a section front, a record with a wrong URL) share below a tenth, mostly boilerplate.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of an article, with the captures that gave it."""

    article: Article
    captures: tuple[Capture, ...]
    """In the order in which they were read; none in a project from before captures were kept."""
    current: bool

    @property
    def seen(self) -> str | None:
        """When it was first seen: fetched, if that is known, else read."""
        times = [c.captured or c.read_at for c in self.captures]
        return min(times) if times else None


def keep(connection: sqlite3.Connection, captured: Captured) -> bool:
    """Record a capture with its originals; the caller holds the transaction.

    Returns:
        Whether it was a new one; else what is known of the last one was renewed.
    """
    for original in captured.originals:
        known = connection.execute(
            "SELECT number, data IS NULL FROM original WHERE sha256 = ?", (original.sha256,)
        ).fetchone()
        if known is None:
            number = _next(connection, "original")
            connection.execute(ORIGINAL.insert, row(ORIGINAL, original, number=number))
        elif known[1] and original.data is not None:  # was in an archive, is a file by itself now
            connection.execute(
                "UPDATE original SET packing = ?, data = ? WHERE number = ?",
                (original.packing, original.data, known[0]),
            )
    capture = captured.capture
    last = next(
        iter(
            reading.rows(
                connection, "capture", "path = ? ORDER BY place DESC LIMIT 1", capture.path
            )
        ),
        None,
    )
    if last is not None and all(last[name] == getattr(capture, name) for name in SAME):
        connection.execute(
            "UPDATE capture SET reader = ?, payload = ?, decoded = ?, locator = ? WHERE number = ?",
            (capture.reader, capture.payload, capture.decoded, capture.locator, last["number"]),
        )
        return False
    place = 0 if last is None else last["place"] + 1
    capture = replace(capture, place=place, read_at=now())
    connection.execute(ROW.insert, row(ROW, capture, number=_next(connection, "capture")))
    return True


def has_original(connection: sqlite3.Connection, path: str) -> bool:
    """Whether the original of an input's last capture is kept."""
    found = connection.execute(
        "SELECT original.number FROM capture JOIN original ON original.sha256 = capture.original"
        " WHERE capture.path = ? ORDER BY capture.place DESC LIMIT 1",
        (path,),
    ).fetchone()
    return found is not None


def settle(connection: sqlite3.Connection, article_id: str) -> None:
    """Make the last captured of an article and the other versions of its page the current one."""
    page, superseded_by, title, text = connection.execute(
        "SELECT page, superseded_by, title, text FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if page is None:
        return
    others = connection.execute(
        "SELECT id, title, text FROM article"
        " WHERE page = ? AND id != ? AND superseded_by IS NULL ORDER BY id",
        (page, article_id),
    ).fetchall()
    current = [article_id] if superseded_by is None else []
    current += [id for id, *other in others if alike((title, text), tuple(other))]
    if superseded_by is not None and not (current and _later(connection, article_id, current[0])):
        return
    candidates = [article_id, *(id for id in current if id != article_id)]
    if len(candidates) == 1 and superseded_by is None:
        return
    newest = candidates[0]
    for other in candidates[1:]:
        newest = other if _later(connection, other, newest) else newest
    connection.execute("UPDATE article SET superseded_by = NULL WHERE id = ?", (newest,))
    for other in candidates:
        if other != newest:
            connection.execute("UPDATE article SET superseded_by = ? WHERE id = ?", (newest, other))


def _later(connection: sqlite3.Connection, one: str, other: str) -> bool:
    """Whether an article was captured later than another one: fetched, else read."""
    (one_captured, one_read), (other_captured, other_read) = (
        connection.execute(
            "SELECT MAX(captured), MAX(number) FROM capture WHERE article_id = ?", (id,)
        ).fetchone()
        for id in (one, other)
    )
    if one_captured and other_captured and one_captured != other_captured:
        return one_captured > other_captured
    return (one_read or 0) > (other_read or 0)


def alike(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    """Whether two (title, text) are versions of one article rather than two articles."""
    runs, others = _runs(one[1]), _runs(other[1])
    shorter = min(len(runs), len(others))
    if shorter and len(runs & others) >= SHARED * shorter:
        return True
    same_title = one[0] and other[0] and one[0].casefold().split() == other[0].casefold().split()
    return bool(same_title and (not shorter or runs & others))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def _next(connection: sqlite3.Connection, table: str) -> int:
    return (connection.execute(f"SELECT MAX(number) FROM {table}").fetchone()[0] or 0) + 1


def captures(connection: sqlite3.Connection, article_id: str) -> tuple[Capture, ...]:
    """The captures that gave an article, in the order in which they were read."""
    return tuple(
        noun("capture", values, {})
        for values in reading.rows(
            connection, "capture", "article_id = ? ORDER BY number", article_id
        )
    )


def history(connection: sqlite3.Connection, article_id: str) -> list[Version]:
    """All versions of an article, the oldest first, the current one last."""
    found = {article_id}
    new = [article_id]
    while new:
        id = new.pop()
        rows = connection.execute(
            "SELECT id, superseded_by FROM article WHERE superseded_by = ?"
            " OR (id = ? AND superseded_by IS NOT NULL)",
            (id, id),
        ).fetchall()
        for former, successor in rows:
            other = former if successor == id else successor
            if other not in found and _is_version(connection, former, successor):
                found.add(other)
                new.append(other)
    made = []
    for id in found:
        (superseded_by,) = connection.execute(
            "SELECT superseded_by FROM article WHERE id = ?", (id,)
        ).fetchone()
        made.append(
            Version(
                article=reading.article(connection, id),
                captures=captures(connection, id),
                current=superseded_by is None,
            )
        )
    return sorted(made, key=lambda version: (version.current, *_order(version)))


def _order(version: Version) -> tuple:
    read = max((capture.read_at for capture in version.captures), default="")
    return (version.seen or "", read, version.article.published or "", version.article.id)


def _is_version(connection: sqlite3.Connection, former: str, successor: str) -> bool:
    """Whether an article is a version of its successor.

    It is not if its input only delivers another article now, as a line of a list does.
    """
    (one, other) = (
        connection.execute("SELECT page, title, text FROM article WHERE id = ?", (id,)).fetchone()
        for id in (former, successor)
    )
    return (one[0] is not None and one[0] == other[0]) or alike(one[1:], other[1:])


def changed(connection: sqlite3.Connection) -> dict[str, int]:
    """Articles that have several versions: id of the last one to their number."""
    successors = {
        former: successor
        for former, successor in connection.execute(
            "SELECT id, superseded_by FROM article WHERE superseded_by IS NOT NULL ORDER BY id"
        ).fetchall()
        if _is_version(connection, former, successor)
    }
    counts: dict[str, int] = {}
    for id in successors:
        while id in successors:
            id = successors[id]
        counts[id] = counts.get(id, 1) + 1
    return counts

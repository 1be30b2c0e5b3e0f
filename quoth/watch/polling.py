"""What is new in feeds, fetched and run into a project, once or again and again."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from quoth.errors import Busy, InputError, NotAnArticle, Refused, Unreadable, UsageError
from quoth.model import SkippedInput
from quoth.read.document import MAX_BYTES, RawDocument, skipped
from quoth.watch.addresses import kind_near, parts_of
from quoth.watch.fetch import DELAY, PUBLIC, Answer, Fetcher, Stopped
from quoth.watch.memory import Known, Memory

if TYPE_CHECKING:
    from quoth.running import RunReport

EVERY = 1800.0
"""Seconds between two looks at the feeds."""

FEED_BYTES = 10_000_000
ENTRIES = 1000
"""Of a feed that are looked at in one poll, in its order."""

TRIES = 5
"""Polls after which a page that cannot be fetched is left."""

PAGES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "": "html",
}


@dataclass(slots=True, kw_only=True)
class Poll:
    """What one look at the feeds has brought."""

    feeds: int = 0
    unchanged: int = 0
    """Feeds that were the same as before."""
    fetched: int = 0
    """Pages."""
    waiting: int = 0
    """Pages that are tried again at the next poll."""
    problems: list[SkippedInput] = field(default_factory=list)
    """Feeds that could not be read, pages that could not be fetched."""
    report: RunReport | None = None
    """What became of the pages; None if there were none."""
    stopped: bool = False
    """Somebody asked to stop before the end."""


def watch(
    project: str | os.PathLike[str],
    feeds: str | Iterable[str],
    *,
    once: bool = False,
    every: float = EVERY,
    delay: float = DELAY,
    contact: str | None = None,
    max_bytes: int = MAX_BYTES,
    stop: threading.Event | None = None,
    on_poll: Callable[[Poll], None] | None = None,
    **options: Any,
) -> Poll:
    """Follow feeds: fetch the articles of new entries and run them into a project.

    Args:
        project: the project file, made where there is none. What is remembered between runs
            stands beside it, in `PROJECT.watch`.
        feeds: addresses of RSS or Atom feeds (http or https).
        once: look once and return.
        every: seconds from the end of one look to the beginning of the next.
        delay: seconds between two requests to one host.
        contact: how to reach you, said in the User-Agent.
        max_bytes: larger pages are skipped.
        stop: set it to end: what was fetched until then is kept.
        on_poll: called after each look.
        **options: those of `quoth.run`: `workers`, `model`, `fast`, `on_progress`.

    Returns:
        The last look.

    Raises:
        UsageError: no feed, an address that is none, or a time that cannot be.
        ProjectError, ModelError: as `quoth.run`.
    """
    watching = Watch(
        project,
        feeds,
        delay=delay,
        contact=contact,
        max_bytes=max_bytes,
        stop=stop,
        options=options,
    )
    return watching.follow(once=once, every=every, on_poll=on_poll)


class Watch:
    """The feeds of one project; see `watch`."""

    def __init__(
        self,
        project: str | os.PathLike[str],
        feeds: str | Iterable[str],
        *,
        delay: float = DELAY,
        contact: str | None = None,
        max_bytes: int = MAX_BYTES,
        stop: threading.Event | None = None,
        options: dict[str, Any] | None = None,
    ):
        self.project = os.fspath(project)
        self.feeds = [feeds] if isinstance(feeds, str) else list(feeds)
        if not self.feeds:
            raise UsageError("no feed was given", advice="name the address of a feed")
        for feed in self.feeds:
            try:
                parts_of(feed)
            except InputError as error:
                raise UsageError(f"{feed}: {error.reason}", advice=error.advice) from error
        if delay < 0:
            raise UsageError(f"delay is {delay}", advice="give 0 seconds or more")
        self.stop = stop or threading.Event()
        self.max_bytes = max_bytes
        self.options = options or {}
        self.memory = Memory.beside(self.project)
        self.fetcher = Fetcher(
            delay=delay, contact=contact, stop=self.stop, blocked=self.memory.blocked
        )

    def follow(
        self,
        *,
        once: bool = False,
        every: float = EVERY,
        on_poll: Callable[[Poll], None] | None = None,
    ) -> Poll:
        """Look again and again until it is stopped; the last look."""
        if every <= 0:
            raise UsageError(f"every is {every}", advice="give seconds between two looks")
        while True:
            poll = self.poll()
            if on_poll is not None:
                on_poll(poll)
            if once or poll.stopped or self.stop.wait(every):
                return poll

    def poll(self) -> Poll:
        """Look at every feed once, fetch what is new, and run it."""
        from quoth import running

        poll = Poll()
        documents = self._documents(poll)
        try:
            first = next(documents, None)
            if first is not None:
                poll.report = running.run(
                    self.project,
                    self.feeds,
                    found=chain([first], documents),
                    max_bytes=self.max_bytes,
                    **self.options,
                )
        finally:
            documents.close()
            self.memory.save()
        return poll

    def _documents(self, poll: Poll) -> Iterator[RawDocument | SkippedInput]:
        """The pages of new entries, feed by feed. Ends early when it is asked to stop."""
        seen: set[str] = set()
        try:
            for feed in self.feeds:
                poll.feeds += 1
                try:
                    yield from self._feed(feed, seen, poll)
                except InputError as error:
                    poll.problems.append(skipped(feed, error))
        except Stopped:
            poll.stopped = True

    def _feed(self, feed: str, seen: set[str], poll: Poll) -> Iterator[RawDocument | SkippedInput]:
        """The pages of a feed's new entries."""
        known = self.memory.feeds.setdefault(feed, Known())
        own = frozenset({kind_near(parts_of(feed))})
        kinds = own | PUBLIC
        answer = self.fetcher.get(
            feed,
            limit=FEED_BYTES,
            kinds=kinds,
            first=own,
            etag=known.etag,
            modified=known.modified,
        )
        if answer.status == 304:
            poll.unchanged += 1
            return
        if answer.status != 200:
            raise _not_there(answer)
        if answer.moved:
            moved = NotAnArticle(
                f"the feed has moved for good to {answer.url}",
                advice="name the new address; until then the old one is followed",
            )
            poll.problems.append(skipped(feed, moved))
        # If entries are left for later, the feed is to be read again even if it is the same.
        known.etag = known.modified = None
        waiting = poll.waiting
        for entry in self._entries(feed, answer, poll):
            if entry.url not in seen:
                seen.add(entry.url)
                yield from self._page(entry, kinds, poll)
        if poll.waiting == waiting:
            _remember(known, answer)

    def _entries(self, feed: str, answer: Answer, poll: Poll) -> Iterator[_Entry]:
        """The entries of a feed that are new, or dated anew."""
        from quoth.read.formats.feed import about, content, dated, parsed

        read = parsed(answer.body)
        for number, entry in enumerate(read.entries[:ENTRIES], 1):
            fields = about(entry, read.feed)
            fields.pop("url", None)
            url = (entry.get("link") or "").strip().partition("#")[0]
            try:
                parts_of(url)
            except InputError as error:
                poll.problems.append(skipped(url or f"{feed}#{number}", error))
                continue
            mark = dated(entry, "updated", "published") or ""
            page = self.memory.pages.get(url)
            if page is not None and page.mark == mark:
                continue
            try:
                whole = content(entry)
            except InputError:
                whole = None
            yield _Entry(url=url, mark=mark, fields=fields, whole=whole)

    def _page(
        self, entry: _Entry, kinds: frozenset[str], poll: Poll
    ) -> Iterator[RawDocument | SkippedInput]:
        """The page that an entry leads to, or why there is none, or nothing if it is the same."""
        known = self.memory.pages.setdefault(entry.url, Known())
        same = known.failures == 0
        try:
            answer = self.fetcher.get(
                entry.url,
                limit=self.max_bytes,
                kinds=kinds,
                etag=known.etag if same else None,
                modified=known.modified if same else None,
            )
            if answer.status == 304:
                known.mark = entry.mark
                return
            if answer.status != 200:
                raise _not_there(answer)
            raw = _document(entry, answer)
        except Busy as error:
            poll.waiting += 1
            poll.problems.append(skipped(entry.url, error))
        except InputError as error:
            known.failures += 1
            if not isinstance(error, (NotAnArticle, Refused)) and known.failures < TRIES:
                poll.waiting += 1
                poll.problems.append(skipped(entry.url, error))
                return
            known.mark = entry.mark  # not asked for again before the feed dates it anew
            if entry.whole is not None:
                # The feed itself holds the article.
                fields = {**entry.fields, "url": entry.url}
                yield RawDocument(entry.url, "feed", entry.whole, fields, captured=_now())
            else:
                yield skipped(entry.url, error)
        else:
            poll.fetched += 1
            yield raw
            _remember(known, answer)
            known.mark = entry.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry of a feed that is to be fetched."""

    url: str
    mark: str
    """How the feed dates it."""
    fields: dict
    """What the feed says of it."""
    whole: bytes | None
    """The article, if the feed holds it."""


def _remember(known: Known, answer: Answer) -> None:
    known.etag = answer.headers.get("etag")
    known.modified = answer.headers.get("last-modified")
    known.fetched = time.time()
    known.failures = 0


def _not_there(answer: Answer) -> InputError:
    """The error for an answer that is not the thing itself."""
    reason = f"the server answers with status {answer.status}"
    if 400 <= answer.status < 500 and answer.status not in (408, 425):
        return NotAnArticle(reason, advice="check the address in a browser")
    return Unreadable(reason, advice="it is tried again")


def _document(entry: _Entry, answer: Answer) -> RawDocument:
    """A fetched page as an input; its original is what came."""
    from quoth.read.formats.warc import content_type

    kind, charset = content_type(answer.headers.get("content-type", ""))
    form = PAGES.get(kind)
    if form is None:
        raise NotAnArticle(
            f"the entry leads to {kind}, not to a page", advice="save it, and read the file"
        )
    fields = {**entry.fields, "url": answer.url, **({"charset": charset} if charset else {})}
    return RawDocument(entry.url, form, answer.body, fields, captured=_now())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

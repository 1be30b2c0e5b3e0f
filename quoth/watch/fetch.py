"""Fetching as a guest: one request a host at a time, slowly, what robots.txt allows, bounded.

Every request names Quoth in its User-Agent. What a server says about waiting is obeyed
(Retry-After, RFC 9110 section 10.2.3; Crawl-delay), robots.txt is read as RFC 9309 says, and
what was fetched before is asked for conditionally (RFC 9110 section 13.1).
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, urljoin

import quoth
from quoth.errors import Busy, Refused, Unreadable
from quoth.read.document import too_large
from quoth.read.transfer import unpacked
from quoth.watch.addresses import PORTS, parts_of, permitted

DELAY = 5.0
"""Seconds between two requests to one host, unless robots.txt asks for more."""

LONGEST_DELAY = 300.0
LONGEST_WAIT = 86_400.0
"""Seconds that a server can make us stay away with Retry-After."""

PATIENCE = 20.0
"""Seconds to wait for a connection or for the next bytes."""

DEADLINE = 60.0
"""Seconds for one answer as a whole."""

REDIRECTS = 5
ROBOTS_BYTES = 500_000
"""Of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""

TICK = 0.1
"""Seconds between two looks whether somebody wants to stop."""

ROBOTS_AGE = 86_400.0
AGENT = "Quoth"
PUBLIC = frozenset({"public"})
LATER = "it is asked again when the time has come"


class Stopped(Exception):
    """Somebody asked to stop while we were waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came. `url` is where it came from in the end."""

    status: int
    url: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""
    moved: bool = False
    """Every redirect on the way was a permanent one, and there was one."""


class Fetcher:
    """Fetches one thing after the other.

    Args:
        delay: seconds between two requests to one host.
        contact: how to reach whoever runs this, for the User-Agent.
        stop: set by whoever wants it to end; every wait ends then.
        blocked: hosts to leave alone, and until when (seconds since 1970).
    """

    def __init__(
        self,
        *,
        delay: float = DELAY,
        contact: str | None = None,
        stop: threading.Event | None = None,
        blocked: dict[str, float] | None = None,
    ):
        self.delay = delay
        about = f"; {contact}" if contact else ""
        self.agent = f"{AGENT}/{quoth.__version__} (quoth watch, reads feeds for one person{about})"
        self.stop = stop or threading.Event()
        self.blocked = blocked if blocked is not None else {}
        self._last: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Callable[[str], bool], float]] = {}

    def get(
        self,
        url: str,
        *,
        limit: int,
        kinds: frozenset[str] = PUBLIC,
        first: frozenset[str] | None = None,
        etag: str | None = None,
        modified: str | None = None,
    ) -> Answer:
        """Fetch an address, through redirects, as far as it is allowed and polite.

        Args:
            url: http or https.
            limit: bytes that the body may have, unpacked.
            kinds: of addresses that may be connected to.
            first: of addresses that it may have itself, if not all those that redirects may
                lead to.
            etag, modified: what it had when it was fetched last: status 304 then says that it
                is the same.

        Raises:
            Refused: robots.txt or the kind of its address forbid it.
            Busy: the server asks us to come again later.
            Unreadable: it cannot be fetched.
            Stopped: somebody asked to stop.
        """
        conditions = {}
        if etag:
            conditions["If-None-Match"] = etag
        if modified:
            conditions["If-Modified-Since"] = modified
        moved, permanent = False, True
        for hop in range(REDIRECTS + 1):
            parts = parts_of(url)
            near = kinds if hop or first is None else first
            allowed, pause = self._rules(parts, near)
            if not allowed(url):
                raise Refused(
                    f"robots.txt of {parts.hostname} does not allow it to be fetched",
                    advice="save the page by hand, and read the file",
                )
            answer = self._request(parts, near, limit, max(self.delay, pause), conditions)
            place = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not place:
                return Answer(
                    status=answer.status,
                    url=url,
                    body=answer.body,
                    headers=answer.headers,
                    moved=moved and permanent,
                )
            moved, permanent = True, permanent and answer.status in (301, 308)
            url = urljoin(url, place).partition("#")[0]
        raise Unreadable(f"more than {REDIRECTS} redirects", advice="check the address")

    # One request

    def _request(
        self,
        parts: SplitResult,
        kinds: frozenset[str],
        limit: int,
        delay: float,
        headers: dict[str, str],
    ) -> Answer:
        import httpx2

        host = _origin(parts)
        self._wait(host, delay)
        address = permitted(parts, kinds)
        port = parts.port or PORTS[parts.scheme]
        name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        own_port = "" if port == PORTS[parts.scheme] else f":{port}"
        numeric = f"[{address}]" if address.version == 6 else str(address)
        target = parts._replace(netloc=f"{numeric}:{port}", fragment="").geturl()
        sent = {
            "Host": f"{name}{own_port}",
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,"
            "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate, br",
            **headers,
        }
        try:
            status, said, body = self._in_time(target, sent, parts.hostname or "", limit)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, RuntimeError) as error:
            raise _no_answer(parts, f"{type(error).__name__} {error}".strip()[:200]) from error
        except TimeoutError as error:
            raise _no_answer(parts, str(error)) from error
        finally:
            self._last[host] = time.monotonic()
        if status in (429, 503):
            raise self._busy(host, status, said.get("retry-after"))
        if status == 200:
            body = unpacked(body, said.get("content-encoding", ""), limit)
        return Answer(status=status, url=parts.geturl(), body=body, headers=said)

    def _in_time(
        self, target: str, headers: dict[str, str], host: str, limit: int
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request, made in a thread of its own.

        Nothing else ends a wait for a server that sends a byte now and then, or nothing at
        all, when the time is over or somebody wants to stop. The thread that is left behind
        ends with its next byte, or when its patience does.
        """
        import httpx2

        client = httpx2.Client(
            verify=self._certificates, timeout=PATIENCE, trust_env=False, follow_redirects=False
        )
        ended: queue.SimpleQueue = queue.SimpleQueue()

        def ask() -> None:
            try:
                with client.stream(
                    "GET", target, headers=headers, extensions={"sni_hostname": host}
                ) as answer:
                    said = {name.lower(): value for name, value in answer.headers.items()}
                    body = _body(answer, limit) if answer.status_code == 200 else b""
                ended.put((answer.status_code, said, body))
            except Exception as error:
                ended.put(error)

        threading.Thread(target=ask, name="quoth-fetch", daemon=True).start()
        until = time.monotonic() + DEADLINE
        try:
            while True:
                try:
                    found = ended.get(timeout=TICK)
                    break
                except queue.Empty:
                    if self.stop.is_set():
                        raise Stopped from None
                    if time.monotonic() > until:
                        raise TimeoutError(f"no whole answer in {DEADLINE:g} s") from None
        finally:
            client.close()
        if isinstance(found, Exception):
            raise found
        return found

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    # Waiting

    def _wait(self, host: str, delay: float) -> None:
        until = self.blocked.get(host, 0.0)
        if until > time.time():
            raise Busy(
                f"{host} asked not to be asked before {_moment(until)}", until=until, advice=LATER
            )
        last = self._last.get(host)
        pause = 0.0 if last is None else last + delay - time.monotonic()
        if self.stop.wait(pause) if pause > 0 else self.stop.is_set():
            raise Stopped

    def _busy(self, host: str, status: int, after: str | None) -> Busy:
        wait = min(retry_after(after) or 600.0, LONGEST_WAIT)
        until = time.time() + wait
        self.blocked[host] = until
        return Busy(
            f"{host} is busy (status {status}); not asked again before {_moment(until)}",
            until=until,
            advice=LATER,
        )

    # robots.txt

    def _rules(
        self, parts: SplitResult, kinds: frozenset[str]
    ) -> tuple[Callable[[str], bool], float]:
        """Which addresses of a host may be fetched, and seconds to leave between them."""
        origin = f"{parts.scheme}://{_origin(parts)}"
        known = self._robots.get(origin)
        if known is None or time.monotonic() - known[0] > ROBOTS_AGE:
            allowed, pause = self._asked(parts_of(f"{origin}/robots.txt"), kinds)
            known = (time.monotonic(), allowed, pause)
            self._robots[origin] = known
        return known[1], known[2]

    def _asked(
        self, parts: SplitResult, kinds: frozenset[str]
    ) -> tuple[Callable[[str], bool], float]:
        from protego import Protego

        for _ in range(REDIRECTS + 1):
            answer = self._request(parts, kinds, 10 * ROBOTS_BYTES, self.delay, {})
            place = answer.headers.get("location")
            if answer.status in (301, 302, 303, 307, 308) and place:
                parts = parts_of(urljoin(parts.geturl(), place))
                continue
            break
        if answer.status >= 500:
            # Complete disallow while the server is out of order (RFC 9309, 2.3.1.4).
            raise Unreadable(
                f"{parts.hostname} answers with status {answer.status} for robots.txt",
                advice="nothing is fetched from there before it says what may be fetched",
            )
        if answer.status != 200:
            return (lambda url: True), 0.0
        rules = Protego.parse(answer.body[:ROBOTS_BYTES].decode("utf-8", "replace"))
        pause = min(float(rules.crawl_delay(AGENT) or 0.0), LONGEST_DELAY)
        return (lambda url: rules.can_fetch(url, AGENT)), pause


def retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number of seconds or a date; None if it says neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 1.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _origin(parts: SplitResult) -> str:
    port = parts.port or PORTS[parts.scheme]
    return (parts.hostname or "") + ("" if port == PORTS[parts.scheme] else f":{port}")


def _body(answer: Any, limit: int) -> bytes:
    """What is sent, as it is sent; no more of it than the limit."""
    pieces, size = [], 0
    for piece in answer.iter_raw():
        size += len(piece)
        if size > limit:
            raise too_large(None, limit, "page")
        pieces.append(piece)
    return b"".join(pieces)


def _no_answer(parts: SplitResult, what: str) -> Unreadable:
    return Unreadable(
        f"{parts.hostname} did not answer: {what}",
        advice="it is tried again; check the address if that goes on",
    )


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))

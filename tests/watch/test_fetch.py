"""Fetching: polite, bounded, and never where it should not go."""

from __future__ import annotations

import gzip
import threading
import time
from email.utils import formatdate
from itertools import pairwise

import pytest

from quoth.errors import Busy, Refused, Unreadable
from quoth.watch import fetch
from quoth.watch.fetch import Fetcher, Stopped, retry_after
from tests.watch.server import answer, serving

LOCAL = frozenset({"loopback"})


def fetcher(**options) -> Fetcher:
    return Fetcher(delay=options.pop("delay", 0.0), **options)


def get(site, path, *, by=None, **options):
    return (by or fetcher()).get(
        site.url(path), limit=options.pop("limit", 10**6), kinds=LOCAL, **options
    )


def test_it_says_who_it_is():
    with serving({"/a": b"words"}) as site:
        found = get(site, "/a", by=fetcher(contact="me@lab.example"))
        assert (found.status, found.body, found.url) == (200, b"words", site.url("/a"))
        for asked in site.asked:
            assert asked.headers["user-agent"].startswith("Quoth/")
            assert "me@lab.example" in asked.headers["user-agent"]
            assert asked.headers["host"] == site.address.removeprefix("http://")


def test_what_robots_txt_forbids_is_not_fetched():
    robots = (
        b"User-agent: *\nDisallow: /private/\nDisallow: /*.cgi$\n\nUser-agent: Other\nDisallow: /"
    )
    with serving(
        {"/robots.txt": answer(robots, "text/plain"), "/a": b"x", "/private/b": b"x"}
    ) as s:
        by = fetcher()
        assert get(s, "/a", by=by).body == b"x"
        for path in ("/private/b", "/c.cgi"):
            with pytest.raises(Refused, match=r"robots\.txt of 127\.0\.0\.1 does not allow"):
                get(s, path, by=by)
        assert s.paths() == ["/a"]
        assert len(s.asked) == 2, "robots.txt is asked for once"


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone():
    with serving({"/robots.txt": answer(b"", status=500), "/a": b"x"}) as site:
        with pytest.raises(Unreadable, match=r"status 500 for robots\.txt"):
            get(site, "/a")
        assert site.paths() == []


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed():
    pages = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /b", "text/plain"),
        "/a": answer(b"", status=302, Location="/b"),
        "/b": b"x",
    }
    with serving(pages) as site:
        with pytest.raises(Refused):
            get(site, "/a")
        assert site.paths() == ["/a"]


def test_requests_to_one_host_are_apart_and_robots_txt_may_ask_for_more():
    with serving({"/a": b"x"}) as site:
        by = fetcher(delay=0.3)
        get(site, "/a", by=by)
        get(site, "/a", by=by)
        times = [asked.at for asked in site.asked]
        assert all(after - before > 0.28 for before, after in pairwise(times))
    robots = answer(b"User-agent: *\nCrawl-delay: 0.5", "text/plain")
    with serving({"/robots.txt": robots, "/a": b"x"}) as site:
        by = fetcher()
        get(site, "/a", by=by)
        get(site, "/a", by=by)
        assert site.asked[-1].at - site.asked[-2].at > 0.48


def test_a_busy_server_is_left_alone_until_the_time_it_says():
    with serving({"/a": answer(b"", status=429, Retry_After="100"), "/b": b"x"}) as site:
        by = fetcher()
        with pytest.raises(Busy, match="status 429") as raised:
            get(site, "/a", by=by)
        assert 95 < raised.value.until - time.time() < 101
        with pytest.raises(Busy, match="asked not to be asked before"):
            get(site, "/b", by=by)
        assert site.paths() == ["/a"]


def test_retry_after_is_seconds_or_a_date_and_never_for_ever():
    assert retry_after("120") == 120
    assert 50 < retry_after(formatdate(time.time() + 60, usegmt=True)) < 61
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 1
    for nonsense in (None, "", "soon", "-5", "9" * 50, "²"):
        assert retry_after(nonsense) is None
    with serving({"/a": answer(b"", status=503, Retry_After="999999999")}) as site:
        with pytest.raises(Busy) as raised:
            get(site, "/a")
        assert raised.value.until - time.time() <= fetch.LONGEST_WAIT


def test_what_is_the_same_is_not_sent_again():
    def page(asked, _):
        if asked.headers.get("if-none-match") == '"1"':
            return answer(b"", status=304)
        return answer(b"words", ETag='"1"', Last_Modified="Tue, 14 Jan 2025 09:30:00 GMT")

    with serving({"/a": page}) as site:
        first = get(site, "/a")
        assert (first.body, first.headers["etag"]) == (b"words", '"1"')
        modified = first.headers["last-modified"]
        second = get(site, "/a", etag='"1"', modified=modified)
        assert (second.status, second.body) == (304, b"")
        assert site.asked[-1].headers["if-modified-since"] == modified


def test_redirects_are_followed_and_bounded():
    pages = {
        "/a": answer(b"", status=301, Location="/b#part"),
        "/b": answer(b"", status=308, Location="c"),
        "/c": b"words",
        "/round": answer(b"", status=302, Location="/round"),
        "/now": answer(b"", status=302, Location="/c"),
    }
    with serving(pages) as site:
        found = get(site, "/a")
        assert (found.body, found.url, found.moved) == (b"words", site.url("/c"), True)
        assert get(site, "/now").moved is False
        with pytest.raises(Unreadable, match="more than 5 redirects"):
            get(site, "/round")
        assert site.paths().count("/round") == 6


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@h/"])
def test_a_redirect_out_of_the_web_is_refused(place):
    page = answer(b"", status=302, Location=place)
    with serving({"/a": page}) as site, pytest.raises(Refused):
        get(site, "/a")


def test_a_public_address_cannot_lead_to_this_machine(monkeypatch):
    """The server is on loopback; here it plays a host in public that redirects to loopback."""
    with serving({"/b": b"secret"}) as site:
        public = frozenset({"public"})
        with pytest.raises(Refused, match=r"127\.0\.0\.1 is a loopback address"):
            fetcher().get(site.url("/b"), limit=100, kinds=public)
        site.pages["/a"] = answer(b"", status=302, Location="http://127.0.0.2:1/b")
        # The first hop may be where the feed is; those after it must be public.
        with pytest.raises(Refused, match=r"127\.0\.0\.2 is a loopback address"):
            fetcher().get(site.url("/a"), limit=100, kinds=public, first=LOCAL)
        assert site.paths() == ["/a"]


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_too_large_is_not_read_to_its_end(packed):
    body = b"<p>" + b" " * 30_000_000
    page = answer(gzip.compress(body), Content_Encoding="gzip") if packed else answer(body)
    with serving({"/a": page}) as site, pytest.raises(Unreadable, match="too large"):
        get(site, "/a", limit=100_000)


def test_a_server_that_never_ends_is_left(monkeypatch):
    def slowly(_, handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass
        handler.close_connection = True

    monkeypatch.setattr(fetch, "DEADLINE", 0.6)
    with serving({"/a": slowly}) as site:
        start = time.monotonic()
        with pytest.raises(Unreadable, match=r"no whole answer in 0.6 s"):
            get(site, "/a")
        assert time.monotonic() - start < 3


def test_a_server_that_is_silent_is_left(monkeypatch):
    monkeypatch.setattr(fetch, "PATIENCE", 0.3)
    silent = pytest.raises(Unreadable, match="did not answer: ReadTimeout")
    with serving({"/a": lambda *_: time.sleep(2)}) as site, silent:
        get(site, "/a")


def test_nobody_there_is_said():
    with serving({}) as site:
        url = site.url("/a")
    with pytest.raises(Unreadable, match="did not answer: ConnectError"):
        fetcher().get(url, limit=100, kinds=LOCAL)


def test_stopping_ends_a_wait():
    stop = threading.Event()
    by = fetcher(delay=60, stop=stop)
    with serving({"/a": b"x"}) as site:
        threading.Timer(0.3, stop.set).start()
        start = time.monotonic()
        with pytest.raises(Stopped):
            get(site, "/a", by=by)
        assert time.monotonic() - start < 5

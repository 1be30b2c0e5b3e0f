"""Watching feeds: what is new is fetched once and kept, what is wrong is said."""

from __future__ import annotations

import json
import threading
import time

import pytest

import quoth
from quoth.errors import UsageError
from quoth.watch import Watch, watch
from quoth.watch.memory import Memory
from tests.read.builders import html
from tests.read.formats.builders import item, rss
from tests.watch.server import answer, serving

pytestmark = pytest.mark.usefixtures("fake_model")


def story(number: int, words: str = "The ferry will stop") -> bytes:
    paragraphs = "".join(
        f'<p>"{words} on day {n} of the year," the board wrote. "{words}" said Mira Tolland.</p>'
        for n in range(6)
    )
    title = f"Ferry number {number} to stop"
    return html(f"<article><h1>{title}</h1>{paragraphs}</article>", f"<title>{title}</title>")


def entry(site, number: int, *, updated: str = "", **options) -> str:
    text = item(f"Ferry {number}", link=site.url(f"/{number}"), content=None, **options)
    return text.replace("09:30:00", updated) if updated else text


def served(numbers, **pages):
    """A site with a feed of these entries, and their pages."""
    return {f"/{number}": story(number) for number in numbers} | {
        f"/{name}": page for name, page in pages.items()
    }


@pytest.fixture
def site():
    with serving(served(range(3))) as site:
        site.pages["/feed"] = answer(
            rss(*(entry(site, n) for n in range(3))), "application/rss+xml", ETag='"f"'
        )
        yield site


@pytest.fixture
def project(tmp_path):
    return tmp_path / "affair.quoth"


def look(site, project, *feeds, **options):
    options = {"once": True, "delay": 0, "workers": 1, **options}
    return watch(project, [site.url(feed) for feed in feeds or ("/feed",)], **options)


def test_the_articles_of_a_feed_are_fetched_and_kept(site, project):
    poll = look(site, project)
    assert (poll.feeds, poll.fetched, poll.waiting, poll.problems) == (1, 3, 0, [])
    assert poll.report.articles == 3
    with quoth.open(project) as kept:
        articles = {article.path: article for article in kept.articles()}
        statements = list(kept.find("ferry", speaker="Tolland"))
    assert sorted(articles) == [site.url(f"/{n}") for n in range(3)]
    first = articles[site.url("/0")]
    assert (first.title, first.url) == ("Ferry number 0 to stop", site.url("/0"))
    assert (first.published, first.published_from) == ("2025-01-14T09:30:00+00:00", "feed")
    assert first.authors == ("Ansel Brody",)
    assert len(statements) == 18


def test_at_the_next_look_only_what_is_new_is_fetched(site, project):
    look(site, project)
    asked = len(site.paths())
    feed = site.pages["/feed"]
    site.pages["/feed"] = lambda asked, _: (
        answer(b"", status=304) if asked.headers.get("if-none-match") == '"f"' else feed
    )
    again = look(site, project)
    assert (again.unchanged, again.fetched, again.report) == (1, 0, None)
    assert site.paths()[asked:] == ["/feed"]
    site.pages["/3"] = story(3)
    site.pages["/feed"] = answer(rss(*(entry(site, n) for n in range(4))), "application/rss+xml")
    more = look(site, project)
    assert (more.fetched, more.report.articles) == (1, 1)
    assert site.paths()[asked + 1 :] == ["/feed", "/3"]


def test_an_entry_that_is_dated_anew_is_fetched_again_if_it_has_changed(site, project):
    site.pages["/0"] = lambda asked, _: (
        answer(b"", status=304)
        if asked.headers.get("if-none-match") == '"0"'
        else answer(story(0), ETag='"0"')
    )
    look(site, project)
    site.pages["/1"] = story(1, "The boat will stop")
    entries = [entry(site, n, updated="10:00:00") for n in range(2)]
    site.pages["/feed"] = answer(rss(*entries, entry(site, 2)), "application/rss+xml")
    poll = look(site, project)
    assert (poll.fetched, poll.report.articles) == (1, 1)
    with quoth.open(project) as kept:
        assert "The boat will stop" in kept.article(site.url("/1"))[0].text
        assert len(list(kept.articles(superseded=True))) == 4


def test_without_its_memory_nothing_comes_twice(site, project):
    look(site, project)
    Memory.beside(project).path.unlink()
    poll = look(site, project)
    assert (poll.fetched, poll.report.articles, poll.report.unchanged) == (3, 0, 3)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"feeds": {"a": 3}}', b"\xff\xfe"])
def test_a_damaged_memory_is_an_empty_one(project, content):
    Memory.beside(project).path.write_bytes(content)
    memory = Memory.beside(project)
    assert (memory.feeds, memory.pages, memory.blocked) == ({}, {}, {})


def test_what_cannot_be_fetched_is_said_and_tried_again_or_kept_as_skipped(site, project):
    site.pages["/0"] = answer(b"", status=404)
    site.pages["/1"] = answer(b"", status=500)
    poll = look(site, project)
    assert (poll.fetched, poll.waiting) == (1, 1)
    (problem,) = poll.problems
    assert (problem.path, problem.reason) == (
        site.url("/1"),
        "the server answers with status 500",
    )
    (row,) = poll.report.skipped
    assert (row.path, row.reason) == (site.url("/0"), "the server answers with status 404")
    site.pages["/1"] = story(1)
    again = look(site, project)
    assert (again.fetched, again.waiting, again.problems) == (1, 0, [])
    assert site.paths().count("/0") == 1


def test_a_page_that_never_comes_is_left_at_last(site, project):
    site.pages["/1"] = answer(b"", status=500)
    polls = [look(site, project) for _ in range(6)]
    assert [poll.waiting for poll in polls] == [1, 1, 1, 1, 0, 0]
    assert [row.path for row in polls[4].report.skipped] == [site.url("/1")]
    assert site.paths().count("/1") == 5


def test_a_busy_server_is_tried_again_also_by_another_process(site, project):
    site.pages["/1"] = answer(b"", status=429, Retry_After="3600")
    poll = look(site, project)
    assert poll.waiting == 2, "the host asked for peace: the page after it waits too"
    assert all("asked again" in problem.advice for problem in poll.problems)
    asked = len(site.asked)
    again = look(site, project)
    assert "asked not to be asked before" in again.problems[0].reason
    assert len(site.asked) == asked


def test_what_robots_txt_forbids_is_taken_from_the_feed_if_it_is_there(site, project):
    site.pages["/robots.txt"] = answer(
        b"User-agent: Quoth\nDisallow: /0\nDisallow: /1", "text/plain"
    )
    whole = item("Ferry 0", link=site.url("/0"))
    site.pages["/feed"] = answer(rss(whole, entry(site, 1), entry(site, 2)), "application/rss+xml")
    poll = look(site, project)
    assert (poll.fetched, poll.report.articles) == (1, 2)
    assert [row.reason for row in poll.report.skipped] == [
        "robots.txt of 127.0.0.1 does not allow it to be fetched"
    ]
    with quoth.open(project) as kept:
        assert "Tilda Okonjo" in kept.article(site.url("/0"))[0].text
    assert "/0" not in site.paths() and "/1" not in site.paths()


def test_a_feed_that_is_none_and_one_that_is_gone_do_not_stop_the_others(site, project):
    site.pages["/page"] = story(9)
    poll = look(site, project, "/page", "/gone", "/feed")
    assert poll.report.articles == 3
    reasons = {problem.path: problem.reason for problem in poll.problems}
    assert reasons[site.url("/gone")] == "the server answers with status 404"
    assert "no feed" in reasons[site.url("/page")]


def test_a_feed_that_has_moved_is_followed_and_said(site, project):
    site.pages["/old"] = answer(b"", status=301, Location="/feed")
    poll = look(site, project, "/old")
    assert poll.report.articles == 3
    assert poll.problems[0].reason == f"the feed has moved for good to {site.url('/feed')}"


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://a.example/b", "javascript:x", ""])
def test_entries_that_lead_out_of_the_web_are_refused(site, project, link):
    site.pages["/feed"] = answer(
        rss(item("Ferry", link=link, content=None), entry(site, 1)), "application/rss+xml"
    )
    poll = look(site, project)
    assert poll.report.articles == 1
    assert len(poll.problems) == 1
    assert "address" in poll.problems[0].reason


def test_a_feed_on_this_machine_may_lead_to_this_machine_and_to_no_private_network(site, project):
    entries = [entry(site, 0), item("Router", link="http://192.168.0.1/", content=None)]
    site.pages["/feed"] = answer(rss(*entries), "application/rss+xml")
    poll = look(site, project)
    assert poll.report.articles == 1
    assert [row.reason for row in poll.report.skipped] == [
        "not fetched: 192.168.0.1 is a private address (192.168.0.1)"
    ]


def test_what_is_no_page_is_a_row(site, project):
    site.pages["/0"] = answer(b"%PDF-1.7", "application/pdf")
    poll = look(site, project)
    assert [row.reason for row in poll.report.skipped] == [
        "the entry leads to application/pdf, not to a page"
    ]


def test_it_looks_again_and_again_until_it_is_stopped(site, project):
    stop = threading.Event()
    polls = []

    def seen(poll):
        polls.append(poll)
        if len(polls) == 3:
            stop.set()

    look(site, project, once=False, every=0.05, stop=stop, on_poll=seen)
    assert len(polls) == 3
    assert site.paths().count("/feed") == 3


def test_stopping_keeps_what_was_fetched_and_the_next_look_goes_on(site, project):
    watching = Watch(project, site.url("/feed"), delay=0, options={"workers": 1})
    page = site.pages["/1"]

    def stopping(*_):
        watching.stop.set()
        return answer(page)

    site.pages["/1"] = stopping
    poll = watching.poll()
    assert poll.stopped
    kept = poll.report.articles
    assert kept == poll.fetched < 3
    site.pages["/1"] = page
    more = look(site, project)
    assert (more.fetched, more.report.articles, more.stopped) == (3 - kept, 3 - kept, False)
    assert json.loads(Memory.beside(project).path.read_text())["pages"].keys() == {
        site.url(f"/{n}") for n in range(3)
    }


@pytest.mark.parametrize(
    ("feeds", "options"),
    [([], {}), (["file:///a"], {}), (["x"], {}), (["http://a.example/"], {"delay": -1})],
)
def test_what_cannot_be_watched_is_a_usage_error(project, feeds, options):
    with pytest.raises(UsageError):
        Watch(project, feeds, **options)


def test_time_between_looks_must_be(project):
    with pytest.raises(UsageError):
        watch(project, "http://127.0.0.1:9/", every=0)
    assert not project.exists()


def test_a_hanging_server_does_not_keep_a_stop_waiting(site, project):
    site.pages["/1"] = lambda *_: time.sleep(8)
    watching = Watch(project, site.url("/feed"), delay=0, options={"workers": 1})
    threading.Timer(0.7, watching.stop.set).start()
    start = time.monotonic()
    poll = watching.poll()
    assert poll.stopped and time.monotonic() - start < 6

"""RSS and Atom: entries that hold their articles, and those that do not."""

from __future__ import annotations

import time

import pytest

from quoth.model import Article
from quoth.read import parse
from quoth.read.formats import feed
from tests.read.builders import PARAGRAPHS, found_in, rows
from tests.read.formats.builders import NEWS, atom, item, rss


def found(tmp_path, data: bytes, name: str = "feed.xml"):
    (tmp_path / name).write_bytes(data)
    return found_in(tmp_path / name)


def test_an_entry_with_its_content_is_an_article(tmp_path):
    (raw,) = found(tmp_path, rss(item()))
    assert raw.path == f"{tmp_path / 'feed.xml'}:1"
    article = parse(raw)
    assert article.text == "\n\n".join(("Ferry to stop in June", *PARAGRAPHS))
    assert (article.title, article.url) == ("Ferry to stop in June", NEWS)
    assert (article.outlet, article.authors) == ("The Marrow Ledger", ("Ansel Brody",))
    assert (article.published, article.published_from) == ("2025-01-14T09:30:00+00:00", "feed")
    assert article.language == "en"


def test_atom_is_read_as_well(tmp_path):
    article = parse(*found(tmp_path, atom(), "news.atom"))
    assert article.text == "\n\n".join(("Ferry to stop in June", *PARAGRAPHS[:2]))
    assert article.published == "2025-01-14T09:30:00+00:00"
    assert (article.url, article.authors) == (NEWS, ("Ansel Brody",))


def test_an_entry_with_only_a_summary_is_a_row_that_leads_to_watch(tmp_path):
    row, raw = found(tmp_path, rss(item("Gate shut", content=None), item()))
    assert row.path.endswith("feed.xml:1")
    assert row.reason == "only a summary, not the article: Gate shut"
    assert "quoth watch" in row.advice
    assert isinstance(parse(raw), Article)


def test_a_long_description_is_the_article_unless_it_goes_on_elsewhere(tmp_path):
    long = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 3)
    (raw,) = found(tmp_path, rss(item(content=None, summary=long)))
    assert PARAGRAPHS[3] in parse(raw).text
    for end in ("…", "[&#8230;]", "<a href='/x'>Read more</a>"):
        (row,) = found(tmp_path, rss(item(content=None, summary=long + end)))
        assert row.reason.startswith("only a summary")


def test_what_blogs_put_under_every_entry_is_left_out(tmp_path):
    footer = "<p>The post <a href='/'>Ferry</a> appeared first on <a href='/'>Ledger</a>.</p>"
    article = parse(*found(tmp_path, rss(item(content=f"<p>{PARAGRAPHS[0]}</p>{footer}"))))
    assert article.text.endswith(PARAGRAPHS[0])


def test_a_feed_in_a_directory_is_read_and_other_xml_passed_over(tmp_path):
    (tmp_path / "a.xml").write_bytes(rss(item()))
    (tmp_path / "b.xml").write_text("<tokens><t>word</t></tokens>")
    raw, row = found_in(tmp_path)
    assert raw.format == "feed"
    assert row.reason == "annotations by its name, passed over"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rss(), "a feed without entries"),
        (b"<note>Some words.</note>", "XML that is no feed"),
        (b"", "XML that is no feed"),
    ],
)
def test_a_file_without_entries_is_a_row(tmp_path, data, reason):
    (row,) = found(tmp_path, data, "a.rss")
    assert row.reason.startswith(reason) and row.advice


def test_entities_are_neither_fetched_nor_unfolded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    outside = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{secret}">]>'
    bomb = "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
    )
    for prolog, name in ((outside, "a"), (f"{bomb}]>", "a11")):
        start = time.process_time()
        given = found(tmp_path, rss(item(f"&{name}; ferry", content="<p>words</p>"), prolog=prolog))
        for each in given:
            article = each if each in rows(given) else parse(each)
            assert "the secret" not in str(article)
            assert len(str(article)) < 100_000
        assert time.process_time() - start < 5


def test_a_feed_that_takes_too_long_is_a_row(tmp_path, monkeypatch):
    monkeypatch.setattr(feed, "SECONDS", 0.3)
    (row,) = found(tmp_path, rss(*[item()] * 5000))
    assert "takes too long" in row.reason

"""Messages and mailboxes: newsletters, press releases, what was forwarded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse, read
from quoth.read.formats import tell
from quoth.read.mail import plain_paragraphs
from tests.read.builders import PARAGRAPHS, story

PLAIN = "\r\n\r\n".join(PARAGRAPHS[:2])


def message(body: str, *headers: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    head = [
        "From: Ana Lund <ana@tally.example>",
        "Subject: Ferry to stop",
        "Date: Thu, 13 Mar 2025 06:00:00 +0100",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: 8bit",
    ]
    names = {header.partition(":")[0] for header in headers}
    kept = [header for header in head if header.partition(":")[0] not in names]
    return "\r\n".join([*headers, *kept, "", body, ""]).encode()


def article(data: bytes) -> Article:
    found = parse(RawDocument("a.eml", "eml", data))
    assert isinstance(found, Article), found
    return found


LIST = "List-Id: <letter.tally.example>"


def test_a_message_of_plain_text():
    found = article(message(PLAIN))
    assert found.text == "\n\n".join(["Ferry to stop", *PARAGRAPHS[:2]])
    assert (found.title, found.published) == ("Ferry to stop", "2025-03-13T06:00:00+01:00")
    assert found.published_from == "header Date"
    assert (found.outlet, found.authors, found.language) == (None, ("Ana Lund",), "en")


@pytest.mark.parametrize(
    ("sender", "headers", "outlet", "authors"),
    [
        ("The Tally <a@b.example>", [LIST], "The Tally", ()),
        ("Ana Lund from The Tally <a@b.example>", [LIST], "The Tally", ("Ana Lund",)),
        ("Ana Lund | The Tally <a@b.example>", [LIST], "The Tally", ("Ana Lund",)),
        ("The Tally <a@b.example>", ["List-Unsubscribe: <x>"], "The Tally", ()),
        ("The Tally <a@b.example>", ["Precedence: bulk"], "The Tally", ()),
        ("Press Office <press@b.example>", [], None, ("Press Office",)),
        ("=?utf-8?q?B=C3=A1lint_Osei?= <a@b.example>", [], None, ("Bálint Osei",)),
        ('"Osei, Bálint" <a@b.example>', [], None, ("Osei", "Bálint")),
        ("press@b.example", [], None, ()),
        ("", [], None, ()),
    ],
)
def test_whom_it_comes_from(sender, headers, outlet, authors):
    found = article(message(PLAIN, f"From: {sender}", *headers))
    assert (found.outlet, found.authors) == (outlet, authors)


def parts(kind: str, *inside: tuple[str, str], boundary: str = "b") -> tuple[str, str]:
    body = "".join(f"--{boundary}\r\nContent-Type: {k}\r\n\r\n{text}\r\n" for k, text in inside)
    return f'{kind}; boundary="{boundary}"', f"{body}--{boundary}--\r\n"


def test_the_page_goes_before_the_plain_part_and_by_the_same_rules_as_a_page():
    page = (
        f"<html><body>{story()}<p>You are receiving this because you like boats.</p></body></html>"
    )
    kind, body = parts(
        "multipart/alternative",
        ("text/plain; charset=utf-8", "See it in a browser"),
        ("text/html; charset=utf-8", page),
    )
    found = article(message(body, LIST, kind=kind))
    assert found.title == "Ferry to stop"
    assert [p for p in found.text.split("\n\n") if len(p) > 60] == list(PARAGRAPHS)
    assert "receiving" not in found.text


def test_a_page_that_is_none_gives_way_to_the_plain_part():
    kind, body = parts(
        "multipart/alternative",
        ("text/plain; charset=utf-8", PLAIN),
        ("text/html; charset=utf-8", "<html><body><img src=x></body></html>"),
    )
    assert article(message(body, kind=kind)).text.endswith(PARAGRAPHS[1])


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1251", "utf-16"])
def test_character_sets(charset):
    text = {"windows-1251": "Министр ничего не сказала, и это всё, что она сказала."}.get(
        charset, "Die Brücke bleibt gesperrt, sagte sie, und für Wochen ändert sich nichts."
    )
    head = f"From: a@b.c\r\nSubject: x y\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    assert text in article(head.encode() + text.encode(charset)).text


def test_a_message_that_is_attached_whole_is_the_article():
    inner = message(PLAIN, "From: The Tally <a@b.example>", LIST).decode()
    kind, body = parts("multipart/mixed", ("message/rfc822", inner))
    found = article(message(body, "Subject: Fwd: this", "From: Desk <d@e.example>", kind=kind))
    assert (found.outlet, found.title) == ("The Tally", "Ferry to stop")


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-----Original Message-----",
        "---------- Weitergeleitete Nachricht ---------",
    ],
)
def test_what_was_forwarded_keeps_its_own_sender_date_and_subject(mark):
    body = (
        f"For the file.\r\n\r\n{mark}\r\nFrom: The Tally <a@b.example>\r\n"
        "Date: Mon, 10 Mar 2025 08:00:00 +0100\r\nSubject: Boats\r\nTo: <d@e.example>\r\n\r\n"
        f"{PLAIN}"
    )
    found = article(message(body, "Subject: Fwd: Boats"))
    assert (found.outlet, found.title) == ("The Tally", "Boats")
    assert (found.published, found.published_from) == (
        "2025-03-10T08:00:00+01:00",
        "forwarded Date",
    )
    assert found.text == "\n\n".join(["Boats", *PARAGRAPHS[:2]])


def test_attachments_are_rows_and_pictures_are_not(tmp_path):
    kind, body = parts(
        "multipart/mixed",
        ("text/plain; charset=utf-8", PLAIN),
        ('application/pdf; name="a.pdf"\r\nContent-Disposition: attachment; filename="a.pdf"', "x"),
        ('image/png; name="logo.png"', "x"),
    )
    (tmp_path / "a.eml").write_bytes(message(body, kind=kind))
    found, row = read(tmp_path)
    assert found.text.endswith(PARAGRAPHS[1])
    assert row.path.endswith("a.eml#a.pdf")
    assert row.reason == "an attachment (application/pdf), not read"


@pytest.mark.parametrize(
    ("text", "soft", "paragraphs"),
    [
        ("One.\r\n\r\nTwo.", False, ["One.", "Two."]),
        ("x" * 60 + "\n" + "y" * 60 + "\nend", False, [f"{'x' * 60} {'y' * 60} end"]),
        ("- milk\n- bread", False, ["- milk\n- bread"]),
        ("soft \nbreak\nhard", True, ["soft break\nhard"]),
        ("One.\n-- \nAna", False, ["One."]),
        ("One.\n\n------\n\nUnsubscribe here", False, ["One."]),
    ],
)
def test_paragraphs_of_plain_text(text, soft, paragraphs):
    assert plain_paragraphs(text, soft=soft) == paragraphs


def test_a_mailbox_is_read_message_by_message(tmp_path):
    first = message(PLAIN + "\r\n\r\n>From the board came nothing.\r\n\r\nFrom here it sails.")
    second = message(PARAGRAPHS[2], "Subject: Second")
    box = b"".join(
        b"From a@b.example Thu Mar 13 06:00:00 2025\n" + text.replace(b"\r\n", b"\n") + b"\n"
        for text in (first, second)
    )
    (tmp_path / "a.mbox").write_bytes(box)
    one, two = read(tmp_path)
    assert [each.path.rpartition(":")[2] for each in (one, two)] == ["1", "2"]
    assert one.text.endswith("\n\nFrom the board came nothing.\n\nFrom here it sails.")
    assert two.title == "Second"
    assert [a.id for a in read(tmp_path)] == [one.id, two.id]


def test_a_message_over_the_limit_costs_only_itself(tmp_path):
    mark = b"From a@b.example Thu Mar 13 06:00:00 2025\n"
    box = mark + message("x" * 5000) + b"\n\n" + mark + message(PLAIN)
    (tmp_path / "a.mbox").write_bytes(box)
    row, found = read(tmp_path / "a.mbox", max_bytes=2_000)
    assert "too large: the message" in row.reason and row.path.endswith(":1")
    assert found.path.endswith(":2")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (message(PLAIN), "eml"),
        (b"From a@b Thu Mar 13 06:00:00 2025\n" + message(PLAIN), "mbox"),
        (b"From: the board\nto: the people\n\nNobody rides it.", "text"),
        (b"From the board came nothing.\n\nSubject: to change.", "text"),
    ],
)
def test_they_are_told_by_their_first_lines(head, name):
    assert tell("-", head).name == name


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\n\nJust text.", "no headers"),
        (message(""), "no text"),
        (message("<html></html>", kind="text/html"), "no article text"),
    ],
)
def test_what_is_no_article_says_why(data, reason):
    found = parse(RawDocument("a.eml", "eml", data))
    assert isinstance(found, SkippedInput) and reason in found.reason and found.advice


def test_hard_messages_end_in_time():
    begun = time.process_time()
    kind = 'multipart/mixed; boundary="b"'
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(10_000)
    )
    for data in (
        message(PLAIN, "To: " + "a@b.example, " * 50_000),
        message(PLAIN, "From: " + '"' * 100_000),
        message(PLAIN, "Subject: " + "=?utf-8?q?=C3=A1?= " * 30_000),
        message("--b\r\n\r\n" * 20_000, kind=kind),
        b"From: a\r\nSubject: b\r\n" + nested,
    ):
        parse(RawDocument("a.eml", "eml", data))
    assert time.process_time() - begun < 20


@given(st.binary(max_size=500), st.booleans())
def test_any_bytes_give_an_article_or_a_reason(data, whole):
    raw = data if whole else message("", kind="multipart/mixed; boundary=b")[:-2] + data
    found = parse(RawDocument("a.eml", "eml", raw))
    if isinstance(found, SkippedInput):
        assert found.reason and found.advice
        assert not found.reason.startswith("could not be parsed"), found.reason
    else:
        assert found.text.strip() and "\r" not in found.text

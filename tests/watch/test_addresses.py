"""Which addresses may be fetched."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from quoth.errors import Refused, Unreadable
from quoth.watch.addresses import kind_near, kind_of, parts_of, permitted


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("93.184.216.34", "public"),
        ("2606:2800:220:1::1", "public"),
        ("127.0.0.1", "loopback"),
        ("127.9.9.9", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("172.20.1.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("fd00::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1", "link-local"),
        ("0.0.0.0", "reserved"),
        ("224.0.0.1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("64:ff9b::7f00:1", "loopback"),
        ("2002:7f00:1::", "loopback"),
    ],
)
def test_kinds_of_addresses(address, kind):
    assert kind_of(ipaddress.ip_address(address)) == kind


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "gopher://news.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "news.example/rss",
        "http://",
        "http://[::1",
        "http://news.example:99999/",
        "http://news.example:0/",
        "http://me:secret@news.example/",
        "http://news.example/a b",
        "http://news.example/a\r\nX: y",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(Refused) as raised:
        parts_of(url)
    assert raised.value.advice


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "017700000001"]
)
def test_loopback_is_known_however_it_is_written(host):
    parts = parts_of(f"http://{host}:8080/")
    with pytest.raises((Refused, Unreadable)):
        permitted(parts, frozenset({"public"}))


def test_what_was_looked_at_is_what_is_connected_to(monkeypatch):
    """A host that has a public and a private address leads nowhere."""

    def two(host, port, **options):
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with pytest.raises(Refused, match=r"private address \(10.0.0.1\)"):
        permitted(parts_of("http://news.example/"), frozenset({"public"}))
    with pytest.raises(Refused, match="private and public addresses at once"):
        kind_near(parts_of("http://news.example/"))


def test_a_host_that_is_not_known_is_said(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(8, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreadable, match=r"'news\.example' cannot be found"):
        permitted(parts_of("http://news.example/"), frozenset({"public"}))

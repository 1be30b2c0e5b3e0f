"""The server itself: a process, a port, an address with a key."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar

import pytest

from quoth.errors import UsageError
from quoth.serve.server import address, is_loopback, listening, serve


def start(*args, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "quoth", "serve", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def browser():
    """Follows redirects and keeps cookies."""
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
    )


def test_it_tells_its_address_answers_and_ends(told_project):
    process = start(told_project, "--no-open", "--port", "0")
    try:
        shown = process.stdout.readline().strip()
        assert shown.startswith("http://127.0.0.1:") and "?key=" in shown
        with browser().open(shown, timeout=30) as page:
            assert page.status == 200 and "Mira Tolland" in page.read().decode()
            assert "key=" not in page.url
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors


def test_a_check_ends_by_itself(told_project):
    process = start(told_project, "--check", "--port", "0")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert output.startswith("http://127.0.0.1:")


def test_the_first_page_comes_soon(told_project):
    process = start(told_project, "--no-open", "--port", "0")
    try:
        shown = process.stdout.readline().strip()
        began = time.monotonic()
        with browser().open(shown, timeout=30) as page:
            assert page.status == 200
        # The figure is 1 s on a machine of its own; this one may be shared.
        assert time.monotonic() - began < 5
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_taken_port_is_said():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UsageError, match="is taken") as error:
            listening("127.0.0.1", other.getsockname()[1])
    assert "--port" in error.value.advice


def test_without_a_port_a_free_one_is_taken():
    with listening("127.0.0.1", None) as one, listening("127.0.0.1", None) as other:
        assert one.getsockname()[1] != other.getsockname()[1]


def test_a_network_needs_a_password(told_project):
    with pytest.raises(UsageError, match="no password"):
        serve(told_project, host="0.0.0.0", open_browser=False)
    with pytest.raises(UsageError, match="shorter"):
        serve(told_project, host="0.0.0.0", password="short", open_browser=False)


def test_no_project_is_said(tmp_path):
    process = start(tmp_path / "none.quoth", "--no-open")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2 and "there is no project file" in errors


@pytest.mark.parametrize(
    "host, loopback",
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.0.4", False), ("desk.example", False)],
)  # fmt: skip
def test_what_is_loopback(host, loopback):
    assert is_loopback(host) is loopback


def test_addresses():
    assert address("127.0.0.1", 80, "k") == "http://127.0.0.1:80/?key=k"
    assert address("0.0.0.0", 80, None) == "http://127.0.0.1:80/"
    assert address("::", 80, None) == "http://[::1]:80/"

"""Who may ask: attacks from other sites, other names, other programs of the same machine."""

from __future__ import annotations

import pytest

from quoth.serve.security import Guard, hashed, names_of
from tests.serve.builders import HOST, Reader

SAME = {"origin": HOST}


@pytest.fixture
def locked(told_project):
    with Reader(told_project, enter=False) as reader:
        yield reader


# The key and the cookie


@pytest.mark.parametrize("path", ["/", "/search.json", "/search.csv", "/progress", "/nothing"])
def test_nothing_is_shown_without_the_key(locked, path):
    answer = locked.get(path)
    assert answer.status_code == 403
    assert "calder" not in answer.text and "Tolland" not in answer.text


def test_the_key_is_exchanged_for_a_cookie_and_leaves_the_address(locked):
    answer = locked.get("/search", params={"key": locked.guard.key, "q": "a&b"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=a%26b"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie
    assert locked.guard.key not in cookie
    assert locked.get("/").status_code == 200


@pytest.mark.parametrize("key", ["", "x", "é", "\U0001f600"])
def test_a_wrong_key_opens_nothing(locked, key):
    answer = locked.get("/", params={"key": key})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_the_key_cannot_redirect_elsewhere(locked):
    answer = locked.get(f"{HOST}//evil.example/x", params={"key": locked.guard.key})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(
        "//"
    )


def test_a_cookie_of_another_run_opens_nothing(locked):
    locked.cookies.set(locked.guard.cookie, Guard(port=8737).session)
    assert locked.get("/").status_code == 403


def test_odd_cookies_of_other_programs_do_no_harm(locked):
    mine = f"{locked.guard.cookie}={locked.guard.session}"
    assert locked.get("/", headers={"cookie": f'a b; {{"x":1}}=;; {mine}; z'}).status_code == 200


def test_the_door_takes_the_pasted_address(locked):
    pasted = f"{HOST}/?key={locked.guard.key}"
    answer = locked.post("/enter", data={"key": pasted}, headers=SAME)
    assert answer.status_code == 303 and locked.get("/").status_code == 200


# Host


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8737",
        "127.0.0.1:9999",
        "127.0.0.1",
        "localhost.evil.example:8737",
        "127.0.0.1:8737.evil.example",
        "127.0.0.1:８７３７".encode(),
        "",
        "[::1",
        "10.0.0.5:8737",
    ],
)
def test_other_hosts_are_refused(reader, host):
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code == 400 and "Tolland" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost:8737", "LOCALHOST:8737", "[::1]:8737", "127.0.0.1:8737"]
)
def test_loopback_names_are_ours(reader, host):
    assert reader.get("/", headers={"host": host}).status_code == 200


def test_on_a_network_addresses_and_given_names_are_ours():
    guard = Guard(port=80, network=True, names=names_of(["Desk.Example"]), password="password")
    assert guard.knows_host("192.168.1.7") and guard.knows_host("desk.example:80")
    assert guard.knows_host("[fe80::1]:80")
    assert not guard.knows_host("rebound.example") and not guard.knows_host("192.168.1.7:81")


# Origin


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/search.json", "/static/desk.css"])
def test_other_origins_are_refused(reader, path, headers):
    assert reader.get(path, headers=headers).status_code == 403


def test_a_link_from_elsewhere_may_lead_here(reader):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert reader.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"referer": "https://evil.example/"},
        {"referer": f"{HOST}.evil.example/"},
        {**SAME, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_a_post_must_come_from_our_own_pages(locked, headers):
    answer = locked.post("/enter", data={"key": locked.guard.key}, headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused(reader, method):
    assert reader.request(method, "/", headers=SAME).status_code == 405


# The password


@pytest.fixture
def guarded(told_project):
    with Reader(told_project, enter=False, password="a long enough one", network=True) as reader:
        yield reader


def test_the_password_opens_the_desk(guarded):
    assert guarded.get("/", params={"key": guarded.guard.key}).status_code == 403
    wrong = guarded.post("/enter", data={"key": "another one"}, headers=SAME)
    assert wrong.status_code == 403 and "set-cookie" not in wrong.headers
    right = guarded.post("/enter", data={"key": "a long enough one"}, headers=SAME)
    assert right.status_code == 303 and guarded.get("/").status_code == 200


def test_guessing_is_stopped(told_project, monkeypatch):
    monkeypatch.setattr("quoth.serve.security.SCRYPT", {"n": 2, "r": 1, "p": 1})
    guard = Guard(port=1, password="a long enough one")
    assert [guard.admits("wrong") for _ in range(10)] == [False] * 10
    assert guard.admits("a long enough one") is None


def test_the_password_is_not_kept():
    guard = Guard(port=1, password="a long enough one")
    assert "a long enough one" not in repr(vars(guard))
    assert hashed("x", b"salt") != hashed("x", b"other")


def test_a_long_form_is_refused(locked):
    answer = locked.post("/enter", data={"key": "x" * 100_000}, headers=SAME)
    assert answer.status_code == 413


# What goes out


@pytest.mark.parametrize(
    "path", ["/", "/search.json", "/nothing", "/static/desk.css", "/search?page=0"]
)
def test_every_answer_forbids_what_is_not_ours(reader, path):
    headers = reader.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_a_mistake_of_ours_says_nothing_of_the_inside(told_project, monkeypatch):
    def fail(desk, query):
        raise ZeroDivisionError("secret /path")

    from quoth.serve.pages import PAGES

    (outlets,) = (page for page in PAGES if page.name == "outlets")
    monkeypatch.setitem(outlets.__dict__, "view", fail)
    with Reader(told_project) as reader:
        reader._transport.raise_server_exceptions = False
        answer = reader.get("/outlets")
    assert answer.status_code == 500 and "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/", "//x"]
)
def test_files_outside_are_not_served(reader, path):
    assert reader.get(HOST + path).status_code in (403, 404, 405)


def test_the_desk_cannot_write(reader):
    import sqlite3

    with pytest.raises(sqlite3.OperationalError):
        reader.desk.connection.execute("DELETE FROM statement")


def test_a_project_that_is_not_whole_is_said(reader):
    import sqlite3

    with sqlite3.connect(reader.desk.path) as connection:
        connection.execute("DROP TABLE claim")
    connection.close()
    answer = reader.get("/claims")
    assert answer.status_code == 503 and "could not be read" in answer.text

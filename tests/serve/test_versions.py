"""What a page said before, and its own bytes."""

from __future__ import annotations

import pytest

from tests.serve.builders import Reader

PAGE = """<html><head><title>Levy to rise</title>
<meta name="date" content="2024-05-12"></head><body>
<h1>Levy to rise</h1>
<p>The levy will rise before the summer, Mira Tolland told the council on Monday. The harbour
commissioner added that nobody would pay more than last year.</p>
<p>{more}</p>
<p>"Nobody was asked," said Joren Pike, who speaks for the fishermen of the town of Calder.</p>
<script>alert("original")</script></body></html>"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A page that was changed, read twice; and one that was not."""
    import quoth

    folder = tmp_path_factory.mktemp("pages")
    path = folder.parent / "changed.quoth"
    (folder / "other.txt").write_text("Bridge\n\nThe bridge is safe, Ivo Hass said.\n")
    for more in ("The council sat until midnight.", "The council denied that it is in debt."):
        (folder / "levy.html").write_text(PAGE.replace("{more}", more))
        quoth.run(path, folder, workers=1)
    with Reader(path) as reader:
        yield reader


def current(reader) -> str:
    (one,) = reader.data("/articles.json", q="levy")["articles"]
    return one["id"]


def test_articles_that_were_changed_are_told(changed):
    listed = changed.data("/articles.json")
    assert listed["changes"] == 1 and listed["paging"]["total"] == 2
    (one,) = changed.data("/articles.json", changed="yes")["articles"]
    assert (one["id"], one["versions"]) == (current(changed), 2)
    assert f"/versions/{one['id']}" in changed.get("/articles").text


def test_versions_say_what_was_put_in_and_what_taken_out(changed):
    page = changed.data(f"/versions/{current(changed)}.json")
    newest, oldest = page["versions"]
    assert newest["current"] and not oldest["current"] and not oldest["pieces"]
    put = "".join(p["text"] for p in newest["pieces"] if p["change"] == "in")
    out = "".join(p["text"] for p in newest["pieces"] if p["change"] == "out")
    assert "in debt" in put and "midnight" in out
    assert newest["words_in"] > 0 and newest["words_out"] > 0
    assert any(m["change"] == "new" and "debt" in m["after"] for m in newest["statements"])
    html = changed.get(f"/versions/{oldest['article']['id']}").text
    assert "<ins>" in html and "<del>" in html and "alert(" not in html


def test_the_article_leads_to_its_versions_and_its_original(changed):
    id = current(changed)
    shown = changed.data(f"/article/{id}.json")
    assert shown["versions"] == 2 and shown["captures"][0]["here"]
    page = changed.get(f"/article/{id}").text
    assert f"/versions/{id}" in page and f"/original/{shown['captures'][0]['original']}" in page


def test_an_original_is_a_file_to_keep_and_never_a_page(changed):
    (capture,) = changed.data(f"/article/{current(changed)}.json")["captures"]
    answer = changed.get(f"/original/{capture['original']}")
    assert answer.status_code == 200
    assert answer.text == PAGE.replace("{more}", "The council denied that it is in debt.")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("sha256", ["0" * 64, "abc", "%2e%2e%2fdesk", "x" * 64])
def test_there_is_no_other_original(changed, sha256):
    assert changed.get(f"/original/{sha256}").status_code == 404


def test_without_the_cookie_no_original_is_given(changed):
    (capture,) = changed.data(f"/article/{current(changed)}.json")["captures"]
    session = changed.cookies.get(changed.guard.cookie)
    changed.cookies.clear()
    try:
        assert changed.get(f"/original/{capture['original']}").status_code == 403
    finally:
        changed.cookies.set(changed.guard.cookie, session)

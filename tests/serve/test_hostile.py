"""An article that attacks from every field: nothing of it may become markup, script or template."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from quoth.model import (
    Addressee,
    Article,
    Content,
    Ground,
    Link,
    Piece,
    Speaker,
    Statement,
    content_id,
    statement_id,
)
from quoth.serve.pages import PAGES
from quoth.store import Project
from tests.serve.builders import Reader, add_derived
from tests.store.builders import keep

TRICKS = (
    '<script>alert("q")</script>',
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>#{7*7}",
    "&lt;script&gt;&#60;script&#62;&amp;",
    "javascript:alert(1)//",
    "</textarea></title></style></script><script>alert(2)</script>",
    "\u202eevil\u2066 \u0000\x0b\ufeff]]>",
    "' OR 1=1; DROP TABLE statement; --",
    "<!--#exec cmd='x'--><iframe srcdoc='<script>alert(3)</script>'>",
)
HOSTILE = " ".join(TRICKS).replace("\0", "")


class Seen(HTMLParser):
    """Collects elements and attributes of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def hostile(tmp_path):
    """A project whose one article has the tricks in every field that takes text."""
    path = tmp_path / "hostile.quoth"
    text = f"{HOSTILE} said {HOSTILE}.\n\n{HOSTILE} told {HOSTILE}"
    article = Article.of(
        text,
        path=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(document.domain)",
        title=HOSTILE,
        authors=(HOSTILE,),
        published="2024-05-12",
        published_from=HOSTILE,
        language='en" onmouseover="alert(1)',
    )
    size = len(HOSTILE)
    source, cue, content = (0, size), (size + 1, size + 5), ((size + 6, 2 * size + 6),)
    statement = Statement(
        id=statement_id(article.id, content, cue, source),
        article_id=article.id,
        mode="direct",
        type="assertion",
        content=Content(spans=content, text=text[slice(*content[0])]),
        cue=Piece(span=cue, text=text[slice(*cue)]),
        source=Piece(span=source, text=text[slice(*source)]),
        speakers=(Speaker(id=content_id("actor", "x"), name=HOSTILE, kind="person", role=HOSTILE),),
        chain=(Link(name=HOSTILE, kind="outlet", span=source),),
        addressee=Addressee(name=HOSTILE, span=source),
        medium=HOSTILE,
        said_on=HOSTILE,
        confidence=0.5,
        grounds=(Ground(field="speakers", reason=HOSTILE, confidence=0.5),),
    )
    with Project.open(path, create=True) as project:
        keep(project, article, (statement,))
        project.join()
    with Reader(path) as reader:
        reader.derived = add_derived(path, words=HOSTILE, who=HOSTILE)
        yield reader


def pages(reader) -> list[str]:
    latest = reader.data("/overview.json")["latest"][0]
    actor = reader.data("/actors.json")["actors"][0]["id"]
    ids = {"article": latest["article"]["id"], "statement": latest["id"], "actor": actor}
    ids |= {**reader.derived, "correct": latest["id"]}
    ids |= dict.fromkeys(("add", "versions"), latest["article"]["id"])
    found = []
    for page in PAGES:
        found.append(page.path.format(id=ids.get(page.name, "")))
    found.remove("/outlet")
    return [*found, "/timeline?lanes=outlet", f"/network?ego={actor}"]


def test_no_field_becomes_markup(hostile):
    listed = pages(hostile)
    assert len(listed) > 10
    for path in listed:
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        seen = Seen()
        seen.feed(answer.text)
        for tag, attributes in seen.elements:
            assert tag not in ("iframe", "img", "animate", "object", "embed", "style", "base"), path
            assert not any(name.startswith("on") or name == "style" for name in attributes), path
            for name in ("href", "src", "action"):
                if attributes.get(name):
                    assert attributes[name].startswith(("/", "#", "http://", "https://")), path
            if tag == "script":
                assert attributes["src"].startswith("/static/"), path
        assert "49" not in "".join(seen.texts).replace("0.49", ""), f"{path}: a template ran"


def test_what_was_written_is_shown_as_it_was_written(hostile):
    article = hostile.data("/overview.json")["latest"][0]["article"]["id"]
    seen = Seen()
    seen.feed(hostile.get(f"/article/{article}").text)
    shown = "".join(seen.texts)
    for trick in TRICKS[:7]:
        assert trick in shown


def test_the_address_cannot_attack_either(hostile):
    for path in ("/search", "/articles", "/actors", "/timeline", "/network"):
        answer = hostile.get(path, params={"q": HOSTILE, "speaker": HOSTILE, "x": HOSTILE})
        assert answer.status_code == 200, path
        seen = Seen()
        seen.feed(answer.text)
        tags = {tag for tag, _ in seen.elements}
        assert not tags & {"iframe", "img", "animate"}, path
        scripts = [attributes for tag, attributes in seen.elements if tag == "script"]
        assert all(attributes["src"].startswith("/static/") for attributes in scripts)
    missing = hostile.get("/outlet", params={"name": "x" + HOSTILE})
    assert missing.status_code == 404 and "<img" not in missing.text
    refused = hostile.get("/search", params={"type": HOSTILE})
    assert refused.status_code == 400 and "<img" not in refused.text


def test_an_address_that_runs_is_no_link(hostile):
    article = hostile.data("/overview.json")["latest"][0]["article"]["id"]
    assert "javascript:alert(document" not in hostile.get(f"/article/{article}").text


def test_data_forms_are_data(hostile):
    latest = hostile.data("/overview.json")["latest"][0]
    assert latest["speakers"][0]["name"] == HOSTILE
    answer = hostile.get("/search.csv")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "attachment" in answer.headers["content-disposition"]


def test_templates_mark_nothing_as_safe():
    from importlib.resources import files

    for template in files("quoth.serve").joinpath("templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for word in ("| safe", "|safe", "autoescape", "Markup", "style=", "onclick", "<script>"):
            assert word not in text.replace("autoescape is on and nothing is marked safe", ""), (
                template.name
            )

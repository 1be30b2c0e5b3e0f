"""The report: all of it escaped, nothing fetched, nothing left out without a word."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

import quoth.export.report as reporting
from quoth.errors import UsageError
from quoth.export import export
from quoth.export.report import context, report
from quoth.export.selection import Selection
from tests.compare.builders import resolved
from tests.export.builders import corpora, project_of, statements_of
from tests.export.test_export import CORPUS
from tests.match.builders import said

VOID = {"meta", "br"}
HOSTILE = "</style></mark><script>alert(1)</script>&lt;b&gt;\"' onload=x {{ 7*7 }} \u202e\x01"


class Page(HTMLParser):
    """A page as a parser sees it: elements, text, and whether they are closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())


def contradicting():
    """Two articles whose speakers contradict each other twice."""
    return [
        (replace(article, path=f"{article.outlet}.txt"), statements)
        for article, statements in (
            resolved(text, outlet=outlet, published=day, language="en")
            for outlet, day, text in (
                (
                    "Calder Post",
                    "2024-05-12",
                    "[Q1 The barrier took 40 minutes to close], [S1 Mira Tolland] [C1 said]. "
                    "[S2 Mira Tolland], a banker in exile, [C2 supports] [Q2 the harbour levy].",
                ),
                (
                    "Inland Gazette",
                    "2024-05-13",
                    "[Q1 The barrier took 75 minutes to close], [S1 Joren Pike] [C1 claimed]. "
                    "[S2 Joren Pike] [C2 opposes] [Q2 the harbour levy].",
                ),
            )
        )
    ]


@pytest.fixture
def project():
    with project_of(CORPUS) as (opened, folder):
        opened.folder = folder
        yield opened


def page_of(project, **options):
    target = project.folder / "report.html"
    written = export(project, target, force=True, **options)
    return Page(target.read_text(encoding="utf-8")), written


def test_statements_stand_with_who_and_where(project):
    page, written = page_of(project)
    assert written.rows["statement"] == written.rows["article"] == len(CORPUS)
    for statement, article in project.find():
        assert statement.content.text in page.text
        assert statement.speakers[0].name in page.text
        assert article.outlet in page.text and article.published in page.text
        assert article.id in page.text
    assert "Asked for everything Found 3 statements; here 3" in page.text


def test_it_is_one_file_that_fetches_nothing(project):
    page, _ = page_of(project)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(page.tags)
    assert not any(name.startswith("on") or name == "style" for _, name, _ in page.attributes)
    (policy,) = [value for _, name, value in page.attributes if "default-src" in (value or "")]
    text = (project.folder / "report.html").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert "url(" not in style and "@import" not in style
    assert "prefers-color-scheme: dark" in style and "@page" in style and "@media print" in style


def hostile():
    article, (statement,) = said("nobody was asked", around=HOSTILE)
    article = replace(
        article,
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(1)",
        path=HOSTILE,
        published=HOSTILE,
        language='en" onload="x',
        authors=(HOSTILE,),
    )
    speaker = replace(statement.speakers[0], name=HOSTILE, role=HOSTILE)
    return article, (replace(statement, speakers=(speaker,), medium=HOSTILE, said_on=HOSTILE),)


@pytest.mark.parametrize("group", ["article", "speaker"])
def test_hostile_texts_are_texts(group):
    article, statements = hostile()
    with project_of([(article, statements)]) as (project, folder):
        project.folder = folder
        project.judge("accept", statement=statements[0].id, by=HOSTILE[:40], why=HOSTILE[:200])
        page, _ = page_of(project, group=group)
        assert "script" not in page.tags and "b" in page.tags
        assert not any(name.startswith("on") for _, name, _ in page.attributes)
        assert {value for _, name, value in page.attributes if name == "lang"} == {"en"}
        links = [value for _, name, value in page.attributes if name == "href"]
        assert links and all(re.fullmatch(r"#(?:[as]\d+|[a-z]+)", value) for value in links)
        shown = " ".join(HOSTILE.replace("\x01", "\ufffd").split())
        assert page.text.count(shown) >= 5 and "49" not in page.text
        assert "\x01" not in "".join(page.texts)


def test_links_lead_to_the_web_alone():
    corpus = [(replace(CORPUS[0][0], url='https://tide.example/?a=1&b="x"'), CORPUS[0][1])]
    with project_of(corpus) as (project, folder):
        project.folder = folder
        page, _ = page_of(project)
        assert ("a", "href", 'https://tide.example/?a=1&b="x"') in page.attributes
        assert ("a", "rel", "noreferrer noopener") in page.attributes


@settings(max_examples=10)
@given(corpora())
def test_every_statement_is_there_once_and_every_reference_leads_somewhere(corpus):
    with project_of(corpus) as (project, folder):
        project.folder = folder
        for group in ("article", "speaker"):
            page, written = page_of(project, group=group)
            count = len(statements_of(project))
            assert written.rows["statement"] == count
            ids = [value for _, name, value in page.attributes if name == "id"]
            assert len(ids) == len(set(ids))
            assert sum(bool(re.fullmatch(r"s\d+", id)) for id in ids) == count
            inner = [v for _, n, v in page.attributes if n == "href" and v.startswith("#")]
            assert {value[1:] for value in inner} <= set(ids)


@settings(max_examples=20)
@given(corpora())
def test_the_context_has_the_exact_words_in_order(corpus):
    from quoth.compare.words import sentences

    for article, statements in corpus:
        for statement in statements:
            found = context(article.text, statement, sentences(article.text))
            marked = "".join(one.text for one in found if one.part == "content")
            assert marked == "".join(article.text[a:b] for a, b in statement.content.spans)
            assert "".join(one.text for one in found) in article.text or len(article.text) > 400


def test_what_is_left_out_is_said(project, monkeypatch):
    page, written = page_of(project, limit=1)
    assert written.rows["statement"] == 1
    assert "2 more statements that meet the filters" in page.text
    assert any("--limit 3" in line for line in written.lost)
    found = report(Selection(project), most=2)
    assert (len(found.entries), found.left_out) == (2, 1)
    monkeypatch.setattr(reporting, "AROUND", 10)
    monkeypatch.setattr(reporting, "MOST_CLAIMS", 0)
    assert report(Selection(project), most=2).claims == ()


def test_filters_and_the_command_are_shown(project):
    page, _ = page_of(project, words="levy", speaker="Ada Vale", group="speaker")
    assert "Asked for words levy; speaker Ada Vale Found 1 statement; here 1" in page.text
    assert "report.html --speaker 'Ada Vale' --group speaker levy" in page.text
    assert "Statements, by speaker" in page.text and "Boris Reed" not in page.text
    page, _ = page_of(project, words="nothingness")
    assert "Nothing was found." in page.text


def test_several_speakers_are_one_statement_and_a_reference():
    article, (statement,) = said("nobody was asked", by="Ada Vale")
    second = replace(statement.speakers[0], id="b" * 20, name="Ben Roe")
    both = replace(statement, speakers=(*statement.speakers, second))
    with project_of([(article, (both,))]) as (project, folder):
        project.folder = folder
        page, _ = page_of(project, group="speaker")
        assert page.text.count("“nobody was asked”") == 1
        assert "Ben Roe With others: S1" in page.text


def test_what_people_decided_is_shown(project):
    ids = [statement.id for statement, _ in project.find()]
    project.judge("accept", statement=ids[0], by="Ada Penn", why="checked")
    project.judge("correct", statement=ids[1], type="denial", by="Ben Roe")
    project.judge("reject", statement=ids[2], by="Ben Roe")
    page, written = page_of(project)
    assert "accepted by Ada Penn" in page.text and ": checked" in page.text
    assert "corrected by Ben Roe" in page.text
    assert written.rows["statement"] == 2
    assert "what people rejected (1 in the project)" in page.text


def test_claims_and_conflicts_that_concern_the_statements():
    corpus = [
        said("the levy will rise by 40 percent in May", by="Ada Vale", outlet="The Tide"),
        said("the levy will rise by 40 percent in May", by="Ada Vale", outlet="The Gull"),
        said("the council closed the bridge", by="Boris Reed", outlet="The Buoy"),
    ]
    with project_of(corpus) as (project, folder):
        project.folder = folder
        project.find_conflicts()
        assert project.claims(min_outlets=2)
        page, written = page_of(project, outlet="Tide")
        assert written.rows["claim"] == 1 and "Claims across outlets" in page.text
        assert "The Gull" in page.text
        page, written = page_of(project, outlet="Buoy")
        assert written.rows["claim"] == 0 and "Claims across outlets" not in page.text


def test_conflicts_say_who_judged_them_and_rejected_ones_are_none():
    with project_of(contradicting()) as (project, folder):
        project.folder = folder
        project.find_conflicts()
        first, second = (info.conflict for info in project.conflicts())
        page, written = page_of(project)
        assert written.rows["conflict"] == 2 and "accepted by" not in page.text
        project.judge("accept", conflict=second.id, by="Ada Penn", why="read <b>both</b>")
        rejected = project.judge("reject", conflict=first.id, by="Ben Roe")
        page, written = page_of(project)
        assert written.rows["conflict"] == 1
        assert page.text.count("accepted by Ada Penn") == 1 and ": read <b>both</b>" in page.text
        assert first.reason not in page.text and second.reason in page.text
        assert "conflicts that people say are none (1 in the project)" in page.text
        project.undo(rejected.id, by="Ben Roe")
        page, written = page_of(project)
        assert written.rows["conflict"] == 2 and "say are none" not in page.text


def test_a_rejection_that_was_taken_back_is_not_counted(project):
    id = next(statement.id for statement, _ in project.find())
    made = project.judge("reject", statement=id, by="Ben Roe")
    assert "what people rejected (1" in page_of(project)[0].text
    project.undo(made.id, by="Ben Roe")
    assert "what people rejected" not in page_of(project)[0].text


def test_groups_are_of_html_alone(project):
    with pytest.raises(UsageError, match="by 'outlet'"):
        export(project, project.folder / "a.html", group="outlet")
    with pytest.raises(UsageError, match="jsonl does not put"):
        export(project, project.folder / "a.jsonl", group="speaker")


def test_a_choice_of_another_search_is_counted_and_has_no_command(project):
    selection = Selection(project)
    selection.filters["numbers"] = [1, 2]
    assert reporting.command(selection, "article") is None
    assert reporting._shown([1, 2]) == "2 of another search"

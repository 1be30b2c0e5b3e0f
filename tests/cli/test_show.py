from __future__ import annotations

import json

import pytest

from quoth.model import Article
from quoth.model import Input as GivenInput
from quoth.store import Outcome, Project
from tests.fake import FakeExtractor


@pytest.fixture
def project(tmp_path):
    """A project of two articles by two outlets, and an input that was skipped."""
    path = tmp_path / "affair.quoth"
    with Project.open(path, create=True) as opened:
        for number, (outlet, day, text) in enumerate(
            [
                ("Calder Post", "2024-05-12", '"The levy will rise," said Mira Tolland.'),
                ("Inland Gazette", "2024-05-14", '"=Nobody was asked," said Joren Pike.'),
            ]
        ):
            article = Article.of(
                text,
                path=f"pages/{number}.html",
                outlet=outlet,
                published=day,
                title=f"Levy {number}",
                language="en",
            )
            (statements,) = FakeExtractor().predict([article])
            opened.write(
                [
                    Outcome(
                        input=GivenInput(path=article.path, format="html", status="done"),
                        article=article,
                        statements=statements,
                        model="fake-1",
                    )
                ]
            )
        skipped = GivenInput(
            path="pages/empty\x1b.txt",
            status="skipped",
            stage="read",
            reason="nothing in it",
            advice="leave it out",
        )
        opened.write([Outcome(input=skipped)])
    return path


def test_a_file_is_read_and_marked(quoth, page, fake_model):
    result = quoth("show", page, "--table")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "⟦Nobody was asked,⟧²" in " ".join(result.stdout.split())
    assert "⟨source⟩  ‹cue›  ⟦content⟧" in result.stdout
    assert "Mira Tolland, harbour" in result.stdout


def test_a_file_that_is_skipped(quoth, tmp_path, fake_model):
    result = quoth("show", tmp_path / "none.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "skipped" in result.stderr


@pytest.mark.parametrize("form", ["--json", "--table"])
def test_an_article_of_a_project(quoth, project, form):
    result = quoth("show", project, "0.html", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Mira Tolland" in result.stdout and "Pike" not in result.stdout


def test_an_article_by_the_beginning_of_its_id(quoth, project):
    record = json.loads(quoth("show", project, "pages/1.html").stdout)
    again = quoth("show", project, record["id"][:7])
    assert json.loads(again.stdout) == record
    assert [s["source"]["text"] for s in record["statements"]] == ["Joren Pike"]


def test_a_project_alone_lists_its_articles(quoth, project):
    listed = [json.loads(line)["path"] for line in quoth("show", project).stdout.splitlines()]
    assert listed == ["pages/0.html", "pages/1.html"]
    assert "Levy 0" in quoth("show", project, "--table").stdout


def test_an_article_that_is_not_there(quoth, project):
    result = quoth("show", project, "nowhere.html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no article 'nowhere.html'" in result.stderr and "\n  try: " in result.stderr


def test_an_article_of_something_that_is_no_project(quoth, page):
    result = quoth("show", page, "0.html")
    assert result.exit_code == 2 and "is no project" in result.stderr

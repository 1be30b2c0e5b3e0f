"""Captures of one page are versions of one article; other articles at its address are not."""

from __future__ import annotations

import json

import pytest

from quoth.running import run
from quoth.store import Project, versions

URL = "https://post.example/2024/levy"

FIRST = (
    'The levy will rise. "The levy will rise in May," said Mira Tolland. The council met on Monday'
    ' and heard the harbour office. "Nobody was asked," said Joren Pike.'
)
SECOND = FIRST.replace("in May", "in June")
THIRD = SECOND.replace('"Nobody was asked," said Joren Pike.', "Joren Pike gave no answer.")
OTHER = (
    'A ship ran aground off the point at night. "All are well," said Ada Moor of the coastguard.'
)


pytestmark = pytest.mark.usefixtures("fake_model")


def record(text: str, url: str | None = URL, title: str = "Levy", **fields) -> str:
    return json.dumps({"text": text, "url": url, "title": title, "language": "en", **fields})


@pytest.fixture
def fill(tmp_path):
    """Runs files of one record each into a project, one run a file; opens it."""
    opened = []

    def filled(*records: str, names: tuple[str, ...] | None = None) -> Project:
        for number, content in enumerate(records):
            path = tmp_path / (names[number] if names else f"{number}.json")
            path.write_text(content)
            run(tmp_path / "p.quoth", [path], workers=1)
        opened.append(Project.open(tmp_path / "p.quoth"))
        return opened[-1]

    yield filled
    for project in opened:
        project.close()


def texts(project: Project, **options) -> list[str]:
    return [article.text for article in project.articles(**options)]


def test_a_changed_capture_is_the_new_version(fill):
    project = fill(record(FIRST), record(SECOND, URL + "?utm_source=x"), record(THIRD, URL + "/"))
    assert texts(project) == [THIRD]
    assert len(texts(project, superseded=True)) == 3
    assert [s.content.text for s, _ in project.find("levy")] == ["The levy will rise in June,"]
    for name in ("0.json", "1.json", "2.json"):
        history = project.versions(name)
        assert [version.article.text for version in history] == [FIRST, SECOND, THIRD]
        assert [version.current for version in history] == [False, False, True]
    assert project.info().changed == 1
    assert list(project.changed().values()) == [3]


def test_a_changed_file_is_a_new_version(fill):
    project = fill(record(FIRST, None), record(SECOND, None), names=("a.json", "a.json"))
    assert texts(project) == [SECOND]
    history = project.versions("a.json")
    assert [version.article.text for version in history] == [FIRST, SECOND]
    assert [len(version.captures) for version in history] == [1, 1]
    assert [c.place for version in history for c in version.captures] == [0, 1]


def test_a_page_that_changes_back(fill):
    project = fill(record(FIRST), record(SECOND), record(FIRST, URL + "?ref=a"))
    assert texts(project) == [FIRST]
    history = project.versions("1.json")
    assert [version.article.text for version in history] == [SECOND, FIRST]


def test_a_file_that_changes_back(fill):
    project = fill(*(record(t, None) for t in (FIRST, SECOND, FIRST)), names=("a.json",) * 3)
    assert texts(project) == [FIRST]
    history = project.versions("a.json")
    assert [version.article.text for version in history] == [SECOND, FIRST]
    assert [c.place for c in history[1].captures] == [0, 2]


def test_identical_captures_are_one_article(fill):
    project = fill(record(FIRST), record(FIRST), record(FIRST, URL + "?utm_source=x"))
    assert texts(project, superseded=True) == [FIRST]
    (version,) = project.versions("0.json")
    assert [c.path.rpartition("/")[2] for c in version.captures] == ["0.json", "1.json", "2.json"]
    assert project.info().changed == 0


def test_other_tracking_parameters_in_the_same_file_are_the_same_article(fill):
    project = fill(record(FIRST), record(FIRST, URL + "?utm_source=x"), names=("a.json",) * 2)
    (article,) = project.articles(superseded=True)
    assert article.url == URL
    assert len(project.article("a.json")[1]) == 2
    assert [c.place for c in project.versions("a.json")[0].captures] == [0, 1]


def test_another_article_at_the_same_address_is_none_of_its_versions(fill):
    project = fill(record(FIRST), record(OTHER, title="Aground"))
    assert sorted(texts(project)) == sorted([FIRST, OTHER])
    assert len(project.versions("0.json")) == 1
    assert project.info().changed == 0


def test_a_front_page_is_nobodys_address(fill):
    project = fill(record(FIRST, "https://post.example/"), record(SECOND, "https://post.example"))
    assert len(texts(project)) == 2


def test_another_article_in_the_same_file_is_none_of_its_versions(fill):
    """The file no longer delivers the first: searches leave it out, as ever."""
    project = fill(record(FIRST, None), record(OTHER, None, "Aground"), names=("a.json",) * 2)
    assert texts(project) == [OTHER]
    assert len(project.versions("a.json")) == 1
    assert project.info().superseded == 1 and project.info().changed == 0


def test_two_outlets_with_one_text_are_two_articles(fill):
    project = fill(record(FIRST), record(SECOND, "https://times.example/2024/levy"))
    assert len(texts(project)) == 2


def test_the_later_capture_is_current_whichever_was_read_first(tmp_path):
    """Captures from archives say when they were taken."""
    from quoth.model import Article, Input
    from quoth.read.document import RawDocument
    from quoth.store import Outcome
    from quoth.store.originals import captured

    days = {"a": "2024-05-03T00:00:00Z", "b": "2024-05-01T00:00:00Z", "c": "2024-05-02T00:00:00Z"}
    found = dict(zip("abc", (THIRD, FIRST, SECOND), strict=True))
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        for name, text in found.items():
            article = Article.of(text, path=name, url=URL, title="Levy")
            raw = RawDocument(name, "text", text.encode(), captured=days[name])
            given = Input(path=name, format="text", fingerprint=name, status="done")
            kept = captured(raw, article.id, reader="1")
            project.write([Outcome(input=given, article=article, captured=kept, statements=())])
        assert texts(project) == [THIRD]
        history = project.versions("a")
        assert [version.article.text for version in history] == [FIRST, SECOND, THIRD]
        assert [version.seen for version in history] == sorted(days.values())


def test_the_same_run_again_adds_no_capture(fill, tmp_path):
    fill(record(FIRST), record(SECOND))
    digest = fill().digest()
    run(tmp_path / "p.quoth", [tmp_path / "0.json", tmp_path / "1.json"], workers=1)
    assert fill().digest() == digest


def test_an_older_project_gets_its_originals_with_the_next_run(fill, tmp_path):
    fill(record(FIRST)).close()
    with Project.open(tmp_path / "p.quoth", write=True) as project:
        project._connection.execute("DELETE FROM capture")
        project._connection.execute("DELETE FROM original")
    report = run(tmp_path / "p.quoth", [tmp_path / "0.json"], workers=1)
    assert (report.unchanged, report.articles, report.duplicates) == (1, 0, 0)
    project = fill()
    assert project.has_original(str(tmp_path / "0.json"))
    assert len(versions.captures(project._connection, next(iter(project.articles())).id)) == 1


def test_no_originals_if_told_so(tmp_path):
    (tmp_path / "0.json").write_text(record(FIRST))
    run(tmp_path / "p.quoth", [tmp_path / "0.json"], workers=1, originals=False)
    run(tmp_path / "p.quoth", [tmp_path / "0.json"], workers=1, originals=False)
    with Project.open(tmp_path / "p.quoth") as project:
        rows = project._connection.execute("SELECT COUNT(*) FROM original").fetchone()
        assert rows == (0,)
        assert len(project.versions("0.json")[0].captures) == 1

"""The frame: what is chosen, where it goes, what is said of it."""

from __future__ import annotations

import json
import zipfile

import pytest

import quoth
from quoth.errors import UsageError
from quoth.export import BY_NAME, FORMATS, Written, chosen, export
from quoth.export.selection import Selection
from tests.export.builders import project_of
from tests.match.builders import said

CORPUS = [
    said("the levy will rise in May", by="Ada Vale", outlet="The Tide", quoted=False),
    said("nobody was asked", by="Boris Reed", outlet="The Gull", day="2025-02-01"),
    said("the levy is going to rise in May", by="Cleo Marsh", outlet="The Buoy", quoted=False),
]


@pytest.fixture
def project():
    with project_of(CORPUS) as (opened, folder):
        opened.find_concepts()
        opened.folder = folder
        yield opened


@pytest.mark.parametrize("format", [one.name for one in FORMATS])
def test_every_format_is_written_and_says_what_it_lost(project, format):
    one = BY_NAME[format]
    target = project.folder / f"out{one.ending}"
    written = export(project, target, format=format)
    assert isinstance(written, Written) and sum(written.rows.values()) > 0
    assert target.stat().st_size > 0
    assert all(isinstance(line, str) and line for line in written.lost)
    assert [path.name for path in project.folder.iterdir() if path.name.startswith(".export")] == []
    if one.folder:
        with zipfile.ZipFile(target) as packed:
            assert packed.testzip() is None and len(packed.namelist()) > 1


@pytest.mark.parametrize("format", [one.name for one in FORMATS])
def test_the_same_project_gives_the_same_file(project, format):
    one = BY_NAME[format]
    if format == "parquet":
        pytest.skip("DuckDB decides in which order it packs")
    targets = [project.folder / f"{n}{one.ending}" for n in "ab"]
    for target in targets:
        export(project, target, format=format)
    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_what_find_finds_is_exported(project):
    target = project.folder / "a.jsonl"
    written = export(project, target, speaker="Ada Vale")
    (line,) = target.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["content"]["text"] == "the levy will rise in May"
    assert written.rows == {"statement": 1}


def test_nothing_is_overwritten_unless_asked(project):
    target = project.folder / "a.jsonl"
    target.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        export(project, target)
    assert target.read_text() == "mine"
    export(project, target, force=True)
    assert target.read_text() != "mine"
    folder = project.folder / "tables"
    export(project, folder, format="csv")
    export(project, folder, format="csv", force=True)
    assert (folder / "statement.csv").exists()


def test_a_failure_leaves_nothing_and_takes_nothing_away(project, monkeypatch):
    target = project.folder / "a.jsonl"
    target.write_text("mine")

    def broken(*_):
        raise OSError("no room")

    monkeypatch.setattr("quoth.export.jsonl.statement_record", broken)
    with pytest.raises(OSError, match="no room"):
        export(project, target, force=True)
    assert target.read_text() == "mine"
    assert [path.name for path in project.folder.glob(".*")] == []


@pytest.mark.parametrize(
    ("target", "format", "reason"),
    [
        ("a.docx", None, "does not tell the format"),
        ("a.zip", None, "does not tell the format"),
        ("a.jsonl", "odt", "no format 'odt'"),
        ("nowhere/a.jsonl", None, "there is no folder"),
    ],
)
def test_what_cannot_be_is_an_error(project, target, format, reason):
    with pytest.raises(UsageError, match=reason):
        export(project, project.folder / target, format=format)


def test_endings_tell_formats(tmp_path):
    for one in FORMATS:
        if not one.folder:
            assert chosen(None, tmp_path / f"affair{one.ending}") is one


def test_unknown_filters_are_refused(project):
    with pytest.raises(UsageError, match="no filter 'colour'"):
        Selection(project, colour="red")


def test_the_function_of_the_api(project):
    written = quoth.export(project.path, project.folder / "x.ris")
    assert written.rows == {"article": 3}


def test_articles_without_statements_are_exported_with_everything():
    article, _ = CORPUS[0]
    with project_of([(article, ()), CORPUS[1]]) as (project, _):
        assert len(list(Selection(project).articles())) == 2
        assert len(list(Selection(project, outlet="Gull").articles())) == 1

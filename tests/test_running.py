"""A run with steps of our own: resumable, idempotent, incremental, nothing dropped."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from quoth.errors import ModelError, ProjectError, UsageError
from quoth.model import (
    Article,
    Content,
    Piece,
    Speaker,
    Statement,
    content_id,
    statement_id,
)
from quoth.pipeline import STEPS, Draft, Settings, Step
from quoth.running import run
from quoth.store import Project

SAID = re.compile(r"(?P<who>[A-Z]\w+) (?P<cue>said|denied) (?P<what>[^.\n]+)\.")


# Steps that stand in for the model. Workers import them from this file.


@dataclass(frozen=True)
class Regex:
    """A model that knows one pattern."""

    version: str


def load_regex(settings: Settings) -> Regex:
    return Regex(version=f"regex@{settings.model or 'first'}")


def load_nothing(settings: Settings) -> Regex:
    raise ModelError("no model here", advice="make one")


def find_said(model: Regex, draft: Draft) -> Draft:
    """Every "Name said something." of an article."""
    article, found = draft.article, []
    if article.language == "xx":
        draft = replace(draft, statements=())
        return draft.stopped("skipped", "extract", "no model for xx", "wait for one")
    for match in SAID.finditer(article.text):
        spans = (match.span("what"),)
        source = Piece(span=match.span("who"), text=match["who"])
        cue = Piece(span=match.span("cue"), text=match["cue"])
        found.append(
            Statement(
                id=statement_id(article.id, spans, cue.span, source.span),
                article_id=article.id,
                mode="indirect",
                type="denial" if match["cue"] == "denied" else "assertion",
                content=Content(spans=spans, text=match["what"]),
                cue=cue,
                source=source,
                confidence=0.5,
            )
        )
    return replace(draft, statements=tuple(found))


def find_said_slowly(model: Regex, draft: Draft) -> Draft:
    time.sleep(0.03)
    return find_said(model, draft)


def find_or_fail(model: Regex, draft: Draft) -> Draft:
    """Raises, exits or lies where the text asks for it."""
    text = draft.article.text
    if "Raise" in text:
        raise ValueError("asked to raise")
    if "Kill" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    draft = find_said(model, draft)
    if "Lie" in text:
        wrong = replace(draft.statements[0], content=Content(spans=((0, 3),), text="lie"))
        draft = replace(draft, statements=(wrong,))
    return draft


def name_speakers(tool: None, draft: Draft) -> Draft:
    named = []
    for statement in draft.statements:
        name = statement.source.text
        speaker = Speaker(id=content_id("actor", name), name=name, kind="person")
        named.append(replace(statement, speakers=(speaker,)))
    return replace(draft, statements=tuple(named))


def steps(find=find_said, load=load_regex) -> tuple[Step, ...]:
    read, extract, resolve = STEPS
    return (
        read,
        replace(extract, prepare=load, run=find),
        replace(resolve, run=name_speakers),
    )


def run_here(project, paths, **options):
    options = {"workers": 1, "steps": steps(), **options}
    return run(project, paths, **options)


NAMES = ("Ada", "Bert", "Cleo", "Dora", "Egon")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Thirty short articles."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        name = NAMES[number % len(NAMES)]
        (folder / f"{number:03}.txt").write_text(
            f"Report number {number}\n\n{name} said the bridge cost {number} crowns. "
            f"Nobody asked why. {NAMES[number % 3]} denied all of it.\n",
            encoding="utf-8",
        )
    return folder


def statuses(project: Path) -> dict[str, str]:
    with Project.open(project) as opened:
        return {Path(given.path).name: given.status for given in opened.inputs()}


def test_run_keeps_articles_statements_and_speakers(tmp_path, pages):
    report = run_here(tmp_path / "p.quoth", [pages])
    assert (report.inputs, report.articles, report.statements) == (30, 30, 60)
    assert report.failed == report.skipped == ()
    with Project.open(tmp_path / "p.quoth") as project:
        article, statements = project.article("007.txt")
        assert article.path == str(pages / "007.txt")
        assert [s.content.text for s in statements] == [
            "the bridge cost 7 crowns",
            "all of it",
        ]
        assert statements[0].speakers[0].name == "Cleo"


def test_same_command_again_changes_nothing(tmp_path, pages):
    project = tmp_path / "p.quoth"
    run_here(project, [pages])
    before = project.read_bytes()
    report = run_here(project, [pages])
    assert (report.unchanged, report.articles, report.statements) == (30, 0, 0)
    assert project.read_bytes() == before


def test_processes_give_the_same_project(tmp_path, pages):
    run_here(tmp_path / "one.quoth", [pages])
    run_here(tmp_path / "two.quoth", [pages], workers=2)
    assert digest(tmp_path / "one.quoth") == digest(tmp_path / "two.quoth")


def digest(path: Path) -> str:
    with Project.open(path) as project:
        return project.digest()


def dump(path: Path) -> dict[str, list[tuple]]:
    """The content of a project, for a message that shows what differs."""
    from quoth.schema import TABLES

    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: sorted(
                connection.execute(f"SELECT {', '.join(table.content)} FROM {table.name}"),
                key=repr,
            )
            for table in TABLES
        }


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


# Incremental


def test_new_files_are_added(tmp_path, pages):
    project = tmp_path / "p.quoth"
    later = pages / "029.txt"
    text = later.read_text()
    later.unlink()
    run_here(project, [pages])
    later.write_text(text)
    report = run_here(project, [pages])
    assert (report.articles, report.unchanged) == (1, 29)
    run_here(tmp_path / "at-once.quoth", [pages])
    assert dump(project) == dump(tmp_path / "at-once.quoth")


def test_a_changed_file_supersedes_its_article(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, a="Ada said the bridge stands. It was Monday.")
    run_here(project, [folder])
    write(folder, a="Ada said the bridge fell. It was Tuesday.")
    run_here(project, [folder])
    with Project.open(project) as opened:
        (current,) = opened.articles()
        assert "fell" in current.text
        assert [s.content.text for s, _ in opened.find("bridge")] == ["the bridge fell"]
        both = list(opened.articles(superseded=True))
        assert len(both) == 2
        old = next(article for article in both if article.id != current.id)
        assert opened.article(old.id)[1][0].content.text == "the bridge stands"
        assert opened.info().superseded == 1
    # And back again: the old article is current once more.
    write(folder, a="Ada said the bridge stands. It was Monday.")
    run_here(project, [folder])
    with Project.open(project) as opened:
        assert [article.id for article in opened.articles()] == [old.id]
        assert [s.content.text for s, _ in opened.find("bridge")] == ["the bridge stands"]


def test_one_article_through_two_paths(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    text = "Ada said the bridge stands. It was Monday."
    write(folder, a=text, b=text)
    report = run_here(project, [folder])
    assert (report.articles, report.duplicates) == (1, 1)
    assert statuses(project) == {"a.txt": "done", "b.txt": "duplicate"}
    with Project.open(project) as opened:
        (duplicate,) = opened.inputs("duplicate")
        assert duplicate.reason == f"the same article as {folder / 'a.txt'}"
        # Found by either path.
        assert opened.article("b.txt") == opened.article("a.txt")


def test_a_copy_added_later_needs_no_model(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    text = "Ada said the bridge stands. It was Monday."
    write(folder, a=text)
    run_here(project, [folder])
    write(tmp_path / "copies", b=text)
    never = steps(find=None)  # calling it would fail
    report = run_here(project, [tmp_path / "copies"], steps=never)
    assert (report.duplicates, report.failed) == (1, ())
    write(folder, b=text)
    run_here(tmp_path / "at-once.quoth", [folder, tmp_path / "copies"])
    assert report.articles == 0


def test_when_the_first_changes_the_next_takes_over(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    text = "Ada said the bridge stands. It was Monday."
    write(folder, a=text, b=text, c=text)
    run_here(project, [folder])
    write(folder, a="Bert denied the bridge fell. It was Tuesday.")
    run_here(project, [folder])
    assert statuses(project) == {"a.txt": "done", "b.txt": "done", "c.txt": "duplicate"}
    with Project.open(project) as opened:
        (duplicate,) = opened.inputs("duplicate")
        assert duplicate.reason == f"the same article as {folder / 'b.txt'}"
        assert {Path(article.path).name for article in opened.articles()} == {"a.txt", "b.txt"}
        assert opened.info().superseded == 0


def test_an_input_that_cannot_be_read_any_more_keeps_its_article(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, a="Ada said the bridge stands. It was Monday.")
    run_here(project, [folder])
    write(folder, a="")
    report = run_here(project, [folder])
    assert [given.stage for given in report.skipped] == ["read"]
    with Project.open(project) as opened:
        assert [s.content.text for s, _ in opened.find()] == ["the bridge stands"]
        (given,) = opened.inputs()
        assert (given.status, given.article_id) == ("skipped", next(opened.articles()).id)
    before = dump(project)
    assert run_here(project, [folder]).skipped == report.skipped
    assert dump(project) == before


def test_other_metadata_of_the_same_text_renew_the_article(tmp_path):
    project, lines = tmp_path / "p.quoth", tmp_path / "in.jsonl"
    row = {"text": "Ada said the bridge stands.", "url": "https://a.example/1", "title": "Pylon"}
    lines.write_text(json.dumps(row) + "\n")
    run_here(project, [lines])
    lines.write_text(json.dumps({**row, "title": "Tower", "authors": ["Jo Penn"]}) + "\n")
    run_here(project, [lines])
    with Project.open(project) as opened:
        (article,) = opened.articles(superseded=True)
        assert (article.title, article.authors) == ("Tower", ("Jo Penn",))
        assert [a.id for a in opened.articles("tower")] == [article.id]
        assert list(opened.articles("pylon")) == []
        assert len(list(opened.find("stands"))) == 1


def test_a_line_put_in_at_the_top_moves_the_others(tmp_path):
    lines = tmp_path / "in.jsonl"
    rows = [json.dumps({"text": f"Ada said that {n} is enough."}) for n in range(20)]
    lines.write_text("\n".join(rows))
    run_here(tmp_path / "p.quoth", [lines])
    lines.write_text("\n".join([json.dumps({"text": "Bert denied everything."}), *rows]))
    report = run_here(tmp_path / "p.quoth", [lines])
    assert report.words == 3  # only the new line was extracted
    assert (report.articles, report.unchanged + report.duplicates) == (1, 20)
    run_here(tmp_path / "at-once.quoth", [lines])
    moved, at_once = dump(tmp_path / "p.quoth"), dump(tmp_path / "at-once.quoth")
    assert len(moved.pop("capture")) == 41  # what stood in each line before is not forgotten
    assert len(at_once.pop("capture")) == 21
    assert moved == at_once


def test_another_mapping_reads_again(tmp_path):
    project, lines = tmp_path / "p.quoth", tmp_path / "in.jsonl"
    row = {"body": "Ada said the bridge stands.", "lead": "Bert denied the tower leans."}
    lines.write_text(json.dumps(row) + "\n")
    run_here(project, [lines], mapping={"text": "body"})
    assert run_here(project, [lines], mapping={"text": "body"}).unchanged == 1
    assert run_here(project, [lines], mapping={"text": "lead"}).articles == 1
    with Project.open(project) as opened:
        assert [s.content.text for s, _ in opened.find()] == ["the tower leans"]


def test_another_model_does_all_articles_anew(tmp_path, pages):
    project = tmp_path / "p.quoth"
    run_here(project, [pages])
    (pages / "030.txt").write_text("Ada said this is new. It was Friday.")
    report = run_here(project, [pages / "030.txt"], model="second")
    assert (report.articles, report.renewed) == (1, 30)
    run_here(tmp_path / "at-once.quoth", [pages], model="second")
    assert dump(project) == dump(tmp_path / "at-once.quoth")
    with Project.open(project) as opened:
        assert opened.info().model == (report.model,)
        assert "regex@second" in report.model


def test_standard_input_is_another_text_each_time(tmp_path, monkeypatch):
    for text in (b"Ada said one thing.", b"Ada said another thing.", b"Ada said one thing."):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text)))
        run_here(tmp_path / "p.quoth", ["-"])
    with Project.open(tmp_path / "p.quoth") as opened:
        assert len(list(opened.articles())) == 2


# Nothing is dropped in silence


def test_failures_are_rows_and_the_rest_goes_on(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(
        folder,
        a="Ada said yes to it.",
        b="Raise. Bert said no to it.",
        c="Lie. Cleo said no to it.",
        d="Dora said maybe to it.",
        e="",
    )
    report = run_here(project, [folder, tmp_path / "none"], steps=steps(find_or_fail))
    assert statuses(project) == {
        "a.txt": "done",
        "b.txt": "failed",
        "c.txt": "failed",
        "d.txt": "done",
        "e.txt": "skipped",
        "none": "skipped",
    }
    stages = {Path(given.path).name: given.stage for given in report.failed}
    assert stages == {"b.txt": "extract", "c.txt": "store"}
    assert report.failed[0].reason == "ValueError: asked to raise"
    assert all(given.reason and given.advice for given in (*report.failed, *report.skipped))
    with Project.open(project) as opened:
        # What was read is kept: its text is searched, and the extraction is tried again.
        assert [Path(a.path).name for a in opened.articles("Raise")] == ["b.txt"]
    again = run_here(project, [folder])
    assert (again.articles, again.failed) == (2, ())
    assert statuses(project)["b.txt"] == "done"


def test_what_failed_is_tried_again_though_its_input_is_not_given(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, a="Ada said yes to it.", b="Raise. Bert said no to it.")
    run_here(project, [folder], steps=steps(find_or_fail))
    report = run_here(project, [folder / "a.txt"])
    assert report.renewed == 1
    assert statuses(project) == {"a.txt": "done", "b.txt": "done"}


def test_a_failure_with_a_new_model_keeps_the_old_statements(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, b="Raise. Bert said no to it.")
    run_here(project, [folder])
    report = run_here(project, [folder], steps=steps(find_or_fail), model="second")
    assert [given.reason for given in report.failed] == ["ValueError: asked to raise"]
    with Project.open(project) as opened:
        assert [s.content.text for s, _ in opened.find()] == ["no to it"]


def test_a_worker_that_is_killed_costs_only_its_document(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, a="Ada said yes to it.", b="Kill. Bert said no.", c="Cleo said maybe to it.")
    report = run_here(project, [folder], workers=2, steps=steps(find_or_fail))
    assert statuses(project) == {"a.txt": "done", "b.txt": "failed", "c.txt": "done"}
    assert "killed" in report.failed[0].reason and report.failed[0].advice


def test_a_language_without_a_model_is_kept_with_a_reason(tmp_path):
    project, lines = tmp_path / "p.quoth", tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"text": "Ada said the bridge stands.", "language": "xx"}) + "\n")
    report = run_here(project, [lines])
    assert [(g.stage, g.reason) for g in report.skipped] == [("extract", "no model for xx")]
    with Project.open(project) as opened:
        assert len(list(opened.articles("bridge"))) == 1
        assert list(opened.find()) == []
    # The second run says it again and does nothing.
    before = dump(project)
    again = run_here(project, [lines], steps=steps(find=None))
    assert (again.skipped, again.renewed) == (report.skipped, 0)
    assert dump(project) == before


def read_half_a_character(tool: None, draft: Draft) -> Draft:
    text = draft.raw.payload.decode().replace("HALF", "\ud83d")
    return replace(draft, raw=None, article=Article.of(text, path=draft.raw.path))


def test_a_text_that_is_no_text_is_a_row(tmp_path):
    project, folder = tmp_path / "p.quoth", tmp_path / "in"
    write(folder, a="Ada said HALF works.", b="Bert said it works.")
    read, *others = steps()
    run_here(project, [folder], steps=(replace(read, run=read_half_a_character), *others))
    assert statuses(project) == {"a.txt": "skipped", "b.txt": "done"}
    with Project.open(project) as opened:
        (given,) = opened.inputs("skipped")
        assert (given.stage, given.article_id) == ("store", None)
        assert "surrogate" in given.reason and given.advice


def test_a_model_that_cannot_be_loaded_ends_the_run(tmp_path, pages):
    for workers in (1, 2):
        with pytest.raises(ModelError, match="no model here") as caught:
            run_here(tmp_path / "p.quoth", [pages], steps=steps(load=load_nothing), workers=workers)
        assert caught.value.advice == "make one"
    assert not (tmp_path / "p.quoth").exists()


def test_options_that_cannot_be_make_no_project(tmp_path, pages):
    project = tmp_path / "p.quoth"
    for options in ({"workers": 0}, {"mapping": {"txt": "body"}}, {"max_bytes": 0}):
        with pytest.raises(UsageError):
            run_here(project, [pages], **options)
    assert not project.exists()
    with pytest.raises(ProjectError):
        run_here(pages, [pages])


# Progress


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_ends_complete(tmp_path, pages, workers):
    (pages / "empty.txt").write_text("")
    seen = []
    report = run_here(tmp_path / "p.quoth", [pages], workers=workers, on_progress=seen.append)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    first, last = seen[0], seen[-1]
    assert first.done == 0
    assert (last.done, last.total, last.articles, last.skipped) == (31, 31, 30, 1)
    assert (last.words, last.statements) == (report.words, report.statements)
    assert report.words == sum(len(p.read_text().split()) for p in pages.iterdir())


# Interruptions


def in_another_process(project: Path, pages: Path, *, workers: int = 1) -> subprocess.Popen:
    """A slow run of the pages."""
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from tests.test_running import run_here, steps, find_said_slowly\n"
        f"run_here({str(project)!r}, [{str(pages)!r}], workers={workers},"
        " steps=steps(find_said_slowly))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, start_new_session=True
    )


def stored(project: Path) -> int:
    """Articles in the project file, seen from outside."""
    try:
        with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT COUNT(*) FROM article").fetchone()[0]
    except sqlite3.OperationalError:
        return -1  # no file yet, or no schema in it


def wait_for(condition, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


@pytest.mark.parametrize(
    "workers, articles", [(1, 0), (1, 8), (1, 16), (2, 8)], ids=lambda value: str(value)
)
def test_killed_and_run_again_equals_uninterrupted(tmp_path, pages, workers, articles):
    project = tmp_path / "p.quoth"
    running = in_another_process(project, pages, workers=workers)
    wait_for(lambda: stored(project) >= articles or running.poll() is not None)
    running.kill()
    assert running.wait() == -signal.SIGKILL
    running.stderr.close()
    assert articles <= stored(project) < 30
    run_here(project, [pages])
    run_here(tmp_path / "whole.quoth", [pages])
    assert dump(project) == dump(tmp_path / "whole.quoth")
    assert digest(project) == digest(tmp_path / "whole.quoth")
    with closing(sqlite3.connect(project)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_killed_at_the_very_start_leaves_what_can_be_begun_again(tmp_path, pages):
    """SQLite makes the file before the schema is in it."""
    project = tmp_path / "p.quoth"
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    run_here(project, [pages])
    assert stored(project) == 30


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_leaves_a_sound_file_and_no_process(tmp_path, pages, workers):
    project = tmp_path / "p.quoth"
    running = in_another_process(project, pages, workers=workers)
    wait_for(lambda: stored(project) >= 8)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    _, errors = running.communicate(timeout=30)
    assert running.returncode == -signal.SIGINT, errors.decode()
    assert errors.count(b"Traceback") == 1 and b"KeyboardInterrupt" in errors
    with closing(sqlite3.connect(project)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    run_here(project, [pages])
    run_here(tmp_path / "whole.quoth", [pages])
    assert dump(project) == dump(tmp_path / "whole.quoth")


def test_another_process_reads_while_one_writes(tmp_path, pages):
    project = tmp_path / "p.quoth"
    running = in_another_process(project, pages)
    wait_for(lambda: stored(project) >= 8)
    counts = []
    while running.poll() is None:
        with Project.open(project) as opened:
            info = opened.info()
            assert info.statements == 2 * info.articles  # whole batches or nothing
            assert len(list(opened.find("bridge"))) >= info.articles
            counts.append(info.articles)
    assert running.returncode == 0
    running.stderr.close()
    assert counts == sorted(counts) and len(set(counts)) > 1


def test_of_two_runs_at_once_one_is_told_to_wait(tmp_path, pages):
    project = tmp_path / "p.quoth"
    both = [in_another_process(project, pages) for _ in range(2)]
    errors = [running.communicate(timeout=60)[1] for running in both]
    codes = [running.returncode for running in both]
    assert 0 in codes
    for code, words in zip(codes, errors, strict=True):
        # The second may also have come when the first was done.
        assert code == 0 or b"is being worked on by" in words
    run_here(tmp_path / "whole.quoth", [pages])
    assert dump(project) == dump(tmp_path / "whole.quoth")

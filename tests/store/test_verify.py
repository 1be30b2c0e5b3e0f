"""verify names what no longer fits, and nothing else."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from quoth.engine import local_engine
from quoth.pipeline import STEPS
from quoth.running import run
from quoth.store import Project, file, originals

pytestmark = pytest.mark.usefixtures("fake_model")

TEXTS = {
    "a.txt": 'Harbour levy to rise\n\n"It will rise 🚢," said Mira Tolland. It rained all day.',
    "b.txt": 'No answer\n\n"Nobody was asked," said Joren Pike. "It is late," said Ada Moor.',
}
RECORD = {
    "text": '"We know nothing," said Al Bo.',
    "url": "https://post.example/a",
    "language": "en",
}


@pytest.fixture
def path(tmp_path):
    """A project of two files and a record, four statements."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps(RECORD) + "\n")
    run(tmp_path / "p.quoth", [tmp_path / name for name in (*TEXTS, "c.jsonl")], workers=1)
    return tmp_path / "p.quoth"


def change(path, sql: str, *values) -> None:
    with Project.open(path, write=True) as project:
        assert project._connection.execute(sql, values).rowcount > 0


def verified(path, *articles, **options):
    with Project.open(path) as project:
        return project.verify(*articles, engine=local_engine(1), **options)


def test_all_is_well(path):
    found = verified(path)
    assert (found.articles, found.statements, found.fitting) == (3, 4, 4)
    assert (found.in_originals, found.not_kept, found.reread) == (3, 0, 0)
    assert found.problems == () and found.reasons == {}


def test_the_originals_need_not_be_where_they_were(path):
    for name in (*TEXTS, "c.jsonl"):
        (path.parent / name).unlink()
    assert verified(path).problems == ()


def test_one_article(path):
    found = verified(path, "b.txt")
    assert (found.articles, found.statements, found.fitting) == (1, 2, 2)


def test_workers_find_the_same(path):
    change(path, "UPDATE statement SET cue_end = cue_end + 1")
    with Project.open(path) as project, local_engine(2) as two:
        told = []
        found = project.verify(engine=two, on_progress=lambda *done: told.append(done))
    assert found == verified(path)
    assert told[-1] == (3, 3)


def test_a_changed_text(path):
    change(
        path, "UPDATE article SET text = replace(text, 'rained', 'snowed') WHERE path LIKE '%a.txt'"
    )
    found = verified(path)
    assert found.fitting == 3
    assert found.reasons == {"text": 1, "reading": 1}
    assert [p.path.rpartition("/")[2] for p in found.problems] == ["a.txt", "a.txt"]


def test_a_changed_text_with_its_hash(path):
    """Whoever changes both still has the article's id against him."""
    with Project.open(path, write=True) as project:
        article, _ = project.article("a.txt")
        text = article.text.replace("rained", "snowed")
        project._connection.execute(
            "UPDATE article SET text = ?, text_sha256 = ? WHERE id = ?",
            (text, originals.digest(text.encode()), article.id),
        )
    assert verified(path, originals=False).reasons == {"text": 1}


@pytest.mark.parametrize("column", ["cue_start", "source_end"])
def test_a_moved_span(path, column):
    change(path, f"UPDATE statement SET {column} = {column} + 1 WHERE ordinal = 1")
    found = verified(path)
    assert found.reasons == {"statement": 1} and found.fitting == 3
    assert found.problems[0].statement_id is not None


def test_a_span_outside_the_text(path):
    change(path, "UPDATE content SET span_end = 10000 WHERE span_start = 1")
    found = verified(path)
    assert found.reasons == {"statement": 1}
    assert "outside" in found.problems[0].reason


def test_a_statement_without_content(path):
    change(path, "DELETE FROM content WHERE span_start = 1")
    assert verified(path).reasons == {"statement": 1}


def test_a_damaged_original(path):
    change(path, "UPDATE original SET data = ? WHERE number = 1", zlib.compress(b"something else"))
    found = verified(path)
    assert found.reasons == {"original": 1}
    assert found.fitting == 3  # nothing proves that its statements stand in the original
    assert verified(path, originals=False).problems == ()


def test_an_original_that_was_exchanged(path):
    """With a hash that fits its bytes: the text is what does not."""
    text = TEXTS["a.txt"].replace("rained", "snowed").encode()
    packed = originals.pack(text)
    with Project.open(path, write=True) as project, file.transaction(project._connection):
        project._connection.execute(
            "UPDATE original SET data = ?, sha256 = ?, size = ? WHERE number = 1",
            (packed.data, packed.sha256, packed.size),
        )
        project._connection.execute(
            "UPDATE capture SET original = ? WHERE number = 1", (packed.sha256,)
        )
    found = verified(path)
    assert found.reasons == {"reading": 1}
    assert "another text from character" in found.problems[0].reason


def test_an_original_that_was_not_kept(path):
    change(path, "DELETE FROM original WHERE number = 1")
    found = verified(path)
    assert (found.not_kept, found.in_originals, found.fitting) == (1, 2, 4)
    assert found.problems == ()


def test_an_older_project_without_captures(path):
    change(path, "DELETE FROM capture")
    found = verified(path)
    assert (found.not_kept, found.fitting, found.problems) == (3, 4, ())


@pytest.fixture
def newer_reader(monkeypatch):
    """As if the reader of texts had changed since: what it does is given."""

    def use(read):
        from quoth.read import parse as real

        def parse(raw):
            found = real(raw)
            return type(found).of(read(found.text), path=found.path)

        monkeypatch.setattr("quoth.read.parse", parse)
        monkeypatch.setattr("quoth.store.originals.reader_version", lambda form, step: "read 99")

    return use


def test_a_newer_reader_that_leaves_the_words(path, newer_reader):
    newer_reader(lambda text: text.replace("\n\n", "\n"))
    found = verified(path)
    assert (found.reread, found.in_originals, found.fitting) == (2, 1, 4)
    assert found.problems == ()


def test_a_newer_reader_that_loses_words(path, newer_reader):
    newer_reader(lambda text: text.replace('"It is late," said Ada Moor.', ""))
    found = verified(path)
    assert found.reasons == {"reader": 1} and found.fitting == 3
    (problem,) = found.problems
    assert problem.statement_id and f"read {STEPS[0].version}" in problem.reason
    assert "read 99" in problem.reason


def test_a_reader_that_differs_without_saying_so(path, newer_reader, monkeypatch):
    newer_reader(lambda text: text.replace("\n\n", "\n"))
    monkeypatch.setattr(
        "quoth.store.originals.reader_version", lambda form, step: f"read {STEPS[0].version}"
    )
    found = verified(path)
    assert found.reasons == {"reading": 2}


def test_every_format_is_found_again_in_its_original(tmp_path):
    """The examples of all formats: archives, exports with several articles, documents, mail."""
    examples = Path(__file__).parents[2] / "examples"
    inputs = [examples / "archives", examples / "inputs", examples / "pages"]
    run(tmp_path / "p.quoth", inputs, workers=1)
    found = verified(tmp_path / "p.quoth")
    assert found.problems == ()
    assert found.in_originals == found.articles > 30
    with Project.open(tmp_path / "p.quoth") as project:
        formats = {form for (form,) in project._connection.execute("SELECT format FROM capture")}
    assert {"html", "text", "csv", "docx", "pdf"} <= formats

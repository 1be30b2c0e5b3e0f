"""`import quoth` as a library."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import quoth
from quoth.errors import UsageError
from tests.fake import FakeExtractor


def python(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "before",
    [
        "import quoth",
        "import quoth.read",
        "from quoth.read import read",
        "import quoth; from quoth import read",
        "import quoth.read.inputs",
        "from quoth import api; import quoth.read",
        "import quoth, importlib; importlib.import_module('quoth.read')",
    ],
)
def test_read_is_a_function_and_a_package_whatever_was_imported_first(before, page):
    program = f"""
{before}
import quoth, inspect
(article,) = quoth.read({str(page)!r})
assert article.title == "Harbour levy to rise", article
from quoth import read
assert list(read([{str(page)!r}])) == [article]
from quoth.read import read as inner
assert inner is quoth.read.read and list(inner({str(page)!r})) == [article]
import quoth.read.inputs
assert quoth.read.inputs.find_documents
assert "mapping" in inspect.signature(quoth.read).parameters
print("fine")
"""
    assert python(program) == "fine\n"


@pytest.mark.parametrize("name", ["read", "extract", "evaluate", "watch", "serve"])
def test_stages_can_be_called(name):
    assert callable(getattr(quoth, name))


def test_every_name_is_there():
    for name in quoth.__all__:
        assert getattr(quoth, name) is not None, name
    assert set(quoth.__all__) <= set(dir(quoth))


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        quoth.reed  # noqa: B018


def test_the_version_is_the_packages():
    from importlib.metadata import version

    assert quoth.__version__ == version("quoth")


# read


def test_read_takes_one_path_or_several(page):
    (article,) = quoth.read(page)
    assert isinstance(article, quoth.Article)
    assert [a.id for a in quoth.read([page, str(page)])] == [article.id] * 2


def test_the_limit_is_the_readers():
    from quoth import api
    from quoth.read.inputs import MAX_BYTES

    assert api.MAX_BYTES == MAX_BYTES


def test_skipped_inputs_are_warned_of(page):
    with pytest.warns(quoth.SkippedInputWarning, match=r"skipped none\.txt: .*; try: "):
        assert len(list(quoth.read(["none.txt", page]))) == 1


def test_or_handed_over(page):
    skipped = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(quoth.read(["none.txt", page], on_skip=skipped.append))) == 1
    assert [s.path for s in skipped] == ["none.txt"]


@pytest.mark.parametrize("function", [quoth.read, quoth.evaluate])
def test_no_input_is_an_error_at_once(function):
    with pytest.raises(UsageError, match="no input"):
        function([])


# extract


def test_extract_takes_paths_articles_and_both(page, fake_model):
    (article,) = quoth.read(page)
    found = list(quoth.extract(page))
    assert [s.speakers[0].name for s in found] == ["Mira Tolland", "Joren Pike"]
    assert {s.article_id for s in found} == {article.id}
    assert list(quoth.extract(article)) == found
    assert list(quoth.extract([article, str(page)])) == found * 2
    assert list(quoth.extract(quoth.read(page))) == found


def test_extract_takes_a_text(fake_model):
    (statement,) = quoth.extract(text='The mayor: "It will rise," said Mira Tolland.')
    assert statement.content.text == "It will rise,"


def test_extract_takes_a_model(page, monkeypatch):
    from tests.fake import supported, unresolved

    monkeypatch.setattr("quoth.extract.unsupported", supported)
    monkeypatch.setattr("quoth.resolve.resolve", unresolved)
    assert len(list(quoth.extract(page, model=FakeExtractor()))) == 2


def test_a_model_folder_is_loaded(page, fake_model, monkeypatch):
    loaded = []

    def load(cls, folder=None, *, fast=False):
        loaded.append((folder, fast))
        return cls()

    monkeypatch.setattr(FakeExtractor, "load", classmethod(load))
    list(quoth.extract(page, model=Path("weights")))
    list(quoth.extract(page, fast=True))
    list(quoth.extract(page))
    assert loaded == [("weights", False), (None, True), (None, False)]


def test_extract_hands_over_what_it_skips(page, fake_model):
    skipped = []
    texts = ["Ĉu vere?", "BREAK THE MODEL"]
    articles = [quoth.Article.of(text, path=text) for text in texts]
    found = list(quoth.extract([*articles, page, "none.txt"], on_skip=skipped.append))
    assert len(found) == 2
    assert {s.path for s in skipped} == {*texts, "none.txt"}


@pytest.mark.parametrize("given", [{}, {"inputs": "page.txt", "text": "both"}])
def test_extract_takes_inputs_or_a_text(given):
    with pytest.raises(UsageError, match="one of them"):
        quoth.extract(**given)


# run, open, evaluate


def test_run_and_open(page, tmp_path, fake_model):
    report = quoth.run(tmp_path / "affair.quoth", page, workers=1)
    assert (report.articles, report.statements) == (1, 2)
    with quoth.open(tmp_path / "affair.quoth") as project:
        assert isinstance(project, quoth.Project)
        ((statement, article),) = project.find("levy")
    assert statement in list(quoth.extract(article))


def test_open_needs_a_project(tmp_path):
    with pytest.raises(quoth.QuothError):
        quoth.open(tmp_path / "none.quoth")


def test_evaluate_is_the_packages(monkeypatch):
    monkeypatch.setattr("quoth.evaluate.evaluate", lambda paths, **options: (paths, options))
    assert quoth.evaluate("gold", predictions="p.jsonl") == (["gold"], {"predictions": "p.jsonl"})

"""The straight line, end to end with the shipped model: articles in, statements out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.cli import DONE, SKIPPED
from quoth.model import MODES, TYPES

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "examples" / "pages"
SHARED = Path(os.environ.get("QUOTH_SHARED", ROOT.parent / "shared"))


def quoth(*args, folder=None, code=DONE) -> list[dict]:
    """Runs the program; its JSON Lines."""
    done = subprocess.run(
        [sys.executable, "-m", "quoth", *map(str, args)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert done.returncode == code, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_exact(statements: list[dict], articles: list[dict]) -> None:
    """Every text of a statement is the article's text at its spans."""
    texts = {article["id"]: article["text"] for article in articles}
    ids = {statement["id"] for statement in statements}
    assert len(ids) == len(statements)
    for statement in statements:
        text = texts[statement["article"]["id"]]
        content = statement["content"]
        assert content["text"] == " ".join(text[a:b] for a, b in content["spans"])
        for piece in (statement["cue"], statement["source"]):
            assert piece is None or piece["text"] == text[slice(*piece["span"])]
        for link in statement["chain"]:
            assert text[slice(*link["span"])].strip()
        assert statement["mode"] in MODES and statement["type"] in TYPES
        assert 0 <= statement["confidence"] <= 1
        assert statement["nested_in"] is None or statement["nested_in"] in ids


def assert_in_order(statements: list[dict]) -> None:
    """Within an article statements come as they appear."""
    last: dict[str, int] = {}
    for statement in statements:
        pieces = [p["span"] for p in (statement["cue"], statement["source"]) if p]
        start = min(a for a, _ in [*statement["content"]["spans"], *pieces])
        article = statement["article"]["id"]
        assert start >= last.get(article, 0)
        last[article] = start


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    path = tmp_path_factory.mktemp("line") / "affair.quoth"
    (report,) = quoth("run", path, PAGES, code=SKIPPED)
    # One page is in French, which the model does not know: it is kept without statements.
    assert [Path(given["path"]).name for given in report["skipped"]] == ["le-fanal-silence.html"]
    assert report["failed"] == []
    assert report["articles"] == report["inputs"] - 1
    return path


@pytest.fixture(scope="module")
def extracted():
    return quoth("extract", PAGES, code=SKIPPED)


def test_statements_of_the_examples_keep_the_contract(extracted):
    articles = quoth("read", PAGES)
    assert len({s["article"]["id"] for s in extracted}) == len(articles) - 1
    assert_exact(extracted, articles)
    assert_in_order(extracted)
    assert sum(bool(s["speakers"]) for s in extracted) > len(extracted) / 2


def test_a_project_holds_what_extract_prints(project, extracted):
    def key(statement):
        return statement["id"]

    assert sorted(quoth("find", project), key=key) == sorted(extracted, key=key)


def test_a_speaker_is_found(project):
    found = quoth("find", project, "--speaker", "Adeyemi")
    assert found
    for statement in found:
        who = [*(s["name"] for s in statement["speakers"]), (statement["source"] or {})["text"]]
        assert any("Adeyemi" in name for name in who)


def test_an_article_is_shown_with_its_statements(project):
    (shown,) = quoth("show", project, "harbour-ledger-gate-open.html")
    assert shown["outlet"] == "The Harbour Ledger"
    assert_exact(shown["statements"], [shown])
    assert shown["statements"]


def test_text_files_are_indexed_as_they_are_with_emoji_and_combining_marks(tmp_path):
    text = (
        "Der Kai\r\n\r\n👩‍👩‍👧 Ame\u0301lie Dupre\u0301 🚢🚢 told the council on Monday that the "
        "quay would “never” close. “It stays open 🎉,” said Joren Pike, the harbour master.\r\n"
    )
    path = tmp_path / "kai.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    (article,) = quoth("read", path)
    assert article["text"] == text
    statements = quoth("extract", path)
    assert len(statements) >= 2
    assert_exact(statements, [article])


def test_a_folder_of_trouble_is_done_with_rows_for_what_is_not(tmp_path):
    folder = tmp_path / "trouble"
    folder.mkdir()
    good = 'Levy to rise\n\n"The levy will rise," said Mira Tolland, the harbour commissioner.\n'
    (folder / "good.txt").write_text(good)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.html").write_text(f"<html><body><p>{good}<div><p></span></i>" * 3)
    (folder / "russian.txt").write_text(
        "Сбор вырастет\n\nВ понедельник начальник порта сообщил, что портовый сбор вырастет в мае, "
        "и добавил, что решение принято советом города единогласно.\n",
        encoding="utf-8",
    )
    with open(folder / "large.txt", "w") as file:
        for _ in range(50):
            file.write("The levy will rise and rise. " * 34_483)
    (folder / "secret.txt").write_text(good.replace("levy", "duty"))
    (folder / "secret.txt").chmod(0)
    readable = os.access(folder / "secret.txt", os.R_OK)  # for root everything is

    path = tmp_path / "trouble.quoth"
    (report,) = quoth("run", path, folder, code=SKIPPED)
    skipped = {Path(g["path"]).name: g for g in [*report["skipped"], *report["failed"]]}
    wanted = {"empty.txt", "binary.txt", "russian.txt", "large.txt"}
    assert skipped.keys() - {"broken.html"} == wanted | (set() if readable else {"secret.txt"})
    assert all(given["reason"] and given["advice"] for given in skipped.values())
    found = {Path(s["article"]["path"]).name for s in quoth("find", path, "--speaker", "Tolland")}
    assert "good.txt" in found
    (info,) = quoth("info", path)
    assert {Path(given["path"]).name for given in info["skipped"]} == skipped.keys()


@pytest.mark.skipif(
    not (SHARED / "data" / "news-dev").exists(), reason="needs ../shared/data/news-dev"
)
@pytest.mark.parametrize("suffix", ["*.txt", "*.html.gz"])
def test_real_pages_keep_the_contract(suffix):
    pages = sorted((SHARED / "data" / "news-dev").glob(suffix))
    assert len(pages) == 7
    articles = quoth("read", *pages)
    statements = quoth("extract", *pages)
    assert_exact(statements, articles)
    assert_in_order(statements)
    assert len({s["article"]["id"] for s in statements}) == 7

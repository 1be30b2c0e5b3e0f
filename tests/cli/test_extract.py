from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from tests.documents import all_shown

pytestmark = pytest.mark.usefixtures("fake_model")


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_has_the_contracts_fields(quoth, page):
    result = quoth("extract", page)
    assert (result.exit_code, result.stderr) == (0, "")
    record = records(result)[0]
    assert list(record) == [
        "id",
        "article",
        "mode",
        "type",
        "content",
        "cue",
        "source",
        "speakers",
        "chain",
        "addressee",
        "medium",
        "said_on",
        "nested_in",
        "confidence",
    ]
    assert list(record["article"]) == [
        "id",
        "path",
        "outlet",
        "url",
        "title",
        "published",
        "language",
    ]
    text = page.read_text(encoding="utf-8")
    for piece in (record["cue"], record["source"]):
        assert text[slice(*piece["span"])] == piece["text"]
    assert record["content"]["text"] == "The levy will rise in May 🚢,"


def test_statements_come_in_order_of_appearance(quoth, page):
    names = [record["speakers"][0]["name"] for record in records(quoth("extract", page))]
    assert names == ["Mira Tolland", "Joren Pike"]


def test_articles_come_in_the_order_of_the_inputs(quoth, tmp_path):
    paths = [tmp_path / f"{number:02}.txt" for number in range(20)]
    for path in paths:
        path.write_text(f'Levy\n\n"Number {path.stem} it is," said Mira Tolland.\n')
    found = records(quoth("extract", *reversed(paths), "--workers", 1))
    assert [r["article"]["path"] for r in found] == [str(path) for path in reversed(paths)]


def test_skipped_inputs_are_named_whatever_the_stage(quoth, page, tmp_path):
    (tmp_path / "broken.txt").write_text("Levy\n\nBREAK THE MODEL, said Mira Tolland.\n")
    (tmp_path / "foreign.txt").write_text("Ĉu vere?\n\nJes, la urbestro diris al ni hodiaŭ.\n")
    result = quoth(
        "extract", tmp_path / "broken.txt", tmp_path / "foreign.txt", tmp_path / "none.txt", page
    )
    assert result.exit_code == 1
    assert len(records(result)) == 2
    assert "broken.txt: extraction failed: ValueError: this text breaks" in result.stderr
    assert "foreign.txt: Esperanto is not supported" in result.stderr
    assert "none.txt: " in result.stderr


def test_a_pipe_from_read_to_extract(quoth, page):
    articles = quoth("read", page).stdout
    assert records(quoth("extract", "-", input=articles)) == records(quoth("extract", page))


@pytest.mark.parametrize("columns", [80, 120])
def test_the_table_says_who_said_what(quoth, page, columns):
    result = quoth("extract", page, "--table", columns=columns)
    assert result.exit_code == 0
    for words in ("Harbour levy to rise", "Mira Tolland", "said", "0.88", "direct", "assertion"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= columns


def test_the_table_of_several_articles_ends_with_a_count(quoth, page, tmp_path):
    (tmp_path / "quiet.txt").write_text("Levy\n\nNobody said a word about the levy today.\n")
    result = quoth("extract", page, tmp_path / "quiet.txt", "--table")
    assert result.stderr == "2 statements in 2 articles\n"
    assert "Nobody is quoted." in result.stdout


def test_on_a_real_terminal_it_is_a_table(page):
    """Through a pseudo-terminal: colours, no JSON, no escape sequence of the article's."""
    page.write_text(page.read_text(encoding="utf-8").replace("CALDER", "\x1b]0;owned\x07"))
    program = (
        "from tests.fake import *; import quoth.extract as e, quoth.resolve as r\n"
        "e.Extractor, e.unsupported, r.resolve = FakeExtractor, supported, unresolved\n"
        "from quoth.cli import main; main()"
    )
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program, "show", str(page)],
        stdout=secondary,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(secondary)
    shown = all_shown(primary)
    assert process.communicate()[1] == b""
    assert process.returncode == 0
    text = shown.decode("utf-8")
    assert "\x1b[" in text and "Mira Tolland" in text and "{" not in text
    assert "\x1b]0" not in text and "␛]0;owned␇" in text

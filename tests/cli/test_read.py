from __future__ import annotations

import gzip
import json

import pytest


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_has_the_contracts_fields(quoth, page):
    result = quoth("read", page)
    assert (result.exit_code, result.stderr) == (0, "")
    (record,) = records(result)
    assert list(record) == [
        "id",
        "path",
        "outlet",
        "url",
        "title",
        "authors",
        "published",
        "language",
        "text",
        "text_sha256",
    ]
    assert record["text"] == page.read_text(encoding="utf-8")
    assert record["path"] == str(page)


def test_what_cannot_be_read_is_named_and_the_others_are_read(quoth, page, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = quoth("read", tmp_path / "missing.txt", tmp_path / "empty.txt", page)
    assert result.exit_code == 1
    assert [record["path"] for record in records(result)] == [str(page)]
    assert result.stderr.count("skipped ") == 2
    assert f"skipped {tmp_path}/missing.txt: " in result.stderr
    assert result.stderr.count("\n  try: ") == 2


def test_nothing_readable_is_still_no_error_of_usage(quoth, tmp_path):
    result = quoth("read", tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")


def test_its_own_output_can_be_read_again(quoth, page):
    once = quoth("read", page).stdout
    again = quoth("read", "-", input=once).stdout
    assert [r["id"] for r in map(json.loads, again.splitlines())] == [json.loads(once)["id"]]


def test_foreign_fields_are_mapped(quoth, tmp_path):
    foreign = tmp_path / "foreign.jsonl.gz"
    line = {"corps": "The levy will rise, Mira Tolland said.", "journal": "Calder Post"}
    foreign.write_bytes(gzip.compress(json.dumps(line).encode()))
    result = quoth("read", foreign, "--map", "text=corps", "--map", "outlet=journal")
    (record,) = records(result)
    assert (record["text"], record["outlet"]) == (line["corps"], "Calder Post")


@pytest.mark.parametrize("size", ["100", "0.1 kB", "100b"])
def test_a_large_input_is_skipped(quoth, tmp_path, size):
    (tmp_path / "large.txt").write_text("The levy will rise. " * 10)
    result = quoth("read", tmp_path / "large.txt", "--max-bytes", size)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "large.txt" in result.stderr


def test_a_mapping_twice_for_one_field_is_wrong(quoth, page):
    result = quoth("read", page, "--map", "text=a", "--map", "text=b")
    assert result.exit_code == 2 and "'text' twice" in result.stderr


def test_one_article_is_shown_whole(quoth, page):
    result = quoth("read", page, "--table")
    assert "Title      Harbour levy to rise" in result.stdout
    assert "The council laughed." in result.stdout


def test_several_articles_are_a_table(quoth, page, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Levy voted down\n\nThe council voted the levy down, Joren Pike said.\n")
    result = quoth("read", page, other, "--table")
    head, _, *rows = result.stdout.splitlines()
    assert head.split() == ["Title", "Outlet", "Published", "Lang", "Words", "File"]
    assert "page.txt" in rows[0] and "other.txt" in rows[1]
    assert "The council" not in result.stdout


def test_many_articles_are_several_tables(quoth, page, monkeypatch):
    monkeypatch.setattr("quoth.cli.read.SCREENFUL", 2)
    text = quoth("read", page, page, page, "--table").stdout
    assert (text.count("Published"), text.count("page.txt")) == (2, 3)


def test_escape_sequences_are_shown_not_obeyed(quoth, tmp_path):
    path = tmp_path / "evil.txt"
    path.write_text("Evil title\n\nThe levy \x1b]0;owned\x07 will rise, Mira Tolland said.\n")
    for form in ("--table", "--json"):
        assert "\x1b" not in quoth("read", path, form).stdout

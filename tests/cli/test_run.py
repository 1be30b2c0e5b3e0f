from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("fake_model")


@pytest.fixture
def run(quoth, tmp_path):
    def run(*args):
        return quoth("run", tmp_path / "affair.quoth", "--workers", 1, *args)

    return run


def test_a_run_fills_a_project_that_can_be_searched(quoth, run, page, tmp_path):
    result = run(page)
    assert (result.exit_code, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert (report["articles"], report["statements"], report["skipped"]) == (1, 2, [])
    found = quoth("find", tmp_path / "affair.quoth", "levy").stdout
    assert json.loads(found)["speakers"][0]["name"] == "Mira Tolland"


def test_stored_statements_are_those_that_extract_prints(quoth, run, page, tmp_path):
    run(page)
    stored = quoth("find", tmp_path / "affair.quoth").stdout
    assert stored == quoth("extract", page).stdout


def test_the_same_again_changes_nothing(run, page):
    run(page)
    report = json.loads(run(page).stdout)
    assert (report["articles"], report["unchanged"]) == (0, 1)


def test_skipped_and_failed_inputs_are_named_and_kept(quoth, run, page, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.txt").write_text("Levy\n\nBREAK THE MODEL, said Mira Tolland.\n")
    result = run(page, tmp_path / "empty.txt", tmp_path / "broken.txt")
    assert result.exit_code == 1
    assert f"skipped {tmp_path}/empty.txt: " in result.stderr
    assert f"failed {tmp_path}/broken.txt: ValueError: this text breaks" in result.stderr
    info = json.loads(quoth("info", tmp_path / "affair.quoth").stdout)
    assert [given["status"] for given in info["skipped"]] == ["failed", "skipped"]


def test_only_so_many_are_named(run, page, monkeypatch):
    monkeypatch.setattr("quoth.cli.run.NAMED", 1)
    result = run(page, "none-1.txt", "none-2.txt", "none-3.txt")
    assert result.stderr.count("skipped none-") == 1
    assert "… and 2 more: 'quoth info " in result.stderr


def test_for_a_person_it_is_one_line(run, page):
    result = run(page, page.parent / "none.txt", "--table")
    assert result.stdout.count("\n") == 1
    assert "affair.quoth: 1 article with 2 statements in " in result.stdout
    assert result.stdout.endswith("; 1 skipped\n")


def test_an_interruption_says_that_the_project_is_sound(run, page, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.running.run", interrupt)
    result = run(page)
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr


def test_a_project_that_is_none(quoth, page):
    result = quoth("run", page, page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "quoth: " in result.stderr and "  try: " in result.stderr


def test_options_reach_the_reader(run, tmp_path):
    foreign = tmp_path / "foreign.jsonl"
    line = {"corps": 'The news: "The levy will rise," said Mira Tolland.'}
    foreign.write_text(json.dumps(line) + "\n")
    report = json.loads(run(foreign, "--map", "text=corps").stdout)
    assert report["statements"] == 1
    assert run(foreign, "--max-bytes", "5").exit_code == 1

"""`quoth run --engine spark` and `quoth load`, as far as they need no Spark."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["p.quoth"], "Missing argument 'PATH...'"),
        (["--engine", "spark", "pages"], "needs --out"),
        (["p.quoth", "pages", "--out", "results"], "are for --engine spark"),
        (["p.quoth", "pages", "--master", "local[2]"], "are for --engine spark"),
        (["p.quoth", "pages", "--concepts"], "are for --engine spark"),
    ],
)
def test_options_that_do_not_go_together(quoth, arguments, message):
    result = quoth("run", *arguments)
    assert result.exit_code == 2 and message in result.stderr


def test_a_directory_is_no_project(quoth, tmp_path, page):
    result = quoth("run", tmp_path, page)
    assert result.exit_code == 2 and "is a directory" in result.stderr


def test_without_spark_the_extra_is_named(quoth, tmp_path, page, monkeypatch):
    monkeypatch.setattr("quoth.engine.spark.missing", lambda: "Java")
    result = quoth("run", "--engine", "spark", "--out", tmp_path / "results", page)
    assert result.exit_code == 2 and "quoth[spark]" in result.stderr


def test_load_names_what_is_no_folder_of_results(quoth, tmp_path):
    result = quoth("load", tmp_path / "p.quoth", tmp_path)
    assert result.exit_code == 2 and "no folder of results" in result.stderr
    assert not (tmp_path / "p.quoth").exists()

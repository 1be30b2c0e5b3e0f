"""The line on both engines: a folder of results, loaded, is the project of a run on one machine."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import ModelError, UsageError
from quoth.results.loading import load, tables
from quoth.results.running import run
from quoth.store import Project
from quoth.store.matching import Matching
from tests.test_running import dump, find_or_fail, load_nothing, run_here, steps

PAGES = Path(__file__).parents[2] / "examples" / "pages"


def both(spark, folder: Path, paths: list, *, find=find_or_fail, **options) -> tuple[dict, dict]:
    """Every table of a run here, and of one on Spark that was loaded."""
    ours = {"steps": steps(find), **options}
    # Two processes: what kills its process must not kill the tests.
    run_here(folder / "here.quoth", paths, workers=2, originals=False, **ours)
    run(folder / "results", paths, session=spark, piece=2, across=False, **ours)
    load(folder / "there.quoth", folder / "results")
    return dump(folder / "here.quoth"), dump(folder / "there.quoth")


def differing(here: dict, there: dict) -> dict[str, tuple[list, list]]:
    """The rows that only one of two projects has, by table."""
    return {
        name: (
            [r for r in here[name] if r not in there[name]],
            [r for r in there[name] if r not in here[name]],
        )
        for name in here
        if here[name] != there[name]
    }


def jsonl(path: Path, records: list[dict]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def record(text: str, **fields) -> dict:
    return {"text": f"{text}\n\nThe council met on Monday.", **fields}


def test_every_kind_of_input_is_the_same_row(spark, tmp_path):
    """Duplicates, versions of a page, what cannot be read, what fails and what kills its worker."""
    at = "https://ledger.example/2025/levy"
    lines = jsonl(
        tmp_path / "lines.jsonl",
        [
            record("Ada said the levy rises.", outlet="Ledger", published="2025-01-14", url=at),
            record("Ada said the levy rises.", outlet="Ledger", url=f"{at}?utm_source=x"),
            record("Ada said the levy rises. Bert denied it all.", outlet="Ledger", url=at),
            record("Bert said nothing. Raise", outlet="Courier", authors=["A. Bee", "C. Dee"]),
            record("Cleo denied it. Lie", published="2024"),
            record("Dora said so. Kill", published="2025-02-01T10:00:00Z"),
            record("Io dit que non.", language="xx"),
            {"no": "text"},
        ],
    )
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "a.txt").write_text("Egon said the gate holds.\n")
    (folder / "b.txt").write_text("Egon said the gate holds.\n")
    (folder / "empty.txt").write_text("")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    missing = tmp_path / "missing.txt"
    here, there = both(spark, tmp_path, [lines, folder, lines, missing, f"{tmp_path}/*.none"])
    assert differing(here, there) == {}
    given = {status for row in there["input"] for status in row if isinstance(status, str)}
    assert {"done", "duplicate", "skipped", "failed"} <= given

    with_duckdb = tables(tmp_path / "results")
    found = with_duckdb.execute(
        "SELECT month, count(*) FROM all_article GROUP BY month ORDER BY month"
    ).fetchall()
    with_duckdb.close()
    assert dict(found) == {"2024": 1, "2025-01": 1, "unknown": 4}

    again = run(
        tmp_path / "results",
        [lines, folder, lines, missing, f"{tmp_path}/*.none"],
        session=spark,
        piece=2,
        steps=steps(find_or_fail),
        across=False,
    )
    assert len(again.kept) == 11
    assert (again.articles, again.statements, again.failed) == (6, 4, 3)

    report = load(tmp_path / "slice.quoth", tmp_path / "results", outlet="ledger", since="2025")
    assert (report.inputs, report.articles, report.others) == (2, 1, 1)
    report = load(tmp_path / "slice.quoth", tmp_path / "results", until="2024")
    assert (report.articles, report.statements) == (1, 0)
    report = load(tmp_path / "slice.quoth", tmp_path / "results", until="2024")
    assert (report.articles, report.unchanged) == (0, 1)
    with Project.open(tmp_path / "slice.quoth") as project:
        assert {article.outlet for article in project.articles()} == {"Ledger", None}


words = st.sampled_from(
    ["Ada said the levy rises.", "Bert denied it.", "Raise", "Cleo said no…", "🚢", "Ĉu?", "\n\n"]
)
records = st.builds(
    lambda parts, extra: {"text": " ".join(parts), **extra},
    st.lists(words, min_size=1, max_size=6),
    st.fixed_dictionaries(
        {},
        optional={
            "outlet": st.sampled_from(["Ledger", "Courier"]),
            "published": st.sampled_from(["2025-01-14", "2025-02", "14/01", ""]),
            "url": st.sampled_from(["https://a.example/x", "https://a.example/x?utm_id=1", "-"]),
            "title": st.sampled_from(["Levy", ""]),
        },
    ),
)


@pytest.mark.usefixtures("spark")
@settings(max_examples=2)
@given(corpus=st.lists(st.lists(records, max_size=6), min_size=1, max_size=3))
def test_random_corpora_are_the_same_rows(spark, corpus):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [jsonl(folder / f"{n}.jsonl", given) for n, given in enumerate(corpus)]
        here, there = both(spark, folder, paths)
        assert differing(here, there) == {}


def test_the_shipped_model_finds_the_same_on_both(spark, tmp_path):
    """Real steps; one page comes through Hadoop's file system, as from a cluster's."""
    names = ("le-fanal-silence.html", "anselm-metro-never.html", "inland-gazette-wire.html")
    pages = [*(PAGES / name for name in names), PAGES / "coastal-telegraph-silence.txt"]
    named = [f"file://{pages[0]}", *pages[1:]]
    from quoth.running import run as run_alone

    run_alone(tmp_path / "here.quoth", pages, workers=1, originals=False, fast=True)
    run(tmp_path / "results", named, session=spark, fast=True)
    with pytest.MonkeyPatch.context() as patch:
        # Copies, events, claims come from the cluster too, one of them told in other words.
        patch.setattr(Matching, "run", None)
        load(tmp_path / "there.quoth", tmp_path / "results")
    here, there = dump(tmp_path / "here.quoth"), dump(tmp_path / "there.quoth")
    assert len(here["statement"]) > 5 and len(here["claim"]) > 2
    assert any("paraphrased" in row for row in here["member"])
    for table in set(here) - {"input", "article", "capture"}:
        assert here[table] == there[table]


def test_a_model_that_cannot_be_loaded_ends_the_run(spark, tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("Ada said so.")
    with pytest.raises(ModelError):
        run(tmp_path / "out", [page], session=spark, steps=steps(load=load_nothing))
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_left_alone(spark, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear all")
    for out in (tmp_path / "letters", tmp_path / "letters" / "a.txt"):
        with pytest.raises(UsageError, match=r"something else|is a file"):
            run(out, [PAGES], session=spark, steps=steps())
    with pytest.raises(UsageError, match="no folder of results"):
        load(tmp_path / "p.quoth", tmp_path / "letters")
    assert not (tmp_path / "p.quoth").exists()

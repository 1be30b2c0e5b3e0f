"""The gate with figures that are given, and its floors file as it is shipped."""

from __future__ import annotations

import pytest

from quoth.errors import ModelError
from quoth.evaluate.floors import Floors, fingerprint, read_floors, write_floors
from quoth.evaluate.gate import CHECKOUT, FLOORS, SHARED, main
from quoth.evaluate.report import Report, Row


@pytest.fixture
def checkout(tmp_path):
    """A checkout with examples, and no data for development beside it."""
    folder = tmp_path / "checkout"
    (folder / "examples" / "pages").mkdir(parents=True)
    (folder / "examples" / "gold").mkdir()
    (folder / "examples" / "pages" / "dam.txt").write_text("Ana said no.")
    return folder


@pytest.fixture
def shared_beside(checkout):
    """Data for development beside the checkout."""
    for place in SHARED.values():
        folder = checkout.parent / "shared" / place
        folder.mkdir(parents=True)
        (folder / "file").write_text(place)
    return checkout.parent / "shared"


@pytest.fixture
def gate(checkout, tmp_path):
    """Run the gate; the figure of every corpus is `value`."""

    def run(*argv, value=60.0, environment=None, floors=None):
        path = tmp_path / "floors.toml"
        if floors is not None:
            write_floors(path, floors)

        def measure(paths, *, model, workers):
            run.measured = [p.relative_to(tmp_path).as_posix() for p in paths]
            run.workers = workers
            names = {"data/polnear/dev": "polnear-dev"}
            return Report(
                tuple(
                    Row(
                        dataset=next(
                            (n for place, n in names.items() if p.as_posix().endswith(place)),
                            p.name,
                        ),
                        metric="strict",
                        value=value,
                    )
                    for p in paths
                )
            )

        code = main(
            argv,
            measure=run.measure or measure,
            floors_path=path,
            checkout=checkout,
            environment=environment or {},
        )
        run.floors = read_floors(path)
        return code

    run.measure = None
    return run


def pinned(checkout, floor):
    print_ = fingerprint(checkout / "examples", within=("gold", "pages"))
    return Floors({"examples": print_}, {"examples": {"strict": floor}})


def test_a_figure_that_holds(gate, checkout, capsys):
    assert gate(floors=pinned(checkout, 60.0)) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == ["dataset", "metric", "value", "floor", "verdict"]
    assert out.splitlines()[2].split() == ["examples", "strict", "60.0", "60.0", "ok"]
    assert "passed: 1 hold" in out
    assert "polnear-dev not measured" in err
    assert gate.workers == 2


def test_a_figure_below_its_floor(gate, checkout, capsys):
    assert gate(floors=pinned(checkout, 60.1)) == 1
    out, err = capsys.readouterr()
    assert "FAILED" in out
    assert "examples: strict is 60.00, below its floor 60.1" in err


def test_a_changed_corpus(gate, checkout, capsys):
    floors = pinned(checkout, 60.0)
    (checkout / "examples" / "pages" / "dam.txt").write_text("Ana said yes.")
    assert gate(floors=floors) == 1
    err = capsys.readouterr().err
    assert "is not the corpus that the floors were pinned on" in err
    assert '--pin --reason "…"' in err
    assert gate("--pin") == 2
    assert gate("--pin", "--reason", "a page was mended") == 0
    assert gate.floors.changes[0].reason == "a page was mended"
    assert gate() == 0


def test_an_unpinned_corpus_fails_until_it_is_pinned(gate, capsys):
    assert gate() == 1
    assert "has no pinned fingerprint" in capsys.readouterr().err
    assert gate("--pin") == 0
    assert gate.floors.floors == {"examples": {"strict": 59.7}}
    assert gate() == 0
    assert gate("--pin", "--tolerance", "0.1") == 0
    assert gate.floors.floors == {"examples": {"strict": 59.9}}


def test_lowering_needs_pin_and_a_reason(gate, checkout):
    floors = pinned(checkout, 70.0)
    assert gate("--allow-lower", floors=floors) == 2
    assert gate("--reason", "x") == 2
    assert gate("--pin", "--allow-lower") == 2
    assert gate("--pin") == 1
    assert gate.floors == floors
    assert gate("--pin", "--allow-lower", "--reason", "a smaller model") == 0
    (change,) = gate.floors.changes
    assert (change.before, change.after, change.reason) == ("70.0", "59.7", "a smaller model")
    assert len(change.date) == 10


def test_all_corpora_where_the_data_is_at_hand(gate, shared_beside, capsys):
    assert gate("--pin") == 0
    assert set(gate.floors.corpora) == {"examples", *SHARED}
    assert gate.measured == [
        "checkout/examples",
        "shared/data/polnear/dev",
        "shared/data/news-dev",
        "shared/data/pages",
    ]
    assert "note" not in capsys.readouterr().err
    assert gate("--only", "news-dev", "--only", "pages") == 0
    assert gate.measured == ["shared/data/news-dev", "shared/data/pages"]


def test_the_data_is_found_by_the_environment(gate, shared_beside, tmp_path):
    elsewhere = shared_beside.rename(tmp_path / "elsewhere")
    assert gate("--only", "pages") == 2
    gate("--only", "pages", environment={"QUOTH_SHARED": str(elsewhere)})
    assert gate.measured == ["elsewhere/data/pages"]
    assert gate(environment={"QUOTH_SHARED": str(tmp_path / "nowhere")}) == 2


def test_a_gate_that_cannot_run(gate, checkout, capsys):
    def broken(paths, **options):
        raise ModelError("no weights", advice="train them")

    gate.measure = broken
    assert gate(floors=pinned(checkout, 60.0)) == 2
    assert capsys.readouterr().err.endswith("gate: no weights\n  try: train them\n")


def test_no_corpus_at_all(tmp_path, capsys):
    nowhere = tmp_path / "installed"
    nowhere.mkdir()
    code = main([], floors_path=tmp_path / "f.toml", checkout=nowhere, environment={})
    assert code == 2
    assert "no corpus is at hand" in capsys.readouterr().err


def test_the_shipped_floors_are_read_and_name_known_corpora():
    floors = read_floors(FLOORS)
    assert set(floors.floors) <= {"examples", *SHARED}
    assert all(
        0 <= floor <= 100 for metrics in floors.floors.values() for floor in metrics.values()
    )
    # What the first model must reach, whatever is pinned above it.
    wanted = {
        "source exact": 76,
        "cue exact": 72,
        "content exact": 62,
        "strict": 44,
        "overlap": 73,
    }
    for metric, least in wanted.items():
        assert floors.floors["polnear-dev"][metric] >= least
    assert floors.floors["news-dev"]["statements"] >= 76
    assert (CHECKOUT / "quoth").is_dir()

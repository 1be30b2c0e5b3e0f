from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import Unreadable, UsageError
from quoth.evaluate.floors import (
    Change,
    Floors,
    check,
    fingerprint,
    pin,
    read_floors,
    write_floors,
)
from quoth.evaluate.report import Report, Row


def report(**values) -> Report:
    """Figures of the dataset "calder"; a name's underscore is a space."""
    return Report(
        tuple(
            Row(dataset="calder", metric=name.replace("_", " "), value=value)
            for name, value in values.items()
        )
    )


CORPUS = {"calder": "ab" * 32}
FLOORS = Floors(CORPUS, {"calder": {"strict": 50.0, "calibration error": 5.0}})


def verdicts(floors, measured, corpora=CORPUS):
    return {v.metric: (v.verdict, v.fails) for v in check(floors, measured, corpora)}


@pytest.mark.parametrize(
    ("strict", "error", "wanted"),
    [
        (50.0, 5.0, {"strict": ("ok", False), "calibration error": ("ok", False)}),
        (49.99, 5.0, {"strict": ("below", True), "calibration error": ("ok", False)}),
        (60.0, 5.01, {"strict": ("ok", False), "calibration error": ("above", True)}),
        (None, 0.0, {"strict": ("not measured", True), "calibration error": ("ok", False)}),
    ],
)
def test_a_figure_is_held_against_its_floor(strict, error, wanted):
    assert verdicts(FLOORS, report(strict=strict, calibration_error=error)) == wanted


def test_a_figure_without_a_floor_passes_and_a_floor_without_a_figure_fails():
    found = verdicts(FLOORS, report(overlap=70.0, strict=51.0))
    assert found["overlap"] == ("no floor", False)
    assert found["calibration error"] == ("not measured", True)


def test_floors_of_a_corpus_that_is_not_at_hand_are_not_asked():
    floors = Floors({**CORPUS, "far": "cd"}, {**FLOORS.floors, "far": {"strict": 90.0}})
    assert set(verdicts(floors, report(strict=50.0, calibration_error=5.0))) == {
        "strict",
        "calibration error",
    }


def test_details_are_not_held():
    row = Row(dataset="calder", metric="mode direct: statements", value=1.0, detail=True)
    assert check(Floors(CORPUS), Report((row,)), CORPUS) == []


def test_a_changed_corpus_fails():
    measured = report(strict=99.0, calibration_error=0.0)
    assert verdicts(FLOORS, measured, {"calder": "cd" * 32})["corpus"] == ("corpus changed", True)
    assert verdicts(Floors(), measured)["corpus"] == ("corpus not pinned", True)


def test_pin_raises_and_never_lowers():
    floors = pin(
        FLOORS, report(strict=61.27, overlap=70.0, calibration_error=9.0), CORPUS, date="2024-02-14"
    )
    # 61.27 - 0.3 = 60.97, cut to a tenth; the ceiling stays where it was.
    assert floors.floors == {"calder": {"strict": 60.9, "overlap": 69.7, "calibration error": 5.0}}
    again = pin(floors, report(strict=40.0), CORPUS, date="2024-02-15")
    assert again == floors


def test_pin_tightens_a_ceiling():
    floors = pin(FLOORS, report(calibration_error=2.01), CORPUS, date="2024-02-14")
    assert floors.floors["calder"]["calibration error"] == 2.4  # 2.31, up to a tenth


def test_a_figure_on_a_tenth_loses_just_the_tolerance():
    floors = pin(Floors(), report(strict=76.3), CORPUS, date="2024-02-14")
    assert floors.floors["calder"]["strict"] == 76.0


def test_pin_keeps_within_0_and_100():
    floors = pin(
        Floors(), report(chain=0.0, calibration_error=99.9), CORPUS, date="2024-02-14", tolerance=5
    )
    assert floors.floors["calder"] == {"chain": 0.0, "calibration error": 100.0}


def test_pin_leaves_out_what_was_not_measured():
    floors = pin(Floors(), report(strict=None, overlap=50.0), CORPUS, date="2024-02-14")
    assert floors.floors["calder"] == {"overlap": 49.7}


def test_floors_fall_only_with_a_reason_which_is_recorded():
    measured = report(strict=40.0, calibration_error=9.0)
    with pytest.raises(UsageError, match="only with a reason"):
        pin(FLOORS, measured, CORPUS, date="2024-02-14", allow_lower=True, reason="  ")
    floors = pin(
        FLOORS, measured, CORPUS, date="2024-02-14", allow_lower=True, reason="a smaller model"
    )
    assert floors.floors["calder"] == {"strict": 39.7, "calibration error": 9.3}
    assert floors.changes == (
        Change("2024-02-14", "calder", "strict", "50.0", "39.7", "a smaller model"),
        Change("2024-02-14", "calder", "calibration error", "5.0", "9.3", "a smaller model"),
    )


def test_allow_lower_leaves_floors_that_hold():
    # 50.1 holds the floor of 50.0, though 50.1 - 0.3 would lie below it.
    floors = pin(
        FLOORS, report(strict=50.1), CORPUS, date="2024-02-14", allow_lower=True, reason="x"
    )
    assert floors == FLOORS


def test_a_corpus_is_exchanged_only_with_a_reason_which_is_recorded():
    new = {"calder": "cd" * 32}
    with pytest.raises(UsageError, match="the corpus calder changed"):
        pin(FLOORS, report(strict=60.0), new, date="2024-02-14")
    floors = pin(FLOORS, report(strict=60.0), new, date="2024-02-14", reason="a page was mended")
    assert floors.corpora == new
    assert floors.changes == (
        Change("2024-02-14", "calder", "corpus", "ab" * 6, "cd" * 6, "a page was mended"),
    )


def test_what_was_pinned_holds():
    measured = report(strict=61.27, overlap=70.0, calibration_error=2.2)
    floors = pin(FLOORS, measured, CORPUS, date="2024-02-14")
    assert not any(v.fails for v in check(floors, measured, CORPUS))


def test_the_file_comes_back_as_it_was(tmp_path):
    floors = Floors(
        CORPUS,
        {"calder": {"quotes > 0.3 speaker": 80.5, 'odd "name" \\ \x7f ж': 1.0}},
        (Change("2024-02-14", "calder", "strict", "50.0", "39.7", 'because "of" it\nall'),),
    )
    write_floors(tmp_path / "floors.toml", floors)
    assert read_floors(tmp_path / "floors.toml") == floors
    assert [file.name for file in tmp_path.iterdir()] == ["floors.toml"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_reason_survives_the_file(tmp_path_factory, reason):
    path = tmp_path_factory.mktemp("floors") / "floors.toml"
    floors = Floors(changes=(Change("2024-02-14", "calder", "strict", "1", "0", reason),))
    write_floors(path, floors)
    assert read_floors(path) == floors


def test_a_missing_file_holds_no_floors(tmp_path):
    assert read_floors(tmp_path / "none.toml") == Floors()


@pytest.mark.parametrize(
    "text", ["[", "[floors]\ncalder = 3", '[floors.calder]\nstrict = "high"', "changes = [{a = 1}]"]
)
def test_a_broken_file_is_told(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"floors\.toml"):
        read_floors(path)


def test_a_fingerprint_knows_names_and_contents(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("one")
    first = fingerprint(tmp_path)
    assert len(first) == 64
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "README").write_text("x")
    assert fingerprint(tmp_path, within=("pages", "gold")) == fingerprint(
        tmp_path, within=("pages",)
    )
    assert fingerprint(tmp_path) != first
    (tmp_path / "README").unlink()
    assert fingerprint(tmp_path) == first
    (tmp_path / "pages" / "a.txt").write_text("two")
    changed = fingerprint(tmp_path)
    assert changed != first
    (tmp_path / "pages" / "a.txt").rename(tmp_path / "pages" / "b.txt")
    assert fingerprint(tmp_path) not in (first, changed)

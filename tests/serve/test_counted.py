"""Columns kept between visits: taken again for the same file only, and never trusted blindly."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from quoth.serve import columns as of
from quoth.serve import counted
from quoth.serve.desk import Desk
from quoth.store import Project
from tests.store.builders import keep, told


@pytest.fixture
def kept(told_project, tmp_path, monkeypatch):
    """A project whose columns were kept by an earlier desk."""
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(of, "SECOND_LAST", 0.0)
    desk = Desk(told_project)
    _ = desk.columns
    desk._keeper.close()
    desk.close()
    return told_project


def same(one: of.Columns, other: of.Columns) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in counted.ARRAYS
    ) and all(getattr(one, name) == getattr(other, name) for name in counted.NAMES)


def counting(path, monkeypatch) -> tuple[of.Columns, int]:
    """The columns of a new desk, and how often it counted."""
    times = []
    real = of.read
    monkeypatch.setattr(of, "read", lambda connection: times.append(1) or real(connection))
    desk = Desk(path)
    try:
        return desk.columns, len(times)
    finally:
        desk.close()


def test_the_same_file_is_not_counted_again(kept, monkeypatch):
    found, times = counting(kept, monkeypatch)
    assert times == 0 and found.statements == 4
    with Project.open(kept) as project:
        assert same(found, of.read(project._connection))


def test_after_any_change_it_is(kept, monkeypatch):
    with Project.open(kept, write=True) as project:
        keep(project, *told("[S Ann Lee] [C said] [Q it holds].", path="new.txt"))
    found, times = counting(kept, monkeypatch)
    assert times == 1 and found.statements == 5


def test_another_file_in_its_place_is_counted(kept, tmp_path, monkeypatch):
    shutil.copy(kept, tmp_path / "copy.quoth")
    (tmp_path / "copy.quoth").replace(kept)
    assert counting(kept, monkeypatch)[1] == 1


@pytest.mark.parametrize("fault", ["empty", "cut", "noise", "pickle", "codes", "lengths"])
def test_what_is_damaged_is_as_if_it_were_not_there(kept, monkeypatch, fault):
    (place,) = counted.folder().glob("*.columns.npz")
    data = place.read_bytes()
    with np.load(place) as opened:
        arrays = dict(opened)
    if fault == "empty":
        place.write_bytes(b"")
    elif fault == "cut":
        place.write_bytes(data[: len(data) // 2])
    elif fault == "noise":
        place.write_bytes(bytes(range(256)) * 9)
    elif fault == "pickle":
        arrays["number"] = np.array([print, len], dtype=object)
    elif fault == "codes":
        arrays["article"] = arrays["article"] + 1000
    else:
        arrays["mode"] = arrays["mode"][:1]
    if fault in ("pickle", "codes", "lengths"):
        np.savez(place, **arrays)
    found, times = counting(kept, monkeypatch)
    assert times == 1 and found.statements == 4


def test_a_folder_that_cannot_be_written_is_no_fault(told_project, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "file"))
    monkeypatch.setattr(of, "SECOND_LAST", 0.0)
    assert counting(told_project, monkeypatch)[0].statements == 4


def test_only_some_are_kept_and_for_nobody_else(kept, tmp_path):
    (place,) = counted.folder().glob("*.columns.npz")
    assert place.stat().st_mode & 0o077 == 0
    desk = Desk(kept)
    for number in range(counted.KEPT + 3):
        counted.save(tmp_path / f"{number}.quoth", desk.columns, "[]")
    desk.close()
    assert len(list(counted.folder().glob("*.npz"))) == counted.KEPT

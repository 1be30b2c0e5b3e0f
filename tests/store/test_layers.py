"""Which derived layers are current."""

from __future__ import annotations

import pytest

from quoth import schema
from quoth.store import Project, layers
from tests.store.builders import keep, told


@pytest.fixture
def project(tmp_path, monkeypatch):
    with Project.open(tmp_path / "p.quoth", create=True) as opened:
        monkeypatch.setattr(
            layers,
            "LAYERS",
            {"actors": (), "copies": (), "claims": ("actors",), "talk": ("claims",)},
        )
        for layer in layers.LAYERS:
            layers.mark(opened._connection, layer, "1")
        yield opened


def current(project) -> list[str]:
    return [x for x in layers.LAYERS if layers.is_current(project._connection, x, "1")]


def test_marked_in_order_all_are_current(project):
    assert current(project) == ["actors", "copies", "claims", "talk"]
    assert not layers.is_current(project._connection, "actors", "2")


def test_what_is_computed_from_a_layer_is_stale_with_it(project):
    layers.stale(project._connection, "claims")
    assert current(project) == ["actors", "copies"]
    layers.mark(project._connection, "claims", "1")
    layers.mark(project._connection, "actors", "1")
    assert current(project) == ["actors", "copies"]


def test_new_statements_make_all_stale(project):
    keep(project, *told("[S Ada] [C said] [Q it holds]."))
    assert current(project) == []


def test_clearing_empties_the_tables(tmp_path):
    with Project.open(tmp_path / "q.quoth", create=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds]."))
        project.join()
        layers.clear(project._connection, "actors")
        for table in schema.TABLES:
            rows = project._connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0]
            assert not (table.layer and rows), table.name
        assert project.join()


def test_a_layer_that_nobody_declared(project):
    with pytest.raises(ValueError, match=r"schema\.LAYERS"):
        layers.mark(project._connection, "claim", "1")


def test_every_derived_table_is_of_a_declared_layer():
    names = list(schema.LAYERS)
    for table, layer in schema.DERIVED.items():
        assert layer in names and schema.TABLE[table].layer == layer
    for layer, sources in schema.LAYERS.items():
        assert all(names.index(source) < names.index(layer) for source in sources)

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serve.builders import Reader, small_project

ROOT = Path(__file__).parents[2]

TOLD = (
    (
        "[S Mira Tolland] [C said] [Q the levy would rise in spring].",
        {"outlet": "The Calder Post", "published": "2024-05-12", "title": "Levy to rise"},
    ),
    (
        "[S Mira Tolland] [C denied] [Q that the bridge was unsafe].",
        {
            "outlet": "Harbour Weekly",
            "published": "2024-06-01",
            "title": "Bridge",
            "type": "denial",
            "mode": "direct",
        },
    ),
    (
        "[S Ivo Hass] [C warned] [Q that the bridge would fall].",
        {"outlet": "Harbour Weekly", "published": "2024-06-03", "title": "Warning"},
    ),
    (
        "[S a clerk] [C said] [Q nobody had looked].",
        {"outlet": None, "published": None, "kind": "anonymous", "title": None},
    ),
)


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    """What the desk keeps between visits is a test's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def told_project(tmp_path):
    """Four statements of three speakers."""
    path = tmp_path / "calder.quoth"
    small_project(path, *TOLD)
    return path


@pytest.fixture
def reader(told_project):
    with Reader(told_project) as reader:
        yield reader


@pytest.fixture(scope="session")
def affair(tmp_path_factory):
    """The examples, read, extracted and joined once."""
    import quoth

    path = tmp_path_factory.mktemp("affair") / "affair.quoth"
    quoth.run(path, ROOT / "examples/pages", workers=1)
    with quoth.open(path, write=True) as project:
        project.find_concepts()
    return path


@pytest.fixture
def own_affair(affair, tmp_path):
    """A copy of the examples' project that a test may change."""
    return Path(shutil.copy(affair, tmp_path / "affair.quoth"))


@pytest.fixture(scope="session")
def affair_reader(affair):
    with Reader(affair) as reader:
        yield reader

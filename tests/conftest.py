"""What tests of several folders share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.fake import FakeExtractor, supported, unresolved

# A busy machine is slow, not wrong. CI tries the same examples each time, so that a change fails
# for what it changes, and does not look for a smaller one that fails: that can take its whole time.
IN_CI = bool(os.environ.get("CI"))
settings.register_profile(
    "quoth",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=IN_CI,
    phases=[phase for phase in Phase if not (IN_CI and phase is Phase.shrink)],
    print_blob=True,
)
settings.load_profile("quoth")


@pytest.fixture
def fake_model(monkeypatch):
    """Puts the fake extractor where the shipped one is loaded; resolve leaves all as it is."""
    monkeypatch.setattr("quoth.extract.Extractor", FakeExtractor)
    monkeypatch.setattr("quoth.extract.unsupported", supported)
    monkeypatch.setattr("quoth.resolve.resolve", unresolved)


@pytest.fixture
def page(tmp_path):
    """An invented article of two statements."""
    path = tmp_path / "page.txt"
    path.write_text(
        "Harbour levy to rise\n\n"
        'CALDER — "The levy will rise in May 🚢," said Mira Tolland. '
        'The council laughed. "Nobody was asked," said Joren Pike.\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def spark():
    """One Spark session for all tests: two workers, small shuffles."""
    from quoth.engine.spark import missing, session

    if lack := missing():
        pytest.skip(f"Spark needs {lack}, which is not there")
    made = session(
        "local[2]",
        options={
            "spark.sql.shuffle.partitions": "2",
            "spark.driver.memory": "1g",
            "spark.sql.adaptive.enabled": "false",
            "spark.ui.enabled": "false",
            # Thousands of small queries: compiling each costs more than it saves.
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        },
    )
    yield made
    made.stop()

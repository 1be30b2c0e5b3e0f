"""Small corpora of invented pages, written to disk for each test."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quoth.model import Article

from .builders import gold, statement

CHECKOUT = Path(__file__).parents[2]


def spans_record(one) -> dict:
    """A gold statement as the JSON format has it."""
    return {
        "content": [list(span) for span in one.content],
        "cue": one.cue and list(one.cue),
        "source": list(one.source[0]) if one.source else None,
        "speaker": one.speaker,
        "speaker_kind": one.speaker_kind,
        "mode": one.mode,
        "type": one.type,
        "chain": list(one.chain),
        "said_on": one.said_on,
    }


PAGES = {
    "dam": (
        "[S1 Mayor Ana Vost] [C1 said] [Q1 the dam holds]. "
        "[S2 She] [C2 denied] [Q2 any leak]. 🌊\n",
        {
            "speaker": "Ana Vost",
            "speaker_kind": "person",
            "mode": "indirect",
            "type": "assertion",
            "said_on": "2024-02-14",
        },
        {
            "speaker": "Ana Vost",
            "speaker_kind": "person",
            "mode": "indirect",
            "type": "denial",
            "chain": ("Radio Skerry",),
        },
    ),
    "ferry": (
        "“[Q1 No boat left],” [C1 said] [S1 the harbour master].\n",
        {
            "speaker": "Boro Lind",
            "speaker_kind": "person",
            "mode": "direct",
            "type": "assertion",
        },
    ),
}


@pytest.fixture
def news(tmp_path) -> Path:
    """A folder of gold in JSON: two pages, three statements."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, (marked, *fields) in PAGES.items():
        text, statements = gold(marked, *fields)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        record = {"doc": name, "statements": [spans_record(one) for one in statements]}
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    about = {"outlet": "The Calder Post", "published": "2024-02-15", "authors": ["Eli Roo"]}
    (folder / "meta.json").write_text(json.dumps({"dam": about}), encoding="utf-8")
    return folder


BRAT = {
    "post_2024-02-15_dam": {
        "text": "Ana Vost said the dam holds.\nIt leaks, Boro Lind told us, a lot.\n",
        "": (
            "T1\tSource 0 8\tAna Vost\n"
            "T2\tCue 9 13\tsaid\n"
            "T3\tContent 14 27\tthe dam holds\n"
            "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
            "T4\tSource 39 48\tBoro Lind\n"
            "T5\tCue 49 56\ttold us\n"
            "T6\tContent 29 37;58 63\tIt leaks a lot\n"
            "a stray line\n"
            "E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n"
        ),
    },
    "post_2024-02-16_ferry": {
        "text": "No boat left, it is said.\n",
        "1a2b": "T1\tContent 0 12\tx\nT2\tCue 14 24\tx\nE1\tAttribution:T2 Cue:T2 Content:T1\n",
        "3c4d": "T1\tContent 0 12\tx\nT2\tCue 20 24\tx\nE1\tAttribution:T2 Cue:T2 Content:T1\n",
    },
}


@pytest.fixture
def polnear(tmp_path) -> Path:
    """A compartment of two articles, one with two annotators: three readings."""
    folder = tmp_path / "corpus" / "dev"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for name, parts in BRAT.items():
        (folder / "text" / f"{name}.txt").write_text(parts["text"], encoding="utf-8")
        for annotator, lines in parts.items():
            if annotator != "text":
                stem = f"{name}_{annotator}" if annotator else name
                (folder / "attributions" / f"{stem}.ann").write_text(lines, encoding="utf-8")
    return folder


class GoldExtractor:
    """Predicts the gold of `PAGES`, and nothing else."""

    version = "gold-1"

    def predict(self, articles: list[Article]):
        return [tuple(self._statements(article)) for article in articles]

    def _statements(self, article: Article):
        for marked, *fields in PAGES.values():
            text, statements = gold(marked, *fields)
            if text != article.text:
                continue
            for one in statements:
                yield statement(
                    text,
                    one.content,
                    one.cue,
                    one.source[0],
                    speakers=[one.speaker],
                    chain=one.chain,
                    article_id=article.id,
                    mode=one.mode,
                    type=one.type,
                    said_on=one.said_on,
                    confidence=0.75,
                )


@pytest.fixture
def unresolved(monkeypatch):
    """Extraction without the resolve stage, which has tests of its own."""
    import quoth.resolve

    monkeypatch.setattr(quoth.resolve, "resolve", lambda article, statements: statements)


@pytest.fixture
def shared() -> Path:
    """The data for development."""
    folder = Path(os.environ.get("QUOTH_SHARED") or CHECKOUT.parent / "shared")
    if not (folder / "data" / "polnear").is_dir():
        pytest.skip("needs the data for development: QUOTH_SHARED, or ../shared")
    return folder / "data"

"""Outlets beside each other."""

from __future__ import annotations

from quoth.compare.telling import (
    Called,
    Spoken,
    Version,
    changed,
    independent,
    names,
    omissions,
    record,
    voices,
)


def spoken(outlet: str, actor: str, cue: str, article: str = "a") -> Spoken:
    return Spoken(
        outlet=outlet,
        article_id=f"{outlet}-{article}",
        actor_id=actor,
        actor=actor,
        kind="person",
        cue=cue,
        mode="direct",
        words=5,
    )


SAID = [
    spoken("Post", "Tolland", "said"),
    spoken("Post", "Tolland", "admitted"),
    spoken("Post", "Pike", "claimed"),
    spoken("Ledger", "Tolland", "said"),
]


def test_share_of_voice_and_cues():
    rows = {(r.outlet, r.actor): r for r in voices(SAID)}
    post = rows["Post", "Tolland"]
    assert (post.statements, post.share, post.words) == (2, 0.6667, 10)
    assert post.cues == {"conceding": 1, "neutral": 1}
    assert post.told == ("admitted",)
    assert rows["Ledger", "Tolland"].share == 1.0


def test_who_is_left_out():
    rows = list(omissions(SAID, ["Ledger", "Post"]))
    assert [(r.outlet, r.actor, r.outlets) for r in rows] == [("Ledger", "Pike", ("Post",))]


def test_labels_by_outlet():
    called = [
        Called(outlet="Post", article_id=id, actor="Pike", text="a\nrogue", by=None, form="title")
        for id in ("1", "2")
    ]
    (row,) = names(called)
    assert (row.label, row.articles) == ("a rogue", 2)
    assert record(row)["section"] == "label"


def test_a_copied_text_counts_once():
    copies = {"b": "a", "c": "b", "x": "y"}
    assert independent(["a", "b", "c", "d"], copies) == {"a", "d"}
    assert independent(["b", "c"], copies) == {"b"}
    assert independent(["x", "y"], {"x": "y", "y": "x"}) != set()


def test_what_was_cut():
    def version(outlet: str, relation: str, words: str) -> Version:
        return Version(
            claim_id="c",
            text="whole",
            outlet=outlet,
            article_id=outlet,
            relation=relation,
            words=words,
            who="Pike",
        )

    (row,) = changed(
        [version("Post", "original", "the whole"), version("Ledger", "trimmed", "the")]
    )
    assert (row.outlet, row.text, row.fullest) == ("Ledger", "the", "the whole")

"""What is found across articles, from actors to conflicts, is equal on both engines."""

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.compare.conflicts import meeting, search
from quoth.match import candidates, copies, events
from quoth.match.said import Said
from quoth.match.versions import brief, order, versions
from quoth.model import Content, Link, Piece, Speaker, Statement, content_id, statement_id
from quoth.pipeline import Draft
from quoth.results import claiming
from quoth.results.current import superseded
from quoth.results.loading import _is_compared, _is_matched, load
from quoth.results.running import run
from quoth.store import Project, opposing
from quoth.store.matching import Matching
from tests.results.test_running import differing, jsonl
from tests.test_running import Regex, dump, run_here, steps

QUOTED = re.compile(
    r"(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?|Officials) (?P<cue>said|denied)"
    r" (?P<what>“[^”]+”|that [^.“]+)"
    r"(?:, the (?P<link>[A-Z][a-z]+) reported)?"
)
AROUND = re.compile(r"(?P<who>[A-Z][a-z]+) told us (?P<what>[^\n]+)\n")

ACROSS = ("actor", "alias", "appearance", "copy", "event", "happening", "claim", "voice", "member")
COMPARED = ("figure", "label", "position", "conflict", "concept", "coding")


def find_quoted(model: Regex, draft: Draft) -> Draft:
    """Quotations and what is said in other words; with links, and with what stands around them."""
    article, found = draft.article, []
    around = list(AROUND.finditer(article.text))
    for match in [*around, *QUOTED.finditer(article.text)]:
        spans = (match.span("what"),)
        source = Piece(span=match.span("who"), text=match["who"])
        cue = None
        if match.re is QUOTED:
            cue = Piece(span=match.span("cue"), text=match["cue"])
        outer = None
        if match.re is QUOTED:
            inside = [n for n, one in enumerate(around) if one.start() < match.start() < one.end()]
            outer = found[inside[0]].id if inside else None
        link = match.re is QUOTED and match["link"]
        chain = (Link(name=match["link"], kind="outlet", span=match.span("link")),) if link else ()
        speaker = Speaker(
            id=content_id("actor", article.id, match["who"]),
            name=match["who"],
            kind="anonymous" if match["who"] == "Officials" else "person",
            role="the harbour minister" if "Tolland" in match["who"] else None,
        )
        found.append(
            Statement(
                id=statement_id(article.id, spans, cue and cue.span, source.span),
                article_id=article.id,
                mode="direct" if match["what"].startswith("“") else "indirect",
                type="denial" if cue and cue.text == "denied" else "assertion",
                content=Content(spans=spans, text=match["what"]),
                cue=cue,
                source=source,
                speakers=(speaker,),
                chain=chain,
                nested_in=outer,
                confidence=0.5,
            )
        )
    return Draft(article=article, captured=draft.captured, statements=tuple(found))


def leave(tool: None, draft: Draft) -> Draft:
    return draft


def line():
    """The pipeline with the model above."""
    read, extract, resolve = steps(find_quoted)
    return (read, extract, replace(resolve, run=leave))


def both(spark, folder: Path, corpus: list[dict], *, name: str = "") -> tuple[dict, dict, Path]:
    """Every table of a run here and of one on Spark, whose project found nothing itself."""
    path = jsonl(folder / "corpus.jsonl", corpus) if not name else folder / "corpus.jsonl"
    here, there = folder / f"here{name}.quoth", folder / f"there{name}.quoth"
    run_here(here, [path], originals=False, steps=line())
    with Project.open(here, write=True) as project:
        project.find_concepts()
    run(folder / "results", [path], session=spark, piece=50, steps=line(), concepts=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matching, "run", not_here)
        patch.setattr(opposing.Opposing, "run", not_here)
        patch.setattr("quoth.store.comparing.figures", not_here)
        load(there, folder / "results")
    return dump(here), dump(there), path


def be_few(patch: pytest.MonkeyPatch, articles: int) -> None:
    """So many articles are few, to both engines."""
    patch.setattr(opposing, "FEW", articles)
    patch.setattr(search, "FEW", articles)


def not_here(*_) -> None:
    raise AssertionError("this was to come from the cluster")


SAID = (
    "“The levy will rise in May because the old gate cannot hold another winter storm”",
    "“The levy will rise in May because the old gate cannot hold”",
    "“the old gate cannot hold another winter storm and nobody asked the town about it”",
    "“We never signed the contract for the second gate and never will sign it”",
    "that the levy rises in May because the old gate cannot hold a storm",
    "that the second gate contract was never signed by the harbour office",
    "that nobody asked the town about the gate or about the levy in May",
    "“The old gate was held for a ship that came late”",
    "that the old gate was held for a ship",
    "that 40 boats were lost in the storm off Calder",
    "that 90 boats were lost in the storm off Calder",
    "that we support the herring levy",
    "that we oppose the herring levy",
)
DENIED = (SAID[8],)
WHO = ("Mira Tolland", "Tolland", "Joren Pike", "Officials", "Ada")
OUTLETS = ("Ledger", "Courier", "Gazette", None)
PASSAGES = tuple(
    "\n\n".join(
        f"{place} The {thing} of {town} {verb} {more} before {number} people in the {room}."
        for thing, verb, more, number, room in (
            ("council", "heard engineers", "and divers and two pilots", 40 + n, "old hall"),
            (
                "harbour office",
                "paid for pumps",
                "sandbags and a temporary barrier",
                90 + n,
                "port",
            ),
            ("chamber of trade", "counted broken windows", "and flooded cellars", 12 + n, "square"),
            (
                "weather service",
                "measured the highest tide",
                "since the bridge fell",
                7 + n,
                "tower",
            ),
            ("fire brigade", "emptied the market basement", "with borrowed hoses", 30 + n, "lane"),
            ("school board", "moved three classes", "to the chapel on the hill", 55 + n, "chapel"),
        )
    )
    for n, (town, place) in enumerate(
        (("Calder", "At dawn"), ("Ostmere", "By noon"), ("Vessaly", "At night"))
    )
)


def article(
    said: list[tuple[str, str]], *, passage: int | None = None, link: str = "", **fields
) -> dict:
    sentences = [
        f"{who} {'denied' if what in DENIED else 'said'} {what}{link}." for who, what in said
    ]
    body = [PASSAGES[passage]] if passage is not None else []
    return {"text": "\n\n".join(["Harbour news", *sentences, *body]) + "\n", **fields}


def random_corpus(size: int, seed: int) -> list[dict]:
    """Articles that copy, quote, trim and retell each other, some in several versions."""
    draw = random.Random(seed)
    made = []
    for number in range(size):
        said = [(draw.choice(WHO), draw.choice(SAID)) for _ in range(draw.randint(1, 4))]
        link = f", the {draw.choice(OUTLETS[:3])} reported" if draw.random() < 0.2 else ""
        fields = {
            "outlet": draw.choice(OUTLETS),
            "published": draw.choice([f"2025-01-{draw.randint(10, 24)}", "2025-02-20", ""]),
            "title": draw.choice(["Levy to rise in May", "Old gate of Calder", f"News {number}"]),
            "url": f"https://press.example/{draw.randint(0, size)}",
        }
        passage = draw.choice([None, 0, 1, 2])
        made.append(article(said, passage=passage, link=link, **fields))
        if draw.random() < 0.2:
            made[-1]["text"] += f"Ada told us Joren Pike said {SAID[0]} in the hall.\n"
            made[-1]["text"] += "The disgraced engineer Joren Pike came late.\n"
    return made


def test_what_is_found_across_articles_is_the_same(spark, tmp_path, monkeypatch):
    here, there, path = both(spark, tmp_path, random_corpus(60, 7))
    assert differing(here, there) == {}
    assert all(here[name] for name in (*ACROSS, *COMPARED))
    relations = {value for row in here["member"] for value in row if isinstance(value, str)}
    assert {"original", "verbatim", "trimmed"} <= relations
    kinds = {value for row in here["conflict"] for value in row}
    assert {"figure", "position", "denial", "attribution"} <= kinds

    # Where sixty articles are many: only what looks at that is made anew.
    be_few(monkeypatch, 20)
    fewer, there, _ = both(spark, tmp_path, [], name="-of-many")
    assert differing(fewer, there) == {}
    assert fewer["conflict"] != here["conflict"]

    again = run(tmp_path / "results", [path], session=spark, piece=50, steps=line(), concepts=True)
    assert {"_stages/scored", "copy", "happening", "member", "actor"} <= set(again.kept)
    assert {"_stages/opposed", "_stages/chosen", "conflict", "coding"} <= set(again.kept)

    # Of other statements than those that stand there now nothing is taken over.
    about = tmp_path / "results" / "statement" / "_quoth.json"
    written = about.read_text()
    about.write_text(written.replace('"mark": "', '"mark": "0'))
    assert not _is_matched(tmp_path / "results")
    about.write_text(written)
    assert _is_matched(tmp_path / "results") and _is_compared(tmp_path / "results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quoth.results.comparing.VERSIONS", ("other", "rules"))
        assert not _is_compared(tmp_path / "results")

    # What people judged, and what else a project holds, has the last word: it is matched here.
    more = jsonl(tmp_path / "more.jsonl", random_corpus(3, 8))
    run_here(tmp_path / "more.quoth", [more], originals=False, steps=line())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matching, "run", not_here)
        with pytest.raises(AssertionError):
            load(tmp_path / "more.quoth", tmp_path / "results")


def test_what_many_have_is_left_out_alike(spark, tmp_path, monkeypatch):
    """A sentence on every page, a famous name: bounds so low that they are reached here."""
    monkeypatch.setattr(candidates, "CAP", 4)
    monkeypatch.setattr(candidates, "CELL", 6)
    monkeypatch.setattr(copies, "CAP", 9)
    monkeypatch.setattr(events, "COMMON", 12)
    corpus = random_corpus(40, 11)
    for number, given_article in enumerate(corpus):
        given_article["text"] += (
            "Mira Tolland said “Subscribe today to read all that the harbour says of it”.\n"
            f"Mira Tolland said that gate number {number} of the harbour is closed.\n"
        )
    here, there, _ = both(spark, tmp_path, corpus)
    assert differing(here, there) == {}
    assert here["claim"]


def test_of_what_many_have_the_nearest_meet_alike(spark, tmp_path, monkeypatch):
    """Conflicts of a sentence on every page, with a bound that is reached here."""
    be_few(monkeypatch, 1)
    corpus = random_corpus(40, 12)
    for number, given_article in enumerate(corpus):
        given_article["text"] += (
            f"Mira Tolland said “The crane of Ostmere lifted 40 boats on Sunday”.\n"
            f"Joren Pike {'denied' if number % 5 == 0 else 'said'} {SAID[8]}.\n"
        )
    whole, _, _ = both(spark, tmp_path, corpus)
    monkeypatch.setattr(meeting, "MOST", 1)
    here, there, _ = both(spark, tmp_path, [], name="-near")
    assert differing(here, there) == {}
    assert here["conflict"]
    assert here["conflict"] != whole["conflict"]
    found = []
    for name in ("here", "there"):
        with Project.open(tmp_path / f"{name}-near.quoth") as project:
            found.append(project.left_out())
    assert found[0] == found[1] > 0


corpora = st.lists(
    st.builds(
        article,
        st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(SAID)), min_size=1, max_size=3),
        passage=st.none() | st.integers(0, 2),
        link=st.sampled_from(["", ", the Ledger reported"]),
        outlet=st.sampled_from(OUTLETS),
        published=st.sampled_from(["2025-01-14", "2025-01-15", "2025-02", ""]),
        url=st.sampled_from(["https://a.example/x", "https://a.example/y", "-"]),
        title=st.sampled_from(["Levy", "Gate", ""]),
    ),
    min_size=2,
    max_size=12,
)


@pytest.mark.usefixtures("spark")
@settings(max_examples=1)
@given(corpus=corpora, few=st.sampled_from([1, 300]), most=st.sampled_from([1, 2, 100]))
def test_random_corpora_are_matched_and_compared_alike(spark, corpus, few, most):
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        be_few(patch, few)
        patch.setattr(meeting, "MOST", most)
        here, there, _ = both(spark, Path(name), corpus)
        assert differing(here, there) == {}


# The parts


def said(number: int, **fields) -> Said:
    given = {"outlet": None, "day": None, "said_on": None, "mode": "direct", "type": "assertion"}
    return Said(id=f"s{number:03}", article_id=f"a{number:03}", **{**given, **fields})


saids = st.lists(
    st.builds(
        dict,
        outlet=st.sampled_from(["Ledger", "The Ledger", "Courier", None]),
        day=st.none() | st.integers(1, 900_000),
        chain=st.sampled_from([(), ("Ledger",), ("Courier", "Gazette")]),
    ),
    min_size=1,
    max_size=12,
)


@given(saids)
def test_a_brief_version_is_held_against_others_as_the_whole_one(given_fields):
    print = claiming.StatementPrint(1, 20, 15, (3, 4), (5, 6))
    for version in versions((said(n, **fields), print) for n, fields in enumerate(given_fields)):
        short = brief(version)
        assert (short.said, short.first, short.last) == (version.said, version.first, version.last)
        for of in (
            lambda v: {one.outlet for one in v.statements},
            lambda v: {name for one in v.statements for name in one.chain},
        ):
            assert of(short) == of(version)
        assert claiming.version_of(claiming.version_text(short)) == short


@given(saids)
def test_versions_are_numbered_in_their_order(given_fields):
    made = [said(n, **fields) for n, fields in enumerate(given_fields)]
    assert sorted(made, key=order) == sorted(made, key=claiming.sorted_as)


def test_of_versions_of_a_page_the_last_captured_is_current():
    text = "The levy will rise in May, and the old gate will be closed in the winter."
    page = {"page": "a.example/x", "title": "Levy"}
    rows = [
        {**page, "id": "b", "captured": "2025-01-02", "text": text},
        {**page, "id": "a", "captured": "2025-01-01", "text": text + " Nobody was asked."},
        {**page, "id": "c", "captured": None, "text": "Nothing of this is like it.", "title": "So"},
        {**page, "id": "a", "captured": "2025-01-03", "text": None},
    ]
    assert superseded(rows[:3]) == [("a", "b")]
    assert superseded(rows) == [("b", "a")]

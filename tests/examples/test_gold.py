"""The built gold fits the pages and holds every phenomenon that the examples promise."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import pytest

from examples.build_gold import EXAMPLES, build
from quoth.evaluate.gold import read_news_gold
from quoth.model import ACTOR_KINDS, MODES, TYPES
from tests.examples.conftest import PAGES


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words(text: str, span: list[int] | None) -> str:
    return text[slice(*span)] if span else ""


@pytest.fixture(scope="module")
def statements(golds, articles) -> list[dict]:
    """All statements, each with the words at its spans and the article it stands in."""
    return [
        {
            **statement,
            "doc": name,
            "article": articles[name],
            "contents": [words(articles[name].text, span) for span in statement["content"]],
            "cue_words": words(articles[name].text, statement["cue"]),
            "source_words": words(articles[name].text, statement["source"]),
        }
        for name, gold in golds.items()
        for statement in gold["statements"]
    ]


def test_the_built_files_are_up_to_date():
    stale = [
        path.name
        for path, text in build().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: python examples/build_gold.py"


def test_no_built_file_is_left_over():
    built = {path.name for path in build()}
    assert {path.name for path in (EXAMPLES / "gold").glob("*.json")} == built - {"affair.json"}


@pytest.mark.parametrize("name", PAGES)
def test_the_gold_was_marked_on_the_text_that_is_read(name, golds, articles):
    assert golds[name]["doc"] == name
    assert golds[name]["text_sha256"] == articles[name].text_sha256
    assert (EXAMPLES / "pages" / golds[name]["page"]).is_file()


@pytest.mark.parametrize("name", PAGES)
def test_spans_quote_the_words_in_brackets(name, golds, articles):
    """Read the brackets a second time, by other means than the builder's."""
    text = articles[name].text
    source = tomllib.loads((EXAMPLES / "gold" / f"{name}.toml").read_text(encoding="utf-8"))
    marked = sorted(
        tuple(re.findall(r"\[([SCQ]) ([^\]]*)\]", statement["text"]))
        for statement in source["statement"]
    )
    built = []
    for statement in golds[name]["statements"]:
        parts = [("Q", span) for span in statement["content"]]
        parts += [("C", statement["cue"])] if statement["cue"] else []
        parts += [("S", statement["source"])] if statement["source"] else []
        parts.sort(key=lambda part: part[1])
        built.append(tuple((role, squeezed(words(text, span))) for role, span in parts))
    assert sorted(built) == [tuple((r, squeezed(w)) for r, w in parts) for parts in marked]


@pytest.mark.parametrize("name", PAGES)
def test_spans_are_in_order_and_parts_do_not_overlap(name, golds, articles):
    for statement in golds[name]["statements"]:
        spans = [*statement["content"], statement["cue"], statement["source"]]
        spans = sorted(span for span in spans if span)
        assert all(0 <= start < end <= len(articles[name].text) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert statement["content"] == sorted(statement["content"])


def test_no_statement_is_marked_twice(statements):
    keys = [(s["doc"], str(s["content"]), str(s["cue"]), str(s["source"])) for s in statements]
    assert len(keys) == len(set(keys))


def test_evaluation_reads_the_gold():
    articles = list(read_news_gold(EXAMPLES / "gold"))
    assert [item.article.path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for item in articles] == PAGES
    assert all(item.statements for item in articles)


def test_all_modes_types_and_kinds_of_speakers_occur(statements):
    assert {s["mode"] for s in statements} == set(MODES)
    assert {s["type"] for s in statements} == set(TYPES)
    assert {s["speaker_kind"] for s in statements} == set(ACTOR_KINDS)


def test_most_statements_stand_without_quotation_marks(statements):
    indirect = sum(s["mode"] == "indirect" for s in statements)
    assert indirect >= 2 / 3 * len(statements)


def test_direct_speech_stands_between_quotation_marks(statements):
    """But for the interview in questions and answers, and a headline's second line."""
    marks = "“‘«\"'"
    for statement in statements:
        if statement["mode"] == "direct" and statement["doc"] != "inland-gazette-questions":
            before = statement["article"].text[: statement["content"][0][0]].rstrip()
            assert before[-1] in marks, statement["contents"]


def test_mixed_speech_has_quotation_marks_inside(statements):
    for statement in statements:
        if statement["mode"] == "mixed":
            assert re.search("[“‘«\"']", " ".join(statement["contents"])), statement["contents"]


def is_nested(statement: dict, others: list[dict]) -> bool:
    return any(
        other["doc"] == statement["doc"]
        and other["content"] != statement["content"]
        and all(
            any(a <= start and end <= b for a, b in other["content"])
            for start, end in statement["content"]
        )
        for other in others
    )


PHENOMENA = {
    "chain of one": lambda s: len(s["chain"]) == 1,
    "chain of two": lambda s: len(s["chain"]) == 2,
    "chain of three": lambda s: len(s["chain"]) == 3,
    "chain of two outlets": lambda s: s["chain"] == ["The Harbour Ledger", "Ostmere Courier"],
    "chain through an unnamed person": lambda s: "A colleague of the former employee" in s["chain"],
    "no source": lambda s: s["source"] is None and s["cue"],
    "no cue": lambda s: s["cue"] is None and s["source"],
    "neither source nor cue": lambda s: s["cue"] is None and s["source"] is None,
    "content in pieces": lambda s: len(s["content"]) > 1 and s["mode"] == "indirect",
    "quotation over paragraphs": lambda s: (
        len(s["content"]) == 3
        and s["article"].text[s["content"][0][0] : s["content"][-1][1]].count("\n\n“") == 2
    ),
    "negated cue": lambda s: s["cue_words"] == "did not say",
    "according to": lambda s: s["cue_words"].casefold().startswith("according to"),
    "passive": lambda s: s["cue_words"] in ("was told", "are asked", "is said"),
    "colon as cue": lambda s: s["cue_words"] == ":",
    "headline": lambda s: s["content"][0][1] <= len(s["article"].title),
    "pronoun as source": lambda s: s["source_words"] == "she",
    "relative pronoun as source": lambda s: s["source_words"] == "who",
    "first person": lambda s: s["source_words"] == "I" and s["speaker_kind"] == "author",
    "we of a newspaper": lambda s: s["source_words"] == "We" and s["speaker_kind"] == "outlet",
    "nominal as source": lambda s: (
        s["source_words"].startswith("The former harbour master")
        and s["speaker"] == "Tomasz Ferreira"
    ),
    "named spokesperson": lambda s: (
        "spokesperson" in s["source_words"] and s["speaker_kind"] == "person"
    ),
    "organization speaking": lambda s: s["source_words"] == "The Ministry of Waterways",
    "unnamed spokesperson": lambda s: (
        "pokesperson" in s["source_words"] and s["speaker_kind"] == "organization"
    ),
    "anonymous officials": lambda s: s["source_words"] == "Two officials who asked not to be named",
    "two speakers at once": lambda s: s["speaker"] == "Lucía Ferreira and Siobhán Qureshi",
    "document": lambda s: s["speaker_kind"] == "document",
    "addressee": lambda s: s["addressee"] == "Assembly of Vessaly",
    "said in a letter": lambda s: s["medium"] == "letter" and s["said_on"] == "2024-03-04",
    "said in an interview": lambda s: s["medium"] == "interview",
    "said in a video": lambda s: s["medium"] == "video",
    "said in a post": lambda s: s["medium"] == "post on Pennant",
    "part of a date": lambda s: s["said_on"] == "2025-01",
    "single quotation marks": lambda s: (
        s["mode"] == "direct" and s["article"].text[s["content"][0][0] - 1] == "‘"
    ),
    "straight quotation marks": lambda s: (
        s["mode"] == "direct" and s["article"].text[s["content"][0][0] - 1] == '"'
    ),
    "guillemets in English": lambda s: (
        s["article"].text[s["content"][0][0] - 1] == "«" and s["article"].language == "en"
    ),
    "emoji inside": lambda s: any("🌊" in content for content in s["contents"]),
    "joined emoji inside": lambda s: any("\u200d" in content for content in s["contents"]),
    "French": lambda s: s["cue_words"] == "d’après",
}


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_a_promised_phenomenon_occurs(phenomenon, statements):
    assert any(map(PHENOMENA[phenomenon], statements))


def test_nested_statements_occur_on_every_page(statements):
    nested = {s["doc"] for s in statements if is_nested(s, statements)}
    assert nested == set(PAGES)


def test_some_dates_said_differ_from_dates_published(statements, meta):
    said = {
        s["doc"]
        for s in statements
        if s["said_on"] and not meta[s["doc"]]["published"].startswith(s["said_on"])
    }
    assert len(said) >= 10


@pytest.mark.parametrize("surname", ["Adeyemi", "Ferreira"])
def test_two_people_of_one_surname_speak(surname, statements):
    speakers = {s["speaker"] for s in statements if s["speaker_kind"] == "person"}
    assert sum(name.split()[-1] == surname for name in speakers) == 2


def test_both_ferreiras_speak_on_one_page(statements):
    speakers: dict[str, set[str]] = {}
    for statement in statements:
        speakers.setdefault(statement["doc"], set()).add(statement["speaker"])
    assert {"Lucía Ferreira", "Tomasz Ferreira"} <= speakers["harbour-ledger-gate-open"]


def test_figures_and_labels_quote_their_page(golds, articles):
    for name, gold in golds.items():
        for row in [figure["text"] for figure in gold["figures"]] + [
            label["label"] for label in gold["labels"]
        ]:
            assert row in articles[name].text


def test_conflicts_of_all_kinds_occur_within_pages(golds):
    kinds = {conflict["kind"] for gold in golds.values() for conflict in gold["conflicts"]}
    assert kinds == {"figure", "position", "denial", "attribution"}


def test_the_same_survey_has_two_figures(golds):
    assert [f["value"] for f in golds["vessaly-today-poll"]["figures"] if f["unit"] == "%"] == [85]
    assert {f["value"] for f in golds["tally-levy"]["figures"] if f["unit"] == "%"} == {85, 46, 29}

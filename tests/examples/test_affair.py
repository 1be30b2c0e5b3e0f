"""What holds across the pages: one quote in many hands, conflicts, updates, wire copy."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def versions(affair) -> dict[str, list[dict]]:
    return {quote["name"]: quote["versions"] for quote in affair["quotes"]}


def words_of(affair: dict, name: str) -> str:
    return next(quote["words"] for quote in affair["quotes"] if quote["name"] == name)


def voices(affair: dict) -> list[dict]:
    found = [version for quote in affair["quotes"] for version in quote["versions"]]
    for kind in ("conflicts", "updates"):
        found += [entry[side] for entry in affair[kind] for side in ("a", "b")]
    return found


def test_every_voice_quotes_its_page(affair, articles):
    for voice in voices(affair):
        start, end = voice["span"]
        assert articles[voice["page"]].text[start:end] == voice["text"]


def test_every_voice_is_held_by_a_statement_but_what_pages_say_themselves(affair):
    held_by_none = {voice["page"] for voice in voices(affair) if not voice["statements"]}
    # The two counts of the dead have no source: that is the point of them.
    assert held_by_none == {"harbour-ledger-gate-open", "anselm-metro-never"}


def test_one_quote_occurs_in_every_form(versions):
    assert {version["form"] for version in versions["silence"]} == {
        "whole",
        "trimmed",
        "altered",
        "translated",
        "paraphrased",
    }


def test_whole_versions_keep_every_word(affair):
    for quote in affair["quotes"]:
        for version in quote["versions"]:
            if version["form"] == "whole":
                assert version["text"] == quote["words"]


def test_trimmed_versions_are_part_of_the_words(affair):
    for quote in affair["quotes"]:
        for version in quote["versions"]:
            if version["form"] == "trimmed":
                assert version["text"].rstrip(".,") in quote["words"]


def test_altered_versions_are_no_part_of_the_words(affair, versions):
    altered = [v for v in versions["silence"] if v["form"] == "altered"]
    assert altered
    assert all(version["text"] not in words_of(affair, "silence") for version in altered)


def test_translated_versions_stand_on_pages_of_another_language(affair, articles):
    translated = [
        version
        for quote in affair["quotes"]
        for version in quote["versions"]
        if version["form"] == "translated"
    ]
    assert translated
    assert all(articles[version["page"]].language != "en" for version in translated)


def test_a_misattributed_quote_has_another_speaker(versions, golds):
    speakers = {
        version["page"]: {
            golds[version["page"]]["statements"][number]["speaker"]
            for number in version["statements"]
        }
        for version in versions["door"]
    }
    wrong = {version["page"] for version in versions["door"] if version.get("misattributed")}
    assert wrong == {"harbour-ledger-gate-open", "ostmere-courier-fire"}
    for page in wrong:
        assert "Lucía Ferreira" in speakers[page]
    assert speakers["harbour-ledger-letter"] == {"Tomasz Ferreira"}


def test_conflicts_of_all_kinds_occur_across_pages(affair):
    kinds = {conflict["kind"] for conflict in affair["conflicts"]}
    assert kinds == {"figure", "position", "denial", "attribution"}
    assert all(c["a"]["page"] != c["b"]["page"] for c in affair["conflicts"])


def test_a_summary_contradicts_the_quote_printed_beneath_it(articles):
    text = articles["vessaly-today-cleared"].text
    summary = text.index("bears no responsibility whatsoever")
    assert summary < text.index("for that silence I answer")


def test_an_update_is_later_than_what_it_replaces(affair, meta):
    assert affair["updates"]
    for update in affair["updates"]:
        first, second = (meta[update[side]["page"]]["published"] for side in ("a", "b"))
        assert first[:10] < second[:10]


def sentences(text: str) -> set[str]:
    return set(re.split(r"(?<=\.)\s", text))


def test_wire_copy_shares_sentences_with_the_wire(affair, articles):
    (wire,) = affair["wires"]
    original = sentences(articles[wire["original"]].text)
    for copy in wire["copy"]:
        shared = original & sentences(articles[copy["page"]].text)
        assert len(shared) >= 4, copy["page"]
        credit = "Coastal Telegraph" in articles[copy["page"]].text
        assert credit == copy["credited"]
    assert {copy["credited"] for copy in wire["copy"]} == {True, False}

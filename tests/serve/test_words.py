from __future__ import annotations

import re
from importlib.resources import files

import pytest

from quoth.export import FORMATS
from quoth.serve import words
from quoth.serve.query import BadQuery, Query
from quoth.serve.words import catalogue, day, say

SERVE = files("quoth.serve")
DYNAMIC = (
    "page",
    "type",
    "mode",
    "kind",
    "answer",
    "status",
    "field",
    "error",
    "search",
    "timeline",
    "network",
    "article",
    "actors",
    "judge",
    "standing",
    "change",
    "queue",
    "relation",
    "sign",
    "stance",
    "clash",
    "claims",
    "comparison",
    "versions",
    "side",
    "concept",
    "concepts",
    "coalitions",
    "saved",
    "asked",
    "card",
    "format",
    "export",
    "outlets",
)
"""Sections some of whose keys are put together where they are used."""


def used() -> set[str]:
    found = set()
    for path in SERVE.rglob("*"):
        if path.suffix in (".html", ".py"):
            text = path.read_text(encoding="utf-8")
            found |= set(
                re.findall(r"\b(?:t|say)\(\s*[\"']([a-z_]+\.[a-z_0-9]+)[\"']\s*[,)]", text)
            )
    return found


def test_every_text_that_is_used_is_in_the_catalogue():
    texts = catalogue()
    assert len(used()) > 80
    for key in used():
        assert key in texts or {f"{key}_one", f"{key}_many"} <= texts.keys(), key


def test_no_text_stands_there_unused():
    known = used()
    for key in catalogue():
        stem = re.sub(r"_(one|many)$", "", key)
        assert (
            key in known
            or stem in known
            or key.partition(".")[0] in DYNAMIC
            or key == "date.months"
        ), key


def test_forms_for_one_and_for_many():
    assert say("search.count", n=1) == "1 statement"
    assert say("search.count", n=1234) == "1,234 statements"
    with pytest.raises(KeyError):
        say("search.no_such_text")


@pytest.mark.parametrize(
    "value, shown",
    [
        ("2025-01-14", "14 Jan 2025"),
        ("2025-01-14T10:00:00Z", "14 Jan 2025"),
        ("2025-01", "Jan 2025"),
        ("2025", "2025"),
        ("soon", "soon"),
        ("2025-13", "2025-13"),
        (None, ""),
    ],
)
def test_days(value, shown):
    assert day(value) == shown


def test_nothing_of_the_interface_stands_in_the_templates():
    """Words between tags come from the catalogue."""
    for template in SERVE.joinpath("templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", " ", text)
        assert not re.findall(r"[A-Za-z]{2,}", text), template.name


def test_what_is_said_of_an_address_that_cannot_be_is_in_the_catalogue():
    for ask in (
        lambda query: query.choice("type", ("a", "b")),
        lambda query: query.date("type"),
        lambda query: query.number("type", 1),
    ):
        with pytest.raises(BadQuery) as told:
            ask(Query.of("/search", [("type", "x")]))
        patterns = [catalogue()[f"query.{kind}"] for kind in ("choice", "date", "number")]
        assert any(
            re.fullmatch(re.sub(r"\\{.*?\\}", ".*", re.escape(pattern)), str(told.value))
            for pattern in patterns
        )


def test_every_format_of_export_is_told_in_the_catalogue():
    texts = {key for key in catalogue() if key.startswith("format.")}
    assert texts == {f"format.{one.name}" for one in FORMATS}


def test_numbers_have_their_thousands_apart():
    assert words.number(1234567) == "1,234,567"

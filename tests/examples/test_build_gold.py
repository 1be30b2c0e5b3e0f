"""The builder finds marked excerpts, and says loudly what it cannot find."""

from __future__ import annotations

import shutil

import pytest

from examples.build_gold import EXAMPLES, GoldError, build_page, find_words, locate, main
from quoth.model import Article

TEXT = 'The pilot slept.\n\nThe cook said "it rained" twice.\n\nThe cook said it snowed.'


def parts(text: str, marked: str) -> tuple[list[str], str | None, str | None]:
    found = locate(text, marked)
    return (
        [text[a:b] for a, b in found.content],
        found.cue and text[slice(*found.cue)],
        found.source and text[slice(*found.source)],
    )


def test_the_parts_of_an_excerpt_are_found():
    assert parts(TEXT, "[S The cook] [C said] [Q it snowed].") == (
        ["it snowed"],
        "said",
        "The cook",
    )


def test_source_and_cue_may_be_absent():
    assert parts(TEXT, "[Q it snowed]") == (["it snowed"], None, None)


def test_white_space_in_an_excerpt_matches_any_other():
    assert parts(TEXT, '[Q slept.] The [S cook] [C said] "it')[0] == ["slept."]


def test_braces_skip_words():
    assert parts(TEXT, "[S The pilot] slept. {...} [C twice]. {...} [Q snowed]") == (
        ["snowed"],
        "twice",
        "The pilot",
    )


def test_offsets_are_code_points():
    text = "🤦‍♀️ she said yes"
    assert locate(text, "[S she] [C said] [Q yes]").source == (5, 8)


@pytest.mark.parametrize(
    ("marked", "complaint"),
    [
        ("[S The cook] [C said] [Q it hailed]", "not in the text"),
        ("[S The] [Q cook]", "more than once"),
        ("[S The cook] [C said]", "no content"),
        ("[S The cook] [C said] [Q it snowed", "not closed"),
        ("[S The cook] [C said] [Q it [Q snowed]]", "inside a bracket"),
        ("[S The cook] [C said] it] [Q snowed]", "without an opening"),
        ("[S The] [S cook] said [Q it snowed]", "more than one source"),
        ("The [C cook] [C said] [Q it snowed]", "more than one source or cue"),
    ],
)
def test_an_excerpt_that_does_not_fit_is_refused(marked, complaint):
    with pytest.raises(GoldError, match=complaint):
        locate(TEXT, marked)


@pytest.mark.parametrize("words", ["it hailed", "The cook"])
def test_words_must_occur_once(words):
    with pytest.raises(GoldError, match="in the text"):
        find_words(TEXT, words)


def test_every_misfit_of_a_page_is_named():
    source = {
        "page": {"file": "page.txt"},
        "statement": [
            {"text": "[Q it hailed]", "by": "cook", "as": "indirect assertion"},
            {"text": "[Q it snowed]", "by": "baker", "as": "indirect assertion"},
            {"text": "[Q it snowed]", "by": "cook", "as": "indirect shouting"},
            {"text": "[Q it snowed]", "by": "cook", "as": "indirect assertion", "vai": []},
        ],
        "figure": [{"text": "nine", "subject": "", "value": 9, "unit": "", "by": "cook"}],
        "conflict": [{"a": "x", "b": "y", "kind": "quarrel", "why": "z"}],
    }
    cast = {"cook": {"name": "The cook", "kind": "anonymous"}}
    with pytest.raises(GoldError) as error:
        build_page("page", source, Article.of(TEXT, path="page.txt"), cast)
    for named in ("it hailed", "baker", "indirect shouting", "vai", "nine", "quarrel"):
        assert named in str(error.value)


@pytest.fixture
def small(tmp_path):
    """A copy of the examples' shape with one page."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "gold").mkdir()
    page = "coastal-telegraph-silence"
    shutil.copy(EXAMPLES / "pages" / f"{page}.txt", tmp_path / "pages")
    shutil.copy(EXAMPLES / "gold" / f"{page}.toml", tmp_path / "gold")
    shutil.copy(EXAMPLES / "gold" / "cast.toml", tmp_path / "gold")
    (tmp_path / "affair.toml").write_text(
        "quote = []\nconflict = []\nupdate = []\nwire = []\n", encoding="utf-8"
    )
    return tmp_path


def test_a_stale_build_is_told_and_mended(small, capsys):
    assert main(["--check"], examples=small) == 1
    assert "stale: gold/coastal-telegraph-silence.json" in capsys.readouterr().out
    assert main([], examples=small) == 0
    assert main(["--check"], examples=small) == 0


def test_a_changed_page_ends_the_build(small, capsys):
    path = small / "pages" / "coastal-telegraph-silence.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("denied", "doubted"), "utf-8")
    assert main([], examples=small) == 1
    assert "[C denied]" in capsys.readouterr().err


def test_a_page_without_gold_ends_the_build(small, capsys):
    (small / "pages" / "more.txt").write_text("Nobody has marked this page.", "utf-8")
    assert main([], examples=small) == 1
    assert "more" in capsys.readouterr().err

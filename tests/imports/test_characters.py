"""Characters that a format cannot hold: said when they go out, known when they come back."""

from __future__ import annotations

import pytest

from quoth.export import export
from quoth.imports import take
from quoth.model import Article, Content, Piece, Speaker, Statement, content_id, statement_id
from tests.export.builders import project_of, statements_of

LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def corpus_of(words, name="Ada\x1bVale", pieces=1):
    """An article of which `words` are a statement's content, in one or two pieces."""
    text = f"She\x0csaid: {words} The end.\x01"
    article = Article.of(text, path="a.txt", outlet="The Tide")
    start, middle, end = 10, 10 + len(words) // 2, 10 + len(words)
    spans = ((start, end),) if pieces == 1 else ((start, middle), (middle + 1, end))
    cue, source = (4, 8), (0, 3)
    statement = Statement(
        id=statement_id(article.id, spans, cue, source),
        article_id=article.id,
        mode="direct",
        type="assertion",
        content=Content(spans=spans, text=" ".join(text[a:b] for a, b in spans)),
        cue=Piece(span=cue, text=text[slice(*cue)]),
        source=Piece(span=source, text=text[slice(*source)]),
        speakers=(
            Speaker(id=content_id("actor", article.id, name, "person"), name=name, kind="person"),
        ),
        medium="tele\x02phone",
    )
    return [(article, (statement,))]


@pytest.mark.parametrize("format", ["cas-xmi", "cas-json"])
def test_what_xml_cannot_hold_comes_back_as_known(format):
    with project_of(corpus_of("the \x02levy\x1b rises")) as (project, folder):
        before = statements_of(project)
        written = export(project, folder / "x", format=format)
        said = [line for line in written.lost if "control characters of 1 article" in line]
        assert len(said) == (format == "cas-xmi")
        found = take(project, folder / "x", format="cas", by="Ada")
        assert found.refused == [] and found.counts["known"] == 1
        assert statements_of(project) == before and project.judgements() == []


def test_nothing_is_said_where_xml_holds_all():
    corpus = [(Article.of("Quite plain.", path="a.txt"), ())]
    with project_of(corpus) as (project, folder):
        written = export(project, folder / "x", format="cas-xmi")
        assert not any("control characters" in line for line in written.lost)


@pytest.mark.parametrize("mark", LINE_ENDS)
def test_covered_text_of_brat_is_one_line_and_the_text_is_unharmed(mark):
    words = f"the{mark}levy{mark}rises"
    with project_of(corpus_of(words)) as (project, folder):
        (article,) = project.articles()
        export(project, folder / "b", format="brat")
        ann = (folder / "b" / f"article-{article.id}.ann").read_text(encoding="utf-8")
        assert "\tthe levy rises\n" in ann
        assert ann.splitlines() == ann.split("\n")[:-1]
        text = (folder / "b" / f"article-{article.id}.txt").read_bytes().decode()
        assert text == article.text and words in text
        found = take(project, folder / "b", format="brat", by="Ada")
        assert found.refused == [] and found.counts["known"] == 1
        assert project.judgements() == []


def test_features_are_at_the_first_piece_and_its_loss_clears_nothing():
    with project_of(corpus_of("the levy rises", name="Ada", pieces=2)) as (project, folder):
        (article,) = project.articles()
        export(project, folder / "x", format="cas-xmi")
        path = folder / "x" / f"article-{article.id}.xmi"
        lines = path.read_text(encoding="utf-8").replace("<custom:", "\n<custom:").split("\n")
        assert sum('mode="direct"' in line for line in lines) == 1
        kept = [line for line in lines if 'piece="1"' not in line]
        assert len(kept) == len(lines) - 1
        path.write_text("\n".join(kept), encoding="utf-8")
        found = take(project, folder / "x", format="cas", by="Ada")
        assert found.refused == [] and found.counts["corrected"] == 1
        (statement,) = project.article(article.id)[1]
        assert len(statement.content.spans) == 1
        assert statement.speakers[0].name == "Ada" and statement.medium is not None


def test_pieces_that_disagree_are_refused():
    with project_of(corpus_of("the levy rises", pieces=2)) as (project, folder):
        (article,) = project.articles()
        export(project, folder / "x", format="cas-xmi")
        path = folder / "x" / f"article-{article.id}.xmi"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('piece="2"', 'piece="2" mode="indirect"'), encoding="utf-8")
        found = take(project, folder / "x", format="cas", by="Ada")
        assert len(found.refused) == 1 and "more than one mode" in found.refused[0]

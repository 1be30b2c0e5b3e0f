"""What is written is what is read: offsets, texts, order; and the rules of belonging."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.model import (
    ACTOR_KINDS,
    MODES,
    TYPES,
    Addressee,
    Article,
    Content,
    Input,
    Link,
    Piece,
    Speaker,
    Statement,
    pieces_text,
    statement_id,
)
from quoth.store import Outcome, Project
from quoth.store.record import unstorable_statements
from tests.store.builders import keep, told

ADDRESSED = Addressee(name="Ada", span=(0, 3))

# Emoji, combining marks, right-to-left, line ends, NUL: everything but half surrogate pairs.
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("a 🚢é́\u202e\r\n\0"))
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
maybe_words = st.none() | words


@st.composite
def articles(draw) -> Article:
    return Article.of(
        draw(texts),
        path=draw(words),
        outlet=draw(maybe_words),
        url=draw(maybe_words),
        title=draw(maybe_words),
        authors=tuple(draw(st.lists(words, max_size=3))),
        published=draw(st.none() | st.dates().map(str)),
        published_from=draw(maybe_words),
        language=draw(maybe_words),
    )


@st.composite
def statements(draw, article: Article) -> Statement:
    places = st.integers(0, len(article.text))
    spans = st.tuples(places, places).map(lambda pair: tuple(sorted(pair)))
    kinds = st.sampled_from(ACTOR_KINDS)
    content = tuple(draw(st.lists(spans, min_size=1, max_size=3)))

    def piece(span):
        return span and Piece(span=span, text=article.text[slice(*span)])

    cue, source = draw(st.none() | spans), draw(st.none() | spans)
    return Statement(
        id=statement_id(article.id, content, cue, source),
        article_id=article.id,
        mode=draw(st.sampled_from(MODES)),
        type=draw(st.sampled_from(TYPES)),
        content=Content(spans=content, text=pieces_text(article.text, content)),
        cue=piece(cue),
        source=piece(source),
        speakers=tuple(
            draw(
                st.lists(
                    st.builds(Speaker, id=words, name=words, kind=kinds, role=maybe_words),
                    max_size=3,
                )
            )
        ),
        chain=tuple(
            draw(st.lists(st.builds(Link, name=words, kind=kinds, span=spans), max_size=2))
        ),
        addressee=draw(st.none() | st.builds(Addressee, name=words, span=spans)),
        medium=draw(maybe_words),
        said_on=draw(maybe_words),
        nested_in=draw(maybe_words),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def read_articles(draw) -> tuple[Article, tuple[Statement, ...]]:
    article = draw(articles())
    found = draw(st.lists(statements(article), max_size=4, unique_by=lambda s: s.id))
    return article, tuple(found)


@settings(max_examples=50, deadline=None)
@given(read_articles(), st.data())
def test_round_trip(read, data):
    """Nouns come back equal, in order; written again or replaced, the file stays consistent."""
    article, found = read
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.open(Path(folder) / "p.quoth", create=True) as project,
    ):
        assert unstorable_statements(article, found) is None
        keep(project, article, found)
        assert project.article(article.id) == (article, found)
        for statement in found:
            assert statement.content.text == pieces_text(
                project.article(article.id)[0].text, statement.content.spans
            )
        assert {statement for statement, _ in project.find()} == set(found)
        before = project.digest()
        keep(project, article, found)
        assert project.digest() == before
        other = data.draw(st.permutations(found))[1:]
        renamed = replace(article, title="Zwickmühle")
        keep(project, renamed, other)
        assert project.article(article.id) == (renamed, tuple(other))
        assert [a.id for a in project.articles("zwickmuhle")] == [article.id]
        keep(project, article, found)
        assert project.digest() == before
        assert search_is_right(project)


def search_is_right(project: Project) -> bool:
    """The search indexes hold exactly what fresh ones over the record would.

    They keep no copy of the text, so it is their words and the places of these that are
    compared.
    """
    connection = project._connection
    rows = {"article": [], "statement": []}
    for article in project.articles(superseded=True):
        rows["article"].append((article.id, article.title, article.text))
        for statement in project.article(article.id)[1]:
            names = [word for s in statement.speakers for word in (s.name, s.role) if word]
            source, cue = (
                piece.text if piece else "" for piece in (statement.source, statement.cue)
            )
            searched = (statement.content.text, source, cue, "\n".join(names))
            rows["statement"].append((statement.id, *searched))
    same = True
    for table, columns in (
        ("article", "title, text"),
        ("statement", "content, source, cue, speakers"),
    ):
        connection.execute("BEGIN")
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.fresh USING fts5({columns}, content='',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        for id, *searched in rows[table]:
            connection.execute(
                f"INSERT INTO temp.fresh (rowid, {columns})"
                f" SELECT number, {', '.join('?' * len(searched))} FROM {table} WHERE id = ?",
                (*searched, id),
            )
        found = []
        for schema, index in (("main", f"{table}_search"), ("temp", "fresh")):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.words USING fts5vocab({schema}, {index}, instance)"
            )
            found.append(sorted(connection.execute("SELECT * FROM temp.words")))
            connection.execute("DROP TABLE temp.words")
        connection.execute("ROLLBACK")
        same = same and found[0] == found[1]
    return same


def test_digest_does_not_depend_on_the_order(tmp_path):
    both = [told(f"[S Ada] [C said] [Q {n}].", path=str(n)) for n in range(3)]
    digests = set()
    for number, order in enumerate(itertools.permutations(both)):
        with Project.open(tmp_path / f"{number}.quoth", create=True) as project:
            for article, found in order:
                keep(project, article, found)
            digests.add(project.digest())
    assert len(digests) == 1


def test_digest_sees_every_change(tmp_path):
    article, (statement,) = told("[S Ada] [C said] [Q it holds].")
    seen = set()
    for number, changed in enumerate(
        [
            statement,
            replace(statement, confidence=0.25),
            replace(statement, type="denial"),
            replace(statement, speakers=()),
            replace(statement, speakers=(replace(statement.speakers[0], role="mayor"),)),
            replace(statement, chain=(Link(name="Ada", kind="outlet", span=(0, 3)),)),
        ]
    ):
        with Project.open(tmp_path / f"{number}.quoth", create=True) as project:
            keep(project, article, [changed])
            seen.add(project.digest())
    assert len(seen) == 6


def test_a_batch_is_written_whole_or_not_at_all(tmp_path):
    article, found = told("[S Ada] [C said] [Q it holds].")
    good = Outcome(
        input=Input(path="a.txt", status="done"), article=article, statements=found, model="m"
    )
    bad = Outcome(input=replace(good.input, path="b.txt", status="nonsense"))
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        with pytest.raises(Exception, match="CHECK"):
            project.write([good, bad])
        assert list(project.inputs()) == [] and list(project.articles()) == []
        project.write([good])
        assert len(list(project.inputs())) == 1


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda s: replace(s, article_id="other"), "another article"),
        (lambda s: replace(s, content=Content(spans=((0, 99),), text="x")), "outside the text"),
        (lambda s: replace(s, content=Content(spans=((3, 1),), text="")), "outside the text"),
        (lambda s: replace(s, content=Content(spans=((0, 3),), text="Bob")), "not the text"),
        (lambda s: replace(s, cue=Piece(span=(0, 3), text="said")), "not the text"),
        (lambda s: replace(s, chain=(Link(name="x", kind="outlet", span=(5, 99)),)), "outside"),
        (lambda s: replace(s, addressee=Addressee(name="x", span=(-1, 2))), "outside"),
        (lambda s: s, None),
        (lambda s: replace(s, cue=None, source=None, addressee=ADDRESSED), None),
    ],
)
def test_statements_that_do_not_fit_their_article(change, reason):
    article, (statement,) = told("[S Ada] [C said] [Q it holds].")
    found = unstorable_statements(article, [change(statement)])
    assert found is None if reason is None else reason in found


def test_two_statements_of_one_id():
    article, (statement,) = told("[S Ada] [C said] [Q it holds].")
    assert "two statements" in unstorable_statements(article, [statement, statement])


def test_the_view_for_people_shows_the_texts(tmp_path):
    article, found = told("👩‍🚀 [S Ada 🚢] [C said] [Q it holds], and that [Q it will hold].")
    with Project.open(tmp_path / "p.quoth", create=True) as project:
        keep(project, article, found)
        row = project._connection.execute(
            "SELECT speakers, source, cue, content FROM said"
        ).fetchone()
    assert row == ("Ada 🚢", "Ada 🚢", "said", "it holds it will hold")

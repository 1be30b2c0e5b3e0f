"""Random small projects: articles with statements anywhere in them, and awkward characters."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from quoth.model import (
    Addressee,
    Article,
    Content,
    Input,
    Link,
    Piece,
    Speaker,
    Statement,
    content_id,
    pieces_text,
    statement_id,
)
from quoth.store import Outcome, Project

# Emoji, a flag of two code points, combining marks, CR LF, right-to-left, quotation marks, markup,
# characters that end lines for some programs, and ones that XML cannot hold.
CHARACTERS = st.sampled_from(
    [
        *"abcXYZ äéłß'\"“”<&>;,{}\\_%\t",
        *("🚢", "🇩🇪", "e\u0301", "\r\n", "\n", "ש", "語"),
        *"\v\f\x1c\x1e\x85\u2028\u2029\x01\x1b\ufffe",
    ]
)
TEXTS = st.lists(CHARACTERS, min_size=4, max_size=60).map("".join).filter(str.strip)
NAMES = (
    st.text("abc äÉ'\"&<;{}🚢", min_size=1, max_size=12)
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
MODES = st.sampled_from(["direct", "indirect", "mixed"])
TYPES = st.sampled_from(["assertion", "belief", "denial", "question"])


@st.composite
def statements(draw, article: Article) -> tuple[Statement, ...]:
    """A few statements of an article, each with its own spans."""
    found: dict[str, Statement] = {}
    length = len(article.text)
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, length), min_size=4, max_size=8)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        spans = [s for s in spans if s[1] > s[0] and article.text[slice(*s)].strip()]
        if not spans:
            continue
        cue = spans.pop() if len(spans) > 1 and draw(st.booleans()) else None
        source = spans.pop() if len(spans) > 1 and draw(st.booleans()) else None
        content = tuple(spans)

        def piece(span):
            return span and Piece(span=span, text=article.text[slice(*span)])

        names = draw(st.lists(NAMES, max_size=2, unique=True)) if source else []
        id = statement_id(article.id, content, cue, source)
        found[id] = Statement(
            id=id,
            article_id=article.id,
            mode=draw(MODES),
            type=draw(TYPES),
            content=Content(spans=content, text=pieces_text(article.text, content)),
            cue=piece(cue),
            source=piece(source),
            speakers=tuple(
                Speaker(
                    id=content_id("actor", article.id, name),
                    name=name,
                    kind=draw(st.sampled_from(["person", "organization", "anonymous"])),
                    role=draw(st.none() | NAMES),
                )
                for name in names
            ),
            chain=(Link(name="The Tide", kind="outlet", span=cue),) if cue and source else (),
            addressee=Addressee(name="them", span=source) if source and cue else None,
            medium=draw(st.none() | st.just("interview")),
            said_on=draw(st.none() | st.sampled_from(["2024-02-17", "2024-02"])),
            confidence=draw(st.integers(0, 100)) / 100,
        )
    return tuple(found.values())


@st.composite
def corpora(draw) -> list[tuple[Article, tuple[Statement, ...]]]:
    """One to three articles with their statements."""
    made: dict[str, tuple[Article, tuple[Statement, ...]]] = {}
    for number in range(draw(st.integers(1, 3))):
        article = Article.of(
            draw(TEXTS),
            path=f"{number}.txt",
            outlet=draw(st.none() | NAMES),
            url=draw(st.none() | st.just(f"https://tide.example/{number}?a=1&b=2")),
            title=draw(st.none() | NAMES),
            authors=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
            published=draw(
                st.sampled_from(
                    [None, "2024", "2024-02", "2024-02-17", "2024-02-17T06:30:00+02:00"]
                )
            ),
            language="en",
        )
        made.setdefault(article.id, (article, draw(statements(article))))
    return list(made.values())


def keep(project: Project, corpus) -> None:
    """Record articles as a run does, and join their actors."""
    for article, found in corpus:
        given = Input(
            path=article.path, format="text", fingerprint=article.text_sha256, status="done"
        )
        project.write([Outcome(input=given, article=article, statements=found, model="fake-1")])
    project.join()


@contextmanager
def project_of(corpus):
    """A project in a folder of its own that is taken away afterwards: (project, folder)."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.open(Path(folder) / "a.quoth", create=True) as project,
    ):
        keep(project, corpus)
        yield project, Path(folder)


def statements_of(project: Project) -> dict[str, tuple[Statement, Article]]:
    return {statement.id: (statement, article) for statement, article in project.find()}

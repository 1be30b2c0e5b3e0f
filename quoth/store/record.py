"""Writing: what became of inputs goes into the record, a batch in one transaction.

Rules, so that nothing is dropped in silence:

- Every input has one row. It names the article that it delivers.
- An article belongs to the input that delivered it first; another input that delivers the
  same one is a duplicate. If the first changes, the next one takes over.
- An article that no input delivers any more stays, with its statements, marked
  `superseded_by` the article that its input delivers now; searches leave it out.
- An input that cannot be read any more keeps the article that was read from it.
- Each reading that gave an article is a capture, with the original that it was read from; what
  is read again unchanged adds none. Among current articles of one page whose texts are versions
  of one another, the last captured supersedes the others, also if their inputs are still there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from quoth.model import Article, Input, Statement
from quoth.schema import TABLE
from quoth.store import versions
from quoth.store.index import PUT_ARTICLE, PUT_STATEMENT, searched
from quoth.store.originals import Captured
from quoth.store.page import page_of
from quoth.store.rows import list_rows, row

ROW_INPUT = TABLE["input"]
ROW_ARTICLE = TABLE["article"]
ROW_STATEMENT = TABLE["statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one input, or of an article that was extracted anew.

    `input` is None for an article that no input delivers. `statements` is None where there
    are none to write, because the extraction failed or because those in the project are
    still right: what the project has stays. `model` is the version they are of.
    """

    input: Input | None
    article: Article | None = None
    captured: Captured | None = None
    """What its article was read from; alone with an input: what was not kept until now."""
    statements: tuple[Statement, ...] | None = None
    model: str | None = None
    renewal: bool = False
    """The project had the article; only its statements are new."""


def unstorable_article(article: Article) -> str | None:
    """Why an article cannot be stored exactly as it is, or None."""
    try:
        for value in (article.text, article.path, article.title, article.outlet, article.url):
            (value or "").encode()
        " ".join(article.authors).encode()
    except UnicodeEncodeError:
        return "it holds half of a surrogate pair, which is no character"
    return None


def unstorable_statements(article: Article, statements: Iterable[Statement]) -> str | None:
    """Why statements cannot be stored exactly as they are, or None.

    The record keeps spans, not copies of the text: every text must be the article's text at
    its spans, or it could not be given back.
    """
    length, seen = len(article.text), set()
    for statement in statements:
        if statement.article_id != article.id:
            return f"statement {statement.id} names another article"
        if statement.id in seen:
            return f"two statements have the id {statement.id}"
        seen.add(statement.id)
        spans = list(statement.content.spans)
        parts = [(statement.content.text, spans)]
        for piece in (statement.cue, statement.source):
            if piece is not None:
                spans = [*spans, piece.span]
                parts.append((piece.text, [piece.span]))
        spans = [*spans, *(link.span for link in statement.chain)]
        spans += [statement.addressee.span] if statement.addressee else []
        if any(not 0 <= start <= end <= length for start, end in spans):
            return f"statement {statement.id} has a span outside the text"
        for text, at in parts:
            if text != " ".join(article.text[start:end] for start, end in at):
                return f"statement {statement.id} has a text that is not the text at its spans"
    return None


class Recorder:
    """Writes outcomes through one connection. The caller holds the transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        read_article: Callable[[str], Article | None],
        read_statements: Callable[[Article], tuple[Statement, ...]],
    ):
        """Writes through `connection`; the two functions read what it holds."""
        self.connection = connection
        self.read_article = read_article
        self.read_statements = read_statements

    def write(self, outcome: Outcome) -> Input | None:
        """Bring the record in line with one outcome; the same outcome again changes nothing.

        Returns:
            The input's row as it is now; None if the outcome has none.
        """
        given, article = outcome.input, outcome.article
        if given is None:
            assert article is not None
            self._put_statements(article, outcome)
            self._judge(article, fresh=outcome.statements is not None)
            return None
        before = self.input(given.path)
        if article is None and outcome.captured is not None:
            versions.keep(self.connection, outcome.captured)
            return given
        if article is None:
            # Not readable (any more): what was read from it earlier stays its article.
            if before is not None and before.status != "duplicate":
                given = replace(given, article_id=before.article_id)
            self._put_input(given)
            return given
        article, captured = self._known_as(article, outcome.captured)
        given = replace(given, article_id=article.id)
        fresh = False
        owner = self.owner(article.id)
        if owner is not None and owner.path != given.path:
            given = replace(
                given, status="duplicate", stage="read", reason=_same(owner.path), advice=None
            )
        else:
            self._put_article(article)
            if article is outcome.article:  # else it has statements, of the same text
                self._put_statements(article, outcome)
                fresh = outcome.statements is not None
        self._put_input(given)
        if before is not None and before.article_id not in (None, article.id):
            self._release(before, article.id)
        if captured is not None:
            versions.keep(self.connection, captured)
        versions.settle(self.connection, article.id)
        self._judge(article, fresh=fresh)
        return given

    def input(self, path: str) -> Input | None:
        """The row of one input."""
        values = self.connection.execute(
            f"SELECT {', '.join(ROW_INPUT.names)} FROM input WHERE path = ?", (path,)
        ).fetchone()
        return values and Input(**dict(zip(ROW_INPUT.names, values, strict=True)))

    def owner(self, article_id: str) -> Input | None:
        """The input that an article belongs to."""
        found = self.connection.execute(
            "SELECT path FROM input WHERE article_id = ? AND status != 'duplicate'", (article_id,)
        ).fetchone()
        return found and self.input(found[0])

    def _known_as(
        self, article: Article, captured: Captured | None
    ) -> tuple[Article, Captured | None]:
        """The article that the project has of the same page with the same text, if it has one.

        An article's id holds its whole URL: with other tracking parameters it is another id.
        """
        found = self.connection.execute(
            "SELECT id FROM article WHERE page = ? AND text_sha256 = ? AND id != ? LIMIT 1",
            (page_of(article.url), article.text_sha256, article.id),
        ).fetchone()
        known = found and self.read_article(found[0])
        if not known or self.owner(known.id) is None:
            return article, captured
        if captured is not None:
            captured = replace(captured, capture=replace(captured.capture, article_id=known.id))
        return known, captured

    def _put_input(self, given: Input) -> None:
        if self.input(given.path) == given:
            return
        self.connection.execute("DELETE FROM input WHERE path = ?", (given.path,))
        self.connection.execute(ROW_INPUT.insert, row(ROW_INPUT, given))

    def _put_article(self, article: Article) -> None:
        """Insert an article, or renew what is known of it; its text cannot have changed."""
        if self.read_article(article.id) == article:
            self.connection.execute(
                "UPDATE article SET superseded_by = NULL WHERE id = ?", (article.id,)
            )
            return
        known = self.connection.execute(
            "SELECT number, title, model FROM article WHERE id = ?", (article.id,)
        ).fetchone()
        number, title, model = known or (self._next_number("article"), None, None)
        values = row(
            ROW_ARTICLE,
            article,
            number=number,
            model=model,
            superseded_by=None,
            page=page_of(article.url),
        )
        if known is None:
            self.connection.execute(ROW_ARTICLE.insert, values)
        else:
            assignments = ", ".join(f"{name} = ?" for name in ROW_ARTICLE.names)
            self.connection.execute(
                f"UPDATE article SET {assignments} WHERE number = ?", (*values, number)
            )
            self.connection.execute(
                "INSERT INTO article_search (article_search, rowid, title, text)"
                " VALUES ('delete', ?, ?, ?)",
                (number, title, article.text),
            )
            self.connection.execute("DELETE FROM author WHERE article_id = ?", (article.id,))
        self.connection.execute(PUT_ARTICLE, (number, article.title, article.text))
        self._put_lists(list_rows(article, "article"))

    def _put_statements(self, article: Article, outcome: Outcome) -> None:
        """Replace an article's statements; leave them if the outcome brings none."""
        if outcome.statements is None:
            return
        self._drop_statements(article)
        statements = outcome.statements
        first = self._next_number("statement")
        self.connection.executemany(
            ROW_STATEMENT.insert,
            [
                row(ROW_STATEMENT, statement, number=first + ordinal, ordinal=ordinal)
                for ordinal, statement in enumerate(statements)
            ],
        )
        self.connection.executemany(
            PUT_STATEMENT,
            [(number, *searched(found)) for number, found in enumerate(statements, first)],
        )
        lists: dict[str, list[tuple]] = {}
        for statement in statements:
            for table, values in list_rows(statement, "statement").items():
                lists.setdefault(table, []).extend(values)
        self._put_lists(lists)
        self.connection.execute(
            "UPDATE article SET model = ? WHERE id = ?", (outcome.model, article.id)
        )

    def _judge(self, article: Article, *, fresh: bool) -> None:
        """Apply what people judged on this page to what the machine has just found.

        Last of all: only now it is known which captures the article supersedes.
        """
        from quoth.judge import keeping

        if keeping.any_kept(self.connection):
            self.judge(article, fresh=fresh)

    def judge(self, article: Article, *, fresh: bool = False) -> None:
        """Bring an article's statements in line with the judgements on its page.

        `fresh`: the tables hold what the machine has just found, not what is judged.
        """
        from quoth.judge import keeping

        def put(article: Article, statements: tuple[Statement, ...], model: str | None) -> None:
            judged = Outcome(input=None, article=article, statements=statements, model=model)
            self._put_statements(article, judged)

        keeping.apply(
            self.connection,
            article,
            read_statements=self.read_statements,
            put_statements=put,
            fresh=fresh,
        )

    def _drop_statements(self, article: Article) -> None:
        # An index without a copy of its text must be told what to forget.
        for statement in self.read_statements(article):
            self.connection.execute(
                "INSERT INTO statement_search"
                " (statement_search, rowid, content, source, cue, speakers)"
                " SELECT 'delete', number, ?, ?, ?, ? FROM statement WHERE id = ?",
                (*searched(statement), statement.id),
            )
        self.connection.execute("DELETE FROM statement WHERE article_id = ?", (article.id,))

    def _put_lists(self, rows: Mapping[str, list[tuple]]) -> None:
        for table, values in rows.items():
            if values:
                self.connection.executemany(TABLE[table].insert, values)

    def _next_number(self, table: str) -> int:
        """A row number that no row has."""
        found = self.connection.execute(f"SELECT MAX(number) FROM {table}").fetchone()[0]
        return (found or 0) + 1

    def _release(self, before: Input, successor: str) -> None:
        """An input delivers another article than before: who has the old one now?"""
        if before.status == "duplicate":
            return  # it never belonged to this input
        heirs = [
            self.input(path)
            for (path,) in self.connection.execute(
                "SELECT path FROM input WHERE article_id = ? ORDER BY path", (before.article_id,)
            ).fetchall()
        ]
        if not heirs:
            self.connection.execute(
                "UPDATE article SET superseded_by = ? WHERE id = ?",
                (successor, before.article_id),
            )
            return
        heir, *others = heirs
        if before.stage in (None, "read"):  # an article without trouble
            heir = replace(heir, status="done", stage=None, reason=None, advice=None)
        else:
            heir = replace(
                heir,
                status=before.status,
                stage=before.stage,
                reason=before.reason,
                advice=before.advice,
            )
        self._put_input(heir)
        self.connection.execute(
            "UPDATE article SET path = ? WHERE id = ?", (heir.path, before.article_id)
        )
        for other in others:
            self._put_input(replace(other, reason=_same(heir.path)))


def _same(path: str) -> str:
    return f"the same article as {path}"

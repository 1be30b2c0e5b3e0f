"""A desk without a server: a project made in a test, and a reader who has been let in."""

from __future__ import annotations

import sqlite3

from starlette.testclient import TestClient

from quoth.model import content_id
from quoth.serve.app import application
from quoth.serve.desk import Desk
from quoth.serve.security import Guard
from quoth.store import Project
from tests.store.builders import keep, told

HOST = "http://127.0.0.1:8737"


class Reader(TestClient):
    """A browser of the one who started the desk; closes the desk at the end."""

    def __init__(self, path, *, read_only: bool = False, enter: bool = True, **guard):
        self.desk = Desk(path, read_only=read_only)
        self.guard = Guard(port=8737, **guard)
        super().__init__(application(self.desk, self.guard), base_url=HOST)
        self.follow_redirects = False
        if enter:
            self.cookies.set(self.guard.cookie, self.guard.session)

    def __exit__(self, *args) -> None:
        super().__exit__(*args)
        self.desk.close()

    def data(self, path: str, **parameters) -> dict:
        """The JSON of a view."""
        response = self.get(path, params=parameters or None)
        assert response.status_code == 200, response.text
        return response.json()


def small_project(path, *articles) -> list[tuple]:
    """A project of marked texts, joined: `("[S Ann] [C said] [Q it holds].", {"outlet": …})`."""
    made = []
    with Project.open(path, create=True) as project:
        for number, (marked, fields) in enumerate(articles):
            article, statements = told(marked, path=f"{number}.txt", **fields)
            keep(project, article, statements)
            made.append((article, statements))
        project.join()
    return made


def add_derived(path, *, words: str = "the bridge", who: str = "Mira Tolland") -> dict[str, str]:
    """A claim, an event and two conflicts over a project's first two statements, as rows.

    What match and compare would find is their own tests' affair; here pages need rows to show.

    Returns:
        Ids: claim, event, conflict (about a figure), denial, concept.
    """
    names = ("claim", "event", "conflict", "denial", "concept")
    made = {name: content_id(name, path) for name in names}
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT statement.id, article_id, c.span_start, c.span_end FROM statement"
            " JOIN content c ON c.statement_id = statement.id ORDER BY statement.number"
        ).fetchall()
        one, other = rows[0], rows[1 % len(rows)]
        put = connection.execute
        put("DELETE FROM claim")
        put("DELETE FROM event")
        put("DELETE FROM conflict")
        put(
            "INSERT INTO event (id, title, first, last) VALUES (?, ?, ?, ?)",
            (made["event"], words, "2024-05-12", "2024-06-01"),
        )
        put(
            "INSERT INTO claim (id, text, first, last, articles, outlets, sources, event_id)"
            " VALUES (?, ?, '2024-05-12', '2024-06-01', 2, 2, 2, ?)",
            (made["claim"], words, made["event"]),
        )
        put(
            "INSERT INTO concept (id, name, proposed, statements, actors, outlets, agree, disagree,"
            " first, last) VALUES (?, ?, 1, 2, 2, 2, 1, 1, '2024-05-12', '2024-06-01')",
            (made["concept"], words),
        )
        for ordinal, (statement, article, *_) in enumerate(dict.fromkeys([one, other])):
            put(
                "INSERT INTO coding (concept_id, ordinal, statement_id, article_id, agreement,"
                " nearness, confidence, coder, reason) VALUES (?, ?, ?, ?, ?, 0.8, 0.9, ?, ?)",
                (made["concept"], ordinal, statement, article, ordinal, who, words),
            )
        articles = list(dict.fromkeys([one[1], other[1]]))
        for ordinal, article in enumerate(articles):
            put(
                "INSERT INTO happening (event_id, ordinal, article_id) VALUES (?, ?, ?)",
                (made["event"], ordinal, article),
            )
        members = list(dict.fromkeys([one[:2], other[:2]]))
        for ordinal, (statement, article) in enumerate(members):
            put(
                "INSERT INTO member (claim_id, ordinal, statement_id, article_id, relation, score,"
                " reason) VALUES (?, ?, ?, ?, ?, 0.9, ?)",
                (
                    made["claim"],
                    ordinal,
                    statement,
                    article,
                    ("original", "altered")[ordinal],
                    words,
                ),
            )
        (actor,) = put("SELECT id FROM actor ORDER BY number LIMIT 1").fetchone()
        put(
            "INSERT INTO voice (claim_id, ordinal, actor_id, name, kind, members)"
            " VALUES (?, 0, ?, ?, 'person', 2)",
            (made["claim"], actor, who),
        )
        for id, kind in ((made["conflict"], "figure"), (made["denial"], "denial")):
            put(
                "INSERT INTO conflict (id, kind, a_article_id, a_statement_id, a_start, a_end,"
                " a_who, b_article_id, b_statement_id, b_start, b_end, b_who, reason, confidence,"
                " event_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0.8, ?)",
                (id, kind, one[1], one[0], one[2], one[2] + 3, who,
                 other[1], other[0], other[2], other[2] + 3, who, words, made["event"]),
            )  # fmt: skip
        for number, (statement, article, start, _) in enumerate((one, other)):
            put(
                "INSERT OR IGNORE INTO figure (id, article_id, statement_id, span_start, span_end,"
                " low, high, bound, topic) VALUES (?, ?, ?, ?, ?, ?, ?, 'exact', '')",
                (f"f{number}", article, statement, start, start + 3, 400.0 * (number + 1), 900.0),
            )
        put("INSERT OR IGNORE INTO position (id, article_id, statement_id, claim_id, actor_id,"
            " position, span_start, span_end, confidence)"
            " VALUES ('p', ?, ?, ?, ?, 'asserts', ?, ?, 0.9)",
            (one[1], one[0], made["claim"], actor, one[2], one[2] + 3))  # fmt: skip
    connection.close()
    return made

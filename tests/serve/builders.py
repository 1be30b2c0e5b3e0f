"""A desk without a server: a project made in a test, and a reader who has been let in."""

from __future__ import annotations

from starlette.testclient import TestClient

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

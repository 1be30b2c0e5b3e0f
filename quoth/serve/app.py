"""The application: routes from the table of pages, errors in plain words, compressed answers."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from quoth.errors import QuothError, UsageError
from quoth.serve import answer, exporting, reader, saved, words
from quoth.serve.columns import NotReady
from quoth.serve.desk import Desk
from quoth.serve.judging import Decider, about, conflict_of, decisions, standing
from quoth.serve.pages import PAGES, Page
from quoth.serve.progress import under_way
from quoth.serve.query import BadQuery, NotFound, Query
from quoth.serve.security import Guard, Security

READERS = 6
"""Pages made at the same time; others wait: many threads get into each other's way."""

MOST_BODY = 64 * 1024
"""Bytes of a form."""

EXPORTED = 2_000
"""Rows of an export that are read at a time."""


def application(desk: Desk, guard: Guard) -> Security:
    """The desk as an ASGI application: nothing reaches it, or leaves it, but through `Security`."""
    static = Path(str(files("quoth.serve").joinpath("static")))
    pages = _Pages(desk, guard, _version(static))
    routes = [
        Mount("/static", _Static(directory=static), name="static"),
        Route("/enter", pages.enter, methods=["GET", "POST"]),
        Route("/progress", pages.progress),
        Route("/original/{sha256}", pages.original),
        Route("/export/file", pages.export),
        Route("/judge", pages.judge, methods=["POST"]),
        Route("/renew", pages.renew, methods=["POST"]),
        Route("/saved", pages.saved, methods=["POST"]),
        Route("/you", pages.you, methods=["GET", "POST"]),
    ]
    for page in PAGES:
        for ending in ("", ".json", ".csv"):
            path = "/overview" if page.path == "/" and ending else page.path
            endpoint = partial(pages.show, page, ending[1:] or "html")
            routes.append(Route(path + ending, _endpoint(endpoint)))
    # An id holds no dot, so that the ending is never part of it.
    routes.sort(key=lambda route: "{" in route.path and not route.path.endswith((".json", ".csv")))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = READERS
        desk.begin()
        yield

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(GZipMiddleware, minimum_size=800, compresslevel=5)],
        exception_handlers={
            NotFound: pages.not_found,
            NotReady: pages.not_ready,
            BadQuery: pages.bad_query,
            QuothError: pages.trouble,
            sqlite3.DatabaseError: pages.damaged,
            HTTPException: pages.http_error,
            500: pages.unexpected,
        },
    )
    return Security(app, guard=guard, refuse=pages.refuse)


def _endpoint(show):
    def endpoint(request: Request) -> Response:
        return show(request)

    return endpoint


class _Static(StaticFiles):
    """Files that are part of the program: their address has its version in it."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        # A module that another one imports is asked for without its version: it is asked again.
        versioned = any(isinstance(one, dict) and one.get("query_string") for one in args)
        lasting = "public, max-age=31536000, immutable"
        response.headers["cache-control"] = lasting if versioned else "public, no-cache"
        return response


def _make_ready() -> list[Callable]:
    """What makes each page, loaded."""
    return [page.view for page in PAGES]


def _local(path: str) -> str:
    """A path of the desk to go back to; anything else is the first page."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if plain and path.isprintable() and len(path) < 2000 else "/"


def _version(static: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(static.rglob("*")):
        if path.is_file():
            total.update(path.name.encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


class _Pages:
    """Answers requests."""

    def __init__(self, desk: Desk, guard: Guard, version: str):
        self.desk = desk
        self.guard = guard
        self.decider = Decider(desk)
        self.ready = False
        self.templates = answer.environment(
            pages=[page for page in PAGES if page.listed],
            desk=desk,
            token=guard.token,
            static=lambda path: f"/static/{path}?{version}",
        )

    def show(self, page: Page, form: str, request: Request) -> Response:
        """A page in one of its forms; behind the first one the others are made ready."""
        response = self._shown(page, form, request)
        if not self.ready:
            self.ready = True
            response.background = BackgroundTask(_make_ready)
        return response

    def _shown(self, page: Page, form: str, request: Request) -> Response:
        whole = form == "csv" and page.exported and request.query_params.get("page") == "all"
        query = Query.of(
            page.path.format(**request.path_params),
            request.query_params.multi_items(),
            request.path_params,
            whole=whole,
            reader=self._reader(request),
        )
        if whole:
            return self._export(page, query)
        with self.desk.reading():
            context = page.view(self.desk, query)
            if form == "json":
                return answer.json_response(context)
            if form == "csv":
                rows = list(context.rows())
                return answer.csv_response(context.heading, rows, page.name)
            return answer.html_response(
                self.templates, page.name, query, context, **self._known(page, query, request)
            )

    def _export(self, page: Page, query: Query) -> Response:
        """The whole list, a part at a time, so that no list is too long for the memory."""

        def part(number: int):
            pairs = {**query.parameters, "page": str(number), "per": "200"}
            asked = Query.of(query.path, pairs.items(), query.parts)
            with self.desk.reading():
                context = page.view(self.desk, asked)
                return context, list(context.rows())

        context, first = part(1)

        def rows():
            yield from first
            for number in range(2, context.paging.pages + 1):
                yield from part(number)[1]

        return answer.csv_response(context.heading, rows(), page.name)

    def _reader(self, request: Request | None) -> str | None:
        """The name under which a reader judges, if there is one."""
        chosen = request and reader.of_cookies(request.cookies, self.guard.port)
        return chosen or (None if self.guard.has_password else reader.here())

    def _known(
        self, page: Page | None, query: Query, request: Request | None = None
    ) -> dict[str, Any]:
        where = query.path if query.path != "/" else "/overview"
        return {
            "current": page.name if page else "",
            "reader": self._reader(request),
            "as_json": query.to(f"{where}.json", page=query.text("page")),
            "as_csv": query.to(f"{where}.csv", page="all" if page and page.exported else None),
            "saving": page and saved.saving(self.desk, query),
            "as_export": exporting.link(page and page.name, query),
        }

    def progress(self, request: Request) -> Response:
        """The line about a run that is under way: htmx asks for it now and then."""
        with self.desk.reading():
            run = under_way(self.desk)
        body = self.templates.get_template("parts/progress.html").render(run=run)
        return Response(body, media_type="text/html", headers=answer.PRIVATE)

    def original(self, request: Request) -> Response:
        """An input's own bytes, as a file to keep: never as a page of ours."""
        from quoth.serve.originals import original

        sha256 = request.path_params["sha256"]
        with self.desk.reading():
            data, form = original(self.desk, sha256)
        name = f"{sha256[:12]}.{form if form.isalnum() and form.isascii() else 'original'}"
        headers = {**answer.PRIVATE, "content-disposition": answer.attachment(name)}
        return Response(data, media_type="application/octet-stream", headers=headers)

    def export(self, request: Request) -> Response:
        """What a query finds as a file in another tool's format."""
        query = Query.of("/export", request.query_params.multi_items())
        return answer.file_response(*exporting.exported(self.desk, query))

    async def enter(self, request: Request) -> Response:
        """The door: the password on a network, else the key of the address."""
        if request.method != "POST":
            return self._error(200, "locked")
        form = await self._form(request)
        if form is None:
            return self._error(413, "too_long")
        given = form.get("key", [""])[-1]
        if self.guard.has_password:
            admitted = await anyio.to_thread.run_sync(self.guard.admits, given)
        else:
            admitted = self.guard.opens(given.rpartition("key=")[2])
        if not admitted:
            return self._error(
                429 if admitted is None else 403, "tries" if admitted is None else "key"
            )
        response = RedirectResponse("/", 303)
        response.headers.append("set-cookie", self.guard.set_cookie())
        try:
            if name := form.get("name", [""])[-1].strip():
                response.headers.append("set-cookie", reader.set_cookie(name, self.guard.port))
        except UsageError:
            pass  # the desk asks again before anything is judged
        return response

    async def you(self, request: Request) -> Response:
        """The reader's name: shown, and chosen."""
        back = _local(request.query_params.get("back", "/"))
        if request.method != "POST":
            return self._you(request, back)
        form = await self._form(request)
        if form is None:
            return self._error(413, "too_long", request)
        if not self.guard.is_token(form.get("token", [""])[-1]):
            return self._error(403, "token", request)
        back = _local(form.get("back", ["/"])[-1])
        try:
            kept = reader.set_cookie(form.get("name", [""])[-1].strip(), self.guard.port)
        except UsageError as error:
            return self._you(request, back, error.reason)
        response = RedirectResponse(back, 303)
        response.headers["set-cookie"] = kept
        return response

    def _you(self, request: Request, back: str, reason: str = "") -> Response:
        query = Query.of("/you", ())
        page = {"name": self._reader(request), "back": back, "reason": reason}
        known = self._known(None, query, request)
        status = 400 if reason else 200
        return answer.html_response(self.templates, "you", query, page, status, **known)

    async def judge(self, request: Request) -> Response:
        """A decision: recorded, then back to the page; to htmx only the line that changes."""
        return await self._posted(request, self._judged)

    async def renew(self, request: Request) -> Response:
        """Concepts are made anew, then back to the page."""
        return await self._posted(request, self._renewed)

    async def saved(self, request: Request) -> Response:
        """A search is kept, renamed, removed, or opened from a list: then back, or to it."""
        return await self._posted(request, self._kept)

    async def _posted(
        self, request: Request, act: Callable[[Request, dict[str, list[str]]], Response]
    ) -> Response:
        """Do what a form asks for, if it is short and its reader may write here."""
        form = await self._form(request)
        if form is None:
            return self._error(413, "too_long", request)
        if self.desk.read_only:
            return self._error(403, "read_only", request)
        if not self.guard.is_token(form.get("token", [""])[-1]):
            return self._error(403, "token", request)
        return await anyio.to_thread.run_sync(act, request, form)

    def _renewed(self, request: Request, form: dict[str, list[str]]) -> Response:
        self.decider.group()
        with self.desk.reading():
            back = standing(self.desk, _local(form.get("back", ["/"])[-1]))
        return RedirectResponse(back, 303)

    def _kept(self, request: Request, form: dict[str, list[str]]) -> Response:
        name = self._reader(request)
        if name is None:
            return self._error(403, "nobody", request)
        try:
            where = self.decider.keep(form, name)
        except UsageError as error:
            return self._error(400, "refused", request, error.reason, error.advice)
        return RedirectResponse(_local(where or form.get("back", ["/"])[-1]), 303)

    def _judged(self, request: Request, form: dict[str, list[str]]) -> Response:
        name = self._reader(request)
        if name is None:
            return self._error(403, "nobody", request)
        try:
            made = self.decider.decide(form, name)
        except UsageError as error:
            return self._error(400, "refused", request, error.reason, error.advice)
        with self.desk.reading():
            (decision,) = decisions(self.desk, [made])
            statement = decision.statement or about(self.desk, made)
            conflict = conflict_of(self.desk, made)
        back = _local(form.get("back", ["/"])[-1])
        if request.headers.get("hx-request"):
            body = self.templates.get_template("parts/acted.html").render(
                undone=made.action == "undo",
                statement=statement,
                conflict=conflict,
                decision=decision,
                back=back,
                query=Query.of(back, ()),
            )
            return Response(body, media_type="text/html", headers=answer.PRIVATE)
        if decision.statement and back.startswith(("/statement/", "/add/")):
            back = f"/statement/{decision.statement}"
        with self.desk.reading():
            back = standing(self.desk, back)
        return RedirectResponse(back, 303)

    async def _form(self, request: Request) -> dict[str, list[str]] | None:
        """A short form's fields with their values; None if it is too long."""
        from urllib.parse import parse_qs

        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BODY:
                return None
        try:
            text = body.decode("utf-8", "replace")
            return parse_qs(text, keep_blank_values=True, max_num_fields=2000)
        except ValueError:
            return None

    # What is not answered, in plain words

    def refuse(self, scope, status: int, why: str) -> Response:
        """The answer of `Security`."""
        return self._error(status, why)

    def not_found(self, request: Request, error: Exception) -> Response:
        """Nothing by this id."""
        return self._error(404, "not_found", request)

    def not_ready(self, request: Request, error: Exception) -> Response:
        """A large project that was opened a moment ago: the browser asks again by itself."""
        answered = self._error(503, "not_ready", request)
        answered.headers["retry-after"] = answered.headers["refresh"] = "1"
        return answered

    def bad_query(self, request: Request, error: Exception) -> Response:
        """A parameter that cannot be."""
        return self._error(400, "query", request, str(error))

    def trouble(self, request: Request, error: QuothError) -> Response:
        """The project cannot be read."""
        return self._error(503, "trouble", request, error.reason, error.advice)

    def damaged(self, request: Request, error: sqlite3.DatabaseError) -> Response:
        """SQLite cannot answer: the file is damaged, or not as this version writes it."""
        return self._error(
            503, "trouble", request, str(error), f"quoth doctor {self.desk.path.name}"
        )

    def http_error(self, request: Request, error: HTTPException) -> Response:
        """What Starlette itself refuses."""
        why = "not_found" if error.status_code == 404 else "method"
        return self._error(error.status_code, why, request)

    def unexpected(self, request: Request, error: Exception) -> Response:
        """A mistake of ours: said, without what is inside."""
        return self._error(500, "unexpected", request, type(error).__name__)

    def _error(
        self, status: int, why: str, request: Request | None = None, reason="", advice=""
    ) -> Response:
        if request is not None and request.url.path.endswith((".json", ".csv")):
            return answer.json_error(status, words.say(f"error.{why}"), reason, advice)
        inside = request is not None
        page = {"status": status, "why": why, "reason": reason, "advice": advice}
        query = Query.of("/", ())
        return answer.html_response(
            self.templates,
            "error" if inside else "door",
            query,
            page,
            status,
            password=self.guard.has_password,
            **self._known(None, query, request),
        )

"""A server of our own on loopback, which says what the test wants and notes what it was asked."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """What is served: for each path a body, or a function of the request that gives all."""

    pages: dict[str, object] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt apart."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


Reply = tuple[int, dict[str, str], bytes]


def answer(
    body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"Content-Type": kind, **named}, body


class Quiet(ThreadingHTTPServer):
    """Says nothing of a guest who hangs up: that is no error of what is tested."""

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(pages: dict[str, object]):
    """A `Site` that answers while the block runs."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, time.monotonic())
            site.asked.append(asked)
            found = site.pages.get(self.path.partition("?")[0])
            if isinstance(found, Callable):
                found = found(asked, self)
                if found is None:
                    return
            if isinstance(found, bytes):
                found = answer(found)
            status, sent, body = found or answer(b"Not here.", status=404)
            self.send_response(status)
            for name, value in sent.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

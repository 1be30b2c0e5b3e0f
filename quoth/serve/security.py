"""Who may ask: Host, Origin, the key of the address, the session, the token of a form.

The desk listens on loopback. Other programs and other people of the same machine, and pages of
other sites in the reader's own browser, can reach that too, so:

- the Host must be one of ours, or a site's name could be pointed at us (DNS rebinding);
- what comes from another origin is refused, whatever it asks for;
- nothing is shown without the cookie, which only the address printed by the command gives
  (or, on a network, the password): HttpOnly, SameSite=Strict, for this run of the server alone;
- what changes something is a POST with a token that only our own pages hold;
- a page may load nothing from elsewhere and run no script that stands in it.

Pure ASGI: streaming exports pass through unchanged.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)

SAFE = ("GET", "HEAD")
OPEN = ("/static/", "/enter")
"""What needs no session: what is not of the project."""

TRIES = 10
"""Wrong passwords in `TRIES_S` seconds, from all addresses together, before none is looked at."""

TRIES_S = 60.0
SCRYPT = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 2**20}


def hashed(password: str, salt: bytes) -> bytes:
    """What is kept of a password (scrypt, RFC 7914)."""
    return hashlib.scrypt(password.encode(), salt=salt, **SCRYPT)


@dataclass(kw_only=True)
class Guard:
    """What this run of the server lets in.

    Args:
        port: the port it listens on; None lets any port through (tests).
        names: host names it may be called by, besides loopback.
        network: it listens on a network: any address in numbers is its own name too.
        password: needed on a network; without one the key in the address is enough.
    """

    port: int | None
    names: frozenset[str] = frozenset()
    network: bool = False
    password: str | None = field(default=None, repr=False)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._hash = hashed(self.password, self._salt) if self.password else None
        self.password = None
        self._wrong: list[float] = []
        self._lock = threading.Lock()

    @property
    def has_password(self) -> bool:
        """Whether a password opens the desk."""
        return self._hash is not None

    @property
    def cookie(self) -> str:
        """The cookie's name: two desks on one machine do not share it."""
        return f"quoth-desk-{self.port or 0}"

    @property
    def session(self) -> str:
        """The cookie's value; it ends with the server."""
        return hmac.new(self.secret, b"session", hashlib.sha256).hexdigest()

    @property
    def token(self) -> str:
        """What a form sends to show that it is ours."""
        return hmac.new(self.secret, b"form", hashlib.sha256).hexdigest()

    def knows_host(self, host: str) -> bool:
        """Whether a Host header is a name of ours, with our port."""
        name, port = _host(host)
        if self.port is not None and (80 if port is None else port) != self.port:
            return False
        if name in {"localhost", "127.0.0.1", "::1", *self.names}:
            return True
        if not self.network:
            return False
        try:  # an address in numbers is nobody's name: it cannot be pointed at us
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def opens(self, key: str) -> bool:
        """Whether this is the key of the address."""
        return hmac.compare_digest(key.encode(), self.key.encode())

    def admits(self, password: str) -> bool | None:
        """Whether this is the password; None if too many were wrong of late."""
        if self._hash is None:
            return False
        with self._lock:
            now = time.monotonic()
            self._wrong = [at for at in self._wrong if now - at < TRIES_S]
            if len(self._wrong) >= TRIES:
                return None
            self._wrong.append(now)
        right = hmac.compare_digest(hashed(password[:1000], self._salt), self._hash)
        if right:
            with self._lock:
                self._wrong.clear()
        return right

    def is_token(self, token: str) -> bool:
        """Whether a form is ours."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def set_cookie(self) -> str:
        """The Set-Cookie header that lets a reader in."""
        return f"{self.cookie}={self.session}; Path=/; HttpOnly; SameSite=Strict"


def _host(value: str) -> tuple[str, int | None]:
    """A Host header's name in lower case, and its port."""
    name, separator, port = value.strip().lower().rpartition(":")
    if not separator or name.endswith(":") or "]" in port:  # no port, or IPv6 without one
        name, port = value.strip().lower(), ""
    if port and not (port.isascii() and port.isdigit() and len(port) < 6):
        return "", None
    return name.strip("[]").rstrip("."), int(port) if port else None


class Refused(Exception):
    """A request that is not answered: status, and why in a word of the catalogue."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self.status = status
        self.why = why


class Security:
    """The middleware. `refuse(scope, status, why)` makes the answer to what is not let in."""

    def __init__(self, app, *, guard: Guard, refuse):
        self.app = app
        self.guard = guard
        self.refuse = refuse

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # no websockets

        async def send_guarded(message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message = {
                    **message,
                    "headers": [
                        *message["headers"],
                        *(header for header in HEADERS if header[0] not in given),
                    ],
                }
            await send(message)

        try:
            answer = self._entered(scope) or self.app
        except Refused as refused:
            answer = self.refuse(scope, refused.status, refused.why)
        await answer(scope, receive, send_guarded)

    def _entered(self, scope):
        """Checks a request; an answer if it comes in by the key of the address."""
        from starlette.responses import RedirectResponse

        guard, headers = self.guard, _headers(scope)
        if len(headers.get(b"host", ())) != 1 or not guard.knows_host(
            headers[b"host"][0].decode("latin-1")
        ):
            raise Refused(400, "host")
        self._check_origin(scope, headers)
        try:
            query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=60)
        except ValueError:
            raise Refused(400, "query") from None
        if "key" in query and scope["method"] in SAFE and not guard.has_password:
            if not guard.opens(query.pop("key")[-1]):
                raise Refused(403, "key")
            rest = urlencode([(name, value) for name, values in query.items() for value in values])
            path = scope["path"] if not scope["path"].startswith("//") else "/"
            answer = RedirectResponse(_quoted(path) + ("?" + rest if rest else ""), 303)
            answer.headers["set-cookie"] = guard.set_cookie()
            answer.headers["cache-control"] = "no-store"
            return answer
        path = scope["path"]
        if any(path.startswith(each) for each in OPEN):
            return None
        if not hmac.compare_digest(_session(headers, guard.cookie), guard.session.encode()):
            raise Refused(403, "locked")
        return None

    def _check_origin(self, scope, headers: dict[bytes, list[bytes]]) -> None:
        own = {
            f"{scheme}://{headers[b'host'][0].decode('latin-1')}" for scheme in ("http", "https")
        }
        origins = [value.decode("latin-1") for value in headers.get(b"origin", ())]
        if any(origin not in own for origin in origins):
            raise Refused(403, "origin")
        site = headers.get(b"sec-fetch-site", [b"none"])[-1]
        mode = headers.get(b"sec-fetch-mode", [b"navigate"])[-1]
        method = scope["method"]
        if site in (b"cross-site", b"same-site") and (method not in SAFE or mode != b"navigate"):
            raise Refused(403, "origin")
        if method not in (*SAFE, "POST"):
            raise Refused(405, "method")
        if method == "POST" and not origins:
            referer = [value.decode("latin-1") for value in headers.get(b"referer", ())]
            if not any(value.startswith(tuple(f"{each}/" for each in own)) for value in referer):
                raise Refused(403, "origin")


def _headers(scope) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.lower(), []).append(value)
    return found


def _session(headers: dict[bytes, list[bytes]], name: str) -> bytes:
    """The cookie's value. Other programs on this host may have set odd ones beside it."""
    for value in headers.get(b"cookie", ()):
        for part in value.split(b";"):
            key, _, found = part.strip().partition(b"=")
            if key == name.encode():
                return found.strip()
    return b""


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def names_of(hosts: Iterable[str]) -> frozenset[str]:
    """Host names as they are compared."""
    return frozenset(_host(host)[0] for host in hosts)

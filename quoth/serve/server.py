"""`quoth serve`: listens, tells its address, opens the browser."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import time
from collections.abc import Callable

from quoth.errors import ProjectError, UsageError
from quoth.serve.desk import Desk
from quoth.serve.security import Guard, names_of

PORT = 8737
"""Where the desk listens unless told otherwise; the next free one of `TRIED` if it is taken."""

TRIED = 12
BACKLOG = 256
CHECKED_S = 60.0
"""Seconds in which the first page must come when it is checked."""

SHORTEST_PASSWORD = 8


def serve(
    project: str | os.PathLike[str],
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    password: str | None = None,
    names: tuple[str, ...] = (),
    read_only: bool = False,
    open_browser: bool = True,
    check: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Show a project in a browser until interrupted.

    Args:
        project: the project file.
        host: where to listen; anything but loopback needs a password.
        port: None for the first free one from 8737.
        password: what opens the desk instead of the key in the address.
        names: host names by which a network knows this machine.
        read_only: no judgements.
        open_browser: open the address in the reader's browser.
        check: ask for the first page once and end.
        on_ready: called with the address when the server is about to answer.

    Raises:
        ProjectError: the project cannot be read.
        UsageError: the port is taken or the address cannot be listened on; a network without
            a password.
    """
    import uvicorn

    from quoth.serve.app import application

    network = not is_loopback(host)
    if network and not password:
        raise UsageError(
            f"{host} can be reached from other machines, and the desk has no password",
            advice="set one with --password, or leave --host out to listen on this machine alone",
        )
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise UsageError(
            f"the password is shorter than {SHORTEST_PASSWORD} characters",
            advice="take a longer one",
        )
    desk = Desk(project, read_only=read_only)
    try:
        with listening(host, port) as listener:
            taken = listener.getsockname()[1]
            known = names_of((*names, socket.gethostname())) if network else frozenset()
            guard = Guard(port=taken, names=known, network=network, password=password)
            shown = address(host, taken, None if password else guard.key)
            config = uvicorn.Config(
                application(desk, guard),
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="on",
                timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=32_768,
                proxy_headers=False,
            )
            if on_ready:
                on_ready(shown)
            server = uvicorn.Server(config)
            answered: list[str] = []
            if check:
                threading.Thread(target=_ask, args=(server, shown, answered), daemon=True).start()
            elif open_browser:
                _open_browser(shown)
            server.run(sockets=[listener])
            if check and answered != ["200"]:
                raise ProjectError(
                    f"the desk does not answer: {''.join(answered) or 'stopped'}",
                    advice="start it without --check and look",
                )
    finally:
        desk.close()


def address(host: str, port: int, key: str | None) -> str:
    """What to type into a browser on this machine."""
    from urllib.parse import quote

    name = "127.0.0.1" if host in ("", "0.0.0.0") else "::1" if host == "::" else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{port}/" + (f"?key={quote(key)}" if key else "")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens.

    Raises:
        UsageError: it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port is not None else [*range(PORT, PORT + TRIED), 0]
    for number in wanted:
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(BACKLOG)
        except OSError as error:
            listener.close()
            if port is None and number and error.errno in _TAKEN:
                continue
            raise _unusable(host, number, error) from error
        listener.set_inheritable(False)
        return listener
    raise UsageError(f"no free port from {PORT}", advice="name one with --port")


def _errnos() -> frozenset[int]:
    import errno

    return frozenset({errno.EADDRINUSE, errno.EACCES})


_TAKEN = _errnos()


def _unusable(host: str, port: int, error: OSError) -> UsageError:
    if error.errno in _TAKEN:
        return UsageError(
            f"port {port} is taken or not allowed",
            advice="name another with --port, or leave it out to take a free one",
        )
    return UsageError(
        f"cannot listen on {host}: {error.strerror or error}",
        advice="give an address of this machine with --host",
    )


def _ask(server, address: str, answered: list[str]) -> None:
    """Ask for the first page as a browser does, then end the server."""
    import urllib.error
    import urllib.request

    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor()
    )
    end = time.monotonic() + CHECKED_S
    try:
        while True:
            try:
                with opener.open(address, timeout=CHECKED_S) as page:
                    answered.append(str(page.status))
                return
            except urllib.error.HTTPError as error:
                if error.code != 503 or time.monotonic() > end:
                    raise
                time.sleep(0.5)  # a large project is still being counted
    except OSError as error:
        answered.append(str(error))
    finally:
        server.should_exit = True


def _open_browser(shown: str) -> None:
    import webbrowser

    def show() -> None:
        try:
            webbrowser.open(shown)
        except (webbrowser.Error, OSError):
            return  # the address stands on the terminal

    threading.Timer(0.3, show).start()

"""Who reads: the name under which a reader judges, kept in the reader's own browser.

A name, no proof of one: whoever has been let in may take any. Without one the name is that of
`quoth judge`; on a network nobody judges without one, or all would judge as the one who started
the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

from quoth.errors import UsageError
from quoth.judge.people import me, named

KEPT_S = 365 * 24 * 3600


def cookie_name(port: int | None) -> str:
    """The cookie's name: two desks on one machine do not share it."""
    return f"quoth-reader-{port or 0}"


def of_cookies(cookies: Mapping[str, str], port: int | None) -> str | None:
    """The name that a reader has chosen; None without one, or for one that cannot be."""
    value = cookies.get(cookie_name(port))
    if not value:
        return None
    try:
        return named(unquote(value[:1000], errors="strict"))
    except (UsageError, UnicodeDecodeError):
        return None


def set_cookie(name: str, port: int | None) -> str:
    """The Set-Cookie header that keeps a name; an empty one forgets it.

    Raises:
        UsageError: it is no name.
    """
    kept = f"Max-Age={KEPT_S}" if name else "Max-Age=0"
    value = quote(named(name), safe="") if name else ""
    return f"{cookie_name(port)}={value}; Path=/; {kept}; HttpOnly; SameSite=Strict"


def here() -> str | None:
    """The name of the person at this machine; None if nothing says one."""
    try:
        return me()
    except UsageError:
        return None

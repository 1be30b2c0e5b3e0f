"""Who judges, and the words that people leave."""

from __future__ import annotations

import os
from pathlib import Path

from quoth.errors import UsageError

VARIABLE = "QUOTH_BY"
MAX_NAME = 100
MAX_REASON = 5000


def me() -> str:
    """The person at this machine.

    The variable QUOTH_BY, else the first line of `quoth/by` in the folder for settings
    ($XDG_CONFIG_HOME, else ~/.config), else the name that the system knows for the login.

    Raises:
        UsageError: none of these says a name.
    """
    for name in (os.environ.get(VARIABLE), _configured(), _full_name(), _login()):
        if name and name.strip():
            return named(name)
    raise UsageError("nobody knows who judges", advice="give --by NAME, or set QUOTH_BY")


def named(name: str) -> str:
    """A name as it is kept: blanks set once.

    Raises:
        UsageError: it is empty, too long, or no text.
    """
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > MAX_NAME or not _storable(tidy):
        raise UsageError(f"{name!r:.60} is no name", advice=f"1 to {MAX_NAME} characters")
    return tidy


def reason(why: str | None) -> str | None:
    """A reason as it is kept; None if there is none.

    Raises:
        UsageError: it is too long, or no text.
    """
    if why is None or not why.strip():
        return None
    if len(why) > MAX_REASON or not _storable(why):
        raise UsageError(
            "the reason is too long or no text", advice=f"at most {MAX_REASON} characters"
        )
    return why.strip()


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _configured() -> str | None:
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.join(Path.home(), ".config")
    try:
        with open(os.path.join(folder, "quoth", "by"), encoding="utf-8") as file:
            return file.readline(1000)
    except (OSError, ValueError, RuntimeError):
        return None


def _full_name() -> str | None:
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0]
    except (ImportError, KeyError, AttributeError):
        return None


def _login() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None

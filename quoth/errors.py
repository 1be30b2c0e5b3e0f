"""Every exception Quoth raises on purpose.

QuothError
├── InputError          an input cannot be read; the run goes on without it
│   ├── Unreadable      no such file, no permission, not decodable
│   ├── Empty           nothing in it
│   ├── NotAnArticle    readable, but no article text in it
│   ├── Refused         an address that may not be fetched
│   └── Busy            a server that asks us to come again later
├── ProjectError        the project file is missing, foreign, newer or locked
├── ModelError          the model folder is missing or does not match its manifest
├── UsageError          wrong arguments in the Python API or on the command line
└── MissingExtra        an optional part is not installed; names the extra

Each carries what to try next in `advice`.
"""

from __future__ import annotations


class QuothError(Exception):
    """Base class. `str(error)` is the reason; `error.advice` says what to try."""

    def __init__(self, reason: str, *, advice: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class InputError(QuothError):
    """An input cannot be read; the run goes on without it."""


class Unreadable(InputError):
    """No such file, no permission, or bytes that are no text."""


class Empty(InputError):
    """Nothing in it."""


class NotAnArticle(InputError):
    """Readable, but no article text in it."""


class Refused(InputError):
    """An address that may not be fetched: its site or our own rules forbid it."""


class Busy(InputError):
    """A server that asks us to come again later; `until` is when, in seconds since 1970."""

    def __init__(self, reason: str, *, until: float, advice: str = ""):
        super().__init__(reason, advice=advice)
        self.until = until


class ProjectError(QuothError):
    """The project file is missing, foreign, newer than this Quoth, or locked."""


class ModelError(QuothError):
    """The model folder is missing or does not match its manifest."""


class UsageError(QuothError):
    """Wrong arguments in the Python API or on the command line."""


class MissingExtra(QuothError):
    """An optional part is not installed."""

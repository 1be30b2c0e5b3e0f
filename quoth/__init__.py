"""Quoth: who said what, according to whom.

    import quoth

    for statement in quoth.extract("page.html"):
        print([speaker.name for speaker in statement.speakers], statement.content.text)

The functions are `read`, `extract`, `run`, `open`, `export` and `evaluate` (`quoth/api.py`), each
the twin of a command; the nouns are those of `quoth/model/`. Everything here is loaded when it
is first touched (PEP 562), so that `import quoth` costs next to nothing.

A stage's function and its package bear one name: `quoth.read` is the package, and it can be
called. So `quoth.read("pages/")`, `from quoth import read` and `quoth.read.read` all work,
whatever was imported first.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoth.api import SkippedInputWarning as SkippedInputWarning
    from quoth.api import evaluate as evaluate
    from quoth.api import export as export
    from quoth.api import extract as extract
    from quoth.api import import_ as import_
    from quoth.api import open as open
    from quoth.api import read as read
    from quoth.api import run as run
    from quoth.api import serve as serve
    from quoth.api import watch as watch
    from quoth.errors import QuothError as QuothError
    from quoth.model import Addressee as Addressee
    from quoth.model import Article as Article
    from quoth.model import Content as Content
    from quoth.model import Link as Link
    from quoth.model import Piece as Piece
    from quoth.model import SkippedInput as SkippedInput
    from quoth.model import Speaker as Speaker
    from quoth.model import Statement as Statement
    from quoth.store import Project as Project

__version__ = "0.1.0"

_STAGES = frozenset({"read", "extract", "evaluate", "export", "watch", "serve"})
"""Packages that are called: each has a function of its name in `quoth.api`."""

_HOMES = {
    "run": "quoth.api",
    "import_": "quoth.api",
    "open": "quoth.api",
    "SkippedInputWarning": "quoth.api",
    "Project": "quoth.store",
    "QuothError": "quoth.errors",
    "Addressee": "quoth.model",
    "Article": "quoth.model",
    "Content": "quoth.model",
    "Link": "quoth.model",
    "Piece": "quoth.model",
    "SkippedInput": "quoth.model",
    "Speaker": "quoth.model",
    "Statement": "quoth.model",
}

__all__ = ["__version__", *sorted(_STAGES | _HOMES.keys())]


class _Stage(ModuleType):
    """A stage's package, called as the function of its name in `quoth.api`."""

    def _function(self):
        from quoth import api

        return getattr(api, self.__name__.rpartition(".")[2])

    def __call__(self, *args, **options):
        return self._function()(*args, **options)

    @property
    def __signature__(self):
        import inspect

        return inspect.signature(self._function())


class _Quoth(ModuleType):
    """This module's class: the import system binds a subpackage to it by attribute."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _STAGES and type(value) is ModuleType:
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Quoth


def __getattr__(name: str):
    from importlib import import_module

    if name in _STAGES:
        return import_module(f"quoth.{name}")
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'quoth' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""extract: find every attributed statement of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoth.extract.extractor import LANGUAGES, Extractor, unsupported

__all__ = ["LANGUAGES", "Extractor", "unsupported"]


def __getattr__(name: str) -> Any:
    # Who asks for `quoth.extract.quotes` alone needs no model.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quoth.extract import extractor

    return getattr(extractor, name)

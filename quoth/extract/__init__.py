"""extract: find every attributed statement of an article."""

from quoth.extract.extractor import LANGUAGES, Extractor, unsupported

__all__ = ["LANGUAGES", "Extractor", "unsupported"]

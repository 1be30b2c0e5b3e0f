"""Conflicts: figures, denials, positions and attributions that cannot both stand.

Within an article every pair of clauses and of figures is looked at; between articles only pairs
that share two weighty words, the further apart in time the weightier. How alike two passages are
depends on the two alone (`quoth/compare/rarity.py`), not on what else is in the project.
"""

from __future__ import annotations

from quoth.compare.conflicts.compared import ArticleView
from quoth.compare.conflicts.search import found_among

__all__ = ["ArticleView", "found_among"]

"""compare: what cannot both stand, and how each outlet tells the same thing.

Of each article: its figures (`figures/`) and its labels (`labels.py`), pure functions that
workers compute. Of all together: conflicts (`conflicts/`), positions (`positions.py`), and
outlets held beside each other (`telling.py`). `quoth/store/comparing.py` keeps and reads them.
"""

from __future__ import annotations

FACTS = "3"
"""Raised when the rules for figures or labels give other results."""

VERSION = "10"
"""Raised when the rules for conflicts or positions give other results."""

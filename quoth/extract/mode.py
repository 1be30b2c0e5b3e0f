"""Direct, indirect or mixed: decided by the quotation marks alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quoth.extract.quotes import INSIDE
from quoth.model import Mode, Span

WHOLE = 0.95
"""Share of quoted letters from which a content counts as direct: allows for "[he]" and the like."""


def mode_of(text: str, spans: Sequence[Span], states: np.ndarray) -> Mode:
    """The mode of a content.

    A statement inside a quotation is direct only if it stands between marks of its own:
    for nested statements `text` is the content that they were found in.

    Args:
        text: the article's text, or the content around a nested statement.
        spans: the content's pieces.
        states: uint8 (len(text),), see `quote_states`.
    """
    quoted = total = 0
    if not any((states[start:end] == INSIDE).any() for start, end in spans):
        return "indirect"
    for start, end in spans:
        letters = np.fromiter((c.isalnum() for c in text[start:end]), bool, end - start)
        total += int(letters.sum())
        quoted += int((letters & (states[start:end] == INSIDE)).sum())
    if total and quoted >= WHOLE * total:
        return "direct"
    return "mixed" if quoted else "indirect"

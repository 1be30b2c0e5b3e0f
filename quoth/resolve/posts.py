"""Posts that a page shows whole tell their medium and their day in their signature.

… — Ports Ministry (@ports) March 2, 2024
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from quoth.model import Statement
from quoth.resolve.grounds import STATED, grounded
from quoth.resolve.when import MONTHS

_SIGNED = re.compile(
    r" ?\(@ ?\w{1,30}\) ?"
    r"(?:([A-Z][a-z]{2,9}) (\d{1,2}), (\d{4})|(\d{1,2}) ([A-Z][a-z]{2,9}) (\d{4}))"
)


def signed(text: str, statement: Statement) -> Statement:
    """A post with its medium and the day of its signature; any other statement as it is.

    Args:
        text: the article's.
        statement: with its speakers filled in.
    """
    if statement.cue is not None or statement.source is None or statement.mode != "direct":
        return statement
    found = _SIGNED.match(text, statement.source.span[1])
    if not found:
        return statement
    statement = grounded(replace(statement, medium="post"), "medium", "signed as a post", 0.98)
    month = MONTHS.get((found[1] or found[5]).lower())
    try:
        day = date(int(found[3] or found[6]), month or 0, int(found[2] or found[4]))
    except ValueError:
        return statement
    statement = replace(statement, said_on=day.isoformat())
    return grounded(statement, "said_on", f"{STATED}the post's own date", 0.98)

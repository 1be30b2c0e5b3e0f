"""A report to read, print and pass on: one HTML file that needs nothing else.

No script, no font, no picture, nothing fetched: its content security policy forbids all but its
own style sheet. Every text of an article is escaped. Printed, it has page numbers, addresses of
links, and does not break a statement across pages.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from quoth.export import Written
from quoth.export.marks import ILLEGAL
from quoth.export.report import GROUPS, MOST_CLAIMS, MOST_CONFLICTS, Report, report
from quoth.export.selection import Selection

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}")

LOST = (
    "articles' whole texts: the format articles has them",
    "concepts, figures and spans: csv and parquet have them",
)


def write(selection: Selection, target: Path, *, group: str | None = None) -> Written:
    """Write the report.

    Args:
        selection: what it is of.
        target: the file.
        group: "article" or "speaker".
    """
    found = report(selection, group=group or GROUPS[0])
    with target.open("w", encoding="utf-8", newline="\n") as sink:
        for part in _environment().get_template("report.html").generate(**_given(found)):
            sink.write(part)
    return Written(
        rows={
            "statement": len(found.entries),
            "article": len(found.sources),
            "claim": len(found.claims),
            "conflict": len(found.conflicts),
        },
        lost=(*_left_out(found), *LOST),
    )


def _left_out(found: Report) -> list[str]:
    said = []
    if found.left_out:
        said.append(
            f"{found.left_out:,} more statement{'s' if found.left_out > 1 else ''} that meet the "
            f"filters: narrow them, or ask for all with --limit {found.total}"
        )
    for name, all_, most in (
        ("claims", found.all_claims, MOST_CLAIMS),
        ("conflicts", found.all_conflicts, MOST_CONFLICTS),
    ):
        if all_ > most:
            said.append(f"{all_ - most:,} more {name}: `quoth {name}` lists them")
    return said


def _given(found: Report) -> dict[str, Any]:
    from markupsafe import Markup

    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # Ours, and free of "<": the one text that is not escaped, or its hash would not be its own.
    assert "<" not in style
    return {"report": found, "style": Markup(style), "digest": digest, "left": _left_out(found)}


@cache
def _style() -> str:
    return files("quoth.export").joinpath("templates", "report.css").read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    """The template. Every value is escaped; an unknown name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("quoth.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_showable,
    )
    made.filters.update(
        web=web, tongue=tongue, n="{:,}".format, percent=lambda part: f"{100 * part:.0f} %"
    )
    return made


def _showable(value: Any) -> Any:
    """A text that HTML can hold: what it has no place for is shown as a replacement."""
    if type(value) is str and ILLEGAL.search(value):
        return ILLEGAL.sub("\ufffd", value)
    return value


def tongue(value: str | None) -> str | None:
    """A language tag that browsers understand (BCP 47): what an article claims may be none."""
    return value if value and TAG.fullmatch(value) else None


def web(value: str | None) -> str | None:
    """An address that a link may lead to: http or https, nothing that runs."""
    return value if value and value.lower().startswith(("https://", "http://")) else None

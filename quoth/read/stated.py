"""Dates and names as archives, tables and letters state them.

A date is given as far as it can be told: "03/04/2024" is a day in March or in April, so it
is "2024" with the reason, unless other dates of the same column settle the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from quoth.read.authors import names_in
from quoth.read.dates import EARLIEST, MONTH_OF, date_in_words, iso_date

NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d./-])")
MONTH_AND_YEAR = re.compile(
    r"(?<![\d\w])([^\W\d_]{3,12})\.?,?\s{1,3}(?:de |of |del )?(\d{4})(?!\d)", re.IGNORECASE
)
YEAR = re.compile(r"(?<![\d/.,-])((?:1[6-9]|20)\d{2})(?![\d/.,-])")
CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:h](\d{2})(?::(\d{2}))?|[.](\d{2})(?=\s?(?:[ap]\.?m|uhr)))"
    r"(?![\d:])\s?([ap])?(?:\.?m\b\.?)?\s?(gmt|utc|z\b)?",
    re.IGNORECASE,
)
DATE_TOKENS = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|(?<!\d)\d{4}(?!\d)", re.IGNORECASE
)
LOOKED_AT = 200
"""Characters of a date's text that are read."""


def order_of(values: Iterable[str]) -> str | None:
    """Whether the numeric dates of one column have the "day" or the "month" first.

    None if no date settles it, or if some say this and some that.
    """
    day = month = False
    for value in values:
        if match := NUMERIC.search(value[:LOOKED_AT]):
            first, second = int(match[1]), int(match[3])
            day |= 12 < first <= 31 and second <= 12
            month |= 12 < second <= 31 and first <= 12
    if day == month:
        return None
    return "day" if day else "month"


def stated_date(
    value: object, *, where: str, order: str | None = None
) -> tuple[str | None, str | None]:
    """A date as far as it can be told, and where it was found.

    Args:
        value: text in words or figures, or seconds since 1970.
        where: what to call the place: "field PD", "column date".
        order: "day" or "month": which comes first in figures, if that is known.

    Returns:
        (ISO date, date-time or part of one; the place, with the reason if only a part of
        it could be told). (None, None) if there is no date in it.
    """
    if not isinstance(value, str):
        date = iso_date(value)
        return (date, where) if date else (None, None)
    text = " ".join(value.split())[:LOOKED_AT]
    if match := NUMERIC.search(text):
        date, reason = _in_figures(*match.group(1, 2, 3, 4), order)
        if reason:
            year = date if date and _is_year(date) else None
            return year, f"{where}: {reason}"
        if date is None:
            return None, None
        return _with_clock(date, text), where
    date = iso_date(text)
    if date and re.match(r"\d{4}|(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:", text):
        return date, where
    if date is None and (words := date_in_words(CLOCK.sub(" ", text))):
        date = words
    if date:
        return _with_clock(date[:10], text), where
    if (match := MONTH_AND_YEAR.search(text)) and _is_year(match[2]):
        months = {month_of(name.casefold()) for name, _ in MONTH_AND_YEAR.findall(text)}
        month = months.pop() if len(months) == 1 else None  # "July - September 2012"
        return (f"{match[2]}-{month:02}" if month else match[2]), where
    if (match := YEAR.search(text)) and _is_year(match[1]):
        return match[1], where
    return None, None


def month_of(name: str) -> int | None:
    """The number of a month by its name or the beginning of it, in lower case."""
    for length in (len(name), 5, 4, 3):
        if month := MONTH_OF.get(name[:length]):
            return month
    return None


def _in_figures(
    first: str, mark: str, second: str, year: str, order: str | None
) -> tuple[str | None, str | None]:
    """(date or year, why it is no more than a year)."""
    shown = f"{first}{mark}{second}{mark}{year}"
    if len(year) == 2:
        century = datetime.now(UTC).year // 100 * 100
        year = str(century + int(year))
        if int(year) > datetime.now(UTC).year:
            year = str(int(year) - 100)
    a, b = int(first), int(second)
    if mark == ".":
        order = "day"  # dots stand only where the day is written first
    if a > 12 or b > 12:
        order = "month" if b > 12 else "day"
    elif a == b:
        order = "day"
    if order is None:
        return year, f"day and month of {shown} cannot be told apart"
    day, month = (a, b) if order == "day" else (b, a)
    return iso_date(f"{year}-{month:02}-{day:02}"), None


def _is_year(text: str) -> bool:
    return EARLIEST <= int(text) <= datetime.now(UTC).year + 1


def _with_clock(date: str, text: str) -> str:
    """The time of day of a date's line, if it has one."""
    match = CLOCK.search(DATE_TOKENS.sub(" ", text))
    if match is None:
        return date
    hour, minute, second = int(match[1]), int(match[2] or match[4]), int(match[3] or 0)
    half = (match[5] or "").lower()
    if half and hour > 12:
        half = ""
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return date
    zone = "+00:00" if match[6] else ""
    return f"{date}T{hour:02}:{minute:02}:{second:02}{zone}"


IN_PLACE = re.compile(
    r"\s+(?:in|at|aus|à)\s+(?=[A-ZÀ-Þ])[^,;]{2,40}?(?=\s{0,9}(?:[,;]|$|\s(?:and|und|et)\s))"
)
"""Where a reporter is: "Luke Harding in Moscow"."""

ALONE = re.compile(r"^[^\s]+$")


def byline_names(text: str) -> tuple[str, ...]:
    """The names in an archive's byline: without "By", places and roles."""
    names = names_in([IN_PLACE.sub("", " ".join(text.split())[:300])])
    whole = tuple(name for name in names if not ALONE.match(name))
    # "Jane Doe, Washington": what has one word beside a full name is a place.
    return whole or names


NOBODY = frozenset(
    (
        "admin",
        "administrator",
        "apache poi",
        "author",
        "default",
        "docx4j",
        "microsoft office user",
        "python-docx",
        "un-named",
        "unknown",
        "unnamed",
        "user",
        "windows user",
    )
)
"""What programs write as the author."""


def named_author(text: str | None) -> str | None:
    """The author in a document's properties, unless a program wrote it."""
    return None if (text or "").casefold() in NOBODY else text


def real_title(text: str | None) -> str | None:
    """The title in a document's properties, unless a program made it up."""
    generic = ("microsoft word", "document", "untitled", "unbenannt", "word document", "docx")
    if text is None or text.casefold().startswith(generic) or len(text) < 4:
        return None
    return text

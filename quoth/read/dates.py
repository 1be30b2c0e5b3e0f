"""Publication dates as ISO 8601, from the many ways pages write them.

A time zone is kept as it was given; nothing is converted. What gives only a day stays a
day, what cannot be a date of publication is None.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?::?\d{2})?|[+-]\d{2})?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
YEAR_FIRST = re.compile(
    r"(\d{4})\s?[/.年년]\s?(\d{1,2})\s?[/.月월]\s?(\d{1,2})(?:\s?[日일.])?"
    r"(?:\D{1,12}(\d{1,2})\s?[:時시]\s?(\d{2}))?"
)
DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?:\D{1,12}(\d{1,2})[:.h](\d{2}))?"
)
NAMED_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s{0,3}(?:de |of )?([^\W\d_]{3,12})\.?,?\s{1,3}"
    r"(?:de |of |del )?(\d{4})(?:\D{1,12}(\d{1,2})[:.h](\d{2}))?"
)
NAMED_MONTH_FIRST = re.compile(
    r"(?<![^\W_])([^\W\d_]{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})"
    r"(?:\D{1,12}(\d{1,2}):(\d{2})\s?([ap]\.?m)?)?",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?!\d)")
ADDRESS_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")

# The first letters of a month's name in the languages of news; longer prefixes first.
MONTHS = {
    1: "jan januar januari janvier ene enero gennaio gen sty stycznia led ledna ian ianuarie ocak "
    "янв января січня януари tammi január tammikuuta",
    2: "feb febr februar februari février fév fev fevereiro febbraio lut lutego úno února şubat "
    "фев февраля лютого helmi február helmikuuta",
    3: "mar märz mär maart mars marzo março marca bře března mart марта мар березня maalis "
    "maaliskuuta mrt",
    4: "apr april avril avr abr abril aprile kwi kwietnia dub dubna nisan апр апреля квітня "
    "huhti huhtikuuta",
    5: "may mai mei mayo maggio mag maio maj maja maí kvě května mayıs мая май травня touko "
    "toukokuuta",
    6: "jun juni june juin junio giugno giu junho cze czerwca čer června haziran июн июня "
    "червня kesäkuuta",
    7: "jul juli july juillet juil julio luglio lug julho lip lipca července temmuz июл июля "
    "липня heinäkuuta",
    8: "aug august augustus août aoû ago agosto sie sierpnia srp srpna ağustos авг августа "
    "серпня elokuuta",
    9: "sep sept september septembre septiembre settembre set setembro wrz września zář září "
    "eylül сен сентября вересня syyskuuta",
    10: "oct okt october oktober octobre octubre ottobre ott out outubro paź października říj "
    "října ekim окт октября жовтня lokakuuta",
    11: "nov november novembre noviembre novembro lis listopada kasım ноя ноября листопада "
    "marraskuuta",
    12: "dec dez dezember december décembre déc dic diciembre dicembre dezembro gru grudnia pro "
    "prosince aralık des desember дек декабря грудня joulu joulukuuta",
}
MONTH_OF = {name: month for month, names in MONTHS.items() for name in names.split()}

EARLIEST = 1600
"""Newspapers begin about here; earlier years are errors."""


def iso_date(value: object) -> str | None:
    """A machine-readable date as ISO 8601, or None.

    Args:
        value: ISO 8601 in its variants, RFC 2822, seconds or milliseconds since 1970, or a
            date in words.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _epoch(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())[:200]
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _epoch(int(text))
    if re.fullmatch(r"\d{4}(?:-\d{2})?", text):
        year, _, month = text.partition("-")
        return text if _plausible(int(year), int(month or 1), 1) else None
    if match := ISO.match(text):
        return _build(*match.groups())
    if match := COMPACT.match(text):
        return _build(*match.groups())
    if re.match(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}", text):
        from email.utils import parsedate_to_datetime

        try:
            return _written(parsedate_to_datetime(text))
        except (ValueError, TypeError, OverflowError):
            pass
    return date_in_words(text)


def date_in_words(text: str) -> str | None:
    """The first date in a line of running text, such as "Published 3 May 2024, 10:15"."""
    text = " ".join(text.split())[:300].casefold()
    if match := ISO.search(text):
        return _build(*match.groups())
    if match := YEAR_FIRST.search(text):
        year, month, day, hour, minute = match.groups()
        return _build(year, month, day, hour, minute)
    if match := NAMED_DAY_FIRST.search(text):
        day, name, year, hour, minute = match.groups()
        month = MONTH_OF.get(name) or MONTH_OF.get(name[:3])
        if month and (date := _build(year, str(month), day, hour, minute)):
            return date
    if match := NAMED_MONTH_FIRST.search(text):
        name, day, year, hour, minute, half = match.groups()
        month = MONTH_OF.get(name) or MONTH_OF.get(name[:3])
        if month:
            if hour and half and half.startswith("p") and int(hour) < 12:
                hour = str(int(hour) + 12)
            elif hour == "12" and half and half.startswith("a"):
                hour = "0"
            if date := _build(year, str(month), day, hour, minute):
                return date
    if match := DAY_FIRST.search(text):
        day, month, year, hour, minute = match.groups()
        # 04/25/2024 can only be the American order; what can be both is day first.
        if int(month) > 12:
            day, month = month, day
        return _build(year, month, day, hour, minute)
    return None


def date_in_address(url: str) -> str | None:
    """A day in a URL: /2024/05/17/, /2024-05-17-, /2024/may/17/ or -20240517."""
    path = url.split("?")[0]
    for pattern in (ADDRESS, ADDRESS_COMPACT):
        if match := pattern.search(path.casefold()):
            year, month, day = match.groups()
            month = str(MONTH_OF.get(month, month))
            if month.isdigit() and (date := _build(year, month, day)):
                return date
    return None


def _epoch(value: float) -> str | None:
    seconds = value / 1000 if value > 1e11 else value
    try:
        return _written(datetime.fromtimestamp(seconds, UTC)) if seconds > 1e8 else None
    except (ValueError, OverflowError, OSError):
        return None


def _written(moment: datetime) -> str | None:
    if not _plausible(moment.year, moment.month, moment.day):
        return None
    return moment.replace(microsecond=0).isoformat()


def _plausible(year: int, month: int, day: int) -> bool:
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return False
    return year >= EARLIEST and moment <= datetime.now(UTC) + timedelta(days=2)


def _build(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    if not _plausible(int(year), int(month), int(day)):
        return None
    date = f"{int(year):04}-{int(month):02}-{int(day):02}"
    if hour is None or int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return date
    time = f"{int(hour):02}:{int(minute or 0):02}:{int(second or 0):02}"
    if not zone:
        return f"{date}T{time}"
    if zone.upper() in ("Z", "UTC", "GMT"):
        return f"{date}T{time}+00:00"
    digits = zone.replace(":", "")[1:5].ljust(4, "0")
    return f"{date}T{time}{zone[0]}{digits[:2]}:{digits[2:]}"

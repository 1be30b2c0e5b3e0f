"""When it was said, apart from when it was published.

Only a date in the statement's own sentence, outside its content and its source,
that hangs on the cue. Anything doubtful is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from quoth.model import Span
from quoth.resolve.lexicon import MONTHS, WEEKDAYS, word_set

_MONTH = (
    "(January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_CARRIERS = (
    "interview|report|letter|speech|study|paper|article|column|essay|memo|survey|poll|book|memoir|"
    "video|post|tweet|statement|podcast|documentary|filing|ruling|opinion|decision|lawsuit|op-ed"
)
"""Nouns whose month or year is that of the words they carry ("in a 2006 report")."""
_DATE = re.compile(
    rf"\b{_MONTH}\b\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d{{3}})(?:,? ((?:19|20)\d\d))?"  # 1 2 3
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?: ((?:19|20)\d\d))?"  # 4 5 6
    rf"|\b(?:[Ii]n|[Dd]uring|since|until|by|[Bb]efore|[Aa]fter) (?:early |late |mid-)?{_MONTH}\b"
    rf"(?:(?:,| of)? ((?:19|20)\d\d))?"  # 7 8
    r"|\b((?:last|next|this|past) )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"|\b([Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his morning|[Tt]his afternoon|[Tt]his evening)\b"
    r"|\b([Tt]his|[Ll]ast) (week|month|year|night)\b"  # 12 13
    r"|\b[Ii]n ((?:19|20)\d\d)\b"  # 14
    r"|\b(a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) "
    r"(day|week|month|year)s? ago\b"  # 15 16
    r"|(?:\b(?:[Aa]n?|[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)|’s|'s) "
    rf"(?:{_MONTH}(?: ((?:19|20)\d\d))?|((?:19|20)\d\d)) (?:[A-Za-z-]{{1,20}} )?"
    rf"(?:{_CARRIERS})\b"  # 17 18 19
)
_NO_DAY = re.compile(r"\b(?:Super|Black|Good|Cyber|Ash|Palm|Easter|Holy|Bloody) $")
_TITLED = re.compile(r" (?:Times|Night|Telegraph|Mail|Mirror|Post|Herald|Review|Independent)\b")
_NUMBERS = dict(a=1, one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10)
_WRONG_LEAD = re.compile(
    r"\b(?:after|before|since|until|till|by|following|ahead of|from|between|through|for|next|"
    r"despite|over|about|of)(?: the| a| his| her| its| their| late| early)?\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|that|after|before|since|because|while|as|if)\b|[;]"
)
_DATED_MEDIUM = re.compile(
    r"\b(?:letter|statement|memo|memorandum|report|article|note|email|e-mail|message|post|tweet|"
    r"order|ruling|decision|interview|speech|filing|affidavit) (?:of|from) (?:the )?$"
)
_SESSION = re.compile(
    r" (?:[\w-]{1,20} ){0,2}?(?:conference|briefing|interview|speech|hearing|debate|address|"
    r"statement|ruling|opinion|decision|verdict|dissent|testimony|call|hours|session|meeting)\b"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:and|but|while|so|yet|or|after|before|since|when|because|as|although|though|where|which|"
    r"who|whom|how|why|if)\s*$"
)
_SECOND_CLAUSE = re.compile(
    r",? (?:and|but|while) [^,;]{2,80}? (?:said|says|told|suggested|announced|added|claimed|called|"
    r"wrote|warned|argued|insisted|asked|urged|denied|reported|tweeted|vowed|ordered)\b"
)
_NOT_YET = re.compile(
    r"\b(?:set to|will|would|shall|expected|scheduled|due|slated|plans? to|planned for|going to)\b"
    r"[^.;]{0,40}$"
)
_SPEAKING = word_set(
    """
    speaking talking addressing writing testifying appearing responding replying answering
    reacting posting tweeting announcing commenting during
    """
)
"""Words that open a phrase which tells of the speaking itself."""
FAR = 90
"""Characters between cue and date beyond which the date belongs to something else."""


def said_on(
    text: str,
    *,
    cue: Span,
    sentence: Span,
    outside: Sequence[Span],
    published: str | None,
    source: Span | None = None,
    future: bool = False,
) -> str | None:
    """ISO date, or a part of one, on which a statement was made.

    Args:
        text: the article's text.
        cue: the cue's offsets, or the source's where there is no cue.
        sentence: offsets of the sentence or sentences that hold cue and source.
        outside: spans to leave out: content and source.
        published: the article's date, ISO, or a part of one.
        source: the source's offsets, where there is one.
        future: the cue speaks of the future ("will announce").

    Returns:
        None without a full publication date, or when unsure.
    """
    day = published_day(published)
    if day is None or future:
        return None
    start, end = max(sentence[0], cue[0] - 400), min(sentence[1], cue[1] + 400)
    found: list[tuple[int, str]] = []
    for match in _DATE.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in outside):
            continue
        if text[match.end() : match.end() + 2] in ("'s", "’s", "s’"):
            # "after Monday's vote" dates the vote, "at Monday's news conference" what is said.
            lead = text[max(start, match.start() - 8) : match.start()].lower().split()
            if lead[-1:] not in (["in"], ["at"], ["during"]) or not _SESSION.match(
                text, match.end() + 2
            ):
                continue
        lead = text[max(start, match.start() - 24) : match.start()]
        if _WRONG_LEAD.search(lead) and not _DATED_MEDIUM.search(lead):
            continue
        if match.group(10) and (_NO_DAY.search(lead) or _TITLED.match(text, match.end())):
            continue  # "Super Tuesday", "the Sunday Times"
        if lead.endswith("News ") and match.group(10) == "Sunday":
            continue
        if match.group(12) and lead.endswith(" the "):
            continue  # "over the last year"
        opening = text[start : match.start()].lstrip("“\"'‘ ").split(" ", 1)[0]
        other = opening.endswith(("ed", "ing")) and opening[0].isupper()
        if other and opening.lower() not in _SPEAKING and match.start() < cue[0]:
            continue  # "Dismissed on Monday, Lopez said", "Looking ahead to Monday, she said"
        bracket = text.rfind("(", start, match.start())
        if bracket > text.rfind(")", start, match.start()) and not bracket < cue[0] < match.start():
            continue
        low, high = sorted([(match.start(), match.end()), cue])
        between = _cut(text, low[1], high[0], outside)
        if _apart(text, match, cue=cue, source=source, start=start, between=between):
            continue
        opens = match.start() - sentence[0] <= 6 and text[match.end() : match.end() + 1] == ","
        if len(between) > FAR and not opens:
            continue
        if match.start() > cue[0]:
            if _CLAUSE.search(between):
                continue
        elif _CLAUSE.search(text, start, match.start()):
            continue  # "Lopez, who was elected in 2007, said"
        value = _value(match, day)
        if value:
            found.append((len(between), value))
    values = {value for _, value in found}
    if len(values) == 1:
        return values.pop()
    if len(values) > 1:
        found.sort()
        if found[0][0] <= 12 and found[1][0] >= 40:
            return found[0][1]
    return None


def _apart(
    text: str, date: re.Match, *, cue: Span, source: Span | None, start: int, between: str
) -> bool:
    """Whether a date hangs on another verb than the cue.

    Args:
        text: the article's.
        date: what was found.
        cue, source: offsets.
        start: where the sentence begins.
        between: what stands between date and cue, without content and source.
    """
    at, end = date.span()
    if at > cue[0]:
        # "…, his trial is set to end on Wednesday"; "…, and Berg said on Tuesday"
        begin = max(cue[1], at - 60)
        return bool(_NOT_YET.search(text, begin, at) or _SECOND_CLAUSE.search(between))
    if (
        source is not None
        and end <= source[0]
        and _OTHER_CLAUSE.search(text, max(end, source[0] - 12), source[0])
    ):
        return True  # "in June, and other cities consider it", "on Monday, hours after he said"
    if date.group(14) or date.group(7):
        lead = text[start:at].rstrip()
        after_source = source and source[1] <= at and not text[source[1] : at].strip(" ,")
        subject = not re.match(r"\W*(?:In|At|During|On|For)\b", lead)  # "In a debate in November"
        if subject and not after_source and lead[-1:].isalnum() and not lead.endswith(" and"):
            return True  # "the bloodshed in 2017 prompted firms to take a stand"
    return False


def dated(phrase: str, *, published: str | None) -> str | None:
    """The one date in a document's name ("an article of 13 January"); None for none or several."""
    day = published_day(published)
    if day is None:
        return None
    values = {_value(match, day) for match in _DATE.finditer(phrase)} - {None}
    return values.pop() if len(values) == 1 else None


def published_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None for less than a day."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _cut(text: str, start: int, end: int, outside: Sequence[Span]) -> str:
    """The text between two offsets without the spans to leave out."""
    parts, at = [], start
    for a, b in sorted(outside):
        if b <= at or a >= end:
            continue
        parts.append(text[at : max(at, a)])
        at = max(at, b)
    parts.append(text[at:end] if at < end else "")
    return " ".join(parts)


def _value(match: re.Match, day: date) -> str | None:
    groups = match.groups()
    if groups[0] or groups[4]:
        month = groups[0] or groups[4]
        number, year = (groups[1], groups[2]) if groups[0] else (groups[3], groups[5])
        return _day(MONTHS[month.lower()], int(number), year, day)
    if groups[6]:
        if not match.group().lower().startswith(("in ", "during ")):
            return None
        month = MONTHS[groups[6].lower()]
        if groups[7]:
            return f"{groups[7]}-{month:02d}"
        return f"{day.year - (month > day.month)}-{month:02d}"
    if groups[9]:
        return _weekday(WEEKDAYS[groups[9].lower()], (groups[8] or "").strip(), day)
    if groups[10]:
        back = groups[10].lower() == "yesterday"
        return (day - timedelta(days=1)).isoformat() if back else day.isoformat()
    if groups[14]:
        return _ago(groups[14].lower(), groups[15], day)
    if groups[12]:
        this = groups[11].lower() == "this"
        if groups[12] == "night":
            return None if this else (day - timedelta(days=1)).isoformat()
        if groups[12] == "week":
            return _week(day, back=not this)
        if groups[12] == "year":
            return f"{day.year - (not this)}"
        if this:
            return f"{day.year}-{day.month:02d}"
        before = day.replace(day=1) - timedelta(days=1)
        return f"{before.year}-{before.month:02d}"
    if groups[13]:
        return groups[13]
    if groups[16]:
        month = MONTHS[groups[16].lower()]
        year = int(groups[17]) if groups[17] else day.year - (month > day.month)
        return f"{year}-{month:02d}"
    return groups[18]


def _week(day: date, *, back: bool) -> str | None:
    """The month that all days of this week so far, or of the last one, lie in."""
    first = day - timedelta(days=day.weekday() + 7 * back)
    last = first + timedelta(days=6) if back else day
    return f"{first.year}-{first.month:02d}" if first.month == last.month else None


def _ago(number: str, unit: str, day: date) -> str | None:
    """The date that so many days ago was; of weeks, months and years only the month or year."""
    count = _NUMBERS.get(number) or int(number)
    if unit == "day":
        return (day - timedelta(days=count)).isoformat()
    if unit == "week":
        return _week(day - timedelta(days=7 * (count - 1)), back=True)
    if unit == "year":
        return str(day.year - count)
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12}-{months % 12 + 1:02d}"


def _weekday(weekday: int, lead: str, day: date) -> str | None:
    if lead == "next":
        return None
    back = (day.weekday() - weekday) % 7
    if lead in ("last", "past") and back == 0:
        back = 7
    return (day - timedelta(days=back)).isoformat()


def _day(month: int, number: int, year: str | None, day: date) -> str | None:
    try:
        if year:
            return date(int(year), month, number).isoformat()
        found = date(day.year, month, number)
        if found > day + timedelta(days=1):
            found = date(day.year - 1, month, number)
        return found.isoformat()
    except ValueError:
        return None

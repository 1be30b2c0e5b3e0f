"""Copies: which article took text from which.

Candidates share rows of telling words; then both texts are held against one another by all rows of
five words, in both directions (Broder, On the resemblance and containment of documents, 1997). Two
articles that quote the same speech share text too: so what counts is the outlets' own words,
outside quotation marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.engine import Engine
from quoth.extract.quotes import INSIDE, quote_states
from quoth.match.candidates import sql
from quoth.match.prints import shingled
from quoth.match.said import Told
from quoth.match.words import number_of, places
from quoth.model import Copy

CAP = 400
"""Articles beyond which a row of words is page furniture."""

ROWS = 3
"""Rows of telling words that two articles share at least, of those that are kept of them."""

SIZE = 5
"""Words in a row that are taken together when two texts are compared."""

SHARE = 0.25
"""Share of the shorter text's own words from which on text was taken."""

EDITION = 0.6
"""That share where both are of one outlet or of one site: page furniture is much of a short page.
From it on a single paragraph is enough, too."""

DAYS, EDITION_DAYS = 14, 3
"""Days between two articles of which one has text of the other; of two of one outlet."""

WORDS = 60
"""Own words that were taken, at least: less than two sentences is a coincidence or a formula."""

PASSAGE = 0.4
"""Share of those words that one paragraph may hold: a single passage is one that both quote without
marks, or what the page puts under every article."""

ADDS = 0.1
"""A further article is named as a source if it holds so much more of the taker's text."""

AGENCIES = (
    "Associated Press",
    "Reuters",
    "Agence France-Presse",
    "Bloomberg",
    "United Press International",
    "Press Association",
    "Deutsche Presse-Agentur",
    "Xinhua",
    "TASS",
    "Interfax",
    "The Canadian Press",
    "Australian Associated Press",
    "Kyodo News",
    "ANSA",
    "EFE",
)
SHORT_NAMES = {"AP": "Associated Press", "AFP": "Agence France-Presse", "UPI": AGENCIES[4]}
_SHORT = re.compile(r"\((AP|AFP|UPI|Reuters)\)|\b(AP|AFP|UPI)\b")


_DATELINE = re.compile(r"\(((?:[A-Z][\w’'.-]{1,20} ?){1,4})\) ?[-–—] ")
"""PORT ANSELM, Jan. 14 (Coastal Telegraph) - """


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's words, for comparing it with others."""

    rows: np.ndarray
    """uint64, each `SIZE` words in a row as one number, in the order of the text."""
    own: np.ndarray
    """bool, which words stand outside quotation marks."""
    first: np.ndarray
    """bool, which words are the first of a paragraph."""

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a text."""
        forms, starts, _ = places(text)
        numbers = np.array([number_of(form) for form in forms], dtype=np.uint64)
        begins = np.array(starts, dtype=np.int64)
        own = quote_states(text)[begins] != INSIDE if forms else np.zeros(0, dtype=bool)
        lines = np.cumsum(np.frombuffer(text.encode("utf-32-le"), np.uint32) == ord("\n"))
        line = lines[begins] if forms else np.zeros(0, dtype=np.int64)
        return cls(shingled(numbers, SIZE), own, np.diff(line, prepend=-1) > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two articles have in common."""

    one: str
    other: str
    of_one: float
    """Share of the one's words that the other has too."""
    of_other: float
    words: int
    """The smaller number of words in common, own words and quoted ones."""
    own: int
    """The smaller number of words in common outside quotation marks."""
    own_share: float
    """Those, as a share of the own words of the article that has fewer."""
    stretch: int = 0
    """Of the own words in common, those of the longest stretch inside a paragraph."""


def overlap(one: str, other: str, a: Reading, b: Reading) -> Overlap:
    """Hold two texts against one another."""
    both = np.intersect1d(a.rows, b.rows)
    in_a, in_b = _covered(a, both), _covered(b, both)
    own = int(min((in_a & a.own).sum(), (in_b & b.own).sum()))
    return Overlap(
        one=one,
        other=other,
        of_one=float(in_a.sum()) / max(len(in_a), 1),
        of_other=float(in_b.sum()) / max(len(in_b), 1),
        words=int(min(in_a.sum(), in_b.sum())),
        own=own,
        own_share=own / max(int(min(a.own.sum(), b.own.sum())), 1),
        stretch=max(_longest(in_a & a.own, a.first), _longest(in_b & b.own, b.first)),
    )


def _longest(marked: np.ndarray, first: np.ndarray) -> int:
    """The longest run of marked words of one paragraph."""
    paragraph = np.cumsum(first)
    numbers = np.where(marked, paragraph, -np.arange(1, len(marked) + 1))
    edges = np.flatnonzero(np.r_[True, np.diff(numbers) != 0, True])
    lengths = np.diff(edges)
    return int(lengths[numbers[edges[:-1]] >= 0].max(initial=0))


def _covered(reading: Reading, both: np.ndarray) -> np.ndarray:
    """bool, which words stand in a row that the other text has too."""
    covered = np.zeros(len(reading.own), dtype=bool)
    begins = np.flatnonzero(np.isin(reading.rows, both))
    for step in range(SIZE):
        covered[begins + step] = True
    return covered


def taken(found: Overlap, one: Told, other: Told) -> bool:
    """Whether so much is common that one has it from the other, or both from a third."""
    same = (one.outlet is not None and one.outlet == other.outlet) or (
        one.site is not None and one.site == other.site
    )
    days = abs(one.day - other.day) if one.day is not None and other.day is not None else 0
    return (
        found.own >= WORDS
        and found.own_share >= (EDITION if same else SHARE)
        and (found.own_share >= EDITION or found.stretch <= PASSAGE * found.own)
        and days <= (EDITION_DAYS if same else DAYS)
    )


def copies(overlaps: Iterable[Overlap], articles: Mapping[str, Told]) -> list[Copy]:
    """Who took text from whom.

    Args:
        overlaps: pairs of articles of which one has text of the other (`taken`).
        articles: by id.

    Returns:
        For each article that holds text of an earlier one the article it was taken from: of
        several that hold about as much, the earliest. A second source is named only where the two
        have nothing in common.
    """
    partners: dict[str, dict[str, Overlap]] = defaultdict(dict)
    for found in overlaps:
        partners[found.one][found.other] = found
        partners[found.other][found.one] = found
    made = []
    for id in sorted(partners):
        sources = {
            other: how
            for other in partners[id]
            if (how := _comes_first(articles[other], articles[id])) is not None
        }
        chosen: list[str] = []
        while sources:
            most = max(_share(partners[id][other], id) for other in sources)
            near = [o for o in sources if _share(partners[id][o], id) >= 0.9 * most]
            # Of those the one that no other of them is the source of.
            of = min(
                near,
                key=lambda other: (
                    any(
                        credits(articles[other], articles[o]) for o in near if o in partners[other]
                    ),
                    _sooner(articles[other]),
                ),
            )
            chosen.append(of)
            made.append(_copy(articles[id], articles[of], partners[id][of], sources[of]))
            sources = {
                other: how
                for other, how in sources.items()
                if other not in chosen and not any(other in partners[c] for c in chosen)
            }
    return made


def roots(found: Iterable[Copy]) -> dict[str, str]:
    """For each article with text of another one, the article where following the sources ends."""
    first: dict[str, Copy] = {}
    for copy in found:
        best = first.get(copy.article_id)
        if best is None or (copy.share, copy.of_article_id) > (best.share, best.of_article_id):
            first[copy.article_id] = copy
    ends = {}
    for id in first:
        seen, at = [id], first[id].of_article_id
        while at in first and at not in seen:
            seen.append(at)
            at = first[at].of_article_id
        # Articles that name one another as source are one: the least id stands for them.
        ends[id] = min(seen[seen.index(at) :]) if at in seen else at
    return ends


def _share(found: Overlap, id: str) -> float:
    return found.of_one if found.one == id else found.of_other


def _sooner(told: Told) -> tuple:
    return (told.published is None, told.published or "", told.id)


def _comes_first(source: Told, taker: Told) -> str | None:
    """Why one is the source of the other; None if it is the other way round."""
    credit, back = credits(taker, source), credits(source, taker)
    if credit != back:
        return ("earlier" if _earlier(source, taker) else "credited") if credit else None
    if _earlier(source, taker):
        return "earlier"
    if _earlier(taker, source):
        return None
    return "unknown" if _rank(source) < _rank(taker) else None


def _rank(told: Told) -> tuple:
    return (agency(told) is None, told.id)


def _earlier(one: Told, other: Told) -> bool:
    """Whether the dates say so: as much of them as both have."""
    a, b = one.published or "", other.published or ""
    shared = min(len(a), len(b))
    if shared > 10 and a[19:] != b[19:]:
        shared = 10  # other time zones: only days are compared
    return bool(shared) and a[:shared] < b[:shared]


def credits(taker: Told, source: Told) -> bool:
    """Whether an article names the outlet that another one is by, or the agency where it is one."""
    by = source.outlet or agency(source)
    if by is None or taker.outlet == by:
        return False
    where = "\n".join((*taker.authors, taker.text))
    if len(_bare(by)) > 3 and _bare(by) in where.casefold():
        return True
    return by in {SHORT_NAMES.get(a or b, a or b) for a, b in _SHORT.findall(where)}


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def agency(told: Told) -> str | None:
    """The news agency that an article is by, as its outlet, byline or first line says."""
    head = "\n".join((told.outlet or "", *told.authors, told.text[:200]))
    for name in AGENCIES:
        if name in head:
            return name
    if match := _SHORT.search(head):
        return SHORT_NAMES.get(match[1] or match[2], match[1] or match[2])
    dateline = _DATELINE.search(told.text[:400])
    return dateline and dateline[1]


def _copy(taker: Told, source: Told, found: Overlap, direction: str) -> Copy:
    share, of_share = (
        (found.of_one, found.of_other) if found.one == taker.id else (found.of_other, found.of_one)
    )
    both = agency(taker)
    credited = credits(taker, source) or (both is not None and both == agency(source))
    name = source.outlet or agency(source) or "another article"
    why = {
        "earlier": f"{name} had it earlier",
        "credited": f"it names {name}",
        "unknown": "which was first is not known: neither date nor credit tells",
    }[direction]
    credit = "credited" if credited else "not credited"
    return Copy(
        article_id=taker.id,
        of_article_id=source.id,
        share=round(share, 4),
        of_share=round(of_share, 4),
        words=found.words,
        credited=credited,
        direction=direction,
        reason=f"{found.words} words in common, {share:.0%} of this text and {of_share:.0%} "
        f"of the other; {why}; {credit}",
    )


def candidates(
    articles: Sequence[Told],
    shingles: Sequence[Sequence[int]],
    fresh: Collection[int],
    formulas: Collection[int],
    engine: Engine,
) -> list[tuple[int, int]]:
    """Pairs of articles that share rows of telling words, as places, the lower first.

    Args:
        articles: all of a corpus.
        shingles: the rows that are kept of each (`quoth.match.prints`).
        fresh: places of those whose pairs are wanted; all others are only partners.
        formulas: rows that are page furniture.
        engine: runs the SQL.
    """
    wanted = {hash for n in fresh for hash in shingles[n]}.difference(formulas)
    columns = dict.fromkeys(("id", "day", "fresh"), "INTEGER")
    engine.load("article", columns, [(n, a.day, int(n in fresh)) for n, a in enumerate(articles)])
    engine.load("bound", {"days": "INTEGER", "rows": "INTEGER"}, [(DAYS, ROWS)])
    engine.load(
        "print",
        {"article": "INTEGER", "hash": "INTEGER"},
        [(n, hash) for n, own in enumerate(shingles) for hash in own if hash in wanted],
    )
    return [(one, other) for one, other, _ in engine.query(sql("overlap"))]

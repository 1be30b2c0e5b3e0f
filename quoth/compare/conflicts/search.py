"""Looks for conflicts: which pairs are held against each other, and which of the found stay."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from math import inf

from quoth.compare import rarity
from quoth.compare.conflicts import attribution, contradiction, figured
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import NO_WITNESS, Heard, heard
from quoth.compare.conflicts.opposed import opposed
from quoth.compare.conflicts.voiced import voiced
from quoth.compare.words import sentences, stem
from quoth.model import Article, Conflict, Figure, Statement

WINDOWS = ((5.5, 60), (4.0, 21), (2.5, 7), (0.0, 3))
"""Weight of the two shared words, and days between two articles held against each other."""
FEW = 300
"""A project of so few articles is about one affair: time keeps none of them apart."""
KEYS = 4
"""So many of a clause's weightiest words make the pairs by which others are found."""
ALONE = 1.5
"""The least weight of one word by which what is supported meets what is opposed."""
FIGURE_KEYS = 6
"""The same of a figure, whose keys hold its unit or noun besides."""
LEAST = 0.35
"""Conflicts that a rule is less sure of are not kept."""
LEAST_POSITION = 0.6
"""The same for positions where there are more than a `FEW` articles: among 8,570 of them 87,000
pairs were over 0.35, hardly one worth reading; 3,000 are over this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article as the search for conflicts reads it."""

    article: Article
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    event_id: str | None = None


def found_among(
    views: Sequence[ArticleView],
    *,
    known: Mapping[str, tuple[str, str]] | None = None,
    copies: Mapping[str, str] | None = None,
) -> tuple[Conflict, ...]:
    """The conflicts within and among articles, the surest first.

    Args:
        views: the articles.
        known: speaker's id in its article to id and name across articles.
        copies: article to the article it took its text from; of a pair only the original is
            held against others.
    """
    known, copies = known or {}, copies or {}
    found: list[Found] = []
    clauses: list[Heard] = []
    stated: list[Stated] = []
    texts: dict[str, str] = {}
    by_id = {view.article.id: view for view in views}
    for view in views:
        outlet = _outlet(view.article)
        mine = heard(view.article, view.statements, known=known, outlet=outlet)
        own = voiced(view.article, view.statements, outlet=outlet)
        figures = _stated(view, known)
        texts[view.article.id] = view.article.text
        found += contradiction.within(mine)
        found += attribution.retractions(mine)
        found += opposed(mine)
        for a, b in attribution.renderings(mine):
            if (one := attribution.rendered(a, b)) is not None:
                found.append(one)
        for a in own:
            for b in mine:
                if b.denies and (one := contradiction.contradicts(a, b)) is not None:
                    found.append(one)
        mine += own
        source = by_id.get(copies.get(view.article.id, ""))
        clauses += mine if source is None else _own(mine, view.article.text, source.article.text)
        stated += figures
    updates = figured.told_as_update(texts, stated)
    few = len(views) <= FEW
    found += figured.conflicts(stated, _figure_pairs(stated, copies, few), updates)
    for a, b in _clause_pairs(clauses, few):
        one = attribution.rendered(a, b) if a.actors & b.actors else contradiction.contradicts(a, b)
        if one is not None:
            found.append(one)
    found += attribution.given_to_two(clauses)
    events = {view.article.id: view.event_id for view in views}
    return tuple(_kept(found, events, LEAST if few else LEAST_POSITION))


TAKEN = 4
"""Words in a row by which a clause of a copy is told to be its source's."""
AROUND = 30
"""Characters about a clause that are looked at too: who says so."""


def _own(clauses: Sequence[Heard], text: str, source: str) -> list[Heard]:
    """The clauses of a copy that its source does not have: the others are told once already.

    Args:
        clauses: of the copy.
        text: of the copy.
        source: the text that it took.
    """

    def rows(passage: str) -> list[tuple[str, ...]]:
        words = attribution.plain_words(passage)
        return list(zip(*(words[n:] for n in range(TAKEN)), strict=False))

    known = set(rows(source))

    def has(clause: Heard) -> bool:
        start, end = clause.span
        mine = rows(text[max(0, start - AROUND) : end + AROUND])
        return 2 * sum(row in known for row in mine) >= len(mine)

    return [clause for clause in clauses if not has(clause)]


def _kept(
    found: Iterable[Found], events: Mapping[str, str | None], least_position: float
) -> Iterator[Conflict]:
    """One of those that say the same, the surest; the surest first."""
    ordered = sorted(
        found,
        key=lambda f: (
            -round(f.confidence, 3),
            f.kind,
            f.a.article_id,
            f.a.span,
            f.b.article_id,
            f.b.span,
        ),
    )
    told: set = set()
    for one in ordered:
        if one.confidence < LEAST:
            break
        if one.kind == "position" and one.confidence < least_position:
            continue
        key = _same(one)
        if key in told or (one.kind in ("position", "denial") and _repeated(one, told)):
            continue
        event = events.get(one.a.article_id)
        conflict = one.conflict(event if event == events.get(one.b.article_id) else None)
        if conflict.id in told:
            continue  # the same words, which two statements hold
        told |= {key, conflict.id}
        yield conflict


def _repeated(one: Found, told: set) -> bool:
    """Whether a surer conflict holds one of the sides against the other's article; notes it.

    "Most support the levy", "85 per cent support it" and "they welcome it", against one "no": one
    disagreement, which the surest shows.
    """
    if one.a.article_id == one.b.article_id:
        return False  # several who answer one
    keys = {
        (one.kind, one.a.article_id, one.a.span, one.b.article_id),
        (one.kind, one.b.article_id, one.b.span, one.a.article_id),
    }
    if told & keys:
        return True
    told |= keys
    return False


def _same(one: Found) -> tuple:
    """What makes two conflicts one for a reader: kind, voices, and the values or the places."""
    who = frozenset((one.a.who.lower(), one.b.who.lower()))
    if isinstance(one.a, Stated) and isinstance(one.b, Stated):
        values = frozenset((figured.value(one.a.figure), figured.value(one.b.figure)))
        return one.kind, who, values
    a, b = one.a, one.b
    texts = frozenset((attribution.words_of(a), attribution.words_of(b)))
    return "said", who, texts


_NAME = re.compile(r"(?<=[\w,;’'”\"] )[^\W\d_a-z][^\W\d_]+")
_PUTS = re.compile(
    r"((?:The |the )?[^\W\d_a-z][\w’'-]*(?: [\w’'-]+){0,3}?|The \w+(?: \w+)?) "
    r"(?:puts?|counts?|counted|estimates?|estimated|recorded|reckons?|speaks? of)\b"
)


def _says_so(text: str, sentence: tuple[int, int], start: int) -> str | None:
    """Who counts, in a sentence that is no statement: "Police put the crowd at 600"."""
    found = _PUTS.match(text, sentence[0], start)
    return found.group(1) if found is not None else None


def _days(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _stated(view: ArticleView, known: Mapping[str, tuple[str, str]]) -> list[Stated]:
    article = view.article
    by_id = {statement.id: statement for statement in view.statements}
    cut = sentences(article.text)
    found = []
    for figure in view.figures:
        statement = by_id.get(figure.statement_id or "")
        speakers = statement.speakers if statement is not None else ()
        sentence = cut.span(figure.span[0])
        counting = None if speakers else _says_so(article.text, sentence, figure.span[0])
        who = " and ".join(s.name for s in speakers) or counting or _outlet(article)
        ids = frozenset(known.get(s.id, (s.id, s.name))[0] for s in speakers)
        source = " ".join(filter(None, [statement and statement.source and statement.source.text]))
        cue = statement.cue.text if statement is not None and statement.cue else ""
        found.append(
            Stated(
                figure=figure,
                who=who,
                actors=ids,
                named=bool(speakers) or counting is not None,
                outlet=article.outlet or "",
                day=(article.published or "")[:10] or None,
                text=article.text[slice(*figure.span)],
                sentence=sentence,
                context=article.text[slice(*sentence)],
                stems=figured.stems_of(figure, f"{source} {cue}"),
                names=frozenset(stem(word) for word in _NAME.findall(article.text, *sentence)),
            )
        )
    return found


def site(url: str | None, path: str) -> str:
    """What stands for an outlet that the article does not name: its site, else its file."""
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url or "")
    return host.group(1) if host else path.replace("\\", "/").rsplit("/", 1)[-1]


def _outlet(article: Article) -> str:
    return article.outlet or site(article.url, article.path)


def _keys(stems: Iterable[str], most: int = KEYS) -> Iterator[tuple[str, str]]:
    ranked = sorted(stems, key=lambda cut: (-rarity.weight(cut), cut))[:most]
    yield from combinations(sorted(ranked), 2)


def _figure_pairs(
    stated: Sequence[Stated], copies: Mapping[str, str], few: bool
) -> Iterator[tuple[int, int]]:
    """Pairs of figures of one dimension: all of one article, and those that share two words."""
    of_article: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_key: dict[tuple, list[int]] = defaultdict(list)
    for index, each in enumerate(stated):
        what = figured.dimension(each.figure)
        if what is None:
            continue
        of_article[each.article_id, what].append(index)
        if each.article_id not in copies:
            for key in _keys(each.stems - each.names, FIGURE_KEYS):
                by_key[what, key].append(index)
    for members in of_article.values():
        yield from combinations(members, 2)
    yield from _near(by_key, stated, lambda a, b: True, few)


def _clause_pairs(clauses: Sequence[Heard], few: bool) -> Iterator[tuple[Heard, Heard]]:
    """Pairs of clauses of different articles that share two words and may contradict."""
    by_key: dict[tuple, list[int]] = defaultdict(list)
    by_act: dict[tuple, list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        if clause.silent or clause.type in ("question", "perception"):
            continue
        for key in _keys(clause.acts):
            by_act[key].append(index)
        keys = set(_keys(clause.stems))
        if clause.stance:
            keys |= {(cut, cut) for cut in clause.acts if rarity.weight(cut) >= ALONE}
        for key in sorted(keys):
            by_key[key].append(index)

    def may(a: Heard, b: Heard) -> bool:
        if a.stance and b.stance and a.stance != b.stance:
            return True
        if None in (a.statement_id, b.statement_id) and not (a.denies or b.denies):
            return False
        return (
            a.negative != b.negative
            and a.proposes
            and b.proposes
            and a.type not in NO_WITNESS
            and b.type not in NO_WITNESS
            and len(a.acts & b.acts) > 1
        )

    def denied(a: Heard, b: Heard) -> bool:
        return a.denies != b.denies and may(a, b)

    # Names are the weightiest words of a clause; a denial need not repeat them.
    by_act = {k: own for k, own in by_act.items() if any(clauses[i].denies for i in own)}
    seen: set[tuple[int, int]] = set()
    for i, j in chain(_near(by_key, clauses, may, few), _near(by_act, clauses, denied, few)):
        if (i, j) not in seen:
            seen.add((i, j))
            yield clauses[i], clauses[j]


def _near(
    by_key: Mapping[tuple, list[int]], items: Sequence, may, few: bool
) -> Iterator[tuple[int, int]]:
    """Index pairs of different articles that meet in a key, each once.

    The weightier the key, the further apart in time they may be.
    """
    seen: set[tuple[int, int]] = set()
    days = [_days(item.day) for item in items]
    for key, members in by_key.items():
        if len(members) < 2:
            continue
        heavy = rarity.total(key[-1] if isinstance(key[-1], tuple) else key)
        window = inf if few else next(days for least, days in WINDOWS if heavy >= least)
        members = sorted(members, key=lambda i: (days[i] or 0, items[i].article_id, items[i].span))
        for at, i in enumerate(members):
            for j in reversed(members[:at]):
                if days[i] is not None and days[j] is not None and days[i] - days[j] > window:
                    break
                if items[i].article_id == items[j].article_id or not may(items[i], items[j]):
                    continue
                pair = (j, i) if j < i else (i, j)
                if pair not in seen:
                    seen.add(pair)
                    yield pair

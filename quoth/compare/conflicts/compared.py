"""An article as the search for conflicts holds it against others, and what it gives by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from quoth.compare.conflicts import attribution, contradiction, figured, keys
from quoth.compare.conflicts.figured import Stated
from quoth.compare.conflicts.finding import Finding, Findings
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import Heard, heard
from quoth.compare.conflicts.opposed import opposed
from quoth.compare.conflicts.voiced import voiced
from quoth.compare.words import sentences, stem
from quoth.match.said import day_of
from quoth.model import Article, Figure, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article as the search for conflicts reads it."""

    article: Article
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    event_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An article's clauses and figures."""

    article_id: str
    published: str | None
    day: int | None
    heard: tuple[Heard, ...]
    """The clauses of its statements."""
    voiced: tuple[Heard, ...]
    """What it says in its own voice."""
    stated: tuple[Stated, ...]
    updates: tuple[tuple[float, float], ...]
    """Values that a sentence of it tells as an earlier and a later one."""
    clauses: tuple[Heard, ...]
    """Those that are held against other articles: of a copy what it adds to its source."""
    figures: tuple[Stated, ...]
    """The same of figures: a copy's are its source's."""

    @classmethod
    def of(
        cls, view: ArticleView, *, known: Mapping[str, tuple[str, str]], source: str | None = None
    ) -> Compared:
        """Read an article.

        Args:
            view: the article.
            known: speaker's id in its article to id and name across articles.
            source: the text of the article that it took its text from, if it did.
        """
        article = view.article
        outlet = outlet_of(article)
        mine = heard(article, view.statements, known=known, outlet=outlet)
        own = voiced(article, view.statements, outlet=outlet)
        stated = _stated(view, known)
        clauses = [*mine, *own]
        return cls(
            article_id=article.id,
            published=article.published,
            day=day_of(article.published),
            heard=tuple(mine),
            voiced=tuple(own),
            stated=tuple(stated),
            updates=tuple(figured.told_as_update(article.text, stated)),
            clauses=tuple(clauses if source is None else _own(clauses, article.text, source)),
            figures=tuple(stated if source is None else ()),
        )

    def within(self, *, few: bool) -> Findings:
        """What the article gives by itself.

        Args:
            few: whether the project has few articles: in a large one nobody would read to the end
                of what `opposed` finds.
        """
        found = [*self._within(few), *(opposed(self.heard) if few else ())]
        return Findings([Finding.of(one) for one in found], list(self.updates), [])

    def _within(self, few: bool) -> Iterator[Found]:
        yield from contradiction.within(self.heard)
        yield from attribution.retractions(self.heard)
        for a, b in attribution.renderings(self.heard):
            if (one := attribution.rendered(a, b, few=few)) is not None:
                yield one
        for a in self.voiced if few else ():
            for b in self.heard:
                if b.denies and (one := contradiction.contradicts(a, b)) is not None:
                    yield one
        of_dimension: dict[str, list[Stated]] = defaultdict(list)
        for each in self.stated:
            what = figured.dimension(each.figure)
            if what is not None:
                of_dimension[what].append(each)
        for members in of_dimension.values():
            members.sort(key=lambda each: each.span)
            for a, b in combinations(members, 2):
                # "They gave the same toll but said 58 were wounded": 58 is against the last of
                # those before it.
                after = members[members.index(a) + 1]
                if after is not b and figured.bare(b) and after.actors == a.actors:
                    continue
                if (one := figured.conflict(a, b)) is not None:
                    yield one

    @property
    def order(self) -> tuple[bool, str, str]:
        """By which articles stand in the order of publication, those without a date first."""
        return self.published is not None, self.published or "", self.article_id

    @cached_property
    def lanes(self) -> tuple[np.ndarray, np.ndarray]:
        """Lanes in which it meets other articles, in order, and the places of what has them.

        int64 and int32; places are among the clauses, those of a figure's among the figures.
        """
        found = [
            (lane, at)
            for own, of in (
                (self.clauses, keys.lanes_of_clause),
                (self.figures, keys.lanes_of_figure),
            )
            for at, one in enumerate(own)
            for lane in of(one)
        ]
        found.sort()
        numbers = np.array([lane for lane, _ in found], dtype=np.int64)
        return numbers, np.array([at for _, at in found], dtype=np.int32)

    @cached_property
    def own_lanes(self) -> np.ndarray:
        """The lanes, each once; int64."""
        return np.unique(self.lanes[0])

    @cached_property
    def values(self) -> frozenset[tuple]:
        """The quantities that it states."""
        return frozenset(
            (figured.dimension(each.figure), figured.value(each.figure)) for each in self.stated
        )


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


_NAME = re.compile(r"(?<=[\w,;’'”\"] )[^\W\d_a-z][^\W\d_]+")
_PUTS = re.compile(
    r"((?:The |the )?[^\W\d_a-z][\w’'-]*(?: [\w’'-]+){0,3}?|The \w+(?: \w+)?) "
    r"(?:puts?|counts?|counted|estimates?|estimated|recorded|reckons?|speaks? of)\b"
)


def _says_so(text: str, sentence: tuple[int, int], start: int) -> str | None:
    """Who counts, in a sentence that is no statement: "Police put the crowd at 600"."""
    found = _PUTS.match(text, sentence[0], start)
    return found.group(1) if found is not None else None


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
        who = " and ".join(s.name for s in speakers) or counting or outlet_of(article)
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


def outlet_of(article: Article) -> str:
    """What stands for an article's outlet."""
    return article.outlet or site(article.url, article.path)

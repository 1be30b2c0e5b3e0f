"""What each clause of a statement says, ready to be held against others.

A statement is cut into clauses: "we did not order it, and for that I answer" denies one thing
and owns another. Each clause has its content words, whether it says yes or no, and its speakers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quoth.compare import rarity
from quoth.compare.cues import DENIALS, HEDGES, OPPOSING, SUPPORTING, cue_words
from quoth.compare.words import content_stems, negations, stem
from quoth.model import Article, Span, Statement
from quoth.resolve.kinds import is_place
from quoth.resolve.lexicon import (
    ORGANIZATION_NOUNS,
    PERSON_NOUNS,
    PLURAL_PERSON_NOUNS,
    TITLES,
    word_set,
)

_CUT = re.compile(
    r"[.!?;][\"”’»)]*\s+|\n+|,?\s+(?:but|yet|although|though|whereas|while)\s+|,\s+and\s+|\s+–\s+"
)
_VERB_CUT = re.compile(r"\s+and\s+(?=(?:must|will|would|could|did|does|do|has|have|had|is|was)\b)")
VERB = re.compile(
    r"^that\b|\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|shall|should|can|"
    r"could|may|might|must|came|come|went|made|knew|said|took|gave|got|left|told|lost|won|met|"
    r"(?:I|we|you|they|he|she|it) [a-z]+|[a-z]{3,}ed|(?:\w+n|can)['’]t|"
    r"(?:it|that|he|she|there|what|who|here)['’]s|"
    r"\w+['’](?:re|m|ve|ll|d))\b",
    re.IGNORECASE,
)
NO_WITNESS = frozenset({"question", "demand", "perception", "intention", "decision"})
"""Types of statements that assert nothing."""
_NOT_SAID = re.compile(
    r"\b(?:did|does|do|would|will|has|have|had)(?:n['’]t| not)\b|\b(?:declined|refused|failed) to\b"
)
_CLAIMED = re.compile(
    r"^(?:that )?(?:(?:any|the|these|those|such|all|many|recent|media) )*(?:claims?|reports?|"
    r"allegations?|suggestions?|accusations?|rumou?rs?|assertions?|notion|idea|insinuations?) "
    r"that (?P<what>.+?)[,”\"’]* (?:is|are|was|were|has been|have been) (?:[a-z]+ly )?"
    r"(?:without (?:any )?(?:foundation|merit|basis)|false|untrue|not true|wrong|baseless|unfounded"
    r"|a lie|lies|nonsense|fiction|fabricated|absurd|ridiculous|misleading|inaccurate|incorrect)\b",
    re.IGNORECASE,
)
"""A denial that tells what it denies: "claims that … are without foundation"."""
PRONOUNS = frozenset(["this", "that", "it", "so", "otherwise", "them", "these", "those"])
BEINGS = frozenset(map(stem, PERSON_NOUNS | PLURAL_PERSON_NOUNS | ORGANIZATION_NOUNS | TITLES))
"""Stems that say of whom is spoken, not what is said of him."""
MOST_STEMS = 18
"""A clause with more content words is a list, or what a page lists beside its text."""
VAGUE = word_set(
    """
    unnamed anonymous nobody everybody everyone somebody many some others readers figures facts
    it this that they he she who
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One clause of a statement."""

    article_id: str
    outlet: str
    day: str | None
    """The day its article was published."""
    said_on: str | None
    statement_id: str | None
    """None for the outlet's own voice."""
    order: int
    """Place of its statement in the article."""
    span: Span
    text: str
    stems: frozenset[str]
    acts: frozenset[str]
    """Those of its stems that are in no name."""
    scope: frozenset[str]
    """What is said no to: the stems behind the negation, all of them under a denying cue."""
    negative: bool
    """Says no: a negation in the clause, or a denying cue over it, not both."""
    stance: str | None
    """supports or opposes, where cue or clause says so."""
    hedged: bool
    actors: frozenset[str]
    """Ids of the speakers across articles."""
    who: str
    source: str
    """The words that name who said it, or nothing."""
    roles: frozenset[str]
    """The beginnings of the words of their names and roles: a minister is of his ministry."""
    kinds: frozenset[str]
    mode: str
    type: str
    cue: str
    quoted: bool
    """The speaker's own words."""
    chain: tuple[str, ...]
    denies: bool
    """By cue or type a denial."""
    silent: bool
    """The cue says that it was not said: "did not say whether"."""
    whole: int
    """How many clauses its statement has."""
    proposes: bool
    """It is a sentence, not only a thing: it has a verb."""
    near: frozenset[str] = frozenset()
    """Words with a capital around a quotation: who else may have said it."""
    dissents: bool = False
    """Told as a dissent: "wrote in dissent", "joined the dissenters in finding"."""

    @property
    def weight(self) -> float:
        return _weight(self.stems)


@lru_cache(maxsize=200_000)
def _weight(stems: frozenset[str]) -> float:
    return rarity.total(stems)


def clauses(text: str, spans: Sequence[Span]) -> list[Span]:
    """The clauses of a content, as offsets into the article's text."""
    found: list[Span] = []
    for start, end in spans:
        at = start
        cuts = [(m.start(), m.end()) for m in _CUT.finditer(text, start, end)]
        cuts += [(m.start(), m.end()) for m in _VERB_CUT.finditer(text, start, end)]
        for stop, after in sorted(cuts):
            if stop - at >= 12 and end - after >= 8:
                found.append((at, stop))
                at = after
        found.append((at, end))
    return [(a, b) for a, b in found if b > a]


def heard(
    article: Article,
    statements: Sequence[Statement],
    *,
    known: Mapping[str, tuple[str, str]],
    outlet: str,
) -> list[Heard]:
    """The clauses of an article's statements in order.

    Args:
        article: the article.
        statements: its statements, in order.
        known: speaker's id in its article to id and name across articles.
        outlet: what its outlet is called.
    """
    found: list[Heard] = []
    for order, statement in enumerate(statements):
        if not statement.speakers:
            found += _left_over(article, statement, order, outlet)
            continue
        ids = frozenset(known.get(s.id, (s.id, s.name))[0] for s in statement.speakers)
        names = [s.name for s in statement.speakers]
        roles = _beginnings(statement)
        words = cue_words(statement.cue.text if statement.cue else None)
        denies = statement.type == "denial" or any(word in DENIALS for word in words)
        by_cue = any(word in DENIALS for word in words) or "hit" in words
        over = _side(words)
        # "did not endorse" takes a side; "did not say whether" says nothing.
        silent = bool(statement.cue and _NOT_SAID.search(statement.cue.text)) and over is None
        parts = clauses(article.text, statement.content.spans)
        dissents = _dissents(article.text, statement)
        for span in parts:
            text = article.text[span[0] : span[1]]
            stems = frozenset(content_stems(text))
            low = text.lower()
            if not stems and low.strip(' .,”"') not in PRONOUNS:
                continue
            nos = negations(text)
            if len(stems) > MOST_STEMS:
                continue
            scope = stems
            elided = False
            if nos and not by_cue:
                stop = text.find(",", nos[0])
                scope = frozenset(content_stems(text[nos[0] : stop if stop > 0 else len(text)]))
                elided = not scope
                scope = scope or stems
            claimed = _CLAIMED.match(text)
            if claimed is not None:
                stems = scope = frozenset(content_stems(claimed["what"]))
                nos = [0] if len(negations(claimed["what"])) % 2 == 0 else []
            mine = [w.strip(".,;:!?\"'“”‘’()") for w in low.split()]
            found.append(
                Heard(
                    article_id=article.id,
                    outlet=outlet,
                    day=(article.published or "")[:10] or None,
                    said_on=statement.said_on,
                    statement_id=statement.id,
                    order=order,
                    span=span,
                    text=text,
                    stems=stems,
                    acts=(frozenset(content_stems(text, names=False)) & stems) - BEINGS,
                    scope=scope,
                    negative=(len(nos) % 2 == 1) != by_cue,
                    stance=over or _side(mine),
                    # "While this is new, others are not": what they are not must be guessed.
                    hedged=any(word in HEDGES for word in mine) or elided,
                    actors=ids,
                    who=" and ".join(names),
                    source=statement.source.text if statement.source else "",
                    roles=roles,
                    kinds=frozenset(s.kind for s in statement.speakers),
                    mode=statement.mode,
                    type=statement.type,
                    cue=" ".join(words),
                    quoted=statement.mode == "direct" or _in_marks(article.text, span),
                    chain=tuple(link.name for link in statement.chain),
                    denies=denies or claimed is not None,
                    silent=silent,
                    whole=len(parts),
                    proposes=VERB.search(text) is not None,
                    near=_names_near(article.text, span) if statement.mode == "direct" else NONE,
                    dissents=dissents,
                )
            )
    return found


NONE: frozenset[str] = frozenset()
AROUND = 250
"""Characters about a quotation in which another name may be its speaker's."""
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")


def _names_near(text: str, span: Span) -> frozenset[str]:
    around = text[max(0, span[0] - AROUND) : span[0]], text[span[1] : span[1] + AROUND]
    return frozenset(word for part in around for word in _CAPITAL.findall(part))


BEHIND = 60
"""Characters behind a cue in which it is still told how it was said: "in a 91-page dissent"."""
_END = re.compile(r"[.!?\n]")
_DISSENT = re.compile(r"\bdissent(?:s|ed|ing|ers?)?\b", re.IGNORECASE)


def _dissents(text: str, statement: Statement) -> bool:
    """Whether the words about the cue, none of the content's, tell of a dissent."""
    if statement.cue is None:
        return False
    start, end = statement.cue.span
    if statement.source is not None and 0 <= start - statement.source.span[0] <= BEHIND:
        start = statement.source.span[0]
    stop = _END.search(text, end, end + BEHIND)
    end = stop.start() if stop else min(len(text), end + BEHIND)
    return any(
        not any(a <= match.start() < b for a, b in statement.content.spans)
        for match in _DISSENT.finditer(text, start, end)
    )


_JUDGED = re.compile(
    r"^(?:which )?((?:the |Mr |Ms |Mrs )?[\w’'-]+(?: [A-Z][\w’'-]+)?) "
    r"(?:later )?(?:dismissed|rejected|denied|disputed|called)\b"
)


def _left_over(article: Article, statement: Statement, order: int, outlet: str) -> list[Heard]:
    """ "an allegation the judge dismissed as gossip": a denial whose source stands inside it."""
    match = _JUDGED.match(statement.content.text)
    if match is None:
        return []
    start = statement.content.spans[0][0]
    span = (start, start + len(statement.content.text))
    return [
        Heard(
            article_id=article.id,
            outlet=outlet,
            day=(article.published or "")[:10] or None,
            said_on=None,
            statement_id=statement.id,
            order=order,
            span=span,
            text="that " + article.text[start + match.end(1) : span[1]].strip(),
            stems=frozenset({"claim"}),
            acts=frozenset(),
            scope=frozenset(),
            negative=True,
            stance=None,
            hedged=False,
            actors=frozenset({match.group(1)}),
            who=match.group(1),
            source=statement.source.text if statement.source else "",
            roles=frozenset(),
            kinds=frozenset({"person"}),
            mode=statement.mode,
            type="denial",
            cue="",
            quoted=False,
            chain=(),
            denies=True,
            silent=False,
            whole=1,
            proposes=True,
        )
    ]


def _beginnings(statement: Statement) -> frozenset[str]:
    found = set()
    for speaker in statement.speakers:
        if speaker.kind in ("organization", "person"):
            held = speaker.role if speaker.kind == "person" else speaker.name
            # The governor of Indiana does not speak for the Civil Liberties Union of Indiana.
            words = [word for word in (held or "").split() if not is_place([word])]
            found |= {word[:6].lower() for word in words if len(word) > 5}
    return frozenset(found)


def _side(words: Sequence[str]) -> str | None:
    for index, word in enumerate(words):
        # "didn't" is two words in a cue, the second "t".
        turned = index > 0 and words[index - 1] in ("not", "never", "n't", "no", "nobody", "t")
        turned = turned or (index > 1 and words[index - 2] in ("not", "never"))
        if word in SUPPORTING:
            return "opposes" if turned else "supports"
        if word in OPPOSING:
            return "supports" if turned else "opposes"
    return None


def _in_marks(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - 2) : span[0] + 1]
    return any(mark in before for mark in '“"‘«')

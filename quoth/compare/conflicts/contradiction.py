"""Denials and positions: two clauses about one thing, of which one says yes and the other no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quoth.compare import rarity
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import NO_WITNESS, VAGUE, Heard
from quoth.compare.words import WORD, content_stems, stem
from quoth.resolve.lexicon import word_set

WITHIN = (1.7, 0.30)
"""The least weight of shared words, and its least part of the lighter clause, in one article."""
ACROSS = (3.2, 0.45)
"""The same for two articles: further apart, more must be shared."""
DENIED = (2.4, 0.6)
"""The least weight of shared words of a denial and what it denies in another article, and the part
that they must be of what the lighter of the two says; names left out of the part."""
STANCE = 0.4
"""How much of what one supports must be what the other opposes, by weight; names left out."""
RARE = 1.5
"""The least weight of a single word that two clauses may be about."""
SCOPE = 0.5
"""How much of what is said no to the other must say, by weight; names left out."""
LEAST_ACT = 1.2
"""The least weight of what both say, names left out."""
_UNTRUE = re.compile(
    r"\b(?:that|this|it|which|(?:the|these|those|his|her|such|their) (?:claims?|allegations?|"
    r"reports?|accusations?|charges?|stor(?:y|ies)|accounts?|suggestions?|rumou?rs?)) "
    r"(?:(?:was|is|are|were|be|as) (?:completely |entirely |simply |totally |just )?"
    r"(?:[\"“‘'])?(?:not true|untrue|false|wrong|a lie|lies|nonsense|fake|baseless|unfounded|"
    r"incorrect|inaccurate|gossip|rubbish|fiction|fabricated|absurd|ridiculous))"
    r"|without (?:any )?foundation|no truth|nothing to it\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\s*(?:whether|if|how|why|what|who|accusations?|claims?|allegations?)\b", re.I)
"""A clause that leaves open what it speaks of, or calls it another's."""
_NONE = re.compile(
    r"\b(?:there (?:was|were|is|are|has been) "
    r"(?:none|no ((?!doubt|need|way|reason|plan)[a-z]+)\b)"
    r"|no such ([a-z]+))",
    re.IGNORECASE,
)
_EXISTS = re.compile(r"\bthere (?:was|were|is|are|has been) (?:an? |some |the )?\w+", re.IGNORECASE)
_TAKEN_UP = word_set(
    """
    it this that these those them claim claims allegation allegations accusation accusations charge
    charges report reports account accounts suggestion suggestions statement statements idea notion
    otherwise version figure figures story stories rumour rumours rumor rumors
    """
)
_OWN = frozenset(["true", "untrue", "fals", "lie", "wrong", "claim", "alleg", "accus", "report"])
ALIKE = 0.35
"""In a large project: how much of what two clauses of two articles say both say, by weight."""
NAMED = frozenset({"person", "organization"})
_SELF = re.compile(r"\W*(?:that )?(?:he|she|I|we)\b", re.IGNORECASE)
NEAR = 4
"""Statements before a denial among which what it denies is looked for."""


def disjoint(a: Heard, b: Heard) -> bool:
    """Whether two clauses have different speakers who are somebody."""
    if a.actors & b.actors or a.statement_id == b.statement_id:
        return False  # two outlets' own voices have no statement either
    if a.article_id == b.article_id and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return False  # one is nested in the other
    one, other = a.who.lower(), b.who.lower()
    if one in VAGUE or other in VAGUE or one == other:
        return False
    if one.startswith(("what ", "how ")) or other.startswith(("what ", "how ")):
        return False  # a clause taken for a speaker
    return not (set(a.chain) & {b.who} or set(b.chain) & {a.who})


ANTONYMS = frozenset(
    frozenset(map(stem, pair.split()))
    for pair in [
        "open close",
        "rise fall",
        "increase decrease",
        "win lose",
        "true false",
        "legal illegal",
        "safe dangerous",
        "guilty innocent",
        "alive dead",
        "enough insufficient",
        "success failure",
        "accept reject",
        "start stop",
        "begin end",
        "remain leave",
        "stay leave",
        "keep lift",
        "ban allow",
        "strong weak",
        "better worse",
        "raise cut",
        "raise lower",
        "gain lose",
        "support oppose",
    ]
)


def opposite(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one says a word and the other its opposite, neither saying both."""
    for pair in ANTONYMS:
        mine, theirs = pair & a, pair & b
        if len(mine) == 1 and len(theirs) == 1 and mine != theirs:
            return True
    return False


def shared(a: Heard, b: Heard) -> tuple[float, float]:
    """The weight of what two clauses share, and its part of the lighter one."""
    both = rarity.total(a.stems & b.stems)
    return both, both / max(min(a.weight, b.weight), 1.0)


def of_one_house(a: Heard, b: Heard) -> bool:
    """Whether one speaks for the other: a minister and the ministry."""
    person, body = frozenset({"person"}), frozenset({"organization"})
    return {a.kinds, b.kinds} == {person, body} and bool(a.roles & b.roles)


def answers(of_article: Sequence[Heard]) -> Iterator[Found]:
    """Denials that name what they deny by "that", "it", "the claim": what was said just before."""
    for at, denial in enumerate(of_article):
        words = [w.strip(".,;:!?\"'“”‘’()").lower() for w in denial.text.split()]
        untrue = _UNTRUE.search(denial.text) is not None
        taken = [word for word in words if word in _TAKEN_UP]
        none = _NONE.search(denial.text)
        if none is not None and not denial.silent:
            yield from _none_such(
                of_article[max(0, at - 3 * NEAR) : at], denial, none.group(1) or none.group(2)
            )
            continue
        rest = len(denial.stems - _OWN)
        if denial.silent or "figure" in taken or "figures" in taken:
            continue
        if not ((denial.denies and taken and rest == 0) or (untrue and rest <= 2)):
            continue
        said = _denied(of_article[max(0, at - 3 * NEAR) : at], denial)
        if said is not None:
            yield Found(
                kind="denial",
                a=said,
                b=denial,
                confidence=0.9 - 0.08 * (denial.order - said.order),
                reason=f"{denial.who} denies what {said.who} says: “{denial.text.strip()}”",
            )


def _none_such(before: Sequence[Heard], denial: Heard, thing: str | None) -> Iterator[Found]:
    """ "There was no voice", "that there was none", "he knew of no such call"."""
    wanted = set(content_stems(thing or ""))
    for said in reversed(before):
        if denial.order - said.order > NEAR or said.denies or said.silent:
            continue
        if said.type in ("question", "demand") or not disjoint(said, denial) or said.negative:
            continue
        exists = _EXISTS.search(said.text) is not None
        if (wanted and not wanted <= said.stems) or (not wanted and not exists):
            continue
        yield Found(
            kind="denial",
            a=said,
            b=denial,
            confidence=0.82 - 0.06 * (denial.order - said.order),
            reason=f"{denial.who} denies what {said.who} says: “{denial.text.strip()}”",
        )
        return


def _denied(before: Sequence[Heard], denial: Heard) -> Heard | None:
    """The last assertion before a denial, the whole of it if it is nested in another."""
    found = None
    for said in reversed(before):
        if denial.order - said.order > NEAR or said.span[1] < denial.span[0] - 600:
            break
        if found is not None:
            if said.span[0] <= found.span[0] and found.span[1] <= said.span[1] + 1:
                if disjoint(said, denial) and "outlet" not in said.kinds:
                    found = said
                continue
            break
        if said.denies or said.silent or not disjoint(said, denial):
            continue
        if said.type in ("question", "demand") or len(said.stems) < 2:
            continue
        found = said
    return found


def contradicts(a: Heard, b: Heard, *, few: bool = True) -> Found | None:
    """The conflict of two clauses with different speakers, if there is one.

    Args:
        a: a clause.
        b: another one.
        few: whether the project has few articles, which then tell of one affair; in a large one
            clauses of two articles must have more in common, and named speakers.
    """
    if a.silent or b.silent or not disjoint(a, b):
        return None
    if _SELF.match(a.text) and _SELF.match(b.text):
        return None  # each speaks of himself
    if not few and a.article_id != b.article_id and not (a.kinds | b.kinds <= NAMED):
        return None
    acts = a.acts & b.acts
    if not acts or of_one_house(a, b):
        return None
    same = a.article_id == b.article_id
    near = same and abs(a.order - b.order) <= 3
    weight, cover = shared(a, b)
    sure = min(1.0, weight / 8) * 0.35 + cover * 0.4 + (0.1 if near else 0.0)
    common = rarity.total(acts)
    if a.stance and b.stance and a.stance != b.stance:
        lighter = min(rarity.total(a.acts), rarity.total(b.acts))
        rare = len(acts) > 1 or common >= RARE
        if not rare or common < STANCE * lighter or (weight < ACROSS[0] and not (near or rare)):
            return None
        return _positions(a, b, sure, same=same)
    least, part = WITHIN if same else ACROSS
    own_voice = None in (a.statement_id, b.statement_id)
    if not few and not same:
        if len(acts) < 3 or common < ALIKE * rarity.total(a.acts | b.acts):
            return None
        if "?" in a.text + b.text:
            return None
    if few and (a.denies or b.denies) and not same and len(acts) > 1:
        # A denial that repeats most of what is said, besides names, needs less in common.
        lighter = min(rarity.total(a.acts), rarity.total(b.acts))
        if common >= DENIED[1] * lighter and not own_voice:
            least, part = DENIED[0], 0.0
        elif len(acts) > 2 and common >= SCOPE * lighter:
            part = 0.0
    elif own_voice:
        return None
    if weight < least or cover < part or not (a.proposes and b.proposes):
        return None
    turned = (a.negative != b.negative) != opposite(a.stems, b.stems)
    if not turned or not (a.negative or b.negative):
        return None
    if a.type in NO_WITNESS or b.type in NO_WITNESS:
        return None
    no, yes = (a, b) if a.negative else (b, a)
    if _OPEN.match(yes.text):
        return None
    met = rarity.total(no.scope & no.acts & yes.acts)
    lighter = min(rarity.total(no.scope & no.acts), rarity.total(yes.acts))
    if met < LEAST_ACT or met < SCOPE * lighter:
        return None
    if len(acts) < 2 and not (near and common >= RARE):
        return None
    if a.hedged or b.hedged:
        sure -= 0.1
    first, second = sorted((a, b), key=_place)
    words = common_words(a, b)
    if no.denies:
        reason = f"{no.who} denies what {yes.who} says ({words})"
        return Found(kind="denial", a=first, b=second, confidence=sure + 0.15, reason=reason)
    if not same and (len(acts) < 3 or cover < 0.6):
        return None
    reason = f"{yes.who} says so, {no.who} says that it is not so ({words})"
    sure = min(0.7 if same else 0.6, sure)
    return Found(kind="position", a=first, b=second, confidence=sure, reason=reason)


def _positions(a: Heard, b: Heard, sure: float, *, same: bool) -> Found | None:
    if a.whole > 3 or b.whole > 3:
        return None  # a list under one cue
    first, second = sorted((a, b), key=_place)
    pro, contra = (a, b) if a.stance == "supports" else (b, a)
    return Found(
        kind="position",
        a=first,
        b=second,
        confidence=min(0.65 if same else 0.55, sure),
        reason=f"{pro.who} supports what {contra.who} opposes ({common_words(a, b)})",
    )


def common_words(a: Heard, b: Heard) -> str:
    """Shared words as one clause has them, the weightiest first."""
    return words_for(a.stems & b.stems, a.text)


def words_for(both: frozenset[str], text: str) -> str:
    """Stems as a text has them, the weightiest first."""
    words: dict[str, str] = {}
    for match in WORD.finditer(text):
        cut = stem(match.group())
        if cut in both:
            words.setdefault(cut, match.group())
    ranked = sorted(words, key=lambda cut: (-rarity.weight(cut), cut))
    return ", ".join(words[cut] for cut in ranked[:4])


def _place(clause: Heard) -> tuple:
    return clause.day or "", clause.article_id, clause.span


def within(of_article: Sequence[Heard]) -> Iterator[Found]:
    """Conflicts between the statements of one article."""
    yield from answers(of_article)
    for at, a in enumerate(of_article):
        for b in of_article[at + 1 :]:
            found = contradicts(a, b)
            if found is not None:
                yield found


def among(pairs: Iterable[tuple[Heard, Heard]]) -> Iterator[Found]:
    """Conflicts among candidate pairs of different articles."""
    for a, b in pairs:
        found = contradicts(a, b)
        if found is not None:
            yield found

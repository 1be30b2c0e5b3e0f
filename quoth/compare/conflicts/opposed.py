"""Positions within an article that share few words: one speaks against what the other stands for.

Three rules. **Dissent**: who dissents is held against the court, or another body that decides, for
what it decided. **Against somebody**: a statement that speaks ill (`quoth/compare/valence.py`) and
names another speaker of the article, or what is his ("Trump's plans"), is held against what that
speaker says of the matter. **Well and ill**: one speaks well and another ill of what both name by a
word that is no name. Of each pair of speakers only the surest pair of statements is a conflict.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quoth.compare import rarity
from quoth.compare.conflicts.contradiction import disjoint, of_one_house, words_for
from quoth.compare.conflicts.found import Found
from quoth.compare.conflicts.heard import Heard
from quoth.compare.cues import DENIALS, OPPOSING, SUPPORTING, cue_class
from quoth.compare.valence import BAD, valence
from quoth.resolve.kinds import is_place
from quoth.resolve.lexicon import word_set

LEAST_WORD = 1.2
"""The least weight of a word of which one speaks well and the other ill."""
KINDS = frozenset({"person", "organization", "group"})
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = word_set("the of for and a in on us united states house new")
_BODY = word_set(
    """
    court administration government ministry department congress senate legislature party union
    league council commission committee company companies republicans democrats lawmakers
    authorities experts critics police airline carrier bank inquiry agency board
    """
)


def called(who: str, kinds: frozenset[str]) -> frozenset[str]:
    """Words by which an article takes a speaker up again: a surname, "the court"."""
    words = [word for word in _NAME.findall(who) if word.lower() not in _SMALL]
    if not words:
        return frozenset()
    if kinds == {"person"}:
        return frozenset({words[-1]}) if words[-1][0].isupper() else frozenset()
    found = {word.lower() for word in words if word.lower() in _BODY}
    if len(words) == 1 and words[0][0].isupper() and not is_place(words):
        found |= {words[0]}
    return frozenset(found)


_DECIDING = word_set(
    """
    court courts tribunal panel majority commission board judges justices
    """
)
"""Bodies from whose decisions members dissent."""
_BELOW = word_set("lower district appeals circuit federal state local trial")
"""Courts with a court above them, from whose decision the dissent is where both are heard."""
_BODIES = _DECIDING - {"judges", "justices"} | {"it"}
_DECIDED = word_set(
    """
    ruled rules ruling upheld upholds held holds decided decides struck strikes blocked blocks found
    finds overturned overturns sided voted approved approves rejected rejects affirmed affirms
    reversed reverses dismissed declared declares refused concluded cleared
    """
)
"""What such a body does when it decides; it rules *on* what it has not decided yet."""
_HIS = word_set(
    """
    plan plans decision decisions order orders ruling rulings policy policies claim claims proposal
    proposals bill account version remarks statement argument arguments words response handling
    approach view views bid push idea action actions move conduct record criticism call vote
    """
)
"""Who speaks ill of these of somebody speaks against him; not who speaks ill of his voters."""
DISSENT = 0.48
"""How sure a dissent is a conflict with what the body decided."""
FEW = 3
"""Stems of a statement that shows by itself what it speaks of."""
NEAR = 7
"""Words between a bad word and the name of him whom it is about."""
_AT_HIM = re.compile(
    r"\b(?:critici[sz]\w+|critics?|lash\w* out|accus\w+|blam\w+|condemn\w+|denounc\w+|mock\w+|"
    r"attack\w+|blast\w+|slam\w+|skeptic\w*|sceptic\w*|doubts?|doubted|reject\w*|disput\w+|"
    r"oppos\w+|censure|lawsuit|sue[sd]?|object\w*|rebuk\w+|against|overrul\w+|contradict\w*)\b",
    re.IGNORECASE,
)


class _Said:
    """A statement of the article, its clauses together."""

    def __init__(self, clauses: Sequence[Heard]):
        self.clauses = clauses
        self.first = clauses[0]
        self.text = " ".join(clause.text for clause in clauses)
        self.span = self.first.span[0], max(clause.span[1] for clause in clauses)
        words = self.first.cue.split()
        self.value = valence(self.text) + valence(self.first.cue)
        kind = cue_class(self.first.cue)
        if kind in ("accusing", "denying") or any(w in OPPOSING or w in DENIALS for w in words):
            self.value -= 1
        if any(word in SUPPORTING for word in words):
            self.value += 1
        self.acts = frozenset().union(*(clause.acts for clause in clauses))
        self.words = [match.group() for match in _NAME.finditer(f"{self.first.cue} {self.text}")]

    @property
    def who(self) -> str:
        return self.first.who

    def at(self, names: frozenset[str]) -> bool:
        """Whether it speaks ill of somebody called so."""
        places = []
        for n, word in enumerate(self.words):
            bare = word.removesuffix("'s").removesuffix("’s")
            after = self.words[n + 1 : n + 3]
            if bare in names and (bare == word or any(w.lower() in _HIS for w in after)):
                places.append(n)
        if not places:
            return False
        if _AT_HIM.search(self.first.cue):
            return True
        bad = [n for n, word in enumerate(self.words) if word.lower() in BAD]
        return any(abs(n - m) <= NEAR for n in places for m in bad)

    def side(self) -> Heard:
        """The statement as the side of a conflict: all of it."""
        return replace(self.first, span=self.span, text=self.text)


def opposed(clauses: Sequence[Heard]) -> Iterator[Found]:
    """The conflicts of an article's speakers who stand on two sides.

    Args:
        clauses: of its statements, in order.
    """
    by_statement: dict[str | None, list[Heard]] = defaultdict(list)
    for clause in clauses:
        if clause.kinds <= KINDS and not clause.silent and clause.type != "question":
            by_statement[clause.statement_id].append(clause)
    everything = [_Said(own) for own in by_statement.values()]
    # "They have expressed their interest", which another says of them, is the other's.
    said = [each for each in everything if not any(_inside(each, outer) for outer in everything)]
    often = Counter(each.who for each in said)
    names: dict[str, frozenset[str]] = {}
    for who, _ in often.most_common():
        kinds = next(each.first.kinds for each in said if each.who == who)
        # "The court" is the one that has the most statements.
        taken = frozenset().union(*names.values()) if kinds != {"person"} else frozenset()
        names[who] = called(who, kinds) - taken
    best: dict[frozenset, Found] = {}
    rules = (*_dissents(everything), *_against(said, names), *_well_and_ill(said))
    for found, pair in rules:
        if pair not in best or found.confidence > best[pair].confidence:
            best[pair] = found
    yield from best.values()


def _dissents(everything: Sequence[_Said]):
    deciding = [
        each
        for each in everything
        if each.first.type != "demand"
        and not each.first.dissents
        and any(word in _DECIDING for word in each.who.lower().split())
        and "majority of" not in each.who
    ]
    highest = [each for each in deciding if not _BELOW.intersection(each.who.lower().split())]
    deciding = highest or deciding
    for dissent in everything:
        # Who dissents is one of its members or some of them, not the body.
        if not dissent.first.dissents or _BODIES.intersection(dissent.who.lower().split()[-1:]):
            continue
        bodies = [each for each in deciding if disjoint(dissent.first, each.first)]
        if not bodies:
            continue
        # What was decided stands first in the news; what once was decided, further down.
        other = min(
            bodies,
            key=lambda each: (not _decides(each), len(each.acts) < FEW, each.first.order),
        )
        # "Kagan read her dissent aloud": what she said in it follows.
        shown = max(
            (each for each in everything if each.who == dissent.who and _follows(dissent, each)),
            key=lambda each: len(each.acts),
            default=dissent,
        )
        words = f"a dissent of {dissent.who} from what {other.who} decided"
        yield _found(shown, other, DISSENT, words)


def _follows(dissent: _Said, other: _Said) -> bool:
    few = len(dissent.acts) < FEW
    return other is dissent or (few and 0 < other.first.order - dissent.first.order <= 2)


def _decides(said: _Said) -> bool:
    words = said.first.cue.split()
    earlier = words[-1:] == ["on"] or words[:1] in (["previously"], ["earlier"], ["once"])
    return any(word in _DECIDED for word in words) and not earlier


def _against(said: Sequence[_Said], names: Mapping[str, frozenset[str]]):
    for ill in said:
        if ill.value >= 0:
            continue
        for who in sorted(who for who, own in names.items() if who != ill.who and ill.at(own)):
            theirs = [
                each
                for each in said
                if each.who == who and each.first.type != "demand" and _apart(ill, each)
            ]
            if not theirs:
                continue
            other = min(
                theirs,
                key=lambda each: (
                    each.value < 0,
                    -rarity.total(ill.acts & each.acts),
                    -len(each.acts),
                    abs(each.first.order - ill.first.order),
                ),
            )
            sure = 0.42 + min(0.06, 0.02 * -ill.value) + min(0.05, 0.02 * max(0, other.value))
            shown = max(
                (each for each in said if each.who == ill.who and _beside(ill, each)),
                key=lambda each: len(each.acts),
                default=ill,
            )
            yield _found(shown, other, sure, f"{ill.who} speaks against {who}")


def _well_and_ill(said: Sequence[_Said]):
    for at, one in enumerate(said):
        for other in said[at + 1 :]:
            if one.value * other.value >= 0 or not _apart(one, other):
                continue
            common = rarity.total(one.acts & other.acts)
            if common < LEAST_WORD:
                continue
            well, ill = (one, other) if one.value > 0 else (other, one)
            sure = 0.36 + min(0.06, 0.01 * (well.value - ill.value)) + min(0.05, common / 60)
            words = f"{well.who} speaks well of what {ill.who} speaks ill of"
            yield _found(ill, well, sure, words)


def _inside(one: _Said, outer: _Said) -> bool:
    a, b = one.span, outer.span
    return one.who != outer.who and b[0] <= a[0] and a[1] <= b[1] and a != b


def _beside(ill: _Said, other: _Said) -> bool:
    """Whether another statement of the speaker shows better what is meant."""
    few = len(ill.first.stems) < FEW and len(ill.clauses) == 1
    return few and other.value < 0 and abs(other.first.order - ill.first.order) <= 2


def _apart(one: _Said, other: _Said) -> bool:
    return disjoint(one.first, other.first) and not of_one_house(one.first, other.first)


def _found(ill: _Said, other: _Said, sure: float, reason: str):
    a, b = ill.side(), other.side()
    both = words_for(ill.acts & other.acts, a.text)
    first, second = sorted((a, b), key=lambda clause: clause.span)
    found = Found(
        kind="position",
        a=first,
        b=second,
        confidence=sure,
        reason=f"{reason} ({both})" if both else reason,
    )
    return found, frozenset((ill.who, other.who))

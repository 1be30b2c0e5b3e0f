"""Who holds an office or is an organization that a phrase points back to.

"The finance minister", "the agency", "the report": a definite phrase resolves
only when one actor fits clearly better than every other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from quoth.resolve import ranking
from quoth.resolve.cast import Actor
from quoth.resolve.lexicon import (
    COMPANY_NOUNS,
    FUNCTION_WORDS,
    PRESS_NOUNS,
    TITLE_FORMS,
    word_set,
)
from quoth.resolve.names import fold
from quoth.resolve.phrase import Phrase
from quoth.resolve.scene import Scene, Stage, clear_winner

WINDOW = 2
"""Paragraphs before its own in which "the company" looks for its name."""
MEMORY = 8
"""Statements at either end of the article whose documents "the report" may mean."""

STATE_OFFICES = word_set(
    """
    president premier chancellor governor mayor minister senator candidate nominee pope king queen
    prince secretary
    """
)
"""Offices of which a place has one: "Ruritania's president" needs no other word."""

_SOFT = word_set(
    """
    republican democratic democrat conservative liberal labour then young new outgoing incoming
    embattled billionaire veteran longtime one-time late old top senior controversial
    """
)
CLEARLY = 0.75
"""The share of the probability that the person meant by a description must have."""
_TELLING = word_set(
    """
    nominee candidate senator congressman congresswoman representative lawmaker legislator governor
    president premier chancellor mayor minister businessman businesswoman billionaire mogul tycoon
    republican democrat politician incumbent frontrunner front-runner hopeful contender leader
    actor actress singer star comedian rapper player quarterback athlete entrepreneur executive
    magnate veteran congressmember attorney-general whistleblower
    """
)
_PARTY = {"democratic": "democrat", "republican": "gop", "tory": "conservative"}
_PARTIES = word_set(
    "republican gop democratic democrat libertarian green labour conservative tory liberal "
    "socialist ndp independent"
)
_DEPARTMENTAL = word_set(
    """
    minister secretary director spokesman spokeswoman spokesperson professor officer editor
    analyst mayor governor ambassador leader chief judge lawyer chair commissioner manager
    president senator representative coach king queen mother father wife husband son daughter
    brother sister friend general
    """
)
_LESSER = frozenset(["prime", "vice", "deputy", "assistant", "shadow"])
"""Words that make another office of one: "the minister" is not the prime minister."""
_GENERALS = word_set("inspector attorney solicitor surgeon director secretary postmaster adjutant")
_KINDRED = {
    "school": word_set("university college school academy institute"),
    "university": word_set("university college"),
    "agency": word_set("agency administration bureau office service department commission center"),
    "department": word_set("department ministry"),
    "union": word_set("union association federation brotherhood teamsters"),
    "group": word_set("union association coalition foundation alliance council society league"),
    "organization": word_set("union association coalition foundation alliance council society"),
    "network": word_set("network channel television tv broadcasting"),
    "think-tank": word_set("institute institution center centre foundation council"),
    "committee": word_set("committee panel"),
    "panel": word_set("committee panel commission"),
}
_GENERIC = frozenset(["group", "organization", "organisation", "charity", "agency", "nonprofit"])
_NO_COMPANY = word_set(
    """
    association union federation foundation institute university college school agency
    administration bureau ministry society council board league coalition
    """
)
_THINGS = word_set("page pages website site app product products brand film movie song game award")
_STATE = word_set(
    """
    court parliament congress senate police government department ministry university party union
    council house army committee commission authority
    """
)


def office(
    stage: Stage,
    phrase: Phrase,
    scene: Scene,
    sex: str | None,
    *,
    complement: Sequence[str] = (),
) -> Actor | None:
    """The person who holds the office a phrase names: "the finance minister".

    Args:
        stage, scene: where the phrase stands.
        phrase: taken apart.
        sex: the gender its words tell, or None.
        complement: lower-case words of what the office is over ("of finance").
    """
    form = TITLE_FORMS.get(phrase.head, phrase.head)
    said = (*phrase.modifiers, *complement)
    wanted = {TITLE_FORMS.get(word, word) for word in (fold(w) for w in said) if word}
    wanted -= FUNCTION_WORDS
    former = bool(wanted & {"former", "ex", "late"})
    scored: list[tuple[float, Actor]] = []
    for actor in stage.cast.with_role(form):
        if sex and actor.gender and actor.gender != sex:
            continue
        if former != ("former" in actor.role_words or "ex" in actor.role_words):
            continue
        if (wanted & _LESSER) ^ (actor.role_words & _LESSER):
            continue
        if form == "general" and (wanted & _GENERALS) - actor.role_words:
            continue  # the inspector general is not the attorney general
        if (
            wanted & _PARTIES
            and actor.role_words & _PARTIES
            and not (
                {_PARTY.get(w, w) for w in wanted & _PARTIES}
                & {_PARTY.get(w, w) for w in actor.role_words & _PARTIES}
            )
        ):
            continue
        own = actor.role_words - {form, "former", "ex"} - _SOFT - FUNCTION_WORDS
        wanted = wanted - _SOFT - {"former", "ex"}
        overlap = sum(any(_akin(word, other) for other in own) for word in wanted)
        if wanted and own and not overlap and form in _DEPARTMENTAL:
            continue
        if phrase.determiner == "'s" and not overlap and phrase.head not in STATE_OFFICES:
            continue  # "Lopez's lawyer" is not every lawyer
        if _only_in_own_words(actor, scene):
            continue
        score = overlap + stage.nearness(actor, scene.offset)
        score += 0.5 * math.log1p(min(len(actor.positions), 8))
        if not wanted and len(actor.positions) == stage.most_mentions:
            score += 0.6  # "the president" of an article about one president
        scored.append((score, actor))
    return clear_winner(scored, margin=0.5)


def _only_in_own_words(actor: Actor, scene: Scene) -> bool:
    """Whether an actor is named in the statement's own words and nowhere before it."""
    first = actor.positions[:1]
    return any(a <= at < b for at in first for a, b in scene.own)


def described(stage: Stage, phrase: Phrase, scene: Scene, sex: str | None) -> Actor | None:
    """The person in the story whom "the New York businessman" can only mean.

    Whoever the article is most about just there (`ranking`), if no role of that person says
    otherwise. For words that news gives to those it has named; a "judge" or "officer" may be new.
    """
    if phrase.head not in _TELLING:
        return None
    ranked = ranking.rank(ranking.People(stage, scene, sex).candidates(same_from=1 << 60))
    wanted = {fold(word) for word in phrase.modifiers} - FUNCTION_WORDS
    form = TITLE_FORMS.get(phrase.head, phrase.head)
    fitting = [
        candidate
        for candidate in ranked
        if candidate.actor.positions
        and candidate.actor.kind == "person"
        and not _contradicts(candidate.actor, form, wanted)
        and not _only_in_own_words(candidate.actor, scene)
    ]
    total = sum(candidate.probability for candidate in fitting)
    if not fitting or fitting[0].probability < CLEARLY * total:
        return None
    best = fitting[0].actor
    spoke = any(best in told.actors for told in scene.told[-MEMORY:])
    return best if spoke or len(best.positions) > 1 else None


def _contradicts(actor: Actor, form: str, wanted: set[str]) -> bool:
    """Whether what an article calls somebody rules a description out."""
    own = actor.role_words
    if form in own and (wanted & _LESSER) ^ (own & _LESSER):
        return True  # the president is not the vice president
    if wanted & _PARTIES and own & _PARTIES:
        ours = {_PARTY.get(word, word) for word in own & _PARTIES}
        theirs = {_PARTY.get(word, word) for word in wanted & _PARTIES}
        if not ours & theirs:
            return True
    if "former" in wanted:
        # "The former mayor" is not the president, who is another officeholder now.
        held = own & (STATE_OFFICES - {"candidate", "nominee"})
        return bool(held) and form not in own and "former" not in own
    if form not in STATE_OFFICES:
        return False
    return bool(own & (STATE_OFFICES | _DEPARTMENTAL)) and form not in own


def organization(
    stage: Stage, head: str, modifiers: Sequence[str], scene: Scene, *, whole: bool = False
) -> Actor | None:
    """The organization that "the ministry" or "the Ruritanian bank" points back to.

    Args:
        stage, scene: where the phrase stands.
        head: its noun.
        modifiers: the words before the noun, lower case.
        whole: the noun has a capital ("the Senate"): only a name of which it is the noun, not
            one that has it besides ("Senate Judiciary Committee").
    """
    wanted = [
        fold(w)
        for w in modifiers
        if w not in FUNCTION_WORDS and not w.endswith(("-run", "-led", "-controlled", "-based"))
    ]
    generic = head in COMPANY_NOUNS or head in PRESS_NOUNS or head in _GENERIC
    if head == "court" and wanted == ["high"]:
        wanted = ["supreme"]  # as American news calls it
    if generic and not wanted:
        actor = recent_organization(stage, head, scene)
        if actor is not None:
            return actor
    if not wanted:
        actor = _spoke_by_name(stage, head, scene)
        if actor is not None:
            return actor
    if not wanted and head in _KINDRED:
        actor = _kindred(stage, head, scene)
        if actor is not None:
            return actor
    exact: list[tuple[float, Actor]] = []
    for actor in stage.cast.organizations_akin(head):
        own = {fold(word) for word in actor.name.split()}
        if not actor.positions or actor.positions[0] >= scene.offset:
            # "the bank" points back; "the rail safety board" may come before its capitals.
            if sum(word in own for word in wanted) < 2:
                continue
        elif generic and not stage.nearness(actor, scene.offset):
            continue
        if len(own) == 1 and head in own:
            continue  # the bare noun itself
        if whole and not _is_noun_of(head, actor):
            continue
        if head in own or any(_akin(head, noun) for noun in _role_heads(actor)):
            overlap = sum(any(_akin(w, o) for o in own | actor.role_words) for w in wanted)
            if wanted and not overlap:
                continue
            exact.append((overlap + 0.5 * stage.nearness(actor, scene.offset), actor))
    return clear_winner(exact, margin=0.25)


def _is_noun_of(head: str, actor: Actor) -> bool:
    """Whether a noun is what a name says its bearer is: the last word, or the one before "of"."""
    words = [fold(word) for word in actor.name.split()]
    return any(
        word == head and (at + 1 == len(words) or words[at + 1] in ("of", "for", "on"))
        for at, word in enumerate(words)
    )


def _spoke_by_name(stage: Stage, head: str, scene: Scene) -> Actor | None:
    """Who spoke last under a name of its own with the noun: "the Lopez campaign … the campaign"."""
    here = stage.layout.paragraph(scene.offset)
    for told in reversed(scene.told[-3:]):
        if here - stage.layout.paragraph(told.anchor) > WINDOW:
            break
        for actor in told.actors:
            words = actor.name.lower().split()
            if actor.kind == "organization" and len(words) > 1 and words[-1] == head:
                since = stage.layout.text[told.anchor : scene.offset]
                other = re.findall(rf"\b([A-Z][\w.]*)(?:[’']s)? {re.escape(head)}\b", since)
                another = {name.lower() for name in other} - {*words, "the"}
                return None if another else actor
    return None


def _kindred(stage: Stage, head: str, scene: Scene) -> Actor | None:
    """The last organization named whose name has a kindred noun: "the school", Odd University."""
    start = stage.layout.paragraphs[max(0, stage.layout.paragraph(scene.offset) - WINDOW)]
    for index in reversed(stage.mentions_before(scene.offset, start)):
        actor = stage.cast.actor_of[index]
        if actor is None or actor.kind not in ("organization", "outlet") or actor.place:
            continue
        words = {fold(word) for word in actor.name.split()}
        if words & (_KINDRED[head] | {head}):
            return actor
    return None


def recent_organization(stage: Stage, head: str, scene: Scene) -> Actor | None:
    """The one organization that spoke or was named just before."""
    here = stage.layout.paragraph(scene.offset)
    for told in reversed(scene.told[-3:]):
        if here - stage.layout.paragraph(told.anchor) > WINDOW:
            break
        if len(told.actors) == 1 and _fits(told.actors[0], head):
            return told.actors[0]
    start = stage.layout.paragraphs[max(0, here - 1)]
    near = {
        id(actor): actor
        for index in stage.mentions_before(scene.offset, start)
        if (actor := stage.cast.actor_of[index]) is not None
        and _fits(actor, head)
        and not any(a <= stage.cast.mentions[index].span[0] < b for a, b in scene.own)
        and (actor.sure or not stage.cast.mentions[index].initial)
        and not stage.cast.mentions[index].quoted
        and not _describes(stage, stage.cast.mentions[index].span[1])
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _describes(stage: Stage, end: int) -> bool:
    """Whether a name only describes the noun behind it: "the Odd Crush page"."""
    token = stage.layout.tokens(end, end + 2)
    return bool(token) and stage.layout.word(token.start) in _THINGS


def document(stage: Stage, head: str, scene: Scene) -> Actor | None:
    """The document of the same noun that was already a source."""
    for told in scene.told[:MEMORY] + scene.told[-MEMORY:]:
        for actor in told.actors:
            if actor.kind == "document" and head in actor.name.lower().split():
                return actor
    return None


def _fits(actor: Actor, head: str) -> bool:
    """Whether a noun such as "company" or "newspaper" can mean an organization."""
    if head in PRESS_NOUNS:
        return actor.kind == "outlet"
    if actor.kind != "organization" or actor.place or (actor.located and not actor.sure):
        return False
    words = {fold(word) for word in actor.name.split()}
    if head in COMPANY_NOUNS and words & _NO_COMPANY:
        return False
    return not words & _STATE


def _akin(word: str, other: str) -> bool:
    """Equal, or one stem: "bank" and "banking", "Peru" and "Peruvian"."""
    if word == other:
        return True
    short = min(len(word), len(other))
    return short >= 4 and word[: max(4, short - 1)] == other[: max(4, short - 1)]


def _role_heads(actor: Actor) -> list[str]:
    """The head nouns of an actor's roles: "bank" of "investment bank in Oslo"."""
    heads = []
    for role in actor.roles:
        words = []
        for word in role.lower().split():
            if word in ("of", "at", "in", "for", "from", "with", "to", "on", "by"):
                break
            words.append(word.strip(",.()"))
        heads.extend(words[-2:] if words and words[-1] in ("giant", "group") else words[-1:])
    return heads

"""Through whom a statement reached the article, nearest first; and to whom it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.model import Addressee, Article, Link, Piece, Span, Statement
from quoth.resolve.aliases import plain
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.kinds import of_phrase
from quoth.resolve.lexicon import (
    DOCUMENT_NOUNS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    PLURAL_PERSON_NOUNS,
    PLURAL_PRONOUNS,
    word_set,
)
from quoth.resolve.phrase import PRONOUNS, take_apart

_TO_OUTLET = re.compile(
    r"(?:\btold|\btells|\binterview (?:with|to|on|for|by)|\b(?:speaking|spoke|talking|speech|"
    r"remarks|comments|statement|statements|email|e-mail|letter|message|writing|wrote|opinion|"
    r"exchange|conversation) (?:to|with|on|in|for)|\bappear(?:ed|ing|ances?) (?:on|in)|"
    r"\b(?:quoted|cited|reported|"
    r"published|obtained|reviewed|seen|broadcast|aired|posted|carried) (?:by|in|on)|"
    r"\baccording to|\bvia|\bin an?(?: [\w-]{1,20}){1,3} (?:for|in)|\bprogram(?:me)? on)"
    r"(?: the| a| an|’s|'s)?(?: [\w-]{1,20}){0,2}(?: (?:today|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|yesterday)(?:’s|'s))?\s*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\s*,? ?(?:first |also |has |had |later )?"
    r"(?:reported|reports|quoted|quotes|cited|cites|wrote|writes)\b"
)
_OF_OUTLET = re.compile(
    r"(?:’s|'s)? (?:interview|appearance|town hall|op-ed|podcast|segment|broadcast|column|debate)\b"
)
_ON_A = re.compile(
    r"\b(?:in|on|during|at|for|to)(?: an?| the| his| her| their)?\s*$", re.IGNORECASE
)
_THE_PAPER = re.compile(
    r"\b(?:according to|told|quoted by|cited by|reported by|interview with) "
    r"(the (?:newspaper|paper|broadcaster|magazine|news (?:agency|organi[sz]ation|outlet|site)|"
    r"website|outlet|network|station|channel|publication|tabloid|weekly|daily))\b"
)
_TOLD = word_set(
    """
    told tell tells telling informed informs assured assures reminded advised notified briefed
    warned promised thanked addressing
    """
)
_BEFORE_TITLES = frozenset(["", "the", "U.S.", "then"])
_MEETING = re.compile(
    r"\b(?:conference|briefing|rally|hearing|inquiry|podcast|programme|program|meeting)$"
)
_ENDS_ADDRESSEE = word_set(
    """
    that on in at during by after before when while if whether to about of over as how why what
    where he she they it there this earlier later last yesterday today from for and via
    """
)
_SAYS = word_set(
    """
    said says say saying told tells added adds claimed claims claiming argued argues argues insisted
    reported reports wrote writes stated states announced noted notes explained recalled testified
    according acknowledged admitted confirmed alleged alleges denied denies
    """
)
_WITNESSES = PERSON_NOUNS | PLURAL_PERSON_NOUNS | DOCUMENT_NOUNS
_NOT_NAMED = frozenset(PERSON_PRONOUNS) | PLURAL_PRONOUNS | PRONOUNS


_AND = re.compile(r"(?:,| and|, and|,? or)(?: the)? $")
_ON_AIR = re.compile(r"\s+(?:live )?on(?: the)?\s+$")
_ON_A_SUBJECT = word_set(
    """
    comment comments commented commenting report reported reports reporting focus focused pressed
    call called calls calling reflected spoke decided insist based
    """
)
"""Last words of cues whose "on" names a subject: "commented on the Harbour Ledger"."""
_MEDIA = re.compile(
    r"\b(?:newspaper|paper|station|network|broadcaster|channel|magazine|website|site|outlet|daily|"
    r"weekly|tabloid|news agency|publication|blog) (?:the )?$",
    re.IGNORECASE,
)
"""Nouns that make any name behind them an outlet's: "local station WODD reported"."""
_ACCORDING = re.compile(r"\baccording to (?=[\w“\"‘'])", re.IGNORECASE)
_OPEN_ENDED = frozenset(["by", "of", "from", "in", "at", "for", "with", "and", "the"])
_AFTER_PHRASE = re.compile(r"[,.;:()—–\n“”\"]|\s(?:that|which|and|but|in an?)\s")


def link_of(actor: Actor, span: Span) -> Link:
    """An actor as a link of a chain."""
    return Link(name=actor.name, kind=actor.kind, span=span)


def relays(
    article: Article,
    cast: Cast,
    *,
    aside: Sequence[Span],
    speakers: Sequence[Actor],
    cue: Piece | None = None,
) -> tuple[Link, ...]:
    """Other outlets in the statement's sentence that pass the words on.

    Args:
        article: whose own outlet is no link.
        cast: its actors.
        aside: the parts of the sentence outside content and source, in order.
        speakers: who said it; an outlet that speaks itself is no link.
        cue: of the statement: "insisted on Fox News".
    """
    text = article.text
    links: list[Link] = []
    last = cue.text.lower().split()[-1:] if cue else []
    subject = not last or last[0] in _ON_A_SUBJECT
    for start, end in aside:
        for index in cast.mentions_in(start, end):
            actor, mention = cast.actor_of[index], cast.mentions[index]
            if actor is None or actor in speakers or own_outlet(article, actor.name):
                continue
            before = text[max(start, mention.span[0] - 60) : mention.span[0]]
            after = text[mention.span[1] : min(end, mention.span[1] + 24)]
            if actor.kind != "outlet":
                if (
                    actor.kind == "organization"
                    and _MEDIA.search(before)
                    and _REPORTED.match(after)
                ):
                    links.append(Link(name=actor.name, kind="outlet", span=mention.span))
                continue
            spoken = _OF_OUTLET.match(after) and _ON_A.search(before)
            on_air = not subject and _on_air(text, cue.span, mention.span)
            beside = links and _AND.fullmatch(text, links[-1].span[1], mention.span[0])
            related = _TO_OUTLET.search(before.rstrip() + " ") or _REPORTED.match(after)
            if spoken or on_air or beside or related:
                links.append(link_of(actor, mention.span))
        links.extend(_referred(article, cast, (start, end), speakers))
    return tuple(links)


def _on_air(text: str, cue: Span, name: Span) -> bool:
    """Whether an outlet stands behind "on": "said on CNN", whether or not the cue holds it."""
    if cue[0] < name[0] < cue[1]:
        return text[cue[0] : name[0]].rstrip().endswith((" on", " on the"))
    return _ON_AIR.fullmatch(text, cue[1], name[0]) is not None


def witnesses(
    cast: Cast, *, aside: Sequence[Span], source: Piece | None, speakers: Sequence[Actor]
) -> tuple[Link, ...]:
    """Who is named as telling of it behind the speaker's own cue, outlets apart.

    "“No,” he said, according to two people in the room": he speaks, the two pass it on.

    Args:
        cast: the article's actors.
        aside: the parts of the sentence outside content and source, in order.
        source: of the statement; without one whoever stands there speaks himself.
        speakers: none of them is a link of his own words.
    """
    if source is None:
        return ()
    text = cast.layout.text
    for start, end in aside:
        match = _ACCORDING.search(text, start, end)
        if match is None:
            continue
        stop = _AFTER_PHRASE.search(text, match.end(), end)
        phrase = take_apart(cast, match.end(), stop.start() if stop else end)
        if phrase is None or phrase.pronoun or len(phrase.text) > 100:
            return ()
        if phrase.text.rsplit(" ", 1)[-1] in _OPEN_ENDED:
            return ()  # "according to a first estimate by the bank": the bank speaks
        if phrase.mention is not None:
            actor = cast.actor_of[phrase.mention]
            known = actor is not None and actor.kind != "outlet" and actor not in speakers
            return (link_of(actor, cast.mentions[phrase.mention].span),) if known else ()
        if phrase.head not in _WITNESSES or " " not in phrase.text:
            return ()  # "according to plan"
        kind = of_phrase(phrase.text, phrase.head, definite=phrase.definite)
        article = phrase.determiner in ("the", "a", "an")
        name = phrase.text.partition(" ")[2] if article else phrase.text
        return (Link(name=name, kind=kind, span=phrase.span),)
    return ()


def _referred(
    article: Article, cast: Cast, aside: Span, speakers: Sequence[Actor]
) -> Sequence[Link]:
    """The outlet behind "the newspaper reported", when only one other outlet was named before."""
    match = _THE_PAPER.search(article.text, *aside)
    if match is None:
        return ()
    named = {
        id(actor): actor
        for actor in cast.outlets
        if actor.positions and actor.positions[0] < match.start()
    }
    if len(named) != 1:
        return ()
    (actor,) = named.values()
    if actor in speakers or own_outlet(article, actor.name):
        return ()
    return (link_of(actor, match.span(1)),)


def own_outlet(article: Article, name: str) -> bool:
    """Whether a name is the article's own outlet's."""
    if not article.outlet:
        return False
    ours, theirs = plain(article.outlet), plain(name)
    if not theirs:
        return False
    words = [word for word in re.findall(r"\w+", article.outlet.casefold()) if word != "the"]
    own = re.findall(r"\w+", name.casefold())
    own = own[1:] if own[:1] == ["the"] else own
    begins = bool(own) and words[: len(own)] == own  # "CNN (Web News)"
    initials = "".join(word[0] for word in words)  # "AP" of the Associated Press
    return begins or ours == theirs or initials == theirs or (len(theirs) > 4 and theirs in ours)


def through(statement: Statement, outers: Sequence[tuple[Statement, tuple[Actor, ...]]]) -> list:
    """Links by those whose statements this one is nested in, innermost first.

    A decision is passed over: "the court struck down the order that the president
    signed" is told by the article, not by the court.
    """
    found = []
    for depth, (outer, actors) in enumerate(outers):
        if outer.type == "decision" or _told_by_the_article(statement, outer):
            continue
        piece = outer.source or outer.cue
        if piece is None:
            continue  # nothing that a link could point to
        span = piece.span
        found.extend(link_of(actor, span) for actor in actors)
        # Its own relayer; those of the statements around it follow with these.
        around = {actor.name for _, others in outers[depth + 1 :] for actor in others}
        around |= {link.name for further, _ in outers[depth + 1 :] for link in further.chain}
        found.extend([link for link in outer.chain if link.name not in around][:1])
    return found


def _told_by_the_article(inner: Statement, outer: Statement) -> bool:
    """Whether an inner decision is the article's own news, within how somebody took it.

    "The president lashed out after the court upheld the law": he is not who says that it did.
    """
    if inner.type != "decision" or outer.mode == "direct" or outer.cue is None:
        return False
    return not _SAYS & set(outer.cue.text.lower().split())


def addressee(cast: Cast, statement: Statement, links: Sequence[Link] = ()) -> Addressee | None:
    """Whom the cue names as told: "told reporters", "assured Ana Lopez".

    Args:
        cast: the article's actors.
        statement: with its cue.
        links: of its chain: "told the outlet" was told to the one that stands there.
    """
    if statement.cue is None:
        return None
    layout = cast.layout
    words = statement.cue.text.lower().split()
    if not words or not _TOLD & set(words):
        return None
    begin = statement.cue.span[1]
    if words[-1] not in _TOLD:
        return None
    limit = min((s for s, _ in statement.content.spans if s >= begin), default=begin + 120)
    for index in cast.mentions_in(begin, min(limit, begin + 60))[:1]:
        actor, mention = cast.actor_of[index], cast.mentions[index]
        titles = layout.text[begin : mention.lead].strip()
        if actor is not None and actor.kind == "person" and titles in _BEFORE_TITLES:
            return Addressee(name=actor.name, span=(mention.lead, mention.span[1]))
    tokens = []
    for token in layout.tokens(begin, min(limit, begin + 120)):
        word = layout.word(token)
        # Names such as "Voice of Ruritania" hold words that would end the phrase.
        inside = any(
            cast.mentions[i].span[0] <= layout.starts[token] < cast.mentions[i].span[1]
            for i in cast.mentions_in(begin, layout.starts[token] + 1)
        )
        if not inside and (not word[0].isalnum() or word.lower() in _ENDS_ADDRESSEE):
            break
        tokens.append(token)
        if len(tokens) > 8:
            return None
    if not tokens:
        return None
    span = (layout.starts[tokens[0]], layout.ends[tokens[-1]])
    name = " ".join(layout.text[slice(*span)].split())
    if _MEETING.search(name):
        return None  # "told a news conference": a medium, not a listener
    if name.lower() in _NOT_NAMED or span[0] - begin > 2:
        return None
    for index in cast.mentions_in(*span):
        actor = cast.actor_of[index]
        if actor is not None and cast.mentions[index].span[1] == span[1]:
            name = actor.name
    for link in links:
        if link.kind == "outlet" and link.span[0] < span[1] and span[0] < link.span[1]:
            name = link.name
    return Addressee(name=name, span=span)

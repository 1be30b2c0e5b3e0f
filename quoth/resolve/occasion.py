"""The occasion on which somebody spoke, and which other statements were made on it.

An article says once that the minister spoke to the Harbour Ledger on Sunday and then quotes her
for a page. An interview holds for all that its participants say in the article, unless a
statement has an occasion of its own; anything less (a news conference, "told the Ledger") holds
while the same voice goes on. Other voices have nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quoth.model import Addressee, Article, Link, Span, Statement
from quoth.resolve import chain as chains
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.grounds import INFERRED, dated_itself, grounded
from quoth.resolve.scene import Stage, Told
from quoth.resolve.when import published_day, said_on

_TALK = re.compile(r"\b(?:interview|podcast)\b")
SPOKEN = frozenset(
    """
    interview|press conference|news conference|press briefing|telephone interview|phone interview|
    radio interview|television interview|tv interview|conference call|town hall|briefing|podcast|
    speech|address|statement|testimony|hearing|debate|rally|press release|news release|broadcast|
    letter|video|email|e-mail|post
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Media in which one goes on speaking or writing from sentence to sentence."""
_CLAUSE = frozenset(["that", "he", "she", "they", "it", "i", "we", "there", "whether", "if"])
_SAYS = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "claimed",
        "insisted",
        "argued",
        "denied",
        "vowed",
        "promised",
        "announced",
        "wrote",
        "pledged",
    ]
)
_MINDS = frozenset(["belief", "intention", "perception"])
"""Types of statement that are told on the occasion but were not uttered there."""
_TO = frozenset(["with", "to", "on", "for", "by", "in", "published"])
FARTHEST = 2
"""Paragraphs between a voice's words and its next ones on the same occasion."""
_BEFORE = 8
"""Paragraphs from the beginning of an article within which an interview may still be named."""
_RECENT = 14
"""Days before publication within which an interview is news."""
_PLACE = re.compile(
    r"\b(?:at|in|during) (?:a|an|the|his|her|their|another)(?: [\w-]{1,20}){0,2} "
    r"(?:stop|event|meeting|gathering|summit|dinner|fundraiser|visit|forum|convention|session|ceremony|lunch|luncheon)\b"
)
_EARLIER = re.compile(
    r"\b(?:previously|earlier|already|formerly|once|long|repeatedly|often|had|in the past|before)\b"
)
_ANOTHER = re.compile(
    r"(?:\b(?:an?|another|separate|later|earlier|next|subsequent|last|week|month|year|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)(?:’s|'s)?(?: [\w-]{1,20}){0,2}? "
    r"(?:interview|conference|speech|letter|statement|town hall|podcast|tweet|post|briefing|rally|"
    r"hearing|testimony|debate|report|video|memo|email|e-mail|op-ed|appearance|book)"
    r"|\b(?:[Oo]n|[Ee]arlier|[Ll]ater(?: on)?) (?:Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|this week|this month|this year|that day)|\b[Ll]ast (?:week|month|year)"
    r"|\b(?:[Tt]he (?:next|following|previous) day|[Dd]ays? (?:later|earlier|before)|"
    r"[Mm]onths? (?:later|earlier|ago|before)|[Yy]ears? (?:later|earlier|ago|before)))\b"
)
"""What says, between two statements of one voice, that the second was made elsewhere."""


@dataclass(slots=True, eq=False)
class Occasion:
    """One occasion: who spoke, through whom it is known, and the rest that holds for it.

    Attributes:
        at: offset at which the article names it.
        actors: who speaks on it.
        whole: it holds for the whole article.
    """

    at: int
    actors: list[Actor]
    links: tuple[Link, ...] = ()
    addressee: Addressee | None = None
    medium: str | None = None
    said_on: str | None = None
    whole: bool = False
    statements: list[int] = field(default_factory=list)


def spread(stage: Stage, told: Sequence[Told]) -> list[Statement]:
    """The statements of no nesting with what their occasions say of them.

    Args:
        stage: the article.
        told: its statements that are nested in none, resolved, in order.

    Returns:
        The same statements in the same order.
    """
    whole = _interviews(stage, told)
    whole = [occasion for occasion in whole if _central(stage, told, occasion)]
    found: list[Statement] = []
    last: Occasion | None = None
    before: Told | None = None
    for entry in told:
        statement = entry.statement
        if not entry.actors or owns_words(statement):
            found.append(statement)
            continue
        if _is_post(statement):  # shown whole, it stands for itself
            found.append(statement)
            continue
        own = _own(entry)
        covering = _covering(stage, whole, entry)
        if covering is not None and _fits(own, covering):
            found.append(_on(statement, covering))
            last, before = None, entry
            continue
        goes_on = (
            last is not None
            and before is not None
            and before.actors == entry.actors
            and _gap(stage, before, entry) <= FARTHEST
            and not _elsewhere(stage, entry)
            and not _moved(stage, before, entry)
        )
        if own is not None:
            if goes_on and _again(own, last):
                statement = _on(statement, last)
            else:
                last = own
            before = entry
            found.append(statement)
            continue
        if goes_on and (statement.said_on == last.said_on or not dated_itself(statement)):
            found.append(_on(statement, last))
            before = entry
            continue
        last, before = None, entry
        found.append(statement)
    return found


def _begin(entry: Told) -> int:
    spans = entry.statement.content.spans
    return min(entry.anchor, spans[0][0]) if spans else entry.anchor


def _gap(stage: Stage, before: Told, entry: Told) -> int:
    return stage.layout.paragraph(_begin(entry)) - stage.layout.paragraph(before.last)


def _is_post(statement: Statement) -> bool:
    return statement.cue is None and statement.medium == "post"


def _again(own: Occasion, last: Occasion) -> bool:
    """Whether a statement's own sentence names the occasion before once more: "he said on Fox"."""
    if not own.links or own.said_on or own.medium not in (None, last.medium):
        return False
    before = [f"{link.name} ".removeprefix("The ") for link in last.links]
    return all(
        any(name.startswith(f"{link.name} ".removeprefix("The ")) for name in before)
        for link in own.links
    )


def _moved(stage: Stage, before: Told, entry: Told) -> bool:
    """Whether the article speaks of another time or occasion between two statements.

    "He had long denied it" and "In this week's interview he has gone further" do.
    """
    text = stage.article.text
    cue = entry.statement.cue
    if cue is not None:
        lead = text[max(before.last + 1, cue.span[0] - 16) : cue.span[1]]
        if stage.content(max(0, cue.span[0] - 1)) is None and _EARLIER.search(lead):
            return True
    own_end = stage.layout.sentence_span(before.anchor)[1]  # "…, she told it in an interview"
    start = max(before.last + 1, own_end)
    end = min(_begin(entry), before.last + 2000)
    return any(
        stage.content(match.start()) is None
        for match in _ANOTHER.finditer(text, start, max(start, end))
    )


def owns_words(statement: Statement) -> bool:
    """Whether the source only owns the words ("his request"): no utterance on an occasion."""
    if statement.source is None:
        return False
    text = statement.source.text.lower()
    return text in ("his", "her", "its", "their", "my", "our") or text.endswith(("'s", "’s"))


def _fits(own: Occasion | None, whole: Occasion) -> bool:
    """Whether what a statement's own sentence says may be said of the interview too."""
    if own is None:
        return True
    names = {link.name for link in whole.links}
    return all(link.name in names for link in own.links) and own.medium in (None, whole.medium)


def _thought(statement: Statement) -> bool:
    """Whether it was thought or meant, not uttered: "hoped", "wants"; "said he would" is."""
    cue = statement.cue.text.lower().split() if statement.cue else []
    return statement.type in _MINDS and not _SAYS & set(cue)


def _uttered(statement: Statement) -> bool:
    """Whether a statement with its day is of words, so that others may follow them."""
    if statement.type in (*_MINDS, "decision"):
        return False
    cue = statement.cue.text.lower().split() if statement.cue else []
    whole = len(statement.said_on or "") == 10
    return whole or statement.addressee is not None or bool(_SAYS & set(cue))


def _own(entry: Told) -> Occasion | None:
    """The occasion that a statement's own sentence names."""
    statement = entry.statement
    links = tuple(link for link in statement.chain if link.kind == "outlet")
    spoken = statement.medium in SPOKEN
    if _thought(statement) and not links:
        return None  # "on Monday she hoped" dates no words
    dated = dated_itself(statement)
    if dated and not (links or spoken) and not _uttered(statement):
        return None  # "notified the firm last week", "approved it on Thursday"
    if not (links or spoken or statement.addressee or dated):
        return None
    return Occasion(
        at=entry.anchor,
        actors=list(entry.actors),
        links=links,
        addressee=statement.addressee if links or spoken else None,
        medium=statement.medium if spoken else None,
        said_on=statement.said_on,
    )


def _on(statement: Statement, occasion: Occasion) -> Statement:
    """A statement with what its occasion says of it; its own words come first."""
    reason = "said on the occasion named before"
    confidence = 0.75
    if occasion.whole and occasion.addressee is not None:
        reason = f"the interview with {occasion.addressee.name} that the article names"
        confidence = 0.85
    own = {link.name for link in statement.chain}
    added = tuple(link for link in occasion.links if link.name not in own)
    if added and not any(link.kind == "outlet" for link in statement.chain):
        statement = replace(statement, chain=(*statement.chain, *added))
        statement = grounded(statement, "chain", reason, confidence)
    if _thought(statement):
        return statement
    same = statement.medium in (None, occasion.medium)
    if statement.addressee is None and same and occasion.addressee:
        statement = replace(statement, addressee=occasion.addressee)
        statement = grounded(statement, "addressee", reason, confidence)
    if statement.medium is None and occasion.medium:
        statement = replace(statement, medium=occasion.medium)
        statement = grounded(statement, "medium", reason, confidence)
    if statement.said_on is None and occasion.said_on:
        statement = replace(statement, said_on=occasion.said_on)
        statement = grounded(statement, "said_on", f"{INFERRED}{reason}", confidence)
    return statement


def _central(stage: Stage, told: Sequence[Told], occasion: Occasion) -> bool:
    """Whether an article is about an interview, and not of people who once gave one too.

    It is named early, it is recent, and those who gave it spoke on no other occasion.
    """
    if stage.layout.paragraph(occasion.at) > _BEFORE:
        return False
    day, published = published_day(occasion.said_on), published_day(stage.article.published)
    if occasion.said_on and published and (day is None or (published - day).days > _RECENT):
        return False
    return not any(
        (own := _own(entry)) is not None
        and (own.links or own.medium)
        and not _fits(own, occasion)
        and set(map(id, entry.actors)) & set(map(id, occasion.actors))
        for entry in told
    )


def _elsewhere(stage: Stage, entry: Told) -> bool:
    """Whether a statement's sentence names another place of speaking ("at a campaign stop")."""
    start, end = stage.layout.sentence_span(entry.anchor)
    for match in _PLACE.finditer(stage.article.text, start, min(end, start + 1000)):
        if stage.content(match.start()) is None:
            return True
    return False


def _covering(stage: Stage, whole: Sequence[Occasion], entry: Told) -> Occasion | None:
    """The interview that holds for a statement: the last one before it, else the first behind."""
    best = None
    for occasion in whole:
        if not all(actor in occasion.actors for actor in entry.actors):
            continue
        if occasion.at > entry.last:
            near = stage.layout.paragraph(occasion.at) <= _BEFORE
            return best or (occasion if near else None)
        best = occasion
    return best


def _interviews(stage: Stage, told: Sequence[Told]) -> list[Occasion]:
    """Interviews with an outlet that the article names, in order, with who took part."""
    article, layout, cast = stage.article, stage.layout, stage.cast
    found: list[Occasion] = []
    seen: set[int] = set()
    for match in _TALK.finditer(article.text):
        if stage.quoted(match.start()) or _reported(stage, told, match.start()):
            continue
        number = layout.sentence(match.start())
        if number in seen:
            continue
        seen.add(number)
        start, end = layout.sentence_span(match.start())
        start, end = max(start, match.start() - 600), min(end, match.end() + 400)
        outlet = _outlet(cast, article, match.span(), (start, end))
        actors = _participants(stage, told, (start, end))
        if outlet is None:
            # "During the interview was also …": somebody joins the one named before.
            lead = article.text[max(start, match.start() - 30) : match.start()].lower().split()
            if found and actors and "the" in lead[-3:]:
                found[-1].actors.extend(a for a in actors if a not in found[-1].actors)
            continue
        actor, span = outlet
        again = [o for o in found if o.addressee and o.addressee.name == actor.name]
        if again:
            again[-1].actors.extend(a for a in actors if a not in again[-1].actors)
            continue
        if not actors:
            continue
        link = () if chains.own_outlet(article, actor.name) else (chains.link_of(actor, span),)
        found.append(
            Occasion(
                at=match.start(),
                actors=actors,
                links=link,
                addressee=Addressee(name=actor.name, span=span),
                medium=match.group(),
                said_on=said_on(
                    article.text,
                    cue=match.span(),
                    sentence=(start, end),
                    outside=[],
                    published=article.published,
                ),
                whole=True,
            )
        )
    return found


def _reported(stage: Stage, told: Sequence[Told], offset: int) -> bool:
    """Whether an offset lies in what somebody says, and not in how the article says it.

    "Lopez spoke of the flood in an interview": extraction takes the end of such a sentence into
    the content. "Lopez said that Berg had given an interview" is Lopez's report.
    """
    if stage.content(offset) is None:
        return False
    for entry in told:
        for start, end in entry.statement.content.spans:
            if start <= offset < end:
                words = entry.statement.content.text.split(maxsplit=1)
                talk = entry.statement.mode == "direct" or words[0].lower() in _CLAUSE
                cue = entry.statement.cue.text.lower().split() if entry.statement.cue else []
                return talk or bool(_SAYS & set(cue))
    return True


def _outlet(cast: Cast, article: Article, talk: Span, sentence: Span) -> tuple[Actor, Span] | None:
    """The outlet of an interview: "interview with the NBC", "the NBC interview"."""
    text = article.text
    for index in cast.mentions_in(talk[1], min(sentence[1], talk[1] + 60)):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        between = text[talk[1] : mention.span[0]].split()
        joined = between[:1] and between[0] in _TO and len(between) <= 5
        if joined and actor is not None and actor.kind == "outlet":
            return actor, mention.span
        break
    before = cast.mentions_in(max(sentence[0], talk[0] - 60), talk[0])
    for index in reversed(before):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        close = not text[mention.span[1] : talk[0]].strip(" '’s")
        if close and actor is not None and actor.kind == "outlet":
            return actor, mention.span
        break
    return None


def _participants(stage: Stage, told: Sequence[Told], sentence: Span) -> list[Actor]:
    """Who speaks in the sentence that names an interview: its speakers, else who is named."""
    actors: list[Actor] = []
    for entry in told:
        if sentence[0] <= entry.anchor < sentence[1]:
            actors += [a for a in entry.actors if a.kind == "person" and a not in actors]
    if actors:
        return actors
    cast = stage.cast
    for index in cast.mentions_in(*sentence):
        actor, mention = cast.actor_of[index], cast.mentions[index]
        if actor is None or actor.kind != "person" or mention.possessive:
            continue
        if stage.content(mention.span[0]) is None:
            return [actor]
    return []

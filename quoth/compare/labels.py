"""What an article calls an actor other than by name: labels and epithets, and whose words.

Five places where English puts them, read off the layout of the text and its cast
(`quoth/resolve`), without a parser: beside the name (`apposition`: "Ana Lopez, a banker in
exile"; `title`: "former rebel leader Ana Lopez"), said of it (`predicate`: "Lopez is a traitor",
"called Lopez a traitor"), in its stead (`mention`: "the Lopez regime"), and in scorn (`so-called`,
`quotation marks`). A label is the outlet's own word unless it stands in quotation marks of a
statement: then it is its speaker's. An indirect statement's wording is the outlet's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quoth.compare.loaded import EPITHETS, LOADED, MOODS, PLAIN_TITLES
from quoth.compare.valence import BAD, GOOD
from quoth.model import Article, Label, Span, Statement, content_id
from quoth.resolve.cast import Actor, Cast
from quoth.resolve.kinds import is_demonym, is_place
from quoth.resolve.layout import CAPITAL, HEADLINE, QUOTED, Layout, lay_out
from quoth.resolve.lexicon import (
    COMPANY_NOUNS,
    DAYTIMES,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PERSON_NOUNS,
    PLURAL_PERSON_NOUNS,
    TITLES,
    word_set,
)
from quoth.resolve.names import INVISIBLE

LONGEST = 18
"""Words in the longest label."""
_STOPS = word_set(
    """
    who which whose whom that said says told tells added has had is was are were will would could
    should may wrote writes but where when while as because after before since until if to into
    over saying calling according he she they it we i you
    """
)
_NOT_IN_TITLE = FUNCTION_WORDS | word_set(
    """
    said says say told tells called calls by with and or of in on at for to from as that named
    including like than meanwhile
    """
)
_BE = frozenset({"is", "was", "are", "were", "remains", "became", "becomes"})
_CALLING = word_set(
    """
    called calls calling call branded brands branding dubbed dubbing labelled labeled labelling
    labeling nicknamed
    """
)
"""What needs no "as" before what somebody is called."""
_NAMING = _CALLING | word_set("described describes describing denounced decried hailed")
_HER = {"him": "m", "her": "f"}
_ADJECTIVE = re.compile(r"(?:ic|ous|ful|less|able|ible|ish|ive|ent|ant)$")
"""Endings of what people are called: unpatriotic, ridiculous, shameless."""
_BEFORE_VERBS = frozenset(["to", "would", "will", "could", "should", "must", "not", "can", "may"])
_RANKS = word_set("former then ex fellow longtime veteran senior top deputy vice acting interim")
_IDENTITY = word_set("gay trans transgender queer native")
_PARTISAN = word_set("republican democratic conservative liberal progressive")
_RIGHT_TO = word_set("to of kind way thing side time place people person decision answer move")
"""What "the right" is that is no wing of politics."""
_HEADS = PERSON_NOUNS | ORGANIZATION_NOUNS | PLURAL_PERSON_NOUNS | EPITHETS | TITLES
_HEADS |= {"chamber", "chambers"}
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
_SO_CALLED = re.compile(r"\b(?:so[- ]called|self-styled|self-proclaimed|self-appointed)\b", re.I)
_SCARE = re.compile(r"[“\"‘«]\s?([^“”\"‘’«»\n.!?]{3,40}?)[,.]?\s?[”\"’»]")


def labels(article: Article, statements: Sequence[Statement]) -> tuple[Label, ...]:
    """The labels of an article in order. Pure: what it gives depends on its arguments alone."""
    return tuple(_Finder(article, statements).run())


class _Finder:
    """Looks for labels in one article."""

    def __init__(self, article: Article, statements: Sequence[Statement]):
        self.article = article
        self.text = article.text
        self.layout: Layout = lay_out(article.text)
        self.cast = Cast(article, self.layout)
        self.known = {speaker.id for s in statements for speaker in s.speakers}
        self.spoken = [
            (start, end, statement)
            for statement in statements
            for start, end in statement.content.spans
        ]
        self.taken: set[Span] = set()
        self.ends = [m.span[1] for m in self.cast.mentions]

    def run(self) -> list[Label]:
        found = [
            label
            for find in (self.apposed, self.titled, self.said_of, self.scorned, self.mentioned)
            for label in find()
        ]
        return sorted(found, key=lambda label: (label.span, label.form))

    # -- the words around a name -----------------------------------------------------

    def word(self, token: int) -> str:
        return self.layout.word(token) if 0 <= token < len(self.layout.starts) else ""

    def low(self, token: int) -> str:
        return self.word(token).lower().removesuffix("'s").removesuffix("’s")

    def head(self, token: int) -> bool:
        """Whether a word may be the noun of a label, a compound by its last part."""
        low = self.low(token)
        return low in _HEADS or low.rsplit("-", 1)[-1] in _HEADS or low in ORGANIZATION_WORDS

    def span(self, first: int, end: int) -> Span:
        return self.layout.starts[first], self.layout.ends[end - 1]

    def token_at(self, offset: int) -> int:
        return max(0, bisect_right(self.layout.starts, offset) - 1)

    def make(
        self, first: int, end: int, actor: Actor, form: str, *, called: bool = False
    ) -> Iterator[Label]:
        span = self.span(first, end)
        if any(a < span[1] and span[0] < b for a, b in self.taken):
            return
        self.taken.add(span)
        speaker = actor.speaker()
        yield Label(
            id=content_id("label", self.article.id, span, actor.name),
            article_id=self.article.id,
            statement_id=self.whose(span, called=called),
            span=span,
            text=self.text[slice(*span)],
            actor=actor.name,
            actor_id=speaker.id if speaker.id in self.known else None,
            form=form,
        )

    def whose(self, span: Span, *, called: bool) -> str | None:
        """The statement whose speaker's own words a span is in; None for the outlet's words.

        Who "called her a traitor" used the word, with or without quotation marks.
        """
        holding = [
            (end - start, statement.id)
            for start, end, statement in self.spoken
            if start <= span[0]
            and span[1] <= end + 1
            and (statement.mode == "direct" or self.quoted(span) or (called and statement.speakers))
        ]
        return min(holding)[1] if holding else None

    def quoted(self, span: Span) -> bool:
        return bool(self.layout.flags[self.token_at(span[0])] & QUOTED)

    # -- beside the name -------------------------------------------------------------

    def apposed(self) -> Iterator[Label]:
        """ "Ana Lopez, a banker in exile," and "the rebels' leader, Ana Lopez"."""
        for index, mention in enumerate(self.cast.mentions):
            actor = self.cast.actor_of[index]
            if actor is None:
                continue
            first = self.token_at(mention.span[1] - 1) + 1
            if self.word(first) == ",":
                at = first + 1
                if self.word(at).isdecimal() and self.word(at + 1) == ",":
                    at += 2
                while self.word(at) in INVISIBLE:
                    at += 1
                end = self.phrase_end(at)
                one = actor.kind == "person" and self.low(at) in ("a", "an")
                if end is not None and (one or self.is_description(at, end)):
                    yield from self.make(at, end, actor, "apposition")
            yield from self.apposed_before(mention, actor)
            if actor.kind == "person":
                yield from self.in_office(mention, actor)

    def in_office(self, mention, actor: Actor) -> Iterator[Label]:
        """ "As director of the harbour, Ana Lopez knows"."""
        last = self.token_at(mention.lead) - 1
        if self.word(last) != ",":
            return
        first = last - 1
        while first > last - LONGEST and first > 0 and self.word(first) != "As":
            if not (self.word(first)[:1].isalnum() and self.low(first) not in _STOPS):
                return
            first -= 1
        head = first + 1
        while head < last and self.low(head) not in PERSON_NOUNS | TITLES:
            if self.low(head) in _NOT_IN_TITLE:
                return
            head += 1
        while head + 1 < last and self.low(head + 1) in PERSON_NOUNS | TITLES:
            head += 1
        ends = head + 1 == last or self.low(head + 1) in ("of", "for", "at", "in", "to")
        if self.word(first) == "As" and head < last and ends:
            yield from self.make(first + 1, last, actor, "apposition")

    def apposed_before(self, mention, actor: Actor) -> Iterator[Label]:
        last = self.token_at(mention.lead) - 1
        if self.word(last) != "," or actor.kind not in ("person", "organization", "outlet"):
            return
        after = self.word(self.token_at(mention.span[1] - 1) + 1)
        if after not in (",", ".", "—", "–", ";", ":"):
            return
        at = last - 1
        while at > last - 14 and at >= 0:
            low = self.word(at).lower()
            if not self.word(at)[:1].isalnum() or low in _STOPS:
                return
            begins = low in _ARTICLES or low in _POSSESSIVE or low.endswith(("'s", "’s"))
            part = self.low(at - 1) in ("for", "of", "at", "in", "from", "to")
            if begins and (not part or self.low(at - 2) == "one"):
                first = at - 2 if self.low(at - 2) == "one" else at
                if low.endswith(("'s", "’s")) and self.low(at - 1) in _ARTICLES:
                    first = at - 1
                if self.is_description(first, last):
                    yield from self.make(first, last, actor, "apposition")
                return
            at -= 1

    def phrase_end(self, at: int) -> int | None:
        """The token after a noun phrase that begins at a token; None if none does."""
        lead = self.low(at)
        begins = lead in _ARTICLES or lead in _POSSESSIVE or lead in ("one", "no", "former", "now")
        compound = (
            lead not in FUNCTION_WORDS and lead.isalpha() and self.low(at + 1) in PERSON_NOUNS
        )
        begins = begins or (compound and self.low(at + 2) in ("of", "for", "at", "in"))
        if not (begins or self.head(at) or self.word(at).endswith(("'s", "’s")) or is_office(lead)):
            return None
        end = at
        while end < len(self.layout.starts) and end - at < LONGEST:
            word = self.word(end)
            adjectives = not any(self.head(token) for token in range(at, end))
            if word == "," and adjectives and end - at <= 3 and self.word(end + 1)[:1].isalpha():
                end += 1
                continue
            if not (word[0].isalnum() or word in ("&", "-", "’", "'", "(", ")", "/", "+")):
                break
            if word.lower() in _STOPS and end > at:
                break
            if word == ")" and "(" not in self.text[self.layout.starts[at] : self.layout.ends[end]]:
                break
            if word.endswith("ing") and end > at and self.head(end - 1):
                break
            end += 1
        if word := self.low(end):
            closes = word[0] in ',.;:—–)”"\n' or word in _STOPS or word.endswith("ing")
            if not closes:
                return None
        while end > at and self.low(end - 1) in ("and", "or", "of", "in", "at", "for", "with"):
            end -= 1
        return end if end > at else None

    def is_description(self, first: int, end: int) -> bool:
        """Whether a phrase describes somebody: its noun, before any "of", is one for an actor."""
        lead = self.low(first) in ("the", "a", "an")
        if lead and all(self.word(at)[:1].isupper() for at in range(first + 1, end)):
            return False  # another name in a list
        if self.low(first) == "one" and self.low(first + 1) == "of":
            first += 2
        for at in range(first, end):
            low = self.low(at)
            if low.endswith("ing") and at > first and not self.head(at + 1):
                return False
            if at > first and low in ("of", "at", "for", "in", "with", "from", "by", "on", "and"):
                return False
            if self.head(at) or low in ("member", "relation", "resident", "part"):
                return True
        return False

    def titled(self) -> Iterator[Label]:
        """ "former rebel leader Ana Lopez"."""
        for index, mention in enumerate(self.cast.mentions):
            actor = self.cast.actor_of[index]
            if actor is None:
                continue
            stop = self.token_at(mention.span[0])
            first = stop
            while first > 0 and stop - first < 9:
                word, low = self.word(first - 1), self.low(first - 1)
                if not word[0].isalpha() and not (word == "." and self.low(first - 2) in TITLES):
                    break
                if low in _NOT_IN_TITLE and low != "of" and word != "US":
                    break
                if low == "of" and not self.head(first - 2):
                    break
                if "\n" in self.text[self.layout.ends[first - 1] : self.layout.starts[first]]:
                    break
                first -= 1
            while first < stop and (self.low(first) == "of" or self.verbal(first)):
                first += 1
            while stop > first and self.low(stop - 1).rstrip(".") in ("dr", "mr", "ms", "mrs", "."):
                stop -= 1
            words = [self.low(at) for at in range(first, stop) if self.word(at)[0].isalpha()]
            if words and self.low(first - 1) in ("a", "an") and words[0] in MOODS:
                # "a divided Supreme Court", "a defiant Ana Lopez"
                end = self.token_at(mention.span[1] - 1) + 1
                yield from self.make(first - 1, end, actor, "title")
                continue
            if not words or not self.title_says(words, first, stop):
                continue
            if actor.place and words[-1] not in EPITHETS:
                continue
            yield from self.make(first, stop, actor, "title")

    def verbal(self, token: int) -> bool:
        """Whether a word is more likely the sentence's verb, or its time, than part of a title."""
        word, low, after = self.word(token), self.low(token), self.word(token + 1)
        if word in DAYTIMES and after.lower() in TITLES:
            return True  # "the day president Ana Lopez died"
        if low in LOADED or "-" in low:
            return False
        if self.low(token - 1) in _BEFORE_VERBS and word.islower() and not self.head(token):
            return low not in _RANKS and (after[:1].isupper() or after in _RANKS)
        return low.endswith(("ing", "ed"))

    def title_says(self, words: Sequence[str], first: int, stop: int) -> bool:
        """Whether the words before a name say more than a form of address."""
        last = stop - 1
        if self.word(last).endswith(("'s", "’s")):
            return False
        while self.word(last) == ".":
            last -= 1
        if not (self.head(last) or self.low(last) in LOADED):
            return False
        if len(words) == 1:
            return words[0] in EPITHETS
        plain = [word for word in words if word not in PLAIN_TITLES]
        return bool(plain) and not is_place([self.word(first)][: 2 - len(plain)])

    # -- said of a name --------------------------------------------------------------

    def said_of(self) -> Iterator[Label]:
        """ "Lopez is a traitor", "called Lopez a traitor"."""
        for index, mention in enumerate(self.cast.mentions):
            actor = self.cast.actor_of[index]
            if actor is None or mention.possessive:
                continue
            at = self.token_at(mention.span[1] - 1) + 1
            naming = self.low(self.token_at(mention.lead) - 1) in _NAMING
            if (naming and self.word(at) in ("as", ",")) or self.low(at) in _BE:
                at += 1
            elif self.word(at) == "," and self.low(at + 1) in _BE:
                at += 2
            elif not naming:
                continue
            if self.word(at) in ("“", '"', "‘"):
                at += 1
            if self.low(at) not in _ARTICLES and not naming:
                continue
            end = self.phrase_end(at)
            if end is None or not self.is_description(at, end):
                calling = self.low(self.token_at(mention.lead) - 1) in _CALLING
                end = at + 1 if calling and self.judges(at) else None
            if end is not None:
                yield from self.make(at, end, actor, "predicate", called=naming)
        for token in range(1, len(self.layout.starts) - 1):
            if self.low(token) in _HER or self.low(token) == "them":
                yield from self.called(token)

    def judges(self, token: int) -> bool:
        """Whether a word behind "called Lopez" is an adjective and all that she is called."""
        low, after = self.low(token), self.word(token + 1)
        adjective = low in LOADED or low in BAD or low in GOOD or _ADJECTIVE.search(low)
        ends = not after[:1].isalnum() or after.lower() in ("and", "or", "in", "for", "after")
        return bool(adjective and ends and self.word(token).islower())

    def called(self, token: int) -> Iterator[Label]:
        """ "called her a traitor", "calling them unpatriotic": of whom is worked out."""
        at = token + 1
        if self.low(token - 1) in _NAMING and self.word(at) == "as":
            at += 1
        elif self.low(token - 1) not in _CALLING:
            return
        if self.word(at) in ("“", '"', "‘"):
            at += 1
        end = at + 1 if self.judges(at) else None
        if self.low(at) in ("a", "an"):
            end = self.phrase_end(at)
            if end is None or not self.is_description(at, end):
                return
        actor = self.before(token) if end is not None else None
        if actor is not None:
            yield from self.make(at, end, actor, "predicate", called=True)

    def before(self, token: int) -> Actor | None:
        """Whom "him", "her" or "them" stands for: the nearest named, or the nearest people."""
        low, offset = self.low(token), self.layout.starts[token]
        calling = {
            speaker.id
            for start, end, statement in self.spoken
            if start - 200 <= offset <= end + 200
            and statement.cue is not None
            and statement.cue.span[0] <= self.layout.starts[token - 1] < statement.cue.span[1]
            for speaker in statement.speakers
        }
        at = bisect_right(self.ends, offset)
        for index in range(at - 1, max(-1, at - 8), -1) if low in _HER else ():
            actor = self.cast.actor_of[index]
            if actor is None or actor.kind != "person" or actor.speaker().id in calling:
                continue
            if actor.gender in (_HER[low], None):
                return actor
        for there in range(token - 1, max(0, token - 25), -1) if low == "them" else ():
            if self.low(there) in PLURAL_PERSON_NOUNS:
                first = there - 1 if self.low(there - 1) in LOADED else there
                return self.cast.unnamed(self.text[slice(*self.span(first, there + 1))], "group")
        return None

    # -- in scorn ----------------------------------------------------------------------

    def scorned(self) -> Iterator[Label]:
        """ "the so-called Civic List", and single words that quotation marks hold at a distance."""
        for match in _SO_CALLED.finditer(self.text):
            first = self.token_at(match.start())
            end = first + 1
            while self.word(end) in ("called", "-", "“", '"', "‘"):
                end += 1
            taken = 0
            while taken < 4 and self.word(end)[:1].isalpha() and self.low(end) not in _STOPS:
                if taken and self.low(end) in _NOT_IN_TITLE:
                    break
                end += 1
                taken += 1
                if not self.layout.flags[end - 1] & CAPITAL and self.head(end - 1):
                    break
            if not taken:
                continue
            if self.low(first - 1) in _ARTICLES:
                first -= 1
            actor = self.named_in(first, end) or self.resolve(first, end)
            if self.word(end) in ("”", '"', "’"):
                end += 1
            yield from self.make(first, end, actor, "so-called")
        for match in _SCARE.finditer(self.text):
            first, end = self.token_at(match.start(1)), self.token_at(match.end(1) - 1) + 1
            words = [self.low(at) for at in range(first, end)]
            own = any(a <= match.start(1) and match.end(1) <= b for a, b, _ in self.spoken)
            if own or len(words) > 3 or not any(word in EPITHETS for word in words):
                continue
            actor = self.named_in(end, end + 4) or self.resolve(first, end)
            yield from self.make(first, end, actor, "quotation marks")

    def named_in(self, first: int, end: int) -> Actor | None:
        """The actor named among some tokens."""
        if end > len(self.layout.starts):
            return None
        for index in self.cast.mentions_in(self.layout.starts[first], self.layout.ends[end - 1]):
            if self.cast.actor_of[index] is not None:
                return self.cast.actor_of[index]
        return None

    # -- in a name's stead ---------------------------------------------------------------

    def mentioned(self) -> Iterator[Label]:
        """ "the Lopez regime", "the evangelical entrepreneur": who is meant is worked out."""
        flags = self.layout.flags
        for at in range(len(self.layout.starts)):
            low = self.low(at)
            if self.loaded(low) and not flags[at] & HEADLINE:
                yield from self.bare_plural(at)
            determined = low in _ARTICLES or low in _POSSESSIVE or low in ("certain", "both")
            if not determined:
                possessor = self.word(at).endswith(("'s", "’s"))
                if not (possessor and self.low(at + 1) in EPITHETS):
                    continue
            if low in ("a", "an") or flags[at] & HEADLINE:
                continue
            end = at + 1
            while end < at + 6 and self.word(end)[:1].isalpha() and not self.head(end):
                if self.low(end) in _NOT_IN_TITLE:
                    break
                end += 1
            if not self.head(end):
                continue
            while self.head(end + 1) and end < at + 6:
                end += 1
            ranked = low in _POSSESSIVE and self.word(end + 1).isdecimal()
            if self.low(end) == "number" and not ranked:
                continue
            inner = [self.low(token) for token in range(at + 1, end + 1)]
            small = [token for token in range(at + 1, end + 1) if self.word(token)[0].islower()]
            where = [self.word(token) for token in range(at + 1, end)]
            origin = is_place(where) or any(
                is_place([self.word(t)]) or is_demonym(self.word(t)) for t in (at + 1, end - 1)
            )
            firm = inner[-1] in COMPANY_NOUNS and origin
            loaded = firm or inner[-1] in EPITHETS or any(map(self.loaded, inner[:-1]))
            if inner == ["right"] and self.low(end + 1) in _RIGHT_TO:
                continue
            if not loaded or not small or self.word(end + 1)[:1].isupper():
                continue
            if inner[-1] in LOADED and self.word(end + 1)[:1].islower():
                if self.low(end + 1) in _NOT_IN_TITLE or self.low(end + 1) in _STOPS:
                    pass
                else:
                    continue  # an adjective of a noun that is nobody's
            stop = self.of_whom(end + 1)
            actor = self.resolve(at, end + 1)
            yield from self.make(at, stop, actor, "mention")

    def loaded(self, word: str) -> bool:
        """Whether an adjective judges, a compound by its last part."""
        return word in LOADED or word.rsplit("-", 1)[-1] in LOADED

    def bare_plural(self, at: int) -> Iterator[Label]:
        """ "ultra-wealthy conservatives": a loaded word before people, without an article."""
        before = self.low(at - 1)
        if before in _ARTICLES or before in _POSSESSIVE or self.loaded(before):
            return
        if before in ("so", "most", "more", "very"):
            return
        end = at + 1
        while end < at + 3 and self.low(at) not in _PARTISAN and self.adjective(end):
            end += 1
        low = self.low(end)
        if low not in PLURAL_PERSON_NOUNS or not low.endswith(("s", "men")):
            return
        if low.endswith("men") and self.low(at) in _IDENTITY:
            return
        if self.low(end + 1) == "and" and self.low(end + 2) in PLURAL_PERSON_NOUNS:
            end += 2
        if self.word(end)[:1].isupper() or self.word(end + 1)[:1].isupper():
            return
        yield from self.make(at, end + 1, self.resolve(at, end + 1), "mention")

    def adjective(self, token: int) -> bool:
        """Whether a word may stand between another adjective and the noun of both."""
        word, low = self.word(token), self.low(token)
        plain = word.isalpha() and word.islower() and low not in PLURAL_PERSON_NOUNS
        return plain and low not in _STOPS | _NOT_IN_TITLE and not low.endswith(("s", "ed", "ly"))

    def of_whom(self, end: int) -> int:
        """The token after "in Congress", "of the party" behind a description."""
        if self.low(end) not in ("of", "in", "at"):
            return end
        at = end + 1
        while at < end + 5 and (self.low(at) in _ARTICLES or self.word(at)[:1].isupper()):
            at += 1
        if self.word(at - 1)[:1].isupper() and at > end + 1:
            return at
        common = at > end + 1 and self.word(at)[:1].islower() and self.low(at) not in _STOPS
        return at + 1 if common else end

    def resolve(self, first: int, end: int) -> Actor:
        """Whom a description means: who is named in it, holds such a role, or stands nearest."""
        inside = self.named_in(first, end)
        if inside is not None:
            return inside
        words = {self.low(at) for at in range(first, end)}
        head = self.low(end - 1)
        person = head in PERSON_NOUNS or head in TITLES
        offset = self.layout.starts[first]
        held = [a for word in words for a in self.cast.with_role(word) if a.kind == "person"]
        if person and len({id(a) for a in held}) == 1:
            return held[0]
        at = bisect_right(self.ends, offset)
        for index in range(at - 1, max(-1, at - 6), -1):
            actor = self.cast.actor_of[index]
            if actor is None or actor.place:
                continue
            if (actor.kind == "person") == person and head not in PLURAL_PERSON_NOUNS:
                return actor
        return self.cast.unnamed(self.text[slice(*self.span(first, end))], "group")


def is_office(word: str) -> bool:
    """Whether a word begins a description without an article ("chairman of the board")."""
    return word in PERSON_NOUNS or is_demonym(word.capitalize())

"""Whom a source span stands for: names, pronouns, offices, organizations, nobody known.

The order of the rules is the order of their certainty. A pronoun that two people
fit equally well stays unknown: a wrong speaker is slander, no speaker is a gap
that a person can fill.
"""

from __future__ import annotations

from quoth.model import Statement
from quoth.resolve import gender, kinds, offices
from quoth.resolve.cast import Actor
from quoth.resolve.layout import HEADLINE
from quoth.resolve.lexicon import (
    CONTINUING_NOUNS,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PERSON_NOUNS,
    TITLES,
    word_set,
)
from quoth.resolve.names import strip_possessive
from quoth.resolve.phrase import Phrase, capitalised_tail, take_apart
from quoth.resolve.pronouns import KNOWN_NOUNS, Pronouns
from quoth.resolve.scene import Scene, Stage

_COMMON = FUNCTION_WORDS | KNOWN_NOUNS | TITLES
_SAME = frozenset(["same", "new", "latest"])
_QUANTIFIERS = word_set(
    """
    some any many much few several others all both most two three four five six one dozens
    hundreds thousands millions those these each either neither none other
    """
)
_OFFICES = word_set(
    """
    president premier chancellor governor mayor minister senator candidate nominee pope king queen
    prince secretary
    """
)

FARTHEST = 120
"""Characters between a speaker's last words and a quotation that goes on without a source."""


class Resolver:
    """Resolves the sources of one article's statements."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.layout, self.cast = stage.layout, stage.cast
        self._pronouns = Pronouns(stage, self._phrase)
        self._brands: dict[str, bool] = {}

    def actors(self, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
        """The actors a statement's source stands for; empty when unknown."""
        if statement.source is None:
            return self._without_source(statement, scene)
        start, end = statement.source.span
        phrase = take_apart(self.cast, start, end)
        if phrase is None:
            return ()
        return self._phrase(phrase, scene)

    def _phrase(self, phrase: Phrase, scene: Scene, *, depth: int = 0) -> tuple[Actor, ...]:
        if phrase.pronoun:
            return self._pronouns.actors(phrase, scene)
        if phrase.mention is not None:
            first = self._name(phrase, scene)
        else:
            first = self._nominal(phrase, scene)
        if not first or depth >= 4:
            return first
        return first + self._joined(phrase, scene, first, depth)

    def _name(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        mention = self.cast.mentions[phrase.mention]
        words = [word.lower() for word in mention.words]
        if len(words) == 1 and phrase.determiner == "the" and not mention.title:
            generic = words[0]
            if generic in ORGANIZATION_NOUNS or generic in ORGANIZATION_WORDS:
                actor = offices.organization(self.stage, generic, (), scene)
                if actor is not None:
                    return (actor,)
        actor = self.cast.actor_of[phrase.mention] or self.cast.named(
            mention.words, offset=mention.span[0], title=mention.title
        )
        if actor is None:
            # A surname that several share: nobody rather than the wrong one.
            return ()
        return (actor,)

    def _joined(
        self, phrase: Phrase, scene: Scene, first: tuple[Actor, ...], depth: int
    ) -> tuple[Actor, ...]:
        """The others of "A and B said", when each is a name or a phrase of its own."""
        layout, tail = self.layout, phrase.tail
        while tail < phrase.stop and layout.word(tail) == ",":
            tail += 1
        if tail + 1 >= phrase.stop or phrase.mention is None:
            return ()
        if layout.word(tail) not in ("and", "&"):
            # "A, B and C said": every part a full name.
            if layout.word(phrase.tail) != ",":
                return ()
            rest = take_apart(self.cast, layout.starts[tail], phrase.span[1])
            if rest is None or rest.mention is None or rest.tail >= rest.stop:
                return ()
            later = [layout.word(i) for i in range(rest.tail, min(rest.stop, rest.tail + 2))]
            if "and" not in later and later[0] != ",":
                return ()
            if layout.starts[tail] != self.cast.mentions[rest.mention].span[0]:
                return ()
            others = self._phrase(rest, scene, depth=depth + 1)
            if len(others) < 2 or any(a.kind != "person" for a in (*first, *others)):
                return ()
            return tuple(a for a in others if a not in first)
        rest = take_apart(self.cast, layout.starts[tail + 1], phrase.span[1])
        if rest is None or rest.pronoun:
            return ()
        return tuple(a for a in self._phrase(rest, scene, depth=depth + 1) if a not in first)

    def _nominal(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        named = self._apposed(phrase)
        if named is not None:
            return (named,)
        tail = capitalised_tail(self.cast, phrase)
        for begin in range(len(tail)):
            actor = self.cast.named(tail[begin:], offset=phrase.span[0])
            if actor is not None and (begin == 0 or len(tail) - begin > 1 or actor.sure):
                return (actor,)
        head = phrase.head
        if head in CONTINUING_NOUNS:
            return self._spokesperson(phrase, scene)
        if head in FUNCTION_WORDS and not phrase.modifiers and head not in _QUANTIFIERS:
            return ()  # "said": no source at all
        kind = kinds.of_phrase(phrase.text, head, definite=phrase.definite)
        whole = phrase.tail >= phrase.stop or self.layout.word(phrase.tail) in ",—–("
        holder = kind == "person" and phrase.definite and phrase.determiner != "'s"
        if holder and (whole or head in _OFFICES):
            actor = offices.office(self.stage, phrase, scene, self._sex(phrase))
            if actor is not None:
                return (actor,)
        owned = phrase.determiner in ("his", "her", "their", "my", "our", "your")
        pointing = whole and (phrase.definite or phrase.modifiers) and not owned
        if kind == "organization" and pointing:
            actor = offices.organization(self.stage, head, phrase.modifiers, scene)
            if actor is not None:
                return (actor,)
        if kind == "document" and phrase.definite and whole and not set(phrase.modifiers) - _SAME:
            actor = offices.document(self.stage, head, scene)
            if actor is not None:
                return (actor,)
        if not phrase.determiner and len(phrase.text.split()) == 1:
            word = phrase.text
            common = word.lower() in _COMMON
            if kind == "anonymous" and not common and self._brand(word):
                kind = "organization"  # a firm that writes its name small
        return (self.cast.unnamed(self._tidy(phrase), kind, sex=self._sex(phrase)),)

    def _brand(self, word: str) -> bool:
        """Whether a word that is also printed small is a name ("easyfly", "Easyfly")."""
        if not word.islower():
            return True
        if word not in self._brands:
            self._brands[word] = f"{word[0].upper()}{word[1:]}" in self.layout.text
        return self._brands[word]

    def _sex(self, phrase: Phrase) -> str | None:
        return gender.of_words([phrase.head, *phrase.modifiers])

    def _tidy(self, phrase: Phrase) -> str:
        """The phrase as a name: no article in front, relative clause and asides cut off."""
        layout = self.layout
        begin, end = phrase.span
        listed = ", " in phrase.text and " and " in phrase.text and " who " not in phrase.text
        for token in range(phrase.tail, phrase.stop):
            word = layout.word(token)
            if word == "," and listed and len(phrase.text) < 120:
                continue
            if word in (",", ";", "—", "–") or word in ("who", "which"):
                if layout.ends[token - 1] > begin:
                    end = layout.ends[token - 1]
                break
        text = " ".join(layout.text[begin:end].split())
        first, _, rest = text.partition(" ")
        if rest and first.lower() in ("the", "a", "an"):
            text = rest
        return strip_possessive(text) or phrase.text

    def _apposed(self, phrase: Phrase) -> Actor | None:
        """The person named beside the phrase: "his deputy, Jane Doe," → Jane Doe."""
        layout, cast = self.layout, self.cast
        person = phrase.head in PERSON_NOUNS or phrase.head == "one"
        if not person:
            return None
        token, limit = phrase.tail, min(phrase.stop, phrase.tail + 30)
        while token < limit and layout.word(token) not in (",", "—", "–"):
            if layout.word(token) in ("who", "which", "that"):
                return None
            token += 1
        token += 1
        if token >= limit:
            return None
        begin = layout.starts[token]
        for index in cast.mentions_in(begin, layout.ends[limit - 1]):
            mention = cast.mentions[index]
            actor = cast.actor_of[index]
            between = layout.text[begin : mention.span[0]]
            if any(
                word in ("of", "at", "with", "by", "for", "in", "from", "who", "and", "told")
                for word in between.replace(",", " , ").split()
            ):
                return None
            if actor is not None and actor.kind == "person":
                return actor
            if actor is not None and not between.strip():
                # What stands in apposition to a person is a person.
                unsure = actor.kind == "organization" and not actor.sure and not actor.place
                if len(mention.words) > 1 and unsure:
                    actor.kind = "person"
                    return actor
                return None
        return None

    def _spokesperson(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """Who is spoken for: the organization of an unnamed spokesperson."""
        layout, cast = self.layout, self.cast
        token = phrase.tail
        if token + 1 < phrase.stop and layout.word(token) in ("for", "of", "at", "from", "with"):
            rest = take_apart(cast, layout.starts[token + 1], phrase.span[1])
            found = self._phrase(rest, scene) if rest is not None and not rest.pronoun else ()
            if found and found[0].kind in ("organization", "outlet", "group"):
                return found[:1]
        inside = cast.mentions_in(phrase.span[0], phrase.region_end)
        for index in reversed(inside):
            actor = cast.actor_of[index]
            if actor is not None and actor.kind in ("organization", "outlet"):
                return (actor,)
        if phrase.modifiers and not inside:
            noun = phrase.modifiers[-1]
            if noun in ORGANIZATION_NOUNS or noun in ORGANIZATION_WORDS:
                actor = offices.organization(self.stage, noun, phrase.modifiers[:-1], scene)
                if actor is not None:
                    return (actor,)
                return (cast.unnamed(" ".join(phrase.modifiers), "organization"),)
        if phrase.definite and not phrase.modifiers:
            actor = offices.office(self.stage, phrase, scene, self._sex(phrase))
            if actor is not None:
                return (actor,)
            for told in reversed(scene.told[-3:]):
                source = told.statement.source
                spoken = source is not None and any(
                    noun in source.text.lower() for noun in CONTINUING_NOUNS
                )
                if spoken and [a.kind for a in told.actors] == ["organization"]:
                    return told.actors
        return (cast.unnamed(self._tidy(phrase), "person", sex=self._sex(phrase)),)

    def _without_source(self, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
        """The previous speaker, where a quotation plainly goes on; else nobody."""
        if (
            statement.mode != "direct"
            or not statement.content.spans
            or not scene.told
            or scene.outer is not None
        ):
            return ()
        if statement.cue is not None:
            return ()
        before = scene.told[-1]
        if (
            not before.statement.content.spans
            or before.statement.mode == "indirect"
            or len(before.actors) != 1
        ):
            return ()
        text = self.layout.text
        begin, end = statement.content.spans[0][0], statement.content.spans[-1][1]
        last = max(before.anchor, before.statement.content.spans[-1][1])
        if not 0 <= begin - last <= FARTHEST:
            return ()
        tokens = self.layout.tokens(begin, end)
        if not tokens or self.layout.flags[tokens[-1]] & HEADLINE:
            return ()
        apart = self.layout.paragraph(begin) - self.layout.paragraph(last)
        if apart > 1:
            return ()
        # Words between the end of the sentence before and the quotation introduce
        # another voice: "A sign read: “…”"; so do words behind it in a paragraph of its own.
        between = text[last:begin]
        lead = between[max(between.rfind(mark) for mark in ".!?\n") + 1 :]
        if any(c.isalnum() for c in lead) or (apart == 0 and between.count(".") > 1):
            return ()
        closing = min(self.layout.paragraph_span(begin)[1], end + 400)
        if apart and any(c.isalnum() for c in text[end:closing]):
            return ()
        return before.actors

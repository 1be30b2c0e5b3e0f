"""Whom "they" and "it" stand for: groups, pairs, organizations and documents named just before.

Candidates are those who spoke before, the names of groups and organizations, pairs of names
("Berg and Lopez") and plural or inanimate nouns, in this sentence and the two before. Being the
subject of its sentence and nearness count; who spoke last goes before who was only named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quoth.resolve.cast import Actor
from quoth.resolve.layout import HEADLINE
from quoth.resolve.lexicon import (
    DOCUMENT_NOUNS,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    PLURAL_PERSON_NOUNS,
    word_set,
)
from quoth.resolve.phrase import Phrase
from quoth.resolve.ranking import is_subject
from quoth.resolve.scene import Scene, Stage

BACK = 2
"""Sentences before its own in which a noun may be what "they" or "it" stands for."""
MOST = 60
"""Words looked at in one sentence."""
MEMORY = 3
"""Earlier statements whose speakers are candidates."""

_PLURALS = PLURAL_PERSON_NOUNS - FUNCTION_WORDS
_SINGULAR = (ORGANIZATION_NOUNS | DOCUMENT_NOUNS) - FUNCTION_WORDS
_BEFORE_OBJECT = word_set(
    """
    of to by with for from at in on about against told between than like over into among as
    """
)
_VERBS = word_set(
    """
    is are was were has have had do does did will would can could may might should must said says
    say told tells and but that who which
    """
)

_PLURAL_VERBS = frozenset(["were", "are", "have", "had", "say", "said", "would", "will", "want"])
_OWNED = frozenset(["its", "their", "my", "our", "your"])

Actors = tuple[Actor, ...]


class Things:
    """Resolves "they" and "it" in one article.

    Args:
        stage: the article.
        noun_phrase: the noun phrase that ends in a token, not before an offset.
        resolve_phrase: whom a noun phrase stands for.
    """

    def __init__(
        self,
        stage: Stage,
        noun_phrase: Callable[[int, int], tuple[Phrase | None, int]],
        resolve_phrase: Callable[[Phrase, Scene], Actors],
    ):
        self.stage, self.layout, self.cast = stage, stage.layout, stage.cast
        self._noun_phrase, self._resolve = noun_phrase, resolve_phrase
        self._busy = False
        self._single = False

    def they(self, scene: Scene) -> Actors:
        """Those whom "they" or "their" stands for; empty when nobody fits."""
        self._single = False
        found: list[tuple[float, Actors]] = []
        outer = scene.outer
        if outer is not None and outer.statement.mode != "direct" and self._plural(outer.actors):
            found.append((7.0, outer.actors))
        for score, actors in self._spoke(scene, aside=0.0):
            if self._plural(actors):
                found.append((score, actors))
            elif (
                len(actors) == 1
                and actors[0].kind in ("organization", "outlet")
                and actors[0] is not self.cast.own_outlet()
            ):
                found.append((score - 1.5, actors))
        found += self._pairs(scene)
        for score, actor in self._named(scene):
            if actor.kind == "group":
                found.append((score, (actor,)))
            elif actor.kind in ("organization", "outlet") and not actor.place:
                found.append((score - 1.8, (actor,)))
        found += self._nouns(scene, _PLURALS)
        return self._best(found)

    def it(self, scene: Scene) -> Actors:
        """What "it" or "its" stands for; empty when nothing fits."""
        self._single = True
        found: list[tuple[float, Actors]] = []
        kinds = ("organization", "outlet", "document")
        outer = scene.outer
        if outer is not None and outer.statement.mode != "direct":
            found += [(6.5, (a,)) for a in outer.actors if a.kind in kinds]
        for score, actors in self._spoke(scene, aside=-0.6):
            if len(actors) == 1 and actors[0].kind in kinds:
                found.append((score, actors))
        for score, actor in self._named(scene):
            if actor.kind in ("organization", "outlet"):
                found.append((score, (actor,)))
        found += self._nouns(scene, _SINGULAR)
        return self._best(found)

    def _best(self, found: list[tuple[float, Actors]]) -> Actors:
        best = max(found, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < 1.0:
            return ()
        return best[1]

    def _plural(self, actors: Actors) -> bool:
        """Whether actors are several: a group, or two and more, or "two officials"."""
        if len(actors) > 1 or any(actor.kind == "group" for actor in actors):
            return True
        if len(actors) != 1 or actors[0].kind != "anonymous" or actors[0].name == "unnamed":
            return False
        head = actors[0].name.lower().split(" who ")[0].split(" familiar ")[0].split()
        return any(word in _PLURALS for word in head)

    def _spoke(self, scene: Scene, *, aside: float) -> Iterator[tuple[float, Actors]]:
        """The speakers of the statements before, with a score; `aside` for one in mid-sentence."""
        layout = self.layout
        here, sentence = layout.paragraph(scene.begin), layout.sentence(scene.begin)
        for back, told in enumerate(reversed(scene.told[-MEMORY:])):
            apart = max(0, here - layout.paragraph(told.last))
            if apart > 1 or told.anchor >= scene.offset:
                continue
            gap = max(0, sentence - layout.sentence(told.last))
            start = layout.sentence_span(told.anchor)[0]
            opens = 0.6 if told.anchor - start < 8 else aside
            yield 5.0 + opens - 0.8 * back - 0.5 * min(gap, 3) - 0.4 * apart, told.actors

    def _named(self, scene: Scene) -> Iterator[tuple[float, Actor]]:
        """The actors named in this sentence and the ones before, with a score."""
        opened: int | None = None
        cast = self.cast
        for start, stop, back in self._sentences(scene):
            for index in cast.mentions_in(start, stop):
                actor, mention = cast.actor_of[index], cast.mentions[index]
                if actor is None or self._own(scene, mention.span[0]):
                    continue
                first = opened != start and is_subject(self.stage, mention)
                opened = start
                nouns = _SINGULAR | _PLURALS if actor.kind == "group" else _SINGULAR
                if self._modifies(mention.span[1], nouns):
                    continue  # "the UK government" is not the UK
                yield self._score(scene, mention.span[0], back, first), actor

    def _modifies(self, end: int, nouns: frozenset[str]) -> bool:
        """Whether a noun follows a name that only describes it ("Indigenous communities")."""
        layout = self.layout
        token = layout.tokens(end, end + 2)
        return bool(token) and layout.word(token.start).lower() in nouns

    def _nouns(self, scene: Scene, nouns: frozenset[str]) -> Iterator[tuple[float, Actors]]:
        """The nouns of a set in this sentence and the ones before, resolved, with a score."""
        if self._busy:
            return  # "its board" on the way to what "it" is
        self._busy = True
        layout = self.layout
        reason, confidence = scene.reason, scene.confidence
        for start, stop, back in self._sentences(scene):
            verb = False
            for token in layout.tokens(start, stop)[:MOST]:
                word = layout.word(token).lower()
                if word in _VERBS:
                    verb = True
                counted = word.endswith("s") and token >= 2 and layout.word(token - 1) == "of"
                counted = counted and layout.word(token - 2).lower() in (
                    "hundreds",
                    "thousands",
                    "dozens",
                )
                if word not in nouns and not (counted and nouns is _PLURALS):
                    continue
                at = layout.starts[token]
                following = layout.word(token + 1) if token + 1 < len(layout.starts) else "."
                if self._own(scene, at) or following.lower() in nouns or following[0].isupper():
                    continue
                if following.endswith(("’s", "'s")) or layout.flags[token] & HEADLINE:
                    continue
                phrase, begin = self._noun_phrase(token, start)
                if phrase is None or phrase.pronoun or phrase.mention is not None:
                    continue
                if phrase.determiner in _OWNED:
                    continue
                before = layout.word(begin - 1).lower() if begin else ""
                actors = self._resolve(phrase, scene)
                if actors:
                    first = not verb and before not in _BEFORE_OBJECT
                    score = self._score(scene, at, back, first) - 0.3
                    if not first and following in _PLURAL_VERBS and before not in _BEFORE_OBJECT:
                        score += 0.9  # "recalled groups in which voters were"
                    yield score, actors
        scene.because(reason, confidence)
        self._busy = False

    def _pairs(self, scene: Scene) -> Iterator[tuple[float, Actors]]:
        """Two names joined by "and"."""
        cast, text = self.cast, self.layout.text
        for start, stop, back in self._sentences(scene):
            found = cast.mentions_in(start, stop)
            for place, index in enumerate(found[:-1]):
                one, other = cast.actor_of[index], cast.actor_of[index + 1]
                if one is None or other is None or one is other:
                    continue
                between = text[cast.mentions[index].span[1] : cast.mentions[index + 1].lead]
                if not between.rstrip().endswith(" and") or len(between) > 40:
                    continue
                if one.kind != other.kind or one.kind not in ("person", "organization"):
                    continue
                if any(word in _VERBS - {"and"} for word in between.lower().split()):
                    continue
                at = cast.mentions[index].span[0]
                if self._own(scene, at):
                    continue
                first = place == 0 and is_subject(self.stage, cast.mentions[index])
                earlier = self._listed(found[: place + 1])
                yield self._score(scene, at, back, first) + 0.4, (*earlier, one, other)

    def _listed(self, found: Sequence[int]) -> Actors:
        """Those of one kind that stand in a list before the last of some mentions: "A, B and C"."""
        cast, text = self.cast, self.layout.text
        listed: list[Actor] = []
        later = cast.mentions[found[-1]]
        kind = cast.actor_of[found[-1]].kind
        for index in reversed(found[:-1]):
            actor, mention = cast.actor_of[index], cast.mentions[index]
            if actor is None or actor.kind != kind or text[mention.span[1] : later.lead] != ", ":
                break
            listed.append(actor)
            later = mention
        return tuple(reversed(listed))

    def pair(self, scene: Scene) -> Actors:
        """The two people whom the sentence before names together; empty if it names nobody so."""
        found = [
            (score, pair)
            for score, pair in self._pairs(scene)
            if len(pair) == 2 and pair[0].kind == "person"
        ]
        best = max(found, key=lambda one: one[0], default=None)
        return best[1] if best is not None and best[0] >= 2.5 else ()

    def _sentences(self, scene: Scene) -> Iterator[tuple[int, int, int]]:
        """Where this sentence (as far as the pronoun) and the ones before lie; how far back."""
        layout = self.layout
        start = layout.sentence_span(scene.offset)[0]
        yield start, scene.offset, 0
        here = layout.paragraph(scene.begin)
        for back in range(1, BACK + 1):
            if not start:
                return
            stop = start
            # The quotation mark before a first word still counts to the sentence before.
            start = layout.sentence_span(max(0, start - 2))[0]
            if here - layout.paragraph(start) > 1:
                return
            yield start, stop, back

    def _score(self, scene: Scene, at: int, back: int, first: bool) -> float:
        layout = self.layout
        score = 4.2 if first else 2.4
        if first and not back and self._single:
            score += 1.2  # "The campaign raised more, it said"
        apart = max(0, layout.paragraph(scene.begin) - layout.paragraph(at))
        around = self.stage.content(scene.offset)
        inside = self.stage.content(at)
        if inside is not None and inside != around:
            score -= 1.0
        return score - 0.7 * back - 0.5 * apart

    def _own(self, scene: Scene, at: int) -> bool:
        """Whether an offset lies in the statement's own content."""
        return any(a <= at < b for a, b in scene.own)

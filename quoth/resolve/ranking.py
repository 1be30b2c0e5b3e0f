"""Whom "he" or "she" stands for: people near it, ranked by weights learned from labelled articles.

Each person named before the pronoun, and each who spoke, is described by a few dozen features:
how far away, subject or not, the last speaker or not, named in somebody else's words, how often
the article names them. A weight for each is learned (`training/ranking.py`) so that the softmax of
the sums is the probability of each candidate: a log-linear ranker (Denis & Baldridge, 2007, "A
ranking approach to pronoun resolution"). The weights are in `weights.json` beside this file, a
table that can be read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from quoth.resolve.cast import Actor
from quoth.resolve.lexicon import PERSON_NOUNS, word_set
from quoth.resolve.names import Mention
from quoth.resolve.scene import Scene, Stage, Told

SPEAKERS = 8
"""Earlier statements whose speakers are candidates."""
PARAGRAPHS = 5
"""Paragraphs before its own in which a pronoun looks for its person."""
CLOSE = 2
"""The same where somebody who agrees is named or spoke in the nearer ones."""

OFTEN = 6
"""Mentions beyond which an actor is no more likely to be meant."""

OBJECT_AFTER = word_set(
    """
    of to by with for from at in on about against told between than like and over
    """
)
"""Words after which a name is hardly the subject of its sentence."""


_SAYING = word_set(
    """
    added replied asked argued claimed insisted noted warned explained recalled concluded declared
    stated tweeted joked continued responded quipped acknowledged admitted countered
    """
)


@dataclass(slots=True)
class Candidate:
    """One person a pronoun may stand for.

    Attributes:
        actor: the person.
        features: name to value; those that are absent are 0.
        score: the weighted sum.
        probability: that this candidate is meant, among all candidates.
    """

    actor: Actor
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0
    probability: float = 0.0


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The learned weight of each feature."""
    text = files("quoth.resolve").joinpath("weights.json").read_text(encoding="utf-8")
    return json.loads(text)["person pronoun"]


def is_subject(stage: Stage, mention: Mention) -> bool:
    """Whether a mention may be a subject: no possessive, no preposition before it."""
    if mention.possessive or mention.after in OBJECT_AFTER:
        return False
    if mention.after.endswith("ed") and not mention.title and mention.after not in _SAYING:
        return False  # "visited Lopez"; but "added Lopez" and "retired General Lopez"
    if mention.after in ("the", "a", "an"):
        layout = stage.layout
        token = layout.tokens(mention.lead, mention.lead + 1).start - 2
        if token >= 0 and layout.word(token).lower() in OBJECT_AFTER:
            return False
    return True


def rank(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with score and probability, the most probable first."""
    if not candidates:
        return []
    table = weights()
    for candidate in candidates:
        candidate.score = sum(
            table.get(name, 0.0) * value for name, value in candidate.features.items()
        )
    most = max(candidate.score for candidate in candidates)
    total = sum(math.exp(candidate.score - most) for candidate in candidates)
    for candidate in candidates:
        candidate.probability = math.exp(candidate.score - most) / total
    return sorted(candidates, key=lambda c: -c.score)


def _human(name: str) -> bool:
    """Whether the head of a description is one person: not "piece in the paper"."""
    for word in name.lower().split():
        if word.rsplit("-", 1)[-1] in PERSON_NOUNS:
            return True
        if word in ("of", "in", "at", "for", "on", "from", "to", "with", "who"):
            return False
    return False


_OFFICE = re.compile(
    r"\b[Tt]he (president|mayor|governor|senator|chancellor|premier|pope|king|queen)\b"
)


class People:
    """Collects the people that a pronoun of one sex may stand for, with their features."""

    def __init__(self, stage: Stage, scene: Scene, sex: str):
        self.stage, self.scene, self.sex = stage, scene, sex
        self.layout = stage.layout
        self.here = self.layout.paragraph(scene.begin)
        self.sentence = self.layout.sentence(scene.begin)
        self.described: dict[int, int] = {}
        self.barred: set[int] = set()
        outer = scene.outer
        if outer is not None and outer.statement.mode == "direct":
            # Inside a quotation the speaker is "I", never "he".
            self.barred = {id(actor) for actor in outer.actors}
        self._offices_told_of = self._offices()

    def _offices(self) -> set[str]:
        """Offices whose holders the statement's own quotation speaks of: "the president will"."""
        text = self.layout.text
        return {
            match[1]
            for start, end in self.scene.own
            if self.stage.quoted(start)
            for match in _OFFICE.finditer(text, start, end)
        }

    def candidates(
        self, *, same_from: int, described: Sequence[tuple[Actor, int]] = ()
    ) -> list[Candidate]:
        """Those who agree in sex and kind, in the nearer paragraphs or else in the farther ones.

        Args:
            same_from: offset from which names are nobody's whom the pronoun stands for.
            described: people whom descriptions that open a sentence stand for, and where.
        """
        self.described = {id(actor): at for actor, at in described}
        for window in (CLOSE, PARAGRAPHS):
            found = self._within(window, same_from, [actor for actor, _ in described])
            if found:
                return found
        return []

    def _within(self, window: int, same_from: int, described: Sequence[Actor]) -> list[Candidate]:
        stage, layout, scene = self.stage, self.layout, self.scene
        offset = scene.offset
        actors: dict[int, Actor] = {}
        spoke: dict[int, tuple[int, Told]] = {}
        named: dict[int, list[int]] = {}
        outer = scene.outer
        if outer is not None and outer.statement.mode != "direct":
            for actor in outer.actors:
                actors[id(actor)] = actor
        for back, told in enumerate(reversed(scene.told[-SPEAKERS:])):
            if told.anchor >= offset:
                continue
            if max(0, self.here - layout.paragraph(told.last)) > window:
                break
            if len(told.actors) == 1:
                actor = told.actors[0]
                actors[id(actor)] = actor
                spoke.setdefault(id(actor), (back, told))
        actors.update((id(actor), actor) for actor in described)
        first = layout.paragraphs[max(0, self.here - window)]
        for index in stage.mentions_before(offset, first):
            actor, mention = stage.cast.actor_of[index], stage.cast.mentions[index]
            if actor is None:
                continue
            at = mention.span[0]
            if at >= same_from or any(a <= at < b for a, b in scene.own):
                continue  # "I thank Ana Lopez," he said: not she
            actors[id(actor)] = actor
            named.setdefault(id(actor), []).append(index)
        kept = [
            actor
            for key, actor in actors.items()
            if key not in self.barred and self._agrees(actor, key in spoke)
        ]
        recency = sorted(kept, key=lambda a: -max(self._last(id(a), spoke, named), default=-1))
        order = {id(actor): place for place, actor in enumerate(recency)}
        found = []
        for actor in kept:
            features = self._features(actor, spoke.get(id(actor)), named.get(id(actor), []))
            features[f"recency {min(order[id(actor)], 3)}"] = 1.0
            found.append(Candidate(actor, features))
        return found

    def _last(self, key: int, spoke: dict, named: dict) -> list[int]:
        places = [spoke[key][1].last] if key in spoke else []
        if key in named:
            places.append(self.stage.cast.mentions[named[key][-1]].span[0])
        if key in self.described:
            places.append(self.described[key])
        return places

    def _agrees(self, actor: Actor, spoke: bool) -> bool:
        """Whether sex and kind let an actor be meant."""
        if actor.name == "unnamed" or actor.role_words & self._offices_told_of:
            return False
        if actor.vague:
            return bool(actor.positions) and (spoke or self._alone(actor))
        if actor.kind not in ("person", "anonymous"):
            return False
        if not actor.positions and not _human(actor.name):
            return False
        if actor.gender is None:
            return True
        return actor.gender == self.sex

    def _alone(self, actor: Actor) -> bool:
        """Whether a single word is printed several times as surnames are: without an article."""
        mentions = [self.stage.cast.mentions[i] for i in actor.mentions]
        return len(mentions) > 1 and not any(m.the for m in mentions)

    def _features(
        self, actor: Actor, spoke: tuple[int, Told] | None, named: list[int]
    ) -> dict[str, float]:
        stage, layout, scene = self.stage, self.layout, self.scene
        f: dict[str, float] = {}
        behind = bool(scene.own) and scene.own[0][0] < scene.offset
        place = "behind its words" if behind else "before its words"
        # Who it is.
        if actor.kind == "organization":
            f["perhaps no person"] = 1.0
        elif actor.gender is None:
            f["sex unknown"] = 1.0
            if not actor.sure:
                f["sex unknown and no title"] = 1.0
        if not actor.positions:
            f["unnamed"] = 1.0
            if actor.kind == "anonymous":
                f["anonymous"] = 1.0
        count = len(actor.positions)
        f["named often"] = math.log1p(min(count, OFTEN))
        if count and count == stage.most_mentions:
            f["named most"] = 1.0
        # Where it was named last.
        around = stage.content(scene.offset)
        if named:
            mention = stage.cast.mentions[named[-1]]
            at = mention.span[0]
            own = layout.sentence(at)
            back = max(0, self.sentence - own)
            f[f"named {min(back, 4)} sentences back"] = 1.0
            apart = max(0, self.here - layout.paragraph(at))
            f[f"named {min(apart, 3)} paragraphs back"] = 1.0
            inside = stage.content(at)
            if inside is not None and inside != around:
                f["named in others' words"] = 1.0
            elif is_subject(stage, mention):
                first = self._opens_clause(named[-1])
                f["named as subject"] = 1.0
                if first:
                    f["named first in its sentence"] = 1.0
                    f[f"named first, {min(back, 3)} back, {place}"] = 1.0
            else:
                f["named as object"] = 1.0
                if mention.possessive:
                    f["named as owner"] = 1.0
            near = sum(layout.paragraph(stage.cast.mentions[i].span[0]) == self.here for i in named)
            f["named in the paragraph"] = math.log1p(near)
            for index in named:
                mention = stage.cast.mentions[index]
                gap = self.sentence - layout.sentence(mention.span[0])
                if gap not in (0, 1) or not is_subject(stage, mention):
                    continue
                if self._opens_clause(index) and stage.content(mention.span[0]) == around:
                    where = "this sentence" if gap == 0 else "the sentence before"
                    f[f"subject of {where}"] = 1.0
                    if gap == 1:
                        opens = scene.offset - layout.sentence_span(scene.offset)[0] < 3
                        how = "opens" if opens else "behind" if behind else "inside"
                        f[f"subject of {where}, pronoun {how}"] = 1.0
        elif id(actor) not in self.described:
            f["not named near"] = 1.0
        if id(actor) in self.described:
            f |= self._described_features(self.described[id(actor)], place, behind, bool(named))
        # When it spoke last.
        if spoke is not None:
            back, told = spoke
            f[f"spoke {min(back, 3)} statements back"] = 1.0
            gap = max(0, self.sentence - layout.sentence(told.last))
            f[f"spoke {min(gap, 3)} sentences back"] = 1.0
            apart = max(0, self.here - layout.paragraph(told.last))
            f[f"spoke {min(apart, 2)} paragraphs back"] = 1.0
            if back == 0:
                f[f"spoke last, {min(apart, 2)} paragraphs back, {place}"] = 1.0
                if told.statement.source is not None and told.statement.nested_in is None:
                    source = told.statement.source.text.lower()
                    if source in ("he", "she", "his", "her"):
                        f["spoke last as a pronoun"] = 1.0
        else:
            f["did not speak near"] = 1.0
        if scene.outer is not None and actor in scene.outer.actors:
            f["speaks the words around"] = 1.0
        return f

    def _described_features(
        self, at: int, place: str, behind: bool, named: bool
    ) -> dict[str, float]:
        """What it tells that a description of somebody opens this sentence or the one before."""
        layout, scene = self.layout, self.scene
        back = min(max(0, self.sentence - layout.sentence(at)), 3)
        f = {"described as subject": 1.0}
        where = "this sentence" if back == 0 else "the sentence before"
        f[f"subject of {where}"] = 1.0
        if back:
            opens = scene.offset - layout.sentence_span(scene.offset)[0] < 3
            how = "opens" if opens else "behind" if behind else "inside"
            f[f"subject of {where}, pronoun {how}"] = 1.0
        if not named:
            apart = max(0, self.here - layout.paragraph(at))
            f[f"named {back} sentences back"] = 1.0
            f[f"named {min(apart, 3)} paragraphs back"] = 1.0
            f["named as subject"] = 1.0
            f["named first in its sentence"] = 1.0
            f[f"named first, {back} back, {place}"] = 1.0
        return f

    def _opens_clause(self, index: int) -> bool:
        """Whether a mention is the first name of its sentence outside contents."""
        cast, layout = self.stage.cast, self.layout
        start = layout.sentence_span(cast.mentions[index].span[0])[0]
        for before in cast.mentions_in(start, cast.mentions[index].span[0]):
            other = cast.actor_of[before]
            if other is not None and other.kind in ("person", "group"):
                return False
        return True

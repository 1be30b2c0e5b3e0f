"""Whom "he", "they", "it", "who" and "I" stand for.

Candidates are the speakers of the statements before and the people named in the
paragraph and the two before it; nearness, being a subject and being the speaker
count for one, being named inside somebody else's words against. The best must
beat the second by MARGIN: two people who fit alike leave the speaker unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quoth.resolve.cast import Actor
from quoth.resolve.layout import QUOTED
from quoth.resolve.lexicon import (
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    FIRST_PLURAL,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    PLURAL_PERSON_NOUNS,
    PLURAL_PRONOUNS,
    RELATIVE_PRONOUNS,
    THING_PRONOUNS,
    word_set,
)
from quoth.resolve.names import Mention
from quoth.resolve.phrase import Phrase, take_apart
from quoth.resolve.scene import Scene, Stage, clear_winner

WINDOW = 2
"""Paragraphs before its own in which a pronoun looks for its person."""
FAR_WINDOW = 5
"""The same where no person who agrees was named or spoke in the nearer ones."""
MARGIN = 0.8
"""By how much the best candidate must beat the second; below, the speaker stays unknown."""
MEMORY = 8
"""Earlier statements whose speakers a pronoun considers."""
LEAST = 2.5
"""The lowest score that counts as an answer."""

_OBJECT_AFTER = word_set(
    """
    of to by with for from at in on about against told between than like and over
    """
)
_OPENING = re.compile(r"[\s\"“‘'(]{0,5}(he|she)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my)\b")
_PLURALS = PLURAL_PERSON_NOUNS - FUNCTION_WORDS
_COUNTS = frozenset(["hundreds", "thousands", "dozens"])
KNOWN_NOUNS = (
    PERSON_NOUNS | PLURAL_PERSON_NOUNS | ORGANIZATION_NOUNS | ORGANIZATION_WORDS | DOCUMENT_NOUNS
)
_LINKING = word_set(
    """
    , of in from the — – - ( ) de
    """
)
_CLAUSE_WORDS = word_set(
    """
    is are was were be been has have had do does did will would can could said says told and or
    but with by to from in on at of for after before as if when while because who which that than
    about into over against per via not
    """
)


class Pronouns:
    """Resolves the pronouns of one article.

    Args:
        stage: the article.
        resolve_phrase: what resolves the noun phrase before a relative pronoun.
    """

    def __init__(self, stage: Stage, resolve_phrase: Callable[[Phrase, Scene], tuple[Actor, ...]]):
        self.stage = stage
        self.article, self.layout, self.cast = stage.article, stage.layout, stage.cast
        self._phrase = resolve_phrase
        self._own_voice: bool | None = None

    def actors(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The actors a pronoun stands for; empty when unknown."""
        word = phrase.pronoun
        scene.because(f"pronoun “{word}”; nobody near fits clearly better than the others", 0.0)
        if word in PERSON_PRONOUNS:
            return self._person_pronoun(PERSON_PRONOUNS[word], scene)
        if word in RELATIVE_PRONOUNS and not (word == "that" and self._stands_alone(phrase)):
            return self._relative(phrase, scene)
        if word in FIRST_PERSON:
            return self._first_person(scene, plural=False)
        if word in FIRST_PLURAL:
            return self._first_person(scene, plural=True)
        if word in PLURAL_PRONOUNS:
            return self._they(scene)
        if word in THING_PRONOUNS:
            return self._it(scene)
        return ()  # "you", and "that" for a whole sentence

    def _stands_alone(self, phrase: Phrase) -> bool:
        return self.layout.sentence_span(phrase.span[0])[0] == phrase.span[0]

    def _person_pronoun(self, sex: str, scene: Scene) -> tuple[Actor, ...]:
        near = self._candidates(sex, scene, WINDOW)
        best = clear_winner(near, margin=MARGIN, least=LEAST)
        if best is None and len(near) == 1 and near[0][1].gender == sex and near[0][0] > 1.0:
            best = near[0][1]  # only one person it can be, though named in passing
        if not near:
            # Nobody else was named in between: look further back.
            near = self._candidates(sex, scene, FAR_WINDOW)
            best = clear_winner(near, margin=MARGIN)
        if best is None:
            return ()
        self._say_why(sex, best, near, scene)
        return (best,)

    def _say_why(
        self, sex: str, best: Actor, near: list[tuple[float, Actor]], scene: Scene
    ) -> None:
        """Give the ground of a pronoun: who it is, how far away, how clear the lead."""
        layout = self.layout
        # The quotation mark before a first word still counts to the sentence before.
        words = layout.tokens(scene.begin, scene.offset + 1)[:4]
        first = next((t for t in words if layout.word(t)[0].isalnum()), None)
        sentence = layout.sentence(scene.begin if first is None else layout.starts[first])
        told = [t.last for t in scene.told[-MEMORY:] if t.actors == (best,)]
        named = [at for at in best.positions if at < scene.offset]
        last = max([*told[-1:], *named[-1:]], default=scene.begin)
        if scene.outer is not None and best in scene.outer.actors:
            what = "the speaker of the words around it"
        elif told and last == told[-1]:
            what = "the last speaker"
        else:
            what = f"the nearest {'man' if sex == 'm' else 'woman'} named"
        back = max(0, sentence - layout.sentence(last))
        where = "in the same sentence" if not back else f"{back} sentence{'s' * (back > 1)} earlier"
        scores = sorted((score for score, _ in near), reverse=True)
        lead = scores[0] - scores[1] if len(scores) > 1 else 4.0
        scene.because(
            f"pronoun; {what}, {where}", 0.95 if lead >= 3 else 0.9 if lead >= 1.5 else 0.8
        )

    def _candidates(self, sex: str, scene: Scene, window: int) -> list[tuple[float, Actor]]:
        layout, offset = self.layout, scene.offset
        here, sentence = layout.paragraph(scene.begin), layout.sentence(scene.begin)
        scores: dict[int, float] = {}
        actors: dict[int, Actor] = {}
        barred = set()
        if scene.outer is not None and scene.outer.statement.mode == "direct":
            # Inside a quotation the speaker is "I", never "he".
            barred = {id(actor) for actor in scene.outer.actors}

        def offer(actor: Actor, score: float, *, told: bool = False) -> None:
            vague = actor.kind == "organization" and not (actor.sure or actor.place)
            vague = vague and bool(actor.positions)
            if id(actor) in barred:
                return
            if vague and told and " " not in actor.name:
                score -= 1.5  # a bare surname that only its speaking shows to be one
            elif actor.kind not in ("person", "anonymous"):
                return
            elif actor.gender is None:
                if not (told or actor.sure):
                    return
                score -= 1.5 if actor.sure or actor.kind != "person" else 2.5
            elif actor.gender != sex:
                return
            if actor.positions and len(actor.positions) == self.stage.most_mentions:
                score += 0.4
            key = id(actor)
            actors[key] = actor
            scores[key] = max(scores.get(key, score), score)

        if scene.outer is not None and scene.outer.statement.mode != "direct":
            for actor in scene.outer.actors:
                offer(actor, 9.5, told=True)
        for back, told in enumerate(reversed(scene.told[-MEMORY:])):
            if told.anchor >= offset:
                continue
            distance = max(0, here - layout.paragraph(told.last))
            if distance > window:
                break
            gap = max(0, min(sentence - layout.sentence(told.last), 4))
            if len(told.actors) == 1:
                offer(told.actors[0], 9.2 - 0.7 * gap - 2.0 * distance - 0.3 * back, told=True)
        unnamed = self._unnamed_subject(scene)
        if unnamed is not None:
            offer(unnamed, 8.7, told=True)
        around = self.stage.content(offset)
        same = self._same_subject(scene)
        first = layout.paragraphs[max(0, here - window)]
        opened: int | None = None
        for index in self.stage.mentions_before(offset, first):
            mention = self.cast.mentions[index]
            actor = self.cast.actor_of[index]
            if actor is None or actor.kind != "person":
                continue
            at = mention.span[0]
            if any(a <= at < b for a, b in scene.own):
                continue  # "I thank Ana Lopez," he said: not she
            if at >= same:
                continue  # "He met Carl Berg. He has vowed to go on.": not Berg
            own = layout.sentence(at)
            subject = own != opened and self._subject(mention)
            if subject:
                opened = own
            score = 8.0 if subject else 5.0
            inside = self.stage.content(at)
            if inside is not None and inside != around:
                score -= 3.0  # named in somebody else's words
            apart = max(0, here - layout.paragraph(at))
            score -= 0.8 * max(0, min(sentence - own, 4)) + 1.2 * apart
            offer(actor, score)
        return [(score, actors[key]) for key, score in scores.items()]

    def _same_subject(self, scene: Scene) -> int:
        """Where a run of sentences begins that all open with the pronoun which opens this one.

        One person does what these sentences say (Centering: a subject that goes on as a
        pronoun; Grosz, Joshi & Weinstein, 1995), so it is nobody they name besides.
        Without such a run it is the end of the text.
        """
        layout, text = self.layout, self.layout.text
        start = layout.sentence_span(scene.offset)[0]
        opened = _OPENING.match(text, start)
        begin = len(text)
        if not opened or opened.start(1) != scene.offset:
            return begin
        word = opened[1].lower()
        for _ in range(MEMORY):
            if not start:
                break
            before = layout.sentence_span(start - 1)[0]
            opened = _OPENING.match(text, before)
            if not opened or opened[1].lower() != word:
                break
            if layout.paragraph(before) != layout.paragraph(scene.offset):
                break
            start = begin = before
        return begin

    def _subject(self, mention: Mention) -> bool:
        """Whether a mention may be a subject: no possessive, no preposition before it."""
        if mention.possessive or mention.after in _OBJECT_AFTER:
            return False
        if mention.after in ("the", "a", "an"):
            token = self.layout.tokens(mention.lead, mention.lead + 1).start - 2
            if token >= 0 and self.layout.word(token).lower() in _OBJECT_AFTER:
                return False
        return True

    def _unnamed_subject(self, scene: Scene) -> Actor | None:
        """An unnamed person who opens the sentence before: "he" may be "a duty engineer"."""
        layout = self.layout
        start = layout.sentence_span(scene.begin)[0]
        if start == 0:
            return None
        previous = layout.sentence_span(start - 1)[0]
        if layout.paragraph(previous) != layout.paragraph(scene.begin):
            return None
        tokens = layout.tokens(previous, start)[:7]
        if not tokens or layout.word(tokens[0]).lower() not in ("a", "an", "another", "one"):
            return None
        for token in tokens[1:]:
            word = layout.word(token).lower()
            if word in PERSON_NOUNS:
                following = layout.word(token + 1) if token + 1 < len(layout.starts) else "."
                if following == "," or following[0].isupper():
                    return None  # a name in apposition may follow
                text = layout.text[layout.starts[tokens[1]] : layout.ends[token]]
                return self.cast.unnamed(" ".join(text.split()), "anonymous")
            if not word[0].isalnum() or word in _CLAUSE_WORDS:
                return None
        return None

    def _first_person(self, scene: Scene, *, plural: bool) -> tuple[Actor, ...]:
        outer = scene.outer
        if outer is not None:
            if plural and len(outer.actors) != 1:
                return ()
            scene.because("first person: the speaker of the words around it", 0.9)
            return outer.actors
        if self.stage.quoted(scene.offset) or self._inside(scene.offset):
            return ()
        alone = len(self.article.authors) == 1 and self._author_says_i()
        if plural and alone:
            scene.because("first person plural beside “I”, in the article's own voice", 0.8)
            return (self.cast.unnamed(self.article.authors[0], "author"),)
        if plural and self.article.outlet:
            scene.because("first person plural in the article's own voice: the outlet", 0.8)
            return (self.cast.own_outlet(),)
        if plural or len(self.article.authors) != 1:
            return ()
        scene.because("first person in the article's own voice: the author", 0.9)
        return (self.cast.unnamed(self.article.authors[0], "author"),)

    def _author_says_i(self) -> bool:
        """Whether "I" stands somewhere outside quotation marks and contents."""
        if self._own_voice is None:
            layout = self.layout
            self._own_voice = any(
                not layout.flags[token] & QUOTED and not self._inside(match.start())
                for match in _I.finditer(layout.text)
                for token in layout.tokens(match.start(), match.start() + 1)
            )
        return self._own_voice

    def _they(self, scene: Scene) -> tuple[Actor, ...]:
        here = self.layout.paragraph(scene.offset)
        sentence = self.layout.sentence(scene.offset)
        for told in reversed(scene.told[-3:]):
            if here - self.layout.paragraph(told.anchor) > 1:
                break
            plural = len(told.actors) > 1 or any(a.kind == "group" for a in told.actors)
            if plural and sentence - self.layout.sentence(told.anchor) <= 2:
                scene.because("pronoun; those who spoke just before", 0.8)
                return told.actors
        group = self._plural_subject(scene)
        if group is None:
            return ()
        scene.because("pronoun; the people the sentence before is about", 0.75)
        return (group,)

    def _plural_subject(self, scene: Scene) -> Actor | None:
        """The people the previous sentence is about: "Hundreds of miners marched. They …"."""
        layout = self.layout
        start = layout.sentence_span(scene.offset)[0]
        if scene.own and scene.own[0][0] < start:
            start = scene.own[0][0]
        # The quotation mark before a first word still counts to the sentence before.
        previous = layout.sentence_span(max(0, start - 2))[0]
        if layout.paragraph(previous) != layout.paragraph(scene.offset):
            return None
        found = []
        for token in layout.tokens(previous, start)[:24]:
            word = layout.word(token).lower()
            counted = (
                token >= 2
                and layout.word(token - 1) == "of"
                and layout.word(token - 2).lower() in _COUNTS
            )
            plural = word in _PLURALS or (counted and word.endswith("s"))
            if plural and not self._inside(layout.starts[token]):
                found.append(token)
        heads = {layout.word(token).lower() for token in found} - _COUNTS
        if len(heads) != 1:
            return None
        return self.cast.unnamed(heads.pop(), "group")

    def _it(self, scene: Scene) -> tuple[Actor, ...]:
        here = self.layout.paragraph(scene.offset)
        scored: dict[int, tuple[float, Actor]] = {}

        def offer(actor: Actor, score: float) -> None:
            held = scored.get(id(actor))
            if held is None or held[0] < score:
                scored[id(actor)] = (score, actor)

        sentence = self.layout.sentence(scene.offset)
        if scene.outer is not None and scene.outer.statement.mode != "direct":
            for actor in scene.outer.actors:
                if actor.kind in ("organization", "outlet", "document"):
                    offer(actor, 6.0)
        for back, told in enumerate(reversed(scene.told[-3:])):
            if here - self.layout.paragraph(told.anchor) > 1 or len(told.actors) != 1:
                continue
            actor = told.actors[0]
            if actor.kind in ("organization", "outlet", "document"):
                start = self.layout.sentence_span(told.anchor)[0]
                opens = 1.0 if told.anchor - start < 6 else -1.0  # the subject goes on
                gap = sentence - self.layout.sentence(told.anchor)
                offer(actor, 5.0 + opens - back - 0.5 * gap)
        start = self.layout.paragraphs[here]
        opened = None
        for index in self.stage.mentions_before(scene.offset, start):
            actor, mention = self.cast.actor_of[index], self.cast.mentions[index]
            if actor is None or actor.kind not in ("organization", "outlet"):
                continue
            own = self.layout.sentence(mention.span[0])
            subject = own != opened and self._subject(mention)
            opened = own
            if self._inside(mention.span[0]) or not subject:
                offer(actor, 2.0 - 0.5 * (sentence - own))
            else:
                offer(actor, 4.4 - 0.7 * (sentence - own))
        best = clear_winner(list(scored.values()), margin=1.0, least=LEAST)
        if best is None:
            return ()
        scene.because("pronoun; the organization or document that spoke or was named last", 0.8)
        return (best,)

    def _relative(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The antecedent right before "who", "which" or "that"."""
        layout = self.layout
        start = phrase.span[0]
        token = layout.tokens(start, start + 1).start - 1
        while token >= 0 and layout.word(token) in (",", "-", "—", "–", ")", "]", "’"):
            token -= 1
        floor = layout.sentence_span(start)[0]
        if token < 0 or layout.starts[token] < floor:
            return ()
        named = self._named_before(layout.ends[token], start, phrase.pronoun)
        if named is not None:
            scene.because("relative pronoun; the name right before it", 0.95)
            return (named,)
        for _ in range(2):
            rest, begin = self._noun_phrase_before(token, floor)
            if rest is None or rest.pronoun:
                return ()
            if rest.mention is None and rest.head not in KNOWN_NOUNS:
                return ()
            found = self._phrase(rest, scene)[:1]
            wrong = ("person", "anonymous") if phrase.pronoun == "which" else ("document", "outlet")
            if phrase.pronoun == "who" and any(a.kind == "organization" for a in found):
                wrong = ("organization",)
            if not any(actor.kind in wrong for actor in found) or phrase.pronoun == "that":
                inner = f" ({scene.reason})" if scene.reason else ""
                scene.because(f"relative pronoun; the words right before it{inner}", 0.8)
                return found
            # "officials in Kyiv, who": the nearest noun does not fit, the one before may.
            token = begin - 1
            if token < 1 or layout.word(token) not in ("of", "in", "on", "at", "from", "to"):
                return ()
            token -= 1
        return ()

    def _named_before(self, end: int, start: int, pronoun: str) -> Actor | None:
        """The name that stands right before a relative pronoun, an age or a town between."""
        cast, text = self.cast, self.layout.text
        for index in reversed(cast.mentions_in(max(0, end - 80), end)):
            mention, actor = cast.mentions[index], cast.actor_of[index]
            if actor is None:
                return None
            between = text[mention.span[1] : start].split()
            plain = (w[0].isupper() or w.strip(",.").isdecimal() or w in _LINKING for w in between)
            if not all(plain) or mention.possessive:
                return None
            if pronoun == "who" and actor.kind in ("person", "group"):
                return actor
            if pronoun != "who" and actor.kind != "person" and mention.span[1] == end:
                return actor
        return None

    def _noun_phrase_before(self, token: int, floor: int) -> tuple[Phrase | None, int]:
        """The noun phrase that ends in a token, and the token it begins with."""
        layout = self.layout
        begin, index = token, token
        while index >= 0 and token - index < 12 and layout.starts[index] >= floor:
            word = layout.word(index)
            lowered = word.lower()
            if not word[0].isalnum() or lowered in _CLAUSE_WORDS:
                break
            begin = index
            if lowered in ("the", "a", "an", "those", "some", "many", "his", "her", "their"):
                break
            index -= 1
        return take_apart(self.cast, layout.starts[begin], layout.ends[token]), begin

    def _inside(self, offset: int) -> bool:
        """Whether an offset lies in somebody's words."""
        return self.stage.content(offset) is not None

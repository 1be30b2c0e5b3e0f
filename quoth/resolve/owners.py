"""Whose somebody or something is: "his lawyer", "the airline's manager", "her ministry"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from quoth.resolve import gender, kinds
from quoth.resolve.aliases import SUFFIXES, person_key
from quoth.resolve.cast import Actor
from quoth.resolve.layout import strip_possessive
from quoth.resolve.lexicon import PERSON_PRONOUNS, word_set
from quoth.resolve.names import fold
from quoth.resolve.phrase import FINITE, Phrase, take_apart
from quoth.resolve.pronouns import Pronouns
from quoth.resolve.scene import Scene, Stage

OWNERS = frozenset(["his", "her", "their", "its", "my", "our"])
"""Pronouns that say whose."""
_UTTERED = word_set(
    """
    statement tweet tweets post posts letter order lawsuit complaint filing ruling decision opinion
    dissent announcement release memo email e-mail speech message petition motion verdict remarks
    """
)
"""Documents in which their owner speaks; a report or a study speaks for itself."""

_CHILD = r"sons?|daughters?|child(?:ren)?"
_PARENT = r"fathers?|mothers?|parents?"
_SIBLING = r"brothers?|sisters?|siblings?"
_KIN = {
    "father": ("m", _CHILD),
    "mother": ("f", _CHILD),
    "son": ("m", _PARENT),
    "daughter": ("f", _PARENT),
    "brother": ("m", _SIBLING),
    "sister": ("f", _SIBLING),
    "husband": ("m", "wife|widow"),
    "wife": ("f", "husband"),
    "widow": ("f", "husband"),
}
"""Relatives who are likely to have a surname in common: their gender, and what they have."""
_WHICH_KIN = word_set("own late only older elder eldest younger youngest twin oldest")
_MINISTER_OF = re.compile(r"\b[Mm]inister (?:of|for)(?: the)? ([A-Za-z][\w ,&-]{2,60})$")
_MINISTER = re.compile(r"\b([A-Za-z]\w{2,30}) [Mm]inister$")

Actors = tuple[Actor, ...]


class Part:
    """What the parts of the resolver share that resolve phrases by way of other phrases.

    Args:
        stage: the article.
        pronouns: whom "his" stands for.
        resolve: whom a phrase stands for.
        tidy: a phrase as a name.
    """

    def __init__(
        self,
        stage: Stage,
        pronouns: Pronouns,
        resolve: Callable[..., Actors],
        tidy: Callable[[Phrase], str],
    ):
        self.stage, self.layout, self.cast = stage, stage.layout, stage.cast
        self._pronouns, self._phrase, self._tidy = pronouns, resolve, tidy


class Owners(Part):
    """Resolves phrases that say whose what they name is."""

    def actor(self, phrase: Phrase, kind: str, scene: Scene) -> Actor | None:
        """The actor for "his lawyer", "the airline's manager": named after whose it is."""
        layout = self.layout
        first = layout.tokens(*phrase.span).start
        if phrase.determiner in OWNERS:
            last = first
            owner = Phrase(span=phrase.span, text=phrase.determiner, pronoun=phrase.determiner)
            ahead = self._told_of(phrase, scene)
            actors = (ahead,) if ahead else self._pronouns.actors(owner, scene)
        else:
            # "the airline's manager", "Ruritania's health ministry's statement": the first owner.
            marked = (
                token
                for token in range(first, min(phrase.tail, first + 8))
                if layout.word(token).endswith(("'s", "’s"))
            )
            last = next(marked, None)
            if last is None or last >= phrase.tail - 1:
                return None
            owned = take_apart(self.cast, layout.starts[first], layout.ends[last] - 2)
            if owned is None:
                return None
            actors = self._phrase(owned, scene, depth=3)
        reason, confidence = scene.reason, scene.confidence
        if len(actors) != 1 or last + 1 >= phrase.stop:
            return None
        (actor,) = actors
        said = " ".join(layout.text[layout.starts[first] : layout.ends[last]].split())
        office = self._ministry(phrase, actor)
        if office is not None:
            scene.because(
                f"“{said} {phrase.head}”: {actor.name} is the minister", 0.85 * confidence
            )
            return office
        kin = self._kin(phrase, actor)
        if kin is not None:
            scene.because(f"“{said} {phrase.head}”: {kin.name}", 0.7 * confidence)
            return kin
        uttered = phrase.head in _UTTERED and actor.kind in ("person", "organization")
        if uttered and (actor.positions or phrase.determiner in OWNERS):
            scene.because(f"what {actor.name} issued ({reason})", 0.9 * confidence)
            return actor
        tidy = self._tidy(phrase)
        rest = layout.text[layout.starts[last + 1] : phrase.span[1]].split(",")[0]
        words = takewhile(lambda word: word not in FINITE, rest.split())
        rest = strip_possessive(" ".join(words))
        if kind == "document" or not rest or not tidy or (last > first and not actor.positions):
            return None
        scene.because(f"“{said}” is {actor.name} ({reason})", 0.9 * confidence)
        return self._of(actor, rest, kind, phrase)

    def own(self, phrase: Phrase, owner: Actor) -> Actor | None:
        """The second of "Carl Berg and his doctor": the first one's."""
        words = phrase.text.split(",")[0].split()[1:]
        if not words or phrase.head in _UTTERED:
            return None
        kind = kinds.of_phrase(phrase.text, phrase.head, definite=True)
        return self._of(owner, " ".join(words), kind, phrase)

    def _of(self, owner: Actor, what: str, kind: str, phrase: Phrase) -> Actor:
        """The actor "Carl Berg’s doctor"."""
        possessive = f"{owner.name}’" if owner.name.endswith("s") else f"{owner.name}’s"
        sex = gender.of_words([phrase.head, *phrase.modifiers])
        return self.cast.unnamed(f"{possessive} {what}", kind, sex=sex)

    def _told_of(self, phrase: Phrase, scene: Scene) -> Actor | None:
        """Whose "his" is behind words about somebody: "Ana Lopez felt vindicated, her lawyer said".

        The first person named in the statement's own words, if they begin the sentence with the
        name and the source follows them.
        """
        sex = PERSON_PRONOUNS.get(phrase.determiner)
        before = [span for span in scene.own if span[1] <= phrase.span[0]]
        if sex is None or not before or self.stage.quoted(before[0][0]):
            return None
        start, end = before[0]
        sentence = self.layout.sentence_span(phrase.span[0])[0]
        if start - sentence > 2:
            return None
        for index in self.cast.mentions_in(start, end)[:1]:
            actor, mention = self.cast.actor_of[index], self.cast.mentions[index]
            if mention.lead - start > 2 or mention.possessive or actor is None:
                return None
            if actor.kind == "person" and actor.gender in (sex, None):
                scene.because("whom the words before are about", 0.8)
                return actor
        return None

    def _kin(self, phrase: Phrase, owner: Actor) -> Actor | None:
        """Whoever "his father" is, where one other of the surname is named who has a son."""
        if phrase.head not in _KIN or owner.kind != "person" or not owner.positions:
            return None
        sex, theirs = _KIN[phrase.head]
        if any(word not in _WHICH_KIN for word in phrase.modifiers):
            return None
        surname = _surname(owner)
        named = [
            actor
            for actor in self.cast.actors
            if actor is not owner and actor.kind == "person" and actor.gender in (sex, None)
            if surname is not None and _surname(actor) == surname
        ]
        if len(named) != 1:
            return None
        # "His own son" is told of, too: not any woman of the name is his wife.
        start, end = phrase.span
        text = self.layout.text
        told = any(
            not start <= match.start() < end
            for match in re.finditer(rf"\b(?:{theirs})\b", text, re.IGNORECASE)
        )
        return named[0] if told else None

    def _ministry(self, phrase: Phrase, actor: Actor) -> Actor | None:
        """The ministry of "her ministry", where she is the minister of something."""
        if phrase.head != "ministry" or phrase.modifiers or actor.kind != "person":
            return None
        for role in actor.roles:
            found = _MINISTER_OF.search(role.strip())
            if found:
                return self.cast.unnamed(f"Ministry of {_title_case(found[1])}", "organization")
            found = _MINISTER.search(role.strip())
            if found and found[1].lower() not in ("prime", "deputy", "former", "junior", "senior"):
                return self.cast.unnamed(f"Ministry of {_title_case(found[1])}", "organization")
        return None


def _surname(actor: Actor) -> str | None:
    """The last word of a full name."""
    words = [
        word for word in person_key(tuple(map(fold, actor.name.split()))) if word not in SUFFIXES
    ]
    return words[-1] if len(words) > 1 else None


def _title_case(words: str) -> str:
    """ "energy and mines" as a ministry's name has it: "Energy and Mines"."""
    return " ".join(
        w if w in ("and", "of", "the") else w[:1].upper() + w[1:] for w in words.split()
    )

"""For whom an unnamed spokesperson speaks: the organization, or whoever was spoken for last."""

from __future__ import annotations

from quoth.resolve import offices
from quoth.resolve.cast import Actor
from quoth.resolve.lexicon import CONTINUING_NOUNS, ORGANIZATION_NOUNS, ORGANIZATION_WORDS
from quoth.resolve.owners import Part
from quoth.resolve.phrase import Phrase, take_apart
from quoth.resolve.scene import Scene

Actors = tuple[Actor, ...]


class Spokespeople(Part):
    """Resolves "a spokesman for the bank", "its spokeswoman", "the spokesman"."""

    def actors(self, phrase: Phrase, scene: Scene, sex: str | None) -> Actors:
        """Who is spoken for: the organization of an unnamed spokesperson."""
        layout, cast = self.layout, self.cast
        token = phrase.tail
        if token + 1 < phrase.stop and layout.word(token) in ("for", "of", "at", "from", "with"):
            rest = take_apart(cast, layout.starts[token + 1], phrase.span[1])
            found = self._phrase(rest, scene) if rest is not None and not rest.pronoun else ()
            if found and found[0].kind in ("organization", "outlet", "group"):
                scene.because("an unnamed spokesperson speaks for the organization", 0.9)
                return found[:1]
            if found and found[0].kind == "person":
                scene.because("an unnamed spokesperson of somebody named", 0.85)
                return (cast.unnamed(self._tidy(phrase), "person", sex=sex),)
        inside = cast.mentions_in(phrase.span[0], phrase.region_end)
        for index in reversed(inside):
            actor = cast.actor_of[index]
            if actor is not None and actor.kind in ("organization", "outlet"):
                scene.because("an unnamed spokesperson speaks for the organization", 0.9)
                return (actor,)
        if phrase.modifiers and not inside:
            noun = phrase.modifiers[-1]
            if noun in ORGANIZATION_NOUNS or noun in ORGANIZATION_WORDS:
                actor = offices.organization(self.stage, noun, phrase.modifiers[:-1], scene)
                scene.because("an unnamed spokesperson speaks for the organization", 0.8)
                if actor is not None:
                    return (actor,)
                return (cast.unnamed(" ".join(phrase.modifiers), "organization"),)
        if phrase.determiner in ("its", "their"):
            owners = self._pronouns.actors(
                Phrase(span=phrase.span, text="", pronoun=phrase.determiner), scene
            )
            if [a.kind for a in owners] in (["organization"], ["outlet"], ["group"]):
                scene.because(
                    f"speaks for “{phrase.determiner}” ({scene.reason})", scene.confidence
                )
                return owners
        if not phrase.modifiers:
            last = self._spoke_for_last(scene) if phrase.determiner == "the" else ()
            if last:
                scene.because("the spokesperson who spoke just before", 0.8)
                return last
            if phrase.definite:
                actor = offices.office(self.stage, phrase, scene, sex)
                if actor is not None:
                    scene.because(f"the one person the article calls {phrase.head}", 0.85)
                    return (actor,)
            before = scene.told[-1:]
            if before and [a.kind for a in before[0].actors] == ["organization"]:
                near = self.layout.paragraph(scene.begin) - self.layout.paragraph(before[0].last)
                if near <= 1:
                    scene.because("speaks for the organization that spoke just before", 0.8)
                    return before[0].actors
            for told in reversed(scene.told[-3:] if phrase.definite else ()):
                source = told.statement.source
                spoken = source is not None and any(
                    noun in source.text.lower() for noun in CONTINUING_NOUNS
                )
                if spoken and [a.kind for a in told.actors] == ["organization"]:
                    scene.because("the spokesperson who spoke before", 0.8)
                    return told.actors
        scene.because("a spokesperson of nobody the article names", 0.6)
        return (cast.unnamed(self._tidy(phrase), "person", sex=sex),)

    def _spoke_for_last(self, scene: Scene) -> Actors:
        """Who spoke last through "a spokesman for …", in this paragraph or the one before."""
        here = self.layout.paragraph(scene.begin)
        for told in reversed(scene.told[-2:]):
            source = told.statement.source
            if source is None or here - self.layout.paragraph(told.last) > 1:
                continue
            words = source.text.lower().split()
            if words[0] in ("a", "an") and any(word in CONTINUING_NOUNS for word in words[:4]):
                return told.actors
        return ()

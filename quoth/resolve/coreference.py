"""Whom a source span stands for: names, pronouns, offices, organizations, nobody known.

The order of the rules is the order of their certainty. A pronoun that two people
fit equally well stays unknown: a wrong speaker is slander, no speaker is a gap
that a person can fill.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from quoth.model import Statement
from quoth.resolve import apposition, gender, kinds, offices
from quoth.resolve.cast import Actor
from quoth.resolve.continuing import goes_on
from quoth.resolve.introduce import introductions
from quoth.resolve.layout import HEADLINE, INITIAL, strip_possessive
from quoth.resolve.lexicon import (
    CONTINUING_NOUNS,
    FUNCTION_WORDS,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PERSON_NOUNS,
    PRESS_NOUNS,
    TITLE_FORMS,
    TITLES,
    word_set,
)
from quoth.resolve.owners import OWNERS, Owners
from quoth.resolve.phrase import FINITE, Phrase, capitalised_tail, take_apart
from quoth.resolve.pronouns import KNOWN_NOUNS, Pronouns
from quoth.resolve.ranking import is_subject
from quoth.resolve.scene import Scene, Stage
from quoth.resolve.spokespeople import Spokespeople

_COMMON = FUNCTION_WORDS | KNOWN_NOUNS | TITLES
_SAME = frozenset(["same", "new", "latest"])
_BENCH = frozenset(["supreme", "court", "high", "court's", "nine"])
_QUANTIFIERS = word_set(
    """
    some any many much few several others all both most two three four five six one dozens
    hundreds thousands millions those these each either neither none other
    nobody everybody anybody somebody everyone anyone someone plenty lots scores droves
    """
)
_COUNTED = word_set(
    """
    estimate estimates projection projections forecast forecasts calculation calculations figures
    data research analysis
    """
)
"""Documents that are named for what they hold: whoever made them speaks."""
_PAIRS = frozenset(["two", "both", "pair", "duo", "couple"])
_PAIRED = word_set(
    """
    two men women leaders presidents ministers candidates lawmakers senators politicians rivals
    officials friends brothers sisters actors players democrats republicans governors
    """
)
_AROUND_PAIRS = frozenset(["the", "these", "those", "of", "them"])
_RULINGS = frozenset(["ruling", "decision", "opinion", "order", "verdict", "judgment", "judgement"])
_OF_A_MINISTER = frozenset(["ministry", "department"])
_CLAUSES = frozenset(["who", "whom", "which", "that", "said", "says", "told", "in", "at", "on"])
_NO_PASSIVE = word_set(
    """
    said says say saying told tells adds added adding wrote writes asked asks insisted insists
    argued argues claimed warned noted explained recalled replied concluded declared stated
    """
)
_LOOSE = frozenset(["in", "on", "by", "from", "at", "with", "to", "for"])
"""Words that a source may begin with by mistake: no name does."""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got"])

_PART = re.compile(
    r"(?:about |nearly |almost |roughly |only )?(?:half|most|much|some|part|all|(?:a|one|two|three)"
    r"[- ](?:third|quarter|fifth|half|thirds|quarters|fifths))s? of (?=the [^,;]{2,60}[’']s?$)"
)
"""What is counted before the one whose it is: "two-thirds of the governor’s"."""
_ASKS = frozenset(["asked", "asks", "told", "tells", "pressed", "reminded", "thanked", "warned"])
_NEAR = 80
"""Characters between a source and the one whom it asks."""
_HE_AND = re.compile(r"([Hh]e|[Ss]he) and (?=\w)")
_FORMER = frozenset(["former", "ex", "sacked", "dismissed", "ousted", "retired", "disgraced"])


class Resolver:
    """Resolves the sources of one article's statements."""

    def __init__(self, stage: Stage, outermost: Sequence[Statement] = ()):
        """Args:
        stage: the article.
        outermost: its statements that are nested in none, in order.
        """
        self.stage = stage
        self.layout, self.cast = stage.layout, stage.cast
        self._pronouns = Pronouns(stage, self._phrase)
        self._owners = Owners(stage, self._pronouns, self._phrase, self._tidy)
        self._spokespeople = Spokespeople(stage, self._pronouns, self._phrase, self._tidy)
        self._brands: dict[str, bool] = {}
        self._introduced = introductions(stage.cast, outermost)

    def actors(self, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
        """The actors a statement's source stands for; empty when unknown."""
        if statement.source is None:
            return self._without_source(statement, scene)
        if statement.id in self._introduced:
            actor = self._introduced[statement.id]
            scene.because(f"described here, named in the next statement: {actor.name}", 0.85)
            return (actor,)
        start, end = statement.source.span
        part = _PART.match(self.layout.text, start, end)
        phrase = take_apart(self.cast, part.end() if part else start, end)
        if phrase is None:
            scene.because("the source holds no word", 0.0)
            return ()
        actors = self._phrase(phrase, scene)
        if not actors and not scene.reason:
            scene.because("several people bear this name, or nothing points to one", 0.0)
        elif not actors:
            scene.confidence = 0.0
        elif len(actors) > 1:
            scene.reason += "; several named together"
        return actors

    def _he_and_others(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """Those of "he and other officials": whom the pronoun means, and the rest."""
        match = _HE_AND.match(self.layout.text, *phrase.span)
        if match is None:
            return ()
        pronoun = replace(phrase, text=match[1], pronoun=match[1].lower(), head="", mention=None)
        first = self._pronouns.actors(pronoun, scene)
        rest = take_apart(self.cast, match.end(), phrase.span[1])
        if not first or rest is None or rest.pronoun:
            return ()
        reason, confidence = scene.reason, scene.confidence
        others = self._phrase(rest, scene, depth=3)
        scene.because(reason, confidence)
        return first + tuple(a for a in others if a not in first)

    def _phrase(self, phrase: Phrase, scene: Scene, *, depth: int = 0) -> tuple[Actor, ...]:
        several = self._he_and_others(phrase, scene) if not depth else ()
        if several:
            return several
        if phrase.pronoun:
            return self._pronouns.actors(phrase, scene)
        together = apposition.names(self.cast, phrase)
        if together:
            scene.because("the names in apposition to the description", 0.9)
            return together
        if phrase.mention is not None:
            first = self._name(phrase, scene)
        else:
            first = self._nominal(phrase, scene)
        if not first or depth >= 4:
            return first
        reason, confidence = scene.reason, scene.confidence
        others = self._joined(phrase, scene, first, depth)
        scene.because(reason, confidence)
        return first + others

    def _name(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        mention = self.cast.mentions[phrase.mention]
        words = [word.lower() for word in mention.words]
        if words == ["pm"]:
            return self._prime_minister(phrase, scene)
        if len(words) == 1 and phrase.determiner == "the" and not mention.title:
            generic = words[0]
            if generic in ORGANIZATION_NOUNS or generic in ORGANIZATION_WORDS:
                actor = offices.organization(self.stage, generic, (), scene, whole=True)
                if actor is not None:
                    scene.because(f"the organization that “{generic}” points back to", 0.85)
                    return (actor,)
        actor = self.cast.actor_of[phrase.mention] or self.cast.named(
            mention.words, offset=mention.span[0], title=mention.title
        )
        if actor is None:
            # A surname that several share: nobody rather than the wrong one.
            scene.because("a name that several bear, and nothing decides", 0.0)
            return ()
        printed = " ".join(mention.words)
        if printed == actor.name:
            scene.because("named in the source", 0.97)
        else:
            scene.because(f"“{printed}” is the article's short name of {actor.name}", 0.95)
        return (actor,)

    def _prime_minister(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """Whom "the PM" means: who is prime minister in the article, else the office."""
        spelled = replace(phrase, head="minister", modifiers=("prime",), determiner="the")
        actor = offices.office(self.stage, spelled, scene, None)
        if actor is not None:
            scene.because("the one person the article calls prime minister", 0.85)
            return (actor,)
        scene.because("an office that no name was found for", 0.7)
        return (self.cast.unnamed("prime minister", "person"),)

    def _joined(
        self, phrase: Phrase, scene: Scene, first: tuple[Actor, ...], depth: int
    ) -> tuple[Actor, ...]:
        """The others of "A and B said", when each is a name or a phrase of its own."""
        layout, tail = self.layout, self._behind_brackets(phrase)
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
            kinds_of = {a.kind for a in (*first, *others)}
            if len(others) < 2 or kinds_of not in ({"person"}, {"organization"}):
                return ()
            if any(a.place for a in (*first, *others)):
                return ()
            return tuple(a for a in others if a not in first)
        begin = self._behind_town(layout.starts[tail + 1], phrase.span[1])
        rest = take_apart(self.cast, begin, phrase.span[1])
        if rest is None or rest.pronoun:
            return ()
        nameless = not self.cast.mentions_in(*rest.span)
        if nameless and rest.determiner in ("his", "her") and first[0].kind == "person":
            own = self._owners.own(rest, first[0])
            if own is not None:
                return (own,)
        return tuple(a for a in self._phrase(rest, scene, depth=depth + 1) if a not in first)

    def _behind_brackets(self, phrase: Phrase) -> int:
        """The token behind a phrase and short brackets after it: "Sen. Ana Lopez (D-Ohio)"."""
        layout, tail = self.layout, phrase.tail
        if tail < phrase.stop and layout.word(tail) == "(":
            for token in range(tail + 1, min(phrase.stop, tail + 8)):
                if layout.word(token) == ")":
                    return token + 1
        return tail

    def _behind_town(self, begin: int, end: int) -> int:
        """Where the name in "Odd Bend, Indiana mayor Carl Berg" begins, if a phrase opens so."""
        cast, text = self.cast, self.layout.text
        found = cast.mentions_in(begin, end)
        if len(found) < 2 or cast.mentions[found[0]].span[0] != begin:
            return begin
        for index in found[1:3]:
            actor, mention = cast.actor_of[index], cast.mentions[index]
            between = text[cast.mentions[found[0]].span[1] : mention.span[0]]
            if not between.startswith(", ") or " and " in between:
                return begin
            if actor is not None and actor.kind == "person" and mention.role:
                # ", Indiana mayor " is all role, and its last word is small.
                role = " ".join(between[2:].split()) == mention.role
                return mention.span[0] if role and mention.lead == mention.span[0] else begin
        return begin

    def _nominal(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        named = apposition.name_behind(self.cast, phrase)
        if named is not None:
            scene.because("the name in apposition to the description", 0.95)
            return (named,)
        named = apposition.name_before(self.cast, phrase)
        if named is not None:
            scene.because("the name that the description stands in apposition to", 0.9)
            return (named,)
        tail = capitalised_tail(self.cast, phrase)
        for begin in range(len(tail)):
            actor = self.cast.named(tail[begin:], offset=phrase.span[0])
            if actor is not None and (begin == 0 or len(tail) - begin > 1 or actor.sure):
                scene.because("the name the source ends in", 0.9)
                return (actor,)
        head = phrase.head
        if head in CONTINUING_NOUNS:
            return self._spokespeople.actors(phrase, scene, self._sex(phrase))
        if head in FUNCTION_WORDS and not phrase.modifiers and head not in _QUANTIFIERS:
            return ()  # "said": no source at all
        own_voice = phrase.determiner == "this" and not phrase.modifiers
        if own_voice and head in PRESS_NOUNS and self.stage.article.outlet:
            scene.because("the outlet that publishes the article", 0.9)
            return (self.cast.own_outlet(),)
        if phrase.definite or head == "both" or "both" in phrase.modifiers:
            pair = self._the_two(phrase, scene)
            if pair:
                scene.because("the two people named or heard last", 0.75)
                return pair
        court = self._ruling(phrase, scene)
        if court is not None:
            scene.because("a ruling is its court's", 0.8)
            return (court,)
        bare = not phrase.determiner and head in PERSON_NOUNS and self._opens(phrase)
        definite = phrase.definite or bare
        kind = kinds.of_phrase(phrase.text, head, definite=definite)
        whole = phrase.tail >= phrase.stop or self.layout.word(phrase.tail) in ",—–("
        owned = phrase.determiner in OWNERS
        if kind == "person" and definite and not owned:
            complement = self._complement(phrase)
            if whole or complement or head in offices.STATE_OFFICES:
                actor = offices.office(
                    self.stage, phrase, scene, self._sex(phrase), complement=complement
                )
                if actor is not None:
                    scene.because(f"the one person the article calls {head}", 0.85)
                    return (actor,)
            actor = None
            office = head in offices.STATE_OFFICES  # "the mayor" is not whoever stands near
            if whole and kind == "person" and phrase.determiner == "the" and not office:
                actor = self._only_one(phrase, scene)
            if actor is not None and self._asked(actor, phrase):
                actor = None  # "the reporter asked Lopez"
            if actor is not None:
                scene.because("the one person named before, described", 0.75)
                return (actor,)
            if phrase.determiner == "the" and not office:
                actor = self._fallen(phrase, scene)
            if actor is not None:
                scene.because("the one person named before whom no role tells apart", 0.65)
                return (actor,)
            if whole and phrase.determiner == "the":
                actor = offices.described(self.stage, phrase, scene, self._sex(phrase))
            if actor is not None and self._asked(actor, phrase):
                actor = None
            if actor is not None:
                scene.because("a description of the person whom the story is about there", 0.7)
                return (actor,)
        if head == "justices" and phrase.definite and set(phrase.modifiers) <= _BENCH:
            actor = offices.organization(self.stage, "court", (), scene)
            if actor is not None:
                scene.because("the justices are the court that the article names", 0.85)
                return (actor,)
        new = phrase.determiner in ("a", "an")  # "an appeals court" is not the one named before
        pointing = whole and (phrase.definite or (phrase.modifiers and not new)) and not owned
        if kind == "organization" and (pointing or (owned and head in _OF_A_MINISTER)):
            actor = offices.organization(self.stage, head, phrase.modifiers, scene)
            if actor is not None:
                scene.because(f"the organization that “{head}” points back to", 0.85)
                return (actor,)
        made_by = self._maker(phrase, scene) if kind == "document" else ()
        if made_by:
            scene.because(f"whose {head} it is", 0.85)
            return made_by
        if kind == "document" and phrase.definite and whole and not set(phrase.modifiers) - _SAME:
            actor = offices.document(self.stage, head, scene)
            if actor is not None:
                scene.because(f"the {head} that spoke before", 0.85)
                return (actor,)
        if owned or "’s " in phrase.text or "'s " in phrase.text:
            actor = self._owners.actor(phrase, kind, scene)
            if actor is not None:
                return (actor,)
        if not phrase.determiner and len(phrase.text.split()) == 1:
            word = phrase.text
            common = word.lower() in _COMMON
            if kind == "anonymous" and not common and self._brand(word):
                kind = "organization"  # a firm that writes its name small
        if kind == "organization" and not phrase.determiner and len(phrase.text.split()) == 1:
            scene.because("named in the source", 0.85)
            return (self.cast.unnamed(self._tidy(phrase), kind),)
        words = "its own words" if kind != "anonymous" else "not named; its own words"
        scene.because(f"a description that no name was found for: {words}", 0.7)
        return (self.cast.unnamed(self._tidy(phrase), kind, sex=self._sex(phrase)),)

    def _the_two(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The two people whom "the two men", "the pair", "both leaders" can only mean."""
        words = {phrase.head, *phrase.modifiers}
        if not words & _PAIRS or not words <= _PAIRS | _PAIRED:
            return ()
        if not {*phrase.text.lower().split()} <= _PAIRS | _PAIRED | _AROUND_PAIRS:
            return ()  # "both campaigns"
        if phrase.text.lower() == "both" and (pair := self._pronouns.pair(scene)):
            return pair
        sex = "m" if "men" in words else "f" if "women" in words else None
        layout, cast = self.layout, self.cast
        start = layout.paragraphs[max(0, layout.paragraph(scene.begin) - 3)]
        found: dict[int, Actor] = {}
        places: list[tuple[int, Actor]] = [
            (cast.mentions[index].span[0], actor)
            for index in self.stage.mentions_before(scene.begin, start)
            if (actor := cast.actor_of[index]) is not None
            and is_subject(self.stage, cast.mentions[index])
        ]
        places += [(t.anchor, a) for t in scene.told[-6:] if t.anchor >= start for a in t.actors]
        for _, actor in sorted(places, key=lambda place: -place[0]):
            if actor.kind == "person" and actor.positions and sex in (None, actor.gender):
                found.setdefault(id(actor), actor)
        people = list(found.values())
        spoke = [a for a in people if any(a in told.actors for told in scene.told[-6:])]
        for group in (people, spoke):
            if len(group) == 2:
                return tuple(group)
        return ()

    def _ruling(self, phrase: Phrase, scene: Scene) -> Actor | None:
        """The court of "a lower-court ruling", "the appeals court decision"."""
        if phrase.head not in _RULINGS:
            return None
        for at, word in enumerate(phrase.modifiers):
            word = strip_possessive(word)
            if word == "court" or word.endswith("-court"):
                name = " ".join([*phrase.modifiers[:at], word]).replace("-", " ")
                named = offices.organization(self.stage, "court", name.split()[:-1], scene)
                return named or self.cast.unnamed(name, "organization")
        return None

    def _maker(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The organization of "an estimate by the bank", "data from the bank": it speaks.

        A report, a study or a survey is a document that speaks for itself.
        """
        token = phrase.tail
        if phrase.head not in _COUNTED or token + 1 >= phrase.stop:
            return ()
        if self.layout.word(token) not in ("by", "from"):
            return ()
        rest = take_apart(self.cast, self.layout.starts[token + 1], phrase.span[1])
        found = self._phrase(rest, scene, depth=2) if rest is not None and not rest.pronoun else ()
        made = bool(found) and found[0].kind in ("organization", "outlet") and not found[0].place
        return found if made else ()

    def _opens(self, phrase: Phrase) -> bool:
        """Whether a phrase opens its sentence: headlines leave out the article."""
        token = self.layout.tokens(phrase.span[0], phrase.span[0] + 1)
        return bool(token) and bool(self.layout.flags[token.start] & (INITIAL | HEADLINE))

    def _only_one(self, phrase: Phrase, scene: Scene) -> Actor | None:
        """The only person near, when "the actress" can mean nobody else.

        Exactly one person was named or spoke in the paragraph or the one before, and the
        article gives neither that person a role nor anybody the office of the description.
        """
        cast, layout = self.cast, self.layout
        near = layout.paragraphs[max(0, layout.paragraph(scene.begin) - 1)]
        found: dict[int, Actor] = {}
        for index in self.stage.mentions_before(scene.begin, near):
            other = cast.actor_of[index]
            if other is not None and other.kind == "person":
                found[id(other)] = other
        for told in scene.told[-2:]:
            if layout.paragraph(told.anchor):  # a headline's "Minister" is nobody else
                people = (a for a in told.actors if a.kind in ("person", "anonymous"))
                found.update((id(actor), actor) for actor in people)
        if len(found) != 1 or cast.with_role(TITLE_FORMS.get(phrase.head, phrase.head)):
            return None
        (actor,) = found.values()
        sex = self._sex(phrase)
        if not actor.positions or actor.roles or (sex and actor.gender not in (sex, None)):
            return None
        return actor

    def _asked(self, actor: Actor, phrase: Phrase) -> bool:
        """Whether somebody is named behind a phrase as the one asked or told there."""
        end = phrase.span[1]
        following = bisect_left(actor.positions, end)
        if following == len(actor.positions) or actor.positions[following] - end > _NEAR:
            return False
        between = self.layout.text[end : actor.positions[following]].split()
        return len(between) <= 4 and bool(_ASKS & set(between))

    def _fallen(self, phrase: Phrase, scene: Scene) -> Actor | None:
        """Whom "the former harbour master" means in a story about one who lost an office.

        The one person who spoke or was named before and has no role, where all others have one
        and none has this office.
        """
        if not _FORMER & set(phrase.modifiers):
            return None
        if self.cast.with_role(TITLE_FORMS.get(phrase.head, phrase.head)):
            return None
        sex = self._sex(phrase)
        nameable = (
            actor
            for actor in self.cast.actors
            if actor.kind == "person"
            and actor.sure
            and not actor.roles
            and actor.positions
            and actor.positions[0] < scene.begin
            and (sex is None or actor.gender in (sex, None))
        )
        found = list(islice(nameable, 2))
        if len(found) != 1:
            return None
        (actor,) = found
        spoke = any(actor in told.actors for told in scene.told[-6:])
        return actor if spoke and len(actor.positions) == self.stage.most_mentions else None

    def _complement(self, phrase: Phrase) -> tuple[str, ...]:
        """The words of "of finance" behind "the minister", if the phrase ends with them."""
        layout, token = self.layout, phrase.tail
        if token >= phrase.stop or layout.word(token) not in ("of", "for"):
            return ()
        words = [layout.word(i).lower() for i in range(token + 1, min(phrase.stop, token + 8))]
        ends = phrase.stop - token <= 8 and all(w[0].isalnum() for w in words)
        return tuple(words) if ends and not set(words) & _CLAUSES else ()

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
        opening = layout.tokens(begin, end).start
        for token in range(opening + 1, phrase.stop):
            word = layout.word(token)
            if word in FINITE and token > opening + 1:
                end = layout.ends[token - 1]
                break
            if token < phrase.tail:
                continue
            if word == "," and listed and len(phrase.text) < 120:
                continue
            if word in (",", ";", "—", "–") or word in ("who", "which"):
                if layout.ends[token - 1] > begin:
                    end = layout.ends[token - 1]
                break
        text = " ".join(layout.text[begin:end].split())
        first, _, rest = text.partition(" ")
        if rest and first in _LOOSE:
            first, _, rest = rest.partition(" ")
            text = f"{first} {rest}" if rest else first
        if rest and first.lower() in ("the", "a", "an"):
            text = rest
        return strip_possessive(text) or phrase.text

    def _without_source(self, statement: Statement, scene: Scene) -> tuple[Actor, ...]:
        """Who speaks where no source is marked; nobody when the text does not tell."""
        scene.because("no source is marked", 0.0)
        if statement.cue is None:
            found = goes_on(self.stage, statement, scene)
            if found:
                scene.because("the quotation before goes on", 0.9)
            return found
        words = statement.cue.text.lower().split()
        at = self.layout.tokens(0, statement.cue.span[0])[-1:]
        lead = self.layout.word(at[0]).lower() if at else ""
        if not words:
            return ()
        spoken = words[0] in _NO_PASSIVE and lead not in _BE
        if spoken or words[:1] == ["according"] or not any(w[0].isalpha() for w in words):
            return ()  # somebody spoke; the source was not marked
        scene.because("nobody is named: a passive, or a noun such as “claims”", 0.75)
        return (self.cast.unnamed("unnamed", "anonymous"),)

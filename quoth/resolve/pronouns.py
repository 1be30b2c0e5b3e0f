"""Whom "he", "they", "it", "who" and "I" stand for.

For "he" and "she" the people near are ranked (`ranking`); two who fit alike leave the
speaker unknown. The others have rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quoth.resolve import ranking
from quoth.resolve.bylines import guests
from quoth.resolve.cast import Actor
from quoth.resolve.layout import QUOTED
from quoth.resolve.lexicon import (
    CONTINUING_NOUNS,
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    FIRST_PLURAL,
    ORGANIZATION_NOUNS,
    ORGANIZATION_WORDS,
    PERSON_NOUNS,
    PERSON_PRONOUNS,
    PLURAL_PERSON_NOUNS,
    PLURAL_PRONOUNS,
    PRESS_NOUNS,
    RELATIVE_PRONOUNS,
    THING_PRONOUNS,
    word_set,
)
from quoth.resolve.phrase import Phrase, take_apart
from quoth.resolve.scene import Scene, Stage
from quoth.resolve.things import Things

LEAST_LIKELY = 0.5
"""The lowest probability that names a person; below, the speaker stays unknown."""
PASSAGE = 3
"""Paragraphs after a colon that may be the words of whom it introduces."""
MEMORY = 8
"""Earlier statements whose speakers a pronoun considers."""

_OPENING = re.compile(r"[\s\"“‘'(]{0,5}(he|she)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my)\b")
KNOWN_NOUNS = (
    PERSON_NOUNS | PLURAL_PERSON_NOUNS | ORGANIZATION_NOUNS | ORGANIZATION_WORDS | DOCUMENT_NOUNS
)
_ARTICLES = frozenset(["a", "an", "the", "his", "her", "its", "their"])
_OPENERS = frozenset(["a", "an", "another", "one", "the", "his", "her", "their", "my", "its"])
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


_BEFORE_WHO = frozenset([",", "-", "—", "–", ")", "]", "’", "himself", "herself", "themselves"])
_COUNTING = frozenset(["two", "three", "four", "five", "several", "many", "some", "those"])
_ASIDE = re.compile(r"\([^()\n]{1,24}\),?")
"""What may stand in brackets between a name and "who": "Sen. Ana Lopez (R-Mo.), who"."""
_LINKS = frozenset(["of", "in", "on", "at", "from", "to", "with", "for"])
"""Words between the people before "who" and what places them."""


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
        self._things = Things(stage, self._noun_phrase_before, resolve_phrase)
        self._own_voice: bool | None = None
        self._busy = False

    def actors(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The actors a pronoun stands for; empty when unknown."""
        word = phrase.pronoun
        scene.because(f"pronoun “{word}”; nobody near fits clearly better than the others", 0.0)
        around = self._speaker_around(phrase, scene)
        if around:
            scene.because("pronoun that opens the words of who is speaking", 0.9)
            return around
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

    def _speaker_around(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The speaker of the indirect words that a pronoun opens: "Lopez said that she …"."""
        outer, word = scene.outer, phrase.pronoun
        if outer is None or outer.statement.mode == "direct" or not outer.actors:
            return ()
        piece, spans = outer.statement.cue, outer.statement.content.spans
        if piece is None or not any(a <= scene.offset < b for a, b in spans):
            return ()
        start = next(a for a, b in spans if a <= scene.offset < b)
        lead = self.layout.text[start : scene.offset].split()
        if piece.span[1] > start or lead not in ([], ["that"]):
            return ()
        if self.stage.quoted(scene.offset):
            return ()
        if word in PERSON_PRONOUNS:
            sex = PERSON_PRONOUNS[word]
            kinds = ("person", "anonymous")
            fits = len(outer.actors) == 1 and outer.actors[0].gender in (sex, None)
        elif word in PLURAL_PRONOUNS:
            kinds = ("group", "organization", "person", "anonymous", "outlet")
            fits = len(outer.actors) > 1 or outer.actors[0].kind == "group"
        elif word in THING_PRONOUNS and word not in RELATIVE_PRONOUNS:
            kinds = ("organization", "outlet", "document")
            fits = len(outer.actors) == 1
        else:
            return ()
        if not fits:
            return ()
        for actor in outer.actors:
            words = set(actor.name.lower().split())
            if actor.kind not in kinds or actor.name == "unnamed" or words & PRESS_NOUNS:
                return ()
        return outer.actors

    def _stands_alone(self, phrase: Phrase) -> bool:
        return self.layout.sentence_span(phrase.span[0])[0] == phrase.span[0]

    def _person_pronoun(self, sex: str, scene: Scene) -> tuple[Actor, ...]:
        spoken_for = self._spoken_for(scene)
        if spoken_for is not None:
            scene.because("pronoun; the spokesperson who spoke just before", 0.8)
            return (spoken_for,)
        described = self._described_subjects(scene)
        new = self._newcomer(described, sex, scene)
        if new is not None:
            scene.because("pronoun; the unnamed person whom the sentence before introduces", 0.75)
            return (new,)
        people = ranking.People(self.stage, scene, sex)
        same = self._same_subject(scene)
        ranked = ranking.rank(people.candidates(same_from=same, described=described))
        if not ranked or ranked[0].probability < LEAST_LIKELY:
            return ()
        best = ranked[0]
        self._say_why(sex, best, scene)
        return (best.actor,)

    def _spoken_for(self, scene: Scene) -> Actor | None:
        """The organization whose unnamed spokesperson spoke last: "A spokesman said … He added"."""
        if not scene.told or scene.told[-1].anchor >= scene.offset:
            return None
        told = scene.told[-1]
        source = told.statement.source
        if source is None or [a.kind for a in told.actors] != ["organization"]:
            return None
        if not CONTINUING_NOUNS & set(source.text.lower().split()):
            return None
        if self.layout.paragraph(scene.begin) - self.layout.paragraph(told.last) > 1:
            return None
        others = (self.cast.actor_of[i] for i in self.cast.mentions_in(told.anchor, scene.offset))
        if any(other is not None and other.kind == "person" for other in others):
            return None
        return told.actors[0]

    def _say_why(self, sex: str, chosen: ranking.Candidate, scene: Scene) -> None:
        """Give the ground of a pronoun: who it is, how far away, how likely."""
        layout, best = self.layout, chosen.actor
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
        scene.because(f"pronoun; {what}, {where}", round(chosen.probability, 2))

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

    def _described_subjects(self, scene: Scene) -> list[tuple[Actor, int]]:
        """Whom descriptions that open this sentence and the one before stand for, and where.

        "A duty engineer has another version. He …", "May's spokesman said … he": with "a" an
        unnamed person, else whom the description resolves to.
        """
        if self._busy:
            return []  # "his lawyer" on the way to what "he" is
        self._busy = True
        layout = self.layout
        found = []
        start = layout.sentence_span(scene.begin)[0]
        previous = layout.sentence_span(start - 1)[0] if start else start
        reason, confidence = scene.reason, scene.confidence
        for begin, stop in {(previous, start), (start, scene.offset)}:
            if begin >= stop or layout.paragraph(scene.begin) - layout.paragraph(begin) > 1:
                continue
            described = self._opening_description(begin, stop)
            if described is None or any(a <= described[0] < b for a, b in scene.own):
                continue
            at, end = described
            phrase = take_apart(self.cast, at, end)
            if phrase is None or phrase.pronoun or phrase.mention is not None:
                continue
            if phrase.determiner in ("a", "an"):
                actor = self.cast.unnamed(phrase.text.split(maxsplit=1)[-1], "anonymous")
                found.append((actor, at))
            else:
                found += [(actor, at) for actor in self._phrase(phrase, scene)[:1]]
        scene.because(reason, confidence)
        self._busy = False
        return sorted(found, key=lambda pair: pair[1])

    def _newcomer(self, described: list[tuple[Actor, int]], sex: str, scene: Scene) -> Actor | None:
        """Somebody whom "a …" introduces in the sentence before the one the pronoun opens."""
        layout = self.layout
        start = layout.sentence_span(scene.offset)[0]
        inside = scene.offset - start > 2  # "A man has another version. The gate was shut, he said"
        for actor, at in described:
            if (
                actor.positions
                or actor.kind != "anonymous"
                or layout.sentence(at) + 1 != (layout.sentence(start))
            ):
                continue
            if layout.paragraph(at) != layout.paragraph(start) or actor.gender not in (sex, None):
                continue
            until = scene.offset if inside else start
            others = (self.cast.actor_of[i] for i in self.cast.mentions_in(at, until))
            if not any(other is not None and other.kind == "person" for other in others):
                return actor
        return None

    def _opening_description(self, start: int, stop: int) -> tuple[int, int] | None:
        """Offsets of a description of one person that opens a sentence; None if none does."""
        layout = self.layout
        tokens = layout.tokens(start, stop)[:10]
        while tokens and not layout.word(tokens[0])[0].isalnum():
            tokens = tokens[1:]
        if not tokens:
            return None
        word = layout.word(tokens[0])
        owner = layout.word(tokens[0]).endswith(("'s", "’s"))
        if not owner and word.lower() not in _OPENERS:
            return None
        for token in tokens[1:]:
            word = layout.word(token).lower()
            if word.rsplit("-", 1)[-1] in PERSON_NOUNS:
                following = layout.word(token + 1) if token + 1 < len(layout.starts) else "."
                if following == "," or following[0].isupper() or following in PERSON_NOUNS:
                    return None  # a name in apposition may follow
                return layout.starts[tokens[0]], layout.ends[token]
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
        introduced = self._introduced(scene)
        if introduced is not None:
            scene.because("first person in a passage that this speaker's words introduce", 0.8)
            return (introduced,)
        invited = guests(self.layout)
        authors = invited or self.article.authors
        if plural and invited:
            scene.because("first person plural: those whose guest article it is", 0.85)
            return tuple(self.cast.unnamed(name, "author") for name in authors)
        if plural and self.article.outlet and not (len(authors) == 1 and self._author_says_i()):
            scene.because("first person plural in the article's own voice: the outlet", 0.8)
            return (self.cast.own_outlet(),)
        who = "plural beside “I”, " if plural else ""
        if len(authors) == 1:
            scene.because(f"first person {who}in the article's own voice: the author", 0.9)
            return (self.cast.unnamed(authors[0], "author"),)
        if plural:
            return ()
        named = "none" if not authors else "several"
        scene.because(f"first person in the article's own voice; it names {named} as author", 0.7)
        return (self.cast.unnamed("author", "author"),)

    def _introduced(self, scene: Scene) -> Actor | None:
        """Whose passage a first person stands in: "Berg wrote in a post:" and paragraphs of his.

        A paragraph that ends with a colon hands the word over to the person it names first,
        until a paragraph without a first person.
        """
        layout, text = self.layout, self.layout.text
        here = layout.paragraph(scene.offset)
        for back in range(1, PASSAGE + 1):
            if here - back < 0:
                return None
            start, end = layout.paragraphs[here - back], layout.paragraphs[here - back + 1]
            words = text[start:end].rstrip()
            if words.endswith(":"):
                start = max(start, layout.sentence_span(start + len(words) - 1)[0])
                for index in self.cast.mentions_in(start, end):
                    actor = self.cast.actor_of[index]
                    mention = self.cast.mentions[index]
                    if actor is None or not ranking.is_subject(self.stage, mention):
                        continue
                    if actor.kind == "person" and self._inside(mention.span[0]):
                        continue
                    return actor if actor.kind == "person" else None
                return None
            if not _I.search(text, start, end):
                return None
        return None

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
        actors = self._things.they(scene)
        if actors:
            scene.because("pronoun; those who spoke or were named just before", 0.7)
        return actors

    def pair(self, scene: Scene) -> tuple[Actor, ...]:
        """The two whom the sentence before names together ("Berg and Lopez were there. Both …")."""
        return self._things.pair(scene)

    def _it(self, scene: Scene) -> tuple[Actor, ...]:
        actors = self._things.it(scene)
        if actors:
            scene.because("pronoun; the organization or document that spoke or was named last", 0.7)
        return actors

    def _relative(self, phrase: Phrase, scene: Scene) -> tuple[Actor, ...]:
        """The antecedent right before "who", "which" or "that"."""
        layout = self.layout
        start = phrase.span[0]
        token = layout.tokens(start, start + 1).start - 1
        while token >= 0 and layout.word(token) in _BEFORE_WHO:
            token -= 1
        floor = layout.sentence_span(start)[0]
        if token < 0 or layout.starts[token] < floor:
            return ()
        named = self._named_before(layout.ends[token], start, phrase.pronoun)
        if named is not None:
            scene.because("relative pronoun; the name right before it", 0.95)
            return (named,)
        placed = False
        for _ in range(2):
            rest, begin = self._noun_phrase_before(token, floor)
            if rest is None or rest.pronoun or (placed and rest.mention is not None):
                return ()
            if rest.mention is None and rest.head not in KNOWN_NOUNS:
                # Whatever stands before "who" are people: "wealthy citizens", "the 68 percent".
                people = phrase.pronoun == "who" and (
                    rest.head.endswith("s") or rest.head in ("percent", "cent")
                )
                before = layout.word(begin - 1) if begin > 1 else ""
                if phrase.pronoun == "who" and not people and before in _LINKS:
                    token, placed = begin - 2, True  # "colleagues in the industry who"
                    continue
                if not people:
                    return ()
            named = self._apposed_to(begin, phrase.pronoun)
            if named is not None:
                scene.because("relative pronoun; the name that the words before it describe", 0.9)
                return (named,)
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
            if token < 1 or layout.word(token) not in _LINKS:
                return ()
            token -= 1
        return ()

    def _apposed_to(self, begin: int, pronoun: str) -> Actor | None:
        """The name that a noun phrase in commas describes: "Carl Berg, an engineer who"."""
        layout, cast = self.layout, self.cast
        if begin < 2 or layout.word(begin - 1) != "," or layout.word(begin) not in _ARTICLES:
            return None
        end = layout.ends[begin - 2]
        for index in reversed(cast.mentions_in(max(0, end - 80), end)):
            actor = cast.actor_of[index]
            if cast.mentions[index].span[1] != end or actor is None:
                return None
            fits = actor.kind == "person" if pronoun == "who" else actor.kind != "person"
            return actor if fits else None
        return None

    def _named_before(self, end: int, start: int, pronoun: str) -> Actor | None:
        """The name that stands right before a relative pronoun, an age or a town between."""
        cast, text = self.cast, self.layout.text
        for index in reversed(cast.mentions_in(max(0, end - 80), end)):
            mention, actor = cast.mentions[index], cast.actor_of[index]
            if actor is None:
                return None
            between = _ASIDE.sub(" ", text[mention.span[1] : start]).split()
            if "\n" in text[mention.span[1] : start]:
                return None
            plain = (w[0].isupper() or w.strip(",.").isdecimal() or w in _LINKING for w in between)
            if not all(plain) or mention.possessive:
                return None
            placed = mention.after in ("in", "at", "near", "outside")
            if pronoun == "who" and actor.kind in ("person", "group") and not placed:
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
            if index < token and self._person_ends(index):
                break  # no part of another's noun phrase
            begin = index
            if lowered in ("the", "a", "an", "those", "some", "many", "his", "her", "their"):
                break
            index -= 1
        if begin < token and begin == index + 1 and self._predicate(begin, index):
            begin += 1  # "Lopez met officials who", "has spurned colleagues who"
        return take_apart(self.cast, layout.starts[begin], layout.ends[token]), begin

    def _person_ends(self, index: int) -> bool:
        """Whether a person's name ends in a token."""
        end = self.layout.ends[index]
        for found in reversed(self.cast.mentions_in(max(0, end - 80), end)):
            mention, actor = self.cast.mentions[found], self.cast.actor_of[found]
            ends = mention.span[1] == end and not mention.possessive
            return ends and actor is not None and actor.kind == "person"
        return False

    def _predicate(self, begin: int, before: int) -> bool:
        """Whether a phrase that was walked back to its verb begins with that verb."""
        word = self.layout.word(begin)
        if before < 0 or not word.islower() or word in _ARTICLES:
            return False
        lead = self.layout.word(before).lower()
        if lead in ("has", "have", "had"):
            return word.endswith("ed")
        if lead in ("and", "which", "that", "who") and word.endswith("s"):
            return True  # "downplays it and promotes guests who"
        if lead == "to":
            return self.layout.word(begin + 1).lower() in _COUNTING  # "to silence two women who"
        return self._person_ends(before)

    def _inside(self, offset: int) -> bool:
        """Whether an offset lies in somebody's words."""
        return self.stage.content(offset) is not None

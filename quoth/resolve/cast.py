"""The actors an article names: its mentions gathered under the fullest name.

"Leonora de Vries", "Minister De Vries" and "De Vries" are one person even when
the full name comes last; "CAA" is the Civil Aviation Authority that is printed
with it. A surname two people share belongs to nobody without a title, a gender
or a nearby full name that decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from quoth.model import ActorKind, Article, Speaker, content_id
from quoth.resolve import gender, kinds
from quoth.resolve.aliases import SUFFIXES, brand, papers, person_key, plain, surname_aliases
from quoth.resolve.first_names import FIRST_NAMES_FEMALE, FIRST_NAMES_MALE
from quoth.resolve.layout import HEADLINE, Layout, strip_possessive
from quoth.resolve.lexicon import (
    ORGANIZATION_WORDS,
    OUTLET_WORDS,
    PLACES,
    SOCIAL_MEDIA,
    STATES,
    TITLE_FORMS,
    word_set,
)
from quoth.resolve.names import Mention, find_mentions, fold
from quoth.resolve.roles import take_role, words_of_role

_FIRST_NAMES = FIRST_NAMES_MALE | FIRST_NAMES_FEMALE
_OF = frozenset(["of", "for"])
_OF_A_FIRM = frozenset(["executive", "executives", "employees", "shareholders", "shares", "stock"])
_PLACED = frozenset(["at", "in", "into", "near", "across", "outside", "inside"])
"""What stands before places and schools, and before no surname: "at Harvard"."""
_PARTIES = frozenset(["Democrat", "Republican", "Liberal", "Conservative", "Independent"])
_PARTY_STATE = re.compile(r"\s?[,(]\s?([DRI])[-–‑]([A-Z][A-Za-z.]{1,14})")
_PARTY_WORDS = {
    "D": ("democrat", "democratic"),
    "R": ("republican", "gop"),
    "I": ("independent",),
}
_BARE_TITLES = word_set(
    """
    mr mrs ms miss mx dr sir dame prof
    """
)


@dataclass(slots=True, eq=False)
class Actor:
    """One actor of one article, while it is being gathered.

    Attributes:
        name: the fullest name without title, as printed.
        kind: as in the contract.
        gender: "m", "f", "n" for what is no person, or None when unknown.
        sure: there is evidence for the kind beyond the form of the name.
        roles: titles and appositions as printed, in order.
        role_words: their words, lower case, in common form.
        positions: offsets at which it is mentioned, in order.
        mentions: indexes of its mentions in the cast.
        place: the name is a country's or a city's.
        located: people are at it or in it, or have its shares: it is nobody's surname.
    """

    name: str
    kind: ActorKind
    gender: str | None = None
    sure: bool = False
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    positions: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    place: bool = False
    located: bool = False
    article_id: str = ""

    @property
    def vague(self) -> bool:
        """Whether it is a capitalised word that may be a surname, for all the article shows."""
        told = (self.sure, self.place, self.located, " " in self.name)
        return self.kind == "organization" and not any(told)

    @property
    def role(self) -> str | None:
        """The role a reader would give: the first that says more than a form of address."""
        named = [r for r in self.roles if r.lower().rstrip(".") not in _BARE_TITLES]
        named = [r for r in named if r not in _PARTIES] or named
        if not named:
            return None
        # "US President" says more than the "President" printed first.
        longer = [r for r in named if r.endswith(" " + named[0])]
        return longer[0] if longer else named[0]

    def speaker(self) -> Speaker:
        """The actor as the contract's speaker."""
        return Speaker(
            id=content_id("actor", self.article_id, self.name, self.kind),
            name=self.name,
            kind=self.kind,
            role=self.role if self.kind not in ("group", "anonymous", "document") else None,
        )


class Cast:
    """Every named actor of an article, found by name and by offset."""

    def __init__(self, article: Article, layout: Layout):
        self.article = article
        self.layout = layout
        self.mentions: list[Mention] = find_mentions(layout)
        self.mention_starts = [m.span[0] for m in self.mentions]
        self.actor_of: list[Actor | None] = [None] * len(self.mentions)
        self.actors: list[Actor] = []
        self._apart: set[tuple[str, ...]] = set()
        self._by_key: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
        self._unnamed: dict[tuple[str, str], Actor] = {}
        self._by_role: dict[str, list[Actor]] = defaultdict(list)
        self._by_stem: dict[str, list[Actor]] = defaultdict(list)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._gone: set[int] = set()
        self._gather()

    # -- looking up ----------------------------------------------------------------

    def mentions_in(self, start: int, end: int) -> range:
        """Indexes of the mentions that begin in the half-open range of offsets."""
        return range(bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, end))

    def named(self, words: Sequence[str], *, offset: int = -1, title: str = "") -> Actor | None:
        """The actor a printed name stands for, or None when nobody or several could be meant."""
        key = tuple(fold(word) for word in words)
        found = self._by_key.get(key, [])
        if len(found) > 1:
            return self._decide(found, offset, title)
        if found:
            return found[0]
        if len(key) > 1:
            short = person_key(key)
            found = self._by_key.get(short, [])
            return found[0] if len(found) == 1 else None
        return None

    def unnamed(self, name: str, kind: ActorKind, *, sex: str | None = None) -> Actor:
        """The actor for a source that has no name: the same words are the same actor."""
        key = (name.casefold(), kind)
        actor = self._unnamed.get(key)
        if actor is None:
            actor = Actor(name=name, kind=kind, gender=sex, article_id=self.article.id)
            if kind not in ("person", "anonymous", "author"):
                actor.gender = "n"
            self._unnamed[key] = actor
        return actor

    def own_outlet(self) -> Actor:
        """The outlet that publishes the article, as a speaker in its own voice."""
        name = self.article.outlet or ""
        for actor in self.actors:
            if actor.kind == "outlet" and plain(actor.name) == plain(name):
                return actor
        return self.unnamed(name, "outlet")

    @property
    def outlets(self) -> list[Actor]:
        """The outlets it names."""
        return [actor for actor in self.actors if actor.kind == "outlet"]

    def hold(self, actor: Actor, role: str) -> None:
        """Give an actor a role that the article tells apart from the name."""
        actor.roles.append(role)
        words = words_of_role(role)
        for word in sorted(words - actor.role_words):
            self._by_role[word].append(actor)
        actor.role_words |= words

    def with_role(self, form: str) -> Sequence[Actor]:
        """The people one of whose roles holds a word, given in its common form."""
        return self._by_role.get(form, ())

    def organizations_akin(self, head: str) -> Sequence[Actor]:
        """Organizations one of whose names or roles holds a word with the stem of a noun."""
        return self._by_stem.get(head[:4], ())

    # -- gathering -----------------------------------------------------------------

    def _gather(self) -> None:
        self._drop_first_words()
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            groups[tuple(fold(word) for word in mention.words)].append(index)
        self._merge_people(groups)
        surnames: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        singles = {
            key[0]
            for key, indexes in groups.items()
            if len(key) == 1 and not all(self.mentions[i].the for i in indexes)
        } - self.layout.lower
        actors: dict[tuple[str, ...], Actor] = {}
        for key in [k for k in groups if len(k) > 1]:
            actors[key] = self._actor(key, groups[key], alone=key[-1] in singles)
        for key, actor in actors.items():
            self._by_first[key[0]].append(key)
            if actor.kind == "person":
                for alias in surname_aliases(key):
                    surnames[alias].append(key)
        # Shorter forms of a longer name ("Supreme Court" of "US Supreme Court").
        self._contain(actors, groups)
        for key in [k for k in groups if len(k) == 1]:
            self._place_single(key, groups, actors, surnames)
        for key, actor in actors.items():
            self._register(key, actor)
        for alias, keys in surnames.items():
            if alias in self._apart:
                continue
            known = self._by_key.setdefault(alias, [])
            for key in keys:
                if actors[key] not in known:
                    known.append(actors[key])
        # Full names first: whom a bare surname means depends on who was named before it.
        late: list[int] = []
        for key, indexes in groups.items():
            owners = self._by_key.get(key, ())
            for index in indexes:
                if len(owners) > 1:
                    late.append(index)
                else:
                    self.actor_of[index] = self.named(self.mentions[index].words)
        self._acronyms(actors)
        self._finish(sorted(late))

    def _drop_first_words(self) -> None:
        """Take the first word off "Injecting Lopez" where Lopez is a person named in full."""
        surnames = {
            fold(m.words[-1])
            for m in self.mentions
            if len(m.words) > 1 and (m.title or fold(m.words[0]) in _FIRST_NAMES)
        }
        whole = {m.words[-2:] for m in self.mentions if not m.initial}
        for index, mention in enumerate(self.mentions):
            words = mention.words
            if (
                len(words) == 2
                and mention.initial
                and not mention.title
                and fold(words[1]) in surnames
                and fold(words[0]) not in _FIRST_NAMES
                and (words[0].endswith("ing") or len(words[0]) > 3)
                and words not in whole
            ):
                start = mention.span[1] - len(words[1])
                self.mentions[index] = replace(
                    mention, words=words[1:], span=(start, mention.span[1]), lead=start
                )
        self.mention_starts = [m.span[0] for m in self.mentions]

    def _merge_people(self, groups: dict[tuple[str, ...], list[int]]) -> None:
        """Put "Ana M. Lopez" and "Ana Lopez" together under the longer key."""
        by_ends: dict[tuple[str, ...], tuple[str, ...]] = {}
        for key in sorted((k for k in groups if len(k) > 1), key=len, reverse=True):
            short = person_key(key)
            if short == key and short not in by_ends:
                by_ends[short] = key
                continue
            first = by_ends.setdefault(short, key)
            names = sum(word not in SUFFIXES for word in short)
            if first != key and person_key(key) == person_key(first) and names == 2:
                groups[first].extend(groups.pop(key))
                groups[first].sort()

    def _actor(self, key: tuple[str, ...], indexes: list[int], *, alone: bool) -> Actor:
        found = [self.mentions[i] for i in indexes]
        fullest = max(found, key=lambda m: (len(m.words), not m.words[0].isupper()))
        ordered = [fullest, *(m for m in found if m is not fullest)]
        common = any(word in self.layout.lower for word in key)
        kind, sure = kinds.of_mentions(ordered, alone_later=alone, common=common)
        actor = Actor(
            name=" ".join(self.layout.text[slice(*fullest.span)].split()),
            kind=kind,
            sure=sure,
            article_id=self.article.id,
            place=kinds.is_place(fullest.words) and kind != "person",
        )
        actor.located = any(m.after in _PLACED or self._staffed(m) for m in found)
        self.actors.append(actor)
        return actor

    def _staffed(self, mention: Mention) -> bool:
        """Whether a firm's people or shares stand behind a name: "a Raytheon executive"."""
        at = mention.span[1] + 1
        token = self.layout.tokens(at, at + 1)
        return bool(token) and self.layout.word(token.start) in _OF_A_FIRM

    def _register(self, key: tuple[str, ...], actor: Actor) -> None:
        known = self._by_key[key]
        if actor not in known:
            known.append(actor)
        short = person_key(key)
        if actor.kind == "person" and short != key and actor not in self._by_key[short]:
            self._by_key[short].append(actor)

    def _contain(
        self, actors: dict[tuple[str, ...], Actor], groups: dict[tuple[str, ...], list[int]]
    ) -> None:
        """Point the short name of an organization at the one longer name that begins or ends so."""
        edges: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for key, actor in actors.items():
            if actor.kind in ("organization", "outlet"):
                for cut in range(2, len(key)):
                    if all(word in ORGANIZATION_WORDS for word in key[cut:]) or key[cut] in _OF:
                        edges[key[:cut]].append(key)  # the White House is not its Rose Garden
                    edges[key[-cut:]].append(key)
        for key, actor in list(actors.items()):
            if actor.kind not in ("organization", "outlet"):
                continue
            longer = {id(actors[k]): k for k in edges.get(key, ()) if actors[k] is not actor}
            if len(longer) == 1:
                self._gone.add(id(actor))
                actors[key] = actors[next(iter(longer.values()))]

    def _place_single(
        self,
        key: tuple[str, ...],
        groups: dict[tuple[str, ...], list[int]],
        actors: dict[tuple[str, ...], Actor],
        surnames: dict[tuple[str, ...], list[tuple[str, ...]]],
    ) -> None:
        """Give a name of one word to the people who bear it, or make it an actor of its own."""
        word = key[0]
        found = [self.mentions[i] for i in groups[key]]
        owners = [actors[k] for k in surnames.get(key, ())]
        if owners and self._another(groups[key], [(k, actors[k]) for k in surnames[key]], groups):
            # "President Obama" where only Michelle is named in full: an actor apart.
            actors[key] = self._actor(key, groups[key], alone=False)
            actors[key].kind, actors[key].sure = "person", True
            self._apart.add(key)
            return
        if not owners and word in OUTLET_WORDS and all(m.the for m in found):
            owners = papers(word, self.mentions, groups, actors)
        if not owners and word not in PLACES and not all(m.title for m in found):
            owners = [
                a
                for k in self._by_first.get(word, ())
                if (a := actors[k])
                and (
                    (a.kind == "person" and a.sure and word in _FIRST_NAMES)
                    or (brand(k, a) and self._before(groups.get(k, ()), groups[key]))
                )
            ]
            owners = list({id(a): a for a in owners}.values())
            if len(owners) > 1:
                owners = []
        if owners:
            known = self._by_key[key]
            known.extend(a for a in owners if a not in known)
            return
        actor = self._actor(key, groups[key], alone=False)
        actors[key] = actor

    def _before(self, longer: Sequence[int], short: Sequence[int]) -> bool:
        """Whether a name in full is printed before its short form, which is no name of its own."""
        if not longer or self.mentions[short[0]].words[0].lower() in SOCIAL_MEDIA:
            return False
        return self.mentions[longer[0]].span[0] <= self.mentions[short[0]].span[0]

    def _another(
        self,
        own: list[int],
        owners: list[tuple[tuple[str, ...], Actor]],
        groups: dict[tuple[str, ...], list[int]],
    ) -> bool:
        """Whether a bare surname belongs to none of those who bear it in full.

        Either its titles or the pronouns behind it contradict every bearer's first
        name, or it comes with an office before any bearer is named and none of
        them ever holds that office.
        """
        titles = [self.mentions[i].title for i in own]
        first = self.mentions[own[0]].span[0]
        if all(
            key[-1] in ("jr", "junior") and first < self.mentions[groups[key][0]].span[0]
            for key, _ in owners
        ):
            return True  # "Lopez" before "Carl Lopez Jr." is the father
        sex = gender.of_words(titles) or gender.of_pronouns(
            self.mentions, own, self.layout, least=2
        )
        known = [gender.of_first_name(actor.name.split()) for _, actor in owners]
        if sex and all(other not in (sex, None) for other in known):
            return True
        offices = {TITLE_FORMS.get(t, t) for t in titles if t and t not in _BARE_TITLES}
        if not offices:
            return False
        held: set[str] = set()
        first = min(self.mentions[groups[key][0]].span[0] for key, _ in owners)
        for key, _ in owners:
            for index in groups[key]:
                role = self.mentions[index].role.lower().split()
                held |= {TITLE_FORMS.get(fold(w), fold(w)) for w in role}
        early = next(i for i in own if self.mentions[i].title)
        return not held & offices and self.mentions[early].span[0] < first

    def _decide(self, found: list[Actor], offset: int, title: str) -> Actor | None:
        """Which of several bearers of a surname is meant at an offset; None when unsure."""
        sex = gender.of_words([title]) if title else None
        if sex:
            same = [a for a in found if gender.of_first_name(a.name.split()) in (sex, None)]
            if len(same) == 1:
                return same[0]
            found = same or found
        if title and title not in _BARE_TITLES:
            form = TITLE_FORMS.get(title, title)
            same = [a for a in found if form in a.role_words]
            if len(same) == 1:
                return same[0]
        counts = sorted(((len(a.positions), -i) for i, a in enumerate(found)), reverse=True)
        first = found[-counts[0][1]]
        if counts[0][0] >= 3 * max(counts[1][0], 1):
            return first  # the one the article is about; the others keep their first names
        if offset < 0:
            return None
        here = self.layout.paragraph(offset)
        near: list[tuple[int, int]] = []
        for rank, actor in enumerate(found):
            at = bisect_left(actor.positions, offset)
            if at:
                near.append((here - self.layout.paragraph(actor.positions[at - 1]), rank))
        near.sort()
        if len(near) == 1 or (len(near) > 1 and near[0][0] < near[1][0]):
            return found[near[0][1]]
        return None

    def _acronyms(self, actors: dict[tuple[str, ...], Actor]) -> None:
        """Join "Civil Aviation Authority (CAA)" and a later bare "CAA"."""
        text = self.layout.text
        short: dict[str, Actor] = {}
        for index, mention in enumerate(self.mentions):
            actor = self.actor_of[index]
            end = mention.span[1]
            if actor is None or len(mention.words) < 2 or text[end : end + 2] != " (":
                continue
            close = text.find(")", end + 2, end + 14)
            inner = text[end + 2 : close] if close > 0 else ""
            letters = inner.replace(".", "")
            if letters.isalpha() and sum(c.isupper() for c in letters) >= 2:
                short[fold(inner)] = actor
        for key, actor in actors.items():
            if actor.kind == "organization" and len(key) > 2:
                initials = "".join(w[0] for w in actor.name.split() if w[0].isupper())
                if len(initials) > 2:
                    short.setdefault(fold(initials), actor)
        instead: dict[int, Actor] = {}
        for key, owner in short.items():
            held = self._by_key.get((key,))
            if held is None:
                self._by_key[(key,)] = [owner]
                continue
            acronym = held[0]
            if acronym is owner or len(held) > 1 or not acronym.name.isupper():
                continue
            self._by_key[(key,)] = [owner]
            self._gone.add(id(acronym))
            instead[id(acronym)] = owner
        if instead:
            self.actor_of = [holder and instead.get(id(holder), holder) for holder in self.actor_of]

    def _person_by_pronoun(self, actor: Actor) -> None:
        """A single capitalised word that "he" or "she" follows closely is a surname."""
        if any(self.mentions[i].the for i in actor.mentions):
            return
        first = gender.of_first_name((actor.name, ""))
        if first:
            actor.kind, actor.gender = "person", first
            return
        votes = set()
        for index in actor.mentions:
            if self.mentions[index].quoted:
                continue  # behind a quotation "she" is the one who speaks
            end = self.mentions[index].span[1]
            at = bisect_left(self.layout.pronouns, (end, ""))
            following = self.mentions[index + 1].span[0] if index + 1 < len(self.mentions) else None
            if at < len(self.layout.pronouns):
                offset, sex = self.layout.pronouns[at]
                if offset - end < 120 and (following is None or following > offset):
                    votes.add(sex)
        if len(votes) == 1:
            actor.kind, actor.gender = "person", votes.pop()

    def _parties(self) -> None:
        """Take in what stands behind a name in the American way: "(D-Calif.)", ", R-Ohio,"."""
        for index, actor in enumerate(self.actor_of):
            if actor is None or actor.kind != "person":
                continue
            found = _PARTY_STATE.match(self.layout.text, self.mentions[index].span[1])
            if found:
                state = found[2].replace(".", "").lower()
                actor.role_words |= {*_PARTY_WORDS[found[1]], STATES.get(state, state)}

    def _by_headlines(self) -> None:
        """Write out a bare surname that the title or a headline has with a first name."""
        lines = [self.article.title or ""]
        starts = [*self.layout.paragraphs, len(self.layout.text)]
        for start, end in pairwise(starts):
            token = self.layout.tokens(start, end)
            if token and self.layout.flags[token.start] & HEADLINE and len(lines) < 12:
                lines.append(self.layout.text[start : min(end, start + 300)])
        found: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            words = [word.strip(".,:;!?()“”‘\"'") for word in line.split()]
            for first, last in pairwise(words):
                name = strip_possessive(last)
                if fold(first) in _FIRST_NAMES and first[:1].isupper() and name[:1].isupper():
                    found[name].add(f"{first} {name}")
        for actor in self.actors:
            whole = found.get(actor.name, ())
            if len(whole) != 1 or not (actor.kind == "person" or actor.vague):
                continue
            (name,) = whole
            key = tuple(fold(word) for word in name.split())
            if self._by_key.get(key) or (fold(actor.name),) in self._apart:
                continue
            sex = gender.of_first_name(name.split())
            told = gender.of_words([self.mentions[i].title for i in actor.mentions])
            if sex and told and sex != told:
                continue
            actor.name, actor.kind, actor.sure = name, "person", True
            self._by_key[key].append(actor)

    def _role_words(self) -> None:
        for actor in self.actors:
            actor.role_words = {word for role in actor.roles for word in words_of_role(role)}

    def _finish(self, late: list[int]) -> None:
        """Positions, roles and genders, now that every mention has its actor."""
        self.actors = [actor for actor in self.actors if id(actor) not in self._gone]
        for index, actor in enumerate(self.actor_of):
            if actor is None:
                continue
            mention = self.mentions[index]
            actor.positions.append(mention.span[0])
            actor.mentions.append(index)
            take_role(actor, mention)
        self._role_words()
        for index in late:
            mention = self.mentions[index]
            actor = self.named(mention.words, offset=mention.span[0], title=mention.title)
            if actor is not None:
                self.actor_of[index] = actor
        for index in late:
            if (actor := self.actor_of[index]) is not None:
                actor.mentions.append(index)
                take_role(actor, self.mentions[index])
        for actor in {id(a): a for i in late if (a := self.actor_of[i]) is not None}.values():
            actor.mentions.sort()
            actor.positions = [self.mentions[i].span[0] for i in actor.mentions]
        self._role_words()
        self._by_headlines()
        self._parties()
        people = [
            i
            for i, a in enumerate(self.actor_of)
            if a is not None and (a.kind == "person" or a.vague)
        ]
        rank = {index: at for at, index in enumerate(people)}
        found = [self.mentions[i] for i in people]
        for actor in self.actors:
            if actor.vague:
                self._person_by_pronoun(actor)
            if actor.kind != "person":
                actor.gender = "n"
                continue
            if actor.gender:
                continue
            titles = [self.mentions[i].title for i in actor.mentions]
            leads = [r.lower().split()[0] for r in actor.roles if r.split()]
            heads = [r.lower().split()[-1] for r in actor.roles if r.split()]
            actor.gender = (
                gender.of_words(titles)
                or gender.of_first_name(actor.name.split())
                or gender.of_words([*leads, *heads])
                or gender.of_pronouns(found, [rank[i] for i in actor.mentions], self.layout)
            )
        for actor in self.actors:
            if actor.kind == "person":
                for word in sorted(actor.role_words):
                    self._by_role[word].append(actor)
            elif actor.kind in ("organization", "outlet", "document") and not actor.place:
                words = {fold(word) for word in actor.name.split()} | actor.role_words
                for stem in sorted({word[:4] for word in words}):
                    self._by_stem[stem].append(actor)

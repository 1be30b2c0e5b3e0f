"""People across articles: equal full names first, then other spellings, then surnames alone.

Every step may only join where nothing contradicts, and says why it did. Two people under one
name are worse than one person under two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from quoth.actors.proper import names_a_person
from quoth.actors.sighting import HIGH, WEAK, Group, Member, Sighting, all_role_words
from quoth.actors.spelling import (
    FIRST_NAMES,
    PersonName,
    fullest,
    person_name,
    same_given,
    same_middle,
    skeleton,
)
from quoth.actors.surnames import LEAST, Surnames, sql
from quoth.engine import Engine

FREQUENT = 5
"""From so many articles on, a full name that is no common one is one person's whatever the roles
say; and a common one is, but for roles that have nothing to do with the others."""

FAMOUS = 20
"""From so many articles on, a common name too is one person's whatever the roles say."""

SAME_AFFAIR_DAYS = 10
"""One full name in articles so close together is one person although the roles differ."""

SAME_SEASON_DAYS = 60
"""The same for a name of common parts that comes without roles."""

COMMON = 4
"""A surname with so many first names, or a first name with so many surnames, is common."""

FEW = 2
"""A surname with so many first names or fewer is rare: a middle name left out and a letter's
difference in the first name are then one person's, if that person is much in the news."""


class People:
    """The people of a corpus, while they are gathered into groups."""

    def __init__(self, sightings: Iterable[Sighting], engine: Engine):
        """`sightings` are of one kind, person or author, in any order."""
        self.engine = engine
        self.parsed: dict[str, PersonName] = {}
        self.full: dict[tuple[str, str, str], list[Sighting]] = defaultdict(list)
        self.bare: list[Sighting] = []
        self.alone: list[Sighting] = []
        for sighting in sorted(sightings, key=lambda s: s.id):
            name = person_name(sighting.name) if names_a_person(sighting.name) else None
            if name is None:
                self.alone.append(sighting)
                continue
            self.parsed[sighting.id] = name
            if name.bare:
                self.bare.append(sighting)
            else:
                self.full[name.given, name.surname, name.suffix].append(sighting)
        self.givens: dict[str, set[str]] = defaultdict(set)
        self.surnames: dict[str, set[str]] = defaultdict(set)
        for given, surname, _ in self.full:
            self.givens[surname].add(given)
            self.surnames[given].add(surname)
        self.groups: list[Group] = []

    def join(self) -> list[Group]:
        """All groups, also those of one sighting."""
        for key in sorted(self.full):
            self.groups += self._of_one_name(key)
        self._spellings()
        self._words_before()
        left = Surnames(self.groups, self.parsed, self.engine).place(self.bare)
        lone = [Group(key=("sighting", s.id), members=[Member(s)]) for s in [*left, *self.alone]]
        return [*self.groups, *lone]

    # Equal full names

    def _of_one_name(self, key: tuple[str, str, str]) -> list[Group]:
        """The people who bear one full name: by their middle names, then by their roles."""
        found: list[list[Sighting]] = []
        for sightings in self._by_middle(self.full[key]):
            found += self._by_roles(sightings)
        groups = []
        for part in found:
            own = ("person", *key) if len(found) == 1 else ("person", *key, min(s.id for s in part))
            mark = repr(key) if len(found) > 1 else ""
            groups.append(Group(key=own, members=self._same_name(part), apart=mark))
        return groups

    def _by_middle(self, sightings: list[Sighting]) -> list[list[Sighting]]:
        """Sightings under one first name and surname, by what stands between.

        A middle name is left out at will, but John F. Kennedy is not every John Kennedy: those
        without one go with those with one if a role says so, or if the first name is a rare one.
        """
        parts: list[list[Sighting]] = []
        for middle in sorted({self.parsed[s.id].middle for s in sightings}, key=_telling):
            same = [s for s in sightings if self.parsed[s.id].middle == middle]
            fitting = [p for p in parts if same_middle(middle, self.parsed[p[0].id].middle)]
            if middle and len(middle) < 3 and len(fitting) == 1:
                fitting[0].extend(same)
            else:
                parts.append(same)
        with_one = [part for part in parts if 0 < len(self.parsed[part[0].id].middle) < 3]
        without = [part for part in parts if not self.parsed[part[0].id].middle]
        if not without or not with_one:
            return parts
        words = all_role_words(without[0])
        telling = [part for part in with_one if all_role_words(part) & words - (WEAK - HIGH)]
        rare = len(self.surnames[self.parsed[without[0][0].id].given]) < COMMON
        lone = len(self.givens[self.parsed[without[0][0].id].surname]) <= FEW
        if not telling and len(with_one) == 1 and (rare or (lone and self._is_heard(without[0]))):
            telling = with_one
        if len(telling) == 1:
            without[0].extend(telling[0])
            parts.remove(telling[0])
        return parts

    def _is_heard(self, sightings: list[Sighting]) -> bool:
        """Whether a name is in so many articles that its surname means its bearer."""
        return len({s.article_id for s in sightings}) >= LEAST

    def _is_common(self, sighting: Sighting) -> bool:
        """Whether many people of the corpus share the first name, and many the surname."""
        name = self.parsed[sighting.id]
        return (
            name.given in FIRST_NAMES
            and len(self.givens[name.surname]) >= COMMON
            and len(self.surnames[name.given]) >= COMMON
        )

    def _by_roles(self, sightings: list[Sighting]) -> list[list[Sighting]]:
        """Sightings under one name, apart where their roles have nothing in common."""
        articles = len({s.article_id for s in sightings})
        frequent, common = articles >= FREQUENT, self._is_common(sightings[0])
        if articles >= FAMOUS or (frequent and not common):
            return [sightings]
        links = _Links(len(sightings))
        of_word: dict[str, int] = {}
        words = [all_role_words([s]) for s in sightings]
        for index, said in enumerate(words):
            for word in sorted(said):
                links.join(of_word.setdefault(word, index), index)
        if frequent:
            # Articles without a role, or with one that anybody has, mean the one most are about.
            parts = links.parts()
            telling = [part for part in parts if any(words[i] - WEAK for i in part)]
            most = max(telling or parts, key=lambda part: (len(part), -part[0]))
            for part in parts:
                if part not in telling:
                    links.join(most[0], part[0])
            return [[sightings[i] for i in part] for part in links.parts()]
        dated = sorted((s.day, i) for i, s in enumerate(sightings) if s.day is not None)
        for (day, index), (later, other) in pairwise(dated):
            near = SAME_AFFAIR_DAYS
            if common and not (words[index] and words[other]):
                near = SAME_SEASON_DAYS
            if later - day <= near:
                links.join(index, other)
        told = {links.root(i) for i, said in enumerate(words) if said}
        if not common and len(told) <= 1:
            return [sightings]
        return [[sightings[i] for i in part] for part in links.parts()]

    def _same_name(self, sightings: list[Sighting]) -> list[Member]:
        """Members of a group of one full name, with the reason why they are in one."""
        number = len({s.article_id for s in sightings})
        if number == 1:
            return [Member(s) for s in sightings]
        score, reason = 1.0, f"the same full name in {number} articles"
        if len({self.parsed[s.id].middle for s in sightings}) > 1:
            score, reason = 0.95, f"the same first name and surname in {number} articles"
        said = [all_role_words([s]) for s in sightings]
        shared = set.intersection(*said)
        if shared:
            reason += f"; all say “{'”, “'.join(sorted(shared)[:3])}”"
        return [Member(s, score, reason) for s in sightings]

    # Other spellings

    def _spellings(self) -> None:
        """Join groups whose names differ in spelling, in a short form or in an initial."""
        names = [self._name(group) for group in self.groups]
        rows: dict[str, list[tuple]] = {"block": [], "held": [], "seen": []}
        for person, (group, name) in enumerate(zip(self.groups, names, strict=True)):
            rows["block"].append((person, f"s {skeleton(name.surname)}"))
            rows["block"].append((person, f"w {skeleton(name.given + name.surname)}"))
            if name.middle:
                whole = name.given + "".join(name.middle) + name.surname
                rows["block"].append((person, f"w {skeleton(whole)}"))
            own = [member.sighting for member in group.members]
            group.words = all_role_words(own)
            rows["held"] += [(person, word) for word in sorted(group.words - WEAK)]
            rows["seen"] += [(person, id) for id in sorted({s.article_id for s in own})]
        rows["block"] = sorted(set(rows["block"]))
        self.engine.load("block", {"person": "INTEGER", "block": "TEXT"}, rows["block"])
        self.engine.load("held", {"person": "INTEGER", "word": "TEXT"}, rows["held"])
        self.engine.load("seen", {"person": "INTEGER", "article": "TEXT"}, rows["seen"])
        scored: list[tuple[float, int, int, str]] = []
        of_person: dict[int, list[int]] = defaultdict(list)
        for one, other, _, words, articles, people in self.engine.query(sql("candidates")):
            ground = self._ground(one, other, names, words, articles, people)
            if ground:
                scored.append((ground[0], one, other, ground[1]))
                of_person[one].append(other)
                of_person[other].append(one)
        unsure = {
            person
            for person, others in of_person.items()
            if any(not _one_person(names[a], names[b]) for a, b in combinations(others, 2))
        }
        links = _Links(len(self.groups))
        parts = {person: [person] for person in range(len(self.groups))}
        grounds: dict[int, tuple[float, str]] = {}
        for score, one, other, reason in sorted(scored, key=lambda row: (-row[0], *row[1:3])):
            if one in unsure or other in unsure:
                continue
            a, b = links.root(one), links.root(other)
            if a == b or not self._agree(parts[a], parts[b], names):
                continue
            lesser = min((one, other), key=lambda i: (self.groups[i].articles, -i))
            side = parts[links.root(lesser)]
            for person in side:
                grounds.setdefault(person, (score, reason))
            links.join(a, b)
            parts[links.root(a)] = sorted(parts[a] + parts[b])
        self.groups = [
            self._merged(part, names, grounds) if len(part) > 1 else self.groups[part[0]]
            for part in links.parts()
        ]

    def _name(self, group: Group) -> PersonName:
        return fullest(self.parsed[m.sighting.id] for m in group.members)

    def _ground(self, one, other, names, words, articles, people) -> tuple[float, str] | None:
        """Score and reason for joining two groups; None if there is no sufficient ground."""
        a, b = names[one], names[other]
        if not _one_person(a, b):
            return None
        mark = self.groups[one].apart
        if mark and mark == self.groups[other].apart:
            return None
        whole = _letters(a) == _letters(b)
        given = (1.0, "the same letters, set apart otherwise") if whole else None
        if given is None:
            given = same_given(a.given, b.given)
        if given is None:
            return None
        score, reason = given
        if a.surname != b.surname and not whole:
            score, reason = (
                min(score, 0.95),
                f"“{a.surname}” and “{b.surname}” are spellings of one surname, {reason}",
            )
        if a.suffix != b.suffix:
            score, reason = (
                0.85,
                f"{reason}; only one of them has the suffix “{a.suffix or b.suffix}”",
            )
        roles = self.groups[one].words, self.groups[other].words
        frequent = max(self.groups[one].articles, self.groups[other].articles) >= 3
        if words:
            both = sorted((roles[0] & roles[1]) - WEAK)
            reason += f"; both roles say “{'”, “'.join(both[:3])}”"
        elif (roles[0] & roles[1]) and people <= 3 and frequent and not articles:
            score -= 0.05
            reason += f"; both roles say “{'”, “'.join(sorted(roles[0] & roles[1])[:3])}”"
        elif roles[0] & roles[1] & HIGH and score >= 0.9:
            score -= 0.05
            reason += f"; both are “{'”, “'.join(sorted(roles[0] & roles[1] & HIGH))}”"
        elif self._slip(one, other, people, given[0]) and a.suffix == b.suffix:
            score = min(score, 0.75)
            reason += "; a rare surname, and its bearer is much in the news"
        elif people == 2 and frequent and not (roles[0] and roles[1]) and a.suffix == b.suffix:
            score -= 0.1
            reason += "; nobody else has this surname, and their roles do not contradict"
        else:
            return None
        return round(score, 3), reason

    def _slip(self, one: int, other: int, people: int, alike: float) -> bool:
        """Whether one name is a slip or a short form of the other, which is much in the news."""
        groups = sorted((self.groups[one], self.groups[other]), key=lambda g: g.articles)
        lesser, greater = groups
        held = lesser.words & greater.words
        return (
            people <= FEW + 1
            and lesser.articles <= 2
            and greater.articles >= LEAST
            and alike >= 0.75
            and (bool(held) or not lesser.words)
        )

    def _agree(self, one: Sequence[int], other: Sequence[int], names) -> bool:
        """Whether every name of one part could be every name of the other."""
        for a in one:
            for b in other:
                mark = self.groups[a].apart
                if mark and mark == self.groups[b].apart:
                    return False
                if not _one_person(names[a], names[b]):
                    return False
        return True

    def _merged(self, part, names, grounds) -> Group:
        groups = [self.groups[person] for person in part]
        chief = max(part, key=lambda i: (self.groups[i].articles, -i))
        members = []
        for person in part:
            for member in self.groups[person].members:
                if person != chief and person in grounds:
                    member.score, member.reason = grounds[person]
                elif member.reason is None:
                    member.reason = "the name that the others are other forms of"
                members.append(member)
        merged = Group(key=self.groups[chief].key, members=members)
        merged.apart = next((group.apart for group in groups if group.apart), "")
        merged.words = set().union(*(group.words for group in groups))
        return merged

    # Stray words before a name

    def _words_before(self) -> None:
        """ "Billionaire Ana Lopez": words that are no first names before a name that is known."""
        known: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
        for group in self.groups:
            if group.articles >= 3:
                for name in {self.parsed[m.sighting.id] for m in group.members}:
                    if group not in known[name.given, name.surname, name.suffix]:
                        known[name.given, name.surname, name.suffix].append(group)
        gone = set()
        for group in self.groups:
            name = self._name(group)
            if group.articles > 2 or not name.middle or name.given in FIRST_NAMES:
                continue
            *before, given = (name.given, *name.middle)
            found = known.get((given, name.surname, name.suffix), ())
            if (
                len(found) != 1
                or given not in FIRST_NAMES
                or any(word in FIRST_NAMES or (len(word) < 3 and word != "of") for word in before)
                or before[-1] == "of"
            ):
                continue
            shown = next(m.sighting.name for m in found[0].members)
            for member in group.members:
                member.score, member.reason = 0.8, f"“{shown}” with other words before it"
                found[0].members.append(member)
            gone.add(id(group))
        self.groups = [group for group in self.groups if id(group) not in gone]


def _telling(middle: tuple[str, ...]) -> tuple:
    """Whole middle names before initials, so that "j" finds "john"; none and many words last."""
    return (not middle, len(middle) > 2, -sum(map(len, middle)), middle)


def _letters(name: PersonName) -> str:
    return "".join((name.given, *name.middle, name.surname)).replace("-", "").replace(" ", "")


def _one_person(a: PersonName, b: PersonName) -> bool:
    """Whether nothing in two names says that they are two people's."""
    if {a.suffix, b.suffix} & {"jr", "sr"} and a.suffix != b.suffix:
        return False
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return False
    if _letters(a) == _letters(b):
        return True
    if skeleton(a.surname) != skeleton(b.surname):
        return False
    return same_middle(a.middle, b.middle) and same_given(a.given, b.given) is not None


class _Links:
    """Which of n things hang together; a root is the smallest of its part."""

    def __init__(self, size: int):
        self.over = list(range(size))

    def root(self, index: int) -> int:
        while self.over[index] != index:
            self.over[index] = self.over[self.over[index]]
            index = self.over[index]
        return index

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self.over[high] = low

    def parts(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self.over)):
            found[self.root(index)].append(index)
        return list(found.values())

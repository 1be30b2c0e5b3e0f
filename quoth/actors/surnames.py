"""Surnames alone: "Lopez" is put to the one person of the corpus that it can only belong to.

The groups of full names are settled by then and do not change while bare names are put to them,
so that what a group's names say is worked out once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from quoth.actors.sighting import HIGH, KIN, Group, Member, Sighting, all_role_words, shown_name
from quoth.actors.spelling import (
    FIRST_NAMES,
    PersonName,
    folded,
    fullest,
    person_name,
    same_given,
    skeleton,
)
from quoth.engine import Engine
from quoth.resolve.gender import of_first_name, of_words

SHARE, LEAST = 0.85, 8
"""A bare surname is the person's who has this share of the articles that write the name out, and
at least so many articles."""

Bearer = tuple[int, int, int, int]
"""A group's number, whether the word is its surname, its articles, those of all who bear it."""


def sql(name: str) -> str:
    """The text of one of the `.sql` files."""
    return files("quoth.actors").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


class Surnames:
    """The people of a corpus, while names of one word are put to them."""

    def __init__(self, groups: Sequence[Group], parsed: Mapping[str, PersonName], engine: Engine):
        """Reads the groups of full names; `place` adds to them.

        Args:
            groups: of full names; a person's number is the place in them.
            parsed: the names of their sightings and of the bare ones, by sighting's id.
            engine: runs the SQL.
        """
        self.groups = groups
        self.parsed = parsed
        self.engine = engine
        self.name = cache(self._name)
        self.keys = cache(self._keys)
        self.articles = cache(self._articles)
        self.shown = cache(self._shown)
        self.sexes = cache(self._sexes)

    def place(self, bare: Sequence[Sighting]) -> list[Sighting]:
        """Put bare names to the one they can only belong to; those that are left."""
        wanted = sorted({(skeleton(self.parsed[s.id].surname),) for s in bare})
        if not wanted:
            return []
        bearers = self._bearers(wanted)
        known = {word: self._known(found) for word, found in bearers.items()}
        left, additions = [], []
        for sighting in bare:
            word = skeleton(self.parsed[sighting.id].surname)
            found = self._bearer(sighting, bearers.get(word, []), known.get(word, {}))
            if found is None:
                left.append(sighting)
            else:
                person, score, reason = found
                additions.append((person, Member(sighting, score, reason)))
        for person, member in additions:
            self.groups[person].members.append(member)
        return left

    def _bearers(self, wanted: list[tuple[str]]) -> dict[str, list[Bearer]]:
        """Who bears each of the words, as surname or first name."""
        rows = set()
        for person, group in enumerate(self.groups):
            for member in group.members:
                name = self.parsed[member.sighting.id]
                article = member.sighting.article_id
                for word in (skeleton(name.surname), skeleton(name.last)):
                    rows.add((word, person, 1, article))
                rows.add((skeleton(name.given), person, 0, article))
        self.engine.load("wanted", {"word": "TEXT"}, wanted)
        columns = {"word": "TEXT", "person": "INTEGER", "surname": "INTEGER", "article": "TEXT"}
        self.engine.load("borne", columns, sorted(rows))
        bearers: dict[str, list[Bearer]] = defaultdict(list)
        for word, person, surname, articles, of_all in self.engine.query(sql("bearers")):
            bearers[word].append((person, surname, articles, int(of_all)))
        return dict(bearers)

    # What a group's names say

    def _name(self, person: int) -> PersonName:
        return fullest(self.parsed[m.sighting.id] for m in self.groups[person].members)

    def _keys(self, person: int) -> frozenset[tuple[str, str]]:
        names = (self.parsed[m.sighting.id] for m in self.groups[person].members)
        return frozenset((name.given, name.surname) for name in names)

    def _articles(self, person: int) -> int:
        return self.groups[person].articles

    def _shown(self, person: int) -> str:
        return shown_name(self.groups[person].members)

    def _sexes(self, person: int) -> frozenset[str]:
        return frozenset(sex for key in self.keys(person) if (sex := of_first_name(key)))

    def _known(self, bearers: Sequence[Bearer]) -> dict[tuple[str, str], set[int]]:
        """Which of those with a surname have which first name and surname."""
        known: dict[tuple[str, str], set[int]] = defaultdict(set)
        for person, surname, *_ in bearers:
            if surname:
                for key in self.keys(person):
                    known[key].add(person)
        return dict(known)

    # Whose a bare name is

    def _bearer(
        self,
        sighting: Sighting,
        bearers: Sequence[Bearer],
        known: Mapping[tuple[str, str], set[int]],
    ) -> tuple[int, float, str] | None:
        """Whose bare name this is: group, score, reason; None if that is not certain."""
        by_surname = [row for row in bearers if row[1]]
        fitting = [row for row in by_surname if self._fits(sighting, row[0])]
        written = self._written_out(sighting, known)
        if written is not None and len(written) != 1:
            # Several of that surname: only one who is far more in the news than all others,
            # and in this article too, is called by it alone.
            fitting = [row for row in fitting if row[0] in written and row == by_surname[0]]
        elif written is not None:
            (person,) = written
            high = all_role_words([sighting]) & HIGH
            roles = all_role_words(m.sighting for m in self.groups[person].members)
            if not self._fits(sighting, person) or (high and roles and not high & roles):
                return None
            return person, 0.97, f"the article itself writes out “{self.shown(person)}”"
        high = all_role_words([sighting]) & HIGH
        if high:
            same = [row for row in fitting if high <= self.groups[row[0]].words]
            if len({self.name(row[0]).given for row in same}) == 1:
                # One name with and without a middle name or "Jr.": the one much in the news.
                same = [row for row in same if row[2] >= 5 * max(same[-1][2], 1)][:1] or same
            if len(same) == 1 and same[0][2] >= 2:
                said = ", ".join(sorted(high))
                return (
                    same[0][0],
                    0.9,
                    f"surname alone; of all so called only “{self.shown(same[0][0])}” "
                    f"is “{said}” in other articles",
                )
            by_given = [
                row
                for row in bearers
                if not row[1] and high <= self.groups[row[0]].words and self._fits(sighting, row[0])
            ]
            if not same and not by_surname and len(by_given) == 1 and by_given[0][2] >= 2:
                return (
                    by_given[0][0],
                    0.85,
                    f"first word of “{self.shown(by_given[0][0])}” and the same office",
                )
        if not fitting or fitting[0] != by_surname[0]:
            return None
        person, _, articles, _ = fitting[0]
        of_all = self._bearers_of_all(by_surname)
        if high and not high <= self.groups[person].words:
            return None
        if articles < LEAST or articles < SHARE * of_all:
            return None
        share = round(100 * articles / of_all)
        return (
            person,
            round(0.9 * articles / of_all, 3),
            f"surname alone; “{self.shown(person)}” in {share} % of the {of_all} articles that "
            "write the name out",
        )

    def _bearers_of_all(self, by_surname: Sequence[Bearer]) -> int:
        """In how many articles a surname is written out: of those called after their first name.

        "Saudi Arabia Lopez" and "Democrats Lopez" are a Lopez with stray words before.
        """
        first, *others = by_surname
        return first[2] + sum(row[2] for row in others if self.name(row[0]).given in FIRST_NAMES)

    def _fits(self, sighting: Sighting, person: int) -> bool:
        """Whether gender and kinship do not tell that a bare name is somebody else's."""
        words = [folded(w) for role in sighting.roles for w in role.split()]
        if set(words) & KIN:
            return False
        sex = of_words(words)
        sexes = self.sexes(person)
        return not (sex and sexes and sex not in sexes)

    def _written_out(
        self, sighting: Sighting, known: Mapping[tuple[str, str], set[int]]
    ) -> set[int] | None:
        """The groups whose names the article writes out; None if it writes out nobody's.

        A name that is nobody's in the corpus counts, as -1, if it begins with a known first
        name: somebody else of that surname is in the article.
        """
        found: set[int] = set()
        strange = False
        for full in sighting.written_out:
            name = person_name(full)
            if name is None or name.bare:
                continue
            people = known.get((name.given, name.surname)) or known.get((name.given, name.last))
            people = people or _other_form(name, known)
            if people and (name.given in FIRST_NAMES or max(self.articles(p) for p in people) > 1):
                found |= people
            elif name.given in FIRST_NAMES:
                found.add(-1)
            else:
                strange = True  # somebody, or the first word of a sentence
        if strange and any(person >= 0 and self.articles(person) < 3 for person in found):
            found.add(-1)
        if found == {-1}:
            return set()
        return found or None


def _other_form(name: PersonName, known: Mapping[tuple[str, str], set[int]]) -> set[int] | None:
    """Whom a full name means in another form of the first name; None if not one alone."""
    found = {
        person
        for (given, surname), people in known.items()
        if surname in (name.surname, name.last)
        and (alike := same_given(given, name.given)) is not None
        and alike[0] >= 0.9
        for person in people
    }
    return found if len(found) == 1 else None

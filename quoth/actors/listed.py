"""Names that a person brings: a list of one's own, or an extract of Wikidata.

A list of one's own decides; an extract of Wikidata gives ids and aliases where a full name is
one entry's only.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from quoth.actors.proper import NAMED
from quoth.actors.sighting import Group, Member
from quoth.actors.spelling import folded
from quoth.errors import UsageError
from quoth.model import ACTOR_KINDS, ListedName

_NAME = ("name", "label", "itemlabel")
_ALIASES = ("aliases", "alias", "also known as", "altlabel", "itemaltlabel")
_ID = ("id", "item", "qid", "wikidata")
_EXPECTED = "one line a name: name, aliases (separated by |), kind, id; the first line names them"


def read_list(path: str | os.PathLike[str], *, origin: str) -> tuple[ListedName, ...]:
    """The names of a CSV or JSON Lines file.

    Args:
        path: CSV with a heading line, or JSON Lines: `name` (or `label`), `aliases` (in CSV
            separated by "|", in JSON a list), `kind` and `id`; all but the name may be missing.
        origin: "names" for a list of one's own, "wikidata" for an extract.

    Raises:
        UsageError: it cannot be read; the message names the line.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}", advice="check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8", advice="save it again as UTF-8") from error
    rows = _json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(path, text)
    found: list[ListedName] = []
    for line, row in rows:
        fields = {str(key or "").strip().lower(): value for key, value in row.items()}
        name = _first(fields, _NAME)
        if not name:
            raise UsageError(f"{path}, line {line}: no name", advice=_EXPECTED)
        kind = _first(fields, ("kind",)) or None
        if kind is not None and kind not in ACTOR_KINDS:
            raise UsageError(
                f"{path}, line {line}: {kind!r} is no kind of actor",
                advice=f"it is one of {', '.join(NAMED)}",
            )
        id = _first(fields, _ID).rsplit("/", 1)[-1] or None
        aliases = next((fields[key] for key in _ALIASES if fields.get(key)), ())
        if isinstance(aliases, str):
            aliases = aliases.split("|")
        entry = id or name
        for alias in dict.fromkeys([name, *(str(alias).strip() for alias in aliases)]):
            if alias:
                found.append(
                    ListedName(
                        origin=origin, entry=entry, alias=alias, name=name, kind=kind, known_as=id
                    )
                )
    if not found:
        raise UsageError(f"{path} holds no names", advice=_EXPECTED)
    # One alias twice under one entry is one alias; the order of lines does not count.
    return tuple(sorted({(n.entry, n.alias): n for n in found}.values(), key=_order))


def _order(name: ListedName) -> tuple[str, str]:
    return name.entry, name.alias


def _first(fields: dict, names: Iterable[str]) -> str:
    return next((str(fields[n]).strip() for n in names if fields.get(n)), "")


def _csv_rows(path: Path, text: str):
    reader = csv.DictReader(io.StringIO(text, newline=""))
    heads = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if not set(heads) & set(_NAME):
        raise UsageError(f"{path} has no column “name”", advice=_EXPECTED)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}", advice=_EXPECTED) from error


def _json_rows(path: Path, text: str):
    for line, record in enumerate(text.splitlines(), 1):
        if not record.strip():
            continue
        try:
            row = json.loads(record)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}, line {line}: no JSON ({error.msg})", advice=_EXPECTED) from (
                error
            )
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {line}: no JSON object", advice=_EXPECTED)
        yield line, row


def apply_names(groups: list[Group], listed: Iterable[ListedName]) -> list[Group]:
    """A person's own list decides: all that bear an entry's names are that entry's actor.

    The rest of a group goes with its listed members if these are of one entry.
    """
    index = _Index(name for name in listed if name.origin == "names")
    if not index.entries:
        return groups
    of_entry: dict[str, Group] = {}
    result: list[Group] = []
    for group in groups:
        by_entry: dict[str, list[Member]] = defaultdict(list)
        for member in group.members:
            entry = index.entry(member.sighting.name, member.sighting.kind)
            by_entry[entry.entry if entry else ""].append(member)
        rest = by_entry.pop("", [])
        for entry, members in by_entry.items():
            for member in members:
                member.score, member.decided = 1.0, "names"
                member.reason = f"the list of names gives “{member.sighting.name}” to “{entry}”"
            if len(by_entry) == 1:
                members, rest = [*members, *rest], []
            first = index.entries[entry]
            known = of_entry.get(entry)
            if known is None:
                known = of_entry[entry] = Group(key=("names", entry), members=[])
                known.name, known.kind, known.known_as = first.name, first.kind, first.known_as
                result.append(known)
            known.members += members
        if rest:
            group.members = rest
            result.append(group)
    return result


def apply_wikidata(groups: list[Group], listed: Iterable[ListedName]) -> list[Group]:
    """An id for each group whose full names are one entry's; groups of one id are joined.

    Groups that were set apart on purpose get no id: the extract cannot tell which is which.
    """
    index = _Index(name for name in listed if name.origin == "wikidata")
    if not index.entries:
        return groups
    of_entry: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found = set()
        for member in group.members:
            if " " in member.sighting.name or member.sighting.kind in ("organization", "outlet"):
                entry = index.entry(member.sighting.name, member.sighting.kind)
                if entry:
                    found.add(entry.entry)
        if len(found) == 1 and group.key[0] != "sighting" and not group.apart:
            of_entry[found.pop()].append(group)
    gone: set[int] = set()
    for entry, same in of_entry.items():
        first = index.entries[entry]
        same.sort(key=lambda g: (-g.articles, g.key))
        if len({g.key[0] for g in same} - {"names"}) > 1:
            continue  # a person and an organization under one entry: the entry is at fault
        chief, *others = same
        chief.known_as = chief.known_as or first.known_as
        for other in others:
            if other.key[0] == "names" or chief.key[0] == "names":
                continue  # the person's own list has decided otherwise
            for member in other.members:
                member.score, member.decided = 0.9, "wikidata"
                member.reason = f"“{member.sighting.name}” is a name of {first.known_as or entry}"
            chief.members += other.members
            gone.add(id(other))
    return [group for group in groups if id(group) not in gone]


class _Index:
    """Entries by folded name; a name of two entries is nobody's."""

    def __init__(self, listed: Iterable[ListedName]):
        self.entries: dict[str, ListedName] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for name in listed:
            self.entries.setdefault(name.entry, name)
            self._by_name[_key(name.alias)].add(name.entry)

    def entry(self, name: str, kind: str) -> ListedName | None:
        if kind not in NAMED:
            return None
        fitting = [
            self.entries[entry]
            for entry in self._by_name.get(_key(name), ())
            if self.entries[entry].kind in (None, kind)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _key(name: str) -> str:
    words = [folded(word) for word in name.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)

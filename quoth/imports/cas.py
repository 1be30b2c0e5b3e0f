"""UIMA CAS as INCEpTION exports it, XMI or JSON, with the layers that our export has.

Parts with one value of the feature `statement` are one statement: the id of ours, or any word of an
annotator's for a new one. Offsets are UTF-16 there. What `QuothArticle` says of the article is
taken with the article, where that is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from lxml import etree

from quoth.errors import NotAnArticle
from quoth.export import marks
from quoth.export.cas import ABOUT, CAS, CUSTOM, LAYERS, PACKAGE
from quoth.export.marks import Mark
from quoth.imports import Document, Noted
from quoth.imports.adding import stated
from quoth.model import Article, Span

ROLES = {layer: role for role, layer in LAYERS.items()}
NOWHERE = -1
"""Begin and end of what is of the whole document."""
ID_LENGTH = 20
"""Characters of a statement's id: another value is an annotator's own word."""


def read(path: Path) -> Iterator[Document]:
    """The document of a file; a type system has none.

    Raises:
        NotAnArticle: it is no CAS.
    """
    found = _json(path) if path.suffix.lower() == ".json" else _xmi(path)
    if found is None:
        return
    text, parts = found
    article = path.stem.removeprefix("article-") if path.stem.startswith("article-") else None
    yield _document(path, article, text, parts)


Part = tuple[str, int, int, dict[str, str]]
"""(role, begin and end in UTF-16 units, features); of the article, `ABOUT` and no place."""


def _xmi(path: Path) -> tuple[str, list[Part]] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise NotAnArticle(f"it is no XML: {error}", advice="export it as UIMA CAS XMI") from error
    sofa = root.find(f"{{{CAS}}}Sofa")
    if sofa is None:
        raise NotAnArticle("it has no text (Sofa)", advice="export it as UIMA CAS XMI")
    parts = []
    for element in root:
        if not isinstance(element.tag, str):  # a comment, an entity: nothing of ours
            continue
        tag = etree.QName(element)
        if tag.namespace == CUSTOM and tag.localname == ABOUT:
            parts.append((ABOUT, NOWHERE, NOWHERE, dict(element.attrib)))
        elif tag.namespace == CUSTOM and tag.localname in ROLES:
            features = {k: v for k, v in element.attrib.items() if "}" not in k}
            begin, end = int(features.pop("begin")), int(features.pop("end"))
            parts.append((ROLES[tag.localname], begin, end, features))
    return sofa.get("sofaString", ""), parts


def _json(path: Path) -> tuple[str, list[Part]] | None:
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotAnArticle(
            f"it is no JSON: {error}", advice="export it as UIMA CAS JSON"
        ) from error
    if not isinstance(found, dict) or "%FEATURE_STRUCTURES" not in found:
        raise NotAnArticle("it is no CAS", advice="export it as UIMA CAS JSON 0.4")
    structures = found["%FEATURE_STRUCTURES"]
    if isinstance(structures, dict):  # an older form: id to structure
        structures = list(structures.values())
    text, parts = None, []
    for one in structures:
        kind = one.get("%TYPE", "")
        if kind == "uima.cas.Sofa":
            text = one.get("sofaString", "")
        elif kind == f"{PACKAGE}.{ABOUT}":
            parts.append((ABOUT, NOWHERE, NOWHERE, {k: str(v) for k, v in one.items() if v}))
        elif kind.startswith(PACKAGE + ".") and kind.rpartition(".")[2] in ROLES:
            features = {k: str(v) for k, v in one.items() if k[0] not in "%@" and v is not None}
            begin, end = int(features.pop("begin")), int(features.pop("end"))
            parts.append((ROLES[kind.rpartition(".")[2]], begin, end, features))
    if text is None:
        raise NotAnArticle("it has no text (Sofa)", advice="export it as UIMA CAS JSON 0.4")
    return text, parts


FEATURES = {
    "mode": "mode",
    "type": "kind",
    "speakers": "speakers",
    "medium": "medium",
    "said_on": "said_on",
}
"""Fields of a mark, and the features that have them."""

NAMED = ("chain", "addressee")
"""Features that have names without their spans."""
RECORD = "record"
"""The feature that has the rest of them."""


def _document(path: Path, article: str | None, text: str, parts: list[Part]) -> Document:
    units = marks.sixteen(text)
    found: dict[str, _Gathered] = {}
    refused = []
    whole = None
    for number, (role, begin, end, features) in enumerate(parts):
        if role == ABOUT:
            # An annotator's program may have called the file otherwise.
            article = article or features.get("article")
            try:
                whole = _whole(path, text, features)
            except ValueError as error:
                refused.append(f"{ABOUT}: {error}")
            continue
        start, stop = marks.points(units, begin), marks.points(units, end)
        if start is None or stop is None or start >= stop:
            refused.append(f"a {role} from {begin} to {end} is no stretch of the text")
            continue
        key = features.get("statement") or f"new {number}"
        one = found.setdefault(key, _Gathered())
        if role == "content":
            one.content.append((start, stop))
            one.add(features)
        else:
            one.others[role] = (start, stop)
    made = []
    for key, one in found.items():
        if not one.content:
            refused.append(f"{key!r} has no content")
        elif several := one.disagreeing():
            refused.append(f"the pieces of {key!r} have more than one {several}: give it once")
        else:
            made.append(_noted(key, one))
    return Document(
        name=str(path),
        article=article,
        text=text,
        whole=whole,
        # INCEpTION sets blanks for characters of JSON that XML cannot hold, so in both forms.
        written=marks.xml_text,
        marks=tuple(made),
        refused=tuple(refused),
    )


def _whole(path: Path, text: str, features: dict[str, str]) -> Article:
    authors = marks.parted(features.get("authors"))
    return stated(text, {**features, "authors": authors}, path=str(path))


@dataclass(slots=True)
class _Gathered:
    """The parts that have one value of the feature `statement`."""

    content: list[Span] = field(default_factory=list)
    others: dict[str, Span] = field(default_factory=dict)
    features: dict[str, set[str]] = field(default_factory=dict)
    first: bool = False
    """Whether the first piece is there, where our export writes the features."""

    def add(self, features: dict[str, str]) -> None:
        """The features of one more piece of the content."""
        self.first |= features.get("piece", "1") == "1"
        for name in (*FEATURES.values(), *NAMED, RECORD):
            if value := features.get(name):
                self.features.setdefault(name, set()).add(value)

    def disagreeing(self) -> str | None:
        """A feature of which the pieces have different values."""
        return next((name for name, values in self.features.items() if len(values) > 1), None)

    def value(self, name: str) -> str | None:
        """The value of a feature."""
        return next(iter(self.features.get(FEATURES.get(name, name), ())), None)


def _noted(key: str, one: _Gathered) -> Noted:
    # Where the first piece was taken away its features went with it: that says nothing of them.
    absent = {name for name in FEATURES if one.value(name) is None}
    return Noted(
        mark=Mark(
            id=key if len(key) == ID_LENGTH and key.isalnum() else None,
            content=tuple(sorted(one.content)),
            cue=one.others.get("cue"),
            source=one.others.get("source"),
            mode=one.value("mode"),
            type=one.value("type"),
            speakers=marks.parted(one.value("speakers")),
            medium=one.value("medium"),
            said_on=one.value("said_on"),
        ),
        partial=frozenset() if one.first else frozenset(absent),
        named={
            "chain": marks.parted(one.value("chain")),
            "addressee": one.value("addressee"),
        }
        if one.first
        else {},
        fuller=marks.recorded(
            one.value(RECORD),
            speakers=marks.parted(one.value("speakers")),
            chain=marks.parted(one.value("chain")),
            addressee=one.value("addressee"),
            write=marks.xml_text,
        ),
    )

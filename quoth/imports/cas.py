"""UIMA CAS as INCEpTION exports it, XMI or JSON, with the layers that our export has.

Parts with one value of the feature `statement` are one statement: the id of ours, or any word of an
annotator's for a new one. Offsets are UTF-16 there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from quoth.errors import NotAnArticle
from quoth.export import marks
from quoth.export.cas import CAS, CUSTOM, LAYERS, PACKAGE
from quoth.export.marks import Mark
from quoth.imports import Document, Noted

ROLES = {layer: role for role, layer in LAYERS.items()}
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
"""(role, begin and end in UTF-16 units, features)."""


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
        if tag.namespace == CUSTOM and tag.localname in ROLES:
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
        elif kind.startswith(PACKAGE + ".") and kind.rpartition(".")[2] in ROLES:
            features = {k: str(v) for k, v in one.items() if k[0] not in "%@" and v is not None}
            begin, end = int(features.pop("begin")), int(features.pop("end"))
            parts.append((ROLES[kind.rpartition(".")[2]], begin, end, features))
    if text is None:
        raise NotAnArticle("it has no text (Sofa)", advice="export it as UIMA CAS JSON 0.4")
    return text, parts


def _document(path: Path, article: str | None, text: str, parts: list[Part]) -> Document:
    units = marks.sixteen(text)
    found: dict[str, dict[str, Any]] = {}
    refused = []
    for number, (role, begin, end, features) in enumerate(parts):
        start, stop = marks.points(units, begin), marks.points(units, end)
        if start is None or stop is None or start >= stop:
            refused.append(f"a {role} from {begin} to {end} is no stretch of the text")
            continue
        key = features.get("statement") or f"new {number}"
        one = found.setdefault(key, {"content": [], "features": {}})
        if role == "content":
            one["content"].append((start, stop))
            one["features"] |= {k: v for k, v in features.items() if v}
        else:
            one[role] = (start, stop)
    made = []
    for key, one in found.items():
        if not one["content"]:
            refused.append(f"{key!r} has no content")
            continue
        features = one["features"]
        made.append(
            Noted(
                mark=Mark(
                    id=key if len(key) == ID_LENGTH and key.isalnum() else None,
                    content=tuple(sorted(one["content"])),
                    cue=one.get("cue"),
                    source=one.get("source"),
                    mode=features.get("mode"),
                    type=features.get("kind"),
                    speakers=marks.parted(features.get("speakers")),
                    medium=features.get("medium"),
                    said_on=features.get("said_on"),
                )
            )
        )
    return Document(
        name=str(path), article=article, text=text, marks=tuple(made), refused=tuple(refused)
    )

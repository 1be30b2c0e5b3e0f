"""UIMA CAS for INCEpTION: XMI with a type system, and JSON (CAS JSON 0.4.0).

One file an article. Three layers: `QuothContent`, `QuothCue` and `QuothSource`; the parts of one
statement have its id in the feature `statement`. The rest of its features stands at the first piece
of its content (`piece` is 1) and nowhere else: CAS has no annotation of several spans, and a value
that stood at each piece would have to be changed at each, and could come back as several. Offsets
are UTF-16, as UIMA counts. A character that XML cannot hold is a space in XMI, one for one.

What is known of the article stands in `QuothArticle`, on the whole document as INCEpTION's layers
of metadata are, and, as far as there is a place, in the `DocumentMetaData` of DKPro's readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from quoth.export import Written, marks
from quoth.export.marks import Mark, mark
from quoth.export.selection import Selection
from quoth.model import Article, Span, Statement

PACKAGE = "webanno.custom"
LAYERS = {"content": "QuothContent", "cue": "QuothCue", "source": "QuothSource"}
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
FEATURES = (
    "statement",
    *("kind" if name == "type" else name for name in marks.TEXTS[1:]),
    "nested_in",
    "piece",
)
"""Of `QuothContent`, all texts; `kind` is the type, a word that readers in Python cannot have, and
`piece` counts the pieces of one content from 1."""

ABOUT = "QuothArticle"
"""What is known of the article: one on the document, with no stretch of the text."""

ABOUT_FEATURES = ("article", *marks.ABOUT, "authors")

METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
METADATA_FEATURES = ("documentTitle", "documentId", "documentUri")

XMI = "http://www.omg.org/XMI"
CAS = "http:///uima/cas.ecore"
CUSTOM = "http:///webanno/custom.ecore"
META = "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
TYPES = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"

VIEW = "_InitialView"


def write_xmi(selection: Selection, target: Path) -> Written:
    """Write a folder: TypeSystem.xml and an XMI file an article."""
    target.mkdir(parents=True)
    (target / "TypeSystem.xml").write_bytes(type_system())
    return _each(selection, target, ".xmi", xmi)


def write_json(selection: Selection, target: Path) -> Written:
    """Write a folder: a JSON file an article."""
    target.mkdir(parents=True)
    return _each(selection, target, ".json", cas_json)


def _each(selection: Selection, target: Path, ending: str, made: Any) -> Written:
    counts = {"article": 0, "statement": 0}
    blanked = 0
    for article, statements in selection.articles():
        (target / (marks.file_name(article) + ending)).write_bytes(made(article, statements))
        counts["article"] += 1
        counts["statement"] += len(statements)
        blanked += ending == ".xmi" and marks.xml_text(article.text) != article.text
    return Written(rows=counts, lost=(*marks.LOST, *_blanked(blanked)))


def _blanked(articles: int) -> tuple[str, ...]:
    """What to say of the articles that hold characters which XML cannot hold."""
    if not articles:
        return ()
    return (
        f"control characters of {articles:,} article{'s' if articles > 1 else ''}, which XML has "
        "no place for: each is a space; `quoth import` knows, and cas-json has them",
    )


def annotations(statements: Sequence[Statement]) -> Iterator[tuple[str, Span, dict[str, str]]]:
    """(layer, span in code points, features) of each part of each statement."""
    for statement in statements:
        one = mark(statement)
        for number, span in enumerate(one.content, 1):
            features = {"statement": statement.id, "piece": str(number)}
            if number == 1:
                features |= _features(one)
            yield LAYERS["content"], span, features
        for role, span in (("cue", one.cue), ("source", one.source)):
            if span is not None:
                yield LAYERS[role], span, {"statement": statement.id}


def _features(one: Mark) -> dict[str, str]:
    found = {
        "mode": one.mode,
        "kind": one.type,
        "speakers": marks.joined(one.speakers),
        "chain": marks.joined(one.chain),
        "addressee": one.addressee,
        "medium": one.medium,
        "said_on": one.said_on,
        "confidence": None if one.confidence is None else f"{one.confidence:.4f}",
        "nested_in": one.nested_in,
        "record": one.record,
    }
    return {name: value for name, value in found.items() if value}


def declared() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each layer with its features."""
    for role, layer in LAYERS.items():
        yield f"{PACKAGE}.{layer}", FEATURES if role == "content" else ("statement",)


def known(article: Article) -> dict[str, str]:
    """What is known of an article, as features of `QuothArticle`."""
    found = {"article": article.id, **marks.about(article)}
    return found | ({"authors": marks.joined(article.authors)} if article.authors else {})


def metadata(article: Article) -> dict[str, str]:
    """The same as far as `DocumentMetaData` has a place for it."""
    found = {
        "language": article.language,
        "documentTitle": article.title,
        "documentId": marks.file_name(article),
        "documentUri": article.url,
    }
    return {name: value for name, value in found.items() if value}


def type_system() -> bytes:
    """The UIMA type system description of the layers."""
    namespace = "http://uima.apache.org/resourceSpecifier"
    root = etree.Element(f"{{{namespace}}}typeSystemDescription", nsmap={None: namespace})
    types = etree.SubElement(root, f"{{{namespace}}}types")

    def sub(parent: Any, name: str, text: str = "") -> Any:
        element = etree.SubElement(parent, f"{{{namespace}}}{name}")
        element.text = text or None
        return element

    span = "uima.tcas.Annotation"
    layers = [(name, features, span) for name, features in declared()]
    layers += [(f"{SEGMENTATION}.{name}", (), span) for name in ("Token", "Sentence")]
    layers += [(f"{PACKAGE}.{ABOUT}", ABOUT_FEATURES, "uima.cas.AnnotationBase")]
    layers += [(METADATA, METADATA_FEATURES, "uima.tcas.DocumentAnnotation")]
    for name, features, above in layers:
        described = sub(types, "typeDescription")
        sub(described, "name", name)
        sub(described, "description")
        sub(described, "supertypeName", above)
        if features:
            place = sub(described, "features")
            for feature in features:
                each = sub(place, "featureDescription")
                sub(each, "name", feature)
                sub(each, "description")
                sub(each, "rangeTypeName", "uima.cas.String")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def xmi(article: Article, statements: Sequence[Statement]) -> bytes:
    """An article and its statements as XMI."""
    text = marks.xml_text(article.text)
    units = marks.sixteen(text)
    names = {"xmi": XMI, "cas": CAS, "custom": CUSTOM, "type": TYPES, "meta": META}
    root = etree.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"}, nsmap=names)
    etree.SubElement(root, f"{{{CAS}}}NULL", {f"{{{XMI}}}id": "0"})
    members = []

    def put(tag: str, span: Span | None, features: dict[str, str]) -> None:
        number = len(members) + 2
        members.append(str(number))
        at = {} if span is None else {"begin": str(units[span[0]]), "end": str(units[span[1]])}
        etree.SubElement(
            root,
            tag,
            {
                f"{{{XMI}}}id": str(number),
                "sofa": "1",
                **at,
                **{name: marks.xml_text(value) for name, value in features.items()},
            },
        )

    put(f"{{{META}}}DocumentMetaData", (0, len(text)), metadata(article))
    put(f"{{{CUSTOM}}}{ABOUT}", None, known(article))
    for span in marks.sentences(text):
        put(f"{{{TYPES}}}Sentence", span, {})
    for span in marks.tokens(text):
        put(f"{{{TYPES}}}Token", span, {})
    for layer, span, features in annotations(statements):
        put(f"{{{CUSTOM}}}{layer}", span, features)
    etree.SubElement(
        root,
        f"{{{CAS}}}Sofa",
        {
            f"{{{XMI}}}id": "1",
            "sofaNum": "1",
            "sofaID": VIEW,
            "mimeType": "text/plain",
            "sofaString": text,
        },
    )
    etree.SubElement(root, f"{{{CAS}}}View", {"sofa": "1", "members": " ".join(members)})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def cas_json(article: Article, statements: Sequence[Statement]) -> bytes:
    """An article and its statements as CAS JSON."""
    text = article.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    units = marks.sixteen(text)
    types = {
        name: {
            "%NAME": name,
            "%SUPER_TYPE": "uima.tcas.Annotation",
            **{f: {"%NAME": f, "%RANGE": "uima.cas.String"} for f in features},
        }
        for name, features in declared()
    }
    for name, features, above in (
        (f"{PACKAGE}.{ABOUT}", ABOUT_FEATURES, "uima.cas.AnnotationBase"),
        (METADATA, METADATA_FEATURES, "uima.tcas.DocumentAnnotation"),
    ):
        ranges = {f: {"%NAME": f, "%RANGE": "uima.cas.String"} for f in features}
        types[name] = {"%NAME": name, "%SUPER_TYPE": above, **ranges}
    structures: list[dict[str, Any]] = [
        {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": VIEW,
            "mimeType": "text/plain",
            "sofaString": text,
        },
        {
            "%ID": 2,
            "%TYPE": METADATA,
            "@sofa": 1,
            "begin": 0,
            "end": units[-1],
            **metadata(article),
        },
        {"%ID": 3, "%TYPE": f"{PACKAGE}.{ABOUT}", "@sofa": 1, **known(article)},
    ]
    for layer, (start, end), features in annotations(statements):
        structures.append(
            {
                "%ID": len(structures) + 1,
                "%TYPE": f"{PACKAGE}.{layer}",
                "@sofa": 1,
                "begin": units[start],
                "end": units[end],
                **features,
            }
        )
    members = [structure["%ID"] for structure in structures[1:]]
    return msgspec.json.encode(
        {
            "%TYPES": types,
            "%FEATURE_STRUCTURES": structures,
            "%VIEWS": {VIEW: {"%SOFA": 1, "%MEMBERS": members}},
        }
    )

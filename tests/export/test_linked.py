"""JSON-LD is linked data: read by rdflib, and of the shape that its vocabulary asks for."""

from __future__ import annotations

import json
import warnings

import rdflib
from hypothesis import given, settings
from rdflib.namespace import PROV, RDF

from quoth.export import export
from quoth.export.webannotation import parts
from tests.export.builders import corpora, project_of, statements_of

SCHEMA = rdflib.Namespace("https://schema.org/")


def graph_of(path):
    with warnings.catch_warnings():
        # rdflib's parser of JSON-LD makes a graph of a class that rdflib deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="json-ld")


@settings(max_examples=6)
@given(corpora())
def test_prov_says_from_where_through_whom_and_by_whom(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "a.prov.jsonld")
        graph = graph_of(folder / "a.prov.jsonld")
        for id, (statement, article) in statements_of(project).items():
            node = rdflib.URIRef(f"urn:quoth:statement:{id}")
            assert graph.value(node, PROV.value).value == statement.content.text
            page = graph.value(node, PROV.wasQuotedFrom)
            assert page == rdflib.URIRef(f"urn:quoth:article:{article.id}")
            assert (page, RDF.type, PROV.Entity) in graph
            agents = set(graph.objects(node, PROV.wasAttributedTo))
            assert len(agents) == len({s.id for s in statement.speakers})
            for agent in agents:
                assert (agent, RDF.type, PROV.Agent) in graph
            told = graph.value(node, PROV.hadPrimarySource)
            for _ in statement.chain:
                assert (told, RDF.type, PROV.Entity) in graph
                assert graph.value(told, PROV.wasAttributedTo) is not None


@settings(max_examples=6)
@given(corpora())
def test_schema_org_has_quotations_and_claims_and_no_rating(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "a.schema.jsonld")
        graph = graph_of(folder / "a.schema.jsonld")
        for id, (statement, article) in statements_of(project).items():
            node = rdflib.URIRef(f"urn:quoth:statement:{id}")
            kind, where = (
                (SCHEMA.Claim, SCHEMA.appearance)
                if statement.mode == "indirect"
                else (SCHEMA.Quotation, SCHEMA.isPartOf)
            )
            assert (node, RDF.type, kind) in graph
            assert graph.value(node, where) == rdflib.URIRef(f"urn:quoth:article:{article.id}")
            assert graph.value(node, SCHEMA.text).value == statement.content.text
        text = (folder / "a.schema.jsonld").read_text(encoding="utf-8").lower()
        assert '"reviewrating"' not in text and "claimreview" not in text


@settings(max_examples=8)
@given(corpora())
def test_annotations_hold_every_span_by_position_and_by_words(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "a.jsonld")
        page = json.loads((folder / "a.jsonld").read_text(encoding="utf-8"))
        assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        known = statements_of(project)
        assert {item["statement"]["id"] for item in page["items"]} == set(known)
        for item in page["items"]:
            statement, article = known[item["statement"]["id"]]
            assert (item["type"], item["motivation"]) == ("Annotation", "identifying")
            spans = []
            for target in item["target"]:
                position, quote = target["selector"]
                start, end = position["start"], position["end"]
                spans.append((target["role"], (start, end)))
                around = quote["prefix"] + quote["exact"] + quote["suffix"]
                assert article.text[start:end] == quote["exact"]
                assert article.text[start - len(quote["prefix"]) :].startswith(around)
                assert target["source"] == (article.url or f"urn:quoth:article:{article.id}")
            assert spans == list(parts(statement))

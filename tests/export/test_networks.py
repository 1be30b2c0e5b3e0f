"""GraphML and GEXF are what their schemas ask for, and open elsewhere with all attributes."""

from __future__ import annotations

import warnings

import igraph
import networkx as nx
import pytest
from lxml import etree

from quoth.export import export
from quoth.network import Options, network, rows
from tests.export.builders import project_of
from tests.judge.test_concepts import SAID
from tests.match.builders import said

# What the specifications ask for, in RELAX NG of our own (compact in meaning, written out in XML).
GRAPHML = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://graphml.graphdrawing.org/xmlns"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="graphml">
  <zeroOrMore><element name="key">
    <attribute name="id"><data type="NMTOKEN"/></attribute>
    <attribute name="for"><choice><value>node</value><value>edge</value></choice></attribute>
    <attribute name="attr.name"/>
    <attribute name="attr.type"><choice><value>boolean</value><value>int</value>
      <value>long</value><value>float</value><value>double</value><value>string</value>
    </choice></attribute>
  </element></zeroOrMore>
  <element name="graph">
    <attribute name="id"><data type="NMTOKEN"/></attribute>
    <attribute name="edgedefault"><choice><value>directed</value><value>undirected</value></choice>
    </attribute>
    <zeroOrMore><choice>
      <element name="node"><attribute name="id"><data type="NMTOKEN"/></attribute>
        <zeroOrMore><ref name="data"/></zeroOrMore></element>
      <element name="edge"><attribute name="id"><data type="NMTOKEN"/></attribute>
        <attribute name="source"><data type="NMTOKEN"/></attribute>
        <attribute name="target"><data type="NMTOKEN"/></attribute>
        <zeroOrMore><ref name="data"/></zeroOrMore></element>
    </choice></zeroOrMore>
  </element>
</element></start>
<define name="data"><element name="data"><attribute name="key"><data type="NMTOKEN"/></attribute>
  <text/></element></define>
</grammar>
"""

GEXF = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://gexf.net/1.3"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="gexf"><attribute name="version"><value>1.3</value></attribute>
  <element name="meta"><element name="creator"><text/></element></element>
  <element name="graph">
    <attribute name="defaultedgetype"><choice><value>directed</value><value>undirected</value>
      <value>mutual</value></choice></attribute>
    <attribute name="mode"><choice><value>static</value><value>dynamic</value></choice></attribute>
    <attribute name="timeformat"><choice><value>integer</value><value>double</value>
      <value>date</value><value>dateTime</value></choice></attribute>
    <attribute name="timerepresentation"><choice><value>interval</value><value>timestamp</value>
      </choice></attribute>
    <zeroOrMore><element name="attributes">
      <attribute name="class"><choice><value>node</value><value>edge</value></choice></attribute>
      <attribute name="mode"><choice><value>static</value><value>dynamic</value></choice>
      </attribute>
      <oneOrMore><element name="attribute"><attribute name="id"/><attribute name="title"/>
        <attribute name="type"><choice><value>integer</value><value>long</value>
          <value>double</value><value>float</value><value>boolean</value><value>string</value>
        </choice></attribute></element></oneOrMore>
    </element></zeroOrMore>
    <element name="nodes"><zeroOrMore><element name="node"><attribute name="id"/>
      <attribute name="label"/><ref name="values"/><optional><ref name="spells"/></optional>
    </element></zeroOrMore></element>
    <element name="edges"><zeroOrMore><element name="edge"><attribute name="id"/>
      <attribute name="source"/><attribute name="target"/>
      <attribute name="weight"><data type="double"/></attribute>
      <ref name="values"/><optional><ref name="spells"/></optional>
    </element></zeroOrMore></element>
  </element>
</element></start>
<define name="values"><element name="attvalues"><oneOrMore><element name="attvalue">
  <attribute name="for"/><attribute name="value"/></element></oneOrMore></element></define>
<define name="spells"><element name="spells"><oneOrMore><element name="spell">
  <attribute name="start"><data type="date"/></attribute>
  <attribute name="end"><data type="date"/></attribute></element></oneOrMore></element></define>
</grammar>
"""


@pytest.fixture
def project():
    corpus = [
        said(
            words, by=by, outlet=outlet, quoted=False, day=f"2025-01-{10 + n}", around=f"Item {n}."
        )
        for n, (words, by, outlet) in enumerate(SAID)
    ]
    with project_of(corpus) as (opened, folder):
        opened.find_concepts()
        opened.folder = folder
        yield opened


def valid(path, schema):
    etree.RelaxNG(etree.fromstring(schema)).assertValid(etree.parse(str(path)))


def test_graphml_is_valid_and_opens_in_networkx_and_igraph(project):
    path = project.folder / "a.graphml"
    written = export(project, path)
    valid(path, GRAPHML)
    wanted = network(rows(project), Options())
    ties = {frozenset((a, b)): weight for a, b, weight in wanted.ties()}
    graph = nx.read_graphml(path)
    assert written.rows == {"node": len(wanted.rows), "tie": len(ties)} == {"node": 3, "tie": 2}
    names = nx.get_node_attributes(graph, "name")
    assert {
        frozenset((names[a], names[b])): data["weight"] for a, b, data in graph.edges(data=True)
    } == ties
    for node, data in graph.nodes(data=True):
        assert data["frequency"] == wanted.frequencies[names[node]]
        assert (data["Type"], data["variable"]) == ("person", "actor")
    with warnings.catch_warnings():
        # visone's key "id" is also igraph's own name for the identifier.
        warnings.simplefilter("ignore", RuntimeWarning)
        other = igraph.Graph.Read_GraphML(str(path))
    assert sorted(other.vs["name"]) == sorted(wanted.rows)
    assert sorted(other.es["weight"]) == sorted(ties.values())


def test_gexf_is_valid_and_has_the_time_of_every_tie(project):
    path = project.folder / "a.gexf"
    export(project, path)
    valid(path, GEXF)
    graph = nx.read_gexf(path)
    labels = nx.get_node_attributes(graph, "label")
    assert {data["variable"] for _, data in graph.nodes(data=True)} == {"actor", "concept"}
    coded = rows(project)
    found = {(labels[a], labels[b]): data["spells"] for a, b, data in graph.edges(data=True)}
    assert len(found) == 4
    for row in coded:
        key = next(k for k in found if set(k) == {row.actor, row.concept})
        day = row.time.date().isoformat()
        assert (day, day) in found[key]


def test_names_that_xml_cannot_hold_are_cleaned():
    article, statements = said("the levy will rise in May", by="Ada Vale", quoted=False)
    other = said(
        "the levy is going to rise in May", by="Bo & <Co>", outlet="The Gull", quoted=False
    )
    with project_of([(article, statements), other]) as (project, folder):
        project.find_concepts()
        export(project, folder / "a.graphml")
        names = nx.get_node_attributes(nx.read_graphml(folder / "a.graphml"), "name").values()
        assert "Bo & <Co>" in names

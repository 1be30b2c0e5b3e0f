"""GraphML and GEXF are what their schemas ask for, and open elsewhere with all attributes."""

from __future__ import annotations

import warnings

import igraph
import networkx as nx
import pytest
from lxml import etree

from quoth.errors import UsageError
from quoth.export import export
from quoth.network import NORMALISATIONS, QUALIFIERS, Options, network, networks, rows
from tests.export.builders import keep, project_of
from tests.judge.test_concepts import SAID
from tests.match.builders import said

# What the specifications ask for, in RELAX NG of our own (compact in meaning, written out in XML).
GRAPHML = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://graphml.graphdrawing.org/xmlns"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="graphml">
  <zeroOrMore><element name="key">
    <attribute name="id"><data type="NMTOKEN"/></attribute>
    <attribute name="for"><choice><value>node</value><value>edge</value><value>graph</value>
    </choice></attribute>
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
      <ref name="data"/>
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
  <attribute name="for"/><attribute name="value"/>
  <optional><attribute name="start"><ref name="moment"/></attribute>
  <attribute name="end"><ref name="moment"/></attribute></optional>
  </element></oneOrMore></element></define>
<define name="spells"><element name="spells"><oneOrMore><element name="spell">
  <attribute name="start"><ref name="moment"/></attribute>
  <attribute name="end"><ref name="moment"/></attribute></element></oneOrMore></element></define>
<define name="moment"><choice><data type="date"/><data type="dateTime"/></choice></define>
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


CHOICES = [
    {"mode": mode, "qualifier": qualifier, "normalisation": normalisation}
    for mode in QUALIFIERS
    for qualifier in QUALIFIERS[mode]
    for normalisation in NORMALISATIONS[mode]
]


@pytest.mark.parametrize("given", CHOICES, ids=lambda given: "-".join(given.values()))
def test_every_network_is_had_as_graphml_and_gexf(project, given):
    wanted = {
        frozenset(pair): weight for *pair, weight in network(rows(project), Options(**given)).ties()
    }
    for form, schema, label in (("graphml", GRAPHML, "name"), ("gexf", GEXF, "label")):
        path = project.folder / f"a.{form}"
        export(project, path, network=given)
        valid(path, schema)
        graph = getattr(nx, f"read_{form}")(path)
        names = nx.get_node_attributes(graph, label)
        found = {
            frozenset((names[a], names[b])): data["net" if form == "gexf" else "weight"]
            for a, b, data in graph.edges(data=True)
        }
        assert found == wanted
        if form == "graphml":
            assert {key: graph.graph[key] for key in given} == given
        else:
            assert all(data["spells"] for _, _, data in graph.edges(data=True))


@pytest.mark.parametrize("window", ["events", "hours", "days", "weeks"])
def test_a_window_is_a_graphml_file_and_a_time_of_gexf(project, window):
    given = {"mode": "two-mode", "window": window, "size": 3 if window == "days" else 1}
    wanted = list(networks(rows(project), Options(**given)))
    assert len(wanted) > 1 or window == "weeks"
    written = export(project, project.folder / "w.zip", format="graphml", network=given)
    assert written.rows["window"] == len(wanted)
    export(project, project.folder / "w", format="graphml", network=given)
    files = sorted((project.folder / "w").iterdir())
    assert len(files) == len(wanted)
    for path, one in zip(files, wanted, strict=True):
        valid(path, GRAPHML)
        graph = nx.read_graphml(path)
        assert graph.graph["start"] == one.start.isoformat()
        assert f"{one.middle:%Y-%m-%d}" in path.name
        names = nx.get_node_attributes(graph, "name")
        assert {
            (frozenset((names[a], names[b])), data["weight"])
            for a, b, data in graph.edges(data=True)
        } == {(frozenset(pair), weight) for *pair, weight in one.ties()}
    export(project, project.folder / "w.gexf", network=given)
    valid(project.folder / "w.gexf", GEXF)
    tree = etree.parse(str(project.folder / "w.gexf"))
    space = {"g": "http://gexf.net/1.3"}
    labels = {n.get("id"): n.get("label") for n in tree.iterfind(".//g:node", space)}
    for one in wanted:
        moment = (
            one.middle.isoformat() if window in ("events", "hours") else f"{one.middle:%Y-%m-%d}"
        )
        found = {
            (frozenset((labels[e.get("source")], labels[e.get("target")])), float(v.get("value")))
            for e in tree.iterfind(".//g:edge", space)
            for v in e.iterfind(".//g:attvalue", space)
            if v.get("start") <= moment <= v.get("end")
        }
        assert found == {(frozenset(pair), weight) for *pair, weight in one.ties()}


def test_ties_of_actors_are_there_on_the_day_that_the_second_speaks():
    corpus = [
        said("the levy will rise in May", by="Ada", day="2025-01-10", quoted=False),
        said("the levy will rise", by="Bo", day="2025-01-12", outlet="The Gull", quoted=False),
        said("the levy will rise at last", by="Cy", day="2025-01-14", outlet="Echo", quoted=False),
    ]
    with project_of(corpus) as (project, folder):
        for number, (statement, _) in enumerate(project.find()):
            project.judge(
                "correct", coded=statement.id, concept="Levy", agreement=number != 0, by="Dee"
            )
        project.find_concepts()
        found = {}
        for qualifier in ("subtract", "congruence", "conflict"):
            path = folder / f"{qualifier}.gexf"
            export(project, path, network={"mode": "one-mode", "qualifier": qualifier})
            graph = nx.read_gexf(path)
            label = nx.get_node_attributes(graph, "label")
            found[qualifier] = {
                "".join(sorted(label[a] + label[b])): (data["net"], [s for s, _ in data["spells"]])
                for a, b, data in graph.edges(data=True)
            }
        same, other = (1.0, ["2025-01-12"]), ["2025-01-14"]
        assert found["congruence"] == {"".join(sorted("AdaBo")): same}
        assert found["conflict"] == {
            "".join(sorted("AdaCy")): (1.0, other),
            "".join(sorted("BoCy")): (1.0, other),
        }
        assert found["subtract"] == {
            **found["congruence"],
            **{pair: (-1.0, other) for pair in found["conflict"]},
        }


def test_what_no_network_is_asked_for_is_refused(project):
    target = project.folder / "a.graphml"
    with pytest.raises(UsageError, match="no option 'colour'"):
        export(project, target, network={"colour": "red"})
    with pytest.raises(UsageError, match="no normalisation 'activity' of a one-mode"):
        export(project, target, network={"normalisation": "activity"})
    with pytest.raises(UsageError, match="ris is no format of networks"):
        export(project, project.folder / "a.ris", network={"mode": "one-mode"})
    with pytest.raises(UsageError, match="several files"):
        export(project, target, network={"window": "days"})
    with pytest.raises(UsageError, match="there are no actors 'all of them'"):
        export(project, target, network={"actors": "all of them"})
    assert not target.exists()


def test_articles_without_a_date_are_said_where_there_are_windows(project):
    article, statements = said("the gate is a danger", by="Dora", day=None, outlet="Echo")
    keep(project, [(article, statements)])
    project.judge(
        "correct", coded=statements[0].id, concept="Tax the ships", agreement=True, by="Ada"
    )
    project.find_concepts()
    given = {"window": "days"}
    for name in ("w.zip", "w.gexf"):
        form = "graphml" if name == "w.zip" else "gexf"
        found = export(project, project.folder / name, format=form, network=given)
        assert "1 article without a date, in no window" in found.lost
        assert found.rows.get("window", 5) < 10
    assert not any("date" in line for line in export(project, project.folder / "a.gexf").lost)


def test_where_nobody_made_concepts_it_is_said():
    with project_of([said("the levy will rise in May")]) as (project, folder):
        for name in ("a.graphml", "a.gexf"):
            assert "quoth concepts" in " ".join(export(project, folder / name).lost)

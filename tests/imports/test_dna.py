"""Databases of DNA out and in again: real files, of statements that a coder coded."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.export import export
from quoth.export.dna import short
from quoth.export.dna_schema import problems
from quoth.imports import take
from quoth.model import Speaker, content_id
from tests.export.builders import NAMES, corpora, project_of
from tests.export.test_dna import SAMPLE
from tests.match.builders import said


def speaker(name, kind="person"):
    return Speaker(id=content_id("actor", name, kind), name=name, kind=kind)


@contextmanager
def coded(*speakers, merged=(), concept="Tax the ships"):
    """A project whose one statement is of these speakers and coded by Ben: (project, file)."""
    article, (statement,) = said("the levy will rise")
    with project_of([(article, (replace(statement, speakers=speakers),))]) as (project, folder):
        if merged:
            actors = [info.actor.id for info in project.actors() if info.actor.name in merged]
            project.judge("merge", actors=actors, name=merged[0], by="Ada")
        project.judge("correct", coded=statement.id, concept=concept, agreement=True, by="Ben Roe")
        project.find_concepts()
        export(project, folder / "a.dna")
        yield project, folder / "a.dna"


def change(path, *statements):
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA foreign_keys = ON")
        for sql in statements:
            file.execute(*((sql,) if isinstance(sql, str) else sql))
        file.commit()


def foreign(path, text, rows):
    """Make a file that DNA itself might have: (coder, concept, side, person) on the first words."""
    change(
        path,
        "DELETE FROM DOCUMENTS",
        (
            "INSERT INTO DOCUMENTS VALUES (1, 'Levy', ?, 1, '', 'The Gull', '', '', '', 0)",
            (text.partition("\n")[0],),
        ),
    )
    with closing(sqlite3.connect(path)) as file:
        attributes = file.execute("SELECT VariableId, ID FROM ATTRIBUTEVARIABLES").fetchall()
        file.executemany("DELETE FROM VARIABLES WHERE ID = ?", [(id,) for id in range(5, 14)])

        def entity(variable, value):
            known = "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?"
            if not file.execute(known, (variable, value)).fetchone():
                file.execute(
                    "INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value)
                )
                (id,) = file.execute(known, (variable, value)).fetchone()
                file.executemany(
                    "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId) VALUES (?, ?)",
                    [(id, attribute) for of, attribute in attributes if of == variable],
                )
            return file.execute(known, (variable, value)).fetchone()[0]

        for number, (coder, concept, side, person) in enumerate(rows, 1):
            password = file.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
            file.execute(
                "INSERT INTO CODERS (Name, Password) SELECT ?, ? WHERE NOT EXISTS"
                " (SELECT 1 FROM CODERS WHERE Name = ?)",
                (coder, *password, coder),
            )
            file.execute(
                "INSERT INTO STATEMENTS SELECT ?, 1, 1, 0, 11, ID FROM CODERS WHERE Name = ?",
                (number, coder),
            )
            organization = "The Harbour Union" if person else ""
            for variable, value in enumerate((person, organization, concept), 1):
                file.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                    (number, variable, entity(variable, value)),
                )
            file.execute(
                "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)",
                (number, side),
            )
        file.commit()
        assert problems(file) == []


def taken(project, path):
    before = project.judgements()
    found = take(project, path)
    assert project.judgements() == before or found.counts["corrected"] or found.counts["coded"]
    return {name: count for name, count in found.counts.items() if count}, found.refused


LONG = "Association of all who ever paid a levy on ships " * 5


@pytest.mark.parametrize(
    "speakers",
    [
        (speaker("Joe Berg"), speaker("Ida Lund")),
        (speaker("Joe Berg"), speaker("a neighbour", "anonymous")),
        (speaker("a neighbour", "anonymous"), speaker("Joe Berg"), speaker("Tidehall", "group")),
        (speaker("Berg"), speaker("Berg", "organization")),
        (speaker("Joe 🚢 Berg"),),
        (speaker(LONG, "organization"), speaker("Joe Berg")),
        (speaker(LONG + "A", "organization"), speaker(LONG + "B", "organization")),
    ],
    ids=[
        "two",
        "one_unnamed",
        "unnamed_first",
        "two_of_one_name",
        "beyond_the_plane",
        "long",
        "long_alike",
    ],
)
def test_what_nobody_changed_is_known(speakers):
    with coded(*speakers) as (project, path):
        assert taken(project, path) == ({"known": 1}, [])


def test_an_actor_named_twice_is_known():
    with coded(speaker("Joe Berg"), speaker("Berg"), merged=("Joe Berg", "Berg")) as (
        project,
        path,
    ):
        assert len(list(project.actors())) == 1
        assert taken(project, path) == ({"known": 1}, [])


@pytest.mark.parametrize("concept", ["Tax 🚢 at once", "Tax the ships " * 20])
def test_a_coding_that_nobody_changed_is_known(concept):
    with coded(speaker("Joe Berg"), concept=concept) as (project, path):
        assert taken(project, path) == ({"known": 1}, [])


def test_another_person_is_a_correction_and_the_unnamed_stays():
    unnamed = speaker("a neighbour", "anonymous")
    with coded(speaker("Joe Berg"), unnamed) as (project, path):
        change(path, "UPDATE ENTITIES SET Value = 'Ida Lund' WHERE Value = 'Joe Berg'")
        assert taken(project, path) == ({"corrected": 1}, [])
        ((statement, _),) = project.find()
        found = [(one.name, one.kind) for one in statement.speakers]
        assert found == [("Ida Lund", "person"), ("a neighbour", "anonymous")]


def test_a_speaker_under_his_former_name_is_known():
    with coded(speaker("Joe Berg"), speaker("Ida Lund")) as (project, path):
        (actor,) = (info.actor.id for info in project.actors() if info.actor.name == "Joe Berg")
        project.judge("rename", actors=[actor], name="Joseph Berg", by="Ada")
        assert taken(project, path) == ({"known": 1}, [])


def test_who_is_still_there_keeps_the_name_of_this_article():
    people = speaker("Berg"), speaker("Ida Lund")
    with coded(*people) as (project, path):
        (actor,) = (info.actor.id for info in project.actors() if info.actor.name == "Berg")
        project.judge("rename", actors=[actor], name="Joe Berg", by="Ada")
        export(project, path, force=True)
        change(path, "UPDATE ENTITIES SET Value = 'Cleo Marsh' WHERE Value = 'Ida Lund'")
        assert taken(project, path) == ({"corrected": 1}, [])
        ((statement, _),) = project.find()
        assert [one.name for one in statement.speakers] == ["Berg", "Cleo Marsh"]


def test_who_is_gone_is_gone():
    with coded(speaker("Joe Berg"), speaker("Ida Lund")) as (project, path):
        change(path, "DELETE FROM STATEMENTS WHERE ID = 2")
        assert taken(project, path) == ({"corrected": 1}, [])
        ((statement, _),) = project.find()
        assert [one.name for one in statement.speakers] == ["Joe Berg"]


def test_what_was_changed_of_the_machines_is_taken_and_the_rest_says_nothing():
    corpus = [said("the levy will rise"), said("nobody was asked", by="Boris Reed")]
    with project_of(corpus) as (project, folder):
        for statement, _ in project.find():
            project.judge("correct", coded=statement.id, concept="Levy", agreement=True, by="Cy")
        project.find_concepts()
        path = folder / "a.dna"
        export(project, path)
        # As it is where the machine coded: all statements are Quoth's.
        change(path, "UPDATE STATEMENTS SET Coder = 2")
        assert taken(project, path) == ({"known": 2}, [])
        change(path, "UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 1")
        found = take(project, path, by="Ada")
        assert (found.counts["coded"], found.counts["known"], found.refused) == (1, 2, [])
        project.find_concepts()
        first = next(project.find())[0].id
        assert {c.statement_id: (c.coder, c.agreement) for c in project.concept("Levy").codings}[
            first
        ] == ("Ada", False)
        assert take(project, path, by="Ada").counts["coded"] == 0


def test_type_mode_and_the_day_are_taken_where_they_were_changed():
    with coded(speaker("Joe Berg"), speaker("Ida Lund")) as (project, path):
        value = (
            "UPDATE DATALONGTEXT SET Value = ? WHERE StatementId = 1 AND VariableId = ("
            "SELECT ID FROM VARIABLES WHERE Variable = ?)"
        )
        change(path, (value, ("denial", "type")), (value, ("2025-01", "said on")))
        assert taken(project, path) == ({"corrected": 1}, [])
        ((statement, _),) = project.find()
        assert (statement.type, statement.said_on) == ("denial", "2025-01")
        assert len(statement.speakers) == 2
        change(path, (value, ("rumour", "type")))
        counts, (reason,) = taken(project, path)
        assert counts == {} and "type is 'rumour'" in reason
    with coded(speaker("Joe Berg")) as (project, path), project_of([]) as (other, _):
        ((statement, _),) = project.find()
        project.judge("correct", statement=statement.id, type="demand", mode="indirect", by="Ada")
        export(project, path, force=True)
        assert take(other, path, articles=True).counts["added"] == 1
        ((statement, _),) = other.find()
        assert (statement.type, statement.mode) == ("demand", "indirect")


def test_each_coder_has_his_coding_and_the_same_file_again_codes_nothing():
    with coded(speaker("Joe Berg")) as (project, path):
        text = next(project.find())[1].text
        foreign(path, text, [("Ann", "Tax", 1, ""), ("Bo", "Tax", 0, ""), ("Bo", "Levy", 0, "")])
        found = take(project, path, by="Ada", articles=True)
        (reason,) = found.refused
        assert "Bo coded 'Levy', no, too" in reason and "one concept" in reason
        codings = [j for j in project.judgements() if j.target == "concept"][1:]
        assert [j.made_by for j in codings] == ["Ann", "Bo"]
        assert take(project, path).counts["coded"] == 0
        project.find_concepts()
        assert take(project, path).counts["coded"] == 0


def test_organizations_are_none_of_the_persons_and_go_out_as_they_came():
    with coded(speaker("Joe Berg")) as (project, path):
        text = next(project.find())[1].text
        foreign(path, text, [("Ann", "Tax", 1, "Ida Lund"), ("Ann", "Tax", 1, "Cleo Marsh")])
        assert take(project, path, articles=True).counts["added"] == 1
        (statement,) = (one for one, _ in project.find() if len(one.speakers) > 1)
        assert [(one.name, one.kind, one.role) for one in statement.speakers] == [
            ("Ida Lund", "person", "The Harbour Union"),
            ("The Harbour Union", "organization", None),
            ("Cleo Marsh", "person", "The Harbour Union"),
        ]
        project.find_concepts()
        export(project, path, force=True)
        with closing(sqlite3.connect(path)) as file:
            assert problems(file) == []
            rows = file.execute(
                "SELECT group_concat(Value, ' of ') FROM (SELECT * FROM DATASHORTTEXT"
                " JOIN ENTITIES ON ENTITIES.ID = Entity WHERE DATASHORTTEXT.VariableId < 3"
                " ORDER BY StatementId, DATASHORTTEXT.VariableId) WHERE StatementId IN (SELECT"
                " StatementId FROM DATALONGTEXT WHERE Value = ?) GROUP BY StatementId",
                (statement.id,),
            ).fetchall()
        assert rows == [("Ida Lund of The Harbour Union",), ("Cleo Marsh of The Harbour Union",)]
        assert taken(project, path) == ({"known": 2}, [])


@settings(max_examples=8)
@given(corpora(), st.data())
def test_whatever_was_coded_comes_back_as_known_and_to_another_project_as_coded(corpus, data):
    with project_of(corpus) as (project, folder), project_of(corpus) as (other, _):
        for number, (statement, _) in enumerate(project.find()):
            concept, side = data.draw(NAMES), data.draw(st.booleans())
            by = f"Coder {number % 2}"
            project.judge("correct", coded=statement.id, concept=concept, agreement=side, by=by)
        project.find_concepts()
        export(project, folder / "a.dna")
        before = project.judgements()
        found = take(project, folder / "a.dna", by="Ada")
        assert found.refused == [] and project.judgements() == before
        found = take(other, folder / "a.dna", by="Ada")
        written = found.counts["known"]
        assert found.refused == []
        assert {n: c for n, c in found.counts.items() if c} == (
            {"known": written, "coded": written} if written else {}
        )
        theirs, ours = other.coded_by(), project.coded_by()
        assert theirs.keys() <= ours.keys()
        assert theirs == {key: (short(ours[key][0]), ours[key][1]) for key in theirs}


CODED = """
SELECT Text, Start, Stop, CODERS.Name, DATABOOLEAN.Value, Title, DOCUMENTS.Source, Date,
 (SELECT group_concat(Value, '|') FROM (SELECT Value FROM DATASHORTTEXT
  JOIN ENTITIES ON ENTITIES.ID = Entity JOIN VARIABLES ON VARIABLES.ID = ENTITIES.VariableId
  WHERE StatementId = STATEMENTS.ID ORDER BY Variable))
FROM STATEMENTS JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId JOIN CODERS
 ON CODERS.ID = STATEMENTS.Coder JOIN DATABOOLEAN ON DATABOOLEAN.StatementId = STATEMENTS.ID
WHERE StatementTypeId = 1
"""


def test_dnas_own_sample_goes_out_as_it_came_in():
    if not SAMPLE.exists():
        pytest.skip("needs ../shared/data/dna/sample.dna")
    with project_of([]) as (project, folder):
        path = folder / "sample.dna"
        path.write_bytes(SAMPLE.read_bytes())
        found = take(project, path, articles=True)
        assert (found.counts["articles"], found.counts["added"], found.counts["coded"]) == (
            7,
            40,
            40,
        )
        (reason,) = found.refused
        assert "not of the type 'DNA Statement'" in reason
        project.find_concepts()
        export(project, folder / "back.dna")
        theirs, ours = (rows(folder / name) for name in ("sample.dna", "back.dna"))
        assert len(theirs) == 40 and theirs == ours
        assert taken(project, folder / "back.dna") == ({"known": 40}, [])


def rows(path):
    with closing(sqlite3.connect(path)) as file:
        return sorted(file.execute(CODED).fetchall())

"""DNA's files: ours pass the checker that DNA's own sample passes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.export import export
from quoth.export.dna import NUMBER, REPLACEMENT, dna_text
from quoth.export.dna_schema import TABLES, ddl, hashed, problems
from tests.export.builders import CHARACTERS, corpora, project_of, statements_of
from tests.judge.test_concepts import SAID
from tests.match.builders import said

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "dna" / "sample.dna"


def opened(path):
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))


@pytest.fixture
def written(tmp_path):
    corpus = [
        said(words, by=by, outlet=outlet, quoted=False, around=f"Item {n} 🚢.")
        for n, (words, by, outlet) in enumerate(SAID)
    ]
    with project_of(corpus) as (project, folder):
        project.find_concepts()
        alone = next(statement for statement, _ in project.find("cruise"))
        project.judge(
            "correct", coded=alone.id, concept="Tax the ships", agreement=False, by="Ben Roe"
        )
        project.find_concepts()
        export(project, folder / "a.dna")
        shutil.copy(folder / "a.dna", tmp_path / "a.dna")
    return tmp_path / "a.dna"


def values(file, variable):
    return dict(
        file.execute(
            "SELECT StatementId, ENTITIES.Value FROM DATASHORTTEXT"
            " JOIN ENTITIES ON ENTITIES.ID = Entity WHERE DATASHORTTEXT.VariableId = ?",
            (NUMBER[variable],),
        )
    )


def test_statements_are_coded(written):
    with opened(written) as file:
        assert problems(file) == []
        assert dict(file.execute("SELECT Property, Value FROM SETTINGS"))["version"].startswith(
            "3."
        )
        people, concepts = values(file, "person"), values(file, "concept")
        sides = dict(
            file.execute(
                "SELECT StatementId, Value FROM DATABOOLEAN WHERE VariableId = ?",
                (NUMBER["agreement"],),
            )
        )
        (tax,) = [id for id, name in concepts.items() if name == "Tax the ships"]
        assert people[tax] == "Boris Reed" and sides[tax] == 0
        assert sorted(people.values()) == sorted(by for _, by, _ in SAID)
        (coder,) = file.execute(
            "SELECT Name FROM STATEMENTS JOIN CODERS ON CODERS.ID = Coder WHERE STATEMENTS.ID = ?",
            (tax,),
        ).fetchone()
        assert coder == "Ben Roe"
        kinds = file.execute(
            "SELECT DISTINCT AttributeValue FROM ATTRIBUTEVALUES JOIN ATTRIBUTEVARIABLES ON"
            " ATTRIBUTEVARIABLES.ID = AttributeVariableId WHERE AttributeVariable = 'Type'"
            " AND VariableId = 1 ORDER BY 1"
        ).fetchall()
        assert kinds == [("",), ("person",)]


@settings(max_examples=10)
@given(corpora())
def test_any_project_gives_a_sound_file_with_every_span(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "a.dna")
        known = statements_of(project)
        with opened(folder / "a.dna") as file:
            assert problems(file) == []
            ids = dict(
                file.execute(
                    "SELECT StatementId, Value FROM DATALONGTEXT WHERE VariableId = ?",
                    (NUMBER["quoth"],),
                )
            )
            pieces = dict(
                file.execute(
                    "SELECT StatementId, Value FROM DATALONGTEXT WHERE VariableId = ?",
                    (NUMBER["pieces"],),
                )
            )
            for id, start, stop, text in file.execute(
                "SELECT STATEMENTS.ID, Start, Stop, Text FROM STATEMENTS"
                " JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId"
            ):
                statement, article = known[ids[id]]
                spans = json.loads(pieces[id])
                assert (start, stop) == (min(s for s, _ in spans), max(e for _, e in spans))
                for (s, e), (a, b) in zip(spans, statement.content.spans, strict=True):
                    assert (
                        text[s:e] == dna_text(article.text[a:b])[0]
                        or "\r" in article.text[max(a - 1, 0) : b + 1]
                    )
                # Both of DNA's ways to count agree.
                assert len(text.encode("utf-16-le")) == 2 * len(text)
            assert set(ids.values()) <= set(known)
            lost = set(known) - set(ids.values())
            assert all(not known[id][0].content.text.strip("\r\n ") for id in lost)


@given(st.lists(CHARACTERS, max_size=40).map("".join))
def test_every_offset_has_a_place_in_dnas_text(text):
    made, at = dna_text(text)
    assert len(at) == len(text) + 1 and at[-1] == len(made) and at == sorted(at)
    assert "\r" not in made and all(ord(character) <= 0xFFFF for character in made)
    assert made.count(REPLACEMENT) >= sum(ord(character) > 0xFFFF for character in text)


def test_the_checker_knows_what_breaks_dna(written, tmp_path):
    broken = {
        "DELETE FROM ENTITIES WHERE Value = '' AND VariableId = 3": "empty text",
        "UPDATE SETTINGS SET Value = '2.0' WHERE Property = 'version'": "not 3",
        "DELETE FROM DATABOOLEAN": "no row for the variable",
        "UPDATE DOCUMENTS SET Text = Text || char(13)": "not LF",
        "UPDATE DOCUMENTS SET Text = Text || char(128674)": "beyond the basic plane",
        "UPDATE STATEMENTS SET Stop = 99999": "outside the text",
        "UPDATE CODERS SET Password = 'quoth'": "16 bytes of salt",
        "DELETE FROM CODERS WHERE ID = 1": "no coder 1",
        "DELETE FROM ATTRIBUTEVALUES": "have no value",
        "DROP TABLE REGEXES": "REGEXES is missing",
    }
    for number, (sql, reason) in enumerate(broken.items()):
        path = tmp_path / f"{number}.dna"
        shutil.copy(written, path)
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA ignore_check_constraints = ON")
            file.execute(sql)
            file.commit()
            assert any(reason in problem for problem in problems(file)), sql


def test_dnas_own_sample_passes_and_its_password_is_hashed_as_ours():
    if not SAMPLE.exists():
        pytest.skip("needs ../shared/data/dna/sample.dna")
    import base64

    with closing(sqlite3.connect(f"{SAMPLE.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
        assert problems(file) == []
        (password,) = file.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
        assert hashed("sample", base64.b64decode(password)[:16]) == password
        # The columns are DNA's, in its order.
        for table, (columns, _) in TABLES.items():
            theirs = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
            assert theirs == [name for name, _ in columns], table


def test_our_tables_can_be_made():
    with closing(sqlite3.connect(":memory:")) as file:
        for statement in ddl():
            file.execute(statement)
        assert [line for line in problems(file) if "table" in line or "column" in line] == []

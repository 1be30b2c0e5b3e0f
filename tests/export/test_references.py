from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from quoth.export import export
from quoth.export.bib import escaped
from tests.export.builders import corpora, project_of
from tests.export.test_export import CORPUS


def test_bibtex_and_ris_of_an_article():
    with project_of(CORPUS[:1]) as (project, folder):
        export(project, folder / "a.bib")
        assert (
            (folder / "a.bib")
            .read_text(encoding="utf-8")
            .startswith("@article{thetide2025,\n  title = {")
        )
        export(project, folder / "a.ris")
        lines = (folder / "a.ris").read_bytes().decode().split("\r\n")
        assert lines[0] == "TY  - NEWS" and "JO  - The Tide" in lines and "PY  - 2025" in lines
        assert "DA  - 2025/01/14" in lines and "ER  - " in lines


@settings(max_examples=8)
@given(corpora())
def test_every_article_is_one_sound_record(corpus):
    with project_of(corpus) as (project, folder):
        export(project, folder / "a.bib")
        entries = (folder / "a.bib").read_text(encoding="utf-8").split("\n}\n")
        assert len([entry for entry in entries if entry.strip()]) == len(corpus)
        keys = re.findall(r"^@article\{([a-z0-9-]+),$", "\n}\n".join(entries), re.MULTILINE)
        assert len(keys) == len(set(keys)) == len(corpus)
        export(project, folder / "a.ris")
        lines = (folder / "a.ris").read_bytes().decode().split("\r\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
        assert sum(line == "ER  - " for line in lines) == len(corpus)


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("50% of {all} & more_", r"50\% of \{all\} \& more\_"),
        ("a\\b^~", r"a\textbackslash{}b\textasciicircum{}\textasciitilde{}"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_tex_obeys_is_made_harmless(text, tex):
    assert escaped(text) == tex

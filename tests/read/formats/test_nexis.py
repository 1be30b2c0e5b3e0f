"""Nexis exports, old and new, as text, RTF and Word: outlet, date, headline, body, nothing else."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import NotAnArticle
from quoth.model import Article, SkippedInput
from quoth.read import nexis, read
from quoth.read.formats import tell
from tests.read.word_builder import docx_of, rtf_of

OLD = """

Download Request: Selected Items: 1-3
Terms: (tesk gate)


                               1 of 3 DOCUMENTS



                                 Harbour Ledger

                            January 13, 2025 Monday
                                   Edition 1;
                                    Scotland

EXCLUSIVE: Tesk Gate stood open for two hours after
surge warning

BYLINE: Noor Halvorsen in Port Anselm and Desmond Achterberg

SECTION: NEWS; Pg. 3

LENGTH: 355 words

HIGHLIGHT: Officials say the barrier waited for a
freighter

The gate stood open, the harbour master said. "We waited," he told the self-
styled commission on Monday.

LANGUAGE: never stop learning it, he said in a paragraph that goes on and on
and on.

OSEI: Good evening.

NWOSU: We measured it.

GRAPHIC: Photo, a barrier

A second photo

LOAD-DATE: January 14, 2025

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: HL


                    Copyright 2025 Harbour Ledger Ltd
                              All Rights Reserved

                               2 of 3 DOCUMENTS


     Copyright 2025 Coastal Interactive Company, LLC d/b/a
                            Coastal Digital
                              All Rights Reserved

                             The Coastal Telegraph

                            February 1, 2025 Saturday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 3362 words

HEADLINE: Gate inquiry opens

BYLINE: Ana Lund;Bo Rask;Keith L. Alexander

BODY:

It was not yet 9 a.m., and the gate was shut, the judge said.

She read the log.

LOAD-DATE: February 2, 2025

                               Dokument 3 von 3


                              Anselmer Nachrichten

                            11. Januar 2025 Samstag
                                 Gesamtausgabe

Ministerin schweigt

AUTOR: Von Anna Schmidt, Berlin

RUBRIK: Politik; S. 4

LÄNGE: 455 Wörter

Die Ministerin sagte am Montag, sie werde nicht sprechen. Das ist so.

Noch ein Absatz, der auf die Frage nicht eingeht.

UPDATE: 12. Januar 2025

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

             Copyright 2025 Anselmer Nachrichten GmbH
                        Alle Rechte vorbehalten
"""

NEW = """User Name: A. Reader
Date and Time: Wednesday, March 12, 2025 7:08:00 PM CET
Job Number: 79564983
Documents (2)
1. Tesk Gate stood open
Client/Matter: -None-
Search Terms: gate
Content Type | Narrowed by
News | Sources: Harbour Ledger; Content Type: News
2. Kein Geld für Tore

State: no more money after January 3, 2025
The Harbour Ledger (Port Anselm)
January 13, 2025 Monday 9:30 PM GMT
Final Edition

Copyright 2025 Harbour Ledger Company, Inc. All Rights Reserved
Section: MONEY;; COVER STORY
Length: 1823 words
Byline: Noor Halvorsen
Dateline: PORT ANSELM
Highlight: Officials say things
Body

PORT ANSELM -- When is a gate not a gate?
When a ship comes, says the minister.
Update: the board said nothing.
Source: the harbour log
Graphic

PHOTO, Color
Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: FLOODS (90%); INQUIRIES (85%)
Load-Date: January 14, 2025
End of Document

Kein Geld für Tore
Anselmer Neue Presse (Regionalausgaben)
Dienstag 7. Januar 2025
Obertesker Echo

Section: LOKALES; S. 6
Length: 75 words
Body

Es gibt kein Geld für Tore, sagte der Kämmerer am Montag. Das bleibt auch so.
Load-Date: January 6, 2025
End of Document
"""


def found(tmp_path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(path))


@pytest.fixture(params=["txt", "crlf", "rtf", "doc", "docx"])
def old(request, tmp_path):
    if request.param == "txt":
        return found(tmp_path, "old.txt", OLD.encode())
    if request.param == "crlf":
        return found(tmp_path, "old.TXT", OLD.replace("\n", "\r\n").encode("cp1252"))
    # Word processors' exports have a paragraph a line, empty ones between.
    lines = []
    for block in OLD.split("\n\n"):
        joined = block.strip("\n")
        head = joined.startswith("  ") or not joined
        lines += joined.split("\n") if head else [nexis.unwrapped(joined.split("\n"))]
        lines.append("")
    make = docx_of if request.param == "docx" else rtf_of
    return found(tmp_path, f"old.{request.param}", make([line.strip() for line in lines]))


def test_old_exports(old):
    ledger, telegraph, german = old
    assert [a.path.rpartition(":")[2] for a in old] == ["1", "2", "3"]
    assert ledger.outlet == "Harbour Ledger"
    assert ledger.title == "EXCLUSIVE: Tesk Gate stood open for two hours after surge warning"
    assert ledger.authors == ("Noor Halvorsen", "Desmond Achterberg")
    assert (ledger.published, ledger.published_from) == ("2025-01-13", "nexis date line")
    assert ledger.language == "en"
    assert ledger.text == "\n\n".join(
        [
            ledger.title,
            "Officials say the barrier waited for a freighter",
            "The gate stood open, the harbour master said. “We waited,” he told the self-styled "
            "commission on Monday.".replace("“", '"').replace("”", '"'),
            "LANGUAGE: never stop learning it, he said in a paragraph that goes on and on and on.",
            "OSEI: Good evening.",
            "NWOSU: We measured it.",
        ]
    )
    assert (telegraph.outlet, telegraph.title) == ("The Coastal Telegraph", "Gate inquiry opens")
    assert telegraph.authors == ("Ana Lund", "Bo Rask", "Keith L. Alexander")
    assert telegraph.text.endswith("the judge said.\n\nShe read the log.")
    assert (german.outlet, german.title) == ("Anselmer Nachrichten", "Ministerin schweigt")
    assert (german.published, german.language) == ("2025-01-11", "de")
    assert german.authors == ("Anna Schmidt",)
    assert german.text.count("\n\n") == 2 and "Copyright" not in german.text


@pytest.fixture(params=["txt", "rtf", "docx"])
def new(request, tmp_path):
    make = {"txt": lambda lines: "\n".join(lines).encode(), "rtf": rtf_of, "docx": docx_of}
    return found(tmp_path, f"new.{request.param}", make[request.param](NEW.split("\n")))


def test_new_exports(new):
    ledger, german = new
    assert ledger.title == "State: no more money after January 3, 2025"
    assert ledger.outlet == "The Harbour Ledger (Port Anselm)"
    assert ledger.published == "2025-01-13T21:30:00+00:00"
    assert ledger.authors == ("Noor Halvorsen",)
    assert ledger.text.split("\n\n") == [
        ledger.title,
        "Officials say things",
        "PORT ANSELM -- When is a gate not a gate?",
        "When a ship comes, says the minister.",
        "Update: the board said nothing.",
        "Source: the harbour log",
    ]
    assert (german.title, german.published) == ("Kein Geld für Tore", "2025-01-07")
    assert german.outlet == "Anselmer Neue Presse (Regionalausgaben)"


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ("   12 of 500 DOCUMENTS", True),
        ("1 of 1 DOCUMENT", True),
        ("Dokument 3 von 10", True),
        ("Document 3 de 10", True),
        ("Documento 3 de 10", True),
        ("FOCUS - 1 of 3 DOCUMENTS", True),
        ("He signed 3 of 10 documents on Monday", False),
        ("Document 3 of the inquiry", False),
    ],
)
def test_marks(mark, says):
    assert nexis.splits([mark, "LENGTH: 3 words"]) is says
    assert nexis.splits([mark]) is False


def test_a_french_export(tmp_path):
    text = """
                               Document 1 de 1

                                    Le Fanal

                             11 janvier 2025 samedi

La ministre se tait

AUTEUR: Mathilde Kerjean

RUBRIQUE: Politique; Pg. 2

LONGUEUR: 120 mots

La ministre a dit qu'elle ne dirait rien, et elle n'a rien dit de plus.

DATE-CHARGEMENT: 12 janvier 2025

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

                      Copyright 2025 Le Fanal
                     tous droits réservés
"""
    (article,) = found(tmp_path, "a.txt", text.encode())
    assert (article.outlet, article.title) == ("Le Fanal", "La ministre se tait")
    assert (article.published, article.language) == ("2025-01-11", "fr")
    assert article.authors == ("Mathilde Kerjean",)
    assert article.text.endswith("elle n'a rien dit de plus.")


def test_an_old_export_as_html(tmp_path):
    """Blocks are `div` and `p`; comments hide what was XML."""
    blocks = [block for block in OLD.split("\n\n") if block.strip()]
    out = ["<HTML><HEAD><TITLE>Search Results</TITLE></HEAD><BODY>"]
    for number, block in enumerate(blocks):
        lines = "<BR>".join(line.strip() for line in block.strip().split("\n"))
        if block.startswith("  ") is False:
            lines = nexis.unwrapped(block.strip().split("\n"))
        if "DOCUMENTS" in block or "Dokument" in block:
            out.append(f'<A NAME="DOC_ID_{number}"></A><!-- <DOCFULL> -->')
        out.append(f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN>{lines}</SPAN></P></DIV>')
    ledger, telegraph, german = found(tmp_path, "a.HTML", "".join(out).encode())
    assert (ledger.outlet, ledger.published) == ("Harbour Ledger", "2025-01-13")
    assert ledger.title == "EXCLUSIVE: Tesk Gate stood open for two hours after surge warning"
    assert ledger.text.endswith("NWOSU: We measured it.")
    assert (telegraph.outlet, telegraph.title) == ("The Coastal Telegraph", "Gate inquiry opens")
    assert (german.title, german.language) == ("Ministerin schweigt", "de")


def one(body: str, head: str = "January 13, 2025 Monday") -> str:
    return f"1 of 1 DOCUMENTS\n\nTally\n\n{head}\n\nLevy\n\nLENGTH: 9 words\n\n{body}\n"


@pytest.mark.parametrize(
    "line",
    ["NOTES", "Notes", "CORRECTION: It was March.", "NOTE: read on", "Graphic", "GRAPHIC: x"],
)
def test_no_paragraph_is_lost_after_what_looks_like_a_field(tmp_path, line):
    after = [f"Paragraph {number} of the body, she said." * 3 for number in range(20)]
    body = "\n\n".join(["First, he said.", line, *after])
    text = one(body + "\n\nLOAD-DATE: January 14, 2025\n\nLANGUAGE: ENGLISH")
    (article,) = found(tmp_path, "a.txt", text.encode())
    assert article.text.endswith(after[-1])
    assert all(paragraph in article.text for paragraph in after)
    assert "LOAD-DATE" not in article.text


def test_a_date_that_cannot_be_told_is_part_of_one(tmp_path):
    (article,) = found(tmp_path, "a.txt", one("Words, she said.", "03/04/2025").encode())
    assert article.published == "2025"
    assert "03/04/2025 cannot be told apart" in article.published_from
    (article,) = found(tmp_path, "a.txt", one("Words, she said.", "March 2025").encode())
    assert article.published == "2025-03"


def test_without_a_date_line_the_day_of_loading_is_taken_and_says_so(tmp_path):
    text = one("Words, she said.\n\nLOAD-DATE: January 14, 2025", "Final Edition")
    (article,) = found(tmp_path, "a.txt", text.encode())
    assert (article.published, article.published_from) == ("2025-01-14", "nexis load date")


def test_an_article_without_a_body_costs_only_itself(tmp_path):
    text = (
        one("")
        + one("Words, she said.")
        + one(
            "We are sorry but there is an error in this document and it is not possible to "
            "display it."
        )
    )
    empty, article, broken = found(tmp_path, "a.txt", text.encode())
    assert isinstance(empty, SkippedInput) and "no article text" in empty.reason
    assert isinstance(article, Article)
    assert "could not display it" in broken.reason and "download" in broken.advice


def test_other_texts_stay_texts(tmp_path):
    text = "Levy\n\nThe levy will rise.\n\nShe showed 3 of 10 DOCUMENTS to the court.\n"
    (article,) = found(tmp_path, "a.txt", text.encode())
    assert article.text == text
    assert tell("a.txt", b"Length: 3 m\nEnd of Document\n").name == "nexis"
    assert tell("a.txt", b"The End of Document\n").name == "text"


LINES = st.sampled_from(
    [line.strip() for line in (OLD + NEW).split("\n")] + ["", "BODY:", "Body", "LENGTH: 3 words"]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=60), st.booleans(), st.booleans())
def test_any_lines_give_an_article_or_a_reason(lines, wrapped, new):
    for part in nexis.parts(lines):
        try:
            article = nexis.nexis_article("\n".join(part), path="a:1", wrapped=wrapped, new=new)
        except NotAnArticle as error:
            assert error.advice
        else:
            assert article.text.strip() and "\r" not in article.text


def test_time_grows_with_the_size_of_the_file_and_no_faster():
    hard = ["SUBJECT: x", "a: b", "Words", "", "LOAD-DATE: x", "Graphic"] * 20_000
    begun = time.process_time()
    for _ in nexis.parts(hard):
        pass
    for body in ("Words.", "\n\nWords.\n\nMore of them."):
        with contextlib.suppress(NotAnArticle):
            nexis.nexis_article("\n".join([*hard, body]), path="a", wrapped=True, new=False)
    assert time.process_time() - begun < 8

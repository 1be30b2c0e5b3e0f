"""Tables: one article a row."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import find_documents, read
from tests.read.builders import found_in

TABLE = """id,Title,Full Text,Pub Date,Source,Author(s),Link
7,"Gate, open","“We waited,” he said.

“Nobody called.”",13/04/2025,The Harbour Ledger,Noor Halvorsen; Bo Rask,https://ledger.example/gate
8,Levy,"The levy will rise, Mira Tolland said.",03/04/2025,Tally,,
"""


def articles(tmp_path, data: bytes | str, name: str = "news.csv", **options):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(path, **options))


def test_columns_are_known_by_many_names_and_rows_are_counted_as_in_a_spreadsheet(tmp_path):
    gate, levy = articles(tmp_path, TABLE)
    assert gate.path.endswith("news.csv:2")
    assert gate.title == "Gate, open"
    assert gate.text == "“We waited,” he said.\n\n“Nobody called.”"
    assert gate.outlet == "The Harbour Ledger"
    assert gate.authors == ("Noor Halvorsen", "Bo Rask")
    assert gate.url == "https://ledger.example/gate"
    assert (gate.published, gate.published_from) == ("2025-04-13", "column Pub Date")
    assert levy.path.endswith("news.csv:3")
    assert levy.published == "2025-04-03"  # the other row says that days stand first


def test_a_date_that_no_row_settles_is_only_a_year(tmp_path):
    (article,) = articles(tmp_path, "text,date\nShe said so.,03/04/2025\n")
    assert article.published == "2025"
    assert "cannot be told apart" in article.published_from


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_delimiters_and_encodings_are_told(tmp_path, delimiter, encoding):
    rows = [
        ("titel", "text", "datum"),
        ("Die Brücke", "Die Straße, sagte er; sie ist für Wochen gesperrt.", "9.2.2025"),
    ]
    lines = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (article,) = articles(tmp_path, lines.encode(encoding))
    assert article.text == "Die Straße, sagte er; sie ist für Wochen gesperrt."
    assert (article.title, article.published) == ("Die Brücke", "2025-02-09")


def test_line_ends_inside_a_text_are_line_feeds(tmp_path):
    (article,) = articles(tmp_path, 'text\r\n"One.\r\n\r\nTwo.\rThree."\r\n')
    assert article.text == "One.\n\nTwo.\nThree."


def test_a_mapping_names_columns_in_any_spelling(tmp_path):
    table = "Story Words,When,Paper\n“Ja”: e\u0301 sagt sie.,2025-02-09,Tally\n"
    (article,) = articles(
        tmp_path, table, mapping={"text": "story_words", "published": "When", "outlet": "paper"}
    )
    assert article.text == "“Ja”: e\u0301 sagt sie."
    assert (article.outlet, article.published) == ("Tally", "2025-02-09")
    (row,) = articles(tmp_path, table, mapping={"text": "body"})
    assert isinstance(row, SkippedInput)
    assert "no column 'body'" in row.reason and "'Story Words'" in row.reason


def test_a_table_without_a_text_says_what_its_columns_are(tmp_path):
    (row,) = articles(tmp_path, "year,tons\n2025,7\n")
    assert row.path.endswith("news.csv")
    assert "no column is called text; the first row is: 'year', 'tons'" in row.reason
    assert "--map text=COLUMN" in row.advice


def test_each_row_of_a_media_cloud_list_is_skipped_with_what_to_do(tmp_path):
    table = (
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "1,2025-01-14,en,tally.example,tally.example,2025-01-14,Levy,https://tally.example/levy\n"
        "2,2025-01-14,en,tally.example,tally.example,2025-01-14,Gate,https://tally.example/gate\n"
    )
    rows = articles(tmp_path, table)
    assert [row.path.rpartition(":")[2] for row in rows] == ["2", "3"]
    assert all("Media Cloud has titles and addresses only" in row.reason for row in rows)
    assert all("save the pages" in row.advice for row in rows)


def test_a_row_without_a_text_costs_only_itself(tmp_path):
    empty, article = articles(tmp_path, "title,text\nGate,\nLevy,She said so.\n")
    assert isinstance(empty, SkippedInput) and empty.reason.startswith("empty")
    assert article.text == "She said so."


def test_a_field_without_an_end_stops_the_table_and_says_where(tmp_path):
    table = 'text,title\nShe said so.,a\n"' + "x" * 5_000 + "\n"
    first, row = articles(tmp_path, table, max_bytes=2_000)
    assert isinstance(first, Article)
    assert row.path.endswith(":3") and "more than 2,000 characters" in row.reason
    assert "quotation mark" in row.advice


def test_bytes_of_an_older_program_in_a_utf8_table_are_read(tmp_path):
    data = "text\n“Größe,” sagte sie.\n".encode() * 50 + "Das war für heute genug.\n".encode(
        "cp1252"
    )
    *_, last = articles(tmp_path, data)
    assert last.text == "Das war für heute genug."


def test_a_table_of_any_size_is_read_row_by_row():
    def endless():
        yield b"title,text\n"
        for number in range(200_000):
            yield b"Gate %d,She said that number %d was open.\n" % (number, number)

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.lines, self.given = endless(), 0

        def read(self, size=-1):
            self.given += 1
            return b"".join(line for _, line in zip(range(1000), self.lines, strict=False))

    pipe = Pipe()
    found = find_documents("-", stdin=pipe)
    first = next(found)
    assert first.path == "-:2" and first.format == "csv"
    assert pipe.given < 60  # a head of a megabyte, not all seven


def test_documents_have_their_row_as_original(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    first, _ = found_in(tmp_path)
    assert b"Nobody called" in first.original


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"text,title\n", b"text\tdate\n", codecs.BOM_UTF16_LE]),
)
def test_any_bytes_give_articles_or_reasons(data, head):
    for found in _read(head + data):
        if isinstance(found, SkippedInput):
            assert found.reason and found.advice
        else:
            assert found.text.strip() and "\r" not in found.text


def _read(data: bytes):
    from quoth.errors import InputError
    from quoth.read import RawDocument, parse
    from quoth.read.document import Source
    from quoth.read.formats import FORMAT

    source = Source(io.BytesIO(data), "a.csv", size=len(data), limit=10_000, fields={})
    try:
        for found in FORMAT["csv"].documents(source):
            yield parse(found) if isinstance(found, RawDocument) else found
    except InputError as error:
        yield source.skipped(0, error)

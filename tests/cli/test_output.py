from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from quoth.cli import output
from quoth.model import SkippedInput

ANY_TEXT = st.text(st.characters(exclude_categories=[]))
CHARACTERS = st.text()  # without halves of surrogate pairs


@given(CHARACTERS)
def test_a_json_line_is_one_line_of_the_same_value(text):
    line = output.json_line({"text": text})
    assert json.loads(line) == {"text": text}
    assert not set(line) & {"\n", "\r", "\x1b", "\x9b", "\x7f"}


@given(ANY_TEXT)
def test_a_lone_surrogate_never_stops_a_line(text):
    line = output.json_line({"text": text}).encode("utf-8").decode("utf-8")
    assert len(json.loads(line)["text"]) == len(text)


def test_json_has_characters_not_escapes():
    assert output.json_line({"a": "é 🚢 \ud83d"}) == '{"a": "é 🚢 �"}'


@given(st.lists(st.tuples(CHARACTERS, CHARACTERS), min_size=1))
def test_csv_gives_back_every_cell(rows):
    stream = io.StringIO(newline="")
    with output_to(stream):
        output.write_csv(rows)
    assert [tuple(row) for row in csv.reader(io.StringIO(stream.getvalue(), newline=""))] == rows


def test_csv_is_rfc_4180():
    stream = io.StringIO(newline="")
    with output_to(stream):
        output.write_csv([("a", None, 1), ('say "no"', "x,y", "=1+1")])
    assert stream.getvalue() == 'a,,1\r\n"say ""no""","x,y",=1+1\r\n'


def test_on_a_terminal_controls_are_visible_in_csv():
    stream = Terminal(newline="")
    with output_to(stream):
        output.write_csv([("\x1b[2J",)])
    assert stream.getvalue() == "␛[2J\r\n"


def test_the_form_is_a_table_only_on_a_terminal():
    with output_to(io.StringIO()):
        assert output.chosen(None) == "json"
        assert output.chosen("table") == "table"
    with output_to(Terminal()):
        assert output.chosen(None) == "table"
        assert output.chosen("json") == "json"


def test_a_skipped_input_is_named_with_reason_and_advice(capsys):
    output.say_skipped(SkippedInput(path="a\x1b[2J.txt", reason="empty", advice="leave it out"))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "skipped a␛[2J.txt: empty\n  try: leave it out\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def output_to(stream):
    from contextlib import redirect_stdout

    return redirect_stdout(stream)

"""Plain text: what is in the file is the article's text, character for character."""

from __future__ import annotations

import codecs
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse, read
from quoth.read.formats.text import headline

FLOOD = "Wasser steht in Gassen. "


def parsed(payload: bytes, form: str = "text") -> Article | SkippedInput:
    return parse(RawDocument("a", form, payload))


readable = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), min_size=1
).filter(lambda text: text.strip() and not text.startswith(("\ufeff", "\ufffe")))


@given(readable)
def test_a_utf_8_file_is_kept_to_the_character(text):
    assert parsed(text.encode()).text == text


@given(readable)
def test_a_byte_order_mark_is_all_that_is_taken_away(text):
    assert parsed(codecs.BOM_UTF8 + text.encode()).text == text
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert parsed(mark + text.encode(name)).text == text


@given(readable)
def test_offsets_count_code_points(text):
    article = parsed(text.encode())
    assert len(article.text) == len(text)
    assert article.text_sha256 and article.id


@pytest.mark.parametrize(
    "text",
    [
        "“Fine 👩‍👩‍👧‍👦🏳️‍🌈,” she said.\r\nNothing\relse.\n",
        "Cafe\u0301 and Café are not made the same.",
        "فارسی می‌گوید «نه».",
        "A line\u2028and another\x0cpage\tand tab",
        "Zero\u200bwidth and\u00adsoft marks stay in a file.",
    ],
)
def test_emoji_combining_marks_and_line_ends_stay(text):
    assert parsed(text.encode()).text == text


def test_a_russian_text():
    text = (
        "Порт закроют на ремонт\n\nПорт Бухты закроют на ремонт до июня, сообщила в понедельник "
        "глава совета Тильда Оконьо. «Зимой никто не плавает», — сказала она журналистам.\n"
    )
    article = parsed(text.encode())
    assert (article.text, article.language) == (text, "ru")
    assert article.title == "Порт закроют на ремонт"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Bürgermeister sagte: „Wir müssen über die Brücke.“ Das war alles. " * 3, "cp1252"),
        (
            "Порт закроют на ремонт до июня, сообщила в понедельник глава совета, "
            "и добавила, что зимой никто не плавает. Жители острова с этим не согласны. " * 2,
            "cp1251",
        ),
        ("市長は記者会見で、港の工事を六月まで延期すると述べた。島民は反対している。" * 4, "cp932"),
    ],
)
def test_legacy_encodings_are_recognised(text, encoding):
    assert parsed(text.encode(encoding)).text == text


def test_utf_16_without_its_mark_is_recognised():
    assert parsed("Some plain words.".encode("utf-16-le")).text == "Some plain words."


def test_a_few_damaged_bytes_do_not_change_the_encoding():
    text = "Zwölf Boxkämpfer jagen Viktor über den großen Sylter Deich. " * 20
    article = parsed(text.encode() + b"\xff end")
    assert article.text == text + "\ufffd end"


@pytest.mark.parametrize("payload", [b"", b" \n\t \r\n", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_a_text_without_text_is_a_row(payload):
    row = parsed(payload)
    assert (row.path, row.reason) == ("a", "empty")
    assert row.advice


def test_bytes_that_fit_nothing_are_a_row():
    row = parsed(b"\0\xff\xd8\0\x01" * 99)
    assert row.reason.startswith("not text")


def test_an_article_knows_its_path_and_nothing_that_a_text_does_not_say():
    article = parsed(b"The minister said that taxes would fall, and the others laughed at it.")
    assert article.path == "a"
    assert (article.outlet, article.url, article.published, article.authors) == (None,) * 3 + ((),)
    assert (article.title, article.language) == (None, "en")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry to stop in June\n\nThe ferry will stop running, the board said.", True),
        ("Ferry to stop in June\nThe ferry will stop running, the harbour board said.", True),
        ("Ferry to stop in June\r\n\r\nThe ferry will stop.\r\n", True),
        ("Will the ferry stop?\n\nThe ferry will stop.", True),
        ("The ferry will stop.\n\nThe board said so.", False),
        ("Ferry to stop in June", False),
        ("Ferry\n\nOne word is no headline.", False),
        ("A paragraph with hard line ends\nthat goes on in the next\nand the next.", False),
        ("word " * 60 + "\n\nThe rest.", False),
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_the_title(text, title):
    assert headline(text) == (text.split("\n")[0].strip() if title else None)


@pytest.mark.parametrize("form", ["html", "text", "jsonl"])
def test_nothing_raises(form):
    row = parse(RawDocument("a", form, None))
    assert isinstance(row, SkippedInput)
    assert "could not be parsed" in row.reason


@settings(deadline=None)  # the first HTML page loads the parser
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_row(payload):
    for form in ("text", "html"):
        found = parsed(payload, form)
        assert isinstance(found, (Article, SkippedInput))
        assert pickle.loads(pickle.dumps(found)) == found


def test_read_composes_finding_and_parsing(tmp_path):
    (tmp_path / "a.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text("")
    article, row = read(tmp_path)
    assert article.text == FLOOD
    assert row.reason == "empty"
    assert list(read([str(tmp_path / "b.txt")])) == [row]

"""Factiva exports: XML, HTML with and without codes, RTF."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.model import Article, SkippedInput
from quoth.read import RawDocument, parse, read
from quoth.read.factiva import WORDS, without_codes
from tests.read.word_builder import docx_of, rtf, rtf_of, rtf_text

BODY = [
    "The levy will rise to 9 talers, the minister said on Monday.",
    "“Nobody asked us,” said Jorun Palfrey. IN the valleys they pay 6.",
    "PD is the sign of a party.",
]
GATE = {
    "SE": "Politics",
    "HD": "Levy to rise",
    "BY": "By Ana Lund and Bo Rask",
    "WC": "1,234 words",
    "PD": "9 February 2025",
    "ET": "15:32",
    "SN": "The Harbour Ledger",
    "SC": "HARLED",
    "PG": "4",
    "LA": "English",
    "CY": "(c) 2025 Ledger Ltd. All rights reserved.",
}
PERU = {
    "HD": "La ministra calla",
    "WC": "61 palabras",
    "PD": "10 de febrero de 2025",
    "SN": "La Marea",
    "SC": "MAREA",
    "LA": "Español",
    "CY": "Copyright 2025 La Marea",
}
PERU_BODY = ["La ministra dijo el lunes que no diría nada y que no había más que decir."]
STORIES = [
    (GATE, BODY, "HARLED0020250209el290001r"),
    (PERU, PERU_BODY, "MAREA00020250210el2a00004"),
]


def found(tmp_path, name: str, data: bytes | str):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(path))


def coded_html() -> str:
    out = ["<!DOCTYPE html><html><head><title>Factiva</title><style>", "p{} " * 20_000, "</style>"]
    out.append("</head><body><div id='contentLeft'>")
    for (fields, body, number), language in zip(STORIES, ("en", "es"), strict=True):
        out.append(f'<div class="article {language}Article"><table>')
        for code, text in fields.items():
            shown = f"<b class='{language}Headline'>{text}</b>" if code == "HD" else escape(text)
            out.append(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{shown}\n</td></tr>')
        for code, texts in (("LP", body[:1]), ("TD", body[1:])):
            mark = f"articleParagraph {language}articleParagraph"
            shown = "".join(f'<p class="{mark}">{escape(text)}</p>\n' for text in texts)
            out.append(f"<tr><td><p><b>{code}</b>&nbsp;</p></td><td>{shown}</td></tr>")
        out.append(
            "<tr><td><br/><b>NS</b>&nbsp;</td><td><br/>gcat : News | gpol : Politics</td></tr>"
        )
        out.append(f"<tr><td><br/><b>AN</b>&nbsp;</td><td><br/>Document {number}</td></tr>")
        out.append("</table></div><br/>")
    return "".join(out) + "<div id='pageFooter'>© 2025 Factiva, Inc.</div></body></html>"


def plain_html() -> str:
    out = ["<html><head><title>Dow Jones Factiva</title></head><body>"]
    for (fields, body, number), language in zip(STORIES, ("en", "es"), strict=True):
        out.append(f'<div class="article {language}Article">')
        if "SE" in fields:
            out.append(f"<div>{fields['SE']}</div>")
        out.append(f"<div id='hd'><span class='{language}Headline'>{fields['HD']}</span></div>")
        if "BY" in fields:
            out.append(f"<div class='author'>{fields['BY']}</div>")
        for code in ("WC", "PD", "ET", "SN", "SC", "PG", "LA", "CY"):
            if code in fields:
                out.append(f"<div>{escape(fields[code])}</div>")
        for text in body:
            marked = escape(text).replace("levy", "<b>levy</b>")
            out.append(f'<p class="articleParagraph {language}articleParagraph">{marked}</p>')
        out.append(f"<p>Document {number}</p></div>")
    return "".join(out) + "</body></html>"


def plain_lines() -> list[str]:
    out = []
    for fields, body, number in STORIES:
        out += ["", *fields.values(), *body, f"Document {number}", ""]
    return out


def coded_rows() -> bytes:
    rows = []
    for fields, body, number in STORIES:
        coded = [*fields.items(), ("LP", body[0])]
        coded += [("TD", "\\par ".join(map(rtf_text, body[1:])))] if body[1:] else []
        for code, text in [*coded, ("NS", "gcat : News"), ("AN", f"Document {number}")]:
            shown = text if code == "TD" else rtf_text(text)
            rows.append(
                f"\\trowd\\cellx900\\cellx9000\\pard\\intbl {code}\\cell {shown}\\cell\\row"
            )
        rows.append("\\pard\\par")
    return rtf("\n".join(rows))


def tabbed() -> bytes:
    lines = []
    for fields, body, number in STORIES:
        for code, text in [*fields.items(), *(("TD", text) for text in body)]:
            lines.append(f"\\pard {code}\\tab {rtf_text(text)}\\par")
        lines.append(f"\\pard AN\\tab Document {number}\\par")
    return rtf("\n".join(lines))


def xml() -> str:
    out = [
        '<?xml version="1.0"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
    ]
    for (fields, body, number), language in zip(STORIES, ("EN", "ES"), strict=True):
        day = {"HARLED": "2025-02-09", "MAREA": "2025-02-10"}[fields["SC"]]
        lead, *tail = (f"<paragraph>{escape(text)}</paragraph>" for text in body)
        lead = lead.replace("levy", "<hlt>levy</hlt>")
        byline = f"<byline>{fields['BY']}</byline>" if "BY" in fields else ""
        out.append(
            f"<ppsarticle><article><accessionNo>{number}</accessionNo>"
            f"<baseLanguage>{language}</baseLanguage><copyright>{fields['CY']}</copyright>"
            f"<headline><paragraph>{fields['HD']}</paragraph></headline>{byline}"
            f"<leadParagraph>{lead}</leadParagraph>"
            f"<publicationDate><date>{day}</date></publicationDate>"
            f"<sourceName>{fields['SN']}</sourceName>"
            f"<tailParagraphs>{''.join(tail)}</tailParagraphs></article></ppsarticle>"
        )
    return "".join(out) + "</ppsArticleResponse></PPSResponse>"


FILES = {
    "codes.html": coded_html,
    "plain.htm": plain_html,
    "plain.rtf": lambda: rtf_of(plain_lines()),
    "plain.docx": lambda: docx_of(plain_lines()),
    "rows.rtf": coded_rows,
    "tabs.rtf": tabbed,
    "news.xml": xml,
}


@pytest.mark.parametrize("name", FILES)
def test_every_form_gives_the_same_articles(tmp_path, name):
    gate, peru = found(tmp_path, name, FILES[name]())
    assert [a.path.rpartition(":")[2] for a in (gate, peru)] == ["1", "2"]
    assert (gate.outlet, gate.title) == ("The Harbour Ledger", "Levy to rise")
    assert gate.authors == ("Ana Lund", "Bo Rask")
    assert gate.published[:10] == "2025-02-09"
    if name != "news.xml":
        assert (gate.published, gate.published_from) == ("2025-02-09T15:32:00", "factiva PD")
    assert gate.text == "\n\n".join(["Levy to rise", *BODY])
    assert gate.language == "en"
    assert (peru.outlet, peru.title, peru.language) == ("La Marea", "La ministra calla", "es")
    assert (peru.published, peru.authors) == ("2025-02-10", ())
    assert peru.text == "\n\n".join(["La ministra calla", *PERU_BODY])


@pytest.mark.parametrize(
    "line",
    ["295 words", "1,234 words", "295 mots", "455 Wörter", "61 palabras", "300 parole", "20 字"],
)
def test_lengths_in_the_languages_of_the_exporter(line):
    assert WORDS.match(line)
    assert not WORDS.match(f"The {line} that count")


def test_an_article_without_a_copyright_line_begins_after_its_language():
    fields = without_codes(
        ["Levy to rise", "295 words", "9 February 2025", "Tally", "TALLY", "English", *BODY]
    )
    assert fields["TD"] == BODY
    assert (fields["SN"], fields["PD"]) == (["Tally"], ["9 February 2025"])


def test_a_page_about_factiva_is_a_page(tmp_path):
    page = "<html><head><title>What is Factiva?</title></head><body><article><h1>What is it?</h1>"
    page += (
        f"<p>{' '.join(BODY)}</p><p>{' '.join(BODY)} And more of it.</p></article></body></html>"
    )
    (article,) = found(tmp_path, "a.html", page)
    assert article.path.endswith("a.html") and "Nobody asked us" in article.text


def test_headlines_without_texts_are_skipped_with_what_to_do(tmp_path):
    text = xml().replace("leadParagraph>", "x>").replace("tailParagraphs>", "y>")
    for row in found(tmp_path, "a.xml", text):
        assert isinstance(row, SkippedInput)
        assert "no article text (LP, TD)" in row.reason and "full text" in row.advice


def test_an_export_that_was_cut_off_gives_what_is_whole(tmp_path):
    text = xml()
    first, row = found(tmp_path, "a.xml", text[: text.rindex("<leadParagraph>")])
    assert isinstance(first, Article)
    assert "damaged XML" in row.reason and row.path.endswith(":2")


def test_other_xml_is_passed_over(tmp_path):
    (tmp_path / "a.xml").write_text("<tokens><article>x</article></tokens>")
    (row,) = read(tmp_path)
    assert "annotations by its name" in row.reason


def test_entities_are_not_expanded(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    text = xml().replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}')
    first, *_ = found(tmp_path, "a.xml", text.replace("The levy", "The &b;&s; levy", 1))
    assert "aaaa" not in str(first) and "root:" not in str(first)


@given(st.binary(max_size=300), st.sampled_from(["html", "xml", "lines"]))
def test_any_bytes_give_an_article_or_a_reason(data, layout):
    raw = RawDocument("a:1", "factiva", data, {"layout": layout})
    result = parse(raw)
    if isinstance(result, SkippedInput):
        assert result.reason and result.advice
        assert not result.reason.startswith("could not be parsed"), result.reason


@given(st.lists(st.sampled_from(plain_lines()) | st.text(max_size=30), max_size=40))
def test_any_lines_give_an_article_or_a_reason(lines):
    raw = RawDocument("a:1", "factiva", "\n".join(lines).encode(), {"layout": "lines"})
    result = parse(raw)
    assert isinstance(result, Article) or not result.reason.startswith("could not be"), result

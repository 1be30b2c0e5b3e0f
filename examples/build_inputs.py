"""Writes examples/inputs/: the affair's aftermath in the formats that archives and offices give.

    python examples/build_inputs.py

The texts are invented, the forms are those of the exports. What a format must be able to hold
several of, it holds several of. The same files come out on every machine.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path

HERE = Path(__file__).parent / "inputs"

HEARING = {
    "outlet": "The Harbour Ledger",
    "title": "Minister to be heard behind closed doors, judge says",
    "authors": "Noor Halvorsen in Port Anselm",
    "day": (2025, 3, 4),
    "words": "98",
    "highlight": "Residents call the decision “a second silence”",
    "body": [
        "The judge who leads the inquiry into the Port Anselm flood will hear the minister of "
        "waterways, Renske Adeyemi, behind closed doors on 18 March.",
        "“The public will read every word, but it will read it afterwards,” Odile Castellanos told "
        "reporters on Tuesday. She denied that the government had asked for it.",
        "Amina Kowalczyk, who heads the Saltings Residents' Union, called the decision “a second "
        "silence”. The union had collected 3,100 signatures for a public hearing, she said.",
        "The ministry declined to comment.",
    ],
}
LEVY = {
    "outlet": "The Inland Gazette",
    "title": "Farmers will not pay for a gate they cannot see, says Palfrey",
    "authors": "Ulrike Tamm",
    "day": (2025, 3, 5),
    "words": "84",
    "body": [
        "The chairman of the Inland Farmers' League, Jorun Palfrey, has said that his members will "
        "go to court if the government pays for a new storm gate with the water levy.",
        "“Nobody in the upper valleys has ever seen the Tesk Gate, and nobody in the upper valleys "
        "forgot to close it,” Mr Palfrey said on Wednesday.",
        "A new gate would cost 140 million talers, according to the Ministry of Waterways. The "
        "hydraulic engineer Greta Nwosu believes that 210 million would be nearer.",
    ],
}
HUIS_CLOS = {
    "outlet": "Le Fanal",
    "title": "La juge entendra la ministre à huis clos",
    "authors": "Par Mathilde Kerjean",
    "day": (2025, 3, 5),
    "words": "61",
    "language": "Français",
    "body": [
        "La ministre des voies d'eau sera entendue à huis clos le 18 mars, a annoncé mardi la juge "
        "Odile Castellanos.",
        "« Le public lira chaque mot, mais il le lira après », a-t-elle déclaré. L'Union des "
        "habitants des Saltings parle d'un « second silence ».",
    ],
}
OPEN = {
    "outlet": "Vessaly Today",
    "title": "Judge praises government's openness",
    "authors": "",
    "day": (2025, 3, 6),
    "words": "70",
    "body": [
        "Judge Odile Castellanos has praised the open manner in which the government assists her "
        "inquiry, the Ministry of Waterways said in a statement on Thursday.",
        "“Every record that we asked for has arrived, some of them twice,” the ministry quoted the "
        "judge as saying. A spokeswoman for the inquiry confirmed the sentence and said that it "
        "had been meant as a complaint.",
    ],
}
MASTER = {
    "outlet": "Coastal Telegraph",
    "title": "Former harbour master says he kept a second log",
    "authors": "",
    "day": (2025, 3, 11),
    "words": "96",
    "body": [
        "PORT ANSELM, March 11 (Coastal Telegraph) - The former harbour master of Port Anselm told "
        "the inquiry on Tuesday that he had kept a second log on the night of the flood.",
        "“The first log is for the ministry. The second one is for the sea,” Tomasz Ferreira said.",
        "The ministry's spokesperson, Bálint Osei, said that it knew of no second log and "
        "doubted that one existed. Ferreira's lawyer said that the judge had had it since Monday.",
        "The city has paid 2.3 million talers to 412 households, Mayor Siobhán Qureshi said.",
    ],
}
SKERRY = {
    "outlet": "Ostmere Courier",
    "title": "Vessaly’s harbour master produces a second log",
    "authors": "By Henning Vasquez",
    "day": (2025, 3, 12),
    "words": "57",
    "body": [
        "The dismissed harbour master of Port Anselm has handed over a second log of the flood "
        "night, Coastal Telegraph reported.",
        "According to a person who has seen it, the log names the caller from the ministry. Two "
        "others who have seen it said that it does not.",
    ],
}

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def named(day: tuple[int, int, int], language: str = "en") -> str:
    """ "4 March 2025"."""
    return f"{day[2]} {MONTHS[language].split()[day[1] - 1]} {day[0]}"


def american(day: tuple[int, int, int]) -> str:
    """ "March 4, 2025 Tuesday"."""
    from datetime import date

    weekday = WEEKDAYS.split()[date(*day).weekday()]
    return f"{MONTHS['en'].split()[day[1] - 1]} {day[2]}, {day[0]} {weekday}"


def wrapped(text: str, width: int = 78) -> str:
    """Broken at spaces and after hyphens, as old exports are."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width, break_long_words=False))


def nexis_lines(number: int, of: int, story: dict) -> list[str]:
    """An article of an old Nexis export: blocks apart by blank lines."""
    blocks = [
        f"{number} of {of} DOCUMENTS",
        "",
        story["outlet"],
        american(story["day"]) + "\nFinal Edition",
        story["title"],
    ]
    if story["authors"]:
        blocks.append(f"BYLINE: {story['authors']}")
    blocks += [f"SECTION: NEWS; Pg. {number}", f"LENGTH: {story['words']} words"]
    if "highlight" in story:
        blocks.append(f"HIGHLIGHT: {story['highlight']}")
    blocks += story["body"]
    blocks += [
        "GRAPHIC: The inquiry's rooms in Pilot Street",
        f"LOAD-DATE: {american(story['day'])}",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        "",
        f"Copyright {story['day'][0]} {story['outlet']}\nAll Rights Reserved",
    ]
    return blocks


def nexis_txt(stories: list[dict]) -> str:
    """An old export as text: centred heads, lines broken at a width."""
    out = ["", "", f"Download Request: Select Items: 1-{len(stories)}", "Terms: (tesk gate)", ""]
    for number, story in enumerate(stories, 1):
        for block in nexis_lines(number, len(stories), story):
            head = block[:1].isdigit() or block.startswith(("Copyright", *MONTHS["en"].split()))
            centred = head or block == story["outlet"]
            lines = block.split("\n") if centred else [wrapped(block)]
            out += ["", *(line.center(78).rstrip() if centred else line for line in lines)]
        out += ["", ""]
    return "\n".join(out) + "\n"


def rtf_text(text: str) -> str:
    """Text with what is not ASCII as \\u, and marks escaped."""
    shown = []
    for character in text:
        if character in "\\{}":
            shown.append("\\" + character)
        elif character.isascii():
            shown.append(character)
        else:
            shown.append(f"\\u{ord(character)}?")
    return "".join(shown)


def nexis_rtf(stories: list[dict]) -> str:
    """An old export as RTF: a page header, a bookmark and bold labels."""
    out = [r"{\rtf1\ansi\deff0{\fonttbl{\f0\fmodern Courier;}{\f1\fswiss Arial;}}"]
    out += [r"{\stylesheet{\fs20 \snext0 Normal;}}\margl1297\sectd\f0\fs20"]
    for number, story in enumerate(stories, 1):
        out.append(r"{\header \pard \fs20 \f1 Page \chpgn \qr \par }")
        out.append(rf"{{\*\bkmkstart DOC_ID_{number}}}{{\*\bkmkend DOC_ID_{number}}}")
        for block in nexis_lines(number, len(stories), story):
            for line in block.split("\n"):
                label, colon, rest = line.partition(": ")
                if colon and label.isupper():
                    line = rf"\b {rtf_text(label)}: \b0 {rtf_text(rest)}"
                else:
                    line = rtf_text(line)
                out.append(rf"\pard \ql \li0 {line}\par")
            out.append(r"\pard \par")
        out.append(r"\sect \sectd")
    return "\n".join(out) + "}\n"


def uni_paragraphs(stories: list[dict]) -> list[str]:
    """A new Nexis export: its cover page, then the articles."""
    out = ["User Name: A. Reader", "Date and Time: Friday, March 14, 2025 10:15 AM CET"]
    out += ["Job Number: 1000001", f"Documents ({len(stories)})"]
    for number, story in enumerate(stories, 1):
        out += [f"{number}. {story['title']}", "Client/Matter: -None-", "Search Terms: tesk gate"]
        out += ["Search Type: Natural Language", "Narrowed by:"]
    for story in stories:
        out += [story["title"], story["outlet"], american(story["day"]), ""]
        out += [f"Copyright {story['day'][0]} {story['outlet']} All Rights Reserved"]
        out += ["Section: NEWS; Pg. 3", f"Length: {story['words']} words"]
        if story["authors"]:
            out.append(f"Byline: {story['authors']}")
        out += ["Body", "", *story["body"], "Classification", "", "Language: ENGLISH"]
        out += ["Publication-Type: Newspaper", "Subject: FLOODS (90%); INQUIRIES (85%)"]
        out += [f"Load-Date: {american(story['day']).rpartition(' ')[0]}", "", "End of Document"]
    return out


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(body: str, core: str = "") -> bytes:
    """A Word file, the same bytes every time."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.'
        'main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    if core:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://'
            f'purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}'
            "</cp:coreProperties>"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2025, 3, 14, 0, 0, 0)), content)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """One Word paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    return f"<w:p>{properties}{run if text else ''}</w:p>"


def statement_docx() -> bytes:
    """A press release with a tracked change, a list and a table."""
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    changed = (
        '<w:p><w:r><w:t xml:space="preserve">“The minister will answer </w:t></w:r><w:del><w:r>'
        '<w:delText xml:space="preserve">no </w:delText></w:r></w:del><w:ins><w:r><w:t '
        'xml:space="preserve">all </w:t></w:r></w:ins><w:r><w:t>questions,” said Bálint Osei, '
        "spokesperson of the ministry.</w:t></w:r></w:p>"
    )
    rows = (("Talers", "Year"), ("31 million", "2025"), ("58 million", "2026"))
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    body = (
        paragraph("Statement on the hearing of 18 March", "Title")
        + paragraph("The Ministry of Waterways welcomes the decision of the inquiry.")
        + changed
        + paragraph("The ministry announced that it would publish")
        + "".join(
            f"<w:p>{item}<w:r><w:t>{text}</w:t></w:r></w:p>"
            for text in ("the telephone records of the night,", "the plans of the gate.")
        )
        + paragraph("The following sums are set aside for repairs, it said:")
        + f"<w:tbl>{cells}</w:tbl>"
        + paragraph("")
    )
    core = (
        "<dc:title>Statement on the hearing of 18 March</dc:title><dc:creator>Press Office of the "
        "Ministry of Waterways</dc:creator><dcterms:created>2025-03-07T09:00:00Z</dcterms:created>"
    )
    return docx(body, core)


def factiva_fields(story: dict, code: str, language: str = "en") -> list[tuple[str, list[str]]]:
    """The fields of an article in Factiva's order."""
    words = {"en": "words", "fr": "mots"}[language]
    fields = [("HD", [story["title"]])]
    if story["authors"]:
        fields.append(("BY", [story["authors"]]))
    fields += [("WC", [f"{story['words']} {words}"]), ("PD", [named(story["day"], language)])]
    fields += [("SN", [story["outlet"]]), ("SC", [code]), ("PG", ["4"])]
    fields += [("LA", [story.get("language", "English")])]
    fields += [("CY", [f"(c) {story['day'][0]} {story['outlet']}. "])]
    fields += [("LP", story["body"][:1]), ("TD", story["body"][1:])]
    year, month, day = story["day"]
    number = f"{code}0000020{year % 100:02}{month:02}{day:02}el34"
    return [*fields, ("AN", [f"Document {number}{'0000000'[: 25 - len(number)]}"])]


def factiva_html(stories: list[tuple[dict, str, str]]) -> str:
    """Factiva's HTML with field codes in the left column."""
    out = ["<!DOCTYPE html><html><head><meta charset='UTF-8'/><title>Factiva</title></head><body>"]
    for story, code, language in stories:
        out.append(f'<div class="article {language}Article"><table border="0">')
        for name, texts in factiva_fields(story, code, language):
            if name == "HD":
                shown = f"<b class='{language}Headline'>{escape(texts[0])}</b>"
            elif name in ("LP", "TD"):
                mark = f"articleParagraph {language}articleParagraph"
                shown = "".join(f'<p class="{mark}">{escape(text)}</p>\n' for text in texts)
            else:
                shown = escape(texts[0])
            out.append(f'<tr><td class="index"><b>{name}</b>&nbsp;</td><td>{shown}</td></tr>')
        out.append("</table><br/></div><br/>")
    out.append("<div id='pageFooter'><span class='copyright'>© 2025 Factiva, Inc.</span></div>")
    return "\n".join(out) + "</body></html>\n"


def factiva_rtf(stories: list[tuple[dict, str, str]]) -> str:
    """Factiva's RTF without codes: a line each, then the paragraphs."""
    out = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"]
    for story, code, language in stories:
        for name, texts in factiva_fields(story, code, language):
            for text in texts:
                bold = r"\b " if name == "HD" else ""
                end = r" \b0" if bold else ""
                out.append(rf"\pard {bold}{rtf_text(text)}{end}\par")
        out.append(r"\page")
    return "\n".join(out) + "}\n"


def factiva_xml(stories: list[tuple[dict, str, str]]) -> str:
    """Factiva's XML."""

    def marked(name: str, texts: list[str]) -> str:
        inside = "".join(
            f'<paragraph display="Proportional">{escape(text, quote=False)}</paragraph>'
            for text in texts
        )
        return f"<{name}>{inside}</{name}>"

    out = ['<?xml version="1.0" encoding="utf-8"?>', "<PPSResponse>"]
    out.append('<ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">')
    out.append(f'<ppsarticleResultSet count="{len(stories)}">')
    for story, code, language in stories:
        year, month, day = story["day"]
        fields = dict(factiva_fields(story, code, language))
        out += [
            "<ppsarticle><article>",
            f"<accessionNo>{fields['AN'][0].removeprefix('Document ')}</accessionNo>",
            f"<baseLanguage>{language.upper()}</baseLanguage>",
            f"<copyright>{escape(fields['CY'][0])}</copyright>",
            marked("headline", [story["title"]]),
            *([marked("byline", fields["BY"])] if "BY" in fields else []),
            marked("leadParagraph", fields["LP"]),
            f"<publicationDate><date>{year}-{month:02}-{day:02}</date></publicationDate>",
            f"<sourceName>{escape(story['outlet'])}</sourceName><sourceCode>{code}</sourceCode>",
            marked("tailParagraphs", fields["TD"]),
            f"<wordCount>{story['words']}</wordCount>",
            "</article></ppsarticle>",
        ]
    out += ["</ppsarticleResultSet></ppsArticleResponse>", "</PPSResponse>", ""]
    return "\n".join(out)


LETTER_HTML = """<html><head><style>p {{ margin: 1em }}</style></head><body>
<table width="600"><tr><td><a href="https://tally.example/9">View this email in your browser</a>
</td></tr><tr><td><h1>{title}</h1>{paragraphs}</td></tr>
<tr><td>You are receiving this because you like numbers. <a href="https://tally.example/u">
Unsubscribe</a></td></tr></table></body></html>
"""
TALLY = [
    "The city of Port Anselm counts 1,236 flooded homes. The Saltings Residents' Union counts "
    "1,310, and both are right, says Wendeline Okpara of the pollsters Halse &amp; Tree.",
    "“The city counts addresses, and the union counts families,” she told The Tally. Seventy-four "
    "families share an address with another one, according to the union's list.",
    "The inquiry has not said which number it will use. A clerk, who did not want to be named, "
    "said that the judge would use “the one that fits on the form”.",
]


def newsletter() -> str:
    """A newsletter as a message: HTML and plain parts, a picture of the numbers attached."""
    paragraphs = "".join(f"<p>{text}</p>" for text in TALLY)
    plain = "\n\n".join(wrapped(text.replace("&amp;", "&"), 72) for text in TALLY)
    page = LETTER_HTML.format(title="How many homes are 1,236?", paragraphs=paragraphs)
    return "\n".join(
        [
            "From: Femke Aldous from The Tally <letter@tally.example>",
            "To: reader@mail.example",
            "Subject: How many homes are 1,236?",
            "Date: Thu, 13 Mar 2025 06:00:00 +0100",
            "Message-ID: <9@tally.example>",
            "List-Id: The Tally <letter.tally.example>",
            "List-Unsubscribe: <https://tally.example/u>",
            "MIME-Version: 1.0",
            'Content-Type: multipart/mixed; boundary="out"',
            "",
            "--out",
            'Content-Type: multipart/alternative; boundary="in"',
            "",
            "--in",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
            "",
            plain,
            "--in",
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
            "",
            page,
            "--in--",
            "--out",
            'Content-Type: application/pdf; name="table.pdf"',
            'Content-Disposition: attachment; filename="table.pdf"',
            "Content-Transfer-Encoding: base64",
            "",
            "JVBERi0=",
            "--out--",
            "",
        ]
    )


MAILBOX = """\
From press@waterways.example Mon Mar 10 09:00:00 2025
From: =?utf-8?q?B=C3=A1lint_Osei?= <press@waterways.example>
To: desk@mail.example
Subject: =?utf-8?q?Reply_to_your_question_about_the_=E2=80=9Csecond_log=E2=80=9D?=
Date: Mon, 10 Mar 2025 09:00:00 +0100
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Good morning,

the ministry knows of no second log, and it did not ask anybody to write
one. I said so to Coastal Telegraph and I say so to you: a harbour master
has one log.

The rest of your questions we will answer after the hearing.

--\x20
Bálint Osei
Ministry of Waterways

From desk@mail.example Tue Mar 11 18:30:00 2025
From: The Desk <desk@mail.example>
To: archive@mail.example
Subject: Fwd: Five things before Wednesday
Date: Tue, 11 Mar 2025 18:30:00 +0100
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

For the archive.

---------- Forwarded message ---------
From: Skimmer <hello@skimmer.example>
Date: Tue, 11 Mar 2025 17:00:00 +0100
Subject: Five things before Wednesday
To: <desk@mail.example>

The harbour master kept two logs, he told the inquiry. “The second one is
for the sea,” Tomasz Ferreira said, according to Coastal Telegraph.

From the ministry came the answer that a harbour master has one log.

Unsubscribe
"""

CLIPPINGS = """\
No;Headline;Body;Published;Newspaper;Reporter;Web address
1;Gate plans drawn in a day;"The plans of the new Tesk Gate were drawn in a day, the engineer \
Greta Nwosu said on Thursday. “One sees it,” she added.";13/03/2025;The Harbour Ledger;Desmond \
Achterberg;https://ledger.example/plans
2;Mayor promises dry cellars;"Every cellar in the Saltings will be dry by June, the mayor promised.

Siobhán Qureshi did not say which June.";06/03/2025;Anselm Metro;;https://metro.example/cellars
3;Picture of the day;;06/03/2025;Anselm Metro;;https://metro.example/picture
"""


def main() -> None:
    """Write every file."""
    from inputs_pdf import report_pdf

    HERE.mkdir(exist_ok=True)
    files: dict[str, str | bytes] = {
        "nexis.txt": nexis_txt([HEARING, LEVY]),
        "nexis.rtf": nexis_rtf([OPEN]),
        "nexis-uni.docx": docx("".join(map(paragraph, uni_paragraphs([MASTER, SKERRY])))),
        "factiva.html": factiva_html([(HUIS_CLOS, "FANAL", "fr"), (FARMERS, "INGAZ", "en")]),
        "factiva.rtf": factiva_rtf([(SILENCE, "ANMET", "en"), (WITNESS, "COTEL", "en")]),
        "factiva.xml": factiva_xml([(RECORDS, "VETOD", "en"), (COSTS, "TALLY", "en")]),
        "statement.docx": statement_docx(),
        "letter.eml": newsletter(),
        "mailbox.mbox": MAILBOX,
        "clippings.csv": CLIPPINGS,
        "report.pdf": report_pdf(),
    }
    for name, content in files.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (HERE / name).write_bytes(data)


FARMERS = {
    "outlet": "The Inland Gazette",
    "title": "League takes levy to court",
    "authors": "Ulrike Tamm",
    "day": (2025, 3, 12),
    "words": "52",
    "body": [
        "The Inland Farmers' League has asked the court in Upper Tesk to stop the water levy, its "
        "chairman, Jorun Palfrey, announced.",
        "The Ministry of Waterways said it was “confident”. It would not say of what.",
    ],
}
SILENCE = {
    "outlet": "Anselm Metro",
    "title": "‘Open the doors’: Saltings demand public hearing",
    "authors": "By Ruth Calloway",
    "day": (2025, 3, 10),
    "words": "68",
    "body": [
        "Four hundred people demanded a public hearing of the minister in front of the harbour "
        "office last night, police said. The organisers spoke of a thousand.",
        "‘We have had one silence, we need no other,’ Lina Sørensen, of Eel Street, told Metro.",
        "Renske Adeyemi has said that she will answer every question.",
    ],
}
WITNESS = {
    "outlet": "Coastal Telegraph",
    "title": "Ship's master repeats offer to wait",
    "authors": "",
    "day": (2025, 3, 13),
    "words": "60",
    "body": [
        "PORT ANSELM, March 13 (Coastal Telegraph) - The master of the Maren Dow would have waited "
        "outside the bar, he told the inquiry again on Thursday.",
        "“Nobody told me that there was a storm for others too,” Kaito Brandvold said. Northlight "
        "Lines did not respond to a request for comment.",
    ],
}
RECORDS = {
    "outlet": "Vessaly Today",
    "title": "Records show calm night at ministry",
    "authors": "",
    "day": (2025, 3, 13),
    "words": "55",
    "body": [
        "The so-called telephone affair is over, a senior official at the Ministry of Waterways "
        "said on Thursday.",
        "Records show one call of 74 seconds, the official said. “In 74 seconds one cannot even "
        "spell the minister's name.”",
    ],
}
COSTS = {
    "outlet": "The Tally",
    "title": "What a gate costs, and by whose count",
    "authors": "Femke Aldous",
    "day": (2025, 3, 14),
    "words": "66",
    "body": [
        "The ministry says 140 million talers. The engineer Greta Nwosu says 210 million. The "
        "finance ministry has a paper that says 176 million, two people who have read it told "
        "The Tally.",
        "“All three may be true; they are not gates of the same size,” Ms Nwosu said.",
    ],
}

if __name__ == "__main__":
    main()

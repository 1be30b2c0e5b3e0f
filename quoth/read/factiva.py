"""Articles out of Factiva exports: XML, HTML with and without field codes, RTF.

Field codes (Factiva's own names): HD headline, BY byline, WC words, PD date, ET time, SN source,
SC source code, PG page, LA language, CY copyright, LP lead paragraph, TD text, AN accession
number. Exports without codes have the same in this order, a line each, then the paragraphs and
`Document` with the accession number. Dates are written in the language of whoever exported.

The forms are those that tm.plugin.factiva, newspapers and others' readers expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from quoth.errors import NotAnArticle, Unreadable
from quoth.model import Article
from quoth.read.blocks import blocks_of, collapse
from quoth.read.lines import Line, words
from quoth.read.record import language_code
from quoth.read.stated import byline_names, stated_date

CODES = words(
    "AN ART AU BY CC CLM CO CR CT CX CY DE DLN DS ED ET FDS GC HD HL HLP IN IPC IPD LA LP MC NGC "
    "NS OS PD PG PUB RE RF RST SC SE SN TD VOL WC WEB URL"
)
TEXT = ("LP", "TD")
ACCESSION = r"[A-Za-z]{1,10}\d{8,20}[0-9a-z]{6,13}"
DOCUMENT = re.compile(rf"^[^\W\d_]{{2,12}}\s{{1,3}}({ACCESSION})$")
"""The last line of an article: "Document" in the exporter's language, accession number."""

WORDS = re.compile(
    r"^\d[\d.,\s]{0,10}\s?(?:words?|mots?|wörter|wort|palabras?|parole|palavras?|woorden|ord|слов[а]?"
    r"|słów|slov|字|語|words\.)$",
    re.IGNORECASE,
)
CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s\w{2,5})?$", re.IGNORECASE)
COPYRIGHT = re.compile(r"copyright|©|\(c\)|all rights reserved", re.IGNORECASE)
SOURCE_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
MAX_HEADER = 25
"""Lines before the first paragraph of an article without codes."""

Fields = dict[str, list[str]]
"""The paragraphs of each field by its code."""


def splits(lines: list[Line]) -> bool:
    """Whether a document's lines are an export: an accession number, with codes or a length."""
    ends = lengths = codes = False
    for line in lines:
        code = _code(line)
        ends |= code == "AN" or bool(len(line.text) < 80 and DOCUMENT.match(line.text))
        codes |= code == "HD"
        lengths |= len(line.text) < 40 and WORDS.match(line.text) is not None
        if ends and (codes or lengths):
            return True
    return False


def parts(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines of each article, up to and with its accession number."""
    block: list[Line] = []
    for line in lines:
        if line.kind == "blank":
            continue
        block.append(line)
        if _code(line) == "AN" or (len(line.text) < 80 and DOCUMENT.match(line.text)):
            yield block
            block = []
    if any(_code(line) in TEXT for line in block):
        yield block


def written(lines: Iterable[Line]) -> str:
    """An article's lines as text that `factiva_article` reads: code, tab, paragraphs."""
    found = []
    for line in lines:
        code = _code(line)
        if code:
            text = "\n\t".join(_cells(line)[1].split("\n"))
            found.append(f"{code}\t{text}")
        else:
            found.append(line.text)
    return "\n".join(found)


def _cells(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell]


def _code(line: Line) -> str | None:
    cells = _cells(line) if line.kind == "row" else []
    return cells[0].strip() if len(cells) == 2 and cells[0].strip() in CODES else None


def lines_article(text: str, *, path: str) -> Article:
    """Read an article from its lines, as `written` gives them.

    Raises:
        NotAnArticle: it has no text.
    """
    fields: Fields = {}
    plain: list[str] = []
    code = None
    for line in text.split("\n"):
        before, tab, after = line.partition("\t")
        if tab and before in CODES:
            code = before
            fields.setdefault(code, []).append(collapse(after))
        elif tab and not before and code:
            fields[code].append(collapse(after))
        elif collapse(line):
            plain.append(collapse(line))
    return _article(fields if "HD" in fields or "TD" in fields else without_codes(plain), path)


def without_codes(lines: list[str]) -> Fields:
    """The fields of an article that names none: told by their order and their looks."""
    fields: Fields = {}
    if lines and (match := DOCUMENT.match(lines[-1])):
        fields["AN"] = [match[1]]
        lines = lines[:-1]
    length = next((n for n, line in enumerate(lines[:MAX_HEADER]) if WORDS.match(line)), None)
    if length is None:
        return fields | {"HD": lines[:1], "TD": lines[1:]}
    above = lines[:length]
    if len(above) > 2 and len(above[0]) < 60 and not above[0].endswith((".", "?", "!")):
        above = above[1:] if len(above[1]) > len(above[0]) else above  # the section stands first
    fields["HD"] = above[:1]
    if above[1:]:
        fields["BY"] = [above[-1]]
    rest = lines[length + 1 :]
    seen = 0
    for line in rest[:MAX_HEADER]:
        if "PD" not in fields:
            if stated_date(line, where="")[0]:
                fields["PD"] = [line]
        elif "ET" not in fields and "SN" not in fields and CLOCK.match(line):
            fields["ET"] = [line]
        elif "SN" not in fields:
            fields["SN"] = [line]
        elif "SC" not in fields and SOURCE_CODE.match(line):
            fields["SC"] = [line]
        elif "LA" not in fields and language_code(line):
            fields["LA"] = [line]
        elif COPYRIGHT.search(line) and len(line) < 400:
            fields["CY"] = [line]
            seen += 1
            break
        elif "LA" in fields:
            break  # no copyright line: the text begins
        seen += 1
    fields["TD"] = rest[seen:]
    return fields


def html_articles(markup: bytes) -> Iterator[bytes]:
    """The markup of each article of an HTML export."""
    import lxml.html

    from quoth.read.encoding import decode_html

    data = decode_html(markup).replace("\0", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return
    inside: set[Any] = set()
    for element in tree.iter("div"):
        if ARTICLE_CLASS.search(element.get("class") or "") and element not in inside:
            inside.update(element.iterdescendants("div"))
            yield lxml.html.tostring(element, encoding="utf-8", with_tail=False)


ARTICLE_CLASS = re.compile(r"(?:^|\s)(?:article|[a-z]{2,6}Article)(?:\s|$)")
CLASS_LANGUAGE = re.compile(r"\b([a-z]{2})Article\b")


def html_article(markup: bytes, *, path: str) -> Article:
    """Read one article of an HTML export.

    Raises:
        NotAnArticle: it has no text.
    """
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(markup.replace(b"\0", b""), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise NotAnArticle("empty: no markup", advice="export the articles again") from error
    root = next((e for e in tree.iter("div") if ARTICLE_CLASS.search(e.get("class") or "")), tree)
    fields = _coded(root)
    if not fields:
        fields = _uncoded(root)
    if match := CLASS_LANGUAGE.search(root.get("class") or ""):
        fields.setdefault("LA", [match[1]])
    return _article(fields, path)


def _coded(root: Any) -> Fields:
    """The fields of the two-column layout: a code, its text."""
    fields: Fields = {}
    for line in root.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        code = collapse(cells[0].text_content()) if len(cells) == 2 else ""
        if code in CODES:
            found = [block.text for block in blocks_of(cells[1])]
            fields.setdefault(code, []).extend(found)
    return fields


def _uncoded(root: Any) -> Fields:
    """The fields of the layout without codes: plain elements, then paragraphs."""
    paragraphs = [e for e in root.iter("p") if "articleparagraph" in (e.get("class") or "").lower()]
    body = [block.text for paragraph in paragraphs for block in blocks_of(paragraph)]
    for paragraph in paragraphs:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
    header = [block.text for block in blocks_of(root)]
    headline = next(
        (e for e in root.iter() if HEADLINE_CLASS.search(e.get("class") or "")),
        None,
    )
    fields = without_codes(header)
    if headline is not None:
        fields["HD"] = [collapse(headline.text_content())]
    author = next((e for e in root.iter() if (e.get("class") or "") == "author"), None)
    if author is not None:
        fields["BY"] = [collapse(author.text_content())]
    elif fields.get("BY") == fields.get("HD"):
        fields.pop("BY", None)
    if body:
        fields["TD"] = body
    return fields


HEADLINE_CLASS = re.compile(r"\b[a-z]{2}Headline\b")

# Names of elements of Factiva's XML, as codes.
ELEMENTS = {
    "headline": "HD",
    "title": "HD",
    "byline": "BY",
    "author": "BY",
    "leadparagraph": "LP",
    "snippet": "LP",
    "tailparagraphs": "TD",
    "body": "TD",
    "publicationdate": "PD",
    "publicationdatetime": "PD",
    "publicationtime": "ET",
    "sourcename": "SN",
    "sourcecode": "SC",
    "baselanguage": "LA",
    "languagecode": "LA",
    "copyright": "CY",
    "accessionno": "AN",
    "an": "AN",
}
MAX_ARTICLES = 100_000


def xml_articles(data: bytes) -> Iterator[bytes]:
    """The XML of each article of an XML export, one in memory at a time.

    Raises:
        Unreadable: what follows is no XML.
    """
    import io

    import lxml.etree

    events = lxml.etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in events:
            if _name(element) != "article":
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield lxml.etree.tostring(element, encoding="utf-8", with_tail=False)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except lxml.etree.XMLSyntaxError as error:
        raise Unreadable(
            f"damaged XML ({str(error)[:120]}); what follows is not read",
            advice="export it again; the articles before this place are read",
        ) from error


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def xml_article(data: bytes, *, path: str) -> Article:
    """Read one article of an XML export.

    Raises:
        NotAnArticle: it has no text.
        Unreadable: it is no XML.
    """
    import lxml.etree

    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise Unreadable(f"damaged XML ({str(error)[:120]})", advice="export it again") from error
    fields: Fields = {}
    for element in root.iter():
        name = _name(element)
        code = ELEMENTS.get(name) or (name.upper() if name.upper() in CODES else None)
        # Inside a field another one may be named like it: the outer one counts.
        if code is None or any(_is_field(e) for e in element.iterancestors() if e is not root):
            continue
        fields.setdefault(code, []).extend(_paragraphs(element, code))
    return _article(fields, path)


def _is_field(element: Any) -> bool:
    name = _name(element)
    return name in ELEMENTS or name.upper() in CODES


def _paragraphs(element: Any, code: str) -> list[str]:
    """The paragraphs of an element; without any its lines."""
    if code not in TEXT:
        return [text] if (text := collapse(" ".join(element.itertext()))) else []
    found = [e for e in element.iter() if _name(e) in ("paragraph", "p", "para")]
    texts = ["".join(e.itertext()) for e in found] or re.split(
        r"\n\s{0,80}\n", "".join(element.itertext())
    )
    return [text for text in map(collapse, texts) if text]


def _article(fields: Fields, path: str) -> Article:
    """The article of its fields."""
    from quoth.read.language import detect

    title = " ".join(fields.get("HD", ())) or None
    body = [text for code in TEXT for text in fields.get(code, ()) if text]
    if not body:
        found = ", ".join(sorted(fields)) or "none"
        raise NotAnArticle(
            f"no article text (LP, TD) among its fields; those found are: {found}",
            advice="export the articles with their full text, not as headlines",
        )
    text = "\n\n".join([title, *body] if title else body)
    date, time = " ".join(fields.get("PD", ())), " ".join(fields.get("ET", ()))
    published, published_from = stated_date(f"{date} {time}".strip(), where="factiva PD")
    if published is None:
        published, published_from = stated_date(date, where="factiva PD")
    byline = " ".join(fields.get("BY", ()))
    url = next((u for c in ("URL", "WEB") for u in fields.get(c, ())), "")
    return Article.of(
        text,
        path=path,
        outlet=" ".join(fields.get("SN", ())) or None,
        url=url if url.startswith(("http://", "https://")) and " " not in url else None,
        title=title,
        authors=byline_names(byline),
        published=published,
        published_from=published_from,
        language=detect(text) or language_code(" ".join(fields.get("LA", ()))),
    )

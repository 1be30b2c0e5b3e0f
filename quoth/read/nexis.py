"""Articles out of Nexis exports, old and new.

**Old** (LexisNexis Academic, Nexis UK; TXT, RTF, DOC, HTML): each article begins with `3 of 10
DOCUMENTS`, `Dokument 3 von 10` or `Document 3 de 10`; then outlet, date, headline and fields in
capitals (`BYLINE:`, `LENGTH:`), the body, more fields and the copyright line. **New** (Nexis Uni,
Nexis+, Lexis Advance; DOCX, RTF): headline, outlet, date, copyright line, fields (`Length:`), the
heading `Body`, the body, `Load-Date:` and `End of Document`.

The forms are those that the documentation and the issue trackers of LexisNexisTools and AmCAT
describe, and exports that others have published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quoth.errors import NotAnArticle
from quoth.model import Article
from quoth.read.blocks import collapse
from quoth.read.lines import words
from quoth.read.record import language_code
from quoth.read.stated import byline_names, stated_date

BEGINS = re.compile(
    r"^\s{0,120}(?:FOCUS\s{0,3}-\s{0,3})?(?:"
    r"\d{1,6}\s(?:of|von|de|van|di|af|av)\s\d{1,6}\s(?:DOCUMENT|DOKUMENT|DOCUMENTO)[A-ZÉ]{0,2}"
    r"|(?:Dokument|Document|Documento|Documenti)\s\d{1,6}\s(?:von|de|of|van|di|af|av)\s\d{1,6}"
    r")\s{0,40}$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"^\s{0,80}(?:End of Document|Ende des Dokuments?|Dokumentende|Fin du document"
    r"|Fin del documento|Fim do documento|Fine del documento|Einde (?:van )?(?:het )?document)"
    r"\s{0,40}$",
    re.IGNORECASE,
)

# Each spelling of a field and what it is. What is not listed here is a field all the same if it
# is written in capitals and stands above the body.
LABELS = {
    "byline": "byline autor autoren von auteur auteurs autore autores author authors by",
    "headline": "headline titel title titre título titolo schlagzeile kop",
    "length": "length länge laenge longueur lengte longitud lunghezza tamanho extensión",
    "section": "section rubrik rubrique rubriek sección sezione seção ressort",
    "dateline": "dateline ort lieu dagtekening ortsangabe",
    "highlight": "highlight highlights encart samenvatting zusammenfassung vorspann",
    "loaded": "load-date update ladedatum date-chargement fecha-carga laaddatum datum-laden "
    "data-caricamento last-updated",
    "language": "language sprache langue taal idioma lingua língua",
    "graphic": "graphic grafik graphique graphics illustration bild",
    "url": "url web-url",
    "correction": "correction korrektur correctif",
    "other": "publication-type zeitungstyp type-publication pub-type publicationtype journal-code "
    "zeitschriften-code code-journal series serie série edition ausgabe édition publisher subject "
    "person organization organisation company companies country city state geographic industry "
    "ticker isin category classification correction-date distribution document-type doc-id source "
    "notes note copyright acc-no cite show network anchor anchors guests type page pages volume "
    "issue story-id issn isbn day ld-date lexis-nexis-id gesellschaft organisatie thema bericht-id",
}


LABEL_OF = {name: kind for kind, names in LABELS.items() for name in names.split()}
ABOVE = frozenset(("byline", "headline", "length", "section", "dateline", "highlight", "other"))
"""Fields that may stand between the headline and the body."""
BELOW = frozenset(("loaded", "language", "graphic", "url", "other"))
"""Fields that may stand after the body; some above it too."""
OPEN = frozenset(("graphic", "grafik", "graphique", "classification"))
"""Fields that may have several paragraphs: captions, mostly."""
CAPTIONS = 12
"""Paragraphs that may follow such a field. What is more is the body, wherever it stands: rather
a caption too much than a paragraph lost."""
CAPTION_LENGTH = 600
"""Characters that one of them may have."""

CLASSES = words(
    "publication-type journal-code subject company organization person geographic country state "
    "city industry ticker isin series classification correction-date acc-no"
)
"""Fields below the body of new exports, which do not write them in capitals."""
SEVERAL = frozenset(("highlight", "byline", "headline", "section", "other", "dateline"))
"""Fields whose text may be broken over several lines in a wrapped file."""

LABEL = re.compile(r"^([^\W\d_][\w .'’/()-]{1,30}?)\s?:(?:\s+(.*))?$", re.DOTALL)
BODY = re.compile(
    r"^(?:Body|BODY|Textkörper|Haupttext|Text|TEXT|Corps|Texte|Cuerpo|Corpo|Hoofdtekst|Volltext"
    r"|Full Text)\s?:?$"
)
TAIL_HEADING = re.compile(
    r"^(?:Classification|Klassifikation|Klassifizierung|Graphic|Grafik|Clasificación"
    r"|Classificatie)$"
)
COPYRIGHT = re.compile(
    r"^(?:copyright|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|alle rechten voorbehouden|todos los derechos|tutti i diritti|todos os direitos)",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\.?$", re.IGNORECASE
)
WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:maan|dins|woens|donder|vrij"
    r"|zater|zon)dag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|luned[ìi]|marted[ìi]"
    r"|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)-feira"
)
DATE_LINE = re.compile(
    rf"^(?:(?:{WEEKDAY})\s?[,.]?\s{{1,3}})?(?:"
    r"\d{1,2}(?:st|nd|rd|th|er|\.)?\s{1,3}(?:de\s|of\s)?[^\W\d_]{3,12}\.?,?\s{1,3}(?:de\s|del\s)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4}"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}"
    r"|\d{4}[-/年.]\s?\d{1,2}[-/月.]\s?\d{1,2}"
    r"|[^\W\d_]{3,12}\.?,?\s{1,3}(?:de\s)?\d{4}(?=\s{0,3}(?:$|[,;/(-]))"
    r")",
    re.IGNORECASE,
)
EDITION = re.compile(r"\b(?:edition|ausgabe|édition|editie|edición|edizione|edição)\b|;$", re.I)
FURNITURE = re.compile(
    r"^(?:page|seite|pagina|página)\s\d{1,6}(?:\s(?:of|von|de|sur|van)\s\d{1,6})?$"
    r"|^link to (?:image|original|pdf)|^\[?click here\b.{0,80}$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…]['\"”’)]{0,2}$")
NO_DOCUMENT = "there is an error in this document and it is not possible to display it"


def splits(lines: Iterable[str]) -> bool:
    """Whether lines have the marks between articles, and fields beside them."""
    marks = fields = False
    for line in lines:
        if len(line) > 300:
            continue
        if BEGINS.match(line) or ENDS.match(line):
            marks = True
        elif (found := label_of(line)) and found[0] in ("length", "loaded", "byline"):
            fields = True
        if marks and fields:
            return True
    return False


def parts(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each article, without the marks and what stands before the first.

    Args:
        lines: all lines of a file, blank ones too.
    """
    starts = [number for number, line in enumerate(lines) if _is(BEGINS, line)]
    if starts:
        for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield lines[begin + 1 : end]
        return
    begin = 0
    for number, line in enumerate(lines):
        if _is(ENDS, line):
            yield lines[begin:number]
            begin = number + 1
    rest = lines[begin:]
    # What follows the last mark is the file's end, or an article that was cut off.
    if any((found := label_of(line)) and found[0] == "length" for line in rest):
        yield rest


def html_lines(markup: bytes) -> list[str]:
    """The lines of an old export as HTML: one for each block, blank ones between."""
    import lxml.html

    from quoth.read.blocks import blocks_of
    from quoth.read.encoding import decode_html

    data = decode_html(markup).replace("\0", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return []
    found: list[str] = []
    for block in blocks_of(tree):
        found += [block.text, ""]
    return found


def is_new(lines: Iterable[str]) -> bool:
    """Whether an export is of the new kind: without numbers before its articles."""
    return not any(_is(BEGINS, line) for line in lines)


def _is(mark: re.Pattern[str], line: str) -> bool:
    return len(line) < 300 and mark.match(line) is not None


def label_of(line: str, new: bool | None = None) -> tuple[str, str] | None:
    """(field, its text) of a line such as "LENGTH: 455 words"; None for other lines.

    Args:
        line: without white space around it.
        new: of which kind the export is. Old ones have their labels in capitals; in new ones
            "State: no more money" is no field but may be a headline.
    """
    match = LABEL.match(line)
    if match is None:
        return None
    name, text = match[1].strip(), (match[2] or "").strip()
    key = name.casefold().replace(" ", "-")
    kind = LABEL_OF.get(key)
    if kind is None or not name[0].isupper():
        return None
    if not name.isupper() and (
        new is False or name == "Update" or (kind == "other" and (new or key not in CLASSES))
    ):
        return None
    return kind, text


def nexis_article(text: str, *, path: str, wrapped: bool, new: bool) -> Article:
    """Read one article of an export.

    Args:
        text: its lines, without the marks between articles.
        path: where it stands ("export.docx:3").
        wrapped: whether lines are broken at a width (TXT) and blank lines part paragraphs, or
            each line is a paragraph.
        new: whether the headline stands before the outlet.

    Raises:
        NotAnArticle: there is no body.
    """
    from quoth.read.language import detect

    lines = [collapse(line) for line in text.split("\n")]
    if NO_DOCUMENT in text:
        raise NotAnArticle(
            "no article: Nexis says in its place that it could not display it",
            advice="download this article again",
        )
    found = _Sorted(lines, wrapped, new)
    outlet, date, title = _top(found.top, new)
    title = title or found.fields.get("headline")
    body = _paragraphs(found.body, wrapped)
    if title is None and body and not new and "length" not in found.fields and len(body) > 1:
        title = body.pop(0)
    highlight = found.fields.get("highlight")
    pieces = [piece for piece in (title, highlight, *body) if piece]
    if not body and not highlight:
        fields = ", ".join(sorted(found.fields)) or "none"
        raise NotAnArticle(
            f"no article text between the fields; those found are: {fields}",
            advice="download it with its full text, not as a list of results",
        )
    if highlight and body and body[0].startswith(highlight):
        pieces.remove(highlight)  # the body says it again
    text = "\n\n".join(pieces)
    published, published_from = stated_date(date, where="nexis date line")
    if published is None and "loaded" in found.fields:
        published, published_from = stated_date(found.fields["loaded"], where="nexis load date")
    url = found.fields.get("url", "")
    return Article.of(
        text,
        path=path,
        outlet=outlet,
        url=url if url.startswith(("http://", "https://")) and " " not in url else None,
        title=title,
        authors=byline_names(found.fields.get("byline", "")),
        published=published,
        published_from=published_from,
        language=detect(text) or language_code(found.fields.get("language", "").split(";")[0]),
    )


class _Sorted:
    """An article's lines, told apart.

    `top` has the lines without a label (outlet, date, headline, copyright), blank ones too;
    `fields` the first text of each field, `body` the lines of the body.
    """

    def __init__(self, lines: list[str], wrapped: bool, new: bool):
        self.wrapped = wrapped
        self.new = new
        self.fields: dict[str, str] = {}
        end = self.tail_begins(lines)
        start = next((n for n, line in enumerate(lines[:end]) if BODY.match(line)), None)
        if start is None:
            start = self.body_begins(lines[:end])
            self.body = lines[start:end]
        else:
            self.body = lines[start + 1 : end]
        first = next((n for n in range(start) if label_of(lines[n], new)), start)
        self.top = lines[:first]
        self.take_fields(lines[first:start])
        self.take_fields(lines[end:])

    def is_field(self, line: str) -> bool:
        """Whether a line above the body, beside known fields, is one too: it is in capitals."""
        if label_of(line, self.new):
            return True
        match = LABEL.match(line)
        return match is not None and match[1].isupper()

    def is_below(self, line: str) -> bool:
        """Whether a line may be a field below the body."""
        if TAIL_HEADING.match(line) or self.label_below(line):
            return True
        # Others in capitals: codes are fields, what somebody says in a transcript is not.
        match = LABEL.match(line)
        return (
            match is not None
            and match[1].isupper()
            and len(line) < 80
            and not SENTENCE_END.search(line)
        )

    def label_below(self, line: str) -> tuple[str, str] | None:
        """As `label_of`; new exports have more fields there."""
        return label_of(line, None if self.new else False)

    def take_fields(self, lines: list[str]) -> None:
        name, texts = "", []
        for line in [*lines, "END: "]:
            if self.is_below(line):
                if name:
                    self.fields.setdefault(name, " ".join(filter(None, texts)))
                label = self.label_below(line)
                name, texts = (label[0], [label[1]]) if label else ("other", [])
            elif name and line and not COPYRIGHT.match(line):
                texts.append(line)

    def body_begins(self, lines: list[str]) -> int:
        """Where the body begins if no heading says so: after the last field above it."""
        start, length, number = 0, False, 0
        while number < len(lines):
            line = lines[number]
            label = label_of(line, self.new)
            if (label and label[0] in ABOVE) or (start and not length and self.is_field(line)):
                length |= label is not None and label[0] == "length"
                number += 1
                if self.wrapped or (label and not label[1]):
                    # The field's further lines; with one line a paragraph it has none.
                    goes_on = label is None or not label[1] or label[0] in SEVERAL
                    while goes_on and number < len(lines) and lines[number]:
                        if self.is_field(lines[number]):
                            break
                        number += 1
                        goes_on = self.wrapped
                start = number
            elif start and line:
                break
            else:
                number += 1
        if start:
            return start
        # No field at all: the body follows the date and the headline.
        date = next((n for n, line in enumerate(lines) if DATE_LINE.match(line)), None)
        return date + 1 if date is not None else 0

    def tail_begins(self, lines: list[str]) -> int:
        """Where the fields below the body begin.

        A line of the body may begin like a field ("LANGUAGE: never stop learning"), so a
        field is the first of the tail only if nothing but fields and the copyright follows.
        """
        end = len(lines)
        while end and (
            not lines[end - 1] or COPYRIGHT.match(lines[end - 1]) or _rights(lines, end)
        ):
            end -= 1
        candidate, opened, apart = None, 0, True
        for number, line in enumerate(lines[:end]):
            if not line:
                apart = True
                continue
            label = self.label_below(line)
            if (apart or not self.wrapped) and self.is_below(line):
                name = line.partition(":")[0].strip().casefold()
                # A label alone has its text on the lines below.
                heading = TAIL_HEADING.match(line)
                opened = CAPTIONS if heading or name in OPEN or line.endswith(":") else 0
                below = heading or (label and label[0] in BELOW)
                if candidate is None and number and below:
                    candidate = number
            elif opened and len(line) <= CAPTION_LENGTH:
                opened -= apart or not self.wrapped
            elif (apart or not self.wrapped) and not COPYRIGHT.match(line):
                candidate = None  # a paragraph: what stood above it was the body
                opened = 0
            apart = False
        return end if candidate is None else candidate


def _rights(lines: list[str], end: int) -> bool:
    """A further line of a copyright notice that begins above."""
    for before in lines[max(0, end - 4) : end - 1][::-1]:
        if not before:
            return False
        if COPYRIGHT.match(before):
            return len(lines[end - 1]) < 200
    return False


def _top(lines: list[str], new: bool) -> tuple[str | None, str | None, str | None]:
    """(outlet, line of the date, headline) of the lines without a label."""
    kept = list(lines)
    while kept and not kept[0]:
        kept.pop(0)
    if new:
        return _new_top([line for line in kept if line])
    # A copyright notice may stand first, over several lines.
    while kept and (not kept[0] or COPYRIGHT.match(kept[0])):
        while kept and kept[0]:
            kept.pop(0)
        while kept and not kept[0]:
            kept.pop(0)
    date = next((n for n, line in enumerate(kept[:14]) if DATE_LINE.match(line)), None)
    if date is None:
        blocks = _blocks(kept)
        outlet = " ".join(blocks[0]) if blocks else None
        title = " ".join(blocks[1]) if len(blocks) > 1 else None
        return _outlet(outlet), None, title
    above = [line for line in kept[:date] if line and not RIGHTS.search(line)]
    outlet = above[-1] if above else None
    if outlet and outlet.startswith("(") and len(above) > 1:
        outlet = f"{above[-2]} {outlet}"
    elif outlet and EDITION.search(outlet) and len(above) > 1:
        outlet = above[-2]  # "- Final Edition -" between the outlet and the date
    below = kept[date + 1 :]
    while below and below[0]:  # the edition, in the lines under the date
        if len(below) > 1 and not any(not line for line in below) and not EDITION.search(below[0]):
            break  # no blank lines in this file: only what is called an edition is one
        below.pop(0)
    title = " ".join(line for line in below if line) or None
    return _outlet(outlet), kept[date], title


def _new_top(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """Of a new export: headline, outlet, date, edition, copyright, one line each."""
    notice = next((n for n, line in enumerate(lines) if n and COPYRIGHT.match(line)), len(lines))
    dates = [n for n, line in enumerate(lines[:notice]) if n and DATE_LINE.match(line)]
    if dates:
        date = dates[-1]
        title = lines[date - 2] if date > 1 else None
        return _outlet(lines[date - 1]), lines[date], title
    rest = lines[:notice]
    title = rest[-2] if len(rest) > 1 else (rest[0] if rest else None)
    return (_outlet(rest[-1]) if len(rest) > 1 else None), None, title


def _blocks(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def _outlet(text: str | None) -> str | None:
    text = (text or "").strip(" -–—")
    return text if 1 < len(text) < 120 else None


def _paragraphs(lines: list[str], wrapped: bool) -> list[str]:
    """The paragraphs of the body."""
    kept = [line for line in lines if not FURNITURE.match(line)]
    if not wrapped:
        found = [line for line in kept if line]
    else:
        found = [unwrapped(block) for block in _blocks(kept)]
    while found and COPYRIGHT.match(found[-1]) and len(found[-1]) < 300:
        found.pop()
    return found


def unwrapped(lines: list[str]) -> str:
    """A paragraph whose lines were broken at a width, as one line.

    A hyphen at a line's end is one of the text: Nexis does not divide words.
    """
    pieces: list[str] = []
    end = ""  # the last two characters: a text grown piece by piece takes time with its square
    for line in lines:
        divided = end.endswith("-") and end[-2:-1].isalnum() and line[:1].isalnum()
        if end and not divided:
            pieces.append(" ")
            end += " "
        pieces.append(line)
        end = (end + line)[-2:]
    return "".join(pieces)

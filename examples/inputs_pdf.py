"""A small writer of PDFs: text at places, in Helvetica, nothing else.

For examples/build_inputs.py and the tests of quoth.read: what it writes is plain enough to be
written by hand, so that a test says where each line stands.
"""

from __future__ import annotations

import zlib

# Widths of Helvetica's characters from the space to the tilde, in thousandths of its size
# (Adobe's metrics of the standard fonts).
METRICS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 "
    "556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 "
    "500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 "
    "556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584 "
)
WIDTHS = [int(width) for width in METRICS.split()]


def width(text: str, size: float) -> float:
    """How wide a line is, in points."""
    return sum(WIDTHS[ord(c) - 32] if " " <= c <= "~" else 556 for c in text) * size / 1000


def broken(text: str, size: float, room: float) -> list[str]:
    """Text as lines of at most `room` points, broken at blanks."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def shown(text: str) -> bytes:
    """A PDF string in WinAnsi encoding."""
    data = text.encode("cp1252", "replace")
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


Piece = tuple[float, float, float, str]
"""x, y, size and text of a line; y grows upwards from the lower edge of the page."""


def pdf(
    pages: list[list[Piece]], about: dict[str, str] | None = None, *, packed: bool = True
) -> bytes:
    """A PDF of these pages.

    Args:
        pages: the pieces of each page, in the order in which they are drawn.
        about: "Title", "Author", "CreationDate".
        packed: whether the pages' contents are compressed.
    """
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects: list[bytes] = [b"", b"", font]
    kids = []
    for page in pages:
        content = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm %s Tj ET\n" % (size, x, y, shown(text))
            for x, y, size, text in page
        )
        coded = b""
        if packed:
            content, coded = zlib.compress(content), b"/Filter/FlateDecode"
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), coded, content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    fields = b"".join(b"/%s %s" % (k.encode(), shown(v)) for k, v in (about or {}).items())
    objects.append(b"<<" + fields + b">>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


REPORT = [
    "The gate of the Tesk closes in 52 minutes in calm weather and in about 65 in a surge, the "
    "hydraulic engineer Greta Nwosu writes in a report to the inquiry.",
    "The ministry had said 40 minutes. “I do not know which gate the ministry has measured,” Nwosu "
    "writes. She asks that the gate be opened and closed once before witnesses.",
    "Of three causes that the harbour authority had named, she rejects two: the silt, which "
    "divers found to be four centimetres deep, and the pressure of the oil.",
    "The third cause is the sill. A ship that crosses it late holds the gate for as long as it is "
    "above it, “and no gate in the world can argue with a ship”.",
    "According to the log of the tug Petrel, whose master was heard last week, the Maren Dow "
    "stood above the sill for eleven minutes. Northlight Lines says that it was four.",
    "The report was not commissioned by anybody. The judge, Odile Castellanos, said that she had "
    "read it “with great interest and a ruler”.",
    "A new gate would close in 25 minutes, Nwosu believes. It would cost 210 million talers, not "
    "140 million, because of the museum.",
    "The ministry's spokesperson, Bálint Osei, said that the museum had never been decided.",
]


def report_pdf() -> bytes:
    """Two pages in two columns, with a head and a foot on each page."""
    pages: list[list[Piece]] = []
    size, leading, room = 10.0, 13.0, 230.0
    columns = [60.0, 310.0]
    lines: list[tuple[float, str]] = []
    for text in REPORT:
        for number, line in enumerate(broken(text, size, room)):
            lines.append((9.0 if number == 0 else 0.0, line))
    at = 0
    for number in (1, 2):
        page: list[Piece] = [(60, 800, 8, "G. Nwosu: The closing of the Tesk Gate")]
        top = 770.0
        if number == 1:
            page.append((60, 760, 18, "How long does a gate take?"))
            page.append((60, 738, 10, "By Greta Nwosu"))
            top = 705.0
        for x in columns:
            y, end = top, top - 13 * leading
            before = 0
            while at < len(lines) and y > end:
                space, line = lines[at]
                y -= leading + (space if before else 0)
                page.append((x, y, size, line))
                before, at = 1, at + 1
        page.append((60, 40, 8, "University of Anselm, March 2025"))
        page.append((500, 40, 8, f"Page {number} of 2"))
        pages.append(page)
    assert at == len(lines), "the report does not fit on its two pages"
    about = {"Title": "How long does a gate take?", "Author": "Greta Nwosu"}
    return pdf(pages, about | {"CreationDate": "D:20250310080000+01'00'"})

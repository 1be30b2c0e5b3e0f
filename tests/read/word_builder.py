"""Invented Word and RTF documents for the tests of the read stage."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{target}"/></Relationships>'
)
CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/">{fields}</cp:coreProperties>'
)


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    shown = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{shown}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(
    body: str, *, core: str = "", main: str = "word/document.xml", target: str | None = None
) -> bytes:
    """A Word file with this WordprocessingML in its body and these core properties."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONS.format(target=target or main),
            main: document,
            **({"docProps/core.xml": CORE.format(fields=core)} if core else {}),
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx_of(lines: list[str]) -> bytes:
    """A Word file of plain paragraphs."""
    return docx("".join(paragraph(line) for line in lines))


def rtf_text(text: str) -> str:
    """Text as RTF writes it: marks escaped, everything beyond ASCII as \\u."""
    out = []
    for character in text:
        code = ord(character)
        if character in "\\{}":
            out.append("\\" + character)
        elif code < 128:
            out.append(character)
        else:
            units = character.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little")
                out.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(out)


def rtf(body: str, *, head: str = "") -> bytes:
    """An RTF file with this markup."""
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}\n{body}}}".encode("ascii")


def rtf_of(lines: list[str]) -> bytes:
    """An RTF file of plain paragraphs; empty ones are kept, as old Nexis writes them."""
    return rtf("\n".join(f"\\pard {rtf_text(line)}\\par" for line in lines))

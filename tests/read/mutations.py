"""Inputs that nobody should be given: small good files of every format, damaged in ten ways.

`case(number)` makes one input from nothing but its number: the same on every machine. The
tests read a few hundred of them, `bench/mutate.py` ten thousand.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.read.formats import builders

EXAMPLES = Path(__file__).parents[2] / "examples" / "inputs"
EXPORTS = (
    "clippings.csv",
    "factiva.html",
    "factiva.rtf",
    "factiva.xml",
    "letter.eml",
    "mailbox.mbox",
    "nexis-uni.docx",
    "nexis.rtf",
    "nexis.txt",
    "report.pdf",
    "statement.docx",
)
"""Named one by one: another file there must not make other cases of the same numbers."""

DEPTH = 10_000

Random = random.Random


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged input."""

    number: int
    kind: str
    """How it was damaged."""
    seed: str
    """The good file that it was made from."""
    name: str
    data: bytes


@cache
def seeds() -> dict[str, bytes]:
    """Good files by name, at least one of every format that is read."""
    page, record, http = builders.page(), builders.record, builders.http
    packed = record(http(gzip.compress(page), "Content-Encoding: gzip"), name="2")
    archive = builders.warc(builders.information(), record(http(page)), packed)
    plain = builders.warc(builders.information(), record(http(page)), packed=False)
    row = {"text": " ".join(builders.PARAGRAPHS), "title": "Ferry", "date": "2025-01-14"}
    found = {
        "page.html": page,
        "note.txt": ("Ferry to stop\n\n" + "\n\n".join(builders.PARAGRAPHS)).encode(),
        "rows.jsonl": b"".join(json.dumps(row).encode() + b"\n" for _ in range(3)),
        "rows.json": json.dumps([row, row], indent=1).encode(),
        "archive.warc.gz": archive,
        "archive.warc": plain,
        "crawl.wacz": builders.wacz(("a.warc.gz", archive), pages=({"url": builders.NEWS},)),
        "saved.mhtml": builders.mhtml(),
        "news.rss": builders.rss(builders.item(), builders.item(content=None)),
        "news.atom": builders.atom(),
    }
    found |= {name: (EXAMPLES / name).read_bytes() for name in EXPORTS}
    return found


# How to damage


def flip(random: Random, data: bytes) -> bytes:
    """Some bits are others."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 16, 64, max(1, len(data) // 50)))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(random: Random, data: bytes) -> bytes:
    """The end is missing, or the beginning."""
    at = random.randrange(len(data) + 1)
    return data[at:] if random.random() < 0.2 else data[:at]


def splice(random: Random, data: bytes) -> bytes:
    """A piece is gone, doubled, moved, or of another file."""
    for _ in range(random.randint(1, 4)):
        first, last = sorted(random.randrange(len(data) + 1) for _ in range(2))
        piece, rest = data[first:last], data[:first] + data[last:]
        at = random.randrange(len(rest) + 1)
        other = random.choice(list(seeds().values()))
        data = random.choice(
            (
                rest,
                data[:last] + piece * random.choice((1, 2, 50)) + data[last:],
                rest[:at] + piece + rest[at:],
                data[:first] + other + data[first:],
            )
        )[:2_000_000]
    return data


OPENINGS = (
    "<div>",
    "<b>",
    "<table><tr><td>",
    "<blockquote><p>",
    "<ul><li>",
    "<a href='x'>",
    "<svg>",
    "<form>",
    "<font>",
    "<w:p>",
    "<w:tbl><w:tr><w:tc>",
    "<item>",
    "<article>",
    "[",
    '{"a":',
    "{",
    "{\\*\\x ",
    "{\\b ",
    "(",
    "<<",
    "[[",
    "> ",
    "<!--",
    "<![CDATA[",
    "/*",
    "q ",
    "BT ",
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "<script>",
    "&lt;",
    "“",
    '"',
)


def deepen(random: Random, data: bytes) -> bytes:
    """Something is opened ten thousand times, and perhaps not closed."""
    at = random.randrange(len(data) + 1)
    opening = random.choice(OPENINGS).encode()
    return data[:at] + opening * DEPTH + data[at:]


BIG = 30_000_000


@cache
def _bomb(form: str) -> bytes:
    blank = b" " * BIG
    if form == "gzip":
        return gzip.compress(blank)
    if form == "zlib":
        return zlib.compress(blank)
    if form == "lines":
        return gzip.compress(b'{"text": "a"}\n' * 100_000 + b"\n" * BIG)
    if form == "twice":
        return gzip.compress(gzip.compress(blank) * 100)
    if form == "zip":
        return _zipped({"word/document.xml": b"<w:p>" + blank, "archive/a.warc": blank})
    raise ValueError(form)


def swell(random: Random, data: bytes, name: str) -> tuple[bytes, str]:
    """A little unfolds to very much: packed, or by entities that name each other."""
    choice = random.randrange(7)
    if choice == 0:
        return _bomb(random.choice(("gzip", "twice", "lines"))), name
    if choice == 1:
        return gzip.compress(data) + _bomb("gzip"), name
    if choice == 2:
        coding, form = random.choice((("gzip", "gzip"), ("deflate", "zlib"), ("gzip", "twice")))
        body = builders.http(_bomb(form), f"Content-Encoding: {coding}")
        return builders.warc(builders.record(body)), "bomb.warc.gz"
    if choice == 3:
        return _bomb("zip"), random.choice(("bomb.docx", "bomb.wacz"))
    if choice == 4:
        entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 20}'>" for n in range(1, 9))
        prolog = f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{entities}]>".encode()
        body = b"<?xml version='1.0'?>" + prolog + re.sub(rb"^<\?xml[^>]{0,99}>", b"", data)
        return body.replace(b"Ferry", b"&a8;").replace(b"Minister", b"&a8;"), name
    if choice == 5:
        stream = b"5 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(_bomb("zlib"))
        packed = stream + _bomb("zlib") + b"\nendstream\nendobj\n"
        return re.sub(rb"\n5 0 obj.{0,9000}?endobj\n", lambda _: b"\n" + packed, data), name
    members = _members(data)
    if members is None:
        return gzip.compress(data * 200), name
    members[random.choice(list(members))] = b"<a>" * (BIG // 3)
    return _zipped(members), name


NUMBER = re.compile(rb"\d{1,10}")
FALSE = (b"0", b"-1", b"1", b"65536", b"2147483648", b"4294967295", b"9223372036854775807", b"")


def misstate(random: Random, data: bytes) -> bytes:
    """Numbers are false: lengths, counts, offsets."""
    for _ in range(random.randint(1, 6)):
        found = list(NUMBER.finditer(data[:200_000]))
        if found and random.random() < 0.7:
            match = random.choice(found)
            value = random.choice((*FALSE, b"9" * 40, b"%d" % (int(match.group()) + 1)))
            data = data[: match.start()] + value + data[match.end() :]
        elif len(data) > 4:
            at = random.randrange(len(data) - 3)
            value = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"))
            data = data[:at] + value + data[at + 4 :]
    return data


ENCODINGS = "utf-16 utf-16-be utf-32 cp1252 gb18030 shift_jis iso2022_jp utf-7 koi8-r big5 cp037"
CHARSETS = (b"utf-16", b"x-unknown", b"base64", b"rot13", b"utf-7", b"idna", b"hex", b"cp037")


def recode(random: Random, data: bytes) -> bytes:
    """The bytes are in another encoding than they are said to be, or in none."""
    choice = random.randrange(5)
    if choice == 0:
        text = data.decode("utf-8", "replace")
        return text.encode(random.choice(ENCODINGS.split()), "replace")
    if choice == 1:
        said = rb"(charset=[\"']?|encoding=[\"']|ansicpg)[\w-]{1,20}"
        return re.sub(said, lambda m: m.group(1) + random.choice(CHARSETS), data)
    if choice == 2:
        at = random.randrange(len(data) + 1)
        return data[:at] + random.randbytes(random.choice((1, 50, 5000))) + data[at:]
    if choice == 3:
        mark = random.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"))
        return mark + data
    return b"\0".join(bytes((byte,)) for byte in data[:100_000])


PIECES = (
    "a",
    " ",
    "\t",
    "<",
    ">",
    "&",
    '"',
    "'",
    ",",
    ";",
    "\\",
    "=",
    "1",
    ".",
    "-",
    "/",
    "A ",
    "a1",
    "1.",
    "<p>",
    "</p>",
    "<br>",
    "<!",
    "&#",
    "&amp;",
    "“",
    "” said ",
    "\u00ad",
    "é",
    "http://a/",
    "2025-01-",
    "12 May ",
    "From ",
    "=\n",
    "\r",
    "\\'e4",
    "\\par ",
    "{}",
    "x:",
    "DOCUMENTS ",
    "1 of 2 ",
    "=?utf-8?Q?a?= ",
    "(a) Tj ",
    "0 0 R ",
    "<a href=x>",
    "class=",
)


def lengthen(random: Random, data: bytes) -> bytes:
    """A line that does not end, of one piece again and again."""
    piece = random.choice(PIECES) * random.choice((1, 1, 3))
    length = random.choice((10_000, 100_000, 400_000, 1_500_000))
    line = (piece * (length // len(piece))).encode()
    at = random.randrange(len(data) + 1)
    if random.random() < 0.2:
        data = data.replace(b"\n", b"").replace(b"\r", b"")
        at = min(at, len(data))
    return data[:at] + line + data[at:]


SIMPLE: dict[str, Callable[[Random, bytes], bytes]] = {
    "bits flipped": flip,
    "cut off": cut,
    "pieces moved": splice,
    "nested 10,000 deep": deepen,
    "false numbers": misstate,
    "wrong encoding": recode,
    "giant lines": lengthen,
}
KINDS = (*SIMPLE, "bombs", "wrong names", "damage inside")


def case(number: int) -> Case:
    """The damaged input of this number."""
    chance = random.Random(f"quoth {number}")
    kind = KINDS[number % len(KINDS)]
    seed = chance.choice(sorted(seeds()))
    data, name = seeds()[seed], seed
    if kind == "bombs":
        data, name = swell(chance, data, name)
    elif kind == "wrong names":
        if chance.random() < 0.5:
            data = flip(chance, data)
        name = chance.choice([*sorted(seeds()), "none", "a.xml", "a.doc", "a.tsv", "a.gz"])
    elif kind == "damage inside":
        data = _inside(chance, data)
    else:
        data = SIMPLE[kind](chance, data)
    return Case(number, kind, seed, name, data)


def _inside(chance: Random, data: bytes) -> bytes:
    """Damage to what is packed, packed again; to what is not, twice."""
    damage = SIMPLE[chance.choice(sorted(SIMPLE))]
    members = _members(data)
    if members is not None:
        name = chance.choice(sorted(members))
        members[name] = damage(chance, members[name])
        return _zipped(members)
    if data.startswith(b"\x1f\x8b"):
        unpacked = gzip.decompress(data)
        records = re.split(rb"(?=WARC/1\.\d\r\n)", unpacked)
        at = chance.randrange(len(records))
        records[at] = damage(chance, records[at])
        return b"".join(gzip.compress(record, 1) for record in records if record)
    return flip(chance, damage(chance, data))


def _members(data: bytes) -> dict[str, bytes] | None:
    """The members of a ZIP; None for anything else."""
    if not data.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    return content.getvalue()

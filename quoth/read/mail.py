"""A newsletter or another message as an article (RFC 5322, MIME).

The parser is the standard library's with its old policy: under `policy.default` each header is
parsed by a grammar that takes quadratic time and raises for many a real header. What headers
are needed here are decoded and cut to a bounded length first.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.utils
import re
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message

from quoth.errors import Empty, NotAnArticle, Unreadable
from quoth.model import Article
from quoth.read.authors import names_in
from quoth.read.blocks import collapse, squeeze
from quoth.read.stated import stated_date

MAX_HEADER = 2_000
"""Characters of a header that are read."""
MAX_PARTS = 500
MAX_NESTED = 30
"""Parts inside parts."""

LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "x-campaign", "feedback-id")
FROM_OUTLET = re.compile(r"^(.{2,60}?)\s+(?:from|at|via|von|bei|de|\||·|@)\s+(.{2,60})$", re.I)
"""A sender such as "Jane Doe from The Tidings"."""

FORWARDED = re.compile(
    r"^[-_\s]{0,40}(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten nachricht|ursprüngliche nachricht|message transféré"
    r"|début du message réexpédié|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)"
    r"[-_\s:]{0,40}$",
    re.IGNORECASE,
)
FORWARDED_FIELD = re.compile(
    r"^\*?(?:(from|von|de|da|van)|(subject|betreff|objet|asunto|oggetto|onderwerp)"
    r"|(date|sent|datum|gesendet|fecha|data|verzonden)"
    r"|to|an|à|para|a|aan|cc|reply-to)\s?:\*?\s*(.{0,300})$",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"^(?:.{0,60}\b(?:view|read|open) (?:this (?:email|message|newsletter|post|issue) |it |online)"
    r".{0,60}|.{0,200}\bunsubscribe\b.{0,200}|.{0,120}\b(?:update|manage|change) your "
    r"(?:email )?(?:preferences|subscription)\b.{0,120}|(?:newsletter )?(?:abbestellen|abmelden)"
    r"|im browser (?:ansehen|lesen|öffnen)|voir (?:cet e-?mail )?dans (?:le|votre) navigateur"
    r"|se désabonner|se désinscrire|forwarded this email\?.{0,80}|you(?:'|’)?re receiving this"
    r".{0,200}|you are receiving this.{0,200}|sent to .{1,80}@.{1,80})$",
    re.IGNORECASE,
)
"""Lines around a newsletter that are not its text."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message."""

    name: str
    kind: str


@dataclass(slots=True)
class Letter:
    """What a message says: its headers decoded, its readable parts."""

    subject: str | None = None
    sender: str | None = None
    address: str | None = None
    date: str | None = None
    listed: bool = False
    """Whether it was sent to a list: it has a header that only such messages have."""
    url: str | None = None
    language: str | None = None
    html: list[str] = field(default_factory=list)
    plain: list[tuple[str, bool]] = field(default_factory=list)
    """Texts, and whether their line ends are marked as soft (RFC 3676)."""
    inner: list[Letter] = field(default_factory=list)
    """Messages that are attached whole."""
    attachments: list[Attachment] = field(default_factory=list)


def read_letter(data: bytes) -> Letter:
    """Parse a message.

    Raises:
        NotAnArticle: it has no header that a message has.
        Unreadable: parts are nested too deeply.
    """
    try:
        message = email.message_from_bytes(data)
        if not any(name in message for name in ("from", "subject", "date", "content-type")):
            raise NotAnArticle("no message: it has no headers", advice="save it as plain text")
        return _letter(message, 0)
    except RecursionError:
        raise Unreadable(
            "parts of the message are nested too deeply", advice="save its text as plain text"
        ) from None


def _letter(message: Message, depth: int) -> Letter:
    letter = Letter(subject=header(message, "subject"), date=header(message, "date"))
    letter.sender, letter.address = sender_of(header(message, "from"))
    letter.listed = any(name in message for name in LIST_HEADERS) or (
        (header(message, "precedence") or "").lower() in ("bulk", "list")
    )
    archived = (header(message, "archived-at") or "").strip("<> ")
    if archived.startswith(("http://", "https://")) and " " not in archived:
        letter.url = archived
    language = (header(message, "content-language") or "").split("-")[0].split(",")[0].lower()
    letter.language = language if re.fullmatch(r"[a-z]{2}", language) else None
    _parts(message, letter, depth)
    return letter


def _parts(message: Message, letter: Letter, depth: int) -> None:
    """Sort the parts of a message; an explicit stack, because they may nest."""
    stack, count = [(message, 0)], 0
    while stack:
        part, level = stack.pop()
        count += 1
        if count > MAX_PARTS or level > MAX_NESTED:
            return
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            if depth < 3:
                letter.inner += [_letter(each, depth + 1) for each in part.get_payload()[:20]]
            continue
        if part.is_multipart():
            stack += [(each, level + 1) for each in reversed(part.get_payload())]
            continue
        name = _file_name(part)
        attached = "attachment" in str(part.get("content-disposition", ""))[:40].lower()
        if kind in ("text/html", "text/plain") and not attached and not name:
            text = _text(part)
            if kind == "text/html":
                letter.html.append(text)
            else:
                letter.plain.append((text, "flowed" in str(part.get("content-type", "")).lower()))
        elif name or attached:
            letter.attachments.append(Attachment(name or "without a name", kind))


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (TypeError, ValueError, LookupError, email.errors.MessageError):
        return "without a name"
    return collapse(str(name))[:100] if name else None


def _text(part: Message) -> str:
    """The text of a part in whatever character set it is."""
    from quoth.read.encoding import decode, decode_html

    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload() or "")
    try:
        charset = part.get_content_charset() or ""
        if charset and charset not in ("utf-8", "us-ascii", "unknown-8bit"):
            return payload.decode(charset)
    except (LookupError, ValueError, TypeError):
        pass
    return (decode_html if part.get_content_type() == "text/html" else decode)(payload)


def header(message: Message, name: str) -> str | None:
    """A header, decoded, on one line; what cannot be decoded stays as it is."""
    value = next((v for k, v in message.raw_items() if k.lower() == name), None)
    if value is None:
        return None
    data = str(value)[:MAX_HEADER].encode("utf-8", "surrogateescape")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    with suppress(ValueError, LookupError, TypeError, email.errors.MessageError):
        text = str(email.header.make_header(email.header.decode_header(text)))
    text = text.encode("utf-8", "replace").decode("utf-8")
    return collapse(text) or None


def sender_of(text: str | None) -> tuple[str | None, str | None]:
    """(name, address) of a "From" header."""
    if not text:
        return None, None
    name, address = email.utils.parseaddr(text)
    name = collapse(name).strip("\"' ")
    if not name and "@" not in address:
        name = address
    return name or None, address or None


def letter_article(letter: Letter, *, path: str) -> Article:
    """The article of a message.

    A message to a list is a newsletter: the name it comes from is its outlet, "Jane Doe from
    The Tidings" names both. Of any other message the sender is the author.

    Raises:
        Empty: there is no text in it.
        NotAnArticle: its page is none.
    """
    from quoth.read.language import detect

    title, pieces = _body(letter)
    if not pieces and letter.inner:
        return letter_article(letter.inner[0], path=path)
    sender, date, where = letter.sender, letter.date, "header Date"
    listed = letter.listed
    if forwarded := _forwarded(pieces):
        fields, pieces = forwarded
        sender = sender_of(fields["from"])[0] or sender if "from" in fields else sender
        title = fields.get("subject") or title
        if "date" in fields:
            date, where = fields["date"], "forwarded Date"
        listed = True  # what people forward to themselves, or to us, was published
    title = re.sub(r"^(?:(?:fwd?|wg|tr|rv|re|aw)\s?:\s{0,3}){1,5}", "", title or "", flags=re.I)
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        raise Empty(
            "empty: the message has no text",
            advice="if it shows pictures only, save the page behind it instead",
        )
    text = "\n\n".join(
        [title, *pieces] if title and squeeze(title) != squeeze(pieces[0]) else pieces
    )
    published, published_from = stated_date(date, where=where)
    outlet, authors = _publisher(sender, listed)
    return Article.of(
        text,
        path=path,
        outlet=outlet,
        url=letter.url,
        title=title or None,
        authors=authors,
        published=published,
        published_from=published_from,
        language=detect(text) or letter.language,
    )


def _publisher(sender: str | None, listed: bool) -> tuple[str | None, tuple[str, ...]]:
    """(outlet, authors) by the name that a message comes from."""
    if sender is None:
        return None, ()
    if not listed:
        return None, names_in([sender])
    if match := FROM_OUTLET.match(sender):
        return match[2].strip(), names_in([match[1]])
    return sender[:120], ()


def _body(letter: Letter) -> tuple[str | None, list[str]]:
    """The title and the paragraphs of the part that people read."""
    reason: NotAnArticle | Empty | None = None
    if letter.html:
        try:
            found = _page(max(letter.html, key=len))
            if found:
                return letter.subject, found
        except (NotAnArticle, Empty) as error:
            reason = error
    plain = [piece for text, soft in letter.plain for piece in plain_paragraphs(text, soft=soft)]
    if not plain and reason and not letter.inner:
        raise reason
    return letter.subject, plain


def _page(markup: str) -> list[str]:
    """The paragraphs of an HTML part, by the same rules as those of a page."""
    from quoth.read.page import Page, joined

    page = Page(markup)
    blocks = [block for block in page.blocks() if not FURNITURE.match(block.text)]
    if not blocks:
        raise NotAnArticle(
            "no article text found in the message's page",
            advice="save the page behind it instead, or its text as plain text",
        )
    heading = page.title if page.headings else None
    return joined(heading, blocks).split("\n\n")


def plain_paragraphs(text: str, *, soft: bool = False) -> list[str]:
    """The paragraphs of a plain part: lines that a program has broken are joined.

    Args:
        text: with any line ends.
        soft: whether lines that go on end with a blank (RFC 3676, format=flowed).
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if "-- " in lines:
        lines = lines[: lines.index("-- ")]  # a signature
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    found = []
    for block in blocks:
        clean = [collapse(line) for line in block]
        clean = [line for line in clean if line and not FURNITURE.match(line)]
        if not clean or all(RULE.match(line) for line in clean):
            continue
        if soft:
            joined = ""
            for line in block:
                joined += line if line.endswith(" ") else line + "\n"
            found.append("\n".join(filter(None, map(collapse, joined.split("\n")))))
        elif len(clean) > 1 and min(map(len, clean[:-1])) >= BROKEN_AT:
            found.append(" ".join(clean))
        else:
            found.append("\n".join(clean))
    return found


RULE = re.compile(r"^[-=_*~#.·\s]{3,200}$")
BROKEN_AT = 45
"""Lines of at least so many characters, one under the other, were broken by a program."""


def _forwarded(pieces: list[str]) -> tuple[dict[str, str], list[str]] | None:
    """The fields of a message that was forwarded in the text, and the paragraphs after them."""
    lines = [line for piece in pieces for line in [*piece.split("\n"), ""]]
    mark = next((n for n, line in enumerate(lines[:60]) if FORWARDED.match(line)), None)
    if mark is None:
        return None
    fields: dict[str, str] = {}
    end = mark + 1
    for number in range(mark + 1, min(len(lines), mark + 20)):
        line = lines[number]
        match = FORWARDED_FIELD.match(line)
        if match:
            for name, group in (("from", 1), ("subject", 2), ("date", 3)):
                if match[group]:
                    fields.setdefault(name, match[4].strip(" *"))
            end = number + 1
        elif line:
            break
    if "from" not in fields:
        return None
    rest, block = [], []
    for line in [*lines[end:], ""]:
        if line:
            block.append(line)
        elif block:
            rest.append("\n".join(block))
            block = []
    return fields, rest

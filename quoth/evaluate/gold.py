"""Gold statements, whatever their file format, as one noun; and the JSON format.

Gold in JSON is one file an article, ``NAME.json`` with a list ``statements``,
each with ``content`` (a list of spans), ``cue`` (a span or null), ``source`` (a
span, a list of spans, or null), ``speaker`` (a name; several are joined with
"and"), ``speaker_kind``, ``speaker_role``, ``mode``, ``type``, ``chain`` (names,
nearest to the speaker first), ``addressee``, ``medium`` and ``said_on``. The
text that its spans index is ``NAME.txt`` beside it or in ``../pages``; for
another format (``../pages/NAME.html``) it is what `quoth read` prints for the
page. ``text_sha256`` in the gold, if there, must be that of this text.
``meta.json`` beside may give ``outlet``, ``url``, ``published`` and ``authors``
for each name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quoth.errors import InputError, Unreadable
from quoth.model import ACTOR_KINDS, MODES, TYPES, Article, SkippedInput, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """What a careful reader marked. Fields that a corpus does not annotate are None."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    """Usually one piece; PolNeAR has a few sources in two."""
    speaker: str | None = None
    speaker_kind: str | None = None
    speaker_role: str | None = None
    mode: str | None = None
    type: str | None = None
    chain: tuple[str, ...] = ()
    addressee: str | None = None
    medium: str | None = None
    said_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with its gold statements (one annotator's reading)."""

    article: Article
    statements: tuple[GoldStatement, ...]
    annotator: str | None = None


PAGE_SUFFIXES = (".txt", ".html", ".htm", ".txt.gz", ".html.gz", ".htm.gz")
"""Tried in this order: a text is what the gold indexes, a page must first be read."""

META = "meta.json"


def is_news_gold(path: str | Path) -> bool:
    """Whether a folder holds gold in JSON, or a file is one."""
    path = Path(path)
    if path.is_file():
        return path.suffix == ".json" and path.name != META and _has_statements(path)
    return any(_has_statements(file) for file in _gold_files(path))


def read_news_gold(path: str | Path) -> Iterator[GoldArticle]:
    """Yield the gold articles of a folder in order of name, or the one of a file.

    Args:
        path: a folder of ``NAME.json`` files, or one such file.

    Raises:
        InputError: there is no gold, a text is missing, or a gold file does not
            fit its text; the message names the file, the reason and what to try.
    """
    path = Path(path)
    if not path.exists():
        raise Unreadable(f"{path}: no such file or folder", advice="check the path")
    files = [path] if path.is_file() else [f for f in _gold_files(path) if _has_statements(f)]
    if not files:
        raise Unreadable(
            f"{path}: no gold in it (NAME.json with a list of statements)",
            advice="name the folder that holds the .json files",
        )
    meta_path = (path.parent if path.is_file() else path) / META
    meta = _load(meta_path) if meta_path.exists() else {}
    if not isinstance(meta, dict):
        raise Unreadable(f"{meta_path}: not an object", advice="one entry a name of a gold file")
    for file in files:
        yield _gold_article(file, meta.get(file.stem) or {})


def _gold_files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.glob("*.json")) if file.name != META]


def _has_statements(file: Path) -> bool:
    """Whether the file means to be gold. A broken one does, so that it is told of."""
    try:
        record = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return True
    return isinstance(record, dict) and "statements" in record


def _load(file: Path) -> object:
    try:
        return json.loads(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror}", advice="check its permissions") from None
    except ValueError as error:
        raise Unreadable(f"{file}: not JSON ({error})", advice="write it as UTF-8 JSON") from None


def _gold_article(file: Path, meta: dict) -> GoldArticle:
    record = _load(file)
    if not isinstance(record, dict) or not isinstance(record.get("statements"), list):
        raise Unreadable(
            f"{file}: no list of statements in it",
            advice='gold is an object with a list "statements"',
        )
    article = _article(file, meta)
    wanted = record.get("text_sha256")
    if wanted and wanted != article.text_sha256:
        raise Unreadable(
            f"{file}: its spans index another text than {article.path} now gives",
            advice="mark the page anew, or restore the page and the reader it was marked with",
        )
    statements = tuple(
        gold_statement(item, len(article.text), f"{file}: statement {number}")
        for number, item in enumerate(record["statements"], start=1)
    )
    return GoldArticle(article=article, statements=statements, annotator=record.get("annotator"))


def _article(file: Path, meta: dict) -> Article:
    page = find_page(file)
    fields = {key: meta.get(key) for key in ("outlet", "url", "title", "published", "language")}
    fields["authors"] = tuple(meta.get("authors") or ())
    if page.suffix == ".txt":
        try:
            text = page.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Unreadable(f"{page}: {error}", advice="save it as UTF-8") from None
        return Article.of(text, path=str(page), **fields)
    from quoth.read import read

    found = [item for item in read([page])]
    if len(found) != 1 or isinstance(found[0], SkippedInput):
        reason = found[0].reason if len(found) == 1 else f"{len(found)} articles in it"
        advice = found[0].advice if len(found) == 1 else "one page holds one article"
        raise InputError(f"{page}: {reason}", advice=advice)
    return found[0]


def find_page(file: Path) -> Path:
    """The text or page that a gold file reads.

    Raises:
        Unreadable: there is none.
    """
    folders = (file.parent, file.parent.parent / "pages")
    for folder in folders:
        for suffix in PAGE_SUFFIXES:
            page = folder / f"{file.stem}{suffix}"
            if page.exists():
                return page
    raise Unreadable(
        f"{file}: its text is missing: no {file.stem}.txt or .html beside it or in {folders[1]}",
        advice=f"put {file.stem}.txt beside {file.name}",
    )


def gold_statement(item: object, length: int, where: str) -> GoldStatement:
    """A statement of gold in JSON.

    Args:
        item: as the file has it.
        length: of the text.
        where: for error messages.

    Raises:
        Unreadable: it is none.
    """
    if not isinstance(item, dict):
        raise Unreadable(f"{where}: not an object", advice="see docs/evaluate.md for the format")
    content = _spans(item.get("content"), length, f"{where}: content")
    if not content:
        raise Unreadable(f"{where}: no content", advice="give at least one [start, end]")
    cue = _spans(item.get("cue"), length, f"{where}: cue")
    for key, allowed in (("mode", MODES), ("type", TYPES), ("speaker_kind", ACTOR_KINDS)):
        if item.get(key) is not None and item[key] not in allowed:
            raise Unreadable(
                f"{where}: {key} {item[key]!r} is not one", advice=f"one of {', '.join(allowed)}"
            )
    for key in ("speaker", "speaker_role", "addressee", "medium", "said_on"):
        if not isinstance(item.get(key), str | None):
            raise Unreadable(
                f"{where}: {key} is neither a string nor null",
                advice='join several with "and", or write null',
            )
    chain = item.get("chain") or []
    if not isinstance(chain, list):
        raise Unreadable(f"{where}: chain is no list", advice="a list of names")
    return GoldStatement(
        content=content,
        cue=(cue[0][0], cue[-1][1]) if cue else None,
        source=_spans(item.get("source"), length, f"{where}: source"),
        speaker=item.get("speaker"),
        speaker_kind=item.get("speaker_kind"),
        speaker_role=item.get("speaker_role"),
        mode=item.get("mode"),
        type=item.get("type"),
        chain=tuple(str(link["name"] if isinstance(link, dict) else link) for link in chain),
        addressee=item.get("addressee"),
        medium=item.get("medium"),
        said_on=item.get("said_on"),
    )


def _spans(value: object, length: int, where: str) -> tuple[Span, ...]:
    """Null, one span, or a list of spans, as a tuple in order."""
    if value is None:
        return ()
    spans = [value] if isinstance(value, list) and value and _is_int(value[0]) else value
    fits = isinstance(spans, list) and all(
        isinstance(span, list)
        and len(span) == 2
        and all(map(_is_int, span))
        and 0 <= span[0] < span[1] <= length
        for span in spans
    )
    if not fits:
        raise Unreadable(
            f"{where}: {value!r} is no span of a text of {length} code points",
            advice="spans are [start, end], in code points, half-open",
        )
    return tuple(sorted((start, end) for start, end in spans))


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

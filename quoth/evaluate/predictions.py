"""Predicted statements: read back from `quoth extract` output, or made here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import Unreadable, UsageError
from quoth.model import (
    Addressee,
    Article,
    Content,
    Link,
    Piece,
    SkippedInput,
    Speaker,
    Statement,
    pieces_text,
    statement_record,
)

if TYPE_CHECKING:
    from quoth.extract import Extractor


class Predictions:
    """Statements by article, from a file of `quoth extract --json` lines.

    An article's lines are found by its id, else by the name of its file without
    folder and suffixes ("page.html.gz" is "page").
    """

    def __init__(self, path: str | Path):
        """Read the file.

        Raises:
            Unreadable: the file is missing or holds another kind of line.
        """
        self.path = Path(path)
        self._by_id: dict[str, list[Statement]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        self._ids_by_name: dict[str, dict[str, str]] = defaultdict(dict)
        self._asked: set[str] = set()
        self._missing: list[str] = []
        try:
            lines = self.path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Unreadable(
                f"{path}: {error}", advice="give the output of `quoth extract PATH… --json`"
            ) from None
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self._add(line, f"{path}: line {number}")

    def _add(self, line: str, where: str) -> None:
        try:
            record = json.loads(line)
            statement = statement_of(record)
            name = record["article"].get("path") or ""
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unreadable(
                f"{where}: no statement as `quoth extract --json` prints it "
                f"({type(error).__name__}: {error})",
                advice="give the output of `quoth extract PATH… --json`, unchanged",
            ) from None
        self._by_id[statement.article_id].append(statement)
        self._texts[statement.id] = record["content"].get("text", "")
        self._ids_by_name[stem(name)][statement.article_id] = name

    def of(self, article: Article) -> tuple[Statement, ...]:
        """The statements predicted for an article; none if it has no line.

        Raises:
            UsageError: the lines found by file name index another text, or come
                from several files of that name.
        """
        found = article.id
        if found not in self._by_id:
            found = self._by_name(article)
        if found is None:
            if article.path not in self._missing:
                self._missing.append(article.path)
            return ()
        self._asked.add(found)
        statements = tuple(self._by_id[found])
        for statement in statements:
            text = self._texts[statement.id]
            ours = pieces_text(article.text, statement.content.spans)
            beyond = any(end > len(article.text) for _, end in statement.content.spans)
            if beyond or (text and text != ours):
                raise UsageError(
                    f"{self.path}: the statements of {article.path} index another text",
                    advice=f"extract from {article.path} itself, not from another form of it",
                )
        return statements

    def _by_name(self, article: Article) -> str | None:
        ids = self._ids_by_name.get(stem(article.path), {})
        if len(ids) > 1:
            same = [i for i, name in ids.items() if Path(name).name == Path(article.path).name]
            if len(same) != 1:
                raise UsageError(
                    f"{self.path}: several files could be {article.path}: "
                    + ", ".join(sorted(ids.values())),
                    advice="extract from the gold's own texts only",
                )
            return same[0]
        return next(iter(ids), None)

    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures must know: articles without lines, lines unused."""
        notes = []
        if self._missing:
            notes.append(
                f"{self.path} has no statement for {len(self._missing)} articles, which count "
                f"as articles without predictions: {', '.join(self._missing[:5])}"
                + (" …" if len(self._missing) > 5 else "")
            )
        unused = len(self._by_id.keys() - self._asked)
        if unused:
            notes.append(f"{self.path} has statements of {unused} other articles, passed over")
        return tuple(notes)


def stem(path: str) -> str:
    """The name of a file without folder and without ".gz", ".html", ".txt"."""
    name = Path(path).name
    for suffix in (".gz", ".html", ".htm", ".txt"):
        name = name.removesuffix(suffix)
    return name


def statement_of(record: dict) -> Statement:
    """A line of `quoth extract --json` as a statement.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is none.
    """

    def span(value: Sequence[int]) -> tuple[int, int]:
        start, end = value
        if not 0 <= int(start) <= int(end):
            raise ValueError(f"no span: {value!r}")
        return int(start), int(end)

    def piece(value: dict | None) -> Piece | None:
        return Piece(span=span(value["span"]), text=value.get("text", "")) if value else None

    addressee = record.get("addressee")
    return Statement(
        id=record["id"],
        article_id=record["article"]["id"],
        mode=record["mode"],
        type=record["type"],
        content=Content(
            spans=tuple(span(value) for value in record["content"]["spans"]),
            text=record["content"].get("text", ""),
        ),
        cue=piece(record.get("cue")),
        source=piece(record.get("source")),
        speakers=tuple(
            Speaker(id=s.get("id", ""), name=s["name"], kind=s["kind"], role=s.get("role"))
            for s in record.get("speakers") or ()
        ),
        chain=tuple(
            Link(name=link["name"], kind=link["kind"], span=span(link["span"]))
            for link in record.get("chain") or ()
        ),
        addressee=addressee and Addressee(name=addressee["name"], span=span(addressee["span"])),
        medium=record.get("medium"),
        said_on=record.get("said_on"),
        nested_in=record.get("nested_in"),
        confidence=float(record.get("confidence") or 0.0),
    )


def predict(
    articles: Iterable[Article],
    *,
    extractor: Extractor | None = None,
    model: str | PathLike[str] | None = None,
    fast: bool = False,
    workers: int = 1,
) -> tuple[dict[str, tuple[Statement, ...]], tuple[str, ...]]:
    """Extract and resolve articles the way `quoth extract` does.

    Args:
        articles: each id is done once.
        extractor: an `Extractor`; then the work is done in this process.
        model: a model folder; without it the one that is shipped.
        fast: read with half of the network's layers.
        workers: processes, each of which loads the model.

    Returns:
        Statements by article id, in order of appearance; and a note for each
        article that was skipped, which counts as one without predictions.

    Raises:
        ModelError: the model is missing or does not match its manifest.
    """
    from quoth.attribution import attribute, shipped_extractor

    unique = list({article.id: article for article in articles}.values())
    if extractor is not None:
        done = attribute(unique, load=lambda: extractor, workers=1)
    else:
        load = partial(shipped_extractor, None if model is None else str(model), fast=fast)
        done = attribute(unique, load=load, workers=workers if len(unique) > 1 else 1)
    predicted: dict[str, tuple[Statement, ...]] = {}
    notes = []
    for article, found in done:
        if isinstance(found, SkippedInput):
            notes.append(f"{article.path} was skipped and counts as missed: {found.reason}")
            found = ()
        predicted[article.id] = found
    return predicted, tuple(notes)


def keep_predictions(
    path: str | PathLike[str],
    articles: Iterable[Article],
    predicted: Mapping[str, tuple[Statement, ...]],
) -> None:
    """Write predictions as `quoth extract --json` prints them, to be read back or looked at.

    Raises:
        UsageError: the file cannot be written.
    """
    unique = {article.id: article for article in articles}
    try:
        # A lone surrogate in a text has no UTF-8; its escape in JSON can still name it.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            for article in unique.values():
                for statement in predicted[article.id]:
                    record = statement_record(statement, article)
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {error.strerror}",
            advice="name a file in a folder of yours",
        ) from None

"""Import: what people marked in other tools, as judgements of theirs.

    file ──an importer's read──> Documents of Marks ──take──> judgements, Taken

`IMPORTERS` is the table of contents. An importer reads a file and says which article each document
is and what was marked on it; `taking` holds that against the project. What is the same is left
alone, what was changed is a correction by that person, what was added is added; what cannot be
placed without doubt is refused with the reason, never put somewhere similar.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import InputError, NotAnArticle, UsageError
from quoth.export.marks import Mark
from quoth.model import Article, Span
from quoth.read.beside import NAME

if TYPE_CHECKING:
    from quoth.store import Project

MOST_BYTES = 200_000_000
"""Of one file."""

MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What a reader stumbles with over a file that is JSON, XML or text and of another shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A concept and a side that a coder gave a mark."""

    concept: str | None
    agreement: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A part of a statement as an annotation points to it; see `quoth.imports.placing`."""

    role: str
    """content, cue or source."""
    span: Span | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A mark with who made it and what was coded beside it."""

    mark: Mark
    by: str | None = None
    codings: tuple[tuple[str | None, Coding], ...] = ()
    """What was coded and by whom; None for whoever takes it in."""
    partial: frozenset[str] = frozenset()
    """Fields that the format cannot hold, so that their absence says nothing."""
    spanned: Mapping[str, Any] = field(default_factory=dict)
    """Speakers, chain and addressee with all that they have, where the format has it: each as
    `statement_record` has it, and as `Project.judge` takes it."""
    named: Mapping[str, Any] = field(default_factory=dict)
    """Names of chain and addressee, where the format has no more of them: a change is said."""
    fuller: Mapping[str, Any] = field(default_factory=dict)
    """The same of a statement that is new, where the file has it beside the names."""
    across: Mapping[str, Mapping[str, str]] | None = None
    """Kinds, and roles if known, of speakers by their names, where the format has named ones alone
    and calls them as across articles."""
    worded: str | None = None
    """What the file has as the whole content: its pieces must be these words in the article."""
    quoted: tuple[tuple[Span, str], ...] = ()
    """Spans with the words that the file has for them: the article must have them there, too."""
    targets: tuple[Target, ...] = ()
    """Where its spans are told by these, once the article is known; the mark has none yet."""
    article: str | None = None
    """The article that it names by its id, a hash of the text: its positions are of that text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was marked on one article."""

    name: str
    """Where it stands, for messages."""
    article: str | None = None
    """The id of its article, if the file says so."""
    url: str | None = None
    text: str | None = None
    """The whole text, in the article's own offsets; None if the file does not have it."""
    written: Callable[[str], str] = str
    """What the format makes of a text that it cannot hold whole, one character for one: texts are
    compared as it would write them."""
    shown: Callable[[str], str] = str
    """What the format makes of a name of an actor or a concept."""
    whole: Article | None = None
    """The article as the file has it, with what it knows of its outlet, address and date."""
    marks: tuple[Noted, ...] = ()
    refused: tuple[str, ...] = ()
    """What the importer could not read, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A form that marks come in."""

    name: str
    about: str
    endings: tuple[str, ...]

    def read(self, path: Path) -> Iterator[Document]:
        """The documents of a file or folder.

        Raises:
            InputError: it is not of this form.
        """
        return import_module(f"quoth.imports.{self.name.replace('-', '_')}").read(path)


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="jsonl", about="lines of `quoth extract`, corrected", endings=(".jsonl",)),
    Importer(name="webannotation", about="W3C Web Annotations", endings=(".jsonld",)),
    Importer(name="cas", about="UIMA CAS of INCEpTION, XMI or JSON", endings=(".xmi", ".json")),
    Importer(name="brat", about="brat standoff: .ann beside .txt", endings=(".ann",)),
    Importer(name="dna", about="a database of DNA 3, with its coders", endings=(".dna",)),
    Importer(name="names", about="a CSV of names and aliases", endings=(".csv",)),
)
"""Every importer there is, in the order of the documentation."""

BY_NAME = {one.name: one for one in IMPORTERS}


@dataclass(slots=True, kw_only=True)
class Taken:
    """What became of what came in."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("articles", "corrected", "added", "rejected", "coded", "known", "names"), 0
        )
    )
    refused: list[str] = field(default_factory=list)
    """In words, with where it stands and why."""


def take(
    project: Project,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    format: str | None = None,
    by: str | None = None,
    reject_missing: bool = False,
    articles: bool = False,
) -> Taken:
    """Take what people marked in other tools into a project, as their judgements.

    Args:
        project: opened to be written to.
        paths: files, or folders of files.
        format: a name in `IMPORTERS`; without it the ending of each file tells.
        by: whose judgements they are, where the file does not say; without it
            `quoth.judge.people.me()`.
        reject_missing: statements of an article that its document does not have are rejected.
        articles: an article that the project lacks is added from the file's text, where it has it.

    Raises:
        UsageError: no such format, or a file whose ending does not tell.
    """
    from quoth.imports.finding import Finder
    from quoth.imports.taking import Taking

    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    found = Taken()
    taking = Taking(
        project=project,
        finder=Finder(project),
        found=found,
        by=by,
        reject_missing=reject_missing,
        articles=articles,
    )
    # All endings are looked at before anything is taken.
    given = [
        (path, [(each, _importer(format, each)) for each in _files(path, format)])
        for path in map(Path, paths)
    ]
    for path, files in given:
        if not files:
            found.refused.append(
                f"{path}: no file in it has an ending of {format or 'a form that comes in'}; "
                "give the files themselves, with --format"
            )
        for each, one in files:
            try:
                if each.stat().st_size > MOST_BYTES:
                    raise NotAnArticle(
                        f"it is larger than {MOST_BYTES / 1e6:.0f} MB", advice="give it in parts"
                    )
                if one.name == "names":
                    found.counts["names"] += _names(project, each)
                else:
                    for document in one.read(each):
                        taking.take(document)
            except (InputError, UsageError) as error:
                said = str(error).removeprefix(f"{each} ").removeprefix(f"{each}, ")
                found.refused.append(
                    f"{each}: {said}" + (f"; {error.advice}" if error.advice else "")
                )
            except OSError as error:
                reason = error.strerror or type(error).__name__
                found.refused.append(f"{each}: it cannot be read: {reason}; check the path")
            except UnicodeDecodeError:
                found.refused.append(f"{each}: it is not UTF-8; save it again as UTF-8")
            except MALFORMED as error:
                kind = type(error).__name__
                found.refused.append(
                    f"{each}: it is not of the form {one.name} ({kind}: {error}); export it "
                    f"again, or say with --format what it is: {', '.join(BY_NAME)}"
                )
    return found


def _importer(format: str | None, path: Path) -> Importer:
    if format is not None:
        if format not in BY_NAME:
            raise UsageError(
                f"there is no format {format!r}", advice=f"one of {', '.join(BY_NAME)}"
            )
        return BY_NAME[format]
    fitting = [one for one in IMPORTERS if path.name.lower().endswith(one.endings)]
    if not fitting:
        raise UsageError(
            f"the ending of {path} does not tell the format",
            advice=f"give --format: {', '.join(BY_NAME)}",
        )
    return fitting[0]


def _files(path: Path, format: str | None) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    wanted = (BY_NAME[format],) if format in BY_NAME else IMPORTERS
    endings = tuple(ending for one in wanted for ending in one.endings)
    yield from sorted(
        each
        for each in path.iterdir()
        # What is said of the articles stands beside them; it holds no marks.
        if each.name.lower().endswith(endings) and each.name != NAME
    )


def _names(project: Project, path: Path) -> int:
    from quoth.actors.listed import read_list

    names = read_list(path, origin="names")
    project.set_names("names", names)
    project.join()
    return len(names)


__all__ = [
    "BY_NAME",
    "IMPORTERS",
    "Coding",
    "Document",
    "Importer",
    "Noted",
    "Taken",
    "Target",
    "take",
]

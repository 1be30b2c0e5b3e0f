"""Export: a project, or what was searched in it, in the formats of other tools.

    project ──Selection(filters of find)──> a format's write(selection, target) ──> files, Written

`FORMATS` is the table of contents. Each format is a module with a function `write`; it is imported
when it is used. What a format cannot hold is said in words, in `Written.lost`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import UsageError

if TYPE_CHECKING:
    from quoth.store import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form that a selection can be written in."""

    name: str
    about: str
    """For whom, in a few words."""
    ending: str
    """Of the file; a format of several files is a folder, or with `.zip` one packed file."""
    media_type: str
    folder: bool = False
    module: str = ""
    """Where it is written; by default the module of its name."""
    function: str = "write"
    networks: bool = False
    """Whether it is of networks, so that their options can be given."""
    groups: tuple[str, ...] = ()
    """What its statements may be put together by, the first if nobody says; none if it has no
    such choice."""

    def several(self, network: Mapping[str, Any] | None) -> bool:
        """Whether it is several files: a folder, or packed. So is GraphML with a window."""
        windows = self.name == "graphml" and (network or {}).get("window", "no") != "no"
        return self.folder or windows

    def write(self, selection: Any, target: Path, **options: Any) -> Written:
        """Write a selection to a file or folder that is not there yet."""
        module = import_module(f"quoth.export.{self.module or self.name.replace('-', '_')}")
        return getattr(module, self.function)(selection, target, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written."""

    rows: dict[str, int]
    """How many of what: `{"statement": 12}`."""
    lost: tuple[str, ...] = ()
    """What the format cannot hold, in words."""


FORMATS: tuple[Format, ...] = (
    Format(
        name="csv",
        about="tables for a spreadsheet, R or Stata, with a codebook",
        ending=".zip",
        media_type="application/zip",
        folder=True,
        module="tables_csv",
    ),
    Format(
        name="parquet",
        about="the same tables for DuckDB, pandas, Arrow, Spark",
        ending=".zip",
        media_type="application/zip",
        folder=True,
        module="tables_parquet",
    ),
    Format(
        name="jsonl",
        about="one JSON object a statement, as `quoth extract` prints it",
        ending=".jsonl",
        media_type="application/x-ndjson",
    ),
    Format(
        name="articles",
        about="one JSON object an article with its text, as `quoth read` prints it",
        ending=".articles.jsonl",
        media_type="application/x-ndjson",
    ),
    Format(
        name="html",
        about="a report to read, print and pass on: one file, without scripts",
        ending=".html",
        media_type="text/html",
        groups=("article", "speaker"),
    ),
    Format(
        name="dna",
        about="a database of the Discourse Network Analyzer 3, to go on coding there",
        ending=".dna",
        media_type="application/vnd.sqlite3",
    ),
    Format(
        name="graphml",
        about="who agrees with whom, for visone, yEd, igraph, networkx",
        ending=".graphml",
        media_type="application/xml",
        networks=True,
    ),
    Format(
        name="gexf",
        about="actors and concepts over time, for Gephi",
        ending=".gexf",
        media_type="application/xml",
        networks=True,
    ),
    Format(
        name="webannotation",
        about="W3C Web Annotations, with positions and quotations",
        ending=".jsonld",
        media_type="application/ld+json",
    ),
    Format(
        name="prov",
        about="PROV-O: through whom each statement came",
        ending=".prov.jsonld",
        media_type="application/ld+json",
    ),
    Format(
        name="schema-org",
        about="schema.org Quotation and Claim, without ratings",
        ending=".schema.jsonld",
        media_type="application/ld+json",
    ),
    Format(
        name="cas-xmi",
        about="UIMA CAS XMI with a type system, for INCEpTION",
        ending=".zip",
        media_type="application/zip",
        folder=True,
        module="cas",
        function="write_xmi",
    ),
    Format(
        name="cas-json",
        about="UIMA CAS JSON, for INCEpTION and cassis",
        ending=".zip",
        media_type="application/zip",
        folder=True,
        module="cas",
        function="write_json",
    ),
    Format(
        name="brat",
        about="brat standoff, a collection with its configuration",
        ending=".zip",
        media_type="application/zip",
        folder=True,
    ),
    Format(
        name="conll",
        about="tokens with IOB tags, a column for each level",
        ending=".conll",
        media_type="text/plain",
    ),
    Format(
        name="bib",
        about="the articles as BibTeX",
        ending=".bib",
        media_type="application/x-bibtex",
    ),
    Format(
        name="ris",
        about="the articles for Zotero, EndNote, Citavi",
        ending=".ris",
        media_type="application/x-research-info-systems",
    ),
)
"""Every format there is, in the order of the documentation."""

BY_NAME = {one.name: one for one in FORMATS}


def export(
    project: Project,
    target: str | os.PathLike[str],
    *,
    format: str | None = None,
    force: bool = False,
    group: str | None = None,
    network: Mapping[str, Any] | None = None,
    **filters: Any,
) -> Written:
    """Write what a project holds, or what `find` finds in it, in another tool's format.

    Args:
        project: to read from.
        target: the file to write. A format of several files makes a folder; where the name ends in
            `.zip`, one packed file.
        format: a name in `FORMATS`; without it the ending of the target tells.
        force: what is at the target is replaced.
        group: of html, what statements are put together by: article or speaker.
        network: of graphml and gexf, which network: mode, qualifier, normalisation, duplicates,
            isolates, window and size as in `quoth.network.Options`; actors as in
            `quoth.network.rows`. A window makes of graphml several files, one for each.
        **filters: those of `Project.find`: words, speaker, outlet, since, until, mode, type, limit.

    Raises:
        UsageError: no such format, group or network, or there is something at the target.
    """
    from quoth.export.selection import Selection

    target = Path(target)
    one = chosen(format, target)
    if group is not None and group not in one.groups:
        raise UsageError(
            f"{one.name} does not put statements together by {group!r}",
            advice=f"one of {', '.join(one.groups)}" if one.groups else "leave it out, or use html",
        )
    if network and not one.networks:
        raise UsageError(
            f"{one.name} is no format of networks",
            advice=f"one of {', '.join(each.name for each in FORMATS if each.networks)}",
        )
    if one.several(network) and not one.folder and target.suffix == one.ending:
        raise UsageError(
            "a network for each window is several files",
            advice="name a folder, or a target that ends in .zip",
        )
    options = ({"group": group} if group else {}) | ({"network": network} if network else {})
    if target.exists() and not force:
        raise UsageError(
            f"{target} is there already", advice="name another target, or replace it with --force"
        )
    selection = Selection(project, **filters)
    with _beside(target) as draft:
        if one.several(network) and target.suffix == ".zip":
            folder = draft.with_name(draft.name + ".d")
            try:
                written = one.write(selection, folder, **options)
                _pack(folder, draft)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        else:
            written = one.write(selection, draft, **options)
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(draft, target)
    return written


def chosen(name: str | None, target: Path | None = None) -> Format:
    """The format of a name, or the one that a target's ending tells.

    Raises:
        UsageError: there is none.
    """
    if name is not None:
        if name not in BY_NAME:
            raise UsageError(f"there is no format {name!r}", advice=f"one of: {', '.join(BY_NAME)}")
        return BY_NAME[name]
    named = target.name.lower() if target else ""
    fitting = [one for one in FORMATS if named.endswith(one.ending) and not one.folder]
    fitting.sort(key=lambda one: -len(one.ending))
    if not fitting:
        raise UsageError(
            f"the ending of {target} does not tell the format",
            advice=f"give --format: {', '.join(BY_NAME)}",
        )
    return fitting[0]


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A free name beside the target; whatever is left there is taken away afterwards."""
    if not target.absolute().parent.is_dir():
        raise UsageError(
            f"there is no folder {target.absolute().parent}", advice="make it, or name another"
        )
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.absolute().parent) as folder:
        yield Path(folder) / (target.name or "export")


def _pack(folder: Path, target: Path) -> None:
    """One zip of a folder's files. Names in order, no times: the same files give the same bytes."""
    import zipfile

    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            info.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, packed.open(info, "w") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)

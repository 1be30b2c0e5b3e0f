"""Read PolNeAR's brat standoff files (Newell, Margolin & Ruths, LREC 2018).

A folder holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``. ``T``
lines are spans (``a b;c d`` when discontinuous), ``E`` lines link them. A few
files hold stray lines that belong to neither form: they are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import Unreadable
from quoth.evaluate.gold import GoldArticle, GoldStatement
from quoth.model import Article, Span

_TEXT_BOUND = re.compile(r"(T\d+)\t([A-Za-z-]+) ([\d ;]+)\t")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


def read_polnear(folder: str | Path) -> Iterator[GoldArticle]:
    """Yield one GoldArticle for each annotation file, in order of name.

    An article with two annotators is yielded twice, with the same article id.

    Args:
        folder: a compartment such as ``polnear/dev``.

    Raises:
        Unreadable: the folder has no ``text`` and ``attributions``.
    """
    folder = Path(folder)
    texts = {p.stem: p for p in sorted((folder / "text").glob("*.txt"))}
    annotations = sorted((folder / "attributions").glob("*.ann"))
    if not texts or not annotations:
        raise Unreadable(
            f"{folder}: no PolNeAR compartment (text/*.txt and attributions/*.ann)",
            advice="name the folder that holds text/ and attributions/, such as polnear/dev",
        )
    for path in annotations:
        stem, annotator = path.stem, None
        if stem not in texts:
            stem, _, annotator = path.stem.rpartition("_")
        if stem not in texts:
            raise Unreadable(
                f"{path}: its text is missing from {folder / 'text'}",
                advice="restore the text, or remove the annotation file",
            )
        try:
            with texts[stem].open(encoding="utf-8", newline="") as file:
                text = file.read()
        except UnicodeDecodeError as error:
            raise Unreadable(f"{texts[stem]}: {error}", advice="save it as UTF-8") from None
        article = Article.of(text, path=texts[stem].name, outlet=stem.split("_", 1)[0])
        yield GoldArticle(
            article=article,
            statements=tuple(_statements(path, len(text))),
            annotator=annotator,
        )


def _statements(path: Path, length: int) -> Iterator[GoldStatement]:
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := _TEXT_BOUND.match(line):
            pieces = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
            spans[match[1]] = tuple(
                piece for piece in pieces if len(piece) == 2 and 0 <= piece[0] < piece[1] <= length
            )
        elif line.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for role, name in _ROLE.findall(line):
                roles[role].append(name)
            events.append(roles)
    for roles in events:
        content = _gather(roles["Content"], spans)
        if not content:
            continue
        cue = _gather(roles["Cue"], spans)
        yield GoldStatement(
            content=content,
            cue=(cue[0][0], cue[-1][1]) if cue else None,
            source=_gather(roles["Source"], spans),
        )


def _gather(names: list[str], spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(sorted(span for name in names for span in spans.get(name, ())))

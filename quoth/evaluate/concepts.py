"""How well statements follow what a coder coded, on a file of the Discourse Network Analyzer.

    python -m quoth.evaluate.concepts sample.dna

A part of the statements is shown with the coder's concepts, as judgements would show them; the
others are grouped with them. Of those: how many are given a coder's concept, how many of these
the right one, and how often the most frequent concept alone would be right. Averaged over several
drawings; nothing of the file is kept.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quoth.concepts.grouping import groups

CODED = """
    SELECT STATEMENTS.Start, STATEMENTS.Stop, DOCUMENTS.Text, ENTITIES.Value
    FROM STATEMENTS
    JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId
    JOIN DATASHORTTEXT ON DATASHORTTEXT.StatementId = STATEMENTS.ID
    JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId
    JOIN ENTITIES ON ENTITIES.ID = DATASHORTTEXT.Entity
    WHERE VARIABLES.Variable = 'concept' AND ENTITIES.Value != ''
    ORDER BY STATEMENTS.ID
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What became of statements that were not shown as coded; shares from 0 to 1."""

    shown: float
    """Share of the statements that were shown."""
    followed: float
    """Share of the others that were given a coder's concept."""
    right: float
    """Share of those that were given the right one."""
    most_frequent: float
    """Share that the most frequent concept of those shown would get right."""


def coded(path: Path) -> tuple[list[str], list[str]]:
    """The statements' texts and their concepts."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        rows = file.execute(CODED).fetchall()
    return [text[start:stop] for start, stop, text, _ in rows], [name for *_, name in rows]


def following(
    texts: Sequence[str], names: Sequence[str], *, shown: float, drawings: int = 20, seed: int = 1
) -> Following:
    """Hide concepts, group, and see which come back.

    Args:
        texts: contents.
        names: their concepts.
        shown: share whose concepts are shown.
        drawings: how often it is drawn which are.
        seed: of the drawings.
    """
    from quoth.match.sentences import Encoder

    points = Encoder.load().points(texts)
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    draw = random.Random(seed)
    hidden = followed = right = frequent = 0
    for _ in range(drawings):
        known = set(draw.sample(range(len(texts)), round(shown * len(texts))))
        seeds = [numbers[name] if row in known else None for row, name in enumerate(names)]
        most = Counter(names[row] for row in known).most_common(1)[0][0]
        for group in groups(points, seeds=seeds):
            given = next((names[row] for row in group.rows if row in known), None)
            for row in group.rows:
                if row not in known:
                    hidden += 1
                    followed += given is not None
                    right += given == names[row]
                    frequent += most == names[row]
    return Following(
        shown=shown,
        followed=followed / max(hidden, 1),
        right=right / max(followed, 1),
        most_frequent=frequent / max(hidden, 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a .dna file")
    args = parser.parse_args()
    texts, names = coded(args.file)
    print(f"{len(texts)} coded statements, {len(set(names))} concepts")
    for shown in (0.25, 0.5, 0.75):
        found = following(texts, names, shown=shown)
        print(
            f"{shown:.0%} shown: {found.followed:.1%} of the others follow, "
            f"{found.right:.1%} of them rightly; most frequent concept {found.most_frequent:.1%}"
        )


if __name__ == "__main__":
    main()

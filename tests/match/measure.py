"""How many of the pairs that a person has judged are joined rightly, in a project as it is now.

    quoth run news.quoth ../shared/data/news-2019-2020/articles.jsonl.gz
    python -m tests.match.measure news.quoth

    python -m tests.match.measure --articles judged.jsonl   # the articles of these pairs alone
    quoth run judged.quoth judged.jsonl
    python -m tests.match.measure judged.quoth

`statements.csv`: 400 pairs of quotations of eight words or more, of different outlets within four
days, eighty of each stratum of the longest common stretch ("0-2" to "12-" words).
`paraphrases.csv`: 550 pairs by one speaker within six days over the whole range of nearness; the
regression was fitted on the part "fit", the figure is of the part "test". Both name articles by
the ids of `../shared/data/news-2019-2020/articles.jsonl.gz` and statements by where their contents
begin and end; they hold no text.
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.actors.measure import ARTICLES, places

HERE = Path(__file__).parent

Place = tuple[str, int, int]
"""An article's id in the data, where a content begins and where it ends."""


def labels(name: str) -> list[dict[str, str]]:
    """The judged pairs of a file."""
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sides(pair: Mapping[str, str]) -> tuple[Place, Place]:
    """Where the two statements of a pair are."""
    return (
        (pair["article"], int(pair["start"]), int(pair["end"])),
        (pair["other_article"], int(pair["other_start"]), int(pair["other_end"])),
    )


def counted(
    pairs: Iterable[Mapping[str, str]], known: set[Place], claims: Mapping[Place, set[str]]
) -> Counter:
    """What became of judged pairs: (verdict, "joined", "apart" or "not seen") to number.

    Args:
        pairs: as `labels` gives them.
        known: the statements of the project.
        claims: statement to the claims that it is of.
    """
    found: Counter = Counter()
    for pair in pairs:
        one, other = sides(pair)
        if one not in known or other not in known:
            state = "not seen"
        else:
            state = "joined" if claims.get(one, set()) & claims.get(other, set()) else "apart"
        found[pair["verdict"], state] += 1
    return found


def scores(found: Counter) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent, of the pairs that were seen."""
    right, wrong = found["same", "joined"], found["different", "joined"]
    missed = found["same", "apart"]
    precision = 100 * right / max(right + wrong, 1)
    recall = 100 * right / max(right + missed, 1)
    return precision, recall, 200 * right / max(2 * right + wrong + missed, 1)


def copied(connection: sqlite3.Connection, pairs: Iterable[Mapping[str, str]]) -> Counter:
    """What became of judged pairs of articles, as `counted` tells it of statements.

    Two are joined if the text of one is from the other, or that of both from the same.
    """
    ids = places()
    known = {
        ids[url or "", title or ""]: id
        for id, url, title in connection.execute(
            "SELECT id, url, title FROM article WHERE superseded_by IS NULL"
        )
        if (url or "", title or "") in ids
    }
    sources: dict[str, set[str]] = defaultdict(set)
    for taker, source in connection.execute("SELECT article_id, of_article_id FROM copy"):
        sources[taker] |= {taker, source}
    found: Counter = Counter()
    for pair in pairs:
        one, other = known.get(pair["article"]), known.get(pair["other_article"])
        if one is None or other is None:
            state = "not seen"
        else:
            mine, theirs = sources.get(one, {one}), sources.get(other, {other})
            state = "joined" if mine & theirs else "apart"
        found[pair["verdict"], state] += 1
    return found


def main(project: str) -> int:
    """Print precision, recall and F1 on both files."""
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not there; QUOTH_SHARED names the folder it is in", file=sys.stderr)
        return 2
    ids = places()
    connection = sqlite3.connect(f"file:{project}?mode=ro", uri=True)
    place: dict[str, Place] = {}
    for id, url, title, start, end in connection.execute(
        "SELECT statement.id, article.url, article.title, MIN(span_start), MAX(span_end)"
        " FROM statement JOIN article ON article.id = statement.article_id"
        " JOIN content ON content.statement_id = statement.id"
        " WHERE article.superseded_by IS NULL GROUP BY statement.id"
    ):
        if (url or "", title or "") in ids:
            place[id] = (ids[url or "", title or ""], start, end)
    claims: dict[Place, set[str]] = defaultdict(set)
    for statement, claim in connection.execute("SELECT statement_id, claim_id FROM member"):
        if statement in place:
            claims[place[statement]].add(claim)
    known = set(place.values())
    judged = [("same statement", labels("statements"))]
    judged.append(
        ("paraphrase", [pair for pair in labels("paraphrases") if pair["part"] == "test"])
    )
    judged.append(("copied text", labels("copies")))
    for name, pairs in judged:
        if name == "copied text":
            found = copied(connection, pairs)
        else:
            found = counted(pairs, known, claims)
        precision, recall, f1 = scores(found)
        seen = sum(number for (_, state), number in found.items() if state != "not seen")
        print(
            f"{name}: P {precision:.1f} R {recall:.1f} F1 {f1:.1f} ({seen} of {len(pairs)} pairs)"
        )
    return 0


def write_articles(target: Path) -> int:
    """Write the articles of the judged pairs, as JSON Lines; how many."""
    judged = [*labels("statements"), *labels("copies")]
    judged += [pair for pair in labels("paraphrases") if pair["part"] == "test"]
    wanted = {pair[side] for pair in judged for side in ("article", "other_article")}
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines, open(target, "w") as out:
        found = [line for line in lines if json.loads(line)["id"] in wanted]
        out.writelines(found)
    return len(found)


if __name__ == "__main__":
    if sys.argv[1] == "--articles":
        print(f"{write_articles(Path(sys.argv[2]))} articles")
    else:
        sys.exit(main(sys.argv[1]))

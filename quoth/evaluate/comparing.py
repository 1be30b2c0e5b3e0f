"""Labels and conflicts against what careful readers marked.

    python -m quoth.evaluate.comparing examples
    python -m quoth.evaluate.comparing ../shared/data/news-dev --pages

Gold is the `labels` and `conflicts` of the files that `quoth evaluate` reads, and for a folder
with an `affair.json` the conflicts and updates between its pages. The shipped model extracts and
resolves first, so that its errors count.

A found **label** is a gold one's if their words (articles left out, possessives cut) have an
F-measure of at least 0.5 and it is the word of the same voice: the author's, or a speaker's with
the same name. One to one, the best pairs first. "label and whom" asks moreover that it is said of
the same actor: equal names, or one contained in the other.

A found **conflict** is a gold one's if each side meets a side of it: the voice has the same name
(an outlet in its own voice is the author), or both state the same figure, or their words share
two content stems (one, where the gold has no more); and at least one side's words or figure agree,
not only the names. Gold tells sides in a reader's words. One to one. Kinds are compared apart.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoth.compare.conflicts import ArticleView, found_among
from quoth.compare.figures import quantities
from quoth.compare.figures.stated import figures
from quoth.compare.labels import labels
from quoth.compare.words import content_stems
from quoth.errors import QuothError, Unreadable
from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.gold import GoldArticle
from quoth.evaluate.names import same_name
from quoth.evaluate.predictions import predict
from quoth.evaluate.report import Report, Row, columns, percent
from quoth.evaluate.spans import Tally
from quoth.model import CONFLICT_KINDS, Article, Conflict, Statement

AUTHOR = "AUTHOR"
_CLOCK = re.compile(r"\b([0-2]?[0-9])[.:]([0-5][0-9])\b")
_DIGITS = re.compile(r"(?<![\w.:])([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?![\w:]|\.[0-9])( million)?")
FIRST_PAGE = 20
"""Conflicts of which the precision of the first page is asked."""


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a conflict, gold or found: who, in which words, with which figures."""

    who: str
    text: str
    author: bool

    @property
    def stems(self) -> set[str]:
        """Content words of what is said."""
        return set(content_stems(self.text))

    @property
    def values(self) -> set[float]:
        """The figures in it."""
        told = {q.low for q in quantities(self.text)}
        for hour, minute in _CLOCK.findall(self.text):
            told.add(60.0 * int(hour) + int(minute))
        for digits, scale in _DIGITS.findall(self.text):
            value = float(digits.replace(",", "").replace(" ", ""))
            told |= {value, value * 1e6} if scale or value < 1000 else {value}
        return told


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict as it is scored."""

    kind: str
    a: Told
    b: Told


def meets(found: Told, gold: Told) -> tuple[bool, bool]:
    """Whether two sides are the same, and whether more than their names says so."""
    shared = len(found.stems & gold.stems)
    enough = shared >= 2 or (shared > 0 and gold.stems <= found.stems)
    words = enough or bool(found.values & gold.values)
    named = (found.author and gold.author) or same_name(found.who, gold.who)
    return words or named, words


def same_conflict(found: Disagreement, gold: Disagreement) -> bool:
    """Whether a found conflict is a gold one, whatever their kinds."""
    for one, other in ((gold.a, gold.b), (gold.b, gold.a)):
        (first, by_words), (second, by_others) = meets(found.a, one), meets(found.b, other)
        if first and second and (by_words or by_others):
            return True
    return False


def pair_up(found: Sequence[Disagreement], gold: Sequence[Disagreement]) -> list[tuple[int, int]]:
    """(found, gold) indexes of conflicts that are one, in the order of the found; one to one."""
    left = set(range(len(gold)))
    pairs = []
    for index, one in enumerate(found):
        fitting = [g for g in sorted(left) if same_conflict(one, gold[g])]
        fitting.sort(key=lambda g: gold[g].kind != one.kind)
        if fitting:
            left.discard(fitting[0])
            pairs.append((index, fitting[0]))
    return pairs


def disagreement(conflict: Conflict, articles: dict[str, Article]) -> Disagreement:
    """A found conflict with its words."""
    sides = []
    for side in (conflict.a, conflict.b):
        text = articles[side.article_id].text
        words = text[slice(*side.span)]
        sides.append(Told(side.who, words, side.statement_id is None))
    return Disagreement(conflict.kind, *sides)


def gold_conflicts(record: dict) -> list[Disagreement]:
    """The conflicts of one gold file."""

    def side(told: str) -> Told:
        who, _, words = told.partition(": ")
        return Told(who, words or told, who == AUTHOR)

    return [
        Disagreement(c["kind"], side(c["a"]), side(c["b"])) for c in record.get("conflicts", ())
    ]


def score_labels(
    article: Article, statements: Sequence[Statement], gold: Sequence[dict]
) -> tuple[Tally, Tally]:
    """Labels of one article, and labels with whom they are said of."""
    by_id = {statement.id: statement for statement in statements}
    found = []
    for label in labels(article, statements):
        statement = by_id.get(label.statement_id or "")
        by = " and ".join(s.name for s in statement.speakers) if statement else AUTHOR
        found.append((label.actor, _bare(label.text), by))
    wanted = [(g["who"], _bare(g["label"]), g["by"]) for g in gold]
    pairs = sorted(
        (
            (-_overlap(one[1], other[1]), i, j)
            for i, one in enumerate(found)
            for j, other in enumerate(wanted)
            if _overlap(one[1], other[1]) >= 0.5
            and (
                one[2] == other[2]
                or (AUTHOR not in (one[2], other[2]) and same_name(one[2], other[2]))
            )
        ),
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    right = whom = 0
    for _, i, j in pairs:
        if i in used_found or j in used_gold:
            continue
        used_found.add(i)
        used_gold.add(j)
        right += 1
        whom += same_name(found[i][0], wanted[j][0])
    return Tally(right, len(found), len(wanted)), Tally(whom, len(found), len(wanted))


def _same_voice(one: str, other: str) -> bool:
    return one == other or (AUTHOR not in (one, other) and same_name(one, other))


def _bare(text: str) -> Counter[str]:
    words = [w.strip("“”\"'‘’.,()").lower() for w in text.split()]
    cut = [w.removesuffix("'s").removesuffix("’s") for w in words]
    return Counter(w for w in cut if w and w not in ("a", "an", "the"))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def view(article: Article, statements: Sequence[Statement]) -> ArticleView:
    """An article as the search for conflicts reads it."""
    return ArticleView(
        article=article, statements=tuple(statements), figures=figures(article, statements)
    )


def _record(gold: GoldArticle, folder: Path) -> dict:
    stem = Path(gold.article.path).name
    for suffix in (".html.gz", ".html", ".txt"):
        stem = stem.removesuffix(suffix)
    for place in (folder / "gold", folder):
        file = place / f"{stem}.json"
        if file.exists():
            return json.loads(file.read_text(encoding="utf-8"))
    raise Unreadable(f"{folder}: no gold for {stem}", advice="name the folder that holds the gold")


def measure(folder: str | Path, *, workers: int = 1) -> Report:
    """Labels and conflicts of a folder of gold: together, by kind and by page.

    Raises:
        InputError: the folder holds no gold.
    """
    folder = Path(folder)
    dataset = read_dataset(folder)
    predicted, notes = predict([g.article for g in dataset.articles], workers=workers)
    rows: list[Row] = []
    all_labels, all_whom, conflicts = Tally(), Tally(), Tally()
    kinds = {kind: Tally() for kind in CONFLICT_KINDS}
    articles = {g.article.id: g.article for g in dataset.articles}
    for gold in dataset.articles:
        article, statements = gold.article, predicted[gold.article.id]
        record = _record(gold, folder)
        if article.language not in (None, "en"):
            continue
        named, whom = score_labels(article, statements, record.get("labels", ()))
        wanted = gold_conflicts(record)
        found = [disagreement(c, articles) for c in found_among([view(article, statements)])]
        pairs = pair_up(found, wanted)
        page = Tally(len(pairs), len(found), len(wanted))
        for kind in CONFLICT_KINDS:
            kinds[kind] += Tally(
                sum(wanted[g].kind == kind for _, g in pairs),
                sum(f.kind == kind for f in found),
                sum(w.kind == kind for w in wanted),
            )
        all_labels, all_whom, conflicts = all_labels + named, all_whom + whom, conflicts + page
        name = Path(article.path).name.split(".")[0]
        rows.append(_row(dataset.name, f"labels, {name}", named, detail=True))
        rows.append(_row(dataset.name, f"conflicts, {name}", page, detail=True))
    head = [
        _row(dataset.name, "labels", all_labels),
        _row(dataset.name, "label and whom", all_whom),
        _row(dataset.name, "conflicts within articles", conflicts),
        *(_row(dataset.name, f"conflicts within, {k}", t, detail=True) for k, t in kinds.items()),
    ]
    if (folder / "affair.json").exists():
        head += list(_between(dataset.name, folder / "affair.json", workers=workers))
    return Report(rows=(*head, *rows), notes=notes)


def _between(name: str, file: Path, *, workers: int) -> Iterator[Row]:
    """Conflicts between the pages of an affair, the first page, and updates told as conflicts.

    As a project has them: the actors are joined across articles, and copies known.
    """
    from quoth.running import run
    from quoth.store import Project

    record = json.loads(file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "affair.quoth"
        run(path, [str(file.parent / "pages")], workers=workers)
        with Project.open(path) as project:
            conflicts = [info.conflict for info in project.conflicts()]
            articles = {article.id: article for article in project.articles()}
            by_page = {
                Path(article.path).name.split(".")[0]: project.article(id)[1]
                for id, article in articles.items()
                if article.language in (None, "en")
            }
    within = [
        g
        for page in by_page
        for g in gold_conflicts(json.loads((file.parent / "gold" / f"{page}.json").read_text()))
    ]

    def side(told: dict) -> Told:
        speakers = {
            s.name
            for statement in by_page[told["page"]]
            for s in statement.speakers
            if any(a < told["span"][1] and told["span"][0] < b for a, b in statement.content.spans)
        }
        return Told(" and ".join(sorted(speakers)) or AUTHOR, told["text"], not speakers)

    between = [
        Disagreement(c["kind"], side(c["a"]), side(c["b"]))
        for c in record["conflicts"]
        if c["a"]["page"] in by_page and c["b"]["page"] in by_page
    ]
    found = [disagreement(c, articles) for c in conflicts]
    known = [*between, *within]
    right = sum(any(same_conflict(f, g) for g in known) for f in found[:FIRST_PAGE])
    hits = sum(any(same_conflict(f, g) for f in found) for g in between)
    inside = sum(any(same_conflict(f, g) for f in found) for g in within)
    updates = [
        Disagreement("figure", side(u["a"]), side(u["b"]))
        for u in record["updates"]
        if u["a"]["page"] in by_page and u["b"]["page"] in by_page
    ]
    told = sum(
        f.kind == "figure" and f.a.values | f.b.values == u.a.values | u.b.values
        for f in found
        for u in updates
    )
    first = min(FIRST_PAGE, len(found))
    yield _share(name, "conflicts between pages found", hits, len(between))
    yield _share(name, "conflicts of single pages found", inside, len(within))
    yield _share(name, f"first {FIRST_PAGE} conflicts right", right, first)
    yield _share(name, "updates not told as conflicts", len(updates) - told, len(updates))


def _share(dataset: str, metric: str, right: int, of: int) -> Row:
    return Row(dataset=dataset, metric=metric, value=100 * right / of if of else None, count=of)


def _row(dataset: str, metric: str, tally: Tally, *, detail: bool = False) -> Row:
    def share(value: float | None) -> float | None:
        return None if value is None else 100 * value

    return Row(
        dataset=dataset,
        metric=metric,
        value=share(tally.f1),
        precision=share(tally.precision),
        recall=share(tally.recall),
        count=tally.gold,
        detail=detail,
    )


def main(argv: Sequence[str]) -> int:
    """Print the figures of folders of gold; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m quoth.evaluate.comparing")
    parser.add_argument("folders", nargs="+", help="folders of gold")
    parser.add_argument("--pages", action="store_true", help="also by kind and by page")
    options = parser.parse_args(argv)
    lines = []
    try:
        for folder in options.folders:
            for row in measure(folder).rows:
                if options.pages or not row.detail:
                    shares = map(percent, (row.value, row.precision, row.recall))
                    lines.append((row.dataset, row.metric, *shares, f"{row.count}"))
    except QuothError as error:
        print(error.reason, file=sys.stderr)
        return 2
    print("\n".join(columns(("data", "metric", "F1 or %", "precision", "recall", "gold"), lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measure a model from several sides and write the tables of docs/methods.md.

    python -m training.methods --shared ../shared --model quoth/weights/minilm-polnear \\
        --docs docs

By mode, type, outlet and length of the content, on PolNeAR dev (overlap of all three
roles) and on the pages with nested statements (contents with an F-measure of 0.5), and a
plot of what the confidence says against what was right. Each table stands between two
comments in docs/methods.md; the rest of the page is written by people.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from quoth.evaluate.calibration import Bin, bins, expected_error
from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.gold import GoldArticle
from quoth.evaluate.predictions import predict
from quoth.evaluate.spans import Letters, Marked, mark, overlapping
from quoth.evaluate.statements import match, score_confidence
from quoth.extract.mode import mode_of
from quoth.extract.quotes import quote_states
from quoth.extract.type import type_of
from quoth.model import pieces_text

LENGTHS = ((3, "1 to 3 words"), (10, "4 to 10"), (25, "11 to 25"), (50, "26 to 50"))
LONGER = "more than 50"


def length_of(text: str) -> str:
    """The name of a length's class."""
    words = len(text.split())
    return next((name for most, name in LENGTHS if words <= most), LONGER)


class Sides:
    """Found, predicted and gold statements, counted from each side.

    A predicted statement belongs to a group by its own value and a gold one by its own:
    precision is asked of the predicted, recall of the gold.
    """

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(self, groups: Iterable[tuple[str, str]], *, gold: bool, found: bool) -> None:
        for group in groups:
            self.counts[group][2 * gold] += 1
            self.counts[group][2 * gold + 1] += found

    def table(self, side: str) -> list[str]:
        lines = [f"| {side} | precision | recall | predicted | gold |", "|---|---|---|---|---|"]
        groups = [name for kind, name in self.counts if kind == side]
        order = [name for _, name in LENGTHS] + [LONGER]
        groups.sort(key=lambda n: (order.index(n) if n in order else 0, -self.counts[side, n][2]))
        for name in groups:
            predicted, right, gold, found = self.counts[side, name]
            if predicted + gold >= 10:
                lines.append(
                    f"| {name} | {_share(right, predicted)} | {_share(found, gold)} "
                    f"| {predicted} | {gold} |"
                )
        return lines


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


Pairing = Callable[[list[Marked], list[Marked]], list[tuple[int, int]]]


def measure(
    articles: Iterable[GoldArticle], predicted: dict, pair: Pairing, *, nested: bool
) -> tuple[Sides, list[tuple[float, bool]]]:
    """Counts from each side, and confidence beside rightness."""
    sides, confidences = Sides(), []
    for gold in articles:
        text = gold.article.text
        letters, states = Letters(text), quote_states(text)
        ours = [s for s in predicted[gold.article.id] if nested or s.nested_in is None]
        our_marks = [mark(s, letters) for s in ours]
        gold_marks = [mark(s, letters) for s in gold.statements]
        pairs = pair(our_marks, gold_marks)
        right, found = {i for i, _ in pairs}, {j for _, j in pairs}
        outlet = gold.article.outlet or "?"
        for i, one in enumerate(ours):
            groups = [
                ("mode", one.mode),
                ("type", one.type),
                ("outlet", outlet),
                ("length", length_of(one.content.text)),
            ]
            sides.add(groups, gold=False, found=i in right)
        for j, one in enumerate(gold.statements):
            words = pieces_text(text, one.content)
            mode = one.mode or mode_of(text, one.content, states)
            cue = text[slice(*one.cue)] if one.cue else None
            groups = [
                ("mode", mode),
                ("type", one.type or type_of(cue, words, mode=mode)),
                ("outlet", outlet),
                ("length", length_of(words)),
            ]
            sides.add(groups, gold=True, found=j in found)
        confidences += score_confidence(ours, our_marks, gold_marks)
    return sides, confidences


def plot(named: dict[str, tuple[Bin, ...]]) -> str:
    """Confidence against the share of right ones, as SVG; the area of a dot is its statements."""
    size, edge = 320, 44
    whole = size + 2 * edge

    def x(value: float) -> float:
        return round(edge + value * size, 1)

    def y(value: float) -> float:
        return round(edge + (1 - value) * size, 1)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'width="{whole}" height="{whole}" font-family="sans-serif" font-size="12">',
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="#333"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        out += [
            f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick}</text>',
            f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>',
        ]
    out += [
        f'<text x="{x(0.5)}" y="{whole - 8}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(12 {y(0.5)}) rotate(-90)" text-anchor="middle">right</text>',
    ]
    for number, (name, found) in enumerate(named.items()):
        colour = ("#1b6ca8", "#c8553d", "#4f772d")[number % 3]
        total = sum(b.count for b in found)
        filled = [b for b in found if b.count]
        line = " ".join(f"{x(b.confidence)},{y(b.right)}" for b in filled)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        out += [
            f'<circle cx="{x(b.confidence)}" cy="{y(b.right)}" '
            f'r="{round(2 + 14 * (b.count / total) ** 0.5, 1)}" fill="{colour}" '
            'fill-opacity="0.6"/>'
            for b in filled
        ]
        out.append(f'<text x="{x(0.05)}" y="{y(0.95) + 16 * number}" fill="{colour}">{name}</text>')
    return "\n".join([*out, "</svg>", ""])


def between(page: str, name: str, lines: list[str]) -> str:
    """The page with other lines between the two comments of a name."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = page.partition(begin)
    if not found:
        raise SystemExit(f"docs/methods.md has no {begin}")
    return f"{before}{begin}\n" + "\n".join(lines) + f"\n{end}{rest.partition(end)[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    root = args.docs.resolve().parent
    sets = {
        "polnear-dev": (args.shared / "data/polnear/dev", overlapping, False),
        "news-dev": (args.shared / "data/news-dev", match, True),
        "examples": (root / "examples", match, True),
    }
    page = (args.docs / "methods.md").read_text(encoding="utf-8")
    plotted, errors = {}, {}
    for name, (path, pair, nested) in sets.items():
        articles = read_dataset(path).articles
        predicted, _ = predict(
            [g.article for g in articles], model=args.model, workers=args.workers
        )
        sides, confidences = measure(articles, predicted, pair, nested=nested)
        for side in ("mode", "type", "outlet", "length"):
            if f"<!-- {name} {side} -->" in page:
                page = between(page, f"{name} {side}", sides.table(side))
        plotted[name] = bins(confidences)
        errors[name] = round(100 * (expected_error(confidences) or 0.0), 1)
    (args.docs / "methods.md").write_text(page, encoding="utf-8")
    (args.docs / "calibration.svg").write_text(plot(plotted), encoding="utf-8")
    print(json.dumps({"calibration error": errors}))


if __name__ == "__main__":
    main()

"""Learn the weights of `quoth/resolve/ranking.py`.

    python -m training.ranking --shared ../shared

Examples are the sources "he", "she", "his", "her" that are labelled in `training/antecedents.csv`
(read by one person in articles of news-2019-2020), in the looked-at half of
`tests/resolve/antecedents.csv`, and in the gold of `examples` and of five articles of news-dev
(two were never looked at). Each becomes the features of its
candidates; the weights are those of a conditional log-linear model with an L2 penalty, found by
gradient descent from zero: no chance is involved. The speakers of earlier statements are features,
so resolving and learning alternate (`--rounds`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from quoth.evaluate.antecedents import Label, load, read_labels
from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.names import same_name
from quoth.evaluate.resolving import from_gold
from quoth.model import Article, Statement
from quoth.resolve import ranking, resolve

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "quoth/resolve/weights.json"
UNSEEN = ("theintercept-2023", "inews-2025")
PENALTY = 2.0
STEPS = 1500
RATE = 0.02

Example = tuple[list[dict[str, float]], list[bool]]
"""The features of each candidate, and which of them are right."""


def recorded(article: Article, statements: Sequence[Statement]) -> dict[int, list]:
    """The candidates of each pronoun that is resolved, by the offset of its source."""
    found: dict[int, list] = {}
    real = ranking.People.candidates

    def candidates(self, **options):
        made = real(self, **options)
        found[self.scene.offset] = made
        return made

    with patch.object(ranking.People, "candidates", candidates):
        resolve(article, statements)
    return found


def labelled(labels: Sequence[Label], articles: dict) -> Iterator[Example]:
    """Examples from labels by offset."""
    for key, (article, statements) in articles.items():
        found = recorded(article, statements)
        for label in labels:
            if (label.corpus, label.article) == key and label.span[0] in found:
                names = [article.text[a:b] for a, b in label.antecedents]
                yield _example(found[label.span[0]], names)


def gold(folder: Path) -> Iterator[Example]:
    """Examples from gold statements with speakers, but for the articles kept unseen."""
    for one in read_dataset(folder).articles:
        if Path(one.article.path).stem in UNSEEN:
            continue
        statements = from_gold(one)
        found = recorded(one.article, statements)
        seen = set()
        for statement, wanted in zip(statements, one.statements, strict=True):
            if statement.source is None or wanted.speaker is None:
                continue
            at = statement.source.span[0]
            if at in found and at not in seen:
                seen.add(at)
                yield _example(found[at], [wanted.speaker])


def _example(candidates: list, names: Sequence[str]) -> Example:
    right = [any(same_name(c.actor.name, name) for name in names) for c in candidates]
    return [c.features for c in candidates], right


def fit(examples: Sequence[Example], *, penalty: float = PENALTY) -> dict[str, float]:
    """The weights that make the right candidates most probable."""
    used = [(f, r) for f, r in examples if any(r) and not all(r)]
    names = sorted({name for features, _ in used for f in features for name in f})
    place = {name: i for i, name in enumerate(names)}
    rows = [(f, r) for features, right in used for f, r in zip(features, right, strict=True)]
    matrix = np.zeros((len(rows), len(names)))
    for row, (features, _) in enumerate(rows):
        for name, value in features.items():
            matrix[row, place[name]] = value
    right = np.array([r for _, r in rows], dtype=float)
    sizes = np.array([len(r) for _, r in used])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weights = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        p = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        q = p * right
        p /= np.repeat(np.add.reduceat(p, starts), sizes)
        q /= np.repeat(np.add.reduceat(q, starts), sizes)
        gradient = penalty * weights + matrix.T @ (p - q)
        # Adam (Kingma & Ba, 2015): the penalty makes the end one point.
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def accuracy(weights: dict[str, float], examples: Sequence[Example]) -> tuple[int, int, int]:
    """Right first candidates, examples whose right one is a candidate, all examples."""
    right = reachable = 0
    for features, rights in examples:
        reachable += any(rights)
        if features:
            scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in features]
            right += rights[int(np.argmax(scores))]
    return right, reachable, len(examples)


def crossed(examples: Sequence[Example], *, penalty: float, folds: int = 8) -> float:
    """Accuracy on examples left out of the fit in turn, in percent of all."""
    right = 0
    for fold in range(folds):
        rest = [e for i, e in enumerate(examples) if i % folds != fold]
        own = [e for i, e in enumerate(examples) if i % folds == fold]
        right += accuracy(fit(rest, penalty=penalty), own)[0]
    return 100 * right / max(1, len(examples))


def main() -> None:
    """Learn, print what is right, write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.ranking")
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--cross", action="store_true", help="only print accuracy by penalty")
    options = parser.parse_args()
    labels = [
        *read_labels(HERE / "antecedents.csv"),
        *(x for x in read_labels(HERE.parent / "tests/resolve/antecedents.csv") if not x.left_out),
    ]
    articles = load(labels, Path(options.shared))
    for _ in range(options.rounds):
        examples = [
            *labelled(labels, articles),
            *gold(HERE.parent / "examples"),
            *gold(Path(options.shared) / "data/news-dev"),
        ]
        if options.cross:
            for penalty in (0.1, 0.3, 0.6, 1.0, 2.0, 4.0):
                print(penalty, round(crossed(examples, penalty=penalty), 1))
            return
        table = fit(examples)
        print("right, reachable, all:", *accuracy(table, examples))
        WEIGHTS.write_text(json.dumps({"person pronoun": table}, indent=1) + "\n", encoding="utf-8")
        ranking.weights.cache_clear()


if __name__ == "__main__":
    main()

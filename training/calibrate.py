"""Fit what the network cannot learn from its own training articles.

    python -m training.calibrate --data ../shared/data/polnear/dev --news examples \\
        --model quoth/weights/minilm-polnear

For each reading of the model (full and fast):

The bonus of each role on the outer level: a constant added wherever a span of the role
begins, which trades precision for recall; the values with the best sum of the five F1 on
PolNeAR dev (source, cue, content, strict, overlap) and the F1 of statements on `--news`.

The bonus of a content on the inner level, with the best F1 of statements on gold that
has nested ones (`--news`).

The confidence of a statement: logistic regression on `quoth.extract.confidence.EVIDENCE`,
target "its source, cue and content each overlap a gold statement's" (the overlap metric).
It is fitted on both, the general news with a third of the weight, so that it speaks of more
than PolNeAR.

All are written into the model's config.json, and the manifest is brought up to date.
PolNeAR dev is the development set, so figures on it are a little flattered by the bonuses
(three numbers fitted on 84 articles); the held-out sets are what counts.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from quoth.evaluate.datasets import read_dataset
from quoth.evaluate.gold import GoldArticle
from quoth.evaluate.polnear import read_polnear
from quoth.evaluate.spans import Letters, Tally, exact, mark, overlap, overlapping, strict
from quoth.evaluate.statements import match
from quoth.extract import Extractor
from quoth.extract.confidence import EVIDENCE
from quoth.extract.decode import ROLES, TAGS, Chain, decode_spans
from quoth.extract.encode import encode
from quoth.extract.place import Found, place_joined
from quoth.extract.tagger import FAST, FULL
from quoth.model import Statement
from training.manifest import write_manifest

GENERAL = 0.35
"""Share of the weight that general news has in fitting the confidence."""


def fit_logistic(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, *, ridge: float = 1e-2
) -> tuple[float, np.ndarray]:
    """Logistic regression by Newton's method.

    Args:
        x: float (n, k).
        y: bool (n,).
        weight: float (n,), how much each row counts.
        ridge: penalty on the weights (not the bias), times n.

    Returns:
        Bias and weights (k,).
    """
    design = np.column_stack([np.ones(len(x)), x])
    weights = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], ridge * len(x) / 100)
    penalty[0] = 1e-9
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (weight * (p - y)) + penalty * weights
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), weights[1:]


def statements_of(extractor: Extractor, article, encoding, scores, chain):
    """Outer findings of an article from its scores, as (found, statement) pairs."""
    spans = decode_spans(scores.tags, encoding.paragraphs, chain)
    placed = [
        place_joined(article.text, encoding, one, states=encoding.states)
        for one in extractor.join(scores, spans, encoding)
    ]
    return [(f, extractor.statement(article, f, None)) for f in placed if f]


def measure(extractor: Extractor, scored, chain) -> dict[str, Tally]:
    """The five tallies of METRICS on scored articles with a given chain."""
    tallies = dict.fromkeys(("source", "cue", "content", "strict", "overlap"), Tally())
    for gold, encoding, scores in scored:
        letters = Letters(gold.article.text)
        pairs = statements_of(extractor, gold.article, encoding, scores, chain)
        ours = [mark(statement, letters) for _, statement in pairs]
        theirs = [mark(statement, letters) for statement in gold.statements]
        for role in ("source", "cue", "content"):
            tallies[role] += exact(ours, theirs, role)
        tallies["strict"] += strict(ours, theirs)
        tallies["overlap"] += overlap(ours, theirs)
    return tallies


def eased(chain: Chain, bonus: dict[str, float]) -> Chain:
    """A chain in which spans of a role begin more easily, by a bonus on its B- tag."""
    transitions, start = chain.transitions.copy(), chain.start.copy()
    for role, value in bonus.items():
        tag = TAGS.index(f"B-{role}")
        transitions[:, tag] += value
        start[tag] += value
    return Chain(transitions, start)


def statements_f1(extractor: Extractor, gold: list[GoldArticle]) -> float:
    """F1 of statements by their contents, nested ones included."""
    total = Tally()
    for one in gold:
        letters = Letters(one.article.text)
        ours = [mark(s, letters) for s in extractor.predict([one.article])[0]]
        theirs = [mark(s, letters) for s in one.statements]
        total += Tally(len(match(ours, theirs)), len(ours), len(theirs))
    return total.f1 or 0.0


def search(extractor: Extractor, scored, general: list[GoldArticle]) -> dict[str, float]:
    """The best bonuses, one role after the other, twice.

    Each of PolNeAR's five F1 counts as much as that of statements on general news.
    """
    bonus = dict.fromkeys(ROLES, 0.0)
    seen: dict[tuple[float, ...], float] = {}

    def value(tried: dict[str, float]) -> float:
        key = tuple(tried.values())
        if key not in seen:
            chain = eased(extractor.tagger.levels[0].chain, tried)
            f1 = {n: 100 * tally.f1 for n, tally in measure(extractor, scored, chain).items()}
            seen[key] = sum(f1.values())
            if general:
                f1["general"] = 100 * statements_f1(with_chain(extractor, 0, chain), general)
                seen[key] += f1["general"]
            print(tried, "  ".join(f"{n} {v:.1f}" for n, v in f1.items()), flush=True)
        return seen[key]

    for _ in range(2):
        for role in ("cue", "source", "content"):
            steps = (-0.5, 0.0, 0.5, 1.0)
            bonus = max(({**bonus, role: step} for step in steps), key=value)
    return bonus


def with_chain(extractor: Extractor, level: int, chain: Chain) -> Extractor:
    """The same extractor with another chain on a level."""
    levels = list(extractor.tagger.levels)
    levels[level] = replace(levels[level], chain=chain)
    return replace(extractor, tagger=replace(extractor.tagger, levels=tuple(levels)))


class Watched(Extractor):
    """An extractor that keeps the evidence of every statement it makes."""

    seen: list[tuple[Found, Statement]]

    def statement(self, article, found, parent):
        made = Extractor.statement(self, article, found, parent)
        self.seen.append((found, made))
        return made


def watched(extractor: Extractor, article) -> tuple[list[Statement], list[np.ndarray]]:
    """All statements of an article, and the evidence of each."""
    watcher = Watched(extractor.tagger)
    object.__setattr__(watcher, "seen", [])
    statements = watcher.predict([article])[0]
    evidence = {s.id: f.evidence for f, s in reversed(watcher.seen)}
    return list(statements), [evidence[s.id] for s in statements]


def search_inner(extractor: Extractor, gold: list[GoldArticle]) -> float:
    """The bonus of a nested content with the best F1 of statements; the smallest of equals."""

    def f1(bonus: float) -> float:
        chain = eased(extractor.tagger.levels[1].chain, {"content": bonus})
        found = statements_f1(with_chain(extractor, 1, chain), gold)
        print("inner", bonus, f"{100 * found:.1f}", flush=True)
        return found

    return max((-1.0, -0.5, 0.0, 0.5), key=f1)


def calibrate(
    extractor: Extractor, dev: list[GoldArticle], general: list[GoldArticle]
) -> tuple[list[Chain], dict]:
    """Chains of both levels and the confidence, for one reading of a model."""
    scored = []
    for gold in dev:
        encoding = encode(gold.article.text, extractor.tagger.tokenizer)
        scored.append((gold, encoding, extractor.tagger.scores(gold.article.text, encoding)[0]))
    outer = eased(extractor.tagger.levels[0].chain, search(extractor, scored, general))
    extractor = with_chain(extractor, 0, outer)
    chains = [outer]
    if len(extractor.tagger.levels) > 1:
        bonus = {"content": search_inner(extractor, general)}
        chains.append(eased(extractor.tagger.levels[1].chain, bonus))
        extractor = with_chain(extractor, 1, chains[1])
    x, y, sizes = [], [], []
    for gold, encoding, scores in scored:
        letters = Letters(gold.article.text)
        pairs = statements_of(extractor, gold.article, encoding, scores, outer)
        right = overlapping(
            [mark(s, letters) for _, s in pairs], [mark(s, letters) for s in gold.statements]
        )
        good = {ours for ours, _ in right}
        x += [f.evidence for f, _ in pairs]
        y += [n in good for n in range(len(pairs))]
    sizes.append(len(y))
    for gold in general:
        letters = Letters(gold.article.text)
        statements, evidence = watched(extractor, gold.article)
        right = overlapping(
            [mark(s, letters) for s in statements], [mark(s, letters) for s in gold.statements]
        )
        good = {ours for ours, _ in right}
        x += evidence
        y += [n in good for n in range(len(statements))]
    sizes.append(len(y) - sizes[0])
    shares = (1 - GENERAL, GENERAL) if general else (1.0, 0.0)
    each = [sum(sizes) * share / max(1, size) for share, size in zip(shares, sizes, strict=True)]
    weight = np.repeat(each, sizes)
    bias, weights = fit_logistic(np.array(x), np.array(y), weight)
    print("statements", sizes, "right", np.mean(y))
    print("bias", bias, dict(zip(EVIDENCE, weights.round(3).tolist(), strict=True)))
    fitted = {"bias": round(bias, 4), "weights": [round(float(w), 4) for w in weights]}
    return chains, fitted


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--news", type=Path, help="gold with nested statements; not for a teacher's outer level"
    )
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    dev = list(read_polnear(args.data))
    general = list(read_dataset(args.news).articles) if args.news else []
    config = json.loads((args.model / "config.json").read_text(encoding="utf-8"))
    for reading in (FULL, FAST) if general else (FULL,):
        extractor = Extractor.load(args.model, fast=reading == FAST)
        chains, fitted = calibrate(extractor, dev, general)
        own = config["readings"][reading]
        own["calibration"] = fitted
        for level, chain in zip(own["levels"], chains, strict=True):
            level["transitions"] = chain.transitions.round(6).tolist()
            level["start"] = chain.start.round(6).tolist()
    (args.model / "config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")
    manifest = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop("files")
    write_manifest(args.model, about=manifest)


if __name__ == "__main__":
    main()

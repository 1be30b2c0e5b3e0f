"""Fit what the network cannot learn from its own training articles.

    python -m training.calibrate --data ../shared/data/polnear/dev \\
        --model quoth/weights/minilm-polnear

The confidence of a statement: logistic regression on `quoth.extract.confidence.EVIDENCE`,
target "its source, cue and content each overlap a gold statement's" (the overlap metric).
The bonus of each role: a constant added wherever a span of the role begins, which trades
precision for recall; the values with the best sum of the five F1 (source, cue, content,
strict, overlap).
Both are written into the model's config.json, and the manifest is brought up to date.

The same articles are the development set, so figures on them are a little flattered by
the bonuses (three numbers fitted on 84 articles); the held-out sets are what counts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from quoth.evaluate.polnear import read_polnear
from quoth.evaluate.spans import Letters, Tally, exact, mark, overlap, overlapping, strict
from quoth.extract import Extractor
from quoth.extract.confidence import EVIDENCE
from quoth.extract.decode import ROLES, TAGS, Chain, decode_spans
from quoth.extract.encode import encode
from quoth.extract.extractor import place_joined
from training.manifest import write_manifest


def fit_logistic(x: np.ndarray, y: np.ndarray, *, ridge: float = 1e-2) -> tuple[float, np.ndarray]:
    """Logistic regression by Newton's method.

    Args:
        x: float (n, k).
        y: bool (n,).
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
        gradient = design.T @ (p - y) + penalty * weights
        hessian = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), weights[1:]


def statements_of(extractor: Extractor, article, encoding, scores, chain):
    """First-pass findings of an article from its scores, as (found, statement) pairs."""
    spans = decode_spans(scores.tags, encoding.paragraphs, chain)
    joined = extractor.join(scores, spans, encoding)
    found = place_joined(article.text, encoding, 0, joined, nested=False)
    return [(f, extractor.statement(article, f, None)) for f in found]


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


def search(extractor: Extractor, scored) -> dict[str, float]:
    """The bonuses with the best sum of the five F1, one role after the other, twice."""
    bonus = dict.fromkeys(ROLES, 0.0)
    seen: dict[tuple[float, ...], float] = {}

    def value(tried: dict[str, float]) -> float:
        key = tuple(tried.values())
        if key not in seen:
            tallies = measure(extractor, scored, eased(extractor.tagger.chain, tried))
            f1 = {name: 100 * tally.f1 for name, tally in tallies.items()}
            seen[key] = sum(f1.values())
            print(tried, "  ".join(f"{n} {v:.1f}" for n, v in f1.items()), flush=True)
        return seen[key]

    for _ in range(2):
        for role in ("cue", "source", "content"):
            steps = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
            bonus = max(({**bonus, role: step} for step in steps), key=value)
    return bonus


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    extractor = Extractor.load(args.model)
    tagger = extractor.tagger
    scored = []
    for gold in read_polnear(args.data):
        encoding = encode(gold.article.text, tagger.tokenizer)
        scored.append((gold, encoding, tagger.scores([(gold.article.text, encoding)])[0]))
    bonus = search(extractor, scored)
    chain = eased(tagger.chain, bonus)
    x, y = [], []
    for gold, encoding, scores in scored:
        letters = Letters(gold.article.text)
        pairs = statements_of(extractor, gold.article, encoding, scores, chain)
        right = overlapping(
            [mark(s, letters) for _, s in pairs], [mark(s, letters) for s in gold.statements]
        )
        good = {ours for ours, _ in right}
        x += [f.evidence for f, _ in pairs]
        y += [n in good for n in range(len(pairs))]
    bias, weights = fit_logistic(np.array(x), np.array(y))
    print("statements", len(y), "right", np.mean(y))
    print("bias", bias, dict(zip(EVIDENCE, weights.round(3).tolist(), strict=True)))
    config = json.loads((args.model / "config.json").read_text(encoding="utf-8"))
    learned = Chain(np.array(config["transitions"]), np.array(config["start"]))
    changed = eased(learned, bonus)
    config["transitions"] = changed.transitions.round(6).tolist()
    config["start"] = changed.start.round(6).tolist()
    config["calibration"] = {
        "bias": round(bias, 4),
        "weights": [round(float(w), 4) for w in weights],
    }
    (args.model / "config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")
    manifest = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop("files")
    write_manifest(args.model, about=manifest)


if __name__ == "__main__":
    main()

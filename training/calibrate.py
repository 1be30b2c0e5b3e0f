"""Fit what the network cannot learn from its own training articles.

    python -m training.calibrate --data ../shared/data/polnear/dev --model quoth/weights/minilm-polnear

The confidence of a statement: logistic regression on `quoth.extract.confidence.EVIDENCE`,
target "its source, cue and content each overlap a gold statement's" (the overlap metric).
The outside bias: a constant added to the score of the tag O before decoding, which trades
precision for recall; the value with the best sum of F1 over the roles and statements.
Both are written into the model's config.json, and the manifest is brought up to date.

The same articles are the development set, so figures on them are a little flattered by
the bias (one number fitted on 84 articles); the held-out sets are what counts.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from quoth.evaluate.polnear import read_polnear
from quoth.evaluate.spans import Letters, Tally, exact, mark, overlap, overlapping, strict
from quoth.extract import Extractor
from quoth.extract.confidence import EVIDENCE
from training.export import write_manifest


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

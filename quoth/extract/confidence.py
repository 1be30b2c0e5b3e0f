"""A number between 0 and 1 that means what it says.

What the tagger and the links were sure of is turned into the probability that the
statement is right (its source, cue and content each overlap what a careful reader
marks) by a logistic regression, fitted on articles the network did not train on
(Platt, 1999). Its weights travel in the model's config.json.
"""

from __future__ import annotations

import numpy as np

from quoth.extract.decode import Joined

EVIDENCE = (
    "content certainty",
    "content weakest",
    "cue certainty",
    "source certainty",
    "links",
    "no source",
    "no cue",
    "nested",
    "short content",
)


def evidence(joined: Joined, *, nested: bool) -> np.ndarray:
    """What is known about a statement's certainty, float64 (9,), in the order of EVIDENCE.

    Probabilities enter as log-odds, clipped at 1 in 1,000.
    """
    contents, cue, source = joined.contents, joined.cue, joined.source
    return np.array(
        [
            _logit(min(c.certainty for c in contents)),
            _logit(min(c.weakest for c in contents)),
            _logit(cue.certainty) if cue else 0.0,
            _logit(source.certainty) if source else 0.0,
            _logit(joined.chance),
            source is None,
            cue is None,
            nested,
            max(c.last - c.first for c in contents) < 4,
        ],
        dtype=float,
    )


def _logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return float(np.log(p / (1 - p)))


def confidence(values: np.ndarray, calibration: dict) -> float:
    """Probability by the fitted regression.

    Args:
        values: see `evidence`.
        calibration: {"bias": float, "weights": [9 floats]}.
    """
    z = calibration["bias"] + float(np.dot(values, calibration["weights"]))
    return float(1.0 / (1.0 + np.exp(-z)))

"""Discourse networks: who speaks of what, and who agrees with whom.

    project ──rows──> coded statements ──matrices──> networks ──> clusters, intervals, exports

The definitions are those of the Discourse Network Analyzer (Leifeld, *Discourse Network Analysis*,
in The Oxford Handbook of Political Networks, 2017; its manual and the source of its exporter): the
same coded statements give the same numbers there and here.
"""

from quoth.network.clusters import Clusters, clusters
from quoth.network.matrices import (
    DUPLICATES,
    NORMALISATIONS,
    QUALIFIERS,
    WINDOWS,
    Network,
    Options,
    network,
    networks,
)
from quoth.network.rows import Row, rows
from quoth.network.uncertainty import Interval, Uncertainty, uncertainty

__all__ = [
    "DUPLICATES",
    "NORMALISATIONS",
    "QUALIFIERS",
    "WINDOWS",
    "Clusters",
    "Interval",
    "Network",
    "Options",
    "Row",
    "Uncertainty",
    "clusters",
    "network",
    "networks",
    "rows",
    "uncertainty",
]

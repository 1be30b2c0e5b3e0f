"""Clusters of actors, who stands in the middle, and how coalitions change between windows.

Clusters are those of the Louvain method (Blondel et al., "Fast unfolding of communities in large
networks", 2008) on the ties that are above 0; centralities are networkx's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.network.matrices import Network

SEED = 1
MOST_BETWEENNESS = 400
"""Actors beyond which betweenness, whose cost grows with their square and more, is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Who goes with whom, and who is in the middle."""

    members: tuple[tuple[str, ...], ...]
    """The largest first; actors without a tie are a cluster of their own each, at the end."""
    modularity: float
    """Of the clusters, from -0.5 to 1."""
    degree: dict[str, float]
    """Sum of an actor's ties above 0."""
    betweenness: dict[str, float]
    """Share of the shortest paths that lead through an actor; empty for very large networks."""
    eigenvector: dict[str, float]
    """Eigenvector centrality; empty where it is not defined: without ties, or not connected."""

    def of(self, actor: str) -> int:
        """The number of an actor's cluster."""
        return next(n for n, members in enumerate(self.members) if actor in members)


def clusters(one: Network, *, seed: int = SEED, central: bool = True) -> Clusters:
    """Cluster the actors of a one-mode network.

    Args:
        one: the network; ties of 0 and below are none.
        seed: of the method, which goes through the actors in an order that is drawn.
        central: whether it is also told who stands in the middle and how good the clusters are,
            which takes longer than the clusters themselves.
    """
    import networkx as nx

    ties = [(a, b, w) for a, b, w in one.ties() if w > 0]
    some = {actor for a, b, _ in ties for actor in (a, b)}
    # In the order of the rows: networkx's own part of a graph has that of a set, which is another
    # one in each process, and the method goes by it.
    tied = nx.Graph()
    tied.add_nodes_from(actor for actor in one.rows if actor in some)
    tied.add_weighted_edges_from(ties)
    graph = tied.copy()
    graph.add_nodes_from(one.rows)
    found: list[tuple[str, ...]] = []
    modularity = 0.0
    if tied.number_of_edges():
        communities = nx.community.louvain_communities(tied, weight="weight", seed=seed)
        if central:
            modularity = nx.community.modularity(tied, communities, weight="weight")
        found = sorted((tuple(sorted(c)) for c in communities), key=lambda c: (-len(c), c))
    alone = [(actor,) for actor in one.rows if actor not in some]
    betweenness: dict[str, float] = {}
    if central and len(one.rows) <= MOST_BETWEENNESS:
        betweenness = {a: float(v) for a, v in nx.betweenness_centrality(graph).items()}
    return Clusters(
        members=(*found, *alone),
        modularity=float(modularity),
        degree={actor: float(value) for actor, value in graph.degree(weight="weight")},
        betweenness=betweenness,
        eigenvector=_eigenvector(graph, tied) if central else {},
    )


def _eigenvector(graph, tied) -> dict[str, float]:
    import networkx as nx

    if tied.number_of_nodes() < 3 or not nx.is_connected(tied):
        return {}
    names = sorted(tied)
    values, vectors = np.linalg.eigh(nx.to_numpy_array(tied, nodelist=names, weight="weight"))
    first = np.abs(vectors[:, int(np.argmax(values))])
    return {**dict.fromkeys(graph, 0.0), **dict(zip(names, first.tolist(), strict=True))}


def change(before: Clusters, after: Clusters) -> float:
    """How far coalitions have changed: 1 less the adjusted Rand index of those in both windows.

    0 where everybody goes with the same others, about 1 where it is as if drawn by lot (Hubert and
    Arabie, "Comparing partitions", 1985). Of fewer than two actors in both it is 0.
    """
    one = {actor: n for n, members in enumerate(before.members) for actor in members}
    other = {actor: n for n, members in enumerate(after.members) for actor in members}
    both = sorted(set(one) & set(other))
    if len(both) < 2:
        return 0.0
    table = np.zeros((len(before.members), len(after.members)))
    for actor in both:
        table[one[actor], other[actor]] += 1
    pairs = (table * (table - 1) / 2).sum()
    rows, columns = (table.sum(axis=a) for a in (1, 0))
    rows, columns = ((x * (x - 1) / 2).sum() for x in (rows, columns))
    expected = rows * columns / (len(both) * (len(both) - 1) / 2)
    most = (rows + columns) / 2
    return 0.0 if most == expected else float(1 - (pairs - expected) / (most - expected))


def together(found: Sequence[Clusters], actors: Sequence[str]) -> Mapping[tuple[str, str], float]:
    """For each pair of actors in how many of several clusterings they are in one cluster."""
    share: dict[tuple[str, str], float] = {}
    of = [{a: n for n, members in enumerate(one.members) for a in members} for one in found]
    for i, a in enumerate(actors):
        for b in actors[i + 1 :]:
            same = sum(one.get(a, -1) == one.get(b, -2) for one in of)
            share[a, b] = same / max(len(of), 1)
    return share

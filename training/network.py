"""The network: MiniLM's encoder, three feature embeddings, and heads at two depths.

The encoder is all-MiniLM-L6-v2 (Wang et al., MiniLM, NeurIPS 2020; Reimers &
Gurevych, EMNLP 2019). Heads stand on its last layer and on its third: the text can be
read with half of the layers (Teerapittayanon et al., BranchyNet, ICPR 2016). Each set of
heads reads two levels: what the article attributes, and what is attributed inside a
content. The tags of a level are a linear chain (Lafferty et al., 2001) over seven tags;
its links are bilinear, as in biaffine parsing (Dozat & Manning, ICLR 2017): each content
chooses its cue, each cue its source or none.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quoth.extract.decode import TAGS, distance_bucket_count
from quoth.extract.encode import FEATURE_SIZES

EXITS = (3, 6)
"""After how many layers heads stand: the fast reading and the full one."""
LINKS = (64, 32)
"""Size of a link vector, a level: outer statements, statements inside a content."""


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(hidden, hidden)
        self.key = nn.Linear(hidden, hidden)
        self.value = nn.Linear(hidden, hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = RowDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        attended = F.scaled_dot_product_attention(
            split(self.query(x)),
            split(self.key(x)),
            split(self.value(x)),
            attn_mask=bias,
        )
        attended = attended.transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class RowDropout(nn.Module):
    """Dropout with one mask a row, shared by its positions (Gal & Ghahramani, 2016).

    On a CPU, drawing a random number for every activation and attention weight costs
    a third of a training step; this costs nothing that can be measured.
    """

    def __init__(self, rate: float):
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * (keep / (1.0 - self.rate))


class Heads(nn.Module):
    """What is read off one layer: tags and links of both levels."""

    def __init__(self, hidden: int):
        super().__init__()
        levels = len(LINKS)
        self.tag_hidden = nn.Linear(hidden, hidden)
        self.tag_out = nn.Linear(hidden, levels * len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(levels, len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(levels, len(TAGS)))
        # content -> cue, cue -> source: query and key, for each level
        self.link = nn.Linear(hidden, 4 * sum(LINKS))
        self.no_source = nn.ParameterList(nn.Parameter(torch.zeros(size)) for size in LINKS)
        self.distance = nn.Parameter(torch.zeros(levels, 2, distance_bucket_count()))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.tag_out(F.gelu(self.tag_hidden(x))), self.link(x)

    def take_over(self, heads: Heads) -> None:
        """Begin where a teacher's heads ended, which know the outer level alone.

        The inner level begins with the outer one's tags: a statement inside a content
        reads much like any other.
        """
        self.load_state_dict(heads.state_dict())
        with torch.no_grad():
            for table in (self.transitions, self.start):
                table[1] = table[0]
            for table in (self.tag_out.weight, self.tag_out.bias):
                table[len(TAGS) :] = table[: len(TAGS)]

    def level_tags(self, tags: Tensor, level: int) -> Tensor:
        """The tag scores of a level, (…, 7)."""
        return tags[..., level * len(TAGS) : (level + 1) * len(TAGS)]

    def link_scores(self, link: Tensor, level: int, buckets: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of content -> cue and cue -> source for all pairs of pieces.

        Args:
            link: float (batch, length, 4 x 64 + 4 x 32).
            level: 0 for outer statements, 1 for those inside a content.
            buckets: int64 (length, length), distance bucket of (from, to).

        Returns:
            (batch, length, length) and (batch, length, length + 1); the last column of
            the second is "no source".
        """
        size = LINKS[level]
        first = 4 * sum(LINKS[:level])
        q1, k1, q2, k2 = link[..., first : first + 4 * size].split(size, dim=-1)
        scale = size**-0.5
        to_cue = q1 @ k1.transpose(1, 2) * scale + self.distance[level, 0][buckets]
        to_source = q2 @ k2.transpose(1, 2) * scale + self.distance[level, 1][buckets]
        none = (q2 @ self.no_source[level] * scale)[..., None]
        return to_cue, torch.cat([to_source, none], dim=-1)


class Tagger(nn.Module):
    """Word pieces and features in; tag scores and link vectors out."""

    def __init__(
        self,
        *,
        layers: int = 6,
        hidden: int = 384,
        heads: int = 12,
        inner: int = 1536,
        vocabulary: int = 30522,
        positions: int = 512,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.kind = nn.Embedding(2, hidden)
        self.features = nn.ModuleList(nn.Embedding(size, hidden) for size in FEATURE_SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout) for _ in range(layers))
        self.dropout = RowDropout(dropout)
        self.heads = nn.ModuleList(Heads(hidden) for _ in EXITS)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Score every word piece, at every exit.

        Args:
            ids: int64 (batch, length), with [CLS] first and [SEP] last.
            features: int64 (batch, length, 3).
            mask: int64 (batch, length), 1 for pieces, 0 for padding.

        Returns:
            For each exit tag scores (batch, length, 2 x 7) and link vectors (batch, length,
            4 x 64 + 4 x 32), the two levels side by side.
        """
        length = ids.shape[1]
        x = self.word(ids) + self.position(torch.arange(length, device=ids.device))
        x = x + self.kind.weight[0]
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        found = []
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, bias)
            if number in EXITS:
                found.append(self.heads[EXITS.index(number)](self.dropout(x)))
        return found

    def load_minilm(self, folder: Path) -> None:
        """Copy the encoder's weights from a folder with BERT-named safetensors."""
        from safetensors.torch import load_file

        weights = load_file(folder / "model.safetensors")
        heads = json.loads((folder / "config.json").read_text())["num_attention_heads"]
        if heads != self.layers[0].heads:
            raise ValueError(f"{folder}: {heads} attention heads, expected {self.layers[0].heads}")
        names = {
            "attention.self.query": "query",
            "attention.self.key": "key",
            "attention.self.value": "value",
            "attention.output.dense": "out",
            "attention.output.LayerNorm": "norm1",
            "intermediate.dense": "up",
            "output.dense": "down",
            "output.LayerNorm": "norm2",
        }
        state = self.state_dict()
        state["word.weight"] = weights["embeddings.word_embeddings.weight"]
        state["position.weight"] = weights["embeddings.position_embeddings.weight"]
        state["kind.weight"] = weights["embeddings.token_type_embeddings.weight"]
        for end in ("weight", "bias"):
            state[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
            for n in range(len(self.layers)):
                for theirs, ours in names.items():
                    state[f"layers.{n}.{ours}.{end}"] = weights[f"encoder.layer.{n}.{theirs}.{end}"]
        self.load_state_dict(state)


def crf_loss(
    scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor, start: Tensor
) -> Tensor:
    """Negative log-likelihood of the gold tags, a row of the batch each.

    Args:
        scores: float (batch, length, tags).
        tags: int64 (batch, length).
        mask: bool (batch, length); True for a prefix of each row.
        transitions: float (batch, tags, tags), from row to column.
        start: float (batch, tags).

    Returns:
        float (batch,).
    """
    scores = scores.float()
    rows = torch.arange(len(scores))
    gold = (start + scores[:, 0]).gather(1, tags[:, :1]).squeeze(1)
    steps = transitions[rows[:, None], tags[:, :-1], tags[:, 1:]]
    steps = steps + scores[:, 1:].gather(2, tags[:, 1:, None]).squeeze(2)
    gold = gold + (steps * mask[:, 1:]).sum(1)
    alpha = start + scores[:, 0]
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, t]
        alpha = torch.where(mask[:, t, None], step, alpha)
    return torch.logsumexp(alpha, dim=1) - gold

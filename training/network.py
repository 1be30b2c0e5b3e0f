"""The network: MiniLM's encoder, three feature embeddings, a tag head and two link heads.

The encoder is all-MiniLM-L6-v2 (Wang et al., MiniLM, NeurIPS 2020; Reimers &
Gurevych, EMNLP 2019). The tag head feeds a linear-chain CRF (Lafferty et al., 2001)
over seven tags; the link heads are bilinear, as in biaffine parsing (Dozat &
Manning, ICLR 2017): each content piece chooses its cue, each cue its source or none.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quoth.extract.decode import TAGS, distance_bucket_count
from quoth.extract.encode import FEATURE_SIZES

LINK = 64


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
        self.tag_hidden = nn.Linear(hidden, hidden)
        self.tag_out = nn.Linear(hidden, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        # content -> cue, cue -> source: query, key
        self.link = nn.Linear(hidden, 4 * LINK)
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.distance = nn.Parameter(torch.zeros(2, distance_bucket_count()))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Score every word piece.

        Args:
            ids: int64 (batch, length), with [CLS] first and [SEP] last.
            features: int64 (batch, length, 3).
            mask: int64 (batch, length), 1 for pieces, 0 for padding.

        Returns:
            Tag scores (batch, length, 7); link vectors (batch, length, 4 x 64).
        """
        length = ids.shape[1]
        x = self.word(ids) + self.position(torch.arange(length, device=ids.device))
        x = x + self.kind.weight[0]
        for number, table in enumerate(self.features):
            x = x + table(features[:, :, number])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        tags = self.tag_out(F.gelu(self.tag_hidden(x)))
        return tags, self.link(x)

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
    """Negative log-likelihood of the gold tags, summed over the batch.

    Args:
        scores: float (batch, length, tags).
        tags: int64 (batch, length).
        mask: bool (batch, length); True for a prefix of each row.
        transitions: float (tags, tags), from row to column.
        start: float (tags,).
    """
    scores = scores.float()
    length = scores.shape[1]
    gold = start[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1]).squeeze(1)
    alpha = start + scores[:, 0]
    for t in range(1, length):
        live = mask[:, t]
        step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, t]
        alpha = torch.where(live[:, None], step, alpha)
        gain = transitions[tags[:, t - 1], tags[:, t]] + scores[:, t].gather(
            1, tags[:, t : t + 1]
        ).squeeze(1)
        gold = gold + torch.where(live, gain, torch.zeros_like(gain))
    return (torch.logsumexp(alpha, dim=1) - gold).sum()


def link_scores(network: Tagger, link: Tensor, buckets: Tensor) -> tuple[Tensor, Tensor]:
    """Scores of content -> cue and cue -> source for all pairs of pieces.

    Args:
        link: float (batch, length, 4 x LINK).
        buckets: int64 (length, length), distance bucket of (from, to).

    Returns:
        (batch, length, length) and (batch, length, length + 1); the last column of
        the second is "no source".
    """
    q1, k1, q2, k2 = link.split(LINK, dim=-1)
    scale = LINK**-0.5
    to_cue = q1 @ k1.transpose(1, 2) * scale + network.distance[0][buckets]
    to_source = q2 @ k2.transpose(1, 2) * scale + network.distance[1][buckets]
    none = (q2 @ network.no_source * scale)[..., None]
    return to_cue, torch.cat([to_source, none], dim=-1)

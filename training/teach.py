"""A trained model reads articles that nobody annotated; the next one learns from what it found.

    python -m training.teach --news ../shared/data/news-2019-2020/articles.jsonl.gz \\
        --polnear ../shared/data/polnear/train --model quoth/weights/minilm-polnear \\
        --out .work/taught

Self-training with the teacher's certainty kept (Hinton et al., 2015; Xie et al., CVPR
2020): a line of `news.jsonl` is an article with its statements, the row of the same
number in `news.npz` the teacher's tag scores. `polnear.jsonl` holds, for each reading
of each PolNeAR article, the statements that the teacher finds inside the gold contents,
which PolNeAR does not annotate.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import multiprocessing
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from quoth.evaluate.gold import GoldArticle
from quoth.evaluate.polnear import read_polnear
from quoth.extract import Extractor
from quoth.extract.encode import encode
from quoth.extract.mode import mode_of
from quoth.extract.place import Found
from quoth.model import Article, Statement

MOST_WORDS = 1500
FEWEST_WORDS = 80
TRUST = 0.45
"""Own probability from which a statement inside a statement is believed."""
_TORN = re.compile(r" [.,]")


class Recorder:
    """A tagger that keeps what it said of the last article as a whole."""

    def __init__(self, tagger):
        self.tagger = tagger
        self.last: np.ndarray | None = None

    def __getattr__(self, name: str):
        return getattr(self.tagger, name)

    def scores(self, text, encoding):
        found = self.tagger.scores(text, encoding)
        if self.last is None:
            self.last = found[0].tags
        return found


def news(path: Path, share: float) -> Iterator[str]:
    """Texts with their titles as headline: a fixed share, of usable length, not torn apart."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            draw = int(hashlib.sha256(record["id"].encode()).hexdigest()[:8], 16) / 2**32
            words = len(record["text"].split())
            if draw > share or not FEWEST_WORDS <= words <= MOST_WORDS:
                continue
            if len(_TORN.findall(record["text"])) > 3:
                continue
            title = record["title"].strip()
            headed = title and not record["text"].startswith(title) and draw < 0.8 * share
            yield f"{title}\n\n{record['text']}" if headed else record["text"]


def plain(statement: Statement, number: dict[str, int]) -> dict:
    """A statement as spans, with the line number of its parent among its article's."""
    return {
        "content": statement.content.spans,
        "cue": statement.cue and statement.cue.span,
        "source": statement.source and statement.source.span,
        "in": number.get(statement.nested_in) if statement.nested_in else None,
        "confidence": round(statement.confidence, 3),
    }


def teach_news(text: str) -> tuple[dict, np.ndarray]:
    """All statements of a text and the tag scores, float16 (pieces, 7)."""
    recorder = _EXTRACTOR.tagger
    recorder.last = None
    article = Article.of(text, path="news")
    statements = _EXTRACTOR.predict([article])[0]
    number = {s.id: n for n, s in enumerate(statements)}
    rows = [plain(s, number) for s in statements]
    return {"text": text, "statements": rows}, recorder.last.astype(np.float16)


def teach_polnear(gold: GoldArticle) -> dict:
    """The statements inside gold contents."""
    text = gold.article.text
    states = encode(text, _EXTRACTOR.tagger.tokenizer).states
    inner = []
    for statement in gold.statements:
        mode = mode_of(text, statement.content, states)
        source = statement.source[0] if statement.source else None
        found = Found(statement.content, statement.cue, source, mode, np.zeros(9))
        parent = _EXTRACTOR.statement(gold.article, found, None)
        inner += [
            _EXTRACTOR.statement(gold.article, one, None)
            for one, _ in _EXTRACTOR.within(text, parent, None)
        ]
    rows = [plain(s, {}) | {"in": -1} for s in inner]
    return {"id": gold.article.id, "annotator": gold.annotator, "statements": rows}


_EXTRACTOR: Extractor


def _start(folder: Path) -> None:
    global _EXTRACTOR
    extractor = Extractor.load(folder)
    _EXTRACTOR = Extractor(Recorder(extractor.tagger))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.45, help="share of the articles to read")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with context.Pool(args.workers, _start, (args.model,)) as pool:
        with (args.out / "polnear.jsonl").open("w", encoding="utf-8") as file:
            for row in pool.imap(teach_polnear, read_polnear(args.polnear), chunksize=8):
                file.write(json.dumps(row) + "\n")
        scores, sizes = [], [0]
        with (args.out / "news.jsonl").open("w", encoding="utf-8") as file:
            for row, tags in pool.imap(teach_news, news(args.news, args.share), chunksize=8):
                file.write(json.dumps(row) + "\n")
                scores.append(tags)
                sizes.append(sizes[-1] + len(tags))
                if len(scores) % 100 == 0:
                    print(len(scores), "articles,", sizes[-1], "word pieces", flush=True)
    assert all(a < b for a, b in pairwise(sizes))
    np.savez(args.out / "news.npz", scores=np.concatenate(scores), sizes=np.array(sizes))


if __name__ == "__main__":
    main()

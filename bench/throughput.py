"""How fast, how much memory, how soon: words a second, peak memory, cold start.

    python bench/throughput.py                     # our example pages
    python bench/throughput.py --articles FILE     # a JSON Lines file, such as news-2019-2020
    python bench/throughput.py --bert              # beside a BERT-base-shaped network

Everything is measured in one run on one core, because absolute times on shared
machines wander; compare the rows of one table. Memory is that of a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def read_articles(path: Path, count: int):
    """The first `count` articles; few ones are taken several times over."""
    from quoth.model import Article
    from quoth.read import read

    articles = [a for a in islice(read([path]), count) if isinstance(a, Article)]
    english = [a for a in articles if a.language in (None, "en")]
    return list(islice(cycle(english), count))


def words_of(articles) -> int:
    return sum(len(a.text.split()) for a in articles)


def timed(function) -> float:
    """Best seconds of three runs: the one that was disturbed least."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - began)
    return best


def stages(path: Path, count: int, bert: bool) -> list[dict]:
    """Words a second of each stage, of the line, and of the reference network."""
    from quoth.extract import Extractor
    from quoth.extract.encode import encode
    from quoth.read import read
    from quoth.resolve import resolve

    articles = read_articles(path, count)
    words = words_of(articles)
    extractor, fast = Extractor.load(), Extractor.load(fast=True)
    tagger = extractor.tagger
    found = extractor.predict(articles)
    encoded = [(a.text, encode(a.text, tagger.tokenizer)) for a in articles]

    def tag(with_tagger, some=encoded):
        for text, encoding in some:
            with_tagger.scores(text, encoding)

    def line():
        for article, statements in zip(articles, extractor.predict(articles), strict=True):
            resolve(article, statements)

    rows = []

    def row(what: str, seconds: float, of: int = words) -> None:
        rows.append({"what": what, "words/s": round(of / seconds), "seconds": round(seconds, 2)})

    row("tagging alone, MiniLM int8", timed(lambda: tag(tagger)))
    row("extract", timed(lambda: extractor.predict(articles)))
    row("extract --fast", timed(lambda: fast.predict(articles)))
    row(
        "resolve",
        timed(lambda: [resolve(a, s) for a, s in zip(articles, found, strict=True)]),
    )
    row("extract + resolve", timed(line))
    if path.is_dir():
        began = time.perf_counter()
        size = words_of([a for a in read([path]) if hasattr(a, "text")])
        row("read", time.perf_counter() - began, size)
    if bert:
        rows += reference(tagger, encoded, words, rows[0]["words/s"])
    return rows


def reference(tagger, encoded, words: int, ours: int) -> list[dict]:
    """The same windows through a BERT-base-shaped network, float32 and int8."""
    import onnxruntime
    from bert_base import write_bert_base
    from onnxruntime.quantization import QuantType, quantize_dynamic

    few = encoded[: max(2, len(encoded) // 8)]
    share = sum(len(e.ids) for _, e in few) / sum(len(e.ids) for _, e in encoded)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "int8.onnx"
        links = sum(4 * len(level.links.no_source) for level in tagger.levels)
        write_bert_base(plain, tags=7 * len(tagger.levels), links=links)
        quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8)
        for name, path in (("float32", plain), ("int8", small)):
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(str(path), options)
            big = replace(tagger, sessions=(session,))
            began = time.perf_counter()
            for text, encoding in few:
                big.scores(text, encoding)
            speed = words * share / (time.perf_counter() - began)
            rows.append(
                {
                    "what": f"tagging alone, BERT-base-shaped {name}",
                    "words/s": round(speed),
                    "MiniLM int8 is times faster": round(ours / speed, 1),
                }
            )
    return rows


def cold_start() -> list[dict]:
    """Seconds from the shell to the end: help, and a first statement."""
    page = next((ROOT / "examples" / "pages").glob("*.txt"))
    rows = []
    for what, command in (
        ("quoth --help", ["--help"]),
        ("quoth extract, one short page", ["extract", str(page), "--json"]),
    ):
        seconds = timed(
            lambda command=command: subprocess.run(
                [sys.executable, "-m", "quoth", *command],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        rows.append({"what": f"cold start: {what}", "seconds": round(seconds, 3)})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--articles", type=Path, default=ROOT / "examples" / "pages")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--bert", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = stages(args.articles, args.count, args.bert)
    if not args.bert:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append({"what": "peak memory, MB", "MB": round(peak)})
    rows += cold_start()
    for row in rows:
        if args.json:
            print(json.dumps(row))
        else:
            what = row.pop("what")
            print(f"{what:45}", "  ".join(f"{value} {name}" for name, value in row.items()))


if __name__ == "__main__":
    main()

"""Time against length: extraction of strings that nobody would write, up to ten million characters.

    python bench/linear.py                    # up to 1,000,000 characters
    python bench/linear.py --most 10000000    # ten million, an hour with the slow ones

One line a kind of string: seconds a million characters at each length. Linear time is a
row whose figures stay about the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KINDS = {
    "one word without end": "a",
    "spaces": " ",
    "empty lines": "\n",
    "marks that open": "“",
    "straight marks": '" ',
    "single marks": "' ",
    "brackets": "([",
    "combining marks": "e\u0301\u0323",
    "emoji": "👩🏽‍🚒",
    "another script": "税收将会下降，部长说。",
    "stops": "...!?",
    "said without end": "he said ",
    "a quotation without end": "“We will not pay, he said, for what others broke. ",
    "one-word lines": "said\n",
}


def any_characters(length: int) -> str:
    """Characters from all of Unicode but surrogates, the same on every run."""
    rng = random.Random(1)
    ranges = [(0, 0x300), (0x300, 0xD800), (0xE000, 0x11000), (0x1F000, 0x20000)]
    return "".join(chr(rng.randrange(*rng.choice(ranges))) for _ in range(length))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--kinds", nargs="*", help="only kinds that contain one of these words")
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    from quoth.extract import Extractor
    from quoth.model import Article

    extractor = Extractor.load(args.model)
    lengths = [n for n in (10_000, 100_000, 1_000_000, 10_000_000) if n <= args.most]
    print(f"{'seconds a million characters at':32}", *(f"{n:>12,}" for n in lengths))
    for kind in [*KINDS, "any characters"]:
        if args.kinds and not any(word in kind for word in args.kinds):
            continue
        figures = []
        for length in lengths:
            part = KINDS.get(kind)
            text = (part * (length // len(part) + 1))[:length] if part else any_characters(length)
            began = time.perf_counter()
            extractor.predict([Article.of(text, path=kind)])
            figures.append((time.perf_counter() - began) / length * 1e6)
            print(f"{kind:32}", *(f"{figure:12.2f}" for figure in figures), end="\r", flush=True)
        print()


if __name__ == "__main__":
    main()

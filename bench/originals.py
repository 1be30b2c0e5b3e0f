"""How originals are best kept: compression and place, by size and time.

    python bench/originals.py PAGES…        pages (.html, .html.gz) or JSON Lines (.jsonl.gz)

Prints, for each way to compress: the share of the bytes that stays, megabytes a second to write
and to read. Then, for the way that is used: what a project's file grows by, how long writing takes,
inside the project, in a second SQLite file, and as files in a folder. With `zstandard` installed it
is measured too.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import lzma
import os
import random
import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

WINDOW = 32_768
"""What a zlib dictionary may have."""


def documents(paths: list[Path], most: int) -> list[bytes]:
    """The documents' bytes; lines of JSON one by one."""
    found = []
    for path in paths:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        if ".jsonl" in path.name:
            found += content.splitlines()[:most]
        else:
            found.append(content)
    return found[:most]


def ways(sample: list[bytes]) -> dict[str, tuple[Callable, Callable]]:
    """Name to (pack, unpack); dictionaries are made of the sample."""
    shared = b"".join(page[:8_000] for page in sample)[-WINDOW:]

    def zlib_shared(data: bytes) -> bytes:
        packer = zlib.compressobj(6, zdict=shared)
        return packer.compress(data) + packer.flush()

    found = {
        "zlib 6": (lambda d: zlib.compress(d, 6), zlib.decompress),
        "zlib 9": (lambda d: zlib.compress(d, 9), zlib.decompress),
        "zlib 6, shared dictionary": (
            zlib_shared,
            lambda d: zlib.decompressobj(zdict=shared).decompress(d),
        ),
        "lzma 1": (lambda d: lzma.compress(d, preset=1), lzma.decompress),
        "lzma 6": (lambda d: lzma.compress(d, preset=6), lzma.decompress),
    }
    try:
        import zstandard
    except ImportError:
        return found
    dictionary = zstandard.train_dictionary(112_640, sample)
    for level in (3, 9, 19):
        plain, with_it = (
            zstandard.ZstdCompressor(level=level),
            zstandard.ZstdCompressor(level=level, dict_data=dictionary),
        )
        found[f"zstd {level}"] = (plain.compress, zstandard.ZstdDecompressor().decompress)
        found[f"zstd {level}, shared dictionary"] = (
            with_it.compress,
            zstandard.ZstdDecompressor(dict_data=dictionary).decompress,
        )
    return found


def places(packed: list[bytes], folder: Path) -> dict[str, tuple[float, int, int]]:
    """Name to (seconds, bytes on disk, files): a transaction for each eight documents."""

    def database(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE original (sha256 TEXT PRIMARY KEY, data BLOB)")
            for first in range(0, len(packed), 8):
                connection.execute("BEGIN IMMEDIATE")
                rows = ((hashlib.sha256(d).hexdigest(), d) for d in packed[first : first + 8])
                connection.executemany("INSERT OR IGNORE INTO original VALUES (?, ?)", rows)
                connection.execute("COMMIT")

    def directory(path: Path) -> None:
        for data in packed:
            digest = hashlib.sha256(data).hexdigest()
            place = path / digest[:2] / digest
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(place, "wb") as file:
                file.write(data)
                os.fsync(file.fileno())

    found = {}
    for name, put in (("in an SQLite file", database), ("files in a folder", directory)):
        path = folder / name.replace(" ", "-")
        began = time.perf_counter()
        put(path)
        took = time.perf_counter() - began
        files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
        size = sum(file.stat().st_blocks * 512 for file in files)
        found[name] = (took, size, len(files))
    return found


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=2_000, help="documents")
    given = parser.parse_args()
    all_of_them = documents(given.paths, given.most)
    random.Random(1).shuffle(all_of_them)
    # A dictionary is measured on documents that it was not made of.
    half = len(all_of_them) // 2
    sample, measured = all_of_them[:half], all_of_them[half:]
    size = sum(map(len, measured))
    print(f"{len(measured):,} documents, {size / 1e6:.1f} MB, {size / len(measured):,.0f} each\n")
    print(f"{'':28}{'size':>8}{'pack MB/s':>12}{'unpack MB/s':>13}")
    kept: list[bytes] = []
    for name, (pack, unpack) in ways(sample).items():
        began = time.process_time()
        packed = [pack(data) for data in measured]
        packing = time.process_time() - began
        began = time.process_time()
        for data, original in zip(packed, measured, strict=True):
            if unpack(data) != original:
                sys.exit(f"{name} gives something else back")
        unpacking = time.process_time() - began
        share = sum(map(len, packed)) / size
        speeds = f"{size / 1e6 / packing:>12.0f}{size / 1e6 / max(unpacking, 1e-9):>13.0f}"
        print(f"{name:28}{share:>8.1%}{speeds}")
        kept = packed if name == "zlib 6" else kept
    print(f"\n{'':28}{'MB on disk':>12}{'seconds':>10}{'files':>8}")
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for name, (took, used, files) in places(kept, Path(folder)).items():
            print(f"{name:28}{used / 1e6:>12.1f}{took:>10.2f}{files:>8,}")


if __name__ == "__main__":
    main()

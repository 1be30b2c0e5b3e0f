"""How long exports take, and how much memory the largest process has: each in one of its own.

    python bench/export.py PROJECT [FORMAT …]

`bench/million.py` makes a project of a million statements.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ONE = """
import resource, sys
import quoth
written = quoth.export(sys.argv[1], sys.argv[2], format=sys.argv[3])
whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
largest = max(resource.getrusage(one).ru_maxrss for one in whose)
print(sum(written.rows.values()), largest)
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("project", type=Path)
    parser.add_argument("formats", nargs="*", default=["parquet", "csv", "jsonl"])
    args = parser.parse_args()
    for name in args.formats:
        with tempfile.TemporaryDirectory(dir=args.project.absolute().parent) as folder:
            began = time.perf_counter()
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = subprocess.run(
                [sys.executable, "-c", ONE, str(args.project), f"{folder}/out", name],
                check=True,
                capture_output=True,
                text=True,
                cwd=Path(__file__).parent.parent,
            )
            seconds = time.perf_counter() - began
            busy = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            rows, memory = map(int, done.stdout.split())
            size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
            print(
                f"{name:14} {rows:>12,} rows {seconds:6.1f} s ({busy:.1f} s of the processor)"
                f" {memory / 1024:6.0f} MB in the largest process, {size / 1e6:,.0f} MB written"
            )
            shutil.rmtree(f"{folder}/out", ignore_errors=True)


if __name__ == "__main__":
    main()

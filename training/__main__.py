"""Train the shipped weights from the data to the model card: one command, one seed.

    python -m training --shared ../shared                  # everything: hours on two cores
    python -m training --shared ../shared --from student   # from a step on

The steps, each a command of its own that is printed before it runs:

    teacher     learn PolNeAR
    folder      the teacher as a model folder
    teach       the teacher reads unannotated articles, and inside PolNeAR's contents
    student     learn PolNeAR and what the teacher found
    reread      the student reads some of the same, as the teacher did
    refine      go on with PolNeAR, what the student found, and our own marked texts
    export      int8 ONNX into the package
    calibrate   bonuses and confidence
    card        figures into manifest and model card
    methods     tables and plot of docs/methods.md
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path


def steps(shared: Path, work: Path, model: Path, seed: int) -> dict[str, list[list[str]]]:
    """Each step's commands, as arguments of `python -m`."""
    polnear, news = shared / "data/polnear", shared / "data/news-2019-2020/articles.jsonl.gz"
    teacher, folder = work / "teacher", work / "teacher-model"
    taught, student = work / "taught", work / "student"
    reader, reread, refined = work / "student-model", work / "reread", work / "refined"

    def command(module: str, **options: object) -> list[str]:
        words = [f"training.{module}"]
        for name, value in options.items():
            words += [f"--{name.rstrip('_').replace('_', '-')}"]
            words += [] if value is True else [str(value)]
        return words

    return {
        "teacher": [command("train", data=polnear, out=teacher, epochs=7, seed=seed)],
        "folder": [
            command("export", network=teacher / "network.pt", out=folder, levels=1),
            command("calibrate", data=polnear / "dev", model=folder),
        ],
        "teach": [command("teach", news=news, polnear=polnear / "train", model=folder, out=taught)],
        "student": [
            command(
                "train",
                data=polnear,
                out=student,
                seed=seed,
                from_=teacher / "network.pt",
                taught=taught,
                epochs=2,
                rate=1e-4,
                head_rate=5e-4,
                recast=0.15,
                fragments=0.05,
                news_share=0.32,
            )
        ],
        "reread": [
            command("export", network=student / "network.pt", out=reader),
            command("calibrate", data=polnear / "dev", news="examples", model=reader),
            command(
                "teach",
                news=news,
                polnear=polnear / "train",
                model=reader,
                out=reread,
                share=0.035,
            ),
        ],
        "refine": [
            command(
                "train",
                data=polnear,
                out=refined,
                seed=seed,
                from_=student / "network.pt",
                refine=True,
                taught=reread,
                epochs=1,
                rate=6e-5,
                head_rate=3e-4,
                recast=0.15,
                fragments=0.05,
                polnear_share=0.6,
                news_share=0.8,
                invented=16,
            )
        ],
        "export": [command("export", network=refined / "network.pt", out=model)],
        "calibrate": [command("calibrate", data=polnear / "dev", news="examples", model=model)],
        "card": [command("card", shared=shared, model=model)],
        "methods": [command("methods", shared=shared, model=model, docs="docs")],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--work", type=Path, default=Path(".work"))
    parser.add_argument("--model", type=Path, default=Path("quoth/weights/minilm-polnear"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", metavar="STEP", help="leave out what comes before")
    args = parser.parse_args()
    every = steps(args.shared, args.work, args.model, args.seed)
    names = list(every)
    if args.first and args.first not in every:
        parser.error(f"no step {args.first!r}: {', '.join(names)}")
    for name in names[names.index(args.first) if args.first else 0 :]:
        for words in every[name]:
            print(f"\n# {name}\npython -m {shlex.join(words)}", flush=True)
            subprocess.run([sys.executable, "-m", *words], check=True)


if __name__ == "__main__":
    main()

"""What gold a path holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from quoth.errors import Unreadable
from quoth.evaluate.gold import GoldArticle, is_news_gold, read_news_gold
from quoth.evaluate.judged import is_project, read_project
from quoth.evaluate.polnear import read_polnear


@dataclass(frozen=True, slots=True)
class Dataset:
    """Gold articles under one name, and how they are scored."""

    name: str
    kind: str
    """"polnear" (spans), "news" (statements with speakers) or "pages" (the read stage)."""
    path: Path
    articles: tuple[GoldArticle, ...] = ()


def read_dataset(path: str | PathLike[str]) -> Dataset:
    """Tell what gold a path holds, and read it.

    Raises:
        InputError: none, or gold that cannot be read.
    """
    path = Path(path)
    if not path.exists():
        raise Unreadable(f"{path}: no such file or folder", advice="check the path")
    name = path.resolve().name if path.is_dir() else path.stem
    if is_project(path):
        return Dataset(name, "news", path, tuple(read_project(path)))
    if (path / "text").is_dir() and (path / "attributions").is_dir():
        if name in ("train", "dev", "test"):
            name = f"{path.resolve().parent.name}-{name}"
        return Dataset(name, "polnear", path, tuple(read_polnear(path)))
    if (path / "gold.jsonl").is_file():
        return Dataset(name, "pages", path)
    if (path / "gold").is_dir() and is_news_gold(path / "gold"):
        return Dataset(name, "news", path, tuple(read_news_gold(path / "gold")))
    if is_news_gold(path):
        if path.is_dir() and name == "gold":
            name = path.resolve().parent.name
        return Dataset(name, "news", path, tuple(read_news_gold(path)))
    compartments = [str(path / c) for c in ("train", "dev") if (path / c / "attributions").is_dir()]
    raise Unreadable(
        f"{path}: no gold in it",
        advice=f"name a compartment: {' or '.join(compartments)}"
        if compartments
        else "a PolNeAR compartment (text/ and attributions/) or a folder of gold .json files",
    )


def name_apart(datasets: list[Dataset]) -> None:
    """Two folders of one name are told apart by their whole path."""
    names = [dataset.name for dataset in datasets]
    for i, dataset in enumerate(datasets):
        if names.count(dataset.name) > 1:
            datasets[i] = replace(dataset, name=str(dataset.path))

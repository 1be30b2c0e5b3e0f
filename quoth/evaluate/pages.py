"""How well news pages are read: title, date, authors and paragraphs against a gold file.

A gold folder has `gold.jsonl`, one object a page with `file`, `title`, `authors`,
`published` and `paragraphs`, and beside it the gzipped pages it names.

Text is compared as a bag of tokens (a word, or one character in scripts without
spaces), so that neither the order nor the number of paragraphs matters but every word
that is missing or too much does. The headline is compared apart: its line is taken out
of a system's text before the paragraphs are compared, for every system alike.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

TOKEN = re.compile(
    # Scripts written without spaces: one character is one token.
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
QUOTES = str.maketrans("‘’‚‛′`´“”„‟″«»", "'''''''\"\"\"\"\"\"\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """One page and what a careful reader takes from it."""

    file: str
    html: bytes
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """What a system made of a page. A page it could not read has empty fields."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    text: str = ""


def gold_pages(folder: str | Path) -> Iterator[GoldPage]:
    """The pages of a gold folder, in the order of its `gold.jsonl`."""
    folder = Path(folder)
    with open(folder / "gold.jsonl", encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                continue
            row = json.loads(line)
            yield GoldPage(
                file=row["file"],
                html=gzip.decompress((folder / row["file"]).read_bytes()),
                title=row.get("title"),
                authors=tuple(row.get("authors") or ()),
                published=row.get("published"),
                paragraphs=tuple(row.get("paragraphs") or ()),
            )


def tokens(text: str) -> Counter:
    """The bag of tokens of a text, without regard to case."""
    return Counter(TOKEN.findall(text.casefold()))


def plain(text: str | None) -> str:
    """A title or name without differences of white space and kind of quotation mark."""
    return " ".join((text or "").translate(QUOTES).split())


def without_headline(text: str, title: str | None) -> str:
    """The text without the lines that only repeat the headline."""
    wanted = plain(title).casefold()
    if not wanted:
        return text
    return "\n".join(line for line in text.split("\n") if plain(line).casefold() != wanted)


def overlap(gold: Counter, found: Counter) -> tuple[int, int, int]:
    """Tokens in common, in the gold text, in the found text."""
    return (gold & found).total(), gold.total(), found.total()


def scores(common: int, gold: int, found: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts; 1 where nothing was to be found and nothing was."""
    precision = common / found if found else float(gold == 0)
    recall = common / gold if gold else float(found == 0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def names(authors: Iterable[str]) -> set[str]:
    """Author names for comparison: case, white space and kind of quotation mark apart."""
    return {plain(name).casefold() for name in authors if plain(name)}


def measure_pages(
    pages: Iterable[GoldPage], system: Callable[[GoldPage], ReadPage]
) -> tuple[dict[str, float], list[dict]]:
    """Run a system over gold pages.

    Returns:
        The figures (shares between 0 and 1) and one row a page with what differed.
    """
    rows = []
    for page in pages:
        read = system(page)
        gold_text = "\n".join(page.paragraphs)
        text = without_headline(read.text, page.title)
        common, gold, found = overlap(tokens(gold_text), tokens(text))
        title, wanted = plain(read.title), plain(page.title)
        authors, wanted_authors = names(read.authors), names(page.authors)
        rows.append(
            {
                "file": page.file,
                "common": common,
                "gold": gold,
                "found": found,
                "f1": scores(common, gold, found)[2],
                "title": title == wanted,
                "title_close": SequenceMatcher(None, title, wanted).ratio() >= 0.9,
                "day": (read.published or "")[:10] == (page.published or "")[:10],
                "authors": authors == wanted_authors,
                "authors_common": len(authors & wanted_authors),
                "authors_gold": len(wanted_authors),
                "authors_found": len(authors),
                "read": read,
            }
        )
    return summary(rows), rows


def summary(rows: list[dict]) -> dict[str, float]:
    """The figures over all pages. Micro counts tokens, macro counts pages."""

    def total(key: str) -> int:
        return sum(row[key] for row in rows)

    def share(key: str) -> float:
        return total(key) / len(rows) if rows else 0.0

    micro = scores(total("common"), total("gold"), total("found"))
    each = [scores(row["common"], row["gold"], row["found"]) for row in rows]
    macro = [sum(page[i] for page in each) / len(each) if each else 0.0 for i in range(3)]
    authors = scores(total("authors_common"), total("authors_gold"), total("authors_found"))
    return {
        "pages": float(len(rows)),
        "title": share("title"),
        "title_close": share("title_close"),
        "day": share("day"),
        "authors": share("authors"),
        "authors_f1": authors[2],
        "text_precision": micro[0],
        "text_recall": micro[1],
        "text_f1": micro[2],
        "text_precision_macro": macro[0],
        "text_recall_macro": macro[1],
        "text_f1_macro": macro[2],
    }


def quoth_page(page: GoldPage) -> ReadPage:
    """What `quoth.read` makes of a page."""
    from quoth.model import SkippedInput
    from quoth.read.document import RawDocument
    from quoth.read.parse import parse

    article = parse(RawDocument(page.file, "html", page.html, {}))
    if isinstance(article, SkippedInput):
        return ReadPage()
    return ReadPage(
        title=article.title,
        authors=article.authors,
        published=article.published,
        text=article.text,
    )


def measure(folder: str | Path) -> dict[str, float]:
    """The figures of the read stage on a gold folder (for the quality gate)."""
    return measure_pages(gold_pages(folder), quoth_page)[0]

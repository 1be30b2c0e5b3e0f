"""How well PDFs are read: the example pages, printed by Chromium, against their own text.

    python bench/read_pdf.py [--chromium /usr/bin/chromium] [--keep FOLDER]

Each page's text is set three ways (one column with a browser's header and footer, two columns,
indented paragraphs without space between) and printed. Words: F1 of the words in order (longest
common subsequence). Paragraphs: F1 of whole paragraphs, letter for letter but white space.
pypdf's and pdfminer.six's own plain extraction stand beside it if they are installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

SETTINGS = {
    "one column": ("", []),
    "two columns": (
        ".b{column-count:2;column-gap:24px;text-align:justify;hyphens:auto}",
        ["--no-pdf-header-footer"],
    ),
    "indented": ("p{margin:0;text-indent:1.2em;text-align:justify;hyphens:auto}", []),
}


def printed(article, css: str, flags: list[str], out: Path, chromium: str) -> None:
    """One article as a PDF."""
    title, *paragraphs = article.text.split("\n\n")
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    page = (
        f"<html lang={article.language}><meta charset=utf-8><title>{escape(title)}</title>"
        f"<style>body{{font:11pt serif}}{css}</style><h1>{escape(title)}</h1><div class=b>{body}"
    )
    source = out.with_suffix(".html")
    source.write_text(page, encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    command += ["--no-first-run", f"--user-data-dir={out.parent}/profile", *flags]
    command += [f"--print-to-pdf={out}", source.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)


def f1(found: int, expected: int, same: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * same / (found + expected) if found + expected else 1.0


def systems() -> dict:
    """Name of each system and its function from a path to paragraphs."""

    def quoth(path: Path) -> list[str]:
        from quoth.read.pdf import read_pdf

        return read_pdf(path.read_bytes()).paragraphs

    def pypdf(path: Path) -> list[str]:
        import pypdf

        return "\n".join(p.extract_text() for p in pypdf.PdfReader(path).pages).split("\n\n")

    found = {"quoth": quoth, "pypdf": pypdf}
    try:
        from pdfminer.high_level import extract_text
    except ImportError:
        return found
    return found | {"pdfminer.six": lambda path: extract_text(path).split("\n\n")}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    import quoth

    articles = list(quoth.read(ROOT / "examples/pages"))
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    print("| set as | system | words F1 | paragraphs F1 | ms a page |")
    print("|---|---|--:|--:|--:|")
    for name, (css, flags) in SETTINGS.items():
        made = []
        for article in articles:
            out = folder / f"{name.replace(' ', '-')}-{Path(article.path).stem}.pdf"
            if not out.exists():
                printed(article, css, flags, out, options.chromium)
            made.append((article, out))
        for system, read in systems().items():
            words = Counter()
            paragraphs = Counter()
            begun = time.process_time()
            texts = [read(path) for _, path in made]
            spent = time.process_time() - begun
            for (article, _), found in zip(made, texts, strict=True):
                gold = article.text.split("\n\n")
                a, b = " ".join(gold).split(), " ".join(found).split()
                blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
                words.update(found=len(b), expected=len(a), same=sum(m.size for m in blocks))
                one = Counter(" ".join(text.split()) for text in gold)
                two = Counter(" ".join(text.split()) for text in found if text.strip())
                paragraphs.update(found=two.total(), expected=one.total(), same=(one & two).total())
            print(
                f"| {name} | {system} | {100 * f1(**words):.1f} | {100 * f1(**paragraphs):.1f} "
                f"| {1000 * spent / len(made):.0f} |"
            )


if __name__ == "__main__":
    main()

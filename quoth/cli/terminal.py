"""Text made safe and short for a terminal.

An article is written by strangers: its text may hold escape sequences that recolour, move or
rename the reader's terminal. Everything printed as a table goes through `visible`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# One code point for one code point, so that offsets keep their meaning in the shown text.
_VISIBLE = {
    **{code: 0x2400 + code for code in range(0x20)},  # C0 controls as their pictures: ESC is ␛
    0x7F: 0x2421,
    **{code: 0xFFFD for code in range(0x80, 0xA0)},  # C1 controls: 0x9b alone starts a sequence
    **{code: 0x20 for code in (0x09, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)},  # white space
    # Directional embeddings, overrides and isolates outlive the cell they are in; the marks
    # (U+200E, U+200F) do not and stay.
    **{code: 0x200B for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    **{code: 0xFFFD for code in range(0xD800, 0xE000)},  # lone surrogates have no UTF-8
}
_VISIBLE_LINES = {**_VISIBLE, 0x0A: 0x0A}


def visible(text: str, *, lines: bool = False) -> str:
    """The text without anything a terminal would obey, as many code points as before.

    Args:
        text: any text.
        lines: keep line feeds; otherwise they are shown as pictures too.
    """
    return text.translate(_VISIBLE_LINES if lines else _VISIBLE)


def one_line(text: str) -> str:
    """The text on one line: runs of white space become one space, controls are made visible."""
    return visible(" ".join(text.split()))


def shortened(text: str, width: int) -> str:
    """One line of at most `width` characters, cut after a word, with "…" where it was cut."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    space = cut.rfind(" ")
    # A word longer than half the line is cut inside; scripts without spaces always are.
    if space > width // 2:
        cut = cut[:space]
    return cut.rstrip(" ,;:") + "…"


def shortened_name(path: str, width: int) -> str:
    """A path of at most `width` characters: its end tells more than its beginning."""
    line = one_line(path)
    return line if len(line) <= width else "…" + line[-(width - 1) :]


def console(*, error: bool = False) -> Console:
    """A rich console on standard output (or error) that interprets nothing in what it prints."""
    from rich.console import Console

    return Console(
        file=sys.stderr if error else sys.stdout,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
    )

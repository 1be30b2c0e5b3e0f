"""Runs what the documentation shows.

In a Markdown file every fenced block is a program if it is marked `python`, or if its first line
begins with `$ `. Blocks of one file share a folder, in which `examples` are the project's, and
Python blocks share their names: a reader may type the file from top to bottom.

- `$ quoth …` runs on a terminal of 100 columns without colours. Lines under it, up to the next
  `$ `, must be what it prints; no lines under it means that only the exit code counts (0 or 1).
  Blanks at the ends of lines do not count. `...` stands for anything within a line, and alone on
  a line for any number of lines.
- Other commands (`$ make demo`, `$ pip install .`) are shown, not run.
- Python with `>>>` must print what it shows (`...` as above); other Python must run.
"""

from __future__ import annotations

import doctest
import os
import pty
import re
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COLUMNS = 100


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line in the file where it begins."""

    language: str
    text: str
    line: int


def blocks(markdown: str) -> list[Block]:
    """The fenced blocks of a Markdown file, in order."""
    found, opened, kept = [], None, []
    for number, line in enumerate(markdown.splitlines(), 1):
        if line.startswith("```"):
            if opened is None:
                opened, kept = (line.strip("`").strip(), number + 1), []
            else:
                found.append(Block(opened[0], "\n".join(kept), opened[1]))
                opened = None
        elif opened is not None:
            kept.append(line)
    return found


def commands(text: str) -> list[tuple[str, list[str]]]:
    """(command, lines shown under it) of a block that begins with `$ `."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found[-1][0].endswith("\\"):
            found[-1] = (found[-1][0][:-1] + line.strip(), found[-1][1])
        else:
            found[-1][1].append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the shown lines, with `...` for anything, are the printed ones."""
    pattern = ""
    for line in stripped(shown):
        if line == "...":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += "[^\n]*".join(re.escape(part) for part in line.split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in stripped(printed))) is not None


def stripped(lines: list[str]) -> list[str]:
    """Without blanks at the ends of lines and without empty lines at the end."""
    return "\n".join(line.rstrip() for line in lines).rstrip().splitlines()


def all_shown(primary: int) -> bytes:
    """What programs print on a pseudo-terminal until all have left it; closes this side."""
    shown = b""
    try:
        while piece := os.read(primary, 65536):
            shown += piece
    except OSError:
        pass  # Linux says so when the other side is closed
    os.close(primary)
    return shown


def on_a_terminal(command: str, folder: Path) -> tuple[int, str]:
    """Run a shell command on a pseudo-terminal; its exit code and all it shows."""
    programs = folder / ".programs"
    programs.mkdir(exist_ok=True)
    program = programs / "quoth"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quoth "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(COLUMNS),
        "TERM": "dumb",
        "NO_COLOR": "1",
    }
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=secondary,
        stderr=secondary,
    )
    os.close(secondary)
    shown = all_shown(primary)
    return process.wait(), shown.decode("utf-8").replace("\r\n", "\n")


class Reader:
    """Somebody who types a document from top to bottom."""

    def __init__(self, folder: Path):
        """Work in a folder, where `examples` are the project's."""
        self.folder = folder
        self.names: dict = {"__name__": "__main__"}
        (folder / "examples").symlink_to(ROOT / "examples")

    def follow(self, markdown: str, name: str) -> int:
        """Run every block; returns how many programs were run.

        Raises:
            AssertionError: a program failed or printed something else; names the line.
        """
        run = 0
        for block in blocks(markdown):
            where = f"{name}, line {block.line}"
            if block.language == "python":
                self.python(block, where)
                run += 1
            elif block.text.startswith("$ "):
                for command, shown in commands(block.text):
                    if command.split()[0] == "quoth":
                        self.shell(command, shown, where)
                        run += 1
        return run

    def shell(self, command: str, shown: list[str], where: str) -> None:
        """One `$ quoth …`."""
        code, printed = on_a_terminal(command, self.folder)
        assert code in (0, 1), f"{where}: {command} ended with {code}:\n{printed}"
        if any(line.strip() for line in shown):
            expected = "\n".join(stripped(shown))
            assert matches(shown, printed.splitlines()), (
                f"{where}: {command}\n--- shown\n{expected}\n--- printed\n{printed}"
            )

    def python(self, block: Block, where: str) -> None:
        """One block of Python."""
        with chdir(self.folder):
            if ">>>" not in block.text:
                code = compile("\n" * (block.line - 1) + block.text, where, "exec")
                exec(code, self.names)
                return
            test = doctest.DocTestParser().get_doctest(
                block.text + "\n", self.names, where, where, block.line - 1
            )
            said: list[str] = []
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
            runner.run(test, out=said.append, clear_globs=False)
            self.names.update(test.globs)
            assert not runner.failures, "".join(said)

"""The documentation is executed, and the command reference is that of the commands."""

from __future__ import annotations

import re

import pytest

from quoth.cli import COMMANDS, commands
from quoth.cli.reference import reference
from tests.documents import ROOT, Block, Reader, blocks, matches
from tests.documents import commands as commands_in

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_does_what_it_shows(document, tmp_path):
    Reader(tmp_path).follow((ROOT / document).read_text(encoding="utf-8"), document)


def test_the_command_reference_is_current():
    written = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert written == reference(), "run: make reference"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name):
    (section,) = re.findall(rf"^## quoth {name}\n(.*?)(?=^## |\Z)", reference(), re.M | re.S)
    for parameter in commands.get_command(None, name).params:
        shown = [parameter.metavar] if parameter.param_type_name == "argument" else parameter.opts
        for word in shown:
            assert (word or parameter.name.upper()) in section, f"{name}: {word}"
    assert "Examples:" in section


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    path = ROOT / document
    for target in re.findall(r"\]\(([^)\s]{1,300})\)", path.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file) if file else path
        assert linked.exists(), f"{document} links to {target}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.M)
            anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
            assert anchor in anchors, f"{document} links to {target}"


# The runner itself: a test that cannot fail is none.


def document(*lines: str) -> str:
    return "\n".join(["Text", "```console", *lines, "```", ""])


def test_blocks_are_found_with_their_language_and_line():
    assert blocks("a\n```python\nx = 1\n\n```\nb\n```\n$ quoth\n```\n") == [
        Block("python", "x = 1\n", 3),
        Block("", "$ quoth", 8),
    ]


def test_commands_have_their_lines_and_may_be_continued():
    assert commands_in("$ quoth a \\\n    b\none\ntwo\n$ quoth c") == [
        ("quoth a b", ["one", "two"]),
        ("quoth c", []),
    ]


@pytest.mark.parametrize(
    "shown, printed, same",
    [
        (["a", "b"], ["a  ", "b", ""], True),
        (["a"], ["a", "b"], False),
        (["in ... s, b"], ["in 3.1 s, b"], True),
        (["in ... s, b"], ["in 3.1 s, c"], False),
        (["a", "...", "z"], ["a", "b", "c", "z"], True),
        (["a", "...", "z"], ["a", "z"], True),
        (["a", "..."], ["a", "b"], True),
        (["a", "...", "z"], ["a", "b"], False),
        (["(a.b)*"], ["(a.b)*"], True),
        (["(a.b)*"], ["(axb)b"], False),
    ],
)
def test_matching(shown, printed, same):
    assert matches(shown, printed) is same


def test_what_is_shown_must_be_printed(tmp_path):
    reader = Reader(tmp_path)
    assert reader.follow(document("$ quoth --version", "quoth ..."), "a.md") == 1
    with pytest.raises(AssertionError, match=r"a\.md, line 3: quoth --version"):
        reader.follow(document("$ quoth --version", "quoth 99"), "a.md")


def test_a_command_that_fails_is_an_error(tmp_path):
    with pytest.raises(AssertionError, match="ended with 2"):
        Reader(tmp_path).follow(document("$ quoth reed x"), "a.md")


def test_other_commands_are_not_run(tmp_path):
    assert Reader(tmp_path).follow(document("$ exit 3"), "a.md") == 0


def test_output_is_that_of_a_terminal(tmp_path):
    (tmp_path / "page.txt").write_text("Levy\n\nThe levy will rise, Mira Tolland said.\n")
    shown = document("$ quoth read page.txt", "Title      ...", "...", "Words      8", "...")
    assert Reader(tmp_path).follow(shown, "a.md") == 1


def test_python_blocks_share_names_and_folder(tmp_path):
    reader = Reader(tmp_path)
    text = "```python\nx = 41\n```\n```python\n>>> x + 1\n42\n>>> open('examples/none')\n"
    text += "Traceback (most recent call last):\n  ...\nFileNotFoundError: ...\n```\n"
    assert reader.follow(text, "a.md") == 2
    with pytest.raises(AssertionError):
        reader.follow("```python\n>>> x\n40\n```\n", "a.md")
    with pytest.raises(ZeroDivisionError):
        reader.follow("```python\nx / 0\n```\n", "a.md")

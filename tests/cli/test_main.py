"""The group itself: light start, exit codes, words for errors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

import quoth.cli
from quoth import __version__
from quoth.cli import COMMANDS, commands
from quoth.errors import ModelError, ProjectError

# Nothing that `--help` does not need. click and quoth.cli are all it may load.
HEAVY = {
    "rich",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "lxml",
    "duckdb",
    "msgspec",
    "sqlite3",
    "importlib.metadata",
    "multiprocessing",
    "asyncio",
    "quoth.read",
    "quoth.extract",
    "quoth.resolve",
    "quoth.store",
    "quoth.engine",
    "quoth.pipeline",
    "quoth.running",
    "quoth.evaluate",
    "quoth.model",
    "quoth.api",
    "quoth.cli.read",
    "quoth.cli.extract",
}


def loaded_by(*args: str) -> set[str]:
    """Modules in memory when a command line ends."""
    program = (
        "import sys\n"
        "from quoth.cli import commands\n"
        "try:\n"
        f"    commands.main({list(args)!r})\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0, end.code\n"
        "print('LOADED', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option):
    assert not HEAVY & loaded_by(option)


def test_help_of_a_command_loads_no_engine():
    heavy = HEAVY - {"quoth.cli.extract", "quoth.model", "quoth.api"}
    assert not heavy & loaded_by("extract", "--help")


def test_importing_quoth_loads_nothing_of_it():
    program = "import quoth, sys; print(*(m for m in sys.modules if m.startswith('quoth')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["quoth"]


def test_help_lists_every_command(quoth):
    result = quoth("--help")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.split("Commands:")[1].splitlines() if line][
        : len(COMMANDS)
    ] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_listed_line_is_the_commands_own(name):
    command = commands.get_command(None, name)
    assert command.name == name
    assert command.help.partition("\n")[0] == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    for parameter in commands.get_command(None, name).params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name}: {parameter.opts}"


def test_version(quoth):
    assert quoth("--version").stdout == f"quoth {__version__}\n"


@pytest.mark.parametrize(
    "args, words",
    [
        (["fnid"], "Did you mean 'find'?"),
        (["zzz"], "'quoth --help' lists the commands"),
        (["read"], "Missing argument 'PATH...'"),
        (["read", "x", "--max-bytes", "lots"], "try 20MB"),
        (["read", "x", "--map", "text"], "--map takes OURS=THEIRS"),
        (["extract", "x", "--workers", "0"], "--workers"),
        (["find", "x.quoth", "--mode", "loud"], "direct"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(quoth, args, words):
    result = quoth(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("kind", [ProjectError, ModelError])
def test_our_errors_are_a_reason_and_an_advice(quoth, monkeypatch, kind):
    def fail(*args, **options):
        raise kind("it is broken", advice="mend it")

    monkeypatch.setattr("quoth.read.read", fail)
    result = quoth("read", "x")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "quoth: it is broken\n  try: mend it\n"


def test_unexpected_errors_show_no_traceback_unless_asked(quoth, monkeypatch):
    def fail(*args, **options):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("quoth.read.read", fail)
    result = quoth("read", "x")
    assert result.exit_code == 2
    assert result.stderr.startswith("quoth: unexpected ZeroDivisionError: oh\n  try: ")
    monkeypatch.setenv("QUOTH_DEBUG", "1")
    assert isinstance(quoth("read", "x").exception, ZeroDivisionError)


def test_an_error_cannot_steer_the_terminal(quoth, monkeypatch):
    def fail(*args, **options):
        raise ProjectError("no such file: \x1b[2Jx.quoth")

    monkeypatch.setattr("quoth.read.read", fail)
    assert quoth("read", "x").stderr == "quoth: no such file: ␛[2Jx.quoth\n"


def test_interruption_ends_with_130(quoth, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.read.read", interrupt)
    result = quoth("read", "x")
    assert result.exit_code == 130
    assert "Traceback" not in result.stderr and "interrupted" in result.stderr


def program(*args, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "quoth", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_ctrl_c_ends_with_130_and_few_words():
    program = (
        "import signal, sys, time, quoth.read\n"
        # A shell lets what it starts in the background ignore Ctrl-C, and children inherit that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def read(*args, **options):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "quoth.read.read = read\n"
        "from quoth.cli import main\n"
        "sys.argv = ['quoth', 'read', '-']\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, b"")
    assert stderr.strip() == b"quoth: interrupted"


def test_a_closed_pipe_is_no_error(page):
    process = program("read", *[page] * 400)
    process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=120), stderr) == (0, b"")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf_8_in_every_locale(page, locale):
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = program("read", page, env=environment)
    stdout, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "🚢" in stdout.decode("utf-8")


def test_python_m_quoth_is_quoth():
    assert quoth.cli.main.__module__ == "quoth.cli"
    process = program("--version")
    stdout, _ = process.communicate(timeout=120)
    assert stdout.decode() == f"quoth {__version__}\n"

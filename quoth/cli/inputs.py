"""What `read`, `extract` and `run` share: which inputs, and how to read them."""

from __future__ import annotations

from collections.abc import Callable

import click

from quoth.api import MAX_BYTES

UNITS = {"": 1, "b": 1, "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9}


class ByteCount(click.ParamType):
    """A number of bytes: 20000000, 20MB, 1.5 GB (decimal)."""

    name = "BYTES"

    def convert(self, value, param, ctx):
        if isinstance(value, int):
            return value
        word = value.strip().lower().replace("_", "")
        digits = word.rstrip("bkmg ")
        try:
            number = float(digits) * UNITS[word[len(digits) :].strip()]
        except (ValueError, KeyError):
            self.fail(f"{value!r} is no number of bytes; try 20MB or 20000000", param, ctx)
        # `not >=` also turns away nan; infinity has no whole number.
        if not 1 <= number < 2**63:
            self.fail(f"{value!r} is out of range; try 20MB", param, ctx)
        return int(number)


def parsed_mapping(pairs: tuple[str, ...]) -> dict[str, str] | None:
    """`("text=body", "outlet=source")` as a dict from our field to theirs."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise click.UsageError(f"--map takes OURS=THEIRS, such as text=body, not {pair!r}.")
        if ours in mapping:
            raise click.UsageError(f"--map names {ours!r} twice.")
        mapping[ours] = theirs
    return mapping or None


def max_bytes_option(command: Callable) -> Callable:
    """`--max-bytes`."""
    return click.option(
        "--max-bytes",
        type=ByteCount(),
        default=MAX_BYTES,
        help="Skip an input larger than this when unpacked: 500kB, 1.5GB. Default: 20MB.",
    )(command)


def mapping_option(command: Callable) -> Callable:
    """`--map`."""
    return click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="OURS=THEIRS",
        help="For JSON Lines with other field names: text=body. Repeat for more fields.",
    )(command)


def input_options(command: Callable) -> Callable:
    """PATH…, `--map` and `--max-bytes`."""
    command = mapping_option(max_bytes_option(command))
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def fast_option(command: Callable) -> Callable:
    """`--fast`."""
    return click.option(
        "--fast",
        is_flag=True,
        help="Read with half of the network's layers: quicker, and less accurate.",
    )(command)


def workers_option(command: Callable) -> Callable:
    """`--workers`."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes to work in. Default: one a core, or one for a few articles.",
    )(command)

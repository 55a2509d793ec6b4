"""Options that several commands share, spelt once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

MOST_SECONDS = 10_000_000
"""Almost four months: no limit is longer."""


def quietly(what: str) -> Any:
    """Return the option `--quiet` of a command that has little to leave out: `what` says what is left."""
    return typer.Option("--quiet", "-q", help=what)


def length_of_time(seconds: float) -> float:
    """Return a length of time as it was typed.

    Raises:
        InputError: it is negative, endless or no number.
    """
    from xinyong.errors import InputError

    if not 0 <= seconds <= MOST_SECONDS:
        raise InputError(f"--limit: found {seconds:g} seconds; expected 0 to {MOST_SECONDS:,}")
    return seconds


def number_of_threads(threads: int) -> int:
    """Return a number of threads as it was typed.

    Raises:
        InputError: it is negative, or more than any machine has.
    """
    from xinyong.errors import InputError

    if threads < 0:
        raise InputError(f"--threads: found {threads} threads; expected 0 (one per core) or more")
    return threads


Ledger = Annotated[
    str | None,
    typer.Option("--ledger", metavar="WHOSE", help="Rows to keep: all or sample; default: all, unless too many."),
]
Sample = Annotated[
    int | None, typer.Option("--sample", metavar="N", help="People whose full rows are kept; default 1,000,000.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, quietly("No progress, no remarks.")]
NamesAlone = Annotated[bool, quietly("Print the names alone, one a line.")]
Registered = Annotated[
    Path | None,
    typer.Option("--registered", metavar="FILE", help="What `plan --register` wrote: tells what was planned."),
]
SchemeName = Annotated[str, typer.Argument(metavar="SCHEME", help="A catalogue name, a scheme.yaml or its folder.")]
WorldName = Annotated[
    str | None, typer.Option("--world", metavar="WORLD", help="A world's name or path; default: the scheme's own.")
]
PeopleCount = Annotated[int, typer.Option("--people", metavar="N", help="Synthetic people, 100 or more.")]
Years = Annotated[
    int | None,
    typer.Option(
        "--years", metavar="Y", help="Years of 365 days; default: the longest fixed term plus one, at least 3."
    ),
]
Days = Annotated[int | None, typer.Option("--days", metavar="D", help="Days, instead of years.")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", help="Seed of all chance.")]
Window = Annotated[int, typer.Option("--window", help="How far the clock looks ahead: 7 days or 1.")]
EngineName = Annotated[str, typer.Option("--engine", help="kernel (fast) or reference (readable); equal bit for bit.")]
Threads = Annotated[
    int,
    typer.Option(
        "--threads",
        metavar="N",
        callback=number_of_threads,
        help="Threads; 0: one per core. Results do not depend on it.",
    ),
]
EXECUTOR_HELP = "threads, processes, or ray (a cluster). Results do not depend on it."
DEADLINE_HELP = "Seconds after which a process that does not answer is taken to be gone."
Executor = Annotated[str, typer.Option("--executor", metavar="E", help=EXECUTOR_HELP)]
ExecutorOrAsBefore = Annotated[
    str | None, typer.Option("--executor", metavar="E", help=f"{EXECUTOR_HELP} Default: as before.")
]
Deadline = Annotated[float, typer.Option("--deadline", metavar="SECONDS", help=DEADLINE_HELP)]
DeadlineOrAsBefore = Annotated[
    float | None, typer.Option("--deadline", metavar="SECONDS", help=f"{DEADLINE_HELP} Default: as before.")
]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="The Ray cluster; without one, Ray starts on this machine."),
]
CheckpointEvery = Annotated[
    int | None,
    typer.Option(
        "--checkpoint-every",
        metavar="K",
        help="Keep a checkpoint every K windows, from which `xinyong resume` goes on.",
    ),
]
Shards = Annotated[
    int | None,
    typer.Option("--shards", metavar="N", help="Parts into which the people are divided; default: one per thread."),
]
ShardsOrAsBefore = Annotated[
    int | None,
    typer.Option("--shards", metavar="N", help="Parts into which the people are divided; default: as before."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Amend a value (rules.ID.points=-20; world:acts.ID.rate=2). Repeatable."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where the result goes.")]
RunDirectory = Annotated[
    Path, typer.Argument(metavar="DIR", help="A run directory, a comparison, or a comparison with several others.")
]
Variant = Annotated[
    str | None,
    typer.Option("--variant", metavar="B", help="Of a comparison with several others, the one with B alone."),
]


def settings_of(written: list[str] | None, option: str = "--set") -> dict[str, str]:
    """Return PATH=VALUE settings as a mapping.

    Raises:
        InputError: one of them has no `=`, or a path is set twice.
    """
    from xinyong.errors import InputError

    found: dict[str, str] = {}
    for text in written or []:
        path, sign, value = text.partition("=")
        if not sign or not path.strip() or not value.strip():
            raise InputError(f"{option}: found `{text}`, expected PATH=VALUE, as in rules.theft.points=-20")
        if path.strip() in found:
            raise InputError(f"{option}: `{path.strip()}` is set twice; say it once")
        found[path.strip()] = value.strip()
    return found

"""The benchmark that comes with the repository, as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from xinyong.cli.options import AsJson, quietly

BENCHMARK = "benchmarks.score_1"
RESULTS = "results.json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(bench)


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="A trial of everything, in minutes.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="NAME", help="Contestants whose names hold this word; may be said again."),
    ] = None,
    sizes: Annotated[
        list[int] | None,
        typer.Option("--size", metavar="N", min=100, help="People; may be said again. Default: 1,000 to 10⁶."),
    ] = None,
    times: Annotated[
        int | None, typer.Option("--times", metavar="N", min=1, help="Runs of each at each size, in turns; default 5.")
    ] = None,
    people: Annotated[
        int | None,
        typer.Option("--people", metavar="N", min=100, help="People of a year of the agreement; default 100,000."),
    ] = None,
    seeds: Annotated[
        int | None, typer.Option("--seeds", metavar="N", min=2, help="Years of the agreement on each side; default 60.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where numbers, table and chart go.")] = Path(
        "runs/score-1"
    ),
    as_json: AsJson = False,
    quiet: Annotated[bool, quietly("Print where the results are, and nothing else.")] = False,
) -> None:
    """Race the laboratory against its peers on SCORE-1: agreement first, then times. It comes with the repository."""
    from xinyong.cli.output import emit_json, say

    asked = [("--times", times), ("--people", people), ("--seeds", seeds), ("--out", out.absolute())]
    arguments = [text for name, value in asked if value is not None for text in (name, str(value))]
    for name, several in (("--only", only), ("--sizes", sizes)):
        arguments += [name, *map(str, several)] if several else []
    table = _raced([*arguments, *(["--quick"] if quick else [])], tells=not quiet)
    if as_json:
        emit_json(json.loads((out / RESULTS).read_text(encoding="utf-8")))
    else:
        say(str(out / RESULTS) if quiet else table)


def _raced(arguments: list[str], *, tells: bool) -> str:
    """Return the table of a race; `tells`: what it says meanwhile is shown.

    Raises:
        InputError: the benchmark is not there, as in an installed package, or something of what was asked for is wrong.
    """
    from xinyong.errors import InputError

    root = Path(__file__).resolve().parents[3]
    if not (root / BENCHMARK.replace(".", "/")).is_dir():
        raise InputError(
            f"found no folder benchmarks in {root}; expected the repository, of which an installed package holds the "
            "laboratory alone: clone it, `make setup`, and run .venv/bin/xinyong bench"
        )
    done = subprocess.run(  # noqa: S603 (this interpreter, and words that are not read by a shell)
        [sys.executable, "-m", BENCHMARK, *arguments], stdout=subprocess.PIPE, text=True, check=False, cwd=root,
        stderr=None if tells else subprocess.PIPE,
    )  # fmt: skip
    if done.returncode:
        said = (done.stderr or "").strip().splitlines()[-1:] or ["what it said stands above"]
        raise InputError(f"the benchmark ended with {done.returncode}; {said[0]}")
    return done.stdout

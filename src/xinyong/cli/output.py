"""Saying things: one JSON object or a readable page on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

from xinyong.cli.streams import note
from xinyong.errors import FileError, Problem, XinyongError

SECONDS_BETWEEN_LINES = 2.0
"""Away from a terminal progress is a plain line now and then."""

WIDEST = 10_000
"""Characters of the longest row that stays on one line away from a terminal."""


def emit_json(found: object) -> None:
    """Print one JSON object (or list) and nothing else."""
    can_say_all = (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(found, ensure_ascii=not can_say_all, indent=2, default=str) + "\n")


def say(text: str = "") -> None:
    """Print a line for a reader."""
    sys.stdout.write(text + "\n")


def say_fields(lines: Iterable[Sequence[str]]) -> None:
    """Print lines for another program: fields with a tab between them, nothing else."""
    for line in lines:
        say("\t".join(line))


def rows(head: Sequence[str], lines: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table; numbers to the right. Away from a terminal it is plain text, a line for a row, to be piped."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    body = [list(line) for line in lines]
    for column, name in enumerate(head):
        numeric = bool(body) and all(isinstance(line[column], int | float) for line in body)
        ids = column == 0 and not any(" " in str(line[0]) for line in body)  # to be copied whole
        table.add_column(name, justify="right" if numeric else "left", overflow="fold", no_wrap=ids)
    for line in body:
        table.add_row(*(figure(cell) if isinstance(cell, int | float) else str(cell) for cell in line))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    console = Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)
    with console.capture() as printed:  # printed by us: rich ends the program with exit code 1 when a pipe breaks
        console.print(table)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))


def figure(number: float | None) -> str:
    """Return a number as people read it: thousands apart, about three significant digits."""
    if number is None:
        return "–"
    if isinstance(number, bool):
        return "yes" if number else "no"
    if isinstance(number, int) or (float(number).is_integer() and abs(number) >= 1):
        return f"{int(number):,}"
    return f"{number:,.3g}" if abs(number) < 1000 else f"{number:,.0f}"


class Progress:
    """Tells how far a run is, at what rate, and how long it will take: a bar on a terminal, plain lines elsewhere.

    Where it is told of fewer than before, another run has begun: one with the other end of what is unknown, say.
    """

    def __init__(self, title: str, *, quiet: bool, what: str = "windows") -> None:
        self.title, self.quiet, self.what = title, quiet, what
        self.started = self.said = self.last = time.monotonic()
        self.done, self.runs = 0, 1

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` are done."""
        if self.quiet or not total:
            return
        now = time.monotonic()
        if done <= self.done:
            self.started, self.runs = self.last, self.runs + 1
        self.done, self.last = done, now
        spent = max(now - self.started, 1e-9)
        left = spent * (total - done) / max(done, 1)
        title = self.title if self.runs == 1 else f"{self.title}, run {self.runs}"
        line = f"{title}: {done} of {total} {self.what}, {done / spent:.3g} a second, {left:.0f} s left"
        if sys.stderr.isatty():
            filled = 24 * done // total
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (24 - filled)}] {line}\x1b[K{end}")
            sys.stderr.flush()
        elif done >= total or now - self.said >= SECONDS_BETWEEN_LINES:
            self.said = now
            if spent >= SECONDS_BETWEEN_LINES:
                note(line)


class Stages:
    """Progress of several pieces of work, one after another, each with a bar of its own."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.title = ""
        self.bar: Progress | None = None

    def __call__(self, title: str, done: int, total: int) -> None:
        """Say how far the piece of work called `title` is."""
        if self.bar is None or title != self.title:
            self.title, self.bar = title, Progress(title, quiet=self.quiet, what="done")
        self.bar(done, total)


def explain_error(error: XinyongError, *, as_json: bool) -> None:
    """Say what went wrong: every problem of a file on a line of its own."""
    if as_json:
        emit_json({"ok": False, "errors": problems_of(error)})
        return
    if isinstance(error, FileError):
        for problem in error.problems:
            note(str(problem))
    else:
        note(f"xinyong: {error}")


def problems_of(error: XinyongError) -> list[dict[str, Any]]:
    """Return the problems of an error as objects with file, line, column, path, message and hint."""
    problems = error.problems if isinstance(error, FileError) else (Problem(str(error)),)
    return [problem_object(problem) for problem in problems]


def problem_object(problem: Problem) -> dict[str, Any]:
    """Return a problem as an object with file, line, column, path, message and hint."""
    return {name: getattr(problem, name) for name in ("file", "line", "column", "path", "message", "hint")}


def explain_problem(problem: Problem, *, as_json: bool) -> None:
    """Say what went wrong outside any file of a scheme or world: one line, or the same object as of other errors."""
    if as_json:
        emit_json({"ok": False, "errors": [problem_object(problem)]})
    else:
        note(f"xinyong: {problem}")

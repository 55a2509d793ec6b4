"""Where output goes: pipes that break, disks that are full, terminals that cannot show every letter."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TextIO

from xinyong.errors import Problem

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.ENOMEM)


def ready() -> None:
    """Make both streams usable: one that was closed leads nowhere, and a letter that cannot be shown is spelt out."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (it stays open to the end)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def note(text: str) -> None:
    """Print a line about the work itself, on stderr. Where it cannot be written the work goes on: nobody is to tell."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        nobody_reads(sys.stderr)


def nobody_reads(stream: TextIO | None = None) -> None:
    """Lead a stream nowhere, stdout if none is given: its reader went away, as `| head` does, and nobody is to tell."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, (stream or sys.stdout).fileno())
    os.close(nowhere)


def written_out(code: int) -> int:
    """Write out what is still kept back, and return the exit code: that of the work, or 3 where the disk is full."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads()
    except OSError as error:
        problem, worse = problem_of_system(error)
        nobody_reads()
        note(f"xinyong: {problem}")
        return worse
    return code


def problem_of_system(error: OSError) -> tuple[Problem, int]:
    """Return what the system refused as a problem, and the exit code: 3 where there is no room, 2 otherwise."""
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else "output"
    if error.errno in NO_ROOM:
        return Problem(f"{error.strerror}", "free some space, or name another place", file=where), 3
    return Problem(f"{error.strerror or error}", "check the path and its permissions", file=where), 2

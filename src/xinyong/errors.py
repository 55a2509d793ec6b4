"""Every error a person can meet, as one tree.

XinyongError                 anything this package raises on purpose
├── InputError               what the user wrote cannot be used (exit code 2)
│   ├── FileError            a scheme, world, table or situation file: carries all its problems at once
│   ├── NameUnknown          a name that is in no catalogue; carries the nearest one
│   ├── BoundaryError        input that could hold real people, or a request to score one
│   └── DamagedRun           a run directory whose bytes do not match its manifest
├── Stopped                  a run that was asked to stop, and says how to go on (exit code 130)
├── ResourceError            out of memory, disk or time that was asked for (exit code 3)
├── WorkerLost               a process that played a part of a run is gone (exit code 3)
└── MismatchError            `verify` found another result than the one stored (exit code 1)

Each problem says where, what was found, what was expected and how to mend it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, at one place in it.

    `path` is the path inside the document (`rules.petition.points`); `line` and `column` count from 1.
    """

    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: " if self.line else (f"{self.file}: " if self.file else "")
        subject = f"{self.path}: " if self.path else ""
        return f"{where}{subject}{self.message}{f'; {self.hint}' if self.hint else ''}"


class XinyongError(Exception):
    """Anything this package raises on purpose. `exit_code` is what the command line returns."""

    exit_code = 2


class InputError(XinyongError):
    """What the user asked for cannot be used as it is."""


class FileError(InputError):
    """A file that cannot be read as what it should be; `problems` holds every one of them, in file order."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class NameUnknown(InputError):
    """A scheme, world, measure or subject that is not there."""


class BoundaryError(InputError):
    """Input that could describe real people, or a way to score them. The message says the way out."""


class DamagedRun(InputError):
    """A run directory that is incomplete, altered, or was made elsewhere. The message names the file."""


class Stopped(XinyongError):
    """A run that was asked to stop and kept what it had; the message says how to go on."""

    exit_code = 130


class ResourceError(XinyongError):
    """The run needs more memory, disk or id space than there is."""

    exit_code = 3


class WorkerLost(ResourceError):
    """A process that played a part of a run is gone, and there was no checkpoint to go on from, or it went again."""


class MismatchError(XinyongError):
    """A stored result that this version does not reproduce; the message names the first window and block."""

    exit_code = 1

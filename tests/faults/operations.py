"""A layer between the program and the disk, which counts what is asked for and does something at the k-th."""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import pytest

from xinyong.results import disk

NAMES = ("fsync", "mkdir", "rename", "replace", "link", "unlink", "rmdir")
"""Functions of `os` that change what lies on a disk; writing is counted at the file itself."""

Act = Callable[[str, int], None]
"""Told the name of an operation and its number, counted from 0, before it is done."""


class CountedFile:
    """A file being written, every write of which is an operation."""

    def __init__(self, file: BinaryIO, before: Callable[[str], None], *, half: bool) -> None:
        self.file, self.before, self.half = file, before, half

    def write(self, data: bytes) -> int:
        """Write bytes; where the operation is to fail, perhaps half of them first."""
        try:
            self.before("write")
        except OSError:
            if self.half:
                self.file.write(data[: len(data) // 2])
            raise
        return self.file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def counted(act: Act, *, half: bool = False) -> Iterator[list[str]]:
    """Yield the names of the operations so far, while every one is counted."""
    done: list[str] = []

    def before(name: str) -> None:
        done.append(name)
        act(name, len(done) - 1)

    def wrapped(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def one(*args: Any, **kwargs: Any) -> Any:
            before(name)
            return real(*args, **kwargs)

        return one

    begin = disk.HashingFile.__init__

    def beginning(self: disk.HashingFile, file: BinaryIO) -> None:
        begin(self, CountedFile(file, before, half=half))  # type: ignore[arg-type] # it does what a file does

    with pytest.MonkeyPatch.context() as patched:
        for name in NAMES:
            patched.setattr(os, name, wrapped(name))
        patched.setattr(disk.HashingFile, "__init__", beginning)
        yield done


def nothing(_name: str, _number: int) -> None:
    """Let every operation pass."""


def failing(number: int, code: int) -> Act:
    """Return what fails the operation of a number, once, as the system would."""

    def act(name: str, at: int) -> None:
        if at == number:
            raise OSError(code, os.strerror(code), f"operation {number}, {name}")

    return act


def killing(number: int) -> Act:
    """Return what kills this process before the operation of a number."""

    def act(_name: str, at: int) -> None:
        if at == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


REFUSALS = (errno.ENOSPC, errno.EIO)


@dataclass(frozen=True)
class Fault:
    """One operation that is to fail: its number, its kind, and how; `half` writes half of the bytes first."""

    number: int
    kind: str
    code: int
    half: bool = False


WAYS = ((errno.ENOSPC, False), (errno.EIO, False), (errno.ENOSPC, True))
"""No space, an input/output error, a write that is cut short: the last for writes alone."""
WRITES_APART = 10
"""Of writes each tenth is failed: most are pieces of one table."""


def faults_of(done: Sequence[str]) -> list[Fault]:
    """Return the faults by which every operation of a run is failed once, those of a kind in the ways in turn."""
    met: Counter[str] = Counter()
    found = []
    for number, kind in enumerate(done):
        apart, ways = (WRITES_APART, WAYS) if kind == "write" else (1, WAYS[:2])
        turn, left = divmod(met[kind], apart)
        met[kind] += 1
        if not left:
            code, half = ways[turn % len(ways)]
            found.append(Fault(number, kind, code, half))
    return found

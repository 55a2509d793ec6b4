"""Read one ordinary file within a bound, without ever waiting on something that is not a file.

A named pipe, a device or a folder in the place of a file is an error, not a hang; the size is looked at before reading.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from xinyong.errors import InputError

MAX_TEXT_BYTES = 1 << 20
"""No scheme, world or situation file needs more than 1 MiB."""


def read_plain_file(path: Path, *, shown: str, at_most_bytes: int = MAX_TEXT_BYTES) -> bytes:
    """Return the bytes of the file at `path`; `shown` is its name in messages.

    Raises:
        InputError: there is no such file, it is not an ordinary file, it may not be read, or it is too large.
    """
    # O_NONBLOCK: opening a named pipe must not wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise InputError(f"{shown}: there is no such file; check the name and the folder") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{shown}: cannot be opened ({_reason(error)}); expected an ordinary file") from None
    try:
        return _read(handle, shown, at_most_bytes)
    except OSError as error:
        raise InputError(f"{shown}: cannot be read ({_reason(error)}); expected an ordinary file") from None
    finally:
        os.close(handle)


def _read(handle: int, shown: str, at_most_bytes: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{shown}: this is {_sort_of(status.st_mode)}; expected an ordinary file")
    if status.st_size > at_most_bytes:
        raise InputError(
            f"{shown}: the file has {status.st_size:,} bytes; expected at most {at_most_bytes:,}; "
            "leave out what is not needed, or split it"
        )
    chunks = []
    left = at_most_bytes + 1
    while left > 0 and (chunk := os.read(handle, left)):
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:  # some files of the system say size 0 and go on for ever
        raise InputError(f"{shown}: the file goes on after {at_most_bytes:,} bytes; expected at most that many")
    return b"".join(chunks)


def _sort_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    return "a device"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "its name cannot be a file name"

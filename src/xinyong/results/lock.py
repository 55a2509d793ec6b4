"""One process at a time in a folder: a file that says who is there, which a process that died leaves behind."""

from __future__ import annotations

import json
import os
import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xinyong.errors import InputError
from xinyong.results.disk import spoken

NAME = "lock.json"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which is made if need be.

    Raises:
        InputError: another process that is alive holds it, or one on another machine of which nobody can tell.
    """
    path, token = folder / NAME, secrets.token_hex(8)
    try:
        with spoken(path, "lock the folder"):
            folder.mkdir(parents=True, exist_ok=True)
            _take(path, token)
        yield
    finally:
        if _holder(path).get("token") == token:
            with spoken(path, "unlock the folder"):
                path.unlink(missing_ok=True)


def _take(path: Path, token: str) -> None:
    """Put our name into the lock; a name whose process is gone is removed first."""
    ours = {"pid": os.getpid(), "host": platform.node(), "began": _began(os.getpid()), "token": token}
    partial = path.with_name(f".{NAME}.{token}")
    partial.write_text(json.dumps(ours), encoding="utf-8")
    try:
        for _ in range(2):
            try:
                os.link(partial, path)  # it is there with all that it says, or it is not there
            except FileExistsError:
                _remove_stale(path)
            else:
                return
        raise InputError(f"{path}: another process was quicker; wait until it is done")
    finally:
        partial.unlink(missing_ok=True)


def _remove_stale(path: Path) -> None:
    """Remove a lock whose process is gone, or that says nothing: one that is taken says everything at once.

    Raises:
        InputError: it is not, or nobody can tell.
    """
    holder = _holder(path)
    pid, host = holder.get("pid"), holder.get("host")
    if holder and host != platform.node():
        raise InputError(f"{path}: a process on {host or 'another machine'} holds this folder; "
                         "where it is gone for good, remove the file")  # fmt: skip
    if isinstance(pid, int) and _alive(pid, holder.get("began")):
        raise InputError(f"{path}: process {pid} is working in this folder; wait for it, or stop it")
    aside = path.with_name(f".{NAME}.stale-{secrets.token_hex(8)}")
    path.rename(aside)
    if _holder(aside) != holder:  # between the look and the rename somebody else had come
        os.link(aside, path)
        aside.unlink()
        raise InputError(f"{path}: another process was quicker; wait until it is done")
    aside.unlink()


def _holder(path: Path) -> dict[str, Any]:
    """Return what a lock says; nothing where it is not there or says nothing that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _alive(pid: int, began: object) -> bool:
    """Tell whether a process lives, and is the one that began then: numbers of processes are used again."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    now = _began(pid)
    return now is None or began is None or now == began


def _began(pid: int) -> str | None:
    """Return when a process began, as the system counts it, where it says so."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        return None

"""Writing a directory that appears whole or not at all, and saying in words what a disk refused.

Files are written into a hidden folder beside the target, each is flushed to the disk, and one rename makes them
visible. A run that is killed leaves at most the hidden folder. Nothing that is not ours is ever removed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xinyong.errors import InputError, ResourceError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE}
"""What more disk, memory or handles would mend; everything else is about the path that was given."""

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """A file on disk: the SHA-256 of its bytes and how many there are."""

    sha256: str
    n_bytes: int


class HashingFile:
    """A file being written, which reckons the hash of what it was given and remembers what the disk refused."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.n_bytes = 0
        self.refused: OSError | None = None
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Return the hash of what was written so far."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Write bytes."""
        try:
            self.file.write(data)
        except OSError as refused:
            self.refused = refused
            raise
        self._digest.update(data)
        self.n_bytes += len(data)
        return len(data)

    def flush(self) -> None:
        """Hand what was written to the system."""
        self.file.flush()


def write_file(path: Path, fill: Callable[[HashingFile], None]) -> Written:
    """Write a new file to the disk and return its hash.

    Raises:
        OSError: the disk refused it, whatever a library in between made of the refusal.
    """
    with path.open("xb") as file:
        out = HashingFile(file)
        try:
            fill(out)
            out.flush()
        except BaseException:
            # A table library that meets a full disk reports it in words of its own.
            if out.refused is not None:
                raise out.refused from None
            raise
        os.fsync(file.fileno())
    return Written(out.sha256, out.n_bytes)


def replace_file(path: Path, content: str | bytes) -> None:
    """Put a file in place whole or not at all, a text in UTF-8. Only a plain file is ever replaced.

    Raises:
        ResourceError: the disk is full. InputError: the path cannot be used, or is a device, a link or a folder.
    """
    with spoken(path, "write the file"):
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise InputError(f"{path}: found something that is no plain file; name a new file, or one to replace")
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial-{secrets.token_hex(6)}")
        try:
            write_file(partial, lambda out: _fill_with(out, content))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def _fill_with(out: HashingFile, content: str | bytes) -> None:
    out.write(content.encode("utf-8") if isinstance(content, str) else content)


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hash_file(path: Path) -> Written:
    """Return the hash of a file as it lies on the disk."""
    digest, n_bytes = hashlib.sha256(), 0
    with path.open("rb") as file:
        while data := file.read(_CHUNK_BYTES):
            digest.update(data)
            n_bytes += len(data)
    return Written(digest.hexdigest(), n_bytes)


@contextmanager
def spoken(path: Path, doing: str) -> Iterator[None]:
    """Turn what the system refuses into an error with words.

    Raises:
        ResourceError: the disk is full, a quota is used up, or the disk fails.
        InputError: the path cannot be used.
    """
    try:
        yield
    except OSError as refused:
        reason = f"{path}: cannot {doing}: {(refused.strerror or str(refused)).lower()}"
        if refused.errno in _FULL:
            raise ResourceError(f"{reason}; free some space, or name another directory with `--out`") from refused
        raise InputError(f"{reason}; name a directory you may write to with `--out`") from refused


@contextmanager
def appearing(target: Path, may_replace: Callable[[Path], None]) -> Iterator[Path]:
    """Yield a hidden folder beside `target` that becomes `target` when the block ends well.

    `may_replace` is called with a target that exists and is not empty; it raises an InputError where that must stay.

    Raises:
        InputError, ResourceError: the path cannot be used, or the disk refused.
    """
    check_target(target, may_replace)
    with spoken(target, "write the run"):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.parent / f".xinyong-partial-{secrets.token_hex(8)}"
        partial.mkdir()
        try:
            yield partial
            for folder in [partial, *(p for p in partial.rglob("*") if p.is_dir())]:
                flush_folder(folder)
            _swap(partial, target, may_replace)
        finally:
            # Only a failed write leaves the folder behind, and it is ours.
            if partial.exists():
                shutil.rmtree(partial, ignore_errors=True)
        flush_folder(target.parent)


def check_target(target: Path, may_replace: Callable[[Path], None]) -> None:
    """Refuse a target that could not be written in the end, before anything is played for it; errors as `appearing`."""
    with spoken(target, "write the run"):
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise InputError(f"{target}: found a file, expected a directory or a new name; choose another `--out`")
        if target.is_dir() and any(target.iterdir()):
            may_replace(target)
        # Nothing is made for a run that may yet be refused: the nearest folder that is there says what is allowed.
        probe = standing_folder(target) / f".xinyong-partial-{secrets.token_hex(8)}"
        probe.mkdir()
        probe.rmdir()


def standing_folder(target: Path) -> Path:
    """Return the nearest folder above a target that is there already."""
    return next(folder for folder in target.absolute().parents if folder.exists())


def _swap(partial: Path, target: Path, may_replace: Callable[[Path], None]) -> None:
    """Put the new folder in the target's place. An older run steps aside first, and back if that fails."""
    if not target.exists() or not any(target.iterdir()):
        partial.rename(target)
        return
    may_replace(target)
    aside = target.parent / f".xinyong-replaced-{secrets.token_hex(8)}"
    target.rename(aside)
    try:
        partial.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system has a way to do so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""One zip file that holds a result whole: what lies in it, in which order, and how it is read without trust.

The bytes depend on the contents alone: names are sorted, times are fixed, and what is packed is packed in one way. Text
is deflated, so that another version of that library may pack it otherwise; `content_sha256` is over names and contents,
and the same everywhere.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from xinyong.errors import DamagedRun, InputError, ResourceError
from xinyong.results.disk import spoken
from xinyong.results.sealed import is_whole, sealed

NAME = "bundle.json"
FORMAT = 1
DATA = "data"
"""Folder of the run or comparison, as it lay on the disk."""

MOST_BYTES = 64 << 30
MOST_FILES = 10_000
MOST_INDEX_BYTES = 64 << 20
_CHUNK_BYTES = 1 << 20
_PACKED = (".parquet",)
"""Endings of files that are packed already."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can state; every file has it."""
_AGAIN = "take it from a copy, or bundle the result again"


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be bundled: bytes at hand, or a file on the disk."""

    content: bytes | Path

    def chunks(self) -> Iterator[bytes]:
        """Yield the content piece by piece."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as file:
            while data := file.read(_CHUNK_BYTES):
                yield data


def write_bundle(target: Path, parts: Mapping[str, Part], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write a bundle, whole or not at all, and return what its index says.

    Args:
        target: the zip file; a plain file of this name is replaced.
        parts: the files by name.
        facts: what the index says beside the files.

    Raises:
        InputError: the path cannot be used. ResourceError: the disk is full.
    """
    with spoken(target, "write the bundle"):
        if target.is_symlink() or (target.exists() and not zipfile.is_zipfile(target)):
            raise InputError(f"{target}: found something that is no zip file; name a new file, or a bundle to replace")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.partial-{secrets.token_hex(6)}")
        try:
            index = _write(partial, parts, facts)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return index


def _write(path: Path, parts: Mapping[str, Part], facts: Mapping[str, Any]) -> dict[str, Any]:
    files: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path, "x", allowZip64=True) as archive:
        for name in sorted(parts):
            digest, n_bytes = hashlib.sha256(), 0
            with archive.open(_info(name), "w", force_zip64=True) as out:
                for data in parts[name].chunks():
                    digest.update(data)
                    n_bytes += len(data)
                    out.write(data)
            files[name] = {"sha256": digest.hexdigest(), "bytes": n_bytes}
        found = {"what": "xinyong bundle", "format": FORMAT, **facts, "files": files,
                 "content_sha256": content_sha256(files)}  # fmt: skip
        index = sealed(found)
        text = json.dumps(index, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
        archive.writestr(_info(NAME), text.encode("utf-8"))
    return index


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIRST)
    info.create_system = 3  # the same on every system
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return info


def content_sha256(files: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the hash over the names and contents of a bundle, however they are packed."""
    lines = "".join(f"{files[name]['sha256']}  {name}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Check a bundle file by file, put its data into an empty folder, and return its index.

    Nothing in the zip is believed: names that lead elsewhere, links, files that are missing, extra, larger than stated
    or not those that were written are refused.

    Raises:
        DamagedRun: names the bundle and what is wrong with it. InputError: the path refuses. ResourceError: the disk is
            too full.
    """
    try:
        with spoken(path, "read the bundle"), zipfile.ZipFile(path) as archive:
            index = _index(path, archive)
            _refuse_without_room(path, index, folder)
            for name, stated in index["files"].items():
                _copy(path, archive, name, stated, folder)
            return index
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as problem:
        raise DamagedRun(f"{path}: is no zip file that can be read ({problem}); {_AGAIN}") from problem


def _refuse_without_room(path: Path, index: Mapping[str, Any], folder: Path) -> None:
    needed = sum(stated["bytes"] for name, stated in index["files"].items() if name.startswith(f"{DATA}/"))
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise ResourceError(f"{path}: unpacks to {needed:,} bytes, and {folder} has room for {free:,}; free some "
                            "space, or name another folder in TMPDIR")  # fmt: skip


def _index(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if NAME not in names:
        raise DamagedRun(f"{path}: holds no {NAME}, so it is no bundle of Xinyong; `xinyong bundle` makes one")
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
        raise DamagedRun(f"{path}: says that it holds {len(infos):,} files of {sum(i.file_size for i in infos):,} "
                         "bytes, more than any bundle; nothing was unpacked")  # fmt: skip
    for info in infos:
        _refuse_strange(path, info)
    if len(set(names)) < len(names):
        raise DamagedRun(f"{path}: holds a file twice; {_AGAIN}")
    found = _read_index(path, archive)
    for missing in sorted(set(found["files"]) - set(names)):
        raise DamagedRun(f"{path}: `{missing}` is missing; {_AGAIN}")
    for extra in sorted(set(names) - set(found["files"]) - {NAME}):
        raise DamagedRun(f"{path}: `{extra}` belongs to no bundle; {_AGAIN}")
    return found


def _refuse_strange(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse a member that would not stay in the folder it is unpacked to, or is no plain file."""
    name = info.filename
    pure = PurePosixPath(name)
    leads_away = pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or str(pure) != name
    if leads_away:
        raise DamagedRun(
            f"{path}: holds the name `{name[:100]!a}`, which leads out of its folder; nothing was unpacked"
        )
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if info.is_dir() or kind not in {0, stat.S_IFREG} or info.flag_bits & 1 or not packed:
        raise DamagedRun(
            f"{path}: `{name}` is no plain file (a folder, a link, locked, or packed strangely); nothing was unpacked"
        )


def _read_index(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(NAME).file_size > MOST_INDEX_BYTES:
        raise DamagedRun(f"{path}: its {NAME} is too large to be one of Xinyong; nothing was unpacked")
    try:
        found = json.loads(archive.read(NAME).decode("utf-8"))
    except (ValueError, RecursionError) as problem:
        raise DamagedRun(f"{path}: its {NAME} is damaged ({problem}); {_AGAIN}") from problem
    if not isinstance(found, dict) or found.get("what") != "xinyong bundle" or found.get("format") != FORMAT:
        raise DamagedRun(f"{path}: is no bundle that this version reads")
    if not is_whole(found):
        raise DamagedRun(f"{path}: its {NAME} is not what was written (its own SHA-256 differs); {_AGAIN}")
    files = found.get("files")
    if not isinstance(files, dict) or not all(_is_stated(one) for one in files.values()):
        raise DamagedRun(f"{path}: its {NAME} does not list files with their SHA-256 and length; {_AGAIN}")
    return found


def _is_stated(found: object) -> bool:
    return isinstance(found, dict) and isinstance(found.get("sha256"), str) and isinstance(found.get("bytes"), int)


def _copy(  # noqa: PLR0917 (one file of a bundle)
    path: Path, archive: zipfile.ZipFile, name: str, stated: Mapping[str, Any], folder: Path
) -> None:
    """Hash a member; what belongs to the data is put into the folder meanwhile."""
    if archive.getinfo(name).file_size != stated["bytes"]:
        raise DamagedRun(f"{path}: `{name}` has another length than was written; {_AGAIN}")
    digest, n_bytes, target = hashlib.sha256(), 0, folder / name
    is_data = name.startswith(f"{DATA}/")
    if is_data:
        target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as file, target.open("xb") if is_data else nullcontext() as out:
        while data := file.read(_CHUNK_BYTES):
            n_bytes += len(data)
            digest.update(data)
            if out is not None:
                out.write(data)
    if n_bytes != stated["bytes"] or digest.hexdigest() != stated["sha256"]:
        raise DamagedRun(f"{path}: `{name}` is not the file that was written (its SHA-256 differs); {_AGAIN}")

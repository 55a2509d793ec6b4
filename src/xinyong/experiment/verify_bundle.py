"""Check whatever a result lies in: a run directory, a comparison, or a bundle that came from another machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xinyong.errors import DamagedRun
from xinyong.experiment.opening import comparisons_in, sort_of
from xinyong.experiment.pair_store import check_pair, scheme_side, sides_of
from xinyong.experiment.variants_store import check_variants
from xinyong.experiment.verify import LIMIT_SECONDS, Verification
from xinyong.experiment.verify import verify as verify_run
from xinyong.results.bundle import DATA, unpack
from xinyong.results.manifest import read_manifest


def verify(path: str | os.PathLike[str], **how: Any) -> Verification:
    """Check a run directory, a comparison or a bundle, and return how far the check went and what it found.

    Of a comparison every file is hashed, and the scheme's side of the first scenario is played again. A bundle is
    hashed file by file and unpacked into a folder that goes again; then what is in it is checked as any other. Of
    several comparisons each is checked with its share of the time.

    Args:
        path: a directory, or a zip file that `xinyong bundle` wrote.
        how: limit_seconds, engine, threads, progress: as in `experiment.verify`.

    Raises:
        InputError: there is no finished run there. DamagedRun: a bundle is not what was written.
    """
    where = Path(path)
    if not where.is_file():
        return _verify_directory(where, how)
    with TemporaryDirectory(prefix="xinyong-bundle-") as folder:
        index = unpack(where, Path(folder))
        data = Path(folder) / DATA
        try:
            _check_texts(data, index)
            found = _verify_directory(data, how)
        except DamagedRun as problem:
            raise DamagedRun(str(problem).replace(str(data), f"{where}/{DATA}")) from problem
    mismatch = found.mismatch.replace(str(data), f"{where}/{DATA}")
    return replace(found, directory=str(where), files=len(index["files"]), mismatch=mismatch)


def _verify_directory(where: Path, how: dict[str, Any]) -> Verification:
    sort = sort_of(where)
    if sort == "variants":
        return _verify_variants(where, how)
    if sort == "run":
        return verify_run(where, **how)
    try:
        check_pair(where)
        side = scheme_side(where)
    except DamagedRun as problem:
        return _unread(where, problem)
    return verify_run(side, **how)


def _verify_variants(where: Path, how: dict[str, Any]) -> Verification:
    """Check each comparison of several, one after another, each with its share of the time; stop at what differs."""
    try:
        names = check_variants(where)
    except DamagedRun as problem:
        return _unread(where, problem)
    share = {**how, "limit_seconds": how.get("limit_seconds", LIMIT_SECONDS) / len(names)}
    found = _verify_directory(where / names[0], share)
    for name in names[1:]:
        if found.ok:
            found = _both(found, _verify_directory(where / name, share))
    return replace(found, directory=str(where))


def _both(one: Verification, more: Verification) -> Verification:
    """Return two checks as one."""
    counts = ("files", "subjects_replayed", "entries_followed", "windows_played", "windows", "seconds")
    sums = {name: getattr(one, name) + getattr(more, name) for name in counts}
    return replace(more, **sums, complete=one.complete and more.complete)


def _unread(where: Path, problem: DamagedRun) -> Verification:
    nothing = Verification(str(where), 0, 0, 0, 0, 0, complete=False, engine="", seconds=0.0, mismatch="")
    return replace(nothing, mismatch=str(problem))


def _check_texts(data: Path, index: dict[str, Any]) -> None:
    """Refuse a bundle whose scheme and world files are not those that its data were made of.

    Raises:
        DamagedRun: names the file.
    """
    for folder, one in _texts(data):
        digest = hashlib.sha256(one["text"].encode("utf-8")).hexdigest()
        name = text_name(folder, one["id"], digest)
        if index["files"].get(name, {}).get("sha256") != digest:
            raise DamagedRun(f"{data}: was made of a file that lies in the bundle as no `{name}`; take it from a copy")


def _texts(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the files that a result was made of, with their folder in a bundle; of comparisons those of both sides."""
    if sort_of(data) == "run":
        played = [data]
    else:
        played = [side for below in comparisons_in(data).values() for side in sides_of(below).values()]
    for run in played:
        manifest = read_manifest(run)
        yield from (("schemes", one) for one in (manifest["scheme"], *manifest["members"].values()))
        yield "worlds", manifest["world"]


def text_name(folder: str, ident: str, sha256: str) -> str:
    """Return the name in a bundle of a canonical file: folder `schemes` or `worlds`, its id, and what tells it from
    another of this id."""
    return f"{folder}/{ident}-{sha256[:8]}.yaml"

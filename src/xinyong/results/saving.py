"""A run becomes a directory: every table, the manifest, how to cite it; whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from xinyong.results import store
from xinyong.results.citation import citation
from xinyong.results.disk import HashingFile, Written, appearing, check_target, hash_file, write_file
from xinyong.results.intact import FILES, only_a_run
from xinyong.results.manifest import NAME, OTHER_END, listed, text_of, timed
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run

Files = dict[str, tuple[Written, int]]


def save(
    run: Run,
    target: Path,
    *,
    began: float | None = None,
    started: float | None = None,
    other_end: Callable[[], Run] | None = None,
) -> Run:
    """Write a run to a directory that appears when everything is on disk, and return it as saved.

    Args:
        run: what to write; its manifest is completed with the files and the speed.
        target: a new name, an empty directory, or an older run (which is replaced).
        began: `time.perf_counter()` at the first window; without it the speed in the manifest is kept.
        started: the same when the work began that `total_seconds` counts.
        other_end: plays the run with the other end, once this one is on disk; without it `run.other_end` is used.

    Raises:
        InputError: the target holds something else, or cannot be written to. ResourceError: the disk is full.
    """
    with appearing(target, only_a_run) as folder:
        files = _write_ledger(folder, run)
        ledger_done = time.perf_counter()
        files |= _write_rest(folder, run)
        other = other_end() if other_end else run.other_end
        if other is not None:
            (folder / OTHER_END).mkdir()
            nested = folder / OTHER_END
            other = _complete(nested, other, _write_ledger(nested, other) | _write_rest(nested, other))
            files |= _nested(nested, other)
        if began is not None:
            total = time.perf_counter() - (began if started is None else started)
            found = timed(run.manifest, run.outcome, wall_seconds=ledger_done - began, total_seconds=total)
            run = replace(run, manifest=found)
        run = _complete(folder, run, files)
    return replace(run, directory=target, other_end=other and replace(other, directory=target / OTHER_END))


def check_free(target: Path) -> None:
    """Refuse a target that a run could not be written to; for those who would play for long first.

    Raises:
        InputError: it holds something else than an older run, or cannot be written to. ResourceError: the disk is full.
    """
    check_target(target, only_a_run)


def _write_ledger(folder: Path, run: Run) -> Files:
    return {"ledger.parquet": _write_table(folder, run, "ledger.parquet")}


def _write_rest(folder: Path, run: Run) -> Files:
    files = {name: _write_table(folder, run, name) for name in FILES if name != "ledger.parquet"}
    text = citation(recipe_of(run.manifest), run.manifest["versions"]["xinyong"], run.manifest["result_sha256"])
    files["CITATION.cff"] = _write_text(folder / "CITATION.cff", text), text.count("\n")
    return files


def _write_table(folder: Path, run: Run, name: str) -> tuple[Written, int]:
    # One piece of one table at a time, so that no second copy of the run is ever in memory.
    n_rows = 0

    def fill(out: HashingFile) -> None:
        nonlocal n_rows
        n_rows = store.write_pieces(store.pieces(run.outcome, FILES[name]), out)

    written = write_file(folder / name, fill)
    return written, n_rows


def _write_text(path: Path, text: str) -> Written:
    def fill(out: HashingFile) -> None:
        out.write(text.encode("utf-8"))

    return write_file(path, fill)


def _complete(folder: Path, run: Run, files: Files) -> Run:
    """Write the manifest, last of all files."""
    found = {**run.manifest, "files": listed(files)}
    _write_text(folder / NAME, text_of(found))
    return replace(run, manifest=found)


def _nested(folder: Path, other: Run) -> Files:
    """Return the files of the nested run by their names in the outer one."""
    files = {
        f"{OTHER_END}/{name}": (Written(one["sha256"], one["bytes"]), one["rows"])
        for name, one in other.manifest["files"].items()
    }
    rows = (folder / NAME).read_bytes().count(b"\n")
    return {**files, f"{OTHER_END}/{NAME}": (hash_file(folder / NAME), rows)}

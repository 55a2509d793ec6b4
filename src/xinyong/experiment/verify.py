"""Is this result what its recipe gives? Hashes, subjects played again, and the run from day 0 as far as allowed."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

from xinyong.errors import DamagedRun, InputError, MismatchError
from xinyong.experiment.engines import Player, Progress, player
from xinyong.experiment.replay import baseless_entry, differing, sample
from xinyong.results.digest import result_sha256
from xinyong.results.loading import load
from xinyong.results.manifest import NAME
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run
from xinyong.results.store import block_numbers

SUBJECTS = 64
"""Subjects played again by the reference."""
ORIGINS = 20_000
"""Ledger rows followed back to where they began."""
FIRST_WINDOWS = 4
"""Windows played to learn how long the rest will take."""
LIMIT_SECONDS = 60.0
"""About how long playing again may take where nobody says otherwise."""
CAUTION = 0.8
"""Share of the time left that a longer replay may be expected to take."""


@dataclass(frozen=True, repr=False)
class Verification:
    """What was checked, how far it went, and the first thing that differs (empty: nothing does).

    `windows_played` of `windows` were played again from day 0 by `engine`; only a whole run is `complete`.
    """

    directory: str
    files: int
    subjects_replayed: int
    entries_followed: int
    windows_played: int
    windows: int
    complete: bool
    engine: str
    seconds: float
    mismatch: str

    @property
    def ok(self) -> bool:
        """Tell whether everything that was checked is as recorded."""
        return not self.mismatch

    def as_json(self) -> dict[str, Any]:
        """Return the verification as plain data."""
        return {"ok": self.ok, **asdict(self)}

    def __repr__(self) -> str:
        """Return what was found in a line or two."""
        if not self.windows:
            return f"{self.directory}: DIFFERS: {self.mismatch}"
        far = "all of it" if self.complete else f"{self.windows_played} of {self.windows} windows"
        hashed = f"{self.directory}: {self.files} files hashed"
        sampled = f"{self.subjects_replayed} synthetic subjects and {self.entries_followed} entries played again"
        verdict = f"DIFFERS: {self.mismatch}" if self.mismatch else "Everything that was checked is as recorded."
        return f"{hashed}, {sampled}, the run played again from day 0 by the {self.engine}: {far}.\n{verdict}"

    def refuse(self) -> None:
        """Raise what differs.

        Raises:
            MismatchError: something does.
        """
        if self.mismatch:
            raise MismatchError(f"{self.directory}: {self.mismatch}")


def verify(
    path: str | os.PathLike[str],
    *,
    limit_seconds: float = LIMIT_SECONDS,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
) -> Verification:
    """Check a run directory, and return how far the check went and what it found.

    Args:
        path: a run directory.
        limit_seconds: about how long playing again may take; 0 plays nothing from day 0.
        engine: which engine plays again; either gives the same.
        threads: for the kernel.
        progress: told of finished windows.

    Raises:
        InputError: there is no finished run there.
    """
    started = time.perf_counter()
    directory = Path(path)
    if not (directory / NAME).exists():
        raise InputError(f"{directory}: found no {NAME}, so there is no finished run to verify; check the path")
    found = Verification(str(directory), 0, 0, 0, 0, 0, complete=False, engine=engine, seconds=0.0, mismatch="")
    try:
        outer = load(directory)
    except DamagedRun as problem:
        return replace(found, mismatch=str(problem), seconds=round(time.perf_counter() - started, 3))
    found = replace(found, files=len(outer.manifest["files"]))
    play = player(engine, threads=threads, progress=progress)
    complete, pace, run = True, 0.0, cast("Run | None", outer)
    while run is not None and found.ok:
        left = limit_seconds - (time.perf_counter() - started)
        found, pace = _checked(found, run, play, left if left > FIRST_WINDOWS * pace else 0.0)
        complete = complete and found.complete
        run = run.other_end
    return replace(found, complete=complete and found.ok, seconds=round(time.perf_counter() - started, 3))


def _checked(found: Verification, run: Run, play: Player, limit_seconds: float) -> tuple[Verification, float]:
    """Return the verification with one run (of one end) added to it, and the seconds that a window took."""
    outcome, salt = run.outcome, str(run.manifest["result_sha256"])
    subjects = sample(outcome, SUBJECTS, salt)
    entries = min(ORIGINS, len(outcome.ledger["day"]))
    found = replace(
        found,
        subjects_replayed=found.subjects_replayed + len(subjects),
        entries_followed=found.entries_followed + entries,
        windows=found.windows + len(outcome.whole),
    )
    recipient = baseless_entry(outcome, ORIGINS, salt)
    if recipient is not None:
        return replace(found, mismatch=f"an entry of synthetic subject {recipient} began nowhere in this world"), 0.0
    subject = differing(outcome, subjects)
    if subject is not None:
        return replace(found, mismatch=f"synthetic subject {subject} lives another life than the tables say"), 0.0
    if limit_seconds <= 0:
        return replace(found, complete=False), 0.0
    again, pace = _again(outcome, play, limit_seconds)
    mismatch = first_difference(outcome, again)
    complete = len(again.whole) == len(outcome.whole)
    if complete and not mismatch and result_sha256(again) != salt:
        mismatch = "the chain is the same, but final standings or tables differ"
    played = found.windows_played + len(again.whole)
    return replace(found, windows_played=played, complete=complete, mismatch=mismatch), pace


def _again(outcome: Outcome, play: Player, limit_seconds: float) -> tuple[Outcome, float]:
    """Play a run again from day 0 as far as the time allows: a first stretch, then all that should fit into the rest.

    What happened in a window does not depend on how long the run goes on, so a shorter run has the same chain. The
    seconds that a window took come back with it.
    """
    trial, n_windows = outcome.trial, len(outcome.whole)
    started = time.perf_counter()
    first = min(FIRST_WINDOWS, n_windows)
    found = play(replace(trial, days=min(first * trial.window_days, trial.days)))
    # The first use of a kernel compiles it, which the rest will not.
    spent = time.perf_counter() - started
    pace = max(spent - found.seconds.get("compile", 0.0), 1e-9) / first
    wanted = min(n_windows, int(CAUTION * (limit_seconds - spent) / pace))
    if wanted > first and not first_difference(outcome, found):
        found = play(replace(trial, days=min(wanted * trial.window_days, trial.days)))
    return found, pace


def first_difference(recorded: Outcome, again: Outcome) -> str:
    """Return the first window and block in which two chains differ, in words; empty where none does."""
    numbers = block_numbers(recorded.trial)
    for window, (mine, theirs) in enumerate(zip(recorded.chain, again.chain, strict=False)):
        if mine != theirs:
            return _where(recorded, window, numbers, [a != b for a, b in zip(mine, theirs, strict=True)])
    return ""


def _where(recorded: Outcome, window: int, numbers: Sequence[int], differs: Sequence[bool]) -> str:
    first_day, end_day = recorded.trial.windows[window]
    block = numbers[list(differs).index(True)]
    return f"window {window} (days {first_day} to {end_day - 1}), block {block} of ids is the first that differs"

"""Open a run directory: only where its hashes hold and subjects played again give the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

from xinyong.errors import DamagedRun
from xinyong.experiment.replay import ORIGINS, SAMPLE, baseless_entry, differing, sample
from xinyong.results.loading import load
from xinyong.results.record import Run


def open_run(path: str | os.PathLike[str], *, lives: int = SAMPLE) -> Run:
    """Return the run in a directory.

    Its files must be those that were written, its tables must agree with each other, entries must have begun where they
    say, and a sample of so many subjects played again must give the same rows. A ledger made elsewhere is not read.

    Raises:
        DamagedRun: names the file or the synthetic subject at fault.
        InputError: there is no such directory.
    """
    run = load(Path(path))
    for one in (run, run.other_end):
        if one is not None:
            _believe(one, lives)
    return run


def _believe(run: Run, lives: int) -> None:
    salt = str(run.manifest["result_sha256"])
    recipient = baseless_entry(run.outcome, ORIGINS, salt)
    if recipient is not None:
        raise DamagedRun(_made_elsewhere(run, recipient, "an entry that began nowhere in this synthetic population"))
    subject = differing(run.outcome, sample(run.outcome, lives, salt))
    if subject is not None:
        raise DamagedRun(_made_elsewhere(run, subject, "another life than the one that plays out"))


def _made_elsewhere(run: Run, subject: int, what: str) -> str:
    return (
        f"{run.directory}: ledger.parquet gives synthetic subject {subject} {what} under this scheme, world and seed; "
        f"it was not made by this run, or by another version ({run.manifest['versions']['xinyong']}), so no figure is "
        "read from it; run it again"
    )

"""A directory becomes a run again: checked file by file, and its tables against each other.

What is checked here needs no engine. `experiment.reopen` also plays some subjects again before anybody reads a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from xinyong.errors import DamagedRun, InputError, XinyongError
from xinyong.population.odds import tables_hash
from xinyong.results import store
from xinyong.results.agree import contradictions
from xinyong.results.chain import whole
from xinyong.results.digest import result_sha256
from xinyong.results.intact import FILES, check_files
from xinyong.results.layout import layout
from xinyong.results.manifest import NAME, OTHER_END, read_manifest
from xinyong.results.outcome import Outcome, Table
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run
from xinyong.trial.trial import Trial

Read = TypeVar("Read")


def load(directory: Path) -> Run:
    """Return the run in a directory, refusing it where its files are not what was written or contradict each other.

    Raises:
        DamagedRun: names the file, and what to do.
    """
    if not directory.is_dir():
        raise InputError(
            f"{directory}: there is no such directory; `xinyong run` writes below runs/ unless told otherwise"
        )
    manifest = read_manifest(directory)
    check_files(directory, manifest)
    try:
        trial = recipe_of(manifest).trial()
    except DamagedRun as problem:
        raise DamagedRun(f"{directory}: {problem}") from problem
    except XinyongError as problem:
        raise DamagedRun(f"{directory / NAME}: describes a run that this version refuses ({problem})") from problem
    outcome = unchecked(directory, manifest, trial)
    _check(directory, manifest, outcome)
    other = load(directory / OTHER_END) if f"{OTHER_END}/{NAME}" in manifest["files"] else None
    return Run(outcome, manifest, directory, other)


def unchecked(directory: Path, manifest: Mapping[str, Any], trial: Trial) -> Outcome:
    """Return what the tables of a directory say, believing them.

    Raises:
        DamagedRun: a table is not one that a run writes.
    """

    def table(name: str, turn: Callable[[Any], Read]) -> Read:
        try:
            return turn(store.read(directory / name, manifest["files"][name].get("rows")))
        except (ValueError, KeyError, TypeError, IndexError, OverflowError) as problem:
            said = f"{directory / name}: does not hold what a run writes ({problem}); run it again"
            raise DamagedRun(said) from problem

    def rows(name: str) -> Table:
        return table(name, lambda data: store.table_of(trial, FILES[name], data))

    places = layout(trial)
    links, wholes = table("chain.parquet", store.chain_of)
    try:
        held = int(manifest["held"]["records"]), int(manifest["held"]["days"])
        engine, threads = str(manifest["engine"]), int(manifest["threads"])
    except (KeyError, TypeError, ValueError) as problem:
        raise DamagedRun(f"{directory / NAME}: lacks a field ({problem!r}); run it again") from problem
    return Outcome(
        trial=trial,
        layout=places,
        flows=table("series.parquet", lambda data: store.flows_of(trial, places, data)),
        people_asking=table("people.parquet", lambda data: store.people_asking_of(trial, data)),
        ledger=rows("ledger.parquet"),
        foreign=rows("foreign.parquet"),
        sittings=rows("places.parquet"),
        subjects=rows("subjects.parquet"),
        chain=links,
        whole=wholes,
        held=held,
        engine=engine,
        threads=threads,
        thresholds=rows("thresholds.parquet"),
        ratings=rows("ratings.parquet"),
        tied=rows("tied.parquet"),
    )


def _check(directory: Path, manifest: Mapping[str, Any], outcome: Outcome) -> None:
    """Refuse tables that are not those the manifest and the chain speak of."""
    n_windows, n_blocks = len(outcome.trial.windows), len(store.block_numbers(outcome.trial))
    lengths = {len(blocks) for blocks in outcome.chain}
    if (len(outcome.chain), len(outcome.whole), lengths) != (n_windows, n_windows, {n_blocks}):
        raise DamagedRun(f"{directory / 'chain.parquet'}: does not cover every window and block; run it again")
    for window, (blocks, stated) in enumerate(zip(outcome.chain, outcome.whole, strict=True)):
        if whole(blocks) != stated:
            raise DamagedRun(f"{directory / 'chain.parquet'}: the hash of window {window} is not that of its blocks; "
                             "run it again")  # fmt: skip
    if tables_hash(outcome.trial.odds) != manifest.get("tables_sha256"):
        raise DamagedRun(f"{directory / NAME}: this version makes other tables of chances from the same world "
                         f"(the run was made by {manifest.get('versions')}); run it again")  # fmt: skip
    for said in contradictions(outcome):
        raise DamagedRun(f"{directory}: {said}; this was not written by a run, do not use it")
    if result_sha256(outcome) != manifest.get("result_sha256"):
        raise DamagedRun(f"{directory}: the tables are not those that result_sha256 was taken of; run it again")

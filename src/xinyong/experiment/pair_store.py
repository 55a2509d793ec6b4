"""A comparison on disk: every run it is made of, the fate of each candidate, and the figures, in one directory.

D/pair.json                 seeds, scenarios, figures, and the SHA-256 of every other file
D/fates.parquet             candidates by scenario, window, act, stratum and fate (seen from A)
D/runs/<scenario>-<side>/   a run directory for each scenario and side, at the first seed
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from xinyong.audit.fates import Fates
from xinyong.audit.luck import Luck
from xinyong.audit.measure import Measures, measure_of
from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.pair import Column, Pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.replay import SAMPLE
from xinyong.experiment.stopping import stopping_of
from xinyong.files.nearest import suggestion
from xinyong.results import store
from xinyong.results.disk import HashingFile, appearing, check_target, hash_file, write_file
from xinyong.results.manifest import ADDED_LATER, manifest
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.results.saving import save
from xinyong.results.sealed import AGAIN, read_comparison, sealed
from xinyong.scheme.count import count_values

NAME = "pair.json"
FATES = "fates.parquet"
WHAT, FORMAT = "xinyong pair", 2
SIDES = ("a", "b")
_MOST_BYTES = 64 << 20


def is_pair(directory: Path) -> bool:
    """Tell whether a directory looks like a comparison rather than a run."""
    return (directory / NAME).is_file()


def check_free_for_pair(target: Path) -> None:
    """Refuse a target that a comparison could not be written to; for those who would play for long first.

    Raises:
        InputError: it holds something else than an older comparison, or cannot be written to.
        ResourceError: the disk is full.
    """
    check_target(target, _only_a_pair)


def save_pair(pair: Pair, target: Path) -> Pair:
    """Write a comparison to a directory that appears whole or not at all, and return it as saved.

    Raises:
        InputError: the target holds something else, or cannot be written to. ResourceError: the disk is full.
    """
    with appearing(target, _only_a_pair) as folder:
        (folder / "runs").mkdir()
        for name, column in pair.columns.items():
            for side in SIDES:
                run = _as_run(getattr(pair, side), getattr(column, side), name)
                save(run, folder / "runs" / f"{name}-{side}")
        write_file(folder / FATES, lambda out: store.write(_fates_frame(pair), out))
        text = json.dumps(_written(pair, folder), ensure_ascii=False, allow_nan=False) + "\n"
        write_file(folder / NAME, lambda out: _text(out, text))
    return replace(pair, directory=target)


def _text(out: HashingFile, text: str) -> None:
    out.write(text.encode("utf-8"))


def _only_a_pair(target: Path) -> None:
    _read(target)


def _as_run(recipe: Recipe, outcome: Outcome, response: str) -> Run:
    recipe = replace(recipe, response=response)
    counts = [count_values(one) for one in (recipe.scheme, *recipe.members.values())]
    assumed = {"values": sum(c.assumed for c in counts), "of": sum(c.total for c in counts),
               "unknown": sum(c.unknown for c in counts)}  # fmt: skip
    return Run(outcome, manifest(recipe, outcome, assumed=assumed))


def _written(pair: Pair, folder: Path) -> dict[str, Any]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    found = {
        "what": WHAT,
        "format": FORMAT,
        "seeds": list(pair.seeds),
        "scenarios": {name: column.baseline for name, column in pair.columns.items()},
        "windows": len(pair.main.a.trial.windows),
        "by_seed": {name: [list(both) for both in rows] for name, rows in pair.by_seed.items()},
        "ends": {name: list(both) for name, both in pair.ends.items()},
        "measures": pair.measures.as_json(),
        "gaps": {name: {what: asdict(one) for what, one in rows.items()} for name, rows in pair.gaps.items()},
        "stopping": pair.stopping.as_json() if pair.stopping else None,
        "files": {p.relative_to(folder).as_posix(): hash_file(p).sha256 for p in files},
    }
    return sealed(found)


def _fates_frame(pair: Pair) -> pl.DataFrame:
    parts = []
    for name, column in pair.columns.items():
        at = np.nonzero(column.fates.cells)
        frame = pl.DataFrame(dict(zip(("window", "act", "stratum", "fate"), at, strict=True)))
        parts.append(frame.with_columns(count=pl.Series(column.fates.cells[at]), scenario=pl.lit(name)))
    return pl.concat(parts)


def open_pair(directory: Path) -> Pair:
    """Return the comparison in a directory; its runs are opened as any run is, with a sampled replay of each that is
    the smaller the more scenarios there are.

    Raises:
        DamagedRun: names the file that is missing, altered or extra.
    """
    found = _read(directory)
    _check_files(directory, found["files"])
    fates = pl.read_parquet(directory / FATES)
    columns: dict[str, Column] = {}
    sides: dict[str, Recipe] = {}
    lives = max(1, SAMPLE // len(found["scenarios"]))
    for name, baseline in found["scenarios"].items():
        runs = {side: open_run(directory / "runs" / f"{name}-{side}", lives=lives) for side in SIDES}
        outcomes = {side: run.outcome for side, run in runs.items()}
        cells = _fates(outcomes["a"], fates.filter(pl.col("scenario") == name))
        columns[name] = Column(name, outcomes["a"], outcomes["b"], cells, baseline)
        sides = {side: sides.get(side) or recipe_of(run.manifest) for side, run in runs.items()}
    return Pair(
        a=sides["a"],
        b=sides["b"],
        seeds=tuple(found["seeds"]),
        columns=columns,
        by_seed={name: tuple((both[0], both[1]) for both in rows) for name, rows in found["by_seed"].items()},
        ends={name: (both[0], both[1]) for name, both in found["ends"].items()},
        measures=Measures(measure_of(one) for one in found["measures"]),
        gaps={name: {what: Luck(**one) for what, one in rows.items()} for name, rows in found["gaps"].items()},
        stopping=stopping_of(found["stopping"]) if found.get("stopping") else None,
        directory=directory,
    )


def read_pair(directory: Path) -> dict[str, Any]:
    """Return what a comparison says of itself, once every file is the one that was written; nothing is opened.

    Raises:
        DamagedRun: names the first file that is not.
    """
    found = _read(directory)
    _check_files(directory, found["files"])
    return found


def check_pair(directory: Path) -> None:
    """Refuse a comparison in which a file is missing, extra, or not the one that was written.

    Raises:
        DamagedRun: names the first such file.
    """
    read_pair(directory)


def _fates(outcome: Outcome, rows: pl.DataFrame) -> Fates:
    world, people = outcome.trial.world, outcome.trial.people
    cells = np.zeros((len(outcome.trial.windows), len(world.acts), len(people.strata), 4), np.int64)
    at = tuple(rows[name].to_numpy() for name in ("window", "act", "stratum", "fate"))
    cells[at] = rows["count"].to_numpy()
    return Fates(cells)


def _read(directory: Path) -> dict[str, Any]:
    return read_comparison(directory / NAME, what=WHAT, version=FORMAT, called="comparison", at_most_bytes=_MOST_BYTES)


def _check_files(directory: Path, stated: Mapping[str, str]) -> None:
    lying = {p.relative_to(directory).as_posix() for p in directory.rglob("*") if p.is_file()}
    for name in sorted(set(stated) - lying):
        raise DamagedRun(f"{directory / name}: is missing; {AGAIN}")
    for name in sorted(lying - set(stated) - {NAME, *ADDED_LATER}):
        raise DamagedRun(f"{directory / name}: belongs to no comparison; move it elsewhere")
    for name, sha256 in sorted(stated.items()):
        if hash_file(directory / name).sha256 != sha256:
            raise DamagedRun(f"{directory / name}: is not the file that was written (its SHA-256 differs); {AGAIN}")


def scheme_side(directory: Path) -> Path:
    """Return the run directory of the scheme's side in the first scenario of a comparison."""
    return next(iter(sides_of(directory).values()))


def sides_of(directory: Path, response: str | None = None) -> dict[str, Path]:
    """Return the run directories of a comparison in one scenario by side, that with the scheme (or else B) first.

    Args:
        directory: of the comparison.
        response: the scenario; without it the first.

    Raises:
        InputError: the comparison has no such scenario. DamagedRun: it is not what was written.
    """
    scenarios: dict[str, str] = _read(directory)["scenarios"]
    name = next(iter(scenarios)) if response is None else response
    if name not in scenarios:
        raise InputError(f"{directory}: found no scenario `{name}`; {suggestion(name, scenarios, what='scenarios')}")
    sides = ("a", "b") if scenarios[name] == "b" else ("b", "a")
    return {side: directory / "runs" / f"{name}-{side}" for side in sides}

"""Play a hundred thousand seeds of the town at each rarity, and keep what `town.COLUMNS` names of each.

`python -m tests.luck.make` writes `seeds.npz` beside this file, in a minute or two. A row is a town of its own; the
first town of each run is that of a run of one town with the same seed, act for act (`test_towns.py`).
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.luck.town import COLUMNS, Rows, rows_of, towns

from xinyong.engine.play import play

HERE = Path(__file__).parent
KEPT = HERE / "seeds.npz"
N_TOWNS, N_RUNS = 1_000, 100
"""A hundred thousand together."""


def played(cases: float, seeds: range) -> Rows:
    """Return the rows of every town of some runs, one run a seed."""
    first = towns(cases, N_TOWNS, seeds[0])
    return np.concatenate([rows_of(play(replace(first, seed=seed), threads=1)) for seed in seeds])


def levels() -> dict[str, float]:
    """Return how many cases are expected in a seed, by name, as planned."""
    found: dict[str, float] = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))["cases"]
    return found


def kept() -> dict[str, Rows]:
    """Return the rows of each rarity that were made once and are kept."""
    with np.load(KEPT) as found:
        return {name: np.stack([found[f"{name}.{column}"] for column in COLUMNS], axis=1).astype(np.int64)
                for name in levels()}  # fmt: skip


def make() -> None:
    """Write the table."""
    found: dict[str, NDArray[np.int16]] = {}
    for name, cases in levels().items():
        rows = played(cases, range(1, N_RUNS + 1))
        assert 0 <= rows[:, :-1].min() <= rows.max() < 1 << 15
        found |= {f"{name}.{column}": rows[:, index].astype(np.int16) for index, column in enumerate(COLUMNS)}
    np.savez_compressed(KEPT, allow_pickle=False, **found)


if __name__ == "__main__":
    make()

"""Several sets of rules over the same lives: each compared with the first, and one table of all of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from xinyong.engine.executors import DEADLINE_SECONDS, Executor
from xinyong.experiment.compare import compare_several
from xinyong.experiment.pair import Pair
from xinyong.experiment.several import prepare_several
from xinyong.experiment.staging import Progress
from xinyong.experiment.variants_table import Row, table
from xinyong.experiment.watched import watched_player
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme


@dataclass(frozen=True, eq=False)
class Variants:
    """Comparisons of one A with several others, over the same lives, by the name of the other.

    directory   where they lie, each below it under its name; or None
    """

    pairs: Mapping[str, Pair]
    directory: Path | None = None

    @property
    def first(self) -> Pair:
        """Return the first comparison; A, world, clock and seeds are the same in all."""
        return next(iter(self.pairs.values()))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the table: clauses, then counts and measures scenario by scenario."""
        return table(self.pairs)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `xinyong compare --json` prints where several are compared."""
        whole = self.first.as_json()
        kept = (
            "synthetic",
            "a",
            "world",
            "people",
            "days",
            "window_days",
            "seeds",
            "engine",
            "response",
            "responses",
            "stopping",
        )
        return {
            **{name: whole[name] for name in kept},
            "variants": {name: pair.as_json()["b"] for name, pair in self.pairs.items()},
            "sentences": {
                name: dict(zip(("for", "against"), pair.sentences(), strict=True)) for name, pair in self.pairs.items()
            },
            "columns": ["a", *self.pairs],
            "rows": [row.as_json() for row in self.rows],
        }


def compare_many(  # noqa: PLR0913 (everything that a comparison may differ in)
    a: str | os.PathLike[str] | Scheme,
    others: Sequence[str | os.PathLike[str] | Scheme],
    world: str | os.PathLike[str] | World | None = None,
    *,
    seeds: int | str | Iterable[int] = 1,
    responses: Sequence[str] = (),
    until: str | None = None,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: str = "threads",
    shards: int | None = None,
    deadline: float = DEADLINE_SECONDS,
    address: str | None = None,
    **asked: Any,
) -> Variants:
    """Compare a scheme with several others over the same people with the same luck.

    Each comparison is the one that `compare` makes of the two; the scheme itself, and ordinary law alone, are played
    once for all of them.

    Args:
        a: a catalogue name, a path, or a scheme.
        others: two or more of the same; `none` is ordinary law alone, amended schemes are made by `xinyong.amend`.
        world, seeds, responses, until, engine, threads, progress, executor, shards, deadline, address: as in `compare`.
        asked: people, years, days, window, settings: as in `prepare`; settings amend A, those of `world:` all of them.

    Raises:
        InputError: a name, path, file or number that cannot be used, or others that do not fit.
    """
    found = prepare_several(a, others, world, seeds=seeds, responses=responses, until=until, **asked)
    pairs = compare_several(
        found.a,
        tuple(found.others.values()),
        play=watched_player(engine, threads=threads, executor=Executor(executor, shards, deadline, address)),
        seeds=found.seeds,
        responses=found.responses,
        progress=progress,
        until=found.until,
    )
    return Variants(dict(zip(found.others, pairs, strict=True)))

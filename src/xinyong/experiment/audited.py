"""The audit of a directory, with what each figure rests on: the public face of `xinyong audit`.

Trying every assumed value takes many short runs, so what came out is kept beside the result as `audit.json` and read
again as long as the result is the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from xinyong.audit.definitions_benefit import CONDUCT
from xinyong.audit.measure import Measures, gathered, measure_of
from xinyong.audit.measures import audit
from xinyong.experiment.echo import echoes, of_pair, of_run
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import is_pair, open_pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.watched import watched_player
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_text, replace_file
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run

NAME = "audit.json"
HARM_PEOPLE = 100_000
"""Restrictions are rare: so many people are played for each value, or as many as the run has."""
CONDUCT_PEOPLE = 5_000
"""Acts are frequent: fewer people tell what prevention and chilling rest on."""

_CONDUCT = frozenset(definition.name for definition in CONDUCT)

Progress = Callable[[int, int], None]
"""Told how many values have been tried, and how many there are."""


def audited(
    directory: Path, *, echo: bool = True, engine: str = "kernel", threads: int = 0, progress: Progress | None = None
) -> Measures:
    """Return every measure of a run or comparison on disk.

    Args:
        directory: of a run or of a comparison.
        echo: whether to say what each figure rests on, trying each assumed value where that was not done before.
        engine, threads: what plays the trials.
        progress: told of each value tried.

    Raises:
        DamagedRun: the directory is not what was written.
    """
    found: Run | Pair = open_pair(directory) if is_pair(directory) else open_run(directory)
    plain = found.measures if isinstance(found, Pair) else audit(found)
    if not echo:
        return plain
    kept = _kept(directory, _result_of(found))
    return kept if kept is not None else mark(found, plain, engine=engine, threads=threads, progress=progress)


def mark(
    found: Run | Pair, plain: Measures, *, engine: str = "kernel", threads: int = 0, progress: Progress | None = None
) -> Measures:
    """Try each assumed value, return the figures with what they rest on, and keep them beside the result."""
    play = watched_player(engine, threads=threads)
    recipe, other = _recipes(found)
    marked = echoes(
        recipe,
        Measures(m for m in plain if m.response == recipe.response and m.base not in _CONDUCT),
        play=of_run(play),
        n_people=HARM_PEOPLE,
        progress=progress,
    ).measures
    if other is not None and any(m.response == "deterrence" for m in plain):
        conduct = echoes(
            replace(recipe, response="deterrence"),
            Measures(m for m in plain if m.response == "deterrence" and m.base in _CONDUCT),
            play=of_pair(other, play),
            n_people=CONDUCT_PEOPLE,
            progress=progress,
        ).measures
        marked = gathered(marked, conduct)
    by_key = {(*m.key, m.band): m for m in marked}
    whole = Measures(by_key.get((*m.key, m.band), m) for m in plain)
    if found.directory is not None:
        _keep(found.directory, _result_of(found), whole)
    return whole


def _recipes(found: Run | Pair) -> tuple[Recipe, Recipe | None]:
    """Return the recipe that is audited, in its main scenario, and the one it is compared with."""
    if isinstance(found, Run):
        return recipe_of(found.manifest), None
    ours, theirs = (found.a, found.b) if found.main.baseline == "b" else (found.b, found.a)
    return replace(ours, response=found.main.response), theirs


def _result_of(found: Run | Pair) -> str:
    """Return the hash of everything that was played."""
    if isinstance(found, Run):
        return str(found.manifest["result_sha256"])
    return hash_text("".join(result_sha256(o) for column in found.columns.values() for o in (column.a, column.b)))


def _keep(directory: Path, result: str, measures: Measures) -> None:
    written = {"what": "xinyong audit", "of": result, "measures": [asdict(m) for m in measures]}
    written["sha256"] = hash_text(json.dumps(written, sort_keys=True))
    replace_file(directory / NAME, json.dumps(written, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def _kept(directory: Path, result: str) -> Measures | None:
    """Return the figures kept beside a result, or None where there are none, or of another result or text."""
    path = directory / NAME
    if not path.is_file():
        return None
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        sealed = hash_text(json.dumps({k: v for k, v in written.items() if k != "sha256"}, sort_keys=True))
        if written["of"] != result or written["sha256"] != sealed:
            return None
        return Measures(measure_of(one) for one in written["measures"])
    except (ValueError, KeyError, TypeError):
        return None  # only a cache: whatever is wrong with it, the figures are made anew

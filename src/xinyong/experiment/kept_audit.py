"""The audit of a directory, with what each figure rests on: the public face of `xinyong audit`.

Trying every assumed value takes many short runs, so what came out is kept beside the result as `audit.json` and read
again as long as the result is the same and as many people were asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from xinyong.audit.definitions_benefit import CONDUCT
from xinyong.audit.measure import Measures, gathered, measure_of
from xinyong.experiment.audited import Progress, beside_law
from xinyong.experiment.echo import echoes, of_pair, of_run
from xinyong.experiment.engines import player
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import is_pair, open_pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.watched import watched_player
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_text, replace_file
from xinyong.results.recipe import Recipe, recipe_of

NAME = "audit.json"
ECHO_PEOPLE = 20_000
"""So many people are played for each assumed value, or as many as there are."""
CONDUCT_PEOPLE = 5_000
"""Acts are frequent: fewer people tell what prevention and chilling rest on."""

_CONDUCT = frozenset(definition.name for definition in CONDUCT)


def audit_of(
    directory: Path,
    *,
    echo_people: int = ECHO_PEOPLE,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
) -> Measures:
    """Return every measure of a run or comparison on disk. A run is laid beside ordinary law alone for it.

    Args:
        directory: of a run or of a comparison.
        echo_people: how many people are played each time an assumed value is moved; 0 tries none.
        engine, threads: what plays the trials.
        progress: told of each run and each value tried.

    Raises:
        DamagedRun: the directory is not what was written.
    """
    if is_pair(directory):
        pair = open_pair(directory)
    else:
        recipe = recipe_of(open_run(directory).manifest)
        pair = replace(beside_law(recipe, engine=engine, threads=threads, progress=progress), directory=directory)
    return audit_of_pair(pair, echo_people=echo_people, engine=engine, threads=threads, progress=progress)


def audit_of_pair(
    pair: Pair,
    *,
    echo_people: int = ECHO_PEOPLE,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
) -> Measures:
    """Return the measures of a comparison with what they rest on; those kept beside it where there are any."""
    if pair.directory is not None:
        kept = _kept(pair.directory, _result_of(pair), echo_people)
        if kept is not None:
            return kept
    found = (
        _marked(pair, echo_people, engine=engine, threads=threads, progress=progress) if echo_people else pair.measures
    )
    if pair.directory is not None and echo_people:
        _keep(pair.directory, _result_of(pair), echo_people, found)
    return found


def with_kept_audit(pair: Pair) -> Pair:
    """Return a comparison with what its figures rest on, where an audit of it was kept beside it; else as it is."""
    kept = _kept(pair.directory, _result_of(pair), None) if pair.directory is not None else None
    return pair if kept is None else replace(pair, measures=kept)


def _marked(pair: Pair, n_people: int, *, engine: str, threads: int, progress: Progress | None) -> Measures:
    """Try each assumed value: on the scheme's own run for harms, on the pair for what people did otherwise."""
    recipe, other = _recipes(pair)
    harms = Measures(m for m in pair.measures if m.response == recipe.response and m.base not in _CONDUCT)
    marked = [
        echoes(recipe, harms, play=of_run(player(engine, threads=threads)), n_people=n_people,
               progress=_labelled("values moved", progress)).measures
    ]  # fmt: skip
    conduct = Measures(m for m in pair.measures if m.response == "deterrence" and m.base in _CONDUCT)
    if conduct:
        beside = of_pair(other, watched_player(engine, threads=threads))
        marked.append(
            echoes(replace(recipe, response="deterrence"), conduct, play=beside, n_people=min(n_people, CONDUCT_PEOPLE),
                   progress=_labelled("values moved, people respond", progress)).measures
        )  # fmt: skip
    by_key = {(*m.key, m.band): m for m in gathered(*marked)}
    return Measures(by_key.get((*m.key, m.band), m) for m in pair.measures)


def _labelled(label: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(label, done, total)


def _recipes(pair: Pair) -> tuple[Recipe, Recipe]:
    """Return the recipe that is audited, in its main scenario, and the one it is compared with."""
    ours, theirs = (pair.a, pair.b) if pair.main.baseline == "b" else (pair.b, pair.a)
    return replace(ours, response=pair.main.response), theirs


def _result_of(pair: Pair) -> str:
    """Return the hash of everything that was played."""
    played = (one for column in pair.columns.values() for one in (column.a, column.b))
    return hash_text("".join(result_sha256(outcome) for outcome in played))


def _keep(directory: Path, result: str, echo_people: int, measures: Measures) -> None:
    written: dict[str, object] = {
        "what": "xinyong audit",
        "of": result,
        "echo_people": echo_people,
        "measures": [asdict(measure) for measure in measures],
    }
    written["sha256"] = hash_text(json.dumps(written, sort_keys=True))
    replace_file(directory / NAME, json.dumps(written, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def _kept(directory: Path, result: str, echo_people: int | None) -> Measures | None:
    """Return the figures kept beside a result, or None where there are none or they are of something else.

    With None for `echo_people` any number of them will do.
    """
    path = directory / NAME
    if not path.is_file() or echo_people == 0:
        return None
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        sealed = hash_text(json.dumps({k: v for k, v in written.items() if k != "sha256"}, sort_keys=True))
        same = written["of"] == result and written["sha256"] == sealed
        same = same and echo_people in (None, written["echo_people"])
        return Measures(measure_of(one) for one in written["measures"]) if same else None
    except (ValueError, KeyError, TypeError):
        return None  # only kept to save time: whatever is wrong with it, the figures are made anew

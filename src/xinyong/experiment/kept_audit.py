"""The audit of a directory, with what each figure rests on: the public face of `xinyong audit`.

Trying every assumed value takes many runs, so what came out is kept beside the result as `audit.json` and read again
as long as the result is the same, as many people were asked for, and this version would try it in the same way.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from xinyong.audit.measure import Measure, Measures, Side, measure_of
from xinyong.audit.measures import audit
from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.audited import Progress, beside_law
from xinyong.experiment.echo import echoes
from xinyong.experiment.engines import refuse_unplayable
from xinyong.experiment.family import Family, Play
from xinyong.experiment.further_groups import NO_FURTHER, FurtherGroups
from xinyong.experiment.opening import comparisons_in, open_one, open_result
from xinyong.experiment.pair import Pair
from xinyong.experiment.staging import is_law_alone
from xinyong.experiment.variants import Variants
from xinyong.reference.play import play as play_reference
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_text, replace_file
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.trial.trial import Trial

NAME = "audit.json"
VERSION = 4
"""Raised when an audit says something else of the same result, so that what was kept before is not read."""

ECHO_PEOPLE = 50_000
"""So many people are played for each assumed value, or as many as there are: rare figures rest on few of them."""


def audits_of(
    directory: Path,
    *,
    echo_people: int = ECHO_PEOPLE,
    further: FurtherGroups = NO_FURTHER,
    engine: str = "kernel",
    threads: int = 0,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> dict[str, Measures]:
    """Return every measure of whatever lies in a directory: of a run or a comparison under no name, of several
    comparisons each under the name of its variant. Arguments and errors as `audit_of`."""
    return {
        name: audit_of(path, echo_people=echo_people, further=further, engine=engine, threads=threads,
                       executor=executor, progress=_of_variant(name, progress))
        for name, path in comparisons_in(directory).items()
    }  # fmt: skip


def audit_of(
    directory: Path,
    *,
    echo_people: int = ECHO_PEOPLE,
    further: FurtherGroups = NO_FURTHER,
    engine: str = "kernel",
    threads: int = 0,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> Measures:
    """Return every measure of a run or comparison on disk. A run is laid beside ordinary law alone for it, unless it
    keeps the rows of a sample: then what takes a comparison is not asked.

    Args:
        directory: of a run or of a comparison.
        echo_people: how many people are played each time an assumed value is moved; 0 tries none.
        further: groups that are given beside the levels of each trait.
        engine, threads, executor: what plays the trials, and where; no figure depends on them. On threads and in
            processes so many values are tried at a time; on a Ray cluster one after another, each all over it.
        progress: told of each run and each value tried.

    Raises:
        InputError: something that cannot be played with, or a directory with several comparisons.
        DamagedRun: the directory is not what was written.
    """
    found = open_one(directory)
    if isinstance(found, Run):
        if found.outcome.trial.kept is not None:
            return further.beside(audit(found), found.outcome)
        beside = beside_law(recipe_of(found.manifest), engine=engine, threads=threads, executor=executor,
                            progress=progress)  # fmt: skip
        found = replace(beside, directory=directory)
    told = audit_of_pair(found, echo_people=echo_people, engine=engine, threads=threads, executor=executor,
                         progress=progress)  # fmt: skip
    return further.beside_pair(told, found)


def audit_of_pair(
    pair: Pair,
    *,
    echo_people: int = ECHO_PEOPLE,
    engine: str = "kernel",
    threads: int = 0,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> Measures:
    """Return the measures of a comparison with what they rest on; those kept beside it where there are any."""
    if pair.directory is not None:
        kept = _kept(pair.directory, _result_of(pair), echo_people)
        if kept is not None:
            return kept
    found = pair.measures
    if echo_people:
        play, at_once = _player(engine, threads, executor)
        found = _marked(pair, echo_people, play, at_once=at_once, progress=progress)
    if pair.directory is not None and echo_people:
        _keep(pair.directory, _result_of(pair), echo_people, found)
    return found


def with_kept_audit(pair: Pair) -> Pair:
    """Return a comparison with what its figures rest on, where an audit of it was kept beside it; else as it is."""
    kept = _kept(pair.directory, _result_of(pair), None) if pair.directory is not None else None
    return pair if kept is None else replace(pair, measures=kept)


def open_audited(directory: Path) -> Run | Pair | Variants:
    """Return whatever lies in a directory, each comparison with what its figures rest on where that was kept; errors as
    `open_result`."""
    found = open_result(directory)
    if isinstance(found, Variants):
        return replace(found, pairs={name: with_kept_audit(pair) for name, pair in found.pairs.items()})
    return with_kept_audit(found) if isinstance(found, Pair) else found


def _marked(pair: Pair, n_people: int, play: Play, *, at_once: int, progress: Progress | None) -> Measures:
    """Try each assumed value of the audited side and of the world, in the main scenario of the pair and the first in
    which people respond."""
    recipe, other = _recipes(pair)
    # What is tried is played as the first side, whichever side of the pair it is.
    turned = pair.main.baseline != "b"
    family = Family(other, tuple(pair.columns), play)
    two = tuple(dict.fromkeys((pair.main.response, pair.answering.response)))
    said = _of_other_scheme(pair)
    rows = Measures(_turned(measure) if turned else measure for measure in pair.measures if measure.side != said)
    marked = iter(
        echoes(recipe, rows, play=family, moving=lambda moved: family.figures(moved, two), n_people=n_people,
               at_once=at_once,
               progress=_labelled("values moved", progress)).measures
    )  # fmt: skip
    return Measures(
        _not_moved(old) if old.side == said else _turned(next(marked)) if turned else next(marked)
        for old in pair.measures
    )


def _player(engine: str, threads: int, executor: Executor) -> tuple[Play, int]:
    """Return what plays the trials, and how many at once.

    Raises:
        InputError: as `refuse_unplayable`.
    """
    refuse_unplayable(engine, threads, executor, keeps=False)
    if engine == "reference":
        return _on_reference, 1
    n = threads or os.cpu_count() or 1
    # The compiler behind the fast engine takes a while to load.
    if executor.name == "threads":
        return import_module("xinyong.experiment.kept_lives").KeptLives().play, n
    play = import_module("xinyong.engine.play").play
    where, at_once = (replace(executor, shards=1), n) if executor.name == "processes" else (executor, 1)

    def apart(trial: Trial, watch: Watch | None) -> Outcome:
        outcome: Outcome = play(trial, threads=n, executor=where, watch=watch)
        return outcome

    return apart, at_once


def _on_reference(trial: Trial, watch: Watch | None) -> Outcome:
    return play_reference(trial) if watch is None else play_watched(trial, watch)


def _of_other_scheme(pair: Pair) -> Side | None:
    """Return the side that is the baseline and has a scheme of its own, whose values are not moved."""
    baseline: Side = pair.main.baseline
    outcome = pair.main.b if baseline == "b" else pair.main.a
    return None if is_law_alone(outcome.trial) else baseline


def _not_moved(measure: Measure) -> Measure:
    """Return a figure of the baseline's scheme with why nothing is said of what it rests on."""
    if measure.value is None:
        return measure
    reason = "what it rests on was not tried: the values of the other side were; audit a run of this scheme for it"
    return replace(measure, caveat=f"{measure.caveat}; {reason}" if measure.caveat else reason)


def _turned(measure: Measure) -> Measure:
    """Return a figure as one of the other side; what needs both sides stays."""
    sides: dict[Side, Side] = {"a": "b", "b": "a", "pair": "pair"}
    return replace(measure, side=sides[measure.side])


def _of_variant(name: str, progress: Progress | None) -> Progress | None:
    if progress is None or not name:
        return progress
    return lambda label, done, total: progress(f"{name}: {label}", done, total)


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
        "version": VERSION,
        "of": result,
        "echo_people": echo_people,
        "measures": measures.as_json(),
    }
    written["sha256"] = hash_text(json.dumps(written, sort_keys=True))
    replace_file(directory / NAME, json.dumps(written, ensure_ascii=False, allow_nan=False) + "\n")


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
        same = written["version"] == VERSION and written["of"] == result and written["sha256"] == sealed
        same = same and echo_people in (None, written["echo_people"])
        return Measures(measure_of(one) for one in written["measures"]) if same else None
    except (ValueError, KeyError, TypeError):
        return None  # only kept to save time: whatever is wrong with it, the figures are made anew

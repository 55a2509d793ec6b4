"""What is to be looked at, frozen before the run: measures, groups, seeds and stopping rule, with the hash of it all.

A registration is a small JSON file that is never written over. It says nothing of when it was really made: the date is
the author's word, and the SHA-256 is for handing to somebody who can vouch for it. A figure is *planned* when its
measure, its group and its scenario stand in the file; every other figure was looked at afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from xinyong.audit.measure import EVERYBODY, Measure
from xinyong.audit.measures import explain
from xinyong.audit.named import refuse_unknown_group
from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.pair import Pair
from xinyong.experiment.stopping import Rule, refuse_too_few, rule_of
from xinyong.experiment.variants import Variants
from xinyong.results.disk import replace_file
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.results.sealed import is_whole, sealed

WHAT, FORMAT = "xinyong registration", 1
_MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class Registration:
    """What was registered.

    date        the day that its author gives, YYYY-MM-DD
    a           hash of the recipe of what is studied, whatever the seed, the scenario and the end of what is unknown
    others      the same of what it is compared with, by name; empty for a run
    measures    names; a name stands for its parts too
    groups      names of `audit.named`; everybody is always among them
    seeds       those that may be played, in their order
    responses   scenarios; empty: all that the world tells
    until       when no further seed is played, or None
    """

    date: str
    a: str
    others: Mapping[str, str]
    measures: tuple[str, ...]
    groups: tuple[str, ...]
    seeds: tuple[int, ...]
    responses: tuple[str, ...] = ()
    until: Rule | None = None

    def written(self) -> dict[str, Any]:
        """Return it as plain data, its hash included."""
        found: dict[str, Any] = {
            "what": WHAT, "format": FORMAT, "date": self.date, "a": self.a, "others": dict(self.others),
            "measures": list(self.measures), "groups": list(self.groups), "seeds": list(self.seeds),
            "responses": list(self.responses), "until": str(self.until) if self.until else None,
        }  # fmt: skip
        return sealed(found)

    @property
    def sha256(self) -> str:
        """Return the hash over everything that it says."""
        return str(self.written()["sha256"])

    def planned(self, measure: Measure) -> bool:
        """Tell whether a figure was planned."""
        named = {measure.name, measure.base} & set(self.measures)
        grouped = measure.group == EVERYBODY or measure.group in self.groups
        return bool(named) and grouped and (not self.responses or measure.response in self.responses)

    def departures(self, subject: Run | Pair | Variants) -> tuple[str, ...]:
        """Return, in sentences, where what was played is not what was registered; empty where it is.

        Raises:
            InputError: it was registered for other rules, another world, length or number of people.
        """
        if isinstance(subject, Pair):
            return self._of_pair(subject)
        if isinstance(subject, Variants):
            return self._of_several(subject)
        recipe = recipe_of(subject.manifest)
        self._refuse_other(recipe, ())
        found = [] if recipe.seed in self.seeds else [f"seed {recipe.seed} was played, which was not registered"]
        if self.others or self.seeds != (recipe.seed,) or self.until is not None:
            found.append("a comparison or several seeds were registered, and one run is looked at")
        return tuple(found)

    def _of_pair(self, pair: Pair) -> tuple[str, ...]:
        self._refuse_other(pair.a, (pair.b,))
        found = []
        rule = pair.stopping.rule if pair.stopping else None
        if rule != self.until:
            found.append(f"the stopping rule was {rule or 'none'}, registered was {self.until or 'none'}")
        may_be_fewer = self.until is not None and rule == self.until
        expected = self.seeds[: len(pair.seeds)] if may_be_fewer else self.seeds
        if pair.seeds != expected:
            found.append(f"the seeds were {_listed(pair.seeds)}, registered were {_listed(self.seeds)}")
        missing = [name for name in self.responses if name not in pair.columns]
        if missing:
            found.append(f"registered and not played: response {_listed(missing)}")
        return tuple(found)

    def _of_several(self, found: Variants) -> tuple[str, ...]:
        """Return where several comparisons depart from it, each with the names of those that do."""
        said: dict[str, list[str]] = {}
        for name, pair in found.pairs.items():
            for one in self._of_pair(pair):
                said.setdefault(one, []).append(name)
        compared = {recipe_hash(pair.b) for pair in found.pairs.values()}
        missing = [name for name, sha256 in self.others.items() if sha256 not in compared]
        told = [f"registered and not compared: {_listed(missing)}"] if missing else []
        return (*told, *(f"{_listed(names)}: {one}" for one, names in said.items()))

    def _refuse_other(self, a: Recipe, others: Iterable[Recipe]) -> None:
        sides = [recipe_hash(one) for one in others]
        if recipe_hash(a) != self.a or not set(sides) <= set(self.others.values()):
            raise InputError("the registration is of other rules, or of another world, length or number of people; "
                             "give the file that was written for this one, or none")  # fmt: skip


def _listed(found: Iterable[object]) -> str:
    return ", ".join(map(str, found))


def recipe_hash(recipe: Recipe) -> str:
    """Return the hash of a recipe whatever its seed, scenario, end of what is unknown, and the rows it keeps."""
    return replace(recipe, seed=0, response="none", end=0, sample=0).sha256


def registration_of(
    a: Recipe,
    others: Mapping[str, Recipe],
    *,
    date: str,
    measures: Sequence[str],
    groups: Sequence[str] = (),
    seeds: Sequence[int] = (1,),
    responses: Sequence[str] = (),
    until: Rule | None = None,
) -> Registration:
    """Return the registration of a run, or of a comparison with others.

    Raises:
        InputError: a date, a measure, a group or seeds that cannot be, or no measure at all.
    """
    try:
        calendar_date.fromisoformat(date)
    except ValueError as problem:
        raise InputError(f"--date: found `{date}`, expected a day as in 2026-11-23") from problem
    if not measures:
        raise InputError("found no measure to register, expected one or more, as in --measure wrongful_restricted_days")
    for name in measures:
        explain(name)
    for group in groups:
        refuse_unknown_group(a.world, group)
    refuse_too_few(until, seeds)
    hashes = {name: recipe_hash(one) for name, one in others.items()}
    return Registration(date, recipe_hash(a), hashes, tuple(measures), tuple(groups), tuple(seeds), tuple(responses),
                        until)  # fmt: skip


def write_registration(found: Registration, path: Path) -> None:
    """Write a registration to a new file.

    Raises:
        InputError: something stands there, or the path cannot be used. ResourceError: the disk is full.
    """
    if path.exists() or path.is_symlink():
        raise InputError(f"{path}: stands there already, and a registration is never written over; name a new file")
    replace_file(path, json.dumps(found.written(), ensure_ascii=False, indent=1) + "\n")


def read_registration(path: Path) -> Registration:
    """Return the registration in a file.

    Raises:
        InputError: there is none. DamagedRun: it is not what was written.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DamagedRun(f"{path}: is too large to be a registration")
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise InputError(
            f"{path}: cannot be read ({problem.strerror}); name the file of `plan --register`"
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise DamagedRun(f"{path}: is no registration ({problem})") from problem
    if not isinstance(found, dict) or found.get("what") != WHAT or found.get("format") != FORMAT:
        raise DamagedRun(f"{path}: is no registration that this version reads")
    if not is_whole(found):
        raise DamagedRun(f"{path}: is not what was registered (its own SHA-256 differs)")
    try:
        return Registration(
            found["date"], found["a"], found["others"], tuple(found["measures"]), tuple(found["groups"]),
            tuple(found["seeds"]), tuple(found["responses"]), rule_of(found["until"]) if found["until"] else None,
        )  # fmt: skip
    except (KeyError, TypeError) as problem:
        raise DamagedRun(f"{path}: lacks a field ({problem!r})") from problem

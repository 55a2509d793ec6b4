"""Registering what is to be looked at before a run, and reading it beside what was played."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xinyong.cli.output import say
from xinyong.errors import InputError
from xinyong.experiment.comparison import prepare_comparison
from xinyong.experiment.execute import prepare
from xinyong.experiment.opening import open_result
from xinyong.experiment.registration import Registration, read_registration, registration_of, write_registration
from xinyong.experiment.seeds import seeds_of
from xinyong.experiment.several import prepare_several
from xinyong.experiment.stopping import rule_of

if TYPE_CHECKING:
    from xinyong.audit.measure import Measure


def refuse_without_file(asked: Mapping[str, Any]) -> None:
    """Refuse options that belong to a registration where none is asked for.

    Raises:
        InputError: names the first.
    """
    for option, value in asked.items():
        if value:
            raise InputError(f"found --{option} without --register; it says what a registration freezes")


def register_plan(
    path: Path,
    scheme: str,
    world: str | None,
    *,
    others: Sequence[str],
    date: str | None,
    seeds: str | None,
    responses: Sequence[str],
    until: str | None,
    measures: Sequence[str],
    groups: Sequence[str],
    **asked: Any,
) -> Registration:
    """Write the registration of a run, or of a comparison with others, and return it; errors as `registration_of`."""
    if date is None:
        raise InputError("found --register without --date; say on which day it is registered, as in 2026-11-23")
    numbers = seeds_of(seeds or "1")
    if len(others) > 1:
        several = prepare_several(scheme, others, world, seeds=numbers, **asked)
        a, named = several.a, dict(several.others)
    elif others:
        pair = prepare_comparison(scheme, others[0], world, seeds=numbers, **asked)
        a, named = pair.a, {pair.b.scheme.scheme: pair.b}
    else:
        a, named = prepare(scheme, world, **asked), {}
    found = registration_of(a, named, date=date, measures=measures, groups=groups, seeds=numbers, responses=responses,
                            until=rule_of(until) if until else None)  # fmt: skip
    write_registration(found, path)
    return found


def registration_for(path: Path | None, directory: Path) -> tuple[Registration | None, tuple[str, ...]]:
    """Return a registration with where the result in a directory departs from it; None where no file is given.

    Raises:
        InputError: it is of something else. DamagedRun: the file or the result is not what was written.
    """
    if path is None:
        return None, ()
    found = read_registration(path)
    return found, found.departures(open_result(directory))


def with_plan(found: Mapping[str, Iterable[Measure]], plan: Registration | None) -> list[dict[str, Any]]:
    """Return figures, by the name of their variant, as plain data: each with that name, null where it is empty, and
    with whether it was planned, null where there is no registration."""
    return [
        {**one.as_json(), "variant": name or None, "planned": None if plan is None else plan.planned(one)}
        for name, measures in found.items()
        for one in measures
    ]


def say_departures(found: Registration, departures: Sequence[str]) -> None:
    """Print what was registered, and where what was played is not that."""
    say(f"registered on {found.date} (the author's word), SHA-256 {found.sha256}")
    for one in departures:
        say(f"departs from it: {one}")
    say()

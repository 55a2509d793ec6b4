"""A comparison and an audit as pages for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xinyong.audit.measure import EVERYBODY, Measure
from xinyong.cli.output import figure, rows, say
from xinyong.experiment.pair import Pair

SHOWN = (
    "restricted_people",
    "restricted_days",
    "wrongful_restricted_days",
    "protected_restricted_days",
    "never_told_people",
    "adverse_entries",
    "mistaken_entries",
    "people_published",
    "objections_filed",
    "objections_late",
    "objections_reversed",
    "refused_requests",
)
"""Counts of a pair that a reader sees first."""


def pair_page(pair: Pair) -> None:
    """Print a comparison: the counts of both sides, what changed act by act, and the two strongest sentences."""
    found = pair.as_json()
    a, b = found["a"], found["b"]
    say(f"A: {a['title']}\nB: {b['title']}")
    say(f"The same {found['people']:,} synthetic people of `{found['world']}` with the same luck, {found['days']:,} "
        f"days, seeds {_seeds(pair.seeds)}.\n")  # fmt: skip
    for name, column in found["columns"].items():
        deltas = column["deltas"]
        rows(("", "A", "B", "B − A"),
             [(metric.replace("_", " "), one["a"], one["b"], _difference(one)) for metric in SHOWN
              if (one := deltas.get(metric))],
             title=f"Response `{name}`")  # fmt: skip
        say(f"restricted under B only: {column['newly_restricted']:,}; under A only: {column['spared']:,}\n")
    _acts(found)
    if pair.stopping is not None:
        say(f"{pair.stopping.says}\n")
    for side, sentence in found["sentences"].items():
        say(f"strongest {side} the scheme: {sentence}")


def _difference(one: dict[str, Any]) -> str:
    if one["difference"] is None:
        return "not asked"
    luck = f" (luck {figure(one['low'])} to {figure(one['high'])})" if one.get("band") == "luck" else ""
    return f"{one['difference']:+,}{luck}"


def _acts(found: dict[str, Any]) -> None:
    moved = [
        (act, one["kind"], *(_count(one[word]) for word in ("deterred", "forgone", "encouraged", "provoked")))
        for act, one in found["acts"].items()
        if any(one[word] for word in ("deterred", "forgone", "encouraged", "provoked"))
    ]
    if moved:
        rows(("act", "kind", "deterred", "forgone", "encouraged", "provoked"), moved,
             title=found["reads"]["acts"].replace("`", ""))  # fmt: skip
        say()


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _seeds(seeds: tuple[int, ...]) -> str:
    return str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]} to {seeds[-1]} ({len(seeds)})"


def measures_page(
    measures: Iterable[Measure], *, groups: bool, planned: Callable[[Measure], bool] | None = None
) -> None:
    """Print an audit: a line for each figure that has a value, with range and what it rests on; then the others.

    `planned`, where something was registered, tells which figures were planned.
    """
    when = {True: "planned", False: "afterwards"}
    shown = [m for m in measures if groups or m.group == EVERYBODY]
    rows(
        ("measure", "group", "response", "value", "range", "unit", "rests on", *(("looked at",) if planned else ())),
        [
            (
                m.name,
                m.group,
                m.response,
                figure(m.value),
                _range(m),
                m.unit,
                _rests(m),
                *((when[planned(m)],) if planned else ()),
            )
            for m in shown
            if m.value is not None
        ],
    )
    whys: dict[str, dict[str, None]] = {}
    for measure in shown:
        if measure.value is None:
            whys.setdefault(measure.why, {})[measure.base] = None
    for why, names in whys.items():
        say(f"\nno value: {', '.join(names)}\n  {why}")


def _range(measure: Measure) -> str:
    if measure.low is None and measure.high is None:
        return ""
    return f"{figure(measure.low)} to {figure(measure.high)} ({measure.band})"


def _rests(measure: Measure) -> str:
    if measure.echo is None:
        reason = measure.caveat.rpartition("; ")[2]
        return reason if "was not tried" in reason else ""
    return ("echo of " if measure.echo else "") + ", ".join((measure.echo_of if measure.echo else measure.rests_on)[:3])

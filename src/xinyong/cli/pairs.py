"""A comparison and an audit as pages for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

HEADS = ("measure", "variant", "side", "group", "response", "value", "range", "unit", "rests on", "looked at")
"""Columns of an audit; some of them only where there is something to tell apart."""


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
    found: Mapping[str, Sequence[Measure]], *, groups: bool, planned: Callable[[Measure], bool] | None = None
) -> None:
    """Print an audit: a line for each figure that has a value, with range and what it rests on; then the others.

    Args:
        found: figures by the name of their variant; of a run or of one comparison under no name.
        groups: whether figures of groups are printed too.
        planned: where something was registered, tells which figures were planned.
    """
    shown = [(name, one) for name, each in found.items() for one in each if groups or one.group == EVERYBODY]
    of_several, of_sides = len(found) > 1, len({one.side for _, one in shown}) > 1
    told = {"variant": of_several, "side": of_sides, "looked at": planned is not None}
    heads = [head for head in HEADS if told.get(head, True)]
    lines = [_line(name, one, planned) for name, one in shown if one.value is not None]
    rows(heads, [[line[head] for head in heads] for line in lines])
    whys: dict[str, dict[str, None]] = {}
    for name, one in shown:
        if one.value is None:
            whys.setdefault(one.why, {})[f"{name}: {one.base}" if of_several else one.base] = None
    for why, names in whys.items():
        say(f"\nno value: {', '.join(names)}\n  {why}")


def _line(name: str, one: Measure, planned: Callable[[Measure], bool] | None) -> dict[str, str]:
    """Return the cells of a figure by the heads of their columns."""
    return {
        "measure": one.name,
        "variant": name,
        "side": one.side,
        "group": one.group,
        "response": one.response,
        "value": figure(one.value),
        "range": _range(one),
        "unit": one.unit,
        "rests on": _rests(one),
        "looked at": "" if planned is None else "planned" if planned(one) else "afterwards",
    }


def _range(measure: Measure) -> str:
    if measure.low is None and measure.high is None:
        return ""
    return f"{figure(measure.low)} to {figure(measure.high)} ({measure.band})"


def _rests(measure: Measure) -> str:
    if measure.echo is None:
        reason = measure.caveat.rpartition("; ")[2]
        return reason if "was not tried" in reason else ""
    return ("echo of " if measure.echo else "") + ", ".join((measure.echo_of if measure.echo else measure.rests_on)[:3])

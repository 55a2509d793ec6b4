"""Check what may change the points of a rule from one entry to the next: repeats, and the choice of an office."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.files.unknowns import ends, values
from xinyong.scheme.clauses import Repeat, Rule, Scheme


def leeway_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield a finding for each repeat or choice that says nothing, or under which an entry could change its sign."""
    for place, rule in enumerate(scheme.rules):
        if rule.discretion is not None:
            yield from _choice(place, rule, rule.discretion.to.value)
        if rule.repeat is not None:
            yield from _repeat(place, rule, rule.repeat)


def _choice(place: int, rule: Rule, to: float) -> Iterator[Finding]:
    spot = ("rules", place, "discretion")
    points = values(rule.points)
    if not points:
        yield Finding(spot, "found a choice of points on a rule without points", "state points, or take it out")
    for value in points:
        if value * to <= 0:
            message = f"found a choice from {value:g} to {to:g}, expected two ends of one sign"
            yield Finding((*spot, "to"), message, "the office cannot turn a cost into a gain: mend either")
        elif value == to:
            yield Finding((*spot, "to"), f"found a choice from {value:g} to {to:g}, which is none", "take it out")


def _repeat(place: int, rule: Rule, repeat: Repeat) -> Iterator[Finding]:
    spot = ("rules", place, "repeat")
    points, step = _sizes(rule), repeat.step.value
    if not points:
        yield Finding(spot, "found a repeat on a rule without points", "state points, or take it out")
    if step == 0:
        yield Finding((*spot, "step"), "found a step of 0, which changes nothing", "state one, or take the repeat out")
    if any(step * limit < 0 for limit in values(repeat.limit)):
        message = "found a limit that pulls against the step"
        yield Finding((*spot, "limit"), message, "give both the same sign")
    elif any(value * step < 0 for value in points):
        yield from _falling(place, repeat, min(abs(value) for value in points))


def _falling(place: int, repeat: Repeat, least: float) -> Iterator[Finding]:
    """Yield a finding where entries that count for less each time could come to count for the contrary."""
    spot = ("rules", place, "repeat", "limit")
    hint = f"write a limit of at most {least:g} points, with the sign of the step"
    if any(isinstance(end, Nothing) for end in ends(repeat.limit)):
        yield Finding(spot, "found no limit to a step that pulls against the points of its rule", hint)
    for limit in values(repeat.limit):
        if abs(limit) > least:
            message = f"found a limit of {limit:g} that could turn {least:g} points into their contrary"
            yield Finding(spot, message, hint)


def _sizes(rule: Rule) -> list[float]:
    """Return every number of points that the rule may give before repeats, at its ends."""
    return [*values(rule.points), *((rule.discretion.to.value,) if rule.discretion and values(rule.points) else ())]

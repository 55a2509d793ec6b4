"""Refuse a scheme whose points could pass what 32-bit sums hold safely, and repeats that pull the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.files.unknowns import ends, values
from xinyong.scheme.clauses import MAX_POINTS, Rule, Scheme


def total_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield a finding where the start and one entry of every rule, at its dearest, pass a million points together.

    How often a subject repeats an act is not known to a scheme: an unlimited repeat counts once a day of its period.
    """
    total = abs(scheme.score.start.value) if scheme.score else 0.0
    for place, rule in enumerate(scheme.rules):
        yield from _repeat_findings(place, rule)
        largest = dearest_entry(rule)
        total += largest
        if largest > MAX_POINTS:
            message = f"found a rule whose entry could move {largest:,.0f} points, expected at most {MAX_POINTS:,}"
            yield Finding(("rules", place), message, "use smaller points, or a `limit` to the repeat")
            return
    if total > MAX_POINTS:
        message = f"found points that together could pass {total:,.0f}, expected at most {MAX_POINTS:,}"
        yield Finding(("rules",), message, "use smaller points")


def dearest_entry(rule: Rule) -> float:
    """Return the most points, without sign, that one entry of a rule can move."""
    points = max((abs(value) for value in values(rule.points)), default=0)
    if rule.repeat is None:
        return points
    limit = max((abs(value) for value in values(rule.repeat.limit)), default=0)
    if any(isinstance(end, Nothing) for end in ends(rule.repeat.limit)):
        limit = max(limit, abs(rule.repeat.step.value) * rule.repeat.within.value)
    return points + limit


def _repeat_findings(place: int, rule: Rule) -> Iterator[Finding]:
    if rule.repeat is None:
        return
    points = values(rule.points)
    if not points:
        message = "found a repeat on a rule without points"
        yield Finding(("rules", place, "repeat"), message, "state points, or take it out")
    for key in ("step", "limit"):
        pulled = (rule.repeat.step.value,) if key == "step" else values(rule.repeat.limit)
        if any(value * other < 0 for value in points for other in pulled):
            message = f"found a {key} that pulls against the points of its rule"
            yield Finding(("rules", place, "repeat", key), message, "give both the same sign")

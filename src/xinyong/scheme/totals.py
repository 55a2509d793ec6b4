"""Refuse a scheme whose points could pass what 32-bit sums hold safely."""

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
    if rule.discretion is not None:
        points = max(points, abs(rule.discretion.to.value))
    if rule.repeat is None:
        return points
    limit = max((abs(value) for value in values(rule.repeat.limit)), default=0)
    if any(isinstance(end, Nothing) for end in ends(rule.repeat.limit)):
        limit = max(limit, abs(rule.repeat.step.value) * rule.repeat.within.value)
    return points + limit

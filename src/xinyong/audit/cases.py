"""What a figure counts, so that its interval over seeds can be that of a count."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from xinyong.audit.definition import PER_1000, SHARE
from xinyong.audit.luck import Cases

NET = ("prevented", "access_gap", "disparity_difference")
"""Differences of two figures: they may lie on either side of nothing."""

OF_DAYS = "wrongful_restricted_share"
"""The one share that counts days; rates of days have them in their unit."""


def cases_of(name: str, unit: str, *, horizon_days: int, denominators: Sequence[float | None]) -> Cases | None:
    """Return what a figure counts, from its denominator in each seed; None where it counts nothing, or has a sign.

    One case is one in the numerator. Of days one person may bring as many as the run is long.
    """
    base, known = name.partition(".")[0], [one for one in denominators if one]
    if base in NET or not known:
        return None
    if unit == "ratio":
        return Cases()
    if unit != SHARE and not unit.endswith(PER_1000):
        return None
    one = (1 if unit == SHARE else 1000) * fsum(1 / each for each in known) / len(known)
    many = horizon_days if unit.startswith("days ") or base == OF_DAYS else 1
    return Cases(least=one, most=one * many, whole=1.0 if unit == SHARE else None)

"""How far luck moves the figures of a group, which may be small: intervals from its counts, where these are of people
or of acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xinyong.audit.disparity import SAMPLING
from xinyong.audit.intervals import count_interval, share_interval
from xinyong.audit.measure import EVERYBODY, Measure, Measures

SHARES_OF_PEOPLE = (
    "restricted_people_share",
    "clean_ever_restricted_share",
    "never_told_share",
    "told_by_refusal_share",
)
"""Shares in which both counts are of people. Entries and days of one person hang together, and tell less than they
number."""

COUNTS = ("names_published", "people_fallen", "punished_protected")
"""Rates of something that happens to somebody: a Poisson count, as far as one tells nothing of the next."""


def with_group_luck(measures: Iterable[Measure]) -> Measures:
    """Return the figures, those of groups with a range of luck where their counts give one and they have none yet."""
    return Measures(map(_ranged, measures))


def _ranged(one: Measure) -> Measure:
    if one.group == EVERYBODY or one.value is None or one.band is not None or not one.denominator:
        return one
    count = one.numerator or 0
    if one.name in SHARES_OF_PEOPLE:
        low, high = share_interval(count, one.denominator)
    elif one.base in COUNTS:
        low, high = (1000 * end / one.denominator for end in count_interval(int(count)))
    else:
        return one
    return replace(one, low=low, high=high, band="luck", caveat=f"{one.caveat}. {SAMPLING}")

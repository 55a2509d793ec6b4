"""Clocks of procedure: when a period is over that is counted in days, or in days on which offices work.

A period is one number: days, or working days with the bit WORKING set.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.jit import part
from xinyong.kernel.rows import Ints

WORKING = 1 << 20
"""No period has so many days, and the bit is not set in FOREVER."""


def counted_on(day: int, n: int, first_weekday: int) -> int:
    """Return the day that lies n working days, Monday to Friday, after a day; with n = 0 the day itself.

    `first_weekday` is that of day 0; Monday is 0.
    """
    if n == 0:
        return day
    weekday = (first_weekday + day) % 7
    # From a Saturday or Sunday one counts as from the Friday before.
    friday = max(0, weekday - 4)
    passed = weekday - friday + n
    return day - weekday + 7 * (passed // 5) + passed % 5


working_days_after = part(counted_on)


@part
def later(law: Ints, day: int, period: int) -> int:
    """Return the day that lies a period after a day."""
    if period & WORKING:
        return working_days_after(day, period ^ WORKING, law[c.W_WEEKDAY])
    return day + period

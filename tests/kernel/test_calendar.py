"""Working days in the kernel's closed form, the reference's count, and NumPy's calendar."""

from datetime import date, timedelta

import numpy as np
import pytest
from tests.oracle.cited import cited
from tests.oracle.plain import plain_world

from xinyong.files.evidence import Cited
from xinyong.kernel.calendar import WORKING, counted_on
from xinyong.kernel.rows import FOREVER
from xinyong.reference.calendar import later

PERIODS = (*range(1, 13), 60, 73_000)


@pytest.mark.parametrize("first", [date(2020, 1, 1) + timedelta(days=k) for k in range(7)])
def test_both_engines_count_as_the_calendar_does(first: date) -> None:
    world = plain_world(first_day=first.isoformat())
    for day in range(15):
        for n in PERIODS:
            over = np.busday_offset(first + timedelta(days=day), n, roll="backward").item()
            assert isinstance(over, date)
            assert counted_on(day, n, first.weekday()) == (over - first).days
            assert later(world, day, Cited.model_validate(cited(n, "working day"))) == (over - first).days
        assert counted_on(day, 0, first.weekday()) == day


def test_no_period_of_days_looks_like_one_of_working_days() -> None:
    assert FOREVER & WORKING == 0 < WORKING - max(PERIODS)

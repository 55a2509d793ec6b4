"""Room for tables that grow."""

import numpy as np

from xinyong.kernel.room import empty, with_room
from xinyong.results.mapped import PAGES_FROM


def test_large_tables_lie_on_pages_of_their_own_and_small_ones_do_not() -> None:
    small, large = empty((3, 5), np.int32), empty((PAGES_FROM // 4, 5), np.int32)
    assert (small.shape, large.shape) == ((3, 5), (PAGES_FROM // 4, 5))
    assert small.base is None
    assert large.base is not None
    large[:] = 7
    assert int(large.sum()) == 7 * large.size


def test_a_grown_table_keeps_what_was_used() -> None:
    rows = np.arange(20_000, dtype=np.int32).reshape(-1, 2)
    assert with_room(rows, 9_000, 1_000) is rows
    grown = with_room(rows, 9_000, 1_001)
    assert np.array_equal(grown[:9_000], rows[:9_000])
    assert len(with_room(rows, 10_000, 50_000)) >= 60_000

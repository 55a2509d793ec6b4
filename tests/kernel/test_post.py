"""Records on their way: sorted by subject and day, and by origin on the day they arrive."""

import numpy as np
from tests.kernel.calling import door, numbers

from xinyong.kernel import rows as c
from xinyong.kernel.post import arrive, count_due, is_before, sort_by_local, take_due
from xinyong.kernel.rows import Rows


def mail(*records: tuple[int, int, int]) -> Rows:
    """Return records from (to, due, origin subject)."""
    rows = np.zeros((len(records), c.M_WIDTH), np.int32)
    for i, (to, due, subject) in enumerate(records):
        rows[i, [c.M_TO, c.M_DUE, c.M_SUBJECT, c.M_ITEM]] = to, due, subject & 0x7FFFFFFF, i
    return rows


def test_sorting_by_local_id_keeps_the_order_of_equals() -> None:
    rng = np.random.Generator(np.random.PCG64(1))
    keys = (rng.integers(0, 1 << 16, 1000) << 32) | np.arange(1000)
    found = keys.copy()
    door(sort_by_local)(found, 900, np.zeros(1000, np.int64), np.zeros(257, np.int64))
    assert found[:900].tolist() == sorted(keys[:900].tolist())
    assert found[900:].tolist() == keys[900:].tolist()


def test_what_is_due_is_set_apart_by_subject_and_day() -> None:
    pending = mail((5, 9, 1), (2, 3, 1), (5, 4, 1), (2, 8, 1), (5, 1, 1), (60_000, 6, 1))
    spot = np.zeros(c.S_WIDTH, np.int64)
    spot[c.S_PENDING] = 6
    due = mail(*[(0, 0, 0)] * 6)
    assert door(count_due)(pending, 6, 7) == 4
    assert door(take_due)(spot, pending, due, np.zeros(12, np.int64), np.zeros(257, np.int64), 7) == 4
    assert due[:4, [c.M_TO, c.M_DUE]].tolist() == [[2, 3], [5, 1], [5, 4], [60_000, 6]]
    assert spot[c.S_PENDING] == 2
    assert pending[:2, [c.M_TO, c.M_DUE]].tolist() == [[5, 9], [2, 8]]


def test_records_of_a_day_come_in_the_order_of_their_origin() -> None:
    source, arrived, cursor = (
        mail((0, 1, 7), (0, 1, 3), (0, 1, 7), (0, 1, 0)),
        mail(*[(0, 0, 0)] * 4),
        numbers(*[0] * 30),
    )
    source[3, c.M_SUBJECT] = -1  # the 32-bit pattern of the highest id
    for i in range(4):
        door(arrive)(cursor, arrived, source, i)
    assert arrived[:, [c.M_SUBJECT, c.M_ITEM]].tolist() == [[3, 1], [7, 0], [7, 2], [-1, 3]]
    assert not door(is_before)(arrived, 1, 1)

"""The state of a block and what a thread works with."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from xinyong.kernel import rows as c
from xinyong.kernel.room import with_room
from xinyong.kernel.serve import at_slot, new_holder
from xinyong.kernel.state import mask_bytes, new_block


def interpreted(part: Any) -> Callable[..., int]:
    """Return a part of a kernel as it is written: only kernels may call what was compiled of it."""
    found: Callable[..., int] = part.py_func
    return found


def test_a_block_costs_a_few_bytes_per_person_and_nothing_for_those_without_a_history() -> None:
    block = new_block(
        first_id=1 << 16, first_number=0, place=1, book=7, count=65_536, n_strata=3, n_tiers=4, n_lists=2,
        n_services=12, n_acts=5,
    )  # fmt: skip
    assert block.slots.nbytes + block.asked.nbytes == 4 * 65_536 + 2
    assert sum(table.nbytes for table in (block.holders, block.entries, block.pending, block.refused)) == 0
    assert {interpreted(at_slot)(block.slots, local) for local in range(0, 65_536, 977)} == {-1}
    assert block.spot[[c.S_FIRST_ID, c.S_PLACE, c.S_BOOK, c.S_COUNT]].tolist() == [1 << 16, 1, 7, 65_536]


def test_everybody_of_a_block_may_have_a_history() -> None:
    block = new_block(
        first_id=0, first_number=0, place=0, book=0, count=65_536, n_strata=1, n_tiers=1, n_lists=1, n_services=1,
        n_acts=1,
    )  # fmt: skip
    rows = {name: with_room(getattr(block, name), 0, 65_536) for name in ("holders", "turns", "refused")}
    block = block._replace(**rows)
    become, slot_of = interpreted(new_holder), interpreted(at_slot)
    for local in reversed(range(1, 65_536)):
        become(block, local, c.NOTHING, c.NOTHING)
    assert [slot_of(block.slots, local) for local in (65_535, 65_534, 1, 0)] == [0, 1, 65_534, -1]
    become(block, 0, c.NOTHING, c.NOTHING)
    assert [slot_of(block.slots, local) for local in (65_535, 1, 0)] == [0, 65_534, 65_535]


@pytest.mark.parametrize(("n_services", "n_bytes"), [(0, 1), (1, 1), (8, 1), (9, 2), (64, 8), (65, 9)])
def test_a_service_is_a_bit(n_services: int, n_bytes: int) -> None:
    assert mask_bytes(n_services) == n_bytes


def test_room_is_made_by_half_and_keeps_what_is_there() -> None:
    rows = np.arange(12, dtype=np.int32).reshape(6, 2)
    assert with_room(rows, 4, 2) is rows
    grown = with_room(rows, 6, 1)
    assert len(grown) >= 9
    assert grown[:6].tolist() == rows.tolist()
    assert len(with_room(rows, 6, 500)) >= 506

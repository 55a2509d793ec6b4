"""Tables laid end to end."""

import numpy as np
import pytest

from xinyong.kernel.numbers import Numbers, row, shared_rows


def test_tables_are_found_again_and_equal_ones_are_kept_once() -> None:
    numbers = Numbers(2)
    first, second = numbers.add([[1, 2], [3, 4]]), numbers.add([5])
    assert numbers.add([1, 2, 3, 4]) == first
    law = numbers.array([first, second])
    assert law.tolist() == [2, 6, 1, 2, 3, 4, 5]
    assert not law.flags.writeable


def test_an_empty_table_takes_no_room() -> None:
    numbers = Numbers(1)
    numbers.add([])
    assert numbers.array([7]).tolist() == [7]


def test_a_head_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 numbers at the head"):
        Numbers(2).array([1])


def test_columns_that_are_not_named_are_nothing() -> None:
    assert row(3, {1: 7}) == [0, 7, 0]
    with pytest.raises(IndexError):
        row(3, {3: 7})


def test_rows_that_are_alike_are_shared() -> None:
    table = np.array([[[1, 2]], [[3, 4]], [[1, 2]]], np.int64)
    rows, which = shared_rows(table)
    assert rows[which].tolist() == [[1, 2], [3, 4], [1, 2]]
    assert len(rows) == 2


def test_rows_without_columns_are_all_alike() -> None:
    rows, which = shared_rows(np.zeros((3, 2, 0), np.int64))
    assert (len(rows), which.tolist()) == (1, [0, 0, 0])

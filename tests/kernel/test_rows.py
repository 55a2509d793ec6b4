"""The columns of the rows that kernels share."""

from itertools import pairwise
from typing import Any

import pytest

from xinyong.arrays import DAYS, LEDGER, SUBJECTS
from xinyong.kernel import rows
from xinyong.kernel.ledger import PLAIN
from xinyong.reference.shadows import CAUSES
from xinyong.vocabulary import Cause, Purpose

COLUMNS: dict[str, Any] = {
    name: value for name, value in vars(rows).items() if name.isupper() and isinstance(value, int)
}
BY_HAND = {
    LEDGER.index(name)
    for name in (
        "recipient", "origin_subject", "true_act", "until", "ended", "outcome", "overdue", "listed", "met",
        "list_until", "shown_until", "copy_of_other",
    )
}  # fmt: skip
"""Columns of the ledger that are not columns of an entry as they stand."""


@pytest.mark.parametrize("prefix", ["M_", "F_", "B_", "R_", "CAP_", "REPAIR_", "C_", "L_", "N_", "S_"])
def test_no_two_columns_of_a_row_are_the_same(prefix: str) -> None:
    found = sorted(
        value for name, value in COLUMNS.items() if name.startswith(prefix) and name != "N_CAUSES"
    )  # fmt: skip
    assert found == list(range(COLUMNS[f"{prefix}WIDTH"] + 1))


def test_columns_of_lanes_and_days_do_not_overlap() -> None:
    entry = [rows.E_REVIEW_REVERSED + 1, rows.E_GRANTED, rows.E_GRANTED + rows.LANES, rows.E_REPAIRED]
    assert [entry[0], entry[2]] == [entry[1], entry[3]]
    assert rows.E_WIDTH == rows.E_REPAIRED + rows.LANES
    assert rows.H_KEPT_ON + 1 == rows.H_DAYS
    assert (rows.H_DAYS + len(DAYS), rows.H_KEPT + rows.LANES) == (rows.H_KEPT, rows.H_WIDTH)


def test_an_entry_copies_its_record_column_by_column() -> None:
    names = ("SUBJECT", "WEEK", "ITEM", "ORIGIN_ACT", "ACT", "ACT_DAY", "CHANNEL", "CAUSE")
    for first, second in pairwise(names):
        assert COLUMNS[f"M_{second}"] == COLUMNS[f"M_{first}"] + 1
        assert COLUMNS[f"E_{second}"] == COLUMNS[f"E_{first}"] + 1


def test_every_column_of_the_ledger_is_written_once() -> None:
    plain = [column for column, _ in PLAIN]
    assert sorted([*plain, *BY_HAND]) == list(range(len(LEDGER)))
    for column, source in PLAIN:
        name = {"reversed": "REVERSED", "points": "GRANTED"}.get(LEDGER[column], LEDGER[column].upper())
        assert source == COLUMNS[f"E_{name.removeprefix('ORIGIN_') if name != 'ORIGIN_ACT' else name}"]


def test_every_column_of_the_subjects_is_written() -> None:
    assert len(SUBJECTS) == 6 + rows.KINDS + 6


def test_codes_are_those_of_the_vocabulary() -> None:
    assert {name: COLUMNS[f"P_{name}"] for name in Purpose.__members__} == {p.name: int(p) for p in Purpose}
    for name in ("TRUE", "MISATTRIBUTED", "FABRICATED", "MISCLASSIFIED", "MISLINKED"):
        assert COLUMNS[name] == Cause[name]


def test_the_last_lanes_leave_out_one_cause_each_in_the_order_of_the_days() -> None:
    assert len(CAUSES) == rows.LANES - rows.FIRST_CAUSE
    for k, (name, cause) in enumerate(CAUSES.items()):
        assert cause == k + 1
        assert DAYS[rows.FIRST_CAUSE_DAY + k] == f"wrongful_{name}"
    assert rows.FIRST_CAUSE_DAY + len(CAUSES) == rows.OVERDUE_DAY

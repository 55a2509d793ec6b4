# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable

import pytest

from xinyong.scheme.clauses import Scheme
from xinyong.scheme.totals import dearest_entry

LIMIT = "limit: {value: -40, unit: point, grade: official, source: paper}"
CHANGES = {
    "one rule too large": (("value: -50, unit: point", "value: -1000001, unit: point"), "rules.unpaid-loan.points.value: found -1,000,001, expected at least -1,000,000 (points)"),
    "all rules together": (("value: 6, unit: point", "value: 999999, unit: point"), "rules: found points that together could pass 1,001,094, expected at most 1,000,000; use smaller points"),
    "an endless repeat": ((LIMIT, "limit: {none: true, grade: official, source: paper}"), None),
    "an endless repeat of large steps": ((LIMIT, "limit: {none: true, grade: official, source: paper}"), ("value: -10, unit: point", "value: -9000, unit: point"), "rules.unpaid-loan: found a rule whose entry could move 3,285,050 points, expected at most 1,000,000; use smaller points, or a `limit` to the repeat"),
}  # fmt: skip


@pytest.mark.parametrize(
    "change", [change for change in CHANGES.values() if change[-1]], ids=[k for k, v in CHANGES.items() if v[-1]]
)
def test_points_that_could_run_away(change: tuple[object, ...], refused: Callable[..., list[str]]) -> None:
    *changes, line = change
    assert line in [said.split(": ", 1)[1] for said in refused(*changes)]


def test_the_dearest_entry_counts_points_and_repeats(example: Scheme) -> None:
    assert [dearest_entry(rule) for rule in example.rules] == [90, 5, 6]

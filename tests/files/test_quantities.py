from collections.abc import Iterator
from typing import Any

import pytest

from xinyong.files.evidence import Quantity, Record
from xinyong.files.quantities import DAYS, PERIOD, SHARE, Asked, Places, quantity_findings


class Case(Record):
    amount: Quantity


def cited(value: float, unit: str = "day", **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, "grade": "press", "source": "s"} | more


def said(amount: dict[str, Any], asked: Asked) -> Iterator[str]:
    places: Places = {Case: {"amount": asked}}
    for finding in quantity_findings(Case.model_validate({"amount": amount}), places):
        yield f"{'.'.join(map(str, finding.spot))}: {finding.message}"


@pytest.mark.parametrize(
    ("amount", "asked", "lines"),
    [
        (cited(7), DAYS, []),
        (cited(0), DAYS, []),
        (cited(0), PERIOD, ["amount.value: found 0, expected at least 1 (days)"]),
        (cited(-1), DAYS, ["amount.value: found -1, expected at least 0 (days)"]),
        (cited(100_000), DAYS, ["amount.value: found 100,000, expected at most 73,000 (days)"]),
        (cited(1.5), DAYS, ["amount.value: found 1.5, expected a whole number of days"]),
        (cited(7, range=[-7, 9]), DAYS, ["amount.range.0: found -7, expected at least 0 (days)"]),
        (cited(7, "point"), DAYS, ["amount.unit: found the unit `point`, expected `day`"]),
        (cited(0.5, "share"), SHARE, []),
        (cited(5, "ratio"), Asked(("share", "ratio"), most=1), ["amount.value: found 5, expected at most 1 (share)"]),
        ({"none": True, "grade": "assumed", "why": "x"}, DAYS, []),
        (
            {"unknown": True, "between": [{"none": True, "grade": "assumed", "why": "x"}, cited(-1)], "looked": ["s"]},
            DAYS,
            ["amount.between.1.value: found -1, expected at least 0 (days)"],
        ),
    ],
)
def test_numbers_suit_their_place(amount: dict[str, Any], asked: Asked, lines: list[str]) -> None:
    assert list(said(amount, asked)) == lines

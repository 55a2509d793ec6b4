# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable

import pytest

METHOD = "  method: sum\n"


def part(id_: str, start: int, floor: int = 0, ceiling: int = 2000) -> str:
    def value(number: int) -> str:
        return f"{{value: {number}, unit: point, grade: press, source: press}}"

    return f"    - {{id: {id_}, start: {value(start)}, floor: {value(floor)}, ceiling: {value(ceiling)}}}\n"


def parts(*each: str, method: str = "sum") -> tuple[str, str]:
    return (METHOD, f"  method: {method}\n  parts:\n{''.join(each)}")


NAMED = ("act: loan-default", "act: loan-default\n    part: trades")
CHANGES = {
    "a sum that is not the start": ([parts(part("trade", 400), part("life", 500))], "score.parts: found subtotals that start at 900 together, expected the 1,000 of `start`; mend either"),
    "a running score": ([parts(part("trade", 1000), method="running")], "score.parts: found subtotals in a score of method `running`; use `method: sum`, or take them out"),
    "one id for two": ([parts(part("trade", 400), part("trade", 600))], "score.parts.trade.id: found the id `trade` again, expected it once; give one a new id"),
    "a floor above the start": ([parts(part("trade", 1000, floor=1001))], "score.parts.trade.floor: found a floor of 1001 above the start of 1000; mend either"),
    "a ceiling below the start": ([parts(part("trade", 1000, ceiling=999))], "score.parts.trade.ceiling: found a ceiling of 999 below the start of 1000; mend either"),
    "too many": ([parts(part("trade", 1000), *(part(f"p{n}", 0) for n in range(16)))], "score.parts.p15: found 17 subtotals, expected at most 16; join some"),
    "a rule of another": ([parts(part("trade", 1000)), NAMED], "rules.unpaid-loan.part: found `trades`, expected one of the declared parts; did you mean `trade`?"),
    "a rule of none": ([NAMED], "rules.unpaid-loan.part: found `trades`, expected one of the declared parts; there are no parts here"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_subtotals_that_cannot_be_reckoned(
    changes: list[tuple[str, str]], line: str, refused: Callable[..., list[str]]
) -> None:
    assert line in [said.split(": ", 1)[1] for said in refused(*changes)]

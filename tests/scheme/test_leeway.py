# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable

import pytest

STEP = "step: {value: -10, unit: point"
LIMIT = "limit: {value: -40, unit: point, grade: official, source: paper}"
POINTS = "points: {value: -50, unit: point, grade: press, source: press, also: [paper], rivals: [{value: -30, source: paper, grade: hearsay}]}"
FALLS = (STEP, STEP.replace("-10", "10"))


def choice(to: int) -> tuple[str, str]:
    return (
        POINTS,
        f"{POINTS}\n    discretion: {{to: {{value: {to}, unit: point, grade: press, source: press}}, grade: press, source: press}}",
    )


CHANGES = {
    "limit against the step": ([(LIMIT, LIMIT.replace("-40", "40"))], "rules.unpaid-loan.repeat.limit: found a limit that pulls against the step; give both the same sign"),
    "limit against a step that falls": ([FALLS], "rules.unpaid-loan.repeat.limit: found a limit that pulls against the step; give both the same sign"),
    "repeat without points": ([(POINTS, "points: {none: true, grade: press, source: press}")], "rules.unpaid-loan.repeat: found a repeat on a rule without points; state points, or take it out"),
    "a step of nothing": ([(STEP, STEP.replace("-10", "0"))], "rules.unpaid-loan.repeat.step: found a step of 0, which changes nothing; state one, or take the repeat out"),
    "falling beyond nothing": ([FALLS, (LIMIT, LIMIT.replace("-40", "60"))], "rules.unpaid-loan.repeat.limit: found a limit of 60 that could turn 50 points into their contrary; write a limit of at most 50 points, with the sign of the step"),
    "falling without a limit": ([FALLS, (LIMIT, "limit: {none: true, grade: official, source: paper}")], "rules.unpaid-loan.repeat.limit: found no limit to a step that pulls against the points of its rule; write a limit of at most 50 points, with the sign of the step"),
    "falling beyond the office's least": ([FALLS, (LIMIT, LIMIT.replace("-40", "40")), choice(-20)], "rules.unpaid-loan.repeat.limit: found a limit of 40 that could turn 20 points into their contrary; write a limit of at most 20 points, with the sign of the step"),
    "a choice of the other sign": ([choice(5)], "rules.unpaid-loan.discretion.to: found a choice from -50 to 5, expected two ends of one sign; the office cannot turn a cost into a gain: mend either"),
    "a choice of one": ([choice(-50)], "rules.unpaid-loan.discretion.to: found a choice from -50 to -50, which is none; take it out"),
    "a choice without points": ([choice(-60), (POINTS, "points: {none: true, grade: press, source: press}")], "rules.unpaid-loan.discretion: found a choice of points on a rule without points; state points, or take it out"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_leeway_that_says_nothing_or_changes_a_sign(
    changes: list[tuple[str, str]], line: str, refused: Callable[..., list[str]]
) -> None:
    assert line in [said.split(": ", 1)[1] for said in refused(*changes)]

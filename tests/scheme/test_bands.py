# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable
from typing import Any

import pytest

SCORE = "score:\n  method: sum\n"
CHANGES = {
    "edges in the wrong order": ("value: 850", "value: 970", "tiers.B.at_least: found the edge 970 after 970, expected one below it; put tiers from best to worst"),
    "no edge": ("label: fair, at_least: {value: 850, unit: point, grade: official, source: paper}", "label: fair", "tiers.B.at_least: is missing: every tier but the last (the worst) has an edge; add `at_least`, and put tiers from best to worst"),
    "edge on the worst": ("label: warned", "label: warned, at_least: {value: 0, unit: point, grade: official, source: paper}", "tiers.D.at_least: found an edge on the worst tier, expected none: it takes everybody below; take it out, and put tiers from best to worst"),
    "edge of the other direction": ("label: good, at_least", "label: good, at_most", "tiers.A.at_most: found `at_most` where higher is better; use `at_least`"),
    "lower is better": ("  method: sum\n", "  method: sum\n  better: lower\n", "tiers.A.at_least: found `at_least` where lower is better; use `at_most`"),
    "floor above the start": ("floor: {value: 0, unit: point, grade: assumed, range: [-100, 0]", "floor: {value: 1001, unit: point, grade: assumed, range: [0, 1001]", "score.floor: found a floor of 1001 above the start of 1000; mend either"),
    "ceiling below the start": ("{value: 1200", "{value: 900", "score.ceiling: found a ceiling of 900 below the start of 1000; mend either"),
    "validity in a running score": ("method: sum", "method: running", "rules.unpaid-loan.validity: found a validity in a score of method `running`, whose entries do not end; write {none: true, …}, or use `method: sum`"),
    "decay in a sum score": (SCORE, SCORE + "  decay: {points: {value: 1, unit: point, grade: press, source: press}, every: {value: 30, unit: day, grade: press, source: press}, source: press, grade: press}\n", "score.decay: found decay in a score of method `sum`, whose entries end instead of fading; give the rules a validity, or use `method: running`"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_a_score_that_cannot_be_reckoned(old: str, new: str, line: str, refused: Callable[..., list[str]]) -> None:
    assert line in [said.split(": ", 1)[1] for said in refused((old, new))]


def test_edges_rise_where_lower_is_better(refused: Callable[..., list[str]]) -> None:
    found = refused(
        ("  method: sum\n", "  method: sum\n  better: lower\n"),
        ("good, at_least", "good, at_most"),
        ("fair, at_least", "fair, at_most"),
    )
    assert found == [
        "f:22:35: tiers.B.at_most: found the edge 850 after 970, expected one above it; put tiers from best to worst"
    ]


def test_points_and_tiers_need_a_score(refused: Callable[..., list[str]], example_text: str) -> None:
    score = example_text[example_text.index("score:\n") : example_text.index("tiers:\n")]
    assert [line.split(": ", 1)[1] for line in refused((score, ""))] == [
        "tiers: found tiers in a scheme without a score; add `score`, or take the tiers out",
        "rules.unpaid-loan.points: found points in a scheme without a score; add `score`, or write {none: true, …}",
        "rules.jaywalking-young.points: found points in a scheme without a score; add `score`, or write {none: true, …}",
        "rules.blood.points: found points in a scheme without a score; add `score`, or write {none: true, …}",
    ]


def test_a_score_of_the_wrong_shape_is_not_called_missing(refused: Callable[..., list[str]]) -> None:
    assert refused(("method: sum", "method: product")) == [
        "f:15:11: score.method: found the text `product`, expected one of sum, running, index, rating"
    ]


def test_a_tier_of_the_wrong_shape_does_not_make_another_the_worst(refused: Callable[..., list[str]]) -> None:
    assert refused(("label: warned", "label: 5")) == [
        "f:22:20: tiers.D.label: found the number 5, expected a text; put it in quotes"
    ]


def test_a_list_of_the_wrong_shape_is_told_of_alone(refused: Callable[..., list[str]], example_text: str) -> None:
    tiers = example_text[example_text.index("tiers:\n") : example_text.index("lists:\n")]
    assert refused((tiers, "tiers: A\n")) == ["f:19:8: tiers: found the text `A`, expected a list"]


SHARES = (
    (
        "label: good, at_least: {value: 970, unit: point, grade: official, source: paper}",
        "label: good, top: {value: 0.1, unit: share, grade: official, source: paper}",
    ),
    (
        "label: fair, at_least: {value: 850, unit: point, grade: official, source: paper}",
        "label: fair, top: {value: 0.5, unit: share, grade: official, source: paper}",
    ),
)
EVERY = (SCORE, SCORE + "  rank_every: {value: 30, unit: day, grade: official, source: paper}\n")
RANKS = {
    "no period": (*SHARES, "score.rank_every: is missing: tiers are shares of people, found anew every so many days; add the days between two rankings"),
    "a period without shares": (EVERY, "score.rank_every: found days between two rankings, but no tier is a share of people; give the tiers `top`, or take it out"),
    "shares that fall": (*SHARES, EVERY, ("value: 0.5, unit: share", "value: 0.1, unit: share"), "tiers.B.top: found the share 0.1 after 0.1, expected one above it; a share counts those in better tiers too"),
    "points beside shares": (SHARES[0], EVERY, "tiers.B.at_least: found `at_least` beside tiers that are shares of people; use `top` for every tier but the worst, or for none"),
    "no share": (*SHARES[:1], EVERY, (SHARES[1][0], "label: fair"), "tiers.B.top: is missing: every tier but the last (the worst) has an edge; add `top`, and put tiers from best to worst"),
    "a share of the worst": (*SHARES, EVERY, ("label: warned", "label: warned, top: {value: 1, unit: share, grade: official, source: paper}"), "tiers.D.top: found an edge on the worst tier, expected none: it takes everybody below; take it out, and put tiers from best to worst"),
}  # fmt: skip


@pytest.mark.parametrize("case", RANKS.values(), ids=RANKS.keys())
def test_ranks_that_cannot_be_reckoned(case: tuple[Any, ...], refused: Callable[..., list[str]]) -> None:
    assert case[-1] in [said.split(": ", 1)[1] for said in refused(*case[:-1])]


def test_a_running_score_has_no_ranks(refused: Callable[..., list[str]]) -> None:
    found = refused(*SHARES, EVERY, ("method: sum", "method: running"))
    assert (
        "score.method: found tiers that are shares of people on a score of method `running`; use `method: sum`, or bands of points"
        in [said.split(": ", 1)[1] for said in found]
    )

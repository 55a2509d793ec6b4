# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable

import pytest

CHANGES = {
    "rule of a cap": ("rules: [blood]", "rules: [bloood]", "f:68:13: caps.good-deeds.rules.1: found `bloood`, expected one of the declared rules; did you mean `blood`?"),
    "rule twice in a cap": ("rules: [blood]", "rules: [blood, blood]", "f:68:20: caps.good-deeds.rules.2: found `blood` again, expected it once; take one out"),
    "rule of a repair": ("rules: [jaywalking-young]", "rules: [jaywalking]", "f:98:13: repairs.give-blood.rules.1: found `jaywalking`, expected one of the declared rules; did you mean `jaywalking-young`?"),
    "channel of publicity": ("channel: notice-board", "channel: notice-bord", "f:106:14: publicity.board.channel: found the text `notice-bord`, expected one of web-list, county-paper, newspaper, led-screen, street-screen, television, radio, loudspeaker, ringtone, notice-board, court-board, map, app, message, neighbours, employer; did you mean `notice-board`?"),
    "rule of publicity": ("rules: [unpaid-loan]", "rules: [x]", "f:105:13: publicity.board.rules.1: found `x`, expected one of the declared rules; rules: blood, jaywalking-young, unpaid-loan"),
    "tier of a consequence": ("tiers: [D]", "tiers: [C]", "f:74:27: consequences.job-bar.tiers.1: found `C`, expected one of the declared tiers; tiers: A, B, D"),
    "list of a consequence": ("lists: [debtors]", "lists: [debtor]", "f:75:28: consequences.loan-bar.lists.1: found `debtor`, expected one of the declared lists; did you mean `debtors`?"),
    "tier of an override": ("tier: D", "tier: E", "f:39:13: rules.unpaid-loan.override.tier: found `E`, expected one of the declared tiers; tiers: A, B, D"),
    "list of a listing": ("list: debtors", "list: debtrs", "f:44:13: rules.unpaid-loan.listing.list: found `debtrs`, expected one of the declared lists; did you mean `debtors`?"),
    "list that survives": ("survives: [debtors]", "survives: [x]", "f:111:37: halt.survives.1: found `x`, expected one of the declared lists; lists: debtors"),
    "id twice": ("id: blood", "id: unpaid-loan", "f:59:9: rules.unpaid-loan.id: found the id `unpaid-loan` again, expected it once; give one a new id"),
    "source": ("source: paper, at: art. 2", "source: papr, at: art. 2", "f:16:62: score.start.source: found `papr`, expected one of the declared sources; did you mean `paper`?"),
    "source of dates": ("in_force: {from: 2012-01-01, source: paper}", "in_force: {from: 2012-01-01, source: x}", "f:63:42: rules.blood.in_force.source: found `x`, expected one of the declared sources; sources: paper, press"),
    "also": ("also: [paper]", "also: [pap]", "f:30:75: rules.unpaid-loan.points.also.1: found `pap`, expected one of the declared sources; did you mean `paper`?"),
    "rival": ("{value: -30, source: paper", "{value: -30, source: pape", "f:30:113: rules.unpaid-loan.points.rivals.1.source: found `pape`, expected one of the declared sources; did you mean `paper`?"),
    "looked": ("looked: [paper, press]", "looked: [paper, presss]", "f:55:187: rules.jaywalking-young.validity.looked.2: found `presss`, expected one of the declared sources; did you mean `press`?"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_a_name_that_leads_nowhere_carries_the_nearest(
    old: str, new: str, line: str, refused: Callable[..., list[str]]
) -> None:
    assert line in refused((old, new))


def test_a_consequence_hangs_on_something(refused: Callable[..., list[str]]) -> None:
    assert refused(("tiers: [D], service", "service")) == [
        "f:74:5: consequences.job-bar: a consequence names `tiers` or `lists`, or says `unscored: true`"
    ]


def test_a_rule_stands_under_one_cap(refused: Callable[..., list[str]]) -> None:
    cap = """caps:
  - id: another
    rules: [blood]
    points: {value: 5, unit: point, grade: press, source: press}
    per: {value: 30, unit: day, grade: press, source: press}
    source: press
    grade: press
"""
    assert refused(("caps:\n", cap)) == [
        "f:74:13: caps.good-deeds.rules.1: found rule `blood` under the caps `another` and `good-deeds`, expected one at most; take it out of one of them"
    ]


def test_a_rule_whose_own_shape_is_wrong_still_counts_as_declared(refused: Callable[..., list[str]]) -> None:
    assert refused(("act: blood-donation", "act: 5")) == [
        "f:60:10: rules.blood.act: found the number 5, expected a text; put it in quotes"
    ]

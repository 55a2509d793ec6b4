"""Who ever stood below the start tier: by hand, and against the reference played day by day."""

from typing import Any

import numpy as np
import pytest
from tests.audit.hand_made import MAN, NONE, WHY, act, cited, ids_of, ladder, outcome_of, rule, town, trial_of

from xinyong.audit.falls import fallen, worst_tiers
from xinyong.reference.play import Play, play
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

GOOD, FAIR, POOR = range(3)
EVERYBODY = np.ones(2, bool)

RUNNING: dict[str, Any] = {"method": "running", "start": cited(100, "point"), "floor": NONE, "ceiling": NONE}


def worst(entries: list[dict[str, int]], scheme: Scheme | None = None, **more: Any) -> int:
    trial = trial_of(scheme)
    number = ids_of(trial, MAN)[0]
    rows = [{"recipient": number, **entry} for entry in entries]
    recipients, tiers = worst_tiers(outcome_of(trial, ledger=rows), 0, **more)
    assert recipients.tolist() == [number]
    return int(tiers[0])


def test_two_entries_at_once_add_up() -> None:
    assert worst([{"day": 5}, {"day": 9}]) == FAIR
    assert worst([{"day": 5}, {"day": 9}, {"day": 20}]) == POOR


def test_an_entry_that_has_ended_no_longer_counts() -> None:
    assert worst([{"day": 5, "ended": 9}, {"day": 9, "ended": 20}, {"day": 20}]) == FAIR


def test_points_that_come_and_go_on_one_day_never_stood() -> None:
    assert worst([{"day": 5, "ended": 5, "points": -80}]) == GOOD


def test_only_days_before_until_are_looked_at() -> None:
    entries = [{"day": 5}, {"day": 9}, {"day": 20}]
    assert worst(entries, until=20) == FAIR
    assert worst(entries, until=21) == POOR


def test_nothing_falls_after_the_end_of_the_scheme() -> None:
    ended = ladder(halt={"on": "2020-01-11", **WHY})
    assert worst([{"day": 5}, {"day": 12, "points": -90}], ended) == FAIR


def test_a_floor_is_read_and_not_kept() -> None:
    floored = ladder(score={**RUNNING, "method": "sum", "floor": cited(70, "point")})
    assert worst([{"day": 5, "points": -90}], floored) == FAIR


def test_an_override_holds_whatever_the_score() -> None:
    held = rule("theft", "theft", 0, override={"tier": "poor", "term": cited(10, "day"), **WHY})
    scheme = ladder(rules=[held])
    assert worst([{"day": 5, "points": 0}], scheme) == POOR
    assert worst([{"day": 5, "points": 0, "ended": 5}], scheme) == GOOD
    never = ladder(rules=[{**held, "override": {"tier": "poor", "term": cited(0, "day"), **WHY}}])
    assert worst([{"day": 5, "points": 0}], never) == GOOD


def test_a_running_score_keeps_what_was_clamped() -> None:
    floored = ladder(score={**RUNNING, "floor": cited(80, "point")}, rules=[rule("theft", "theft", -20)])
    assert worst([{"day": 5, "points": -90}, {"day": 6, "points": 15}, {"day": 7, "points": -40}], floored) == FAIR


def test_a_running_score_decays_towards_its_start() -> None:
    decay = {"points": cited(5, "point"), "every": cited(1, "day"), **WHY}
    scheme = ladder(score={**RUNNING, "decay": decay})
    assert worst([{"day": 5}, {"day": 9}, {"day": 13}], scheme) == FAIR
    assert worst([{"day": 5}, {"day": 6}, {"day": 7}], scheme) == POOR


def test_a_reversal_gives_a_running_score_its_points_back() -> None:
    scheme = ladder(score=RUNNING)
    entries = [{"day": 5, "ended": 8, "outcome": 2}, {"day": 9}, {"day": 12}]
    assert worst(entries, scheme) == FAIR
    assert worst([{**entries[0], "ended": -1, "outcome": 0}, *entries[1:]], scheme) == POOR


def test_a_running_score_moves_no_more_after_the_end_of_the_scheme() -> None:
    scheme = ladder(score=RUNNING, halt={"on": "2020-01-11", **WHY})
    assert worst([{"day": 5}, {"day": 12, "points": -90}], scheme) == FAIR


def test_without_tiers_nobody_falls() -> None:
    assert worst([{"day": 5}], ladder(tiers=[], consequences=[])) == GOOD


def test_everybody_fallen_is_counted_once_and_by_tier() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    rows = [{"recipient": ids[0], "day": day} for day in (1, 2, 3)] + [{"recipient": ids[1], "day": 1}]
    assert fallen(outcome_of(trial, ledger=rows), EVERYBODY) == (2, {"fair": 2, "poor": 1})
    assert fallen(outcome_of(trial, ledger=rows), EVERYBODY, until=2) == (2, {"fair": 2, "poor": 0})


def busy(scheme: Scheme) -> Trial:
    """Return a trial of a month in which half of what people do is recorded, some of it about others."""
    acts = [act("theft", "theft", 8), act("petition", "petition", 6), act("donation", "blood-donation", 6)]
    sights = [{"act": one["id"], "channel": "police", "share": cited(0.9, "share")} for one in acts]
    channel = town().channels[0].model_dump(by_alias=True) | {
        "misattributed": cited(0.2, "share"),
        "delay": cited(1, "day"),
        "spread": cited(4, "day"),
    }
    office = town().desks[0].model_dump(by_alias=True) | {"capacity": cited(10_000, "per 100000 per day")}
    world = town(
        acts=acts, sights=sights, channels=[channel], purge=cited(3, "day"), desks=[office, office | {"id": "court"}],
        objecting={"mistaken": cited(0.9, "share"), "right": cited(0.8, "share"), "spread": cited(2, "day"),
                   "review": cited(0.8, "share")},
    )  # fmt: skip
    return trial_of(scheme, world, n_people=100, days=45, window_days=1)


SCHEMES = {
    "sum": ladder(
        rules=[
            {**rule("theft", "theft", -20), "validity": cited(9, "day")},
            rule("petition", "petition", -15, override={"tier": "fair", "term": cited(2, "day"), **WHY}),
            rule("donation", "donation", 10),
        ],
        repairs=[{"id": "amends", "rules": ["theft"], "act": "donation", "after": cited(3, "day"), **WHY}],
        halt={"on": "2020-02-10", **WHY},
    ),
    "running": ladder(
        score={
            "method": "running",
            "start": cited(100, "point"),
            "floor": cited(40, "point"),
            "ceiling": cited(110, "point"),
            "decay": {"points": cited(3, "point"), "every": cited(4, "day"), **WHY},
        },
        in_force={"from": "2020-01-04"},
        rules=[{**rule(name, name, points), "validity": NONE} for name, points in
               (("theft", -20), ("petition", -15), ("donation", 12))],
        repairs=[{"id": "amends", "rules": ["theft"], "act": "donation", "after": cited(3, "day"), **WHY}],
    ),
    "subtotals": ladder(
        score={"method": "sum", "start": cited(100, "point"), "floor": NONE, "ceiling": NONE, "parts": [
            {"id": "trade", "start": cited(40, "point"), "floor": cited(10, "point"), "ceiling": cited(40, "point")},
            {"id": "life", "start": cited(60, "point"), "floor": NONE, "ceiling": cited(75, "point")},
        ]},
        rules=[{**rule("theft", "theft", -20), "validity": cited(9, "day"), "part": "trade"},
               rule("petition", "petition", -15), {**rule("donation", "donation", 10), "part": "life"}],
    ),
    "entries that wait": ladder(
        rules=[{**rule("theft", "theft", -20), "validity": cited(30, "day")}, rule("donation", "donation", 10)],
        objection={"window": NONE, "desk": "office", "carried_out_within": NONE, "suspends": True, **WHY, "review": {
            "window": NONE, "desk": "court", "carried_out_within": NONE, **WHY}},
    ),
    "lower is better": ladder(
        score={"method": "sum", "start": cited(0, "point"), "floor": NONE, "ceiling": NONE, "better": "lower"},
        tiers=[{"id": "good", "at_most": cited(10, "point")}, {"id": "poor"}],
        rules=[{**rule("theft", "theft", 9), "validity": cited(20, "day")}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEMES)
def test_the_path_read_from_the_ledger_is_the_one_that_was_played(name: str) -> None:
    trial = busy(SCHEMES[name])
    running = Play(trial)
    seen: dict[int, int] = {}
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
        for number, subject in running.subjects.items():
            if subject.standing is not None and subject.standing.tier >= 0:
                seen[number] = max(seen.get(number, 0), subject.standing.tier)
    recipients, tiers = worst_tiers(play(trial), 0)
    assert len(set(tiers.tolist())) > 1
    assert dict(zip(recipients.tolist(), tiers.tolist(), strict=True)) == {r: seen[r] for r in recipients.tolist()}
    others = set(seen) - set(recipients.tolist())
    assert {seen[number] for number in others} <= {0}

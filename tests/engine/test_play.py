"""Playing on threads: blocks, their shares, what is told while playing; and what generated worlds are too small for.

That the outcome is that of the reference, on any number of threads, is for tests/oracle/test_parity.py to see.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import WHY, cited, days, name
from tests.oracle.equal import differences
from tests.oracle.plain import act, channel, objection, plain_scheme, plain_trial, plain_world, rule, sight, tier

from xinyong.arrays import BLOCK
from xinyong.engine.crew import shares
from xinyong.engine.play import play
from xinyong.engine.stage import Stage, blocks_of, new_players
from xinyong.errors import InputError
from xinyong.kernel import rows as c
from xinyong.kernel.branches import BRANCHES
from xinyong.reference.play import play as play_slowly
from xinyong.trial.trial import Trial


def two_places(n_people: int) -> Trial:
    places = [{"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": 1 << 18}
              for id_, residents in (("east", 600), ("west", 400))]  # fmt: skip
    return plain_trial(world=plain_world(places=places), n_people=n_people)


def test_everybody_lives_in_one_block_of_their_place() -> None:
    trial = two_places(200_000)
    players = new_players(Stage(trial))
    found = [
        (p.number, *p.block.spot[[c.S_FIRST_ID, c.S_FIRST_NUMBER, c.S_PLACE, c.S_COUNT]].tolist()) for p in players
    ]
    rest = 120_000 - BLOCK
    assert found == [
        (0, 0, 0, 0, BLOCK),
        (1, BLOCK, BLOCK, 0, rest),
        (4, 4 * BLOCK, 0, 1, BLOCK),
        (5, 5 * BLOCK, BLOCK, 1, 80_000 - BLOCK),
    ]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 9])
def test_shares_are_contiguous_and_leave_nobody_out(n: int) -> None:
    trial = two_places(200_000)
    blocks = blocks_of(trial)
    found = shares(blocks, n)
    assert [number for share in found for number in share] == [block.number for block in blocks]
    assert len(found) == min(n, len(blocks)) or n > 3
    assert all(found)


def test_the_run_says_how_far_it_is_and_how_long_it_took() -> None:
    told: list[tuple[int, int]] = []
    outcome = play(plain_trial(days=20), threads=3, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert (outcome.engine, outcome.threads) == ("kernel", 3)
    assert set(outcome.seconds) == {"compile", "prepare", "windows", "between", "gather"}


def test_branches_are_added_up_over_runs() -> None:
    once, twice = np.zeros(len(BRANCHES), np.int64), np.zeros(len(BRANCHES), np.int64)
    play(plain_trial(), threads=1, branches=once)
    for _ in range(2):
        play(plain_trial(), threads=1, branches=twice)
    assert once.sum() > 0
    assert twice.tolist() == (2 * once).tolist()


def test_more_threads_than_blocks_are_as_many_as_blocks() -> None:
    trial = two_places(200_000)
    blocks = blocks_of(trial)
    assert shares(blocks, 1 << 80) == shares(blocks, len(blocks))


def test_fewer_than_no_threads_are_refused() -> None:
    with pytest.raises(InputError, match="found -1 threads"):
        play(plain_trial(), threads=-1)


@pytest.mark.parametrize("window_days", [7, 1])
def test_a_watch_hears_of_every_candidate(window_days: int) -> None:
    heard: dict[tuple[int, int], int] = {}

    def watch(window: int, first_id: int, acts: Any, strata: Any, taken: Any) -> None:
        assert (first_id, set(strata.tolist())) <= (0, {0})
        for act_, is_taken in zip(acts.tolist(), taken.tolist(), strict=True):
            assert is_taken in {True, False}
            heard[window, act_] = heard.get((window, act_), 0) + 1

    outcome = play(plain_trial(window_days=window_days), threads=1, watch=watch)
    for window, act_ in np.ndindex(len(outcome.flows), 3):
        row = outcome.layout.at("candidates") + act_
        assert heard.get((window, act_), 0) == outcome.flows[window, row].sum()


def many_of_everything() -> Trial:
    """Return a trial with more lists, services and consequences than one machine word or byte holds a bit for."""
    numbers = range(40)
    world = plain_world(
        acts=[act(f"act-{n}", "theft", 3) for n in numbers],
        channels=[channel("camera", misattributed=0.2)],
        sights=[sight(f"act-{n}") for n in numbers],
        services=[{"id": f"service-{n}", "name": name("S"), "rate": cited(2, "per year")} for n in range(20)],
    )
    scheme = plain_scheme(
        lists=[{"id": f"list-{n}", "name": name("L"), "sense": "black", **WHY} for n in numbers],
        tiers=[tier(f"tier-{n}", 100 - n) for n in range(35)] + [tier("worst")],
        rules=[rule(f"rule-{n}", f"act-{n}", -1, 9, listing={"list": f"list-{n}", "term": days(12), **WHY})
               for n in numbers],
        consequences=[
            {"id": f"consequence-{n}", "lists": [f"list-{n % 40}"], "tiers": [f"tier-{n % 35}"],
             "service": f"service-{n % 20}", "effect": ("refused", "delayed", "waived")[n % 3], **WHY}
            for n in range(70)
        ],
    )  # fmt: skip
    return plain_trial(scheme, world)


@pytest.mark.parametrize("window_days", [7, 1])
def test_masks_are_wide_enough(window_days: int) -> None:
    trial = replace(many_of_everything(), window_days=window_days)
    expected = play_slowly(trial)
    assert differences(expected, play(trial, threads=1)) == []
    assert expected.subjects["lists"].max() >= 1 << 32
    assert (expected.people_asking.sum(axis=(2, 3))[1] > 0).sum() > 8


def test_ids_beyond_31_bits_have_no_sign() -> None:
    rooms = (("east", 1 << 31), ("west", (1 << 31) - 65_536))
    places = [{"id": id_, "name": name(id_), "residents": cited(1, "person"), "room": room} for id_, room in rooms]
    world = plain_world(places=places, channels=[channel("camera", delay=7, misattributed=0.5)])
    trial = plain_trial(plain_scheme(objection=objection()), world)
    expected = play_slowly(trial)
    assert differences(expected, play(trial, threads=2)) == []
    assert len(expected.sittings["day"]) > 0
    assert expected.foreign["recipient"].max() >= 1 << 31


def test_a_scheme_with_more_lists_than_fit_is_refused() -> None:
    lists = [{"id": f"list-{n}", "name": name("L"), "sense": "black", **WHY} for n in range(63)]
    with pytest.raises(InputError, match="found 63 tiers or lists; at most 62 fit"):
        play(plain_trial(plain_scheme(lists=lists)), threads=1)

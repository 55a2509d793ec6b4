"""What comes up in a week: the kernel's scan of a block against the reference, subject by subject."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.kernel.calling import running
from tests.oracle.cited import cited
from tests.oracle.plain import act, channel, false_report, plain_trial, plain_world
from tests.oracle.rating import stars

from xinyong.kernel.life import DAY_MASK, DAY_SHIFT, ITEM_MASK, ITEM_SHIFT, LOCAL_SHIFT
from xinyong.kernel.scan import NO_ROOM, by_day, scan_week
from xinyong.reference.life import SORTS, Happening, week_of
from xinyong.trial.trial import Trial
from xinyong.vocabulary import ERRAND_ITEM


def busy_trial() -> Trial:
    """Return a trial with chances, steady acts (some once a day), requests, false reports and encounters."""
    world = plain_world(
        acts=[
            act("theft", "theft", 60, steady=False, once_a_day=True),
            act("help", "volunteering", 100, once_a_day=True),
            act("prayer", "worship", 30, steady=False),
        ],
        channels=[channel("camera", false_reports=[false_report("theft", 40)])],
        propensity={"shape": cited(0.8, "shape")},
        encounters={"rate": cited(30, "per year"), "stars": [stars((0, 0, 0, 0, 1))]},
    )
    return plain_trial(world=world, n_people=600)


def scan(trial: Trial, week: int, room: NDArray[np.int64]) -> int:
    """Scan a week of the first block, in which nothing is settled."""
    run = running(trial)
    tray, block, law = run.worker.tray, run.players[0].block, run.stage.law
    return scan_week(law.numbers, law.pattern, block.spot, block.asked, block.pending, tray.draws, tray.batch, room,
                     tray.idle, tray.cursor, tray.settled, week, 0, tray.branches)  # fmt: skip


def scanned(trial: Trial, week: int) -> list[int]:
    happenings = np.empty(100_000, np.int64)
    n = scan(trial, week, happenings)
    found: list[int] = happenings[:n].tolist()
    return found


def unpacked(trial: Trial, packed: int, week: int) -> tuple[int, Happening]:
    day = week * 7 + ((packed >> DAY_SHIFT) & DAY_MASK)
    item, what = (packed >> ITEM_SHIFT) & ITEM_MASK, packed & ITEM_MASK
    if item < ERRAND_ITEM:
        return packed >> LOCAL_SHIFT, Happening(day, item, "act", what, -1)
    odds = trial.odds
    sort, channel_ = SORTS[int(odds.errand_sort[what])], int(odds.errand_channel[what])
    return packed >> LOCAL_SHIFT, Happening(day, item, sort, int(odds.errand_what[what]), channel_)


@pytest.mark.parametrize("week", [0, 1, 51])
def test_a_scan_finds_what_the_reference_finds_in_its_order(week: int) -> None:
    trial = busy_trial()
    expected = [(subject, one) for subject in trial.people.ids().tolist() for one in week_of(trial, subject, week)]
    assert [unpacked(trial, packed, week) for packed in scanned(trial, week)] == expected
    assert {one.sort for _, one in expected} == set(SORTS)


def test_a_scan_without_room_says_so() -> None:
    assert scan(busy_trial(), 0, np.empty(10, np.int64)) == NO_ROOM


def test_a_week_is_sorted_by_day_and_keeps_the_order_of_subjects() -> None:
    found = np.array(scanned(busy_trial(), 3), np.int64)
    by_days, begins = np.empty_like(found), np.zeros(8, np.int64)
    by_day(found, len(found), by_days, begins)
    days = (by_days >> DAY_SHIFT) & DAY_MASK
    assert begins.tolist() == [int((days < day).sum()) for day in range(8)]
    for day in range(7):
        assert by_days[begins[day] : begins[day + 1]].tolist() == found[(found >> DAY_SHIFT) & DAY_MASK == day].tolist()

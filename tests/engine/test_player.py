"""One block being played: its week, room made in time, mail and decisions that arrive."""

import numpy as np
import pytest
from tests.oracle.plain import plain_trial

from xinyong.engine.player import Worker
from xinyong.engine.shard import Shard
from xinyong.experiment.execute import prepare
from xinyong.kernel import rows as c
from xinyong.kernel.life import DAY_MASK, DAY_SHIFT
from xinyong.kernel.state import new_tray


@pytest.mark.parametrize("settles", [False, True])
def test_windows_of_one_day_share_the_scan_of_their_week(*, settles: bool) -> None:
    weekly, daily = (Shard.whole(prepare("suining-2010", people=500, days=35, window=days).trial()) for days in (7, 1))
    whole, idle = weekly.players[0].happenings(weekly.stage.law, weekly.worker, 14, settles=settles)
    found = [daily.players[0].happenings(daily.stage.law, daily.worker, day, settles=settles) for day in range(14, 21)]
    parts = [part for part, _ in found]
    assert (found[-1][1].sum(axis=0) == idle[0]).all()
    assert idle.any() == settles
    assert sorted(np.concatenate(parts).tolist()) == whole.tolist()
    for day, part in enumerate(parts):
        assert set(((part >> DAY_SHIFT) & DAY_MASK).tolist()) <= {day}
        assert part.tolist() == sorted(part.tolist())


def test_a_script_leaves_no_room_for_chance() -> None:
    running = Shard.whole(plain_trial(script=()))
    happenings, idle = running.players[0].happenings(running.stage.law, running.worker, 0, settles=True)
    assert (len(happenings), int(idle.sum())) == (0, 0)


def test_a_worker_makes_the_room_that_is_asked_for_and_loses_nothing() -> None:
    running = Shard.whole(plain_trial())
    player, worker = running.players[0], Worker(new_tray(n_metrics=1, n_strata=1, n_acts=1, n_services=1))
    player.receive(np.full((3, c.M_WIDTH), 7, np.int32))
    worker.tray.cursor[[c.N_WANTED_DUE, c.N_WANTED_WAKING, c.N_WANTED_RECORDS, c.N_WANTED_ENTRIES]] = 5, 9, 11, 13
    block = worker.room(player.block)
    tray = worker.tray
    assert [len(tray.due) >= 5, len(tray.waking) >= 9, len(tray.order) >= 18, len(tray.made) >= 13] == [True] * 4
    assert (len(tray.fresh) >= 11, len(block.entries) >= 13, len(block.holders) >= 1) == (True, True, True)
    assert min(len(block.turns), len(block.refused)) >= 1
    assert block.pending[:3].tolist() == player.block.pending[:3].tolist()
    assert len(block.pending) >= 3 + 11


def test_the_earlier_of_two_decisions_wakes_a_holder() -> None:
    running = Shard.whole(plain_trial())
    player = running.players[0]
    player.block = player.block._replace(
        entries=np.full((4, c.E_WIDTH), c.FOREVER, np.int32),
        holders=np.full((2, c.H_WIDTH), c.FOREVER, np.int32),
        turns=np.full(2, c.FOREVER, np.int32),
    )
    filings = np.zeros((3, c.F_WIDTH), np.int32)
    filings[:, c.F_ENTRY], filings[:, c.F_HOLDER] = [0, 1, 3], [1, 1, 0]
    player.hear(filings, 20, np.array([1, 0, 1]))
    player.hear(filings[:1], 15, np.array([0]))
    assert player.block.entries[:, c.E_DECISION_DAY].tolist() == [15, 20, c.FOREVER, 20]
    assert player.block.entries[[0, 1, 3], c.E_DECISION].tolist() == [0, 0, 1]
    assert player.block.turns.tolist() == [20, 15]

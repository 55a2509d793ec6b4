"""What the scan of a week settles, and that it is settled as it would have been played."""

import numpy as np
import pytest
from tests.kernel.calling import running
from tests.oracle.equal import differences

from xinyong.engine.play import play
from xinyong.engine.player import Law, Player, Worker
from xinyong.experiment.execute import prepare
from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers
from xinyong.kernel.rows import Ints
from xinyong.kernel.settled_tables import alike, guide, touched
from xinyong.vocabulary import WIDE


@pytest.mark.parametrize("window", [1, 7])
@pytest.mark.parametrize("name", ["suining-2010", "court-list-2017", "flensburg-points"])
def test_a_run_that_settles_is_one_that_plays_everything(
    name: str, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = prepare(name, people=800, days=120, window=window).trial()
    settled, scan = play(trial, threads=1), Player.happenings

    def everything(self: Player, law: Law, worker: Worker, first_day: int, *, settles: bool) -> tuple[Ints, Ints]:
        assert settles
        return scan(self, law, worker, first_day, settles=False)

    monkeypatch.setattr(Player, "happenings", everything)
    assert differences(play(trial, threads=1), settled) == []


def test_most_of_what_comes_up_is_settled() -> None:
    shard = running(prepare("suining-2010", people=2_000, days=14).trial())
    player, law = shard.players[0], shard.stage.law
    left, idle = player.happenings(law, shard.worker, 0, settles=True)
    settled = int(idle.sum())
    everything, none = player.happenings(law, shard.worker, 0, settles=False)
    assert int(none.sum()) == 0
    assert len(left) < len(everything) / 2
    assert settled > 0


def test_a_guide_points_to_the_first_threshold_that_can_be_above_a_draw() -> None:
    numbers = Numbers(3)
    thresholds = np.array([[0, WIDE // 3, WIDE // 2, WIDE], [WIDE // 64, WIDE // 64 + 1, WIDE, WIDE]], np.int64)
    where = numbers.add(thresholds)
    at = guide(numbers, where, thresholds)
    table = numbers.array([0, 0, 0])
    for row, each in enumerate(thresholds.tolist()):
        for draw in (0, 1, WIDE // 64 - 1, WIDE // 64, WIDE // 64 + 1, WIDE // 3, WIDE // 2, WIDE - 1):
            begins = int(table[at + row * c.GUIDES + (draw >> c.GUIDE_SHIFT)])
            first = next(k for k, threshold in enumerate(each) if draw < threshold)
            assert where + row * 4 <= begins <= where + row * 4 + first


def test_an_act_is_settled_only_where_nothing_else_decides_about_it() -> None:
    odds = prepare("suining-2010", people=200, days=7).trial().odds
    n_acts = len(odds.act_code)
    same = np.full((1, 2, n_acts), WIDE // 2, np.int64)
    free = (odds.occasion_of < 0) & (odds.met.max(axis=1, initial=0) == 0)
    assert alike(same, None, odds)[0].tolist() == [WIDE // 2 if each else -1 for each in free]
    same[0, 1, 0] += 1
    assert alike(same, None, odds)[0, 0] == -1
    assert (alike(np.full((1, 1, n_acts), 7, np.int64), np.ones((1, n_acts), np.int64), odds) == -1).all()


def test_whose_requests_a_scheme_has_a_say_in() -> None:
    odds = prepare("suining-2010", people=200, days=7).trial().odds

    def clause(service: int, **columns: int) -> list[int]:
        row = [0] * c.C_WIDTH
        row[c.C_SERVICE] = service
        for name, value in columns.items():
            row[getattr(c, name)] = value
        return row

    found = touched([clause(0, C_TIERS=4), clause(0, C_TIERS=1, C_LISTS=2), clause(1, C_UNSCORED=1)], odds)
    assert found[:2] == [5 | c.ON_LISTS, -1]
    assert [each for each in found[2:] if each] == [-1 for quota in odds.service_quota[2:] if quota >= 0]

"""Records about others, carried over to their blocks."""

import numpy as np
from tests.oracle.plain import plain_trial

from xinyong.arrays import BLOCK, FOREIGN
from xinyong.engine.exchange import arriving, distribute
from xinyong.engine.player import foreign_table
from xinyong.engine.shard import Shard
from xinyong.kernel import rows as c


def test_records_reach_the_block_of_those_they_are_about() -> None:
    running = Shard.whole(plain_trial(n_people=150_000))
    sent = np.zeros((4, c.M_WIDTH), np.int32)
    sent[:, c.M_TO] = [5, BLOCK + 7, 2 * BLOCK + 1, BLOCK]
    sent[:, c.M_DUE] = [9, 30, 400, 12]
    arrived = arriving(sent, 365)
    distribute(running.by_number, arrived)
    assert arrived[:, c.M_DUE].tolist() == [9, 30, 12]
    pending = [p.block.pending[: int(p.block.spot[c.S_PENDING]), [c.M_TO, c.M_DUE]].tolist() for p in running.players]
    assert pending == [[[5, 9]], [[0, 12], [7, 30]], []]


def test_nothing_sent_changes_nothing() -> None:
    running, nothing = Shard.whole(plain_trial()), np.zeros((0, c.M_WIDTH), np.int32)
    distribute(running.by_number, arriving(nothing, 365))
    assert int(running.players[0].block.spot[c.S_PENDING]) == 0


def test_the_table_of_foreign_mail_is_sorted_by_all_columns_and_ids_have_no_sign() -> None:
    sent = np.zeros((3, c.M_WIDTH), np.int32)
    sent[:, c.M_TO] = np.array([3_000_000_000, 4, 4], np.int64).astype(np.int32)
    sent[:, c.M_DUE], sent[:, c.M_ORIGIN_ACT], sent[:, c.M_ACT] = [1, 9, 8], 2, 3
    found = foreign_table(sent)
    assert tuple(found) == FOREIGN
    assert found["recipient"].tolist() == [4, 4, 3_000_000_000]
    assert found["due"].tolist() == [8, 9, 1]
    assert (found["true_act"].tolist(), found["act"].tolist()) == ([2, 2, 2], [3, 3, 3])

"""Desks on whole tables of filings, against the reference's desk."""

import numpy as np
import pytest
from tests.oracle.plain import desk, objection, plain_scheme, plain_trial, plain_world

from xinyong.engine.desks import Desk, desks
from xinyong.engine.player import Sent
from xinyong.engine.shard import Shard
from xinyong.kernel import rows as c
from xinyong.kernel.room import with_room
from xinyong.kernel.rows import Rows
from xinyong.reference.desk import Desk as SlowDesk
from xinyong.reference.record import Filing, Record
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

N_PEOPLE = 500


def trial(capacity: float) -> Trial:
    office = desk("office", capacity=capacity, right=0.5) | {
        "reverses_mistaken": desk("x", right=0.5)["reverses_right"]
    }
    return plain_trial(plain_scheme(objection=objection()), plain_world(desks=[office]), n_people=N_PEOPLE)


def filings(days: range, n: int, seed: int) -> Rows:
    """Return n filings of some days, by different people, in no order."""
    rng = np.random.Generator(np.random.PCG64(seed))
    found = np.zeros((n, c.F_WIDTH), np.int32)
    found[:, c.F_DAY] = rng.integers(days.start, days.stop, n)
    found[:, c.F_SUBJECT], found[:, c.F_WEEK] = rng.integers(0, 5, n), rng.integers(0, 2, n)
    found[:, c.F_ITEM], found[:, c.F_CAUSE] = np.arange(n), rng.integers(0, 4, n)
    found[:, c.F_EVIDENCE] = rng.integers(0, 2, n)
    found[:, c.F_RECIPIENT] = found[:, c.F_ENTRY] = found[:, c.F_HOLDER] = rng.permutation(N_PEOPLE)[:n]
    return found


def sent(rows: Rows) -> list[Sent]:
    """Return filings as a block of the first place hands them over."""
    return [Sent(0, 0, np.zeros((0, c.M_WIDTH), np.int32), rows, np.zeros((0, c.RATING_WIDTH), np.int64), 0, 0)]


def as_filing(row: list[int]) -> Filing:
    origin = (row[c.F_SUBJECT], row[c.F_WEEK], row[c.F_ITEM], row[c.F_ORIGIN_ACT])
    cause, recipient = Cause(row[c.F_CAUSE]), row[c.F_RECIPIENT]
    record = Record(recipient, 0, origin, 0, 0, 0, row[c.F_CHANNEL], cause, protected=False)
    return Filing(row[c.F_DAY], record, row[c.F_CLAUSE], recipient, evidence=bool(row[c.F_EVIDENCE]))


def answers(running: Shard) -> dict[int, tuple[int, int]]:
    """Return day and outcome of the decision that each entry waits for."""
    entries = running.players[0].block.entries
    waiting = np.flatnonzero(entries[:, c.E_DECISION_DAY] < c.FOREVER).tolist()
    return {i: (int(entries[i, c.E_DECISION_DAY]), int(entries[i, c.E_DECISION])) for i in waiting}


def with_entries(running: Shard) -> Shard:
    """Give everybody an entry that waits for nothing."""
    player = running.players[0]
    block = player.block
    entries, holders, turns = (with_room(rows, 0, N_PEOPLE) for rows in (block.entries, block.holders, block.turns))
    entries[:, c.E_DECISION_DAY] = turns[:] = c.FOREVER
    player.block = block._replace(entries=entries, holders=holders, turns=turns)
    return running


@pytest.mark.parametrize("capacity", [0, 300, 1143, 100_000])
def test_a_desk_decides_what_the_reference_decides(capacity: float) -> None:
    played = trial(capacity)
    running, slow = with_entries(Shard.whole(played)), SlowDesk(played, 0, 0)
    (fast,) = desks(played)
    expected: dict[int, tuple[int, int]] = {}
    for window, end_day in enumerate((7, 14, 21, 28)):
        new = filings(range(end_day - 7, end_day), 30, window)
        new[:, c.F_ENTRY] = new[:, c.F_HOLDER] = new[:, c.F_RECIPIENT] = np.arange(30) + 30 * window
        fast.file(sent(new))
        slow.queue += [as_filing(row) for row in new.tolist()]
        sat = fast.sit(running.stage.law.numbers, end_day)
        row = None if sat is None else sat.row
        if sat is not None:
            running.hear(sat.filings, sat.outcome, sat.due)
        decisions, last = slow.sit(end_day)
        expected |= {d.recipient: (d.due, int(d.reversed_)) for d in decisions}
        assert answers(running) == expected
        assert (row is None) == (last is None)
        if row is not None and last is not None:
            key = (last.day, last.recipient, last.clause, *last.record.origin, last.record.channel)
            assert row == (end_day, 0, 0, len(decisions), *key)
    assert fast.credit == slow.credit
    turns = running.players[0].block.turns
    assert {i: int(turns[i]) for i in expected} == {i: due for i, (due, _) in expected.items()}


def test_a_desk_does_not_sit_twice_in_one_period() -> None:
    played = trial(100_000)
    running = with_entries(Shard.whole(played))
    (office,) = desks(played)
    office.file(sent(filings(range(3), 5, 1)))
    assert office.sit(running.stage.law.numbers, 3) is None
    assert office.sit(running.stage.law.numbers, 7) is not None


def test_taking_from_the_queue_goes_on_where_it_stopped() -> None:
    office = Desk(trial(0), 0, 0, {0: (list(range(9)), [])})
    office.file(sent(filings(range(7), 4, 1)))
    office.file(sent(filings(range(7, 14), 4, 2)))
    taken = [office.take(n)[:, c.F_DAY].tolist() for n in (3, 0, 3, 9)]
    assert [len(part) for part in taken] == [3, 0, 3, 2]
    together = [day for part in taken for day in part]
    assert together == sorted(together)


def test_a_place_without_objection_has_no_desk() -> None:
    assert desks(plain_trial()) == []

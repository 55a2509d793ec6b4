"""Phase 4, live: chances are taken or left; what a channel sees becomes a record on its way."""

from __future__ import annotations

from xinyong.kernel.branches import AT
from xinyong.kernel.chance import stray, wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.vocabulary import Cause, Purpose

TAKE, SEEN, ERROR, DELAY = int(Purpose.TAKE), int(Purpose.SEEN), int(Purpose.ERROR), int(Purpose.DELAY)
TRUE, MISATTRIBUTED, FABRICATED, MISCLASSIFIED = (
    int(Cause.TRUE),
    int(Cause.MISATTRIBUTED),
    int(Cause.FABRICATED),
    int(Cause.MISCLASSIFIED),
)
TAKEN, LEFT, UNSEEN, ASTRAY, TAKEN_FOR_ANOTHER, HELD, SOON, TOO_LATE, FALSE_REPORT = (
    AT["live: chance taken"],
    AT["live: chance left"],
    AT["live: seen by nobody"],
    AT["live: misattributed"],
    AT["live: taken for another act"],
    AT["live: held until the next window"],
    AT["live: arrives in this window"],
    AT["live: arrives after the run"],
    AT["live: false report"],
)


@kernel
def address(record: Row, subject: int, week: int, item: int, act: int) -> None:
    """Write down where a record began."""
    record.subject, record.week, record.item, record.origin_act = subject, week, item, act


@kernel
def send_home(law: Law, block: Block, tray: Tray, local: int, subject: int, day: int, item: int, origin_act: int,
              act: int, channel: int, cause: int, due: int, end_day: int) -> None:  # fmt: skip
    """Send a record to the subject it began with: into this window's mail, the block's, or nowhere if it comes too late."""
    if due >= law.worlds[0].days:
        tray.branches[TOO_LATE] += 1
        return
    if due < end_day:
        cursor = tray.cursor[0]
        record = tray.fresh[cursor.n_fresh]
        cursor.n_fresh += 1
        tray.branches[SOON] += 1
    else:
        spot = block.spot[0]
        record = block.pending[spot.n_pending]
        spot.n_pending += 1
    address(record, subject, day // 7, item, origin_act)
    record.local, record.due, record.act, record.act_day = local, due, act, day
    record.channel, record.cause = channel, cause


@kernel
def delay(law: Law, subject: int, week: int, code: int, item: int, channel: int) -> int:
    """Return the days until a record arrives, at least one."""
    world, numbers = law.worlds[0], law.numbers
    w0, _, _, _ = words(world, subject, week, DELAY, code, item)
    return max(1, numbers[world.delay + channel] + ((w0 * (numbers[world.spread + channel] + 1)) >> 32))


@kernel
def write_down(law: Law, block: Block, tray: Tray, local: int, day: int, item: int, act: int, channel: int, end_day: int
               ) -> None:  # fmt: skip
    """Decide what a channel writes down about an act it saw, about whom, and when that arrives.

    A record about somebody else cannot arrive before the next window.
    """
    world, numbers, cursor = law.worlds[0], law.numbers, tray.cursor[0]
    subject, week, code = block.spot[0].first_id + local, day // 7, numbers[law.worlds[0].act_code + act]
    w0, w1, w2, w3 = words(world, subject, week, ERROR, code, item)
    astray = wide(w0, w1) < numbers[world.misattributed + channel]
    pair = act * world.n_channels + channel
    written, cause = act, TRUE
    if numbers[world.taken_for_act + pair] >= 0 and wide(w2, w3) < numbers[world.taken_for + pair]:
        written, cause = numbers[world.taken_for_act + pair], MISCLASSIFIED
        tray.branches[TAKEN_FOR_ANOTHER] += 1
    due = day + delay(law, subject, week, code, item, channel)
    if not astray:
        send_home(law, block, tray, local, subject, day, item, act, written, channel, cause, due, end_day)
        return
    tray.branches[ASTRAY] += 1
    if due < end_day:
        cursor.held += 1
        cursor.held_days += end_day - due
        tray.branches[HELD] += 1
    record = tray.sent[cursor.n_sent]
    cursor.n_sent += 1
    record.recipient, record.due = stray(world, numbers, subject, week, code, item), max(due, end_day)
    address(record, subject, week, item, act)
    record.act, record.act_day, record.channel, record.cause = written, day, channel, MISATTRIBUTED


@kernel
def take_chance(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, day: int, item: int, act: int,
                row: int, end_day: int) -> None:  # fmt: skip
    """Decide whether a candidate is taken by somebody in a row of the response table, and whether a channel sees it."""
    world, numbers, counts = law.worlds[0], law.numbers, tray.counts
    counts[world.row_candidates + act, stratum] += 1
    subject, week, code = block.spot[0].first_id + local, day // 7, numbers[world.act_code + act]
    w0, w1, _, _ = words(world, subject, week, TAKE, code, item)
    where = book.take + (numbers[book.take_row + stratum] * book.n_take + row) * world.n_acts + act
    if wide(w0, w1) >= numbers[where]:
        tray.branches[LEFT] += 1
        return
    tray.branches[TAKEN] += 1
    counts[world.row_taken + act, stratum] += 1
    if world.n_channels == 0:
        tray.branches[UNSEEN] += 1
        return
    w0, w1, _, _ = words(world, subject, week, SEEN, code, item)
    draw = wide(w0, w1)
    where = world.sight + (numbers[world.sight_row + stratum] * world.n_acts + act) * world.n_channels
    if draw >= numbers[where + world.n_channels - 1]:
        tray.branches[UNSEEN] += 1
        return
    channel = 0
    while draw >= numbers[where + channel]:
        channel += 1
    write_down(law, block, tray, local, day, item, act, channel, end_day)


@kernel
def be_reported(law: Law, block: Block, tray: Tray, local: int, day: int, item: int, errand: int, end_day: int) -> None:
    """Send a record about a subject that rests on nothing."""
    world, numbers = law.worlds[0], law.numbers
    act, channel = numbers[world.errand_what + errand], numbers[world.errand_channel + errand]
    subject = block.spot[0].first_id + local
    due = day + delay(law, subject, day // 7, numbers[world.act_code + act], item, channel)
    tray.branches[FALSE_REPORT] += 1
    send_home(law, block, tray, local, subject, day, item, act, act, channel, FABRICATED, due, end_day)

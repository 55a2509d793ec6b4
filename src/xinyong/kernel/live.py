"""Phase 4, live: chances are taken or left; what a channel sees becomes a record on its way."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import stray, wide, words
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.life import DAY_SHIFT, ITEM_SHIFT, LOCAL_SHIFT
from xinyong.kernel.rows import FATE_ACT, FATE_STRATUM, FATE_WHEN, FOREVER, Ints, Rows
from xinyong.kernel.state import Block, Tray

TAKEN, LEFT, DISPLACED, UNSEEN, NOT_THERE, ASTRAY, TAKEN_FOR_ANOTHER, HELD, SOON, TOO_LATE, REPORTED = (
    AT["live: chance taken"],
    AT["live: chance left"],
    AT["live: done where no channel looks"],
    AT["live: seen by nobody"],
    AT["live: its channel is not there"],
    AT["live: misattributed"],
    AT["live: taken for another act"],
    AT["live: held until the next window"],
    AT["live: arrives in this window"],
    AT["live: arrives after the run"],
    AT["live: false report"],
)
OCCASION, NO_OCCASION = AT["live: finds what others left"], AT["live: nothing to find that others left"]
TARGETED, AT_ONCE = AT["live: written down as an order says"], AT["live: on its way before its day"]


@part
def write_record(rows: Rows, i: int, to: int, due: int, subject: int, day: int, item: int, origin_act: int, act: int,
                 channel: int, cause: int, met: int) -> None:  # fmt: skip
    """Write down a record about something of a day."""
    rows[i, c.M_TO], rows[i, c.M_DUE], rows[i, c.M_SUBJECT], rows[i, c.M_WEEK] = to, due, subject, day // 7
    rows[i, c.M_ITEM], rows[i, c.M_ORIGIN_ACT], rows[i, c.M_ACT], rows[i, c.M_ACT_DAY] = item, origin_act, act, day
    rows[i, c.M_CHANNEL], rows[i, c.M_CAUSE], rows[i, c.M_MET] = channel, cause, met
    rows[i, c.M_SENDER], rows[i, c.M_COPY], rows[i, c.M_ENDS] = subject, -1, 0
    rows[i, c.M_END_DUE], rows[i, c.M_END_GONE] = FOREVER, FOREVER


@part
def send_home(law: Ints, block: Block, tray: Tray, local: int, due: int, day: int, item: int, origin_act: int, act: int,
              channel: int, cause: int, met: int, end_day: int) -> None:  # fmt: skip
    """Send a record to the subject it began with, unless it would arrive after the run."""
    subject = block.spot[c.S_FIRST_ID] + local
    if due >= law[c.W_DAYS]:
        tray.branches[TOO_LATE] += 1
    elif due < end_day:
        i = tray.cursor[c.N_FRESH]
        tray.cursor[c.N_FRESH] = i + 1
        write_record(tray.fresh, i, local, due, subject, day, item, origin_act, act, channel, cause, met)
        tray.branches[SOON] += 1
    else:
        i = block.spot[c.S_PENDING]
        block.spot[c.S_PENDING] = i + 1
        write_record(block.pending, i, local, due, subject, day, item, origin_act, act, channel, cause, met)


@part
def delay(law: Ints, subject: int, day: int, code: int, item: int, channel: int) -> int:
    """Return the days until a record arrives, at least one."""
    w0, _, _, _ = words(law, subject, day // 7, c.P_DELAY, code, item)
    return max(1, int(law[law[c.W_DELAY] + channel] + ((w0 * (law[law[c.W_SPREAD] + channel] + 1)) >> 32)))


@part
def targeted(law: Ints, act: int, channel: int, day: int, draw: int) -> int:
    """Return the act as which an order to target has a channel write an act of a day down; the act itself without."""
    for k in range(law[c.W_N_TARGETS]):
        row = law[c.W_TARGETS] + k * c.TARGET_WIDTH
        here = law[row + c.TARGET_ACT] == act and law[row + c.TARGET_CHANNEL] == channel
        if here and law[row + c.TARGET_FROM] <= day < law[row + c.TARGET_TO] and draw < law[row + c.TARGET_SHARE]:
            return int(law[row + c.TARGET_AS])
    return act


@part
def as_written(law: Ints, subject: int, day: int, code: int, item: int, act: int, channel: int) -> tuple[int, int, int]:
    """Return whether the record of an act goes astray (1), the act it is written down as, and which error it has."""
    w0, w1, w2, w3 = words(law, subject, day // 7, c.P_ERROR, code, item)
    astray = 1 if wide(w0, w1) < law[law[c.W_MISATTRIBUTED] + channel] else 0
    written = targeted(law, act, channel, day, wide(w2, w3))
    if written != act:
        return astray, written, c.ORDERED
    pair = act * law[c.W_CHANNELS] + channel
    if law[law[c.W_TAKEN_FOR_ACT] + pair] >= 0 and wide(w2, w3) < law[law[c.W_TAKEN_FOR] + pair]:
        return astray, int(law[law[c.W_TAKEN_FOR_ACT] + pair]), c.MISCLASSIFIED
    return astray, act, c.TRUE


@part
def cause_of(error: int, branches: Ints) -> int:
    """Return the cause of a record with an error of `as_written`, and count which it was."""
    if error == c.ORDERED:
        branches[TARGETED] += 1
        return c.MISCLASSIFIED
    if error == c.MISCLASSIFIED:
        branches[TAKEN_FOR_ANOTHER] += 1
    return error


@part
def write_at_once(law: Ints, spot: Ints, pending: Rows, local: int, day: int, item: int, act: int, channel: int,
                  branches: Ints) -> bool:  # fmt: skip
    """Put the record of an act that a channel saw among those on their way, before its day has come; False, and
    nothing is done, where it goes to somebody else."""
    subject, code = spot[c.S_FIRST_ID] + local, law[law[c.W_ACT_CODE] + act]
    astray, written, error = as_written(law, subject, day, code, item, act, channel)
    if astray:
        return False
    due = day + delay(law, subject, day, code, item, channel)
    if due >= law[c.W_DAYS]:
        branches[TOO_LATE] += 1
        return True
    i = spot[c.S_PENDING]
    spot[c.S_PENDING] = i + 1
    cause = cause_of(error, branches)
    write_record(pending, i, local, due, subject, day, item, act, written, channel, cause, c.NEVER)
    branches[AT_ONCE] += 1
    return True


@part
def report_at_once(law: Ints, spot: Ints, pending: Rows, local: int, day: int, item: int, errand: int, branches: Ints
                   ) -> None:  # fmt: skip
    """Put a record about a subject that rests on nothing among those on their way, before its day has come."""
    act, channel = law[law[c.W_ERRAND_WHAT] + errand], law[law[c.W_ERRAND_CHANNEL] + errand]
    subject = spot[c.S_FIRST_ID] + local
    due = day + delay(law, subject, day, law[law[c.W_ACT_CODE] + act], item, channel)
    branches[REPORTED] += 1
    if due >= law[c.W_DAYS]:
        branches[TOO_LATE] += 1
        return
    i = spot[c.S_PENDING]
    spot[c.S_PENDING] = i + 1
    write_record(pending, i, local, due, subject, day, item, act, act, channel, c.FABRICATED, c.NEVER)


@inlined
def write_down(law: Ints, block: Block, tray: Tray, local: int, day: int, item: int, act: int, channel: int, met: int,
               end_day: int) -> None:  # fmt: skip
    """Decide what a channel writes down about an act it saw, about whom, and when that arrives.

    A record about somebody else cannot arrive before the next window.
    """
    cursor, branches = tray.cursor, tray.branches
    subject, week, code = block.spot[c.S_FIRST_ID] + local, day // 7, law[law[c.W_ACT_CODE] + act]
    astray, written, error = as_written(law, subject, day, code, item, act, channel)
    cause = cause_of(error, branches)
    due = day + delay(law, subject, day, code, item, channel)
    if not astray:
        send_home(law, block, tray, local, due, day, item, act, written, channel, cause, met, end_day)
        return
    branches[ASTRAY] += 1
    if due < end_day:
        cursor[c.N_HELD] += 1
        cursor[c.N_HELD_DAYS] += end_day - due
        branches[HELD] += 1
    i = cursor[c.N_SENT]
    cursor[c.N_SENT] = i + 1
    recipient = stray(law, subject, week, c.P_STRAY, code, item, channel)
    due = max(due, end_day)
    write_record(tray.sent, i, recipient, due, subject, day, item, act, written, channel, c.MISATTRIBUTED, met)


@part
def met_by_itself(law: Ints, subject: int, stratum: int, day: int, code: int, item: int, act: int) -> int:
    """Return the day on which what an act of a day left is met by itself, or FOREVER."""
    w0, w1, w2, _ = words(law, subject, day // 7, c.P_FULFIL, code, item)
    if wide(w0, w1) >= law[law[c.W_MET] + act * law[c.W_STRATA] + stratum]:
        return FOREVER
    after = law[law[c.W_MET_AFTER] + act] + ((w2 * (law[law[c.W_MET_SPREAD] + act] + 1)) >> 32)
    return int(day + max(1, after))


@part
def finds(law: Ints, society: Ints, subject: int, week: int, code: int, item: int, act: int, branches: Ints) -> bool:
    """Tell whether there is what an act needs that others leave behind."""
    if law[law[c.W_OCCASION] + act] < 0:
        return True
    w0, w1, _, _ = words(law, subject, week, c.P_OCCASION, code, item)
    found = wide(w0, w1) < society[1 + 2 * law[c.W_SERVICES] + act]
    branches[OCCASION if found else NO_OCCASION] += 1
    return bool(found)


@part
def seen_by(law: Ints, spot: Ints, stratum: int, act: int, draw: int, word: int, branches: Ints) -> int:
    """Return the channel that sees an act, if it is there, or −1."""
    n_channels = law[c.W_CHANNELS]
    sight = law[c.W_SIGHT] + (law[law[c.W_SIGHT_ROW] + stratum] * law[c.W_ACTS] + act) * n_channels
    if n_channels == 0 or draw >= law[sight + n_channels - 1]:
        branches[UNSEEN] += 1
        return c.NONE
    channel = 0
    while draw >= law[sight + channel]:
        channel += 1
    if word >= law[law[c.W_PLACE_COVER] + spot[c.S_LIVES] * n_channels + channel]:
        branches[NOT_THERE] += 1
        return c.NONE
    return channel


@inlined
def take_chance(law: Ints, block: Block, tray: Tray, local: int, stratum: int, day: int, item: int, act: int, row: int,
                end_day: int) -> None:  # fmt: skip
    """Decide whether a candidate is taken by somebody in a row of the response table, and whether a channel sees it."""
    counts, branches, book = tray.counts, tray.branches, block.spot[c.S_BOOK]
    counts[law[c.T_CANDIDATES] + act, stratum] += 1
    subject, week, code = block.spot[c.S_FIRST_ID] + local, day // 7, law[law[c.W_ACT_CODE] + act]
    w0, w1, _, _ = words(law, subject, week, c.P_TAKE, code, item)
    alike = law[law[book + c.B_TAKE_ROW] + stratum] * law[book + c.B_N_TAKE]
    taken = wide(w0, w1) < law[law[book + c.B_TAKE] + (alike + row) * law[c.W_ACTS] + act]
    taken = taken and finds(law, block.society, subject, week, code, item, act, branches)
    if len(tray.fates):
        when = (local << (LOCAL_SHIFT - ITEM_SHIFT)) | ((day - week * 7) << (DAY_SHIFT - ITEM_SHIFT)) | item
        fate = (when << FATE_WHEN) | (act << FATE_ACT) | (stratum << FATE_STRATUM) | int(taken)
        tray.fates[tray.cursor[c.N_FATES]] = fate
        tray.cursor[c.N_FATES] += 1
    if not taken:
        branches[LEFT] += 1
        return
    branches[TAKEN] += 1
    counts[law[c.T_TAKEN] + act, stratum] += 1
    met = FOREVER
    if law[c.W_OWES]:
        met = met_by_itself(law, subject, stratum, day, code, item, act)
        if met < FOREVER:
            send_home(law, block, tray, local, met, day, item, act, act, c.NO_CHANNEL, c.TRUE, met, end_day)
    if law[book + c.B_EVADE] >= 0:
        w0, w1, _, _ = words(law, subject, week, c.P_EVADE, code, item)
        if wide(w0, w1) < law[law[book + c.B_EVADE] + row * law[c.W_ACTS] + act]:
            branches[DISPLACED] += 1
            counts[law[c.T_DISPLACED] + act, stratum] += 1
            return
    w0, w1, w2, _ = words(law, subject, week, c.P_SEEN, code, item)
    channel = seen_by(law, block.spot, stratum, act, wide(w0, w1), w2, branches)
    if channel >= 0:
        write_down(law, block, tray, local, day, item, act, channel, met, end_day)


@inlined
def be_reported(
    law: Ints, block: Block, tray: Tray, local: int, day: int, item: int, errand: int, end_day: int
) -> None:
    """Send a record about a subject that rests on nothing."""
    act, channel = law[law[c.W_ERRAND_WHAT] + errand], law[law[c.W_ERRAND_CHANNEL] + errand]
    due = day + delay(law, block.spot[c.S_FIRST_ID] + local, day, law[law[c.W_ACT_CODE] + act], item, channel)
    tray.branches[REPORTED] += 1
    send_home(law, block, tray, local, due, day, item, act, act, channel, c.FABRICATED, c.NEVER, end_day)

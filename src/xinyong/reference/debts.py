"""When the debt or duty that an act leaves is met: by itself, or by somebody whom a sanction presses."""

from __future__ import annotations

from xinyong.reference.chance import block, wide
from xinyong.reference.record import Origin, Record
from xinyong.trial.trial import FOREVER, Trial
from xinyong.vocabulary import Cause, Purpose


def met_day(trial: Trial, origin: Origin, act_day: int) -> int:
    """Return the day on which what an act left is met by itself, FOREVER if it never is. Part of the life: no scheme is
    asked."""
    subject, week, item, act = origin
    words = block(trial.seed, subject, week, Purpose.FULFIL, int(trial.odds.act_code[act]), item)
    if wide(words[0], words[1]) >= int(trial.odds.met[act, trial.people.stratum_of(subject)]):
        return FOREVER
    after = int(trial.odds.met_after[act]) + (words[2] * (int(trial.odds.met_spread[act]) + 1) >> 32)
    return act_day + max(1, after)


def pressed_day(trial: Trial, record: Record, day: int) -> int:
    """Return the day on which a debt is met because an entry of a day puts its debtor under a sanction.

    FOREVER where it would be met anyway, or is not met even so; where nobody responds to the scheme; and where the
    recipient does not owe it.
    """
    subject, week, item, act = record.origin
    owes = record.recipient == subject and record.cause != Cause.FABRICATED
    if not owes or record.met_day != FOREVER or trial.response == "none" or trial.script is not None:
        return FOREVER
    words = block(trial.seed, subject, week, Purpose.FULFIL, int(trial.odds.act_code[act]), item)
    if wide(words[0], words[1]) >= int(trial.odds.pressed[act, trial.people.stratum_of(subject)]):
        return FOREVER
    return day + int(trial.odds.pressed_after[act]) + (words[2] * (int(trial.odds.pressed_spread[act]) + 1) >> 32)

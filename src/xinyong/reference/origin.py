"""From an address back to what began there: the record that an act or a false report became, whoever received it."""

from __future__ import annotations

from xinyong.reference.conduct import false_report, record_of_act, seen_by
from xinyong.reference.life import week_of
from xinyong.reference.record import Origin, Record
from xinyong.trial.trial import Trial


def record_at(trial: Trial, origin: Origin) -> Record | None:
    """Return the record that began at an address, or None where nothing began there that a channel sees.

    Whether the candidate was taken depends on where its subject stood, and is not asked here.
    """
    subject, week, item, act = origin
    for happening in week_of(trial, subject, week):
        if happening.item != item or happening.what != act:
            continue
        if happening.sort == "false report":
            return false_report(trial, subject, happening)
        channel = seen_by(trial, subject, happening) if happening.sort == "act" else -1
        if channel < 0:
            return None
        window_end = (happening.day // trial.window_days + 1) * trial.window_days
        return record_of_act(trial, subject, happening, channel, min(window_end, trial.days))[0]
    return None

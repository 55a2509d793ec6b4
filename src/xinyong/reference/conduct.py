"""From a candidate to a record: is it taken, does a channel see it, about whom and as what is it written down."""

from __future__ import annotations

from xinyong.reference.chance import block, stray, wide
from xinyong.reference.debts import met_day
from xinyong.reference.life import Happening
from xinyong.reference.record import Record
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause, Purpose


def is_protected(trial: Trial, act: int) -> bool:
    """Tell whether an act is protected conduct, by its kind or because the world adds protection."""
    return act >= 0 and int(trial.odds.act_valence[act]) == 3


def is_misdeed(trial: Trial, act: int) -> bool:
    """Tell whether an act harms others and no right covers it."""
    return act >= 0 and int(trial.odds.act_valence[act]) == 1


def is_taken(trial: Trial, subject: int, happening: Happening, row: int) -> bool:
    """Tell whether a candidate is taken by a subject who stands in a row of the response table."""
    place, stratum = trial.people.place_of(subject), trial.people.stratum_of(subject)
    regime = trial.regime_on(place, happening.day)
    take = trial.odds.take if regime is None else regime.answers.take[row]
    code = int(trial.odds.act_code[happening.what])
    words = block(trial.seed, subject, happening.day // 7, Purpose.TAKE, code, happening.item)
    return wide(words[0], words[1]) < int(take[stratum, happening.what])


def is_displaced(trial: Trial, subject: int, happening: Happening, row: int) -> bool:
    """Tell whether an act that was taken under a scheme is done where no channel looks."""
    regime = trial.regime_on(trial.people.place_of(subject), happening.day)
    share = int(regime.answers.evade[row, happening.what]) if regime is not None else 0
    if share == 0:
        return False
    code = int(trial.odds.act_code[happening.what])
    words = block(trial.seed, subject, happening.day // 7, Purpose.EVADE, code, happening.item)
    return wide(words[0], words[1]) < share


def seen_by(trial: Trial, subject: int, happening: Happening) -> int:
    """Return the channel that records an act, or −1."""
    code = int(trial.odds.act_code[happening.what])
    words = block(trial.seed, subject, happening.day // 7, Purpose.SEEN, code, happening.item)
    draw, place = wide(words[0], words[1]), trial.lives(trial.people.place_of(subject), happening.day)
    for channel, threshold in enumerate(trial.odds.sight[trial.people.stratum_of(subject), happening.what]):
        if draw < int(threshold):
            return channel if words[2] < int(trial.odds.place_cover[place, channel]) else -1
    return -1


def _delay(trial: Trial, subject: int, happening: Happening, channel: int) -> int:
    code = int(trial.odds.act_code[happening.what])
    words = block(trial.seed, subject, happening.day // 7, Purpose.DELAY, code, happening.item)
    return max(1, int(trial.odds.delay[channel]) + (words[0] * (int(trial.odds.spread[channel]) + 1) >> 32))


def _written_down(trial: Trial, happening: Happening, channel: int, draw: int) -> int:
    """Return the act that a channel writes down: by order, else the one that it takes it for, else the act itself."""
    odds, act = trial.odds, happening.what
    for number, target in enumerate(odds.target_act.tolist()):
        days = range(int(odds.target_from[number]), int(odds.target_to[number]))
        here = target == act and int(odds.target_channel[number]) == channel and happening.day in days
        if here and draw < int(odds.target_share[number]):
            return int(odds.target_as[number])
    other_act = int(odds.taken_for_act[act, channel])
    return other_act if other_act >= 0 and draw < int(odds.taken_for[act, channel]) else act


def record_of_act(  # noqa: PLR0917 (an act and who saw it)
    trial: Trial, subject: int, happening: Happening, channel: int, window_end: int
) -> tuple[Record, int]:
    """Return what a channel writes down about an act it saw, and the days it must wait for the next window.

    A record about somebody else cannot arrive before the next window.
    """
    odds, act = trial.odds, happening.what
    week, code = happening.day // 7, int(odds.act_code[act])
    words = block(trial.seed, subject, week, Purpose.ERROR, code, happening.item)
    astray = wide(words[0], words[1]) < int(odds.misattributed[channel])
    written = _written_down(trial, happening, channel, wide(words[2], words[3]))
    recipient, cause = subject, Cause.MISCLASSIFIED if written != act else Cause.TRUE
    due = happening.day + _delay(trial, subject, happening, channel)
    waited = 0
    if astray:
        recipient = stray(trial.seed, subject, week, code, happening.item, trial.people, odds, channel)
        cause = Cause.MISATTRIBUTED
        waited = max(0, window_end - due)
    record = Record(
        recipient=recipient,
        due=due + waited,
        origin=(subject, week, happening.item, act),
        act=written,
        true_act=act,
        act_day=happening.day,
        channel=channel,
        cause=cause,
        protected=is_protected(trial, act),
        met_day=met_day(trial, (subject, week, happening.item, act), happening.day),
    )
    return record, waited


def false_report(trial: Trial, subject: int, happening: Happening) -> Record:
    """Return a record about a subject that rests on nothing."""
    due = happening.day + _delay(trial, subject, happening, happening.channel)
    origin = (subject, happening.day // 7, happening.item, happening.what)
    return Record(
        recipient=subject,
        due=due,
        origin=origin,
        act=happening.what,
        true_act=-1,
        act_day=happening.day,
        channel=happening.channel,
        cause=Cause.FABRICATED,
        protected=False,
    )

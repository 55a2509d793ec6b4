"""Phase 4, live: chances are taken or left; what a channel sees becomes mail."""

from __future__ import annotations

from xinyong.reference.chance import block, wide
from xinyong.reference.conduct import false_report, is_displaced, is_taken, record_of_act, seen_by
from xinyong.reference.debts import met_day
from xinyong.reference.encounter import rate_other
from xinyong.reference.life import Happening, week_of
from xinyong.reference.subject import Subject
from xinyong.trial.trial import Regime
from xinyong.vocabulary import Purpose


def happenings(subject: Subject, day: int) -> list[Happening]:
    """Return the chances, requests, false reports and encounters of a day; none while a script is played."""
    if subject.trial.script is not None:
        return []
    if subject.week[0] != day // 7:
        subject.week = (day // 7, week_of(subject.trial, subject.number, day // 7))
    return [h for h in subject.week[1] if h.day == day]


def live(subject: Subject, day: int, window_end: int) -> None:
    """Take chances or leave them with the standing of the morning."""
    for happening in happenings(subject, day):
        if happening.sort == "act":
            _chance(subject, day, happening, window_end)
        elif happening.sort == "false report":
            subject.mail.append(false_report(subject.trial, subject.number, happening))
        elif happening.sort == "encounter":
            rate_other(subject, happening)


def row_of_answers(subject: Subject, regime: Regime, day: int) -> int:
    """Return the row of the response table: the tier, that of the national layer alone, or that without scheme."""
    standing, book = subject.standing, subject.book
    if standing is None or book is None:
        return regime.answers.without  # at every level of others restricted it is the same
    sanctioned = bool(book.sanctions(standing.bound))
    row = regime.answers.without
    if book.score_in_force(day):
        row = max(standing.tier, 0)
    elif book.in_force(day):
        row = regime.alone_row
    return row + (regime.answers.harder if sanctioned else 0) + regime.answers.louder * subject.around.level


def _finds(subject: Subject, happening: Happening) -> bool:
    """Tell whether there is what an act needs that others leave behind."""
    chance = subject.around.found.get(happening.what)
    if chance is None:
        return True
    trial, code = subject.trial, int(subject.trial.odds.act_code[happening.what])
    words = block(trial.seed, subject.number, happening.day // 7, Purpose.OCCASION, code, happening.item)
    return wide(words[0], words[1]) < chance


def _chance(subject: Subject, day: int, happening: Happening, window_end: int) -> None:
    act = subject.trial.world.acts[happening.what].id
    subject.count(f"candidates.{act}")
    regime = subject.trial.regime_on(subject.place, day)
    row = row_of_answers(subject, regime, day) if regime else 0
    taken = is_taken(subject.trial, subject.number, happening, row) and _finds(subject, happening)
    if subject.watch is not None:
        subject.watch(subject, happening, taken)
    if not taken:
        return
    subject.count(f"taken.{act}")
    met = met_day(subject.trial, (subject.number, day // 7, happening.item, happening.what), day)
    subject.debts.append((met, happening.what))
    if is_displaced(subject.trial, subject.number, happening, row):
        subject.count(f"displaced.{act}")
        return
    channel = seen_by(subject.trial, subject.number, happening)
    if channel < 0:
        return
    record, waited = record_of_act(subject.trial, subject.number, happening, channel, window_end)
    if record.recipient == subject.number:
        subject.mail.append(record)
        return
    subject.sent.records.append(record)
    subject.sent.held += waited > 0
    subject.sent.held_days += waited

"""Phase 3, notify: who comes into a tier is written to, notices reach their reader, and entries are published."""

from __future__ import annotations

from xinyong.reference.calendar import later
from xinyong.reference.chance import wide
from xinyong.reference.record import Entry
from xinyong.reference.rulebook import days_of
from xinyong.reference.subject import Subject
from xinyong.scheme.clauses import Notice
from xinyong.trial.trial import FOREVER
from xinyong.vocabulary import Purpose


def send_notice(subject: Subject, entry: Entry, notice: Notice, day: int) -> None:
    """Decide whether a notice that is written on a day will reach the subject, and when."""
    means = [m.id for m in subject.trial.world.means].index(notice.by)
    words = subject.draw(entry.record, Purpose.NOTICE)
    if wide(words[0], words[1]) < int(subject.trial.odds.reach[means, subject.stratum]):
        entry.notice_day = later(subject.trial.world, day, notice.delay)


def notify(subject: Subject, day: int) -> list[Entry]:
    """Send and deliver notices, publish, and return the entries that may now be objected to."""
    if subject.trial.script is None:
        _tell_of_tier(subject, day)
    told = []
    for entry in subject.entries:
        if entry.notice_day == day:
            entry.noticed = day
            subject.was_noticed = True
            subject.count("noticed")
            if entry.known < 0:
                entry.known, entry.known_by = day, 1
                told.append(entry)
            elif _needs_notice(subject, entry):
                told.append(entry)
        _publish(subject, entry, day)
    if any(line.what == "told" and line.day == day for _, line in subject.script):
        told += subject.learn_all(day, 1)
    return told


def _tell_of_tier(subject: Subject, day: int) -> None:
    """Write to those who come into a tier that the notice clause names, of entries of which no notice was sent yet.

    In no other scheme is anything decided here: there the notice was written when the entry was made.
    """
    book, standing = subject.book, subject.standing
    if book is None or standing is None or standing.tier < 0:
        return
    before = subject.tier_before if subject.tier_before >= 0 else book.tier_of(book.clamp(book.start))
    if standing.tier == before:
        return
    tier = book.scheme.tiers[standing.tier].id
    counting = [
        (entry, notice)
        for entry in subject.entries
        if entry.adverse and subject.real.stands(entry, day)
        if (notice := book.notice(entry.clause)) is not None and tier in notice.tiers
    ]
    latest = max((entry.day for entry, _ in counting), default=day)
    for entry, notice in counting:
        if entry.notice_day == FOREVER and (notice.tells != "latest" or entry.day == latest):
            send_notice(subject, entry, notice, day)


def _needs_notice(subject: Subject, entry: Entry) -> bool:
    """Tell whether the subject, who knew of an entry, can object to it only from the notice on."""
    objection = subject.book.objection(entry.clause) if subject.book else None
    return objection is not None and objection.needs_notice


def _publish(subject: Subject, entry: Entry, day: int) -> None:
    """Publish an entry whose day it is, unless it was undone before; it is shown for its own term whatever follows."""
    if subject.book is None or not subject.book.holds(entry.clause, day):
        return
    for clause in subject.book.publicity_of(entry.clause):
        due = later(subject.trial.world, entry.day, clause.delay)
        if due == day < subject.real.void_day(entry):
            subject.count("published")
            entry.published = day if entry.published < 0 else entry.published
            term = days_of(clause.term)
            entry.shown_until = max(entry.shown_until, FOREVER if term == FOREVER else day + term)

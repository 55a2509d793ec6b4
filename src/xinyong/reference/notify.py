"""Phase 3, notify: notices reach their reader, and entries are published."""

from __future__ import annotations

from xinyong.reference.calendar import later
from xinyong.reference.record import Entry
from xinyong.reference.rulebook import days_of
from xinyong.reference.subject import Subject
from xinyong.trial.trial import FOREVER


def notify(subject: Subject, day: int) -> list[Entry]:
    """Deliver notices, publish, and return the entries the subject learns of."""
    told = []
    for entry in subject.entries:
        if entry.notice_day == day:
            entry.noticed = day
            subject.was_noticed = True
            subject.count("noticed")
            if entry.known < 0:
                entry.known, entry.known_by = day, 1
                told.append(entry)
        _publish(subject, entry, day)
    if any(line.what == "told" and line.day == day for _, line in subject.script):
        told += subject.learn_all(day, 1)
    return told


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

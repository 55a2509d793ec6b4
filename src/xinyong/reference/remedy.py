"""Phase 6, object and repair: those who learnt of an entry may object, and filings are sent.

Repairs are earned by records of good deeds, so they take effect in phase 1.
"""

from __future__ import annotations

from xinyong.reference.calendar import later
from xinyong.reference.chance import wide
from xinyong.reference.record import Entry, Filing
from xinyong.reference.subject import Subject
from xinyong.vocabulary import Purpose


def remedy(subject: Subject, day: int, told: list[Entry]) -> None:
    """Let those who just learnt of an entry decide whether to object, and send the objections of the day."""
    scripted = subject.trial.script is not None
    for entry in told if not scripted else []:
        _consider(subject, entry, day)
    forced = {line.of for _, line in subject.script if line.what == "objects" and line.day == day}
    for entry in subject.entries:
        if entry.files_on == day or (scripted and entry.record.origin[2] in forced):
            _file(subject, entry, day)


def _consider(subject: Subject, entry: Entry, day: int) -> None:
    """Decide whether the subject will object, and on which day."""
    if subject.book is None or subject.book.objection(entry.clause) is None:
        return
    odds = subject.trial.odds
    words = subject.draw(entry.record, Purpose.OBJECT)
    chance = odds.objects_mistaken if entry.record.mistaken else odds.objects_right
    if wide(words[0], words[1]) < int(chance):
        entry.files_on = day + (words[2] * (int(odds.object_spread) + 1) >> 32)


def _file(subject: Subject, entry: Entry, day: int) -> None:
    """File an objection to an adverse entry that still stands; one that comes after the window is not heard."""
    objection = subject.book.objection(entry.clause) if subject.book else None
    if subject.book is None or objection is None or not subject.book.holds(entry.clause, day) or entry.filed >= 0:
        return
    if not entry.adverse or not subject.real.stands(entry, day):
        return
    clock = entry.day if objection.counts_from == "entry" else max(entry.known, entry.day)
    entry.filed = day
    entry.late = day > later(subject.trial.world, clock, objection.window)
    subject.count("filed")
    if entry.late:
        subject.count("late")
    elif subject.trial.script is None:
        subject.sent.filings.append(Filing(day, entry.record, entry.clause, subject.number))

"""Phase 6, object and repair: those who learnt of an entry may object, and filings are sent.

Repairs are earned by records of good deeds, so they take effect in phase 1.
"""

from __future__ import annotations

from xinyong.reference.calendar import later
from xinyong.reference.chance import wide
from xinyong.reference.record import Entry, Filing
from xinyong.reference.subject import Subject
from xinyong.trial.trial import FOREVER
from xinyong.vocabulary import Purpose


def remedy(subject: Subject, day: int, told: list[Entry]) -> None:
    """Let those who just learnt of an entry decide whether to object, and send the objections of the day."""
    scripted = subject.trial.script is not None
    for entry in told if not scripted else []:
        _consider(subject, entry, day)
    forced = {line.of for _, line in subject.script if line.what == "objects" and line.day == day}
    for entry in subject.entries:
        wanted = scripted and entry.record.origin[2] in forced
        if entry.files_on == day or (wanted and entry.filed < 0):
            _file(subject, entry, day)
        elif entry.reviews_on == day or wanted:
            _ask_review(subject, entry, day)


def _consider(subject: Subject, entry: Entry, day: int) -> None:
    """Decide whether the subject will object, and on which day."""
    objection = subject.book.objection(entry.clause) if subject.book else None
    if objection is None or (objection.needs_notice and entry.noticed < 0):
        return
    odds = subject.trial.odds
    words = subject.draw(entry.record, Purpose.OBJECT)
    chance = odds.objects_mistaken if entry.record.mistaken else odds.objects_right
    if wide(words[0], words[1]) < int(chance[subject.stratum]):
        entry.files_on = day + (words[2] * (int(odds.object_spread) + 1) >> 32)


def _file(subject: Subject, entry: Entry, day: int) -> None:
    """File an objection to an adverse entry that still stands; one that comes after the window is not heard."""
    objection = subject.book.objection(entry.clause) if subject.book else None
    if subject.book is None or objection is None or not subject.book.holds(entry.clause, day) or entry.filed >= 0:
        return
    if not entry.adverse or not subject.real.stands(entry, day):
        return
    told = entry.noticed if objection.needs_notice and entry.noticed >= 0 else entry.known
    clock = entry.day if objection.counts_from == "entry" else max(told, entry.day)
    entry.filed = day
    entry.late = day > later(subject.trial.world, clock, objection.window)
    subject.count("filed")
    if entry.late:
        subject.count("late")
    else:
        _send(subject, entry, day, instance=0)


def _ask_review(subject: Subject, entry: Entry, day: int) -> None:
    """Ask the next instance, in time, about an entry that a refusal left standing; later nobody asks."""
    if _may_ask(subject, entry, day):
        entry.review_filed = day
        subject.count("reviews_filed")
        _send(subject, entry, day, instance=1)


def _may_ask(subject: Subject, entry: Entry, day: int) -> bool:
    """Tell whether there is a next instance, a refusal to bring before it, time left, and an entry that stands."""
    book, world = subject.book, subject.trial.world
    review = book.instance(entry.clause, 1) if book else None
    refused = entry.decided >= 0 and not entry.reversed_ and entry.review_filed < 0
    able = book is not None and review is not None and refused and book.holds(entry.clause, day)
    return bool(review and able and day <= later(world, entry.decided, review.window)) and subject.real.stands(
        entry, day
    )


def _send(subject: Subject, entry: Entry, day: int, instance: int) -> None:
    """Send a filing to its desk, and take the entry's effect away from tomorrow on where the scheme does so."""
    objection = subject.book.objection(entry.clause) if subject.book else None
    if objection is not None and objection.suspends:
        entry.waits_from, entry.waits_to = day + 1, FOREVER
    if subject.trial.script is None:
        shown = objection is None or objection.evidence is None or _has_evidence(subject, entry)
        subject.sent.filings.append(Filing(day, entry.record, entry.clause, subject.number, instance, shown))


def _has_evidence(subject: Subject, entry: Entry) -> bool:
    words = subject.draw(entry.record, Purpose.EVIDENCE)
    return wide(words[0], words[1]) < int(subject.trial.odds.evidence[subject.stratum])

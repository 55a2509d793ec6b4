"""Copies of lists: sent when a row is entered, with the errors of the register; word of its end follows.

A copy goes through a register, or along a tie to those who belong to the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xinyong.files.evidence import whole
from xinyong.reference.chance import block, stray, wide
from xinyong.reference.record import Entry, Record
from xinyong.reference.rulebook import Rulebook
from xinyong.reference.subject import Subject
from xinyong.scheme.clauses import Copy
from xinyong.trial.trial import FOREVER
from xinyong.vocabulary import Cause, Purpose


def forward(subject: Subject, end_day: int) -> None:
    """At the end of a day send copies of the rows entered on it, and word of those of which something new is known.

    Nothing arrives before `end_day`, the end of the window. Letters are written day by day, so that as many leave in a
    window of 7 days as in seven of 1.
    """
    if subject.book is None:
        return
    entered: set[tuple[object, int, str]] = set()
    for entry in subject.entries:
        listing = entry.rule.listing
        if listing is None or (entry.record.key, entry.day, listing.list) in entered:
            continue
        entered.add((entry.record.key, entry.day, listing.list))
        ends = _ends(subject, entry)
        if entry.told == ends:
            continue
        for copy in subject.book.copies.get(listing.list, []):
            letters = _letters if copy.tie is None else _tied_letters
            for record in letters(subject, subject.book, entry, copy, ends):
                _send(subject, record, end_day)
        entry.told = ends


def _ends(subject: Subject, entry: Entry) -> tuple[int, int]:
    """Return when the listing of an entry should end and when it does, as far as is known."""
    by_term = entry.until if entry.list_until == FOREVER else entry.list_until
    gone = subject.real.off_list_day(entry)
    return min(by_term, entry.void_due, entry.met_due, entry.repair_due, gone), gone


def _letters(  # noqa: PLR0917 (a copy)
    subject: Subject, book: Rulebook, entry: Entry, copy: Copy, ends: tuple[int, int]
) -> Iterator[Record]:
    """Yield what a register is sent about an entry; the errors it makes are those of its first copy."""
    trial, record = subject.trial, entry.record
    register = [one.id for one in trial.world.registers].index(copy.through or "")
    code, (origin, week, item, _) = int(trial.odds.register_code[register]), record.origin
    words = block(trial.seed, origin, week, Purpose.LINK, code, item)
    draw, recipient = wide(words[0], words[1]), subject.number
    if draw < int(trial.odds.missed[register]):
        return
    if draw < int(trial.odds.mislinked[register]):
        recipient = stray(trial.seed, origin, week, code, item, trial.people, trial.odds)
    wrong = recipient != subject.number and record.cause != Cause.FABRICATED
    letter = _letter(subject, book, entry, copy, ends)
    letter = replace(letter, recipient=recipient, cause=Cause.MISLINKED if wrong else record.cause)
    yield letter
    if words[2] < int(trial.odds.duplicated[register]):
        twice = f"{book.copy_name(copy)}-duplicate"
        yield replace(letter, copy=trial.copies.index(twice), end_gone=FOREVER)


def _tied_letters(  # noqa: PLR0917 (a copy)
    subject: Subject, book: Rulebook, entry: Entry, copy: Copy, ends: tuple[int, int]
) -> Iterator[Record]:
    """Yield what those who belong to the subject are sent about an entry: it stays what it is, mistaken or not."""
    letter, ties = _letter(subject, book, entry, copy, ends), subject.trial.ties
    for recipient in ties.tied(ties.ids.index(copy.tie or ""), subject.number):
        yield replace(letter, recipient=recipient, other=subject.number)


def _letter(  # noqa: PLR0917 (a copy)
    subject: Subject, book: Rulebook, entry: Entry, copy: Copy, ends: tuple[int, int]
) -> Record:
    """Return a copy of the row of an entry, or word of its end, to the subject itself."""
    deletions = whole(copy.deletions)
    due, gone = (_later(day, deletions or 0) for day in ends)
    return replace(
        entry.record, due=entry.day + (whole(copy.delay) or 0), met_day=FOREVER, sender=subject.number,
        copy=subject.trial.copies.index(book.copy_name(copy)), ends=entry.told is not None,
        end_due=due, end_gone=FOREVER if deletions is None else gone,
    )  # fmt: skip


def _later(day: int, days: int) -> int:
    return FOREVER if day == FOREVER else day + days


def _send(subject: Subject, record: Record, end_day: int) -> None:
    """Send a copy, or word of its end, which arrives no sooner than the end is due."""
    due = max(record.due, end_day, min(record.end_due, record.end_gone) if record.ends else 0)
    record = replace(record, due=due)
    if record.recipient == subject.number:
        subject.mail.append(record)
    else:
        subject.sent.records.append(record)


def delete_copies(subject: Subject, book: Rulebook, arrived: list[Record], day: int) -> None:
    """Note when copies end of which word arrives, never before it does."""
    for record in arrived:
        clause = book.copy_clauses.get(subject.trial.copies[record.copy]) if record.ends else None
        for entry in subject.entries:
            same = entry.record.key == record.key and entry.record.other == record.other
            if clause is not None and entry.clause == clause and same:
                entry.met_due = min(entry.met_due, max(day, record.end_due))
                entry.met_gone = min(entry.met_gone, max(day, record.end_gone))

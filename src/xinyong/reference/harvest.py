"""Turning a played trial into an `Outcome`: tables, people counted once, and the chain."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK, DAYS, FOREIGN, LEDGER, LEDGER_KEY, RATINGS, SITTINGS, SUBJECTS, THRESHOLDS, TIED
from xinyong.reference.record import Entry, Record
from xinyong.reference.running import Play
from xinyong.reference.subject import Subject
from xinyong.reference.tally import table
from xinyong.results.chain import link, row_hashes, whole
from xinyong.results.kept import only_kept
from xinyong.results.outcome import Outcome, Table
from xinyong.trial.trial import FOREVER

SENDER = FOREIGN.index("sender")

Rows = dict[tuple[int, ...], tuple[int, ...]]
"""Rows of the ledger by their key."""

OUTCOMES = {
    "stands": 0,
    "expired": 1,
    "reversed": 2,
    "repaired": 3,
    "scheme ended": 4,
    "met": 5,
    "deletion propagated": 6,
}


def harvest(running: Play) -> Outcome:
    """Play every window and gather the outcome."""
    trial = running.trial
    windows = trial.windows
    shape = (len(windows), len(running.layout.names), len(trial.people.counts), len(trial.people.strata))
    flows = np.zeros(shape, np.int64)
    links: dict[int, bytes] = dict.fromkeys(sorted(running.tallies), b"")
    before: dict[int, Rows] = {b: {} for b in links}
    chain, wholes = [], []
    for index, (first_day, end_day) in enumerate(windows):
        sent = running.window(first_day, end_day)
        for number, tally in sorted(running.tallies.items()):
            place = trial.people.place_of(number * BLOCK)
            counts = tally.array()
            flows[index, :, place, :] += counts
            rows, now = _changed(running, number, before[number], end_day)
            before[number] = now
            mail = table(FOREIGN, [row for row in map(foreign_row, sent) if row[SENDER] // BLOCK == number])
            links[number] = link(links[number], counts, row_hashes(rows), np.sort(row_hashes(mail)))
        chain.append([links[b] for b in sorted(links)])
        wholes.append(whole(chain[-1]))
    return Outcome(
        trial, running.layout, flows, _people(running),
        only_kept(trial, "ledger", _ledger(running.subjects.values(), trial.days)),
        only_kept(trial, "foreign", table(FOREIGN, sorted(foreign_row(r) for r in running.foreign))),
        table(SITTINGS, running.sittings),
        only_kept(trial, "subjects",
                  table(SUBJECTS, [subject_row(s) for s in running.subjects.values() if s.has_history])),
        chain, wholes, (running.held, running.held_days), "reference",
        thresholds=table(THRESHOLDS, sorted(running.thresholds)),
        ratings=only_kept(trial, "ratings", table(RATINGS, sorted(running.parcels))),
        tied=only_kept(trial, "tied", table(TIED, sorted(running.tied))),
    )  # fmt: skip


def _changed(running: Play, block: int, before: Rows, end_day: int) -> tuple[Table, Rows]:
    """Return the ledger rows of a block that are new or different since the window before, and all of them by key."""
    keys = [LEDGER.index(name) for name in LEDGER_KEY]
    rows = [
        entry_row(s, e, end_day)
        for number, s in running.subjects.items()
        if number // BLOCK == block
        for e in s.entries
    ]
    now = {tuple(row[k] for k in keys): row for row in rows}
    fresh = [row for key, row in sorted(now.items()) if before.get(key) != row]
    return table(LEDGER, fresh), now


def foreign_row(record: Record) -> tuple[int, ...]:
    """Return a record about somebody else as a row of `arrays.FOREIGN`."""
    ends = (-1 if day == FOREVER else day for day in (record.end_due, record.end_gone))
    sender = record.origin[0] if record.sender < 0 else record.sender
    return (
        record.recipient, record.due, *record.origin, record.act, record.true_act, record.act_day, record.channel,
        sender, int(record.cause), record.copy, int(record.ends), *ends,
    )  # fmt: skip


def _ending(subject: Subject, entry: Entry) -> tuple[int, str]:
    """Return the day on which an entry really ends, and how."""
    ends = [
        (entry.drop, "expired"),
        (entry.met_gone, "met" if entry.record.copy < 0 else "deletion propagated"),
        (entry.void_day, "reversed"),
        (subject.real.repaired.get(entry.number, FOREVER), "repaired"),
        (subject.book.layer(entry.clause).end_day if subject.book else FOREVER, "scheme ended"),
    ]
    # Where two fall on one day: nothing happens any more once the scheme has ended, and in the order of a day a
    # reversal or a repair comes before what is met, and that before an expiry.
    order = {"scheme ended": 0, "reversed": 1, "repaired": 2, "met": 3, "deletion propagated": 3, "expired": 4}
    return min(ends, key=lambda pair: (pair[0], order[pair[1]]))


def entry_row(subject: Subject, entry: Entry, end_day: int) -> tuple[int, ...]:
    """Return an entry, as it stands before `end_day`, as a row of `arrays.LEDGER`."""
    record = entry.record
    ended, how = _ending(subject, entry)
    closed = ended < end_day
    should = entry.due_day
    overdue = should if should < min(ended, end_day) else -1
    return (
        subject.number, entry.day, entry.clause, *record.origin, record.act, record.true_act, record.act_day,
        record.channel, int(record.cause), int(record.protected), int(entry.adverse),
        subject.real.granted[entry.number], -1 if entry.until == FOREVER else entry.until,
        ended if closed else -1, OUTCOMES[how] if closed else 0, overdue, int(entry.rule.listing is not None),
        entry.noticed, entry.known, entry.known_by, entry.filed, int(entry.late), entry.decided, int(entry.reversed_),
        entry.review_filed, entry.review_decided, int(entry.review_reversed), entry.published,
        -1 if entry.shown_until == FOREVER else entry.shown_until,
        entry.met_day if entry.met_day < end_day else -1,
        -1 if entry.list_until == FOREVER else entry.list_until, record.other,
    )  # fmt: skip


def _ledger(subjects: Iterable[Subject], days: int) -> Table:
    rows = [entry_row(s, e, days) for s in subjects for e in s.entries]
    keys = [LEDGER.index(name) for name in LEDGER_KEY]
    return table(LEDGER, sorted(rows, key=lambda row: tuple(row[k] for k in keys)))


def subject_row(subject: Subject) -> tuple[int, ...]:
    """Return the final standing of a subject as a row of `arrays.SUBJECTS`."""
    standing = subject.standing
    lists = [entry.id for entry in subject.book.scheme.lists] if subject.book else []
    bits = sum(1 << i for i, name in enumerate(lists) if standing and name in standing.lists)
    return (
        subject.number, subject.place, subject.stratum, standing.score if standing else 0,
        standing.tier if standing else -1, bits, *(subject.days[name] for name in DAYS), subject.first_restricted,
        int(subject.was_noticed), subject.refusals, subject.refused_wrongly, int(subject.own_misdeed),
        int(subject.scored),
    )  # fmt: skip


def _people(running: Play) -> NDArray[np.int64]:
    """Return the people who asked, were refused, were refused wrongly, by service, place and stratum."""
    people, world = running.trial.people, running.trial.world
    out = np.zeros((3, len(world.services), len(people.counts), len(people.strata)), np.int64)
    for subject in running.subjects.values():
        for how, service in subject.asked:
            out[("asking", "refused", "refused_wrongly").index(how), service, subject.place, subject.stratum] += 1
    return out

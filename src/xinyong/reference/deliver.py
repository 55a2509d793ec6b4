"""Phase 1, deliver: decisions and what others give arrive, records become entries and repairs, what ends is counted."""

from __future__ import annotations

from xinyong.files.evidence import Cited, threshold, whole
from xinyong.reference.calendar import later
from xinyong.reference.chance import wide
from xinyong.reference.conduct import is_misdeed
from xinyong.reference.copies import delete_copies
from xinyong.reference.encounter import take_ratings
from xinyong.reference.met import carried_out, count_met, meet_by_script, owe
from xinyong.reference.notify import send_notice
from xinyong.reference.record import Decision, Entry, Record
from xinyong.reference.rulebook import Rulebook, days_of
from xinyong.reference.scripted import scripted_records
from xinyong.reference.subject import Subject
from xinyong.reference.tied import take_mean
from xinyong.scheme.clauses import Extension, Rule
from xinyong.trial.script import LEAST, MOST
from xinyong.trial.trial import FOREVER
from xinyong.vocabulary import Purpose


def deliver(subject: Subject, day: int) -> None:
    """Carry out the decisions that arrive, then turn the records that arrive into entries and repairs."""
    due = [d for d in subject.decisions if d.due == day]
    subject.decisions = [d for d in subject.decisions if d.due > day]
    for decision in due:
        _decide(subject, decision, day)
    take_ratings(subject, day)
    take_mean(subject, day)
    arrived = [r for r in subject.mail if r.due == day] + scripted_records(subject, day)
    subject.mail = [r for r in subject.mail if r.due > day]
    arrived.sort(key=lambda r: (r.key, r.other))
    copies, arrived = [r for r in arrived if r.copy >= 0], [r for r in arrived if r.copy < 0]
    for record in arrived:
        _count_record(subject, record)
    count_met(subject, day)
    if subject.book is None:
        return
    if subject.book.in_force(day):
        if arrived or copies:
            _enter(subject, subject.book, arrived, copies, day)
            delete_copies(subject, subject.book, copies, day)
        meet_by_script(subject, day)
        _repair(subject, subject.book, arrived, day)
        kept = subject.book.kept_score
        if kept is not None and subject.book.score_in_force(day):
            for account in subject.accounts.values():
                account.turn(kept, day)
        _count_endings(subject, day)
    _count_delistings(subject, subject.book, day)
    subject.count("met_pressed", sum(1 for e in subject.entries if e.pressed and e.met_day == day))


def _decide(subject: Subject, decision: Decision, day: int) -> None:
    """Note a decision; one for the recipient is carried out when the desk does so, and is due when the scheme says."""
    entry = next(
        e
        for e in subject.entries
        if (e.record.key, e.record.other, e.clause) == (decision.record.key, decision.record.other, decision.clause)
    )
    if decision.instance:
        entry.review_decided, entry.review_reversed = day, decision.reversed_
    else:
        entry.decided, entry.reversed_ = day, decision.reversed_
    subject.count(f"{'reviews_' if decision.instance else ''}decided")
    clause = subject.book.instance(entry.clause, decision.instance) if subject.book else None
    if clause is None or not decision.reversed_:
        entry.waits_to = day
        if not decision.instance:
            _consider_review(subject, entry, day)
        return
    subject.count(f"{'reviews_' if decision.instance else ''}reversed")
    world, allowed = subject.trial.world, clause.carried_out_within
    desk = next(d for d in world.desks if d.id == clause.desk)
    entry.void_day = later(world, day, desk.carries_out)
    entry.void_due = min(entry.void_day, later(world, day, allowed) if isinstance(allowed, Cited) else day)


def _consider_review(subject: Subject, entry: Entry, day: int) -> None:
    """Decide whether somebody refused will ask the next instance, and on which day; in a script it says so."""
    if subject.book is None or subject.book.instance(entry.clause, 1) is None or subject.trial.script is not None:
        return
    odds, words = subject.trial.odds, subject.draw(entry.record, Purpose.REVIEW)
    if wide(words[0], words[1]) < int(odds.asks_review):
        entry.reviews_on = day + (words[2] * (int(odds.object_spread) + 1) >> 32)


def _count_record(subject: Subject, record: Record) -> None:
    act = subject.trial.world.acts[record.act].id
    subject.count(f"recorded.{act}")
    if subject.trial.odds.law_channels[record.act, record.channel]:
        subject.count(f"penalties.{act}")


def _enter(  # noqa: PLR0917 (one day)
    subject: Subject, book: Rulebook, arrived: list[Record], copies: list[Record], day: int
) -> None:
    """Make the entries of a day, in the order of their clause, then of their origin."""
    world = subject.trial.world
    made = [
        (clause, record)
        for record in arrived
        for clause in book.rules_for(
            world.acts[record.act].id, world.channels[record.channel].id, subject.levels, record.act_day, day
        )
    ]
    clauses = [book.copy_clauses.get(subject.trial.copies[record.copy], -1) for record in copies]
    here = zip(clauses, copies, strict=True)
    made += [(clause, copy) for clause, copy in here if clause >= 0 and not copy.ends and book.holds(clause, day)]
    made.sort(key=lambda pair: (pair[0], pair[1].key))
    for clause, record in made:
        entry = _entry(subject, book, clause, record, day)
        if record.copy < 0:
            owe(subject, book, entry, [rule for rule, other in made if other is record])
        else:
            entry.met_due, entry.met_gone = max(day, record.end_due), max(day, record.end_gone)
        subject.entries.append(entry)
        for account in subject.accounts.values():
            account.enter(entry)
        _count_entry(subject, entry)
        _send_notice(subject, book, entry)


def _entry(subject: Subject, book: Rulebook, clause: int, record: Record, day: int) -> Entry:  # noqa: PLR0917 (an entry)
    rule = book.scheme.rules[clause]
    purge = int(subject.trial.odds.purge)
    term = _term(subject, rule, record)
    validity = term if book.only_lists(rule) else days_of(rule.validity)
    return Entry(
        number=len(subject.entries),
        record=record,
        clause=clause,
        rule=rule,
        day=day,
        adverse=book.adverse(rule),
        worth=_worth(subject, rule, record),
        until=FOREVER if validity == FOREVER else day + validity,
        drop=FOREVER if validity == FOREVER else day + validity + purge,
        list_until=FOREVER if term == FOREVER else day + term,
        list_drop=FOREVER if term == FOREVER else day + term + purge,
    )


def _term(subject: Subject, rule: Rule, record: Record) -> int:
    """Return for how many days a record puts the subject on a list; whoever decides may extend the term."""
    term = days_of(rule.listing.term) if rule.listing else FOREVER
    extension = rule.listing.extension if rule.listing else None
    if extension is None or term == FOREVER:
        return term
    more = _extended_by(subject, extension, record)
    if more is None:
        return term
    subject.count("extended")
    return term + more


def _extended_by(subject: Subject, extension: Extension, record: Record) -> int | None:
    """Return by how many days a term is extended, or None where it is not; in a script it says so."""
    least, most = whole(extension.least) or 0, whole(extension.most) or 0
    if subject.trial.script is not None:
        return {LEAST: least, MOST: most}.get(record.choice)
    words = subject.draw(record, Purpose.EXTEND)
    if wide(words[0], words[1]) >= threshold(extension.share):
        return None
    return least + (words[2] * (most - least + 1) >> 32)


def _worth(subject: Subject, rule: Rule, record: Record) -> int:
    """Return the points that a rule gives a record; where the office has a choice, in a script those stated first,
    unless it goes as far as it may."""
    points = whole(rule.points) or 0
    if rule.discretion is None or (subject.trial.script is not None and record.choice != MOST):
        return points
    span = (whole(rule.discretion.to) or 0) - points
    if subject.trial.script is not None:
        return points + span
    moved = subject.draw(record, Purpose.DISCRETION)[0] * (abs(span) + 1) >> 32
    return points + (moved if span > 0 else -moved)


def _count_entry(subject: Subject, entry: Entry) -> None:
    subject.count(f"entries.{entry.record.cause.name.lower()}")
    if entry.rule.listing is not None:
        subject.count(f"listings.{subject.list_names[entry.rule.listing.list]}")
    if entry.record.other >= 0:
        subject.count("by_tie")
    if entry.record.protected:
        subject.count("entries_protected")
    if entry.adverse:
        subject.count("adverse")
        if entry.record.mistaken:
            subject.count("adverse_mistaken")
        own = entry.record.origin[0] == subject.number
        if own and is_misdeed(subject.trial, entry.record.true_act):
            subject.own_misdeed = True


def _send_notice(subject: Subject, book: Rulebook, entry: Entry) -> None:
    """Send a notice of an adverse entry, unless people are told on coming into a tier; in a script nobody is told."""
    notice = book.notice(entry.clause)
    if notice is not None and not notice.tiers and entry.adverse and subject.trial.script is None:
        send_notice(subject, entry, notice, entry.day)


def _repair(subject: Subject, book: Rulebook, arrived: list[Record], day: int) -> None:
    """Let each record of a good deed that a repair clause names end what it can, in each account by itself."""
    for index, clause in enumerate(book.scheme.repairs if arrived else ()):
        good = [record for record in arrived if subject.trial.world.acts[record.act].id == clause.act]
        layer = book.layers[book.regime.layer_of("repairs", index)] if good else None
        if layer is None or not layer.in_force(day):
            continue
        due, done = carried_out(subject.trial.world, clause.desk, clause.within, day)
        for record in good:
            for name, account in subject.accounts.items():
                lifted = account.repair(clause, record, day=day, due=due, done=done)
                if name == "real":
                    subject.count("repaired", len(lifted))
                    for entry in lifted:
                        entry.repair_due, entry.repair_day = due, done


def _count_endings(subject: Subject, day: int) -> None:
    """Count the entries that end today by their term or because they were met, and those that should be gone from today
    and are not.

    A reversal or a repair of the same day comes first in the order of the day.
    """
    for entry in subject.entries:
        if day not in {entry.drop, entry.met_gone, entry.due_day}:
            continue
        if subject.book is None or not subject.book.holds(entry.clause, day):
            continue
        undone = subject.real.void_day(entry)
        if entry.drop == day < min(undone, entry.met_gone):
            subject.count("expired")
        if entry.met_gone == day < undone and day <= entry.drop:
            subject.count("ended_met" if entry.record.copy < 0 else "deleted")
        if entry.due_day == day < min(entry.drop, entry.met_gone, undone):
            subject.count("overdue")


def _count_delistings(subject: Subject, book: Rulebook, day: int) -> None:
    """Count the rows of lists that end today: by term, undone, or with a scheme that the list does not survive."""
    for entry in subject.entries:
        if entry.rule.listing is None:
            continue
        name = entry.rule.listing.list
        ends = FOREVER if name in book.survivors() else book.layer(entry.clause).end_day
        if min(subject.real.off_list_day(entry), ends) == day:
            subject.count(f"delistings.{subject.list_names[name]}")

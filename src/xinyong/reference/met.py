"""What becomes of entries whose debt or duty is met."""

from __future__ import annotations

from xinyong.files.evidence import Cited, Nothing, UnknownNumber
from xinyong.population.world import World
from xinyong.reference.calendar import later
from xinyong.reference.debts import pressed_day
from xinyong.reference.record import Entry
from xinyong.reference.rulebook import Rulebook
from xinyong.reference.subject import Subject


def carried_out(
    world: World, desk: str | None, within: Cited | Nothing | UnknownNumber | None, day: int
) -> tuple[int, int]:
    """Return when something is to be carried out that is decided on a day, and when a desk really has (at once without
    one). It is due that day where nothing is stated, and never later than it is done."""
    takes = next((office.carries_out for office in world.desks if office.id == desk), None)
    done = later(world, day, takes) if takes is not None else day
    return min(done, later(world, day, within) if isinstance(within, Cited) else day), done


def owe(subject: Subject, book: Rulebook, entry: Entry, clauses: list[int]) -> None:
    """Note when the debt behind a new entry is met, and when the entry ends for that.

    `clauses` are those under which its record made entries; one that carries a sanction presses its debtor.
    """
    pressing = [clause for clause in clauses if book.presses(book.scheme.rules[clause])]
    pressed = pressed_day(subject.trial, entry.record, entry.day) if pressing else entry.met_day
    entry.pressed = pressed < subject.trial.days and entry.clause == pressing[0]
    _meet(subject, entry, min(entry.record.met_day, pressed))


def meet_by_script(subject: Subject, day: int) -> None:
    """Let the debts be met that a script says are."""
    met = {line.of for _, line in subject.script if line.what == "met" and line.day == day}
    for entry in subject.entries:
        if entry.record.origin[2] in met:
            _meet(subject, entry, day)


def _meet(subject: Subject, entry: Entry, day: int) -> None:
    """Set the day on which a debt is met; the entry ends for it if its rule says so, but never before it began."""
    entry.met_day = day
    if entry.rule.met is not None and day < subject.trial.days:
        due, done = carried_out(subject.trial.world, entry.rule.met.desk, entry.rule.met.within, day)
        entry.met_due, entry.met_gone = max(due, entry.day), max(done, entry.day)


def count_met(subject: Subject, day: int) -> None:
    """Count the debts of the subject's own that are met today by themselves, whatever a scheme does."""
    for due, act in subject.debts:
        if due == day:
            subject.count(f"met.{subject.trial.world.acts[act].id}")
    subject.debts = [(due, act) for due, act in subject.debts if due > day]

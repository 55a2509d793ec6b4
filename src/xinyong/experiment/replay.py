"""A few subjects of a run played again, alone, by the reference: what comes out must be what the run recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np

from xinyong.errors import NameUnknown
from xinyong.reference.alone import Life, life_in, lives
from xinyong.reference.origin import record_at
from xinyong.results.agree import copies_in
from xinyong.results.kept import are_kept
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run

SAMPLE = 8
"""Subjects played again whenever a run is opened."""
ORIGINS = 1_000
"""Ledger rows whose address is followed back whenever a run is opened."""
FACTS = ("act", "true_act", "act_day", "channel", "protected")
"""What a copy has in common with the record it began with; a record's own entry has recipient and cause as well."""


def replay(run: Run, subject: int) -> Life:
    """Play one subject of a run alone, and return ledger rows, final standing and mail as the reference finds them.

    Raises:
        NameUnknown: nobody in the run has this number, or what others sent them was not kept.
    """
    return replays(run.outcome, [subject])[0]


def replays(outcome: Outcome, subjects: Iterable[int]) -> list[Life]:
    """Play several subjects alone in one go, in ascending order; errors as `replay`."""
    wanted = sorted(set(subjects))
    for subject in wanted:
        refuse_unknown(outcome, subject)
    return lives(outcome.trial, wanted, outcome)


def refuse_unknown(outcome: Outcome, subject: int) -> None:
    """Refuse a subject whose life a run cannot tell.

    Raises:
        NameUnknown: nobody in the run has this number, or what others sent them was not kept.
    """
    if not is_present(outcome, subject):
        raise NameUnknown(nobody(outcome, subject))
    if not are_kept(outcome.trial, np.array([subject])).all():
        raise NameUnknown(not_kept(outcome, subject))


def is_present(outcome: Outcome, subject: int) -> bool:
    """Tell whether somebody in the run has this number."""
    people = outcome.trial.people
    pairs = zip(people.offsets, people.counts, strict=True)
    return any(offset <= subject < offset + count for offset, count in pairs)


def nobody(outcome: Outcome, subject: int) -> str:
    """Return what to say of a number that nobody in the run has."""
    people = outcome.trial.people
    places = zip(outcome.trial.world.places, people.offsets, people.counts, strict=True)
    there = ", ".join(f"{place.id} {offset} to {offset + count - 1}" for place, offset, count in places if count)
    return f"found subject {subject}, who is not in this run; the synthetic people have the numbers {there}"


def not_kept(outcome: Outcome, subject: int) -> str:
    """Return what to say of somebody in the run whose rows were not kept."""
    kept = outcome.trial.kept
    near = "" if kept is None else f"; {int(kept[np.abs(kept - subject).argmin()])} is the nearest who is"
    return (
        f"found subject {subject}, who is in this run but not in the sample whose full stories it keeps{near}; "
        "`xinyong run --ledger all` keeps everybody's"
    )


def differing(outcome: Outcome, subjects: Iterable[int]) -> int | None:
    """Play subjects again and return the first whose life is not what the outcome says, or None."""
    for life in replays(outcome, subjects):
        if life != life_in(outcome, life.subject):
            return life.subject
    return None


def sample(outcome: Outcome, n: int, salt: str) -> list[int]:
    """Return up to n subjects to play again: the same for the same result, most of them with entries.

    One in four is anybody; the others received an entry, or sent mail. `salt` is the hash of the result.
    """
    touched = np.unique(np.concatenate([outcome.ledger["recipient"], outcome.foreign["origin_subject"]]))
    touched = touched[are_kept(outcome.trial, touched)]
    chosen: set[int] = set()
    for turn in range(n):
        digest = hashlib.sha256(f"{salt}:{turn}".encode("ascii")).digest()
        draw = int.from_bytes(digest[:8], "big")
        anybody = turn % 4 == 3 or not len(touched)
        chosen.add(somebody(outcome, draw) if anybody else int(touched[draw % len(touched)]))
    return sorted(chosen)


def somebody(outcome: Outcome, draw: int) -> int:
    """Return the id of one of the people present whose rows are kept: each for as many numbers as any other."""
    if outcome.trial.kept is not None:
        return int(outcome.trial.kept[draw % len(outcome.trial.kept)])
    people = outcome.trial.people
    left = draw % people.n
    for offset, count in zip(people.offsets, people.counts, strict=True):
        if left < count:
            return offset + left
        left -= count
    raise AssertionError("the counts of the places add up to the people")


def baseless_entry(outcome: Outcome, n: int, salt: str) -> int | None:
    """Follow n ledger rows back to where they began, and return the recipient of the first that began nowhere, or None.

    Lives are a pure function of seed, subject, week and world, so the act, its channel, its day and whom the record
    went to can be found again from the row's address alone. A copy of a list arrives later than its record, and may be
    joined to somebody else or be brought by a tie.
    """
    ledger, copied = outcome.ledger, copies_in(outcome)
    n_rows = len(ledger["day"])
    start = int.from_bytes(hashlib.sha256(salt.encode("ascii")).digest()[:8], "big") % max(n_rows, 1)
    step = max(1, n_rows // n)
    for row in (np.arange(min(n, n_rows)) * step + start) % max(n_rows, 1):
        value = {name: int(column[row]) for name, column in ledger.items()}
        origin = (value["origin_subject"], value["origin_week"], value["origin_item"], value["origin_act"])
        found = record_at(outcome.trial, origin)
        facts = FACTS if copied[row] else (*FACTS, "recipient", "cause")
        same = found is not None and all(int(getattr(found, name)) == value[name] for name in facts)
        if found is None or not same or (found.due >= value["day"] if copied[row] else found.due != value["day"]):
            return value["recipient"]
    return None

"""Phase 2, place: the standing of the day and of its shadows, and what kinds of day that makes it."""

from __future__ import annotations

from xinyong.reference.shadows import explain
from xinyong.reference.subject import Subject


def place(subject: Subject, day: int) -> None:
    """Find the standing of the day and of its shadows, and count what it means."""
    book, before = subject.book, subject.standing
    subject.tier_before = before.tier if before is not None else -1
    known = subject.entries or subject.ratings
    if book is None or not (book.in_force(day) or known or book.bound_unscored(day)):
        subject.standing = subject.rightful_standing = None
        return
    real = subject.real.standing(day)
    subject.standing = subject.rightful_standing = real
    for name in sorted(real.lists - subject.been_on):
        subject.count(f"first_listed.{subject.list_names[name]}")
    subject.been_on |= real.lists
    kinds = ["restricted"] if book.sanctions(real.bound) else []
    if subject.entries:
        # Two accounts of the same entries with the same ends are one; most people are never mistaken for another.
        shadow = {n: a.standing(day) if a.can_differ() else real for n, a in subject.accounts.items()}
        subject.rightful_standing = shadow["wrongful"]
        kinds += explain(book, real, shadow)
    for kind in kinds:
        subject.days[kind] += 1
        subject.count(f"{kind}_days")
    if "restricted" in kinds and subject.first_restricted < 0:
        subject.first_restricted = day


def close_window(subject: Subject, last_day: int) -> None:
    """Count the stocks of a window: tier, lists, restriction and what is shown in public on its last day."""
    if subject.book is not None and not subject.scored and subject.book.regime.scoring.in_force(last_day):
        subject.count("unscored_people")
    if any(entry.shown_until > last_day for entry in subject.entries):
        subject.count("shown_people")
    if subject.book is None or subject.standing is None:
        return
    if subject.standing.tier >= 0:
        subject.count(f"tier.{subject.tiers[subject.standing.tier]}")
    for name in sorted(subject.standing.lists):
        subject.count(f"listed.{subject.list_names[name]}")
    if subject.book.sanctions(subject.standing.bound):
        subject.count("restricted_people")

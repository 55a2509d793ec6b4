"""Copies of lists as rules: a copy that arrives becomes an entry under a rule of its own, which no act falls under."""

from __future__ import annotations

from typing import Any

from xinyong.files.evidence import Nothing
from xinyong.scheme.clauses import Copy, Listing, Rule, Scheme

COPIED = "-"
"""Act of the rules under which copies are entered: no file can name it, and no record is of it."""

_NONE = Nothing(none=True, grade="assumed", why="a copy moves no points, and stands as long as its listing")


def with_copies(scheme: Scheme) -> Scheme:
    """Return the scheme with two more rules for each copy: for the copy, and for one made twice, as no tie makes it."""
    rules = tuple(
        _rule(copy, name)
        for copy in scheme.copies
        for name in (copy.id, f"{copy.id}-duplicate")
        if name == copy.id or copy.through is not None
    )
    return scheme.model_copy(update={"rules": (*scheme.rules, *rules)}) if rules else scheme


def tied_rules(scheme: Scheme) -> frozenset[str]:
    """Return the ids of the rules under which rows are entered that a tie brought."""
    return frozenset(copy.id for copy in scheme.copies if copy.tie is not None)


def _rule(copy: Copy, name: str) -> Rule:
    said: dict[str, Any] = {
        "text": copy.text,
        "grade": copy.grade,
        "source": copy.source,
        "at": copy.at,
        "why": copy.why or "a copy",
    }
    listing = Listing.model_construct(list=copy.to, term=copy.term, **said)
    return Rule.model_construct(id=name, act=COPIED, points=_NONE, validity=_NONE, listing=listing, **said)

"""Find the name that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MOST_COMPARED = 2_000
_MOST_LISTED = 12


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that is most like `name`, or None when none is like it."""
    wanted = name[:100].lower()
    by_lower = {other.lower(): other for other in sorted(names, reverse=True)[:_MOST_COMPARED]}
    found = difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.6)
    if found:
        return by_lower[found[0]]
    inside = [other for other in by_lower if len(wanted) >= 3 and (wanted in other or other in wanted)]
    return by_lower[min(inside, key=len)] if inside else None


def suggestion(name: str, names: Iterable[str], *, what: str) -> str:
    """Return a hint: the nearest name, or the names there are. `what` says in the plural what they are."""
    known = sorted(set(names))
    if near := nearest(name, known):
        return f"did you mean `{near}`?"
    if not known:
        return f"there are no {what} here"
    more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
    return f"{what}: {', '.join(known[:_MOST_LISTED])}{more}"

"""Whether two clauses are the same but for some values, and whether a term is no longer than it was."""

from __future__ import annotations

from math import inf

from xinyong.files.evidence import Cited, Quantity, Record


def same_but(before: Record, after: Record, *names: str) -> bool:
    """Tell whether two clauses are the same, whatever stands in the fields of these names."""
    return before == after.model_copy(update={name: getattr(before, name) for name in names})


def days_of(quantity: Quantity) -> float:
    """Return a term in days; endless where none is stated."""
    return quantity.value if isinstance(quantity, Cited) else inf


def shorter(before: Quantity, after: Quantity) -> bool:
    """Tell whether a term is no longer than it was."""
    return days_of(after) <= days_of(before)

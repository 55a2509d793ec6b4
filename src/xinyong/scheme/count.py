"""Count how many values of a scheme are cited, assumed or unknown."""

from __future__ import annotations

from xinyong.files.count import ValueCount, count_in
from xinyong.scheme.clauses import Scheme


def count_values(scheme: Scheme) -> ValueCount:
    """Return how many rule values are cited, assumed and unknown; as text, "N of M rule values are assumed"."""
    return count_in(scheme, what="rule values")

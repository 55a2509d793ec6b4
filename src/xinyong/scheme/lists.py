"""Which lists a tier brings with it."""

from __future__ import annotations

from xinyong.scheme.clauses import Scheme


def lists_of_tier(scheme: Scheme, tier: str) -> frozenset[str]:
    """Return the lists on which everybody in a tier stands."""
    return frozenset(one.id for one in scheme.lists if tier in one.tiers)

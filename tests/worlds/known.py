"""The three worlds with a known answer, each played once beside ordinary law alone in every response scenario."""

from __future__ import annotations

from functools import lru_cache

from xinyong.experiment.compare import compare
from xinyong.experiment.pair import Pair

WORLDS = ("good-by-design", "bad-by-design", "nothing-happens")
GOOD, BAD, NOTHING = WORLDS


@lru_cache
def pair(name: str) -> Pair:
    return compare(name, "none", people=20_000, years=3)


def figure(name: str, measure: str, response: str) -> float:
    """Return the figure about everybody under the scheme, which has a value."""
    found = (m.value for m in pair(name).measures
             if m.name == measure and m.response == response and m.group == "everybody" and m.side != "b")  # fmt: skip
    value = next(found)
    assert value is not None, measure
    return value

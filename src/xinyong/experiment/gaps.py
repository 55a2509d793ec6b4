"""How far two sides are apart in each figure, seed by seed, and the luck of that: paired, as the lives are the same."""

from __future__ import annotations

from collections.abc import Sequence

from xinyong.audit.luck import Luck, luck
from xinyong.audit.measure import EVERYBODY, Measures


def gap(measures: Measures) -> dict[str, float]:
    """Return B less A of each figure about everybody, by name; a figure of both sides at once stands for itself.

    Figures that either side leaves without a value are left out.
    """
    sides: dict[str, dict[str, float]] = {}
    for one in measures:
        if one.group == EVERYBODY and one.value is not None:
            sides.setdefault(one.name, {})[one.side] = one.value
    found = {}
    for name, values in sides.items():
        if "pair" in values:
            found[name] = values["pair"]
        elif "a" in values and "b" in values:
            found[name] = values["b"] - values["a"]
    return found


def gaps(by_seed: Sequence[Measures]) -> dict[str, Luck]:
    """Return mean and luck interval of the gap in each figure over seeds; those that some seed lacks are left out."""
    rows = [gap(one) for one in by_seed]
    return {name: luck([row[name] for row in rows]) for name in rows[0] if all(name in row for row in rows)}

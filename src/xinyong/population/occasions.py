"""Acts that need what others leave behind, as numeric tables."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from xinyong.population.world import World

PARTS = 1_000_000
"""How many occasions an act leaves is stored in millionths."""


def occasion_tables(world: World) -> dict[str, NDArray[np.int64]]:
    """Return, by act, which act leaves its occasions (−1: it needs none), and how many each leaves, in millionths."""
    numbers = {act.id: k for k, act in enumerate(world.acts)}
    of = [numbers[act.occasion.left_by] if act.occasion else -1 for act in world.acts]
    each = [int(Decimal(str(act.occasion.each.value)) * PARTS) if act.occasion else 0 for act in world.acts]
    return {"occasion_of": np.array(of, np.int64), "occasion_each": np.array(each, np.int64)}

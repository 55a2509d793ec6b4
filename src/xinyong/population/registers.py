"""How often a register misses a copy, joins it to somebody else, or makes it twice."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.population.quantities import refusal, share, threshold
from xinyong.population.world import World

Table = NDArray[np.int64]
WORD = 1 << 32


class Registers(TypedDict):
    """By register: `missed` and `mislinked` as cumulative thresholds of a wide draw, `duplicated` of one word."""

    missed: Table
    mislinked: Table
    duplicated: Table


def register_tables(world: World) -> Registers:
    """Return the thresholds of each register.

    Raises:
        InputError: more copies missed and mislinked than there are.
    """
    rows = []
    for register in world.registers:
        path = f"registers.{register.id}"
        missed, mislinked = share(register.missed, f"{path}.missed"), share(register.mislinked, f"{path}.mislinked")
        if missed + mislinked > 1:
            found = f"found {float(missed + mislinked)} of the copies missed or mislinked"
            raise refusal(path, found, "at most all of them are")
        duplicated = share(register.duplicated, f"{path}.duplicated")
        rows.append((threshold(missed), threshold(missed + mislinked), int(duplicated * WORD)))
    table = np.array(rows, np.int64).reshape(len(rows), 3)
    return {"missed": table[:, 0].copy(), "mislinked": table[:, 1].copy(), "duplicated": table[:, 2].copy()}

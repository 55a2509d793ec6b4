"""Rings walked for many people at once are the rings of the world's ties."""

import numpy as np
import pytest

from xinyong.engine.rings import Rings
from xinyong.population.ties import ROUNDS, Ring, half_bits


@pytest.mark.parametrize("n", [1, 2, 5, 64, 65, 1000])
def test_everybody_stands_where_the_ring_has_them(n: int) -> None:
    ring = Ring(n, half_bits(n), tuple(0x9E3779B9 * (k + 1) & 0xFFFFFFFF for k in range(ROUNDS)))
    numbers = np.arange(n)
    positions = Rings(ring).positions(numbers)
    assert positions.tolist() == [ring.position(number) for number in range(n)]
    assert Rings(ring).numbers(positions).tolist() == numbers.tolist()


def test_nobody_stands_nowhere() -> None:
    assert Rings(Ring(4, 1, (0,) * ROUNDS)).positions(np.zeros(0, np.int64)).tolist() == []

"""Positions in arrays are counted from the front alone.

For each number read from an array the compiler asks whether its position is negative, and counts from the back then.
No kernel does that: the slow tests run them with every position checked. Left out, a scan of a week takes a fifth less
time (docs/decisions/0013). Functions that are not the kernels' own are compiled as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from numba.core import types
from numba.np import arrayobj

OWN = "7xinyong6kernel"
"""What the names of the kernels' functions contain, as the compiler writes them."""


@cache
def count_from_the_front() -> None:
    """Have it so, once for the process."""
    arrayobj.fix_integer_index = _in_kernels(arrayobj.fix_integer_index)


def _in_kernels(otherwise: Callable[..., Any]) -> Callable[..., Any]:
    def position(context: Any, builder: Any, of_type: Any, index: Any, size: Any) -> Any:
        if OWN in builder.function.name:
            return context.cast(builder, index, of_type, types.intp)
        return otherwise(context, builder, of_type, index, size)

    return position

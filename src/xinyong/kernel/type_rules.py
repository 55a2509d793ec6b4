"""Which of the compiler's type rules are tried first: those that nearly every operation in a kernel needs.

The compiler tries the rules of an operation one after the other, those for a named target before the general ones.
Most operations here are loads, stores and arithmetic on 64-bit numbers, whose own rules stand last, behind dozens for
containers, characters and dates. Said again for the processor they come first. They say what the compiler says anyway,
so nothing else in the process is compiled otherwise (docs/decisions/0007).
"""

from __future__ import annotations

import operator
from functools import cache
from typing import Any

from numba.core import types
from numba.core.typing import arraydecl
from numba.core.typing.templates import AbstractTemplate, infer_global, signature

FOR_THE_PROCESSOR = {"target": "cpu"}
LONG, TRUTH = types.int64, types.boolean

RESULTS: dict[Any, tuple[tuple[Any, ...], Any]] = {
    **dict.fromkeys((operator.add, operator.sub, operator.mul, operator.iadd, operator.isub), ((LONG, LONG), LONG)),
    **dict.fromkeys((operator.and_, operator.or_), ((LONG, LONG), LONG)),
    **dict.fromkeys((operator.eq, operator.ne, operator.lt, operator.le), ((LONG, LONG), TRUTH)),
    **dict.fromkeys((operator.gt, operator.ge), ((LONG, LONG), TRUTH)),
    bool: ((TRUTH,), TRUTH),
}
"""What an operation takes and gives."""


@cache
def try_first() -> None:
    """Have these rules tried first, once for the process."""
    for operation, rule in ((operator.getitem, arraydecl.GetItemBuffer), (operator.setitem, arraydecl.SetItemBuffer)):
        infer_global(operation)(type(rule.__name__, (rule,), {"metadata": FOR_THE_PROCESSOR}))
    for operation, (takes, gives) in RESULTS.items():
        _state(operation, takes, gives)


def _state(operation: Any, takes: tuple[Any, ...], gives: Any) -> None:
    @infer_global(operation)
    class Stated(AbstractTemplate):
        metadata = FOR_THE_PROCESSOR
        key = operation

        def generic(self, args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
            return signature(gives, *takes) if args == takes and not kws else None

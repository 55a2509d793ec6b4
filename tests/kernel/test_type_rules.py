"""The rules that are tried first say what the compiler says anyway."""

import subprocess
import sys
from typing import Any

import numba
import numpy as np
import pytest
from numba.core.registry import cpu_target

from xinyong.kernel.type_rules import RESULTS, try_first

ASK = """
import operator, numba
from numba.core.registry import cpu_target
context = cpu_target.typing_context
context.refresh()
for name in {names}:
    print(context.resolve_function_type(getattr(operator, name), (numba.int64, numba.int64), {{}}).return_type)
"""


def test_each_rule_says_what_the_compiler_says_without_it() -> None:
    names = [each.__name__ for each in RESULTS if each is not bool]
    names = [f"{name}_" if name in {"and", "or"} else name for name in names]
    alone = subprocess.run([sys.executable, "-c", ASK.format(names=names)], capture_output=True, text=True, check=True)
    assert alone.stdout.split() == [str(gives) for each, (_, gives) in RESULTS.items() if each is not bool]


def test_rules_are_stated_once_and_hold_for_what_they_name_alone() -> None:
    try_first()
    try_first()
    context = cpu_target.typing_context
    context.refresh()
    for operation, (takes, gives) in RESULTS.items():
        assert context.resolve_function_type(operation, takes, {}).return_type == gives


@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.uint8, np.float64])
def test_other_numbers_are_reckoned_as_ever(dtype: type) -> None:
    def reckon(rows: Any) -> Any:
        rows[0] += rows[1] * 3
        return rows[0] - 1 if bool(rows[0] > 2) and rows[1] <= rows[0] else rows[1]

    one: Any = np.array([1, 2], dtype)
    other: Any = np.array([1, 2], dtype)
    assert numba.njit(reckon)(one) == reckon(other) == 6
    assert one.tolist() == other.tolist()

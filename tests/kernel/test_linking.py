"""Parts are linked into kernels, and are no machine code of their own."""

from collections.abc import Callable

import numba
import pytest

from xinyong.kernel import jit
from xinyong.kernel.linking import PartLibrary


@pytest.fixture
def tower(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Callable[[int], int]], Callable[[int], int]]:
    """Two parts, one of which calls the other, and a kernel that calls both."""
    monkeypatch.setattr(jit, "PARTS", [])

    @jit.part
    def doubled(n: int) -> int:
        return 2 * n

    @jit.inlined
    def raised(n: int) -> int:
        total = 0
        for _ in range(n):
            total += doubled(n)
        return total

    def both(n: int) -> int:
        return int(raised(n) + doubled(n))

    return [doubled, raised], numba.njit(**jit.FLAGS)(both)


def test_a_kernel_runs_with_its_parts(tower: tuple[list[Callable[[int], int]], Callable[[int], int]]) -> None:
    _, kernel = tower
    assert kernel(5) == 5 * 10 + 10


def test_a_part_is_compiled_once_and_has_no_machine_code(
    tower: tuple[list[Callable[[int], int]], Callable[[int], int]],
) -> None:
    parts, kernel = tower
    kernel(5)
    for part in jit.PARTS:
        assert part in parts
        (compiled,) = part.overloads.values()
        assert isinstance(compiled.library, PartLibrary)
        assert compiled.library.get_pointer_to_function(compiled.fndesc.llvm_func_name) == 0
    (whole,) = kernel.overloads.values()  # type: ignore[attr-defined]
    assert not isinstance(whole.library, PartLibrary)

"""Kernels count positions from the front, and none reads beyond an array; other code is compiled as ever."""

import os
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from xinyong.kernel.indexing import count_from_the_front

ROOT = Path(__file__).parents[2]


def test_other_code_still_counts_from_the_back() -> None:
    count_from_the_front()

    assert numba.njit(lambda numbers, back: numbers[-back])(np.array([1, 2, 3]), 1) == 3


@pytest.mark.slow
def test_no_kernel_reads_or_writes_beyond_an_array(tmp_path: Path) -> None:
    env = {**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", "-q", "tests/oracle/test_parity.py"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout[-4000:]

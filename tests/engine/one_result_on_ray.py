"""One `result_sha256` on Ray as elsewhere, interrupted or not; played by `test_on_ray.py` in a process of its own."""

from pathlib import Path

import pytest
from tests.engine import test_one_result as everywhere

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_ray() -> None:
    everywhere.test_executors("ray")


def test_ray_interrupted(tmp_path: Path) -> None:
    everywhere.test_interrupted("ray", tmp_path)

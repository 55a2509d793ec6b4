"""What is tested on Ray, in processes of its own: a connection stays until the process that made it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

ALONE = (sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q", "-s")


@pytest.mark.skipif(sys.platform != "linux", reason="Ray is installed with the tests on Linux")
@pytest.mark.parametrize("name", ["on_a_cluster", "one_result_on_ray"])
def test_on_ray(name: str, root: Path) -> None:
    done = subprocess.run(
        [*ALONE, f"tests/engine/{name}.py"], cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-1_000:]

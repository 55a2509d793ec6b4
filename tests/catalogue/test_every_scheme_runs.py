"""Every shipped scheme runs in its own world, as a program of its own, at the size and over the years promised."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import spawned

from xinyong.files.catalogue import shipped

MOST_BYTES = 6 * 1024**3
"""Of memory, which a nation of forty places needs at any number of people: its series count by place and stratum."""


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped("scheme"))
def test_a_scheme_runs_for_two_years_with_two_hundred_thousand_people(name: str, tmp_path: Path) -> None:
    said, cost = spawned(
        "run", name, "--people", "200000", "--years", "2", "--json", "--out", str(tmp_path / "run"), cwd=tmp_path
    )
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["entries"]["total"] >= 0
    assert cost.peak_bytes < MOST_BYTES
    print(f"{name}: {cost.cpu_seconds:.0f} s, {cost.peak_bytes / 2**20:.0f} MiB")  # noqa: T201  # read with `pytest -s`

"""A finished run on disk, and a copy of it that a test may damage."""

import shutil
from pathlib import Path

import pytest
from tests.experiment.finished import saved

from xinyong.results.record import Run


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of the busy town, saved; not to be changed."""
    return saved(tmp_path_factory.mktemp("runs") / "busy")


@pytest.fixture
def copy(finished: Run, tmp_path: Path) -> Path:
    """A copy of the finished run's directory, to be damaged."""
    assert finished.directory is not None
    return Path(shutil.copytree(finished.directory, tmp_path / "copy"))

"""One process at a time; a lock whose process is gone is in nobody's way."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from xinyong.errors import InputError
from xinyong.results.lock import NAME, held


def test_a_second_process_is_refused_and_the_lock_goes_with_the_first(tmp_path: Path) -> None:
    with held(tmp_path):
        with pytest.raises(InputError, match=rf"process {os.getpid()} is working in this folder"), held(tmp_path):
            pass
        assert (tmp_path / NAME).exists()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_goes_also_where_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), held(tmp_path):
        raise ValueError("no")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", ["a dead process", "a number used again", "half a file"])
def test_a_lock_left_behind_is_taken_over(left: str, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    said = {"pid": process.pid, "host": platform.node(), "began": "1", "token": "a"}
    if left == "a number used again":
        said["pid"] = os.getpid()
    (tmp_path / NAME).write_text(json.dumps(said)[: 20 if left == "half a file" else None], encoding="utf-8")
    with held(tmp_path):
        assert json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["pid"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_of_a_process_elsewhere_nobody_can_tell(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"pid": 1, "host": "elsewhere", "token": "a"}), encoding="utf-8")
    with pytest.raises(InputError, match="a process on elsewhere holds this folder"), held(tmp_path):
        pass
    assert (tmp_path / NAME).exists()

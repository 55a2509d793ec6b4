"""A run becomes a directory, with both ends, that says what is in it."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.experiment.finished import played, played_other_end

from xinyong.errors import InputError, ResourceError
from xinyong.results.disk import HashingFile, hash_file
from xinyong.results.intact import FILES
from xinyong.results.loading import load
from xinyong.results.manifest import NAME, OTHER_END
from xinyong.results.record import Run
from xinyong.results.saving import check_free, save

ALL = {*FILES, "CITATION.cff", NAME}


def names(directory: Path) -> set[str]:
    return {p.relative_to(directory).as_posix() for p in directory.rglob("*") if p.is_file()}


def test_everything_is_there_and_listed(finished: Run) -> None:
    directory = finished.directory
    assert directory is not None
    assert names(directory) == ALL | {f"{OTHER_END}/{name}" for name in ALL}
    manifest = json.loads((directory / NAME).read_text(encoding="utf-8"))
    assert set(manifest["files"]) == names(directory) - {NAME}
    for name, stated in manifest["files"].items():
        found = hash_file(directory / name)
        assert (stated["sha256"], stated["bytes"]) == (found.sha256, found.n_bytes)
        if name.endswith(".parquet"):
            assert stated["rows"] == len(pl.read_parquet(directory / name))
    assert manifest["ledger"] == "all"


def test_the_saved_run_knows_where_it_lies(finished: Run) -> None:
    assert finished.directory is not None
    assert finished.other_end is not None
    assert finished.other_end.directory == finished.directory / OTHER_END
    assert finished.other_end.manifest["end"] == 1
    assert finished.other_end.manifest["result_sha256"] != finished.manifest["result_sha256"]


def test_the_other_end_is_a_run_of_its_own(finished: Run) -> None:
    assert finished.other_end is not None
    assert finished.other_end.directory is not None
    alone = load(finished.other_end.directory)
    assert alone.other_end is None
    assert alone.manifest["result_sha256"] == finished.other_end.manifest["result_sha256"]


def test_saving_again_replaces_the_older_run_and_its_report(copy: Path) -> None:
    (copy / "report.html").write_text("a report", encoding="utf-8")
    again = save(played(), copy)
    assert names(copy) == ALL
    assert again.other_end is None
    assert load(copy).manifest["result_sha256"] == again.manifest["result_sha256"]


def test_a_damaged_run_may_be_replaced(copy: Path) -> None:
    (copy / "ledger.parquet").unlink()
    check_free(copy)
    save(played(), copy)
    assert names(copy) == ALL


@pytest.mark.parametrize("extra", ["notes.txt", "other-end/notes.txt", "deep/er/ledger.parquet"])
def test_a_run_with_something_of_the_readers_in_it_stays(copy: Path, extra: str) -> None:
    (copy / extra).parent.mkdir(parents=True, exist_ok=True)
    (copy / extra).write_text("mine", encoding="utf-8")
    before = names(copy)
    with pytest.raises(InputError, match=f"holds `{extra}` beside a run, so it stays as it is"):
        save(played(), copy)
    assert names(copy) == before


@pytest.mark.parametrize("content", ["a letter", '{"name": "a web page", "start_url": "/"}'])
def test_a_directory_that_is_no_run_stays(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="holds no run, so it stays as it is"):
        save(played(), tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == content


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write is the first that does not fit, the error has words and the target is not there."""
    written = []
    write = HashingFile.write

    def counting(self: HashingFile, data: bytes) -> int:
        written.append(len(data))
        return write(self, data)

    monkeypatch.setattr(HashingFile, "write", counting)
    save(played(), tmp_path / "counted")
    assert len(written) >= len(ALL)

    for fits in range(len(written)):
        left = [fits]

        def full(self: HashingFile, data: bytes, left: list[int] = left) -> int:
            if not left[0]:
                self.refused = OSError(28, "No space left on device")
                raise self.refused
            left[0] -= 1
            return write(self, data)

        monkeypatch.setattr(HashingFile, "write", full)
        with pytest.raises(ResourceError, match="cannot write the run: no space left on device; free some space"):
            save(played(), tmp_path / "full")
        assert [p.name for p in tmp_path.iterdir()] == ["counted"]


def test_a_failure_of_the_other_end_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> Run:
        raise ResourceError("out of memory")

    with pytest.raises(ResourceError):
        save(played(), tmp_path / "run", other_end=fails)
    assert list(tmp_path.iterdir()) == []


def test_the_speed_is_that_of_this_run(tmp_path: Path) -> None:
    run = save(played(), tmp_path / "run", began=0.0, started=0.0)
    speed = run.manifest["speed"]
    assert speed["total_seconds"] >= speed["wall_seconds"] > 0
    days = run.outcome.trial.people.n * run.outcome.trial.days
    assert speed["subject_days_per_second"] == pytest.approx(days / speed["wall_seconds"], rel=0.01, abs=1)
    assert speed["peak_rss_bytes"] > 1 << 20


def test_a_saved_run_can_be_saved_elsewhere(finished: Run, tmp_path: Path) -> None:
    again = save(finished, tmp_path / "second")
    assert again.other_end is not None
    assert names(tmp_path / "second") == ALL | {f"{OTHER_END}/{name}" for name in ALL}
    assert load(tmp_path / "second").manifest["result_sha256"] == finished.manifest["result_sha256"]


KILLED = """
import os, signal, sys
from pathlib import Path
from xinyong.results import disk
from xinyong.results.loading import load
from xinyong.results.saving import save

run, fsync, left = load(Path(sys.argv[1])), os.fsync, [int(sys.argv[3])]

def killed(handle):
    fsync(handle)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

disk.os.fsync = killed
save(run, Path(sys.argv[2]))
"""


@pytest.mark.parametrize("at_flush", [1, 9, 19])
def test_a_killed_run_leaves_nothing_that_looks_like_one(finished: Run, tmp_path: Path, at_flush: int) -> None:
    """There are 18 files, then the folders: at flush 19 every file is there, but not yet visible."""
    command = [sys.executable, "-c", KILLED, str(finished.directory), str(tmp_path / "run"), str(at_flush)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".xinyong-partial-")] == []
    save(replace(played(), other_end=played_other_end()), tmp_path / "run")
    assert load(tmp_path / "run").other_end is not None

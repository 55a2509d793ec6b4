"""A play whose tables lie on the disk ends as one that has them in memory, to the last byte of its result."""

from pathlib import Path

import numpy as np
import pytest
from tests.oracle.cases import seeded_case
from tests.oracle.equal import differences

from xinyong.engine import gather, leaving, spool
from xinyong.engine.executors import Executor
from xinyong.engine.play import play
from xinyong.experiment.execute import prepare, run
from xinyong.results import columns, digest, mapped, store
from xinyong.results.digest import result_sha256
from xinyong.results.loading import load


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every table lie on the disk, and every step take a few rows."""
    monkeypatch.setattr(mapped, "MAPPED_FROM", 1)
    monkeypatch.setattr(spool, "HELD_BYTES", 500)
    monkeypatch.setattr(store, "SERIES_CELLS", 1)
    for module in (columns, digest, gather, leaving, store):
        monkeypatch.setattr(module, "CHUNK_ROWS", 7)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(("seed", "executor"), [(2, "threads"), (9, "threads"), (152, "threads"), (30, "processes")])
def test_harsh_worlds_are_the_same_on_the_disk(seed: int, executor: str, tmp_path: Path) -> None:
    trial = seeded_case(seed).trial()
    streamed = play(trial, threads=2, folder=tmp_path, executor=Executor(executor, 3))
    expected = play(trial, threads=1)
    assert differences(expected, streamed) == []
    assert result_sha256(streamed) == result_sha256(expected)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("tiny")
def test_files_written_piece_by_piece_say_the_same(tmp_path: Path) -> None:
    pieces = run("jinan-jaywalking", people=600, days=140, out=tmp_path / "run")
    again = load(tmp_path / "run")
    assert differences(pieces.outcome, again.outcome) == []
    assert len(again.outcome.ledger["day"]) > 7
    assert again.manifest["files"]["ledger.parquet"]["rows"] == len(again.outcome.ledger["day"])


def test_rows_are_in_one_piece_where_they_are_few(tmp_path: Path) -> None:
    trial = prepare("suining-2010", people=300, days=70).trial()
    outcome = play(trial, folder=tmp_path)
    for title in ("ledger", "subjects", "series", "people", "chain"):
        (piece,) = store.pieces(outcome, title)
        assert piece.equals(store.frame(outcome, title))


@pytest.mark.usefixtures("tiny")
def test_lists_are_named_alike_in_every_piece(tmp_path: Path) -> None:
    outcome = play(prepare("jinan-jaywalking", people=1_200, days=140).trial(), folder=tmp_path)
    pieces = list(store.pieces(outcome, "subjects"))
    assert len(pieces) > 2
    assert len({piece.schema["lists"] for piece in pieces}) == 1
    whole = store.table_of(outcome.trial, "subjects", store.frame(outcome, "subjects"))
    np.testing.assert_array_equal(whole["lists"], outcome.subjects["lists"])

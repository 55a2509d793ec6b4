"""Verifying says how far it went, and names the first window and block that differ."""

import dataclasses
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.experiment.busy_town import busy_recipe, scheme
from tests.experiment.finished import forge, played

from xinyong.errors import InputError, MismatchError
from xinyong.experiment import verify as verifying
from xinyong.experiment.execute import keep
from xinyong.experiment.verify import first_difference, verify
from xinyong.reference.play import play
from xinyong.results.manifest import NAME
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run
from xinyong.trial.trial import Trial


def test_a_run_is_played_again_to_its_end(finished: Run) -> None:
    assert finished.directory is not None
    found = verify(finished.directory, engine="reference", limit_seconds=600)
    assert found.ok
    assert found.complete
    assert found.windows_played == found.windows == 2 * 21, "both ends"
    assert found.subjects_replayed > 20
    assert "all of it" in repr(found)
    assert found.as_json()["ok"] is True
    found.refuse()


def test_the_other_engine_verifies_too(finished: Run) -> None:
    assert finished.directory is not None
    found = verify(finished.directory, engine="kernel", limit_seconds=600)
    assert found.ok
    assert found.complete


def test_without_time_it_says_how_far_it_went(finished: Run) -> None:
    assert finished.directory is not None
    found = verify(finished.directory, engine="reference", limit_seconds=0)
    assert found.ok
    assert not found.complete
    assert (found.windows_played, found.windows) == (0, 42)
    assert "0 of 42 windows" in repr(found)


def test_with_little_time_it_plays_a_part(finished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is ours: each window takes ten seconds, so that two minutes allow for nine of them."""
    assert finished.directory is not None
    clock = [0.0]

    def slow(_engine: str, **_how: object) -> Callable[[Trial], Outcome]:
        def played_slowly(trial: Trial) -> Outcome:
            clock[0] += 10.0 * len(trial.windows)
            return play(trial)

        return played_slowly

    monkeypatch.setattr(verifying, "player", slow)
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    found = verify(finished.directory, limit_seconds=120)
    assert found.ok
    assert not found.complete
    assert found.windows_played == 6, (
        "0.8 of the 80 seconds left after the first four windows, and none of the other end"
    )
    assert found.seconds == 100


@pytest.mark.parametrize("name", ["ledger.parquet", "series.parquet", "chain.parquet", NAME])
def test_a_flipped_byte_is_a_mismatch(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    found = verify(copy, engine="reference")
    assert not found.ok
    assert name in found.mismatch
    with pytest.raises(MismatchError, match=re.escape(name)):
        found.refuse()
    assert "DIFFERS" in repr(found)


def test_a_forged_ledger_is_a_mismatch(copy: Path) -> None:
    forge(copy, "ledger.parquet", lambda d: d.head(len(d) - 1))
    assert not verify(copy, engine="reference", limit_seconds=0).ok


def test_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"found no manifest.json, so there is no finished run to verify"):
        verify(tmp_path)


def test_the_first_window_and_block_that_differ_are_named() -> None:
    mine = played().outcome
    other = play(dataclasses.replace(busy_recipe(seed=4).trial()))
    assert first_difference(mine, other) == "window 0 (days 0 to 6), block 0 of ids is the first that differs"
    chain = [list(blocks) for blocks in mine.chain]
    chain[5][1] = b"\0" * 32
    again = dataclasses.replace(mine, chain=chain)
    assert first_difference(mine, again) == "window 5 (days 35 to 41), block 1 of ids is the first that differs"
    shorter = dataclasses.replace(mine, chain=chain[:5], whole=mine.whole[:5])
    assert first_difference(mine, shorter) == ""


def test_a_chain_that_another_world_made_is_found(tmp_path: Path) -> None:
    """All hashes right and all subjects right is not enough: the run is played again."""
    run = keep(busy_recipe(scheme=scheme(), days=70), tmp_path / "run", engine="reference")
    assert run.directory is not None

    def other(_engine: str, **_how: object) -> Callable[[Trial], Outcome]:
        return lambda trial: play(dataclasses.replace(trial, seed=trial.seed + 1))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifying, "player", other)
        found = verify(run.directory)
    assert found.mismatch.startswith("window 0 (days 0 to 6), block 0")
    assert found.windows_played == 4, "nothing more is played once a window differs"

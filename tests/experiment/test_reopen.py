"""A run is opened only when subjects played again give the same rows: a ledger made elsewhere is not read."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.experiment.busy_town import busy_recipe, copying_recipe
from tests.experiment.finished import forge

from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.execute import keep
from xinyong.experiment.reopen import open_run
from xinyong.experiment.replay import SAMPLE, baseless_entry, differing, is_present, replay, sample
from xinyong.reference.alone import life_in
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_file
from xinyong.results.loading import load, unchecked
from xinyong.results.manifest import NAME, OTHER_END, read_manifest, text_of
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run


def consistent(directory: Path) -> None:
    """Recompute result_sha256 after tables were changed, as somebody would who wants a forgery to be read."""
    manifest = read_manifest(directory)
    manifest["result_sha256"] = result_sha256(unchecked(directory, manifest, recipe_of(manifest).trial()))
    (directory / NAME).write_text(text_of(manifest), encoding="utf-8")


def test_a_run_opens_with_both_its_ends(finished: Run) -> None:
    assert finished.directory is not None
    again = open_run(str(finished.directory))
    assert again.summary == finished.summary
    assert again.other_end is not None


def test_the_ledger_of_another_run_is_not_read(finished: Run, tmp_path: Path) -> None:
    """Every table is that of another seed, every hash is recomputed, and all tables agree with each other."""
    other = keep(busy_recipe(seed=4), tmp_path / "other", engine="reference")
    assert other.directory is not None
    manifest = json.loads((other.directory / NAME).read_text(encoding="utf-8"))
    manifest["seed"] = finished.manifest["seed"]
    (other.directory / NAME).write_text(text_of(manifest), encoding="utf-8")
    load(other.directory)
    with pytest.raises(DamagedRun, match=r"ledger.parquet gives synthetic subject \d+ .* under this scheme"):
        open_run(other.directory)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.with_columns(
            origin_item=pl.when(cause="misattributed").then("origin_item").otherwise(pl.col("origin_item") + 1)
        ),
        lambda d: d.with_columns(act_day=pl.col("act_day") - 1),
        lambda d: d.with_columns(published=pl.lit(3).cast(pl.Int32)),
        lambda d: d.with_columns(until=pl.col("until") + 1),
        lambda d: d.with_columns(listed=~pl.col("listed")),
    ],
)
def test_a_ledger_that_agrees_with_the_rest_but_was_not_lived(
    copy: Path, change: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    forge(copy, "ledger.parquet", change)
    with pytest.raises(DamagedRun):
        load(copy)
    consistent(copy)
    load(copy)
    with pytest.raises(DamagedRun, match=r"synthetic subject \d+"):
        open_run(copy)


def test_the_other_end_is_checked_as_well(copy: Path) -> None:
    inner = copy / OTHER_END
    forge(inner, "ledger.parquet", lambda d: d.with_columns(listed=~pl.col("listed")))
    consistent(inner)
    manifest = json.loads((copy / NAME).read_text(encoding="utf-8"))
    for name in ("ledger.parquet", NAME):
        found = hash_file(inner / name)
        manifest["files"][f"{OTHER_END}/{name}"] |= {"sha256": found.sha256, "bytes": found.n_bytes}
    (copy / NAME).write_text(text_of(manifest), encoding="utf-8")
    assert load(copy).other_end is not None
    with pytest.raises(DamagedRun, match=r"other-end: .*synthetic subject \d+"):
        open_run(copy)


def test_there_is_no_such_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such directory"):
        open_run(tmp_path / "nowhere")


def test_one_subject_is_played_again(finished: Run) -> None:
    everybody = finished.outcome.trial.people.ids().tolist()
    for subject in everybody[::25]:
        assert replay(finished, subject) == life_in(finished.outcome, subject)
    assert differing(finished.outcome, everybody[:30]) is None


def test_nobody_has_that_number(finished: Run) -> None:
    with pytest.raises(
        InputError, match=r"found subject 5000, who is not in this run; .* east 0 to 104, west 65536 to"
    ):
        replay(finished, 5_000)
    assert not is_present(finished.outcome, -1)


def test_the_sample_is_the_same_for_the_same_result(finished: Run) -> None:
    outcome = finished.outcome
    first = sample(outcome, SAMPLE, "salt")
    assert first == sample(outcome, SAMPLE, "salt") == sorted(set(first))
    assert first != sample(outcome, SAMPLE, "pepper")
    assert set(first) & set(np.unique(outcome.ledger["recipient"]).tolist())


def test_entries_are_followed_back(finished: Run) -> None:
    assert baseless_entry(finished.outcome, 50, "salt") is None
    assert baseless_entry(finished.outcome, 10_000, "salt") is None


def test_copies_are_followed_back_to_the_record_they_began_with() -> None:
    """A copy comes later than its record, and may be somebody else's; nothing else about it may differ."""
    outcome = play(copying_recipe(days=80).trial())
    assert (outcome.ledger["copy_of_other"] >= 0).any()
    assert baseless_entry(outcome, 10_000, "salt") is None
    moved = outcome.ledger["act_day"] + (outcome.ledger["copy_of_other"] >= 0)
    assert baseless_entry(replace(outcome, ledger={**outcome.ledger, "act_day": moved}), 10_000, "salt") is not None

"""Frames and Parquet files give the same whole numbers back."""

import dataclasses
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.experiment.busy_town import busy_recipe, shares_of, world
from tests.experiment.finished import played

from xinyong.reference.play import play
from xinyong.results import store
from xinyong.results.columns import TABLES
from xinyong.results.disk import write_file
from xinyong.results.outcome import Outcome

outcome = played().outcome


def through_a_file(title: str, folder: Path, recorded: Outcome = outcome) -> pl.DataFrame:
    data = store.frame(recorded, title)
    path = folder / f"{title}.parquet"
    write_file(path, lambda out: store.write(data, out))
    return store.read(path, len(data))


@pytest.mark.parametrize("title", TABLES)
def test_tables_go_through_a_file_unchanged(title: str, tmp_path: Path) -> None:
    again = store.table_of(outcome.trial, title, through_a_file(title, tmp_path))
    for name, column in getattr(outcome, title).items():
        np.testing.assert_array_equal(again[name], column, err_msg=name)


def test_series_people_and_chain_go_through_a_file_unchanged(tmp_path: Path) -> None:
    series = through_a_file("series", tmp_path)
    np.testing.assert_array_equal(store.flows_of(outcome.trial, outcome.layout, series), outcome.flows)
    people = store.people_asking_of(outcome.trial, through_a_file("people", tmp_path))
    np.testing.assert_array_equal(people, outcome.people_asking)
    assert store.chain_of(through_a_file("chain", tmp_path)) == (outcome.chain, outcome.whole)


def test_the_ledger_reads_like_one() -> None:
    ledger = store.frame(outcome, "ledger")
    assert set(ledger["clause"].unique()) == {"theft", "petition", "siege", "blood"}
    assert set(ledger["cause"].unique()) == {"true", "misattributed", "fabricated", "misclassified"}
    assert ledger.filter(pl.col("cause") == "fabricated")["true_act"].null_count() > 0
    assert ledger["late"].dtype == pl.Boolean
    assert ledger["until"].null_count() == int((outcome.ledger["until"] < 0).sum()) > 0


def test_the_series_names_windows_places_and_levels() -> None:
    series = store.frame(outcome, "series")
    assert series.columns == ["window", "first_day", "place", "role", "sex", "metric", "value"]
    assert (series["first_day"] == series["window"] * 7).all()
    restricted = series.filter(pl.col("metric") == "restricted_days")["value"].sum()
    assert restricted == int(outcome.flows[:, outcome.layout.row["restricted_days"]].sum())
    assert series["value"].min() == 1, "what is zero is left out"


def test_a_trait_may_have_the_name_of_a_column() -> None:
    town = world(
        traits={"window": ["east-facing", "west-facing"], "place": ["home", "hotel"]},
        margins=[shares_of("w", "window", "east-facing"), shares_of("p", "place", "home")],
    )
    here = play(busy_recipe(world=town, n_people=100, days=40).trial())
    series = store.frame(here, "series")
    assert series.columns == ["window", "first_day", "place", "place_", "window_", "metric", "value"]
    np.testing.assert_array_equal(store.flows_of(here.trial, here.layout, series), here.flows)
    subjects = store.table_of(here.trial, "subjects", store.frame(here, "subjects"))
    np.testing.assert_array_equal(subjects["stratum"], here.subjects["stratum"])


def test_a_world_without_traits_and_a_quiet_run(tmp_path: Path) -> None:
    quiet = play(busy_recipe(world=world(traits={}, margins=[]), n_people=100, days=1).trial())
    for title in TABLES:
        again = store.table_of(quiet.trial, title, through_a_file(title, tmp_path, quiet))
        assert {name: column.tolist() for name, column in again.items()} == {
            name: column.tolist() for name, column in getattr(quiet, title).items()
        }
    np.testing.assert_array_equal(store.flows_of(quiet.trial, quiet.layout, store.frame(quiet, "series")), quiet.flows)


@pytest.mark.parametrize(
    ("title", "spoil"),
    [
        ("ledger", lambda data: data.drop("late")),
        ("ledger", lambda data: data.with_columns(pl.col("day").cast(pl.Float64))),
        ("ledger", lambda data: data.with_columns(pl.col("clause").cast(pl.String))),
        ("ledger", lambda data: data.with_columns(pl.lit(None).cast(pl.Int32).alias("day"))),
        ("subjects", lambda data: data.rename({"sex": "gender"})),
    ],
)
def test_other_columns_or_types_are_refused(title: str, spoil: object) -> None:
    data = spoil(store.frame(outcome, title))  # type: ignore[operator]
    with pytest.raises(ValueError, match="column"):
        store.table_of(outcome.trial, title, data)


@pytest.mark.parametrize(
    "spoil",
    [
        {"window": 99},
        {"window": -1},
    ],
)
def test_a_series_outside_the_run_is_refused(spoil: dict[str, int]) -> None:
    series = store.frame(outcome, "series").with_columns(
        **{name: pl.lit(value).cast(pl.Int32) for name, value in spoil.items()}
    )
    with pytest.raises(ValueError, match="outside the windows"):
        store.flows_of(outcome.trial, outcome.layout, series)


def test_what_is_no_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.parquet"
    for content in (b"", b"PAR1", b"a letter"):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="no table that can be read"):
            store.read(path, 0)


def test_blocks_in_which_somebody_lives() -> None:
    assert store.block_numbers(outcome.trial) == [0, 1]
    crowd = dataclasses.replace(outcome.trial.people, counts=(65_537, 0), offsets=(0, 131_072))
    assert store.block_numbers(dataclasses.replace(outcome.trial, people=crowd)) == [0, 1]

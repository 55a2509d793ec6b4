"""Tables as Polars frames and Parquet files: the only place below the experiments that knows Polars.

Every table of a run is one file; reading a file back gives the very whole numbers that were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.io.plugins import register_io_source

from xinyong.arrays import BLOCK
from xinyong.results.columns import TABLES, Coded, Kind, coded, kind_of, masks_met, plain
from xinyong.results.disk import HashingFile
from xinyong.results.layout import Layout
from xinyong.results.mapped import CHUNK_ROWS, let_go
from xinyong.results.outcome import Outcome, Table
from xinyong.trial.trial import Trial

Whole = NDArray[np.int64]

_WIDTHS: dict[str, type[pl.DataType]] = {
    "i1": pl.Int8,
    "i2": pl.Int16,
    "i4": pl.Int32,
    "i8": pl.Int64,
    "u4": pl.UInt32,
    "flag": pl.Boolean,
}

SERIES_CELLS = 1 << 22
"""Cells of the series that are looked at together when it is written."""

ASKING = ("asking", "refused", "refused_wrongly")
"""First axis of `Outcome.people_asking`."""


def frame(outcome: Outcome, title: str) -> pl.DataFrame:
    """Return one table of an outcome with names instead of indices and empty cells instead of −1.

    Args:
        outcome: what was recorded.
        title: `ledger`, `foreign`, `sittings`, `thresholds`, `ratings`, `tied`, `subjects`, `series`, `people` or
            `chain`.
    """
    if title == "series":
        return _series_frame(outcome, 0, len(outcome.flows))
    if title == "people":
        return _people_frame(outcome)
    if title == "chain":
        return _chain_frame(outcome)
    return _rows_frame(outcome, title, getattr(outcome, title))


def pieces(outcome: Outcome, title: str) -> Iterator[pl.DataFrame]:
    """Yield one table of an outcome piece by piece, so that no copy of the whole is ever in memory; at least one."""
    if title == "series":
        each = max(1, SERIES_CELLS // max(outcome.flows[0].size, 1))
        for begin in range(0, len(outcome.flows), each):
            yield _series_frame(outcome, begin, min(begin + each, len(outcome.flows)))
            let_go(outcome.flows)
        return
    if title in {"people", "chain"}:
        yield frame(outcome, title)
        return
    table: Table = getattr(outcome, title)
    met = masks_met(outcome.trial, table) if title == "subjects" else None
    for begin in range(0, max(len(next(iter(table.values()))), 1), CHUNK_ROWS):
        yield _rows_frame(outcome, title, {k: v[begin : begin + CHUNK_ROWS] for k, v in table.items()}, met)
        let_go(*table.values())


def write(data: pl.DataFrame, out: HashingFile) -> None:
    """Write a frame as Parquet."""
    data.write_parquet(out, compression="zstd", statistics=False)  # type: ignore[arg-type]


def write_pieces(found: Iterator[pl.DataFrame], out: HashingFile) -> int:
    """Write the pieces of a table as one Parquet file, and return how many rows it has."""
    first, second = next(found), next(found, None)
    if second is None:
        write(first, out)
        return len(first)
    n_rows = 0

    def each(*_asked: object) -> Iterator[pl.DataFrame]:
        nonlocal n_rows
        for piece in chain((first, second), found):
            n_rows += len(piece)
            yield piece

    file: Any = out  # it does what a file does
    lazy = register_io_source(each, schema=first.schema, is_pure=False)
    lazy.sink_parquet(file, compression="zstd", statistics=False, row_group_size=CHUNK_ROWS)
    return n_rows


def read(path: Path, n_rows: object) -> pl.DataFrame:
    """Read a Parquet file of `n_rows` rows.

    Raises:
        ValueError: it is not a Parquet file, or has another number of rows.
    """
    try:
        data = pl.read_parquet(path)
    except pl.exceptions.PolarsError as problem:
        raise ValueError("it is no table that can be read") from problem
    if len(data) != n_rows:
        raise ValueError(f"it has {len(data)} rows, the manifest says {n_rows}")
    return data


def table_of(trial: Trial, title: str, data: pl.DataFrame) -> Table:
    """Return a frame of the ledger, foreign mail, sittings or subjects as the table of an outcome.

    Raises:
        ValueError: other columns or types than this version writes, or names that the trial does not know.
    """
    traits = [name for name, _ in _trait_names(trial)] if title == "subjects" else []
    expected = list(TABLES[title])
    if traits:
        at = expected.index("place") + 1
        expected[at:at] = traits
    _expect(data, title, expected)
    columns = [_coded_of(data[name], kind_of(title, name)) for name in TABLES[title]]
    return plain(trial, title, columns)


def flows_of(trial: Trial, layout: Layout, data: pl.DataFrame) -> Whole:
    """Return the series as the flow array of an outcome: windows, metrics, places, strata.

    Raises:
        ValueError: columns, windows, metrics or levels that the trial does not know.
    """
    traits = [name for name, _ in _trait_names(trial)]
    _expect(data, "series", ["window", "first_day", "place", *traits, "metric", "value"])
    shape = (len(trial.windows), len(layout.names), len(trial.people.counts), len(trial.people.strata))
    where = (
        _whole(data["window"]),
        _index(data["metric"], layout.names),
        _index(data["place"], tuple(p.id for p in trial.world.places)),
        _strata(trial, data, traits),
    )
    return _dense(shape, where, _whole(data["value"]))


def people_asking_of(trial: Trial, data: pl.DataFrame) -> Whole:
    """Return the people who asked as the array of an outcome; errors as `flows_of`."""
    traits = [name for name, _ in _trait_names(trial)]
    _expect(data, "people", ["how", "service", "place", *traits, "people"])
    services = tuple(s.id for s in trial.world.services)
    shape = (len(ASKING), len(services), len(trial.people.counts), len(trial.people.strata))
    where = (
        _index(data["how"], ASKING),
        _index(data["service"], services),
        _index(data["place"], tuple(p.id for p in trial.world.places)),
        _strata(trial, data, traits),
    )
    return _dense(shape, where, _whole(data["people"]))


def chain_of(data: pl.DataFrame) -> tuple[list[list[bytes]], list[bytes]]:
    """Return the chain and the hash over all blocks of each window.

    Raises:
        ValueError: other columns than this version writes.
    """
    _expect(data, "chain", ["window", "block", "hash"])
    blocks: dict[int, list[bytes]] = {}
    whole: dict[int, bytes] = {}
    for window, block, found in data.iter_rows():
        if block is None:
            whole[window] = found
        else:
            blocks.setdefault(window, []).append(found)
    return [blocks[w] for w in sorted(blocks)], [whole[w] for w in sorted(whole)]


def block_numbers(trial: Trial) -> list[int]:
    """Return the blocks of ids in which somebody lives, ascending: the second axis of the chain."""
    found: set[int] = set()
    for offset, count in zip(trial.people.offsets, trial.people.counts, strict=True):
        if count:
            found.update(range(offset // BLOCK, (offset + count - 1) // BLOCK + 1))
    return sorted(found)


# frames -----------------------------------------------------------------------------------------------------------


def _rows_frame(outcome: Outcome, title: str, table: Table, met: Whole | None = None) -> pl.DataFrame:
    found = pl.DataFrame([_column(one) for one in coded(outcome.trial, title, table, met)])
    if title == "subjects":
        at = found.get_column_index("place") + 1
        for column in reversed(_trait_columns(outcome.trial, table["stratum"])):
            found.insert_column(at, _column(column))
    return found


def _series_frame(outcome: Outcome, begin: int, end: int) -> pl.DataFrame:
    """Return what is not zero of the flows of some windows, in the order window, metric, place, stratum."""
    window, metric, place, stratum = np.nonzero(outcome.flows[begin:end])
    window += begin
    trial = outcome.trial
    first = np.array([first_day for first_day, _ in trial.windows], np.int64)
    return pl.DataFrame(
        [
            _column(Coded("window", Kind("i4"), window)),
            _column(Coded("first_day", Kind("i4"), first[window])),
            _column(Coded("place", Kind(names="place"), place, tuple(p.id for p in trial.world.places))),
            *(_column(one) for one in _trait_columns(trial, stratum)),
            _column(Coded("metric", Kind(names="metric"), metric, outcome.layout.names)),
            _column(Coded("value", Kind("i8"), outcome.flows[window, metric, place, stratum])),
        ]
    )


def _people_frame(outcome: Outcome) -> pl.DataFrame:
    how, service, place, stratum = np.nonzero(outcome.people_asking)
    world = outcome.trial.world
    return pl.DataFrame(
        [
            _column(Coded("how", Kind(names="how"), how, ASKING)),
            _column(Coded("service", Kind(names="service"), service, tuple(s.id for s in world.services))),
            _column(Coded("place", Kind(names="place"), place, tuple(p.id for p in world.places))),
            *(_column(one) for one in _trait_columns(outcome.trial, stratum)),
            _column(Coded("people", Kind("i8"), outcome.people_asking[how, service, place, stratum])),
        ]
    )


def _chain_frame(outcome: Outcome) -> pl.DataFrame:
    numbers = block_numbers(outcome.trial)
    rows: list[tuple[int, int | None, bytes]] = []
    for window, (links, whole) in enumerate(zip(outcome.chain, outcome.whole, strict=True)):
        rows += [(window, number, found) for number, found in zip(numbers, links, strict=True)]
        rows.append((window, None, whole))
    return pl.DataFrame(rows, schema={"window": pl.Int32, "block": pl.Int64, "hash": pl.Binary}, orient="row")


def _column(column: Coded) -> pl.Series:
    if column.names or column.kind.names:
        names = pl.Series([*column.names, None], dtype=pl.Enum(column.names))
        last = len(column.names)
        return names.gather(np.where(column.codes < 0, last, column.codes).astype(np.uint32)).alias(column.name)
    if column.kind.none:
        values = pl.Series(column.name, column.codes)
        return pl.select(
            pl.when(values >= 0).then(values).cast(_WIDTHS[column.kind.width]).alias(column.name)
        ).to_series()
    if column.kind.width == "flag":
        return pl.Series(column.name, column.codes != 0)
    return pl.Series(column.name, column.codes).cast(_WIDTHS[column.kind.width])


def _trait_names(trial: Trial) -> list[tuple[str, tuple[str, ...]]]:
    """Return the columns that traits are written in, with their levels.

    A trait whose id is that of a column of ours gets a `_` at its end, which no id has.
    """
    taken = {"window", "first_day", "place", "metric", "value", "how", "service", "people", *TABLES["subjects"]}
    return [(f"{name}_" if name in taken else name, tuple(levels)) for name, levels in trial.world.traits.items()]


def _trait_columns(trial: Trial, strata: Whole) -> list[Coded]:
    columns = []
    for (column, levels), trait in zip(_trait_names(trial), trial.world.traits, strict=True):
        of_stratum = np.array([levels.index(s[trait]) for s in trial.people.strata], np.int64)
        columns.append(Coded(column, Kind(names="level"), of_stratum[strata], levels))
    return columns


# and back ---------------------------------------------------------------------------------------------------------


def _expect(data: pl.DataFrame, title: str, names: list[str]) -> None:
    if data.columns != names:
        raise ValueError(f"the {title} has other columns than this version of Xinyong writes")


def _whole(series: pl.Series) -> Whole:
    if not (series.dtype.is_integer() or series.dtype == pl.Boolean) or series.null_count():
        raise ValueError(f"column `{series.name}` is not whole numbers without gaps")
    return series.cast(pl.Int64).to_numpy()


def _coded_of(series: pl.Series, kind: Kind) -> Coded:
    if kind.names:
        if not isinstance(series.dtype, pl.Enum):
            raise ValueError(f"column `{series.name}` does not hold names")
        codes = series.to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
        return Coded(series.name, kind, codes, tuple(series.dtype.categories.to_list()))
    return Coded(series.name, kind, _whole(series.fill_null(-1) if kind.none else series))


def _index(series: pl.Series, names: tuple[str, ...]) -> Whole:
    found = _coded_of(series, Kind(names="any"))
    known = {name: index for index, name in enumerate(names)}
    table = np.array([*(known.get(name, -1) for name in found.names), -1], np.int64)
    values: Whole = table[found.codes]
    if len(values) and values.min() < 0:
        raise ValueError(f"column `{series.name}` holds a name that is not in the scheme or world")
    return values


def _strata(trial: Trial, data: pl.DataFrame, columns: list[str]) -> Whole:
    """Return the stratum of each row from its levels."""
    mixed, size = np.zeros(len(data), np.int64), 1
    of_stratum = np.zeros(len(trial.people.strata), np.int64)
    for column, (trait, levels) in zip(columns, trial.world.traits.items(), strict=True):
        mixed += size * _index(data[column], tuple(levels))
        of_stratum += size * np.array([levels.index(s[trait]) for s in trial.people.strata], np.int64)
        size *= len(levels)
    order = np.argsort(of_stratum)
    spot = np.minimum(np.searchsorted(of_stratum[order], mixed), len(order) - 1)
    if bool((of_stratum[order][spot] != mixed).any()):
        raise ValueError("a row has levels that nobody in this world has")
    return order[spot].astype(np.int64)


def _dense(shape: tuple[int, ...], where: tuple[Whole, ...], values: Whole) -> Whole:
    out = np.zeros(shape, np.int64)
    for axis, index in enumerate(where):
        if len(index) and not 0 <= index.min() <= index.max() < shape[axis]:
            raise ValueError("a row lies outside the windows of the run")
    out[where] = values
    return out

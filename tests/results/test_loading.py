"""A run directory is read only when it is what was written; the message names the file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.experiment.finished import forge

from xinyong.errors import DamagedRun, InputError
from xinyong.results import intact
from xinyong.results.disk import Written, hash_file
from xinyong.results.intact import FILES
from xinyong.results.loading import load
from xinyong.results.manifest import NAME, OTHER_END, text_of
from xinyong.results.record import Run

WRITTEN = [*FILES, "CITATION.cff", NAME, *(f"{OTHER_END}/{name}" for name in (*FILES, "CITATION.cff", NAME))]


def test_a_run_comes_back_as_it_was(finished: Run) -> None:
    assert finished.directory is not None
    again = load(finished.directory)
    for name in ("flows", "people_asking"):
        np.testing.assert_array_equal(getattr(again.outcome, name), getattr(finished.outcome, name))
    for name in ("ledger", "foreign", "sittings", "subjects"):
        for column, values in getattr(finished.outcome, name).items():
            np.testing.assert_array_equal(getattr(again.outcome, name)[column], values, err_msg=f"{name}.{column}")
    for name in ("chain", "whole", "held", "engine", "threads"):
        assert getattr(again.outcome, name) == getattr(finished.outcome, name)
    assert again.summary == finished.summary
    assert again.other_end is not None
    assert finished.other_end is not None
    assert again.other_end.summary == finished.other_end.summary


@pytest.mark.parametrize("name", WRITTEN)
def test_one_flipped_byte_anywhere_is_found_and_named(copy: Path, name: str) -> None:
    path = copy / name
    content = path.read_bytes()
    for at in sorted({0, len(content) // 3, len(content) // 2, len(content) - 1}):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(DamagedRun) as caught:
            load(copy)
        assert str(path) in str(caught.value), "the message names the file"
        assert "run it again" in str(caught.value)
    path.write_bytes(content)
    load(copy)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_shortened_or_empty_file_is_found_and_named(copy: Path, name: str) -> None:
    content = (copy / name).read_bytes()
    for left in (b"", content[: len(content) // 2], content[:-1], content + b"\0"):
        (copy / name).write_bytes(left)
        with pytest.raises(DamagedRun, match=r"has|is") as caught:
            load(copy)
        assert str(copy / name) in str(caught.value)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name != NAME])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(DamagedRun, match="is missing; take the directory from a copy, or run it again") as caught:
        load(copy)
    assert str(copy / name) in str(caught.value)


def test_without_a_manifest_it_is_no_finished_run(copy: Path) -> None:
    (copy / NAME).unlink()
    with pytest.raises(DamagedRun, match=r"found no manifest.json, so this is no finished run"):
        load(copy)


@pytest.mark.parametrize("name", ["people.csv", "other-end/names.txt", "ledger.parquet.bak"])
def test_a_file_that_belongs_to_no_run_is_named(copy: Path, name: str) -> None:
    (copy / name).write_text("", encoding="utf-8")
    with pytest.raises(DamagedRun, match="belongs to no run; move it elsewhere") as caught:
        load(copy)
    assert str(copy / name) in str(caught.value)


def test_a_report_beside_it_is_welcome(copy: Path) -> None:
    (copy / "report.html").write_text("a report", encoding="utf-8")
    load(copy)


def test_a_link_to_a_file_elsewhere_is_refused(copy: Path, tmp_path: Path) -> None:
    shutil.move(copy / "ledger.parquet", tmp_path / "ledger.parquet")
    (copy / "ledger.parquet").symlink_to(tmp_path / "ledger.parquet")
    with pytest.raises(DamagedRun, match=r"ledger.parquet: is a link, expected a file"):
        load(copy)


def test_there_is_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such directory"):
        load(tmp_path / "nowhere")


def test_a_file_that_may_not_be_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> Written:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(intact, "hash_file", refused)
    with pytest.raises(DamagedRun, match=r"cannot be read \(Permission denied\); check the permissions"):
        load(copy)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"what": "xinyong run"}',
        b'{"what": "xinyong run", "format": 1}',
        b'{"what": "xinyong run", "format": 1, "speed": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"what": "another thing"}',
    ],
)
def test_a_manifest_that_is_none(copy: Path, content: bytes) -> None:
    (copy / NAME).write_bytes(content)
    with pytest.raises(DamagedRun, match=NAME):
        load(copy)


def reseal(directory: Path, **facts: object) -> None:
    manifest = json.loads((directory / NAME).read_text(encoding="utf-8")) | facts
    (directory / NAME).write_text(text_of(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"files": {}}, "does not list the files of a run"),
        ({"files": {"../ledger.parquet": {}}}, "does not list the files of a run"),
        ({"format": 2}, "has format 2, this version reads 1"),
        ({"people": 151}, "the tiers of the series do not hold everybody"),
        ({"people": "many"}, "does not say how the run was made"),
        ({"days": 10**9}, "describes a run that this version refuses"),
        ({"seed": -1}, "describes a run that this version refuses"),
        ({"result_sha256": "0" * 64}, "the tables are not those that result_sha256 was taken of"),
        ({"tables_sha256": "0" * 64}, "this version makes other tables of chances"),
        ({"held": {}}, "lacks a field"),
        ({"scheme": {"id": "x", "text": "{}", "sha256": "0" * 64}}, "is not the one its SHA-256 was taken of"),
        ({"days": 70}, "chain.parquet: does not cover every window and block|outside the windows"),
    ],
)
def test_a_manifest_that_says_something_else(copy: Path, facts: dict[str, object], said: str) -> None:
    reseal(copy, **facts)
    with pytest.raises(DamagedRun, match=said):
        load(copy)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("ledger.parquet", lambda d: d.head(len(d) - 1), "the ledger does not give the `entries"),
        ("ledger.parquet", lambda d: d.reverse(), "not in the order of their keys"),
        ("ledger.parquet", lambda d: d.with_columns(pl.col("points") + 1), "do not give the final scores"),
        ("ledger.parquet", lambda d: d.with_columns(pl.lit(None).cast(pl.Int32).alias("filed")), "`filed`"),
        ("ledger.parquet", lambda d: d.with_columns(protected=False), "`entries_protected`"),
        ("ledger.parquet", lambda d: d.with_columns(pl.col("recipient") + 70_000), "not in the run"),
        ("ledger.parquet", lambda d: d.drop("late"), "other columns"),
        ("foreign.parquet", lambda d: d.head(0), "no foreign mail brought"),
        ("subjects.parquet", lambda d: d.head(len(d) // 2), "no final standing"),
        ("subjects.parquet", lambda d: d.with_columns(wrongful_days=pl.lit(0).cast(pl.Int32)), "`wrongful_days`"),
        ("subjects.parquet", lambda d: d.with_columns(refusals=pl.lit(0).cast(pl.Int32)), "`refused` requests"),
        ("series.parquet", lambda d: d.filter(pl.col("metric") != "decided"), "`decided`"),
        ("chain.parquet", lambda d: d.head(3), "does not cover every window"),
        ("chain.parquet", lambda d: d.with_columns(pl.col("hash").reverse()), "is not that of its blocks"),
        ("people.parquet", lambda d: d.head(2), "result_sha256"),
        ("places.parquet", lambda d: d.head(0), "result_sha256"),
    ],
)
def test_a_forged_table_with_every_file_hash_recomputed(
    copy: Path, file: str, change: Callable[[pl.DataFrame], pl.DataFrame], said: str
) -> None:
    forge(copy, file, change)
    with pytest.raises(DamagedRun, match=said):
        load(copy)


def test_a_table_of_another_number_of_rows(copy: Path) -> None:
    manifest = json.loads((copy / NAME).read_text(encoding="utf-8"))
    manifest["files"]["ledger.parquet"]["rows"] += 1
    reseal(copy, files=manifest["files"])
    with pytest.raises(DamagedRun, match="the manifest says"):
        load(copy)


def test_a_file_that_is_no_table_though_its_hash_is_right(copy: Path) -> None:
    (copy / "series.parquet").write_bytes(b"PAR1 and nothing else")
    manifest = json.loads((copy / NAME).read_text(encoding="utf-8"))
    found = hash_file(copy / "series.parquet")
    manifest["files"]["series.parquet"] = {"sha256": found.sha256, "bytes": found.n_bytes, "rows": 0}
    reseal(copy, files=manifest["files"])
    with pytest.raises(DamagedRun, match=r"series.parquet: does not hold what a run writes"):
        load(copy)

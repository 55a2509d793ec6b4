"""A result in one file: what lies in it, that it is the same each time, and that it is checked as a directory is."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.experiment.busy_town import busy_recipe
from tests.experiment.finished import forge, saved
from tests.experiment.several import NAMES, saved_several

from xinyong.audit.measures import MEASURES
from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.execute import perform
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.verify_bundle import verify as verify_result
from xinyong.experiment.watched import watched_player
from xinyong.report.bundle import bundle
from xinyong.report.codebook import PAIR_TABLE, TABLES
from xinyong.results.bundle import Part, write_bundle
from xinyong.results.intact import FILES
from xinyong.results.saving import save
from xinyong.scheme.read import read_scheme


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    a = busy_recipe(n_people=100, days=56)
    found = compare_recipes(a, replace(a, scheme=read_scheme("none")), play=watched_player("reference"),
                            responses=("none",))  # fmt: skip
    return save_pair(found, tmp_path_factory.mktemp("bundled") / "pair").directory or Path()


@pytest.fixture(scope="module")
def zipped(pair: Path) -> Path:
    return bundle(pair)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_lies_beside_the_directory_and_is_the_same_again(pair: Path, zipped: Path, tmp_path: Path) -> None:
    assert zipped == pair.with_name("pair.zip")
    assert bundle(pair, tmp_path / "pair.zip").read_bytes() == zipped.read_bytes()


def test_what_lies_in_it(pair: Path, zipped: Path) -> None:
    found = contents(zipped)
    for name in ("report.html", "report.md", "report.json", "measures.json", "measures.csv", "codebook.md", "model.md",
                 "MODEL_CARD.md", "METHODS.md", "CITATION.cff", "README.txt", "bundle.json"):  # fmt: skip
        assert found[name], name
    lying = {p.relative_to(pair).as_posix() for p in pair.rglob("*") if p.is_file()}
    assert {name.removeprefix("data/") for name in found if name.startswith("data/")} == lying
    assert sum(name.startswith("schemes/") for name in found) == 2
    assert sum(name.startswith("worlds/") for name in found) == 1
    assert json.loads(found["report.json"])["synthetic"] is True
    measures = json.loads(found["measures.json"])
    rows = list(csv.DictReader(io.StringIO(found["measures.csv"].decode("utf-8"))))
    assert [row["name"] for row in rows] == [one["name"] for one in measures]


def test_every_page_says_synthetic_and_none_says_where_it_was_made(zipped: Path, pair: Path) -> None:
    found = contents(zipped)
    for name in ("report.html", "report.md", "codebook.md", "MODEL_CARD.md", "README.txt", "bundle.json"):
        assert b"synthetic" in found[name].lower(), name
    assert not [name for name, data in found.items() if str(pair.parent).encode("utf-8") in data]


def test_the_card_excludes_the_scoring_of_real_people_first(zipped: Path) -> None:
    card = contents(zipped)["MODEL_CARD.md"].decode("utf-8")
    out = card.partition("## Out of scope\n\n")[2]
    assert out.startswith("- Scoring, ranking, rating, screening, profiling or predicting any real person")
    assert all(f"`{name}`" in card for name in MEASURES)


def test_each_table_is_there_as_csv_and_in_the_codebook(zipped: Path, pair: Path) -> None:
    found = contents(zipped)
    book = found["codebook.md"].decode("utf-8")
    for table in (*(name.removesuffix(".parquet") for name in FILES), PAIR_TABLE):
        section = book.partition(f"\n## {table}\n")[2].partition("\n## ")[0]
        folder = "." if table == PAIR_TABLE else "runs/none-a"
        frame = pl.read_parquet(pair / folder / f"{table}.parquet")
        assert TABLES[table] in section
        assert all(f"\n| `{column}` |" in section for column in frame.columns)
        if table != PAIR_TABLE:
            rows = list(csv.reader(io.StringIO(found[f"csv/none-a/{table}.csv"].decode("utf-8"))))
            assert rows[0] == frame.columns
            assert len(rows) == len(frame) + 1


def test_it_is_checked_on_another_machine(zipped: Path) -> None:
    checked = verify_result(zipped, limit_seconds=30, engine="reference")
    assert checked.ok
    assert checked.complete
    assert checked.directory == str(zipped)
    assert checked.files == len(contents(zipped)) - 1


def test_a_run_of_both_ends_is_bundled_and_checked(tmp_path: Path) -> None:
    saved(tmp_path / "busy")
    made = bundle(tmp_path / "busy")
    assert "data/other-end/manifest.json" in contents(made)
    assert verify_result(made, limit_seconds=0).ok


def test_a_sample_is_bundled_with_its_measures_and_no_report(tmp_path: Path) -> None:
    recipe = replace(busy_recipe(n_people=200, days=56), sample=40)
    save(perform(recipe, engine="reference"), tmp_path / "sampled")
    found = contents(bundle(tmp_path / "sampled"))
    assert "report.html" not in found
    assert json.loads(found["measures.json"])
    assert b"(none: the run keeps the rows of a sample)" in found["README.txt"]


def test_a_result_that_does_not_play_out_is_found(tmp_path: Path) -> None:
    """Whoever can forge every hash still has to forge lives."""
    saved(tmp_path / "busy")
    forge(tmp_path / "busy", "subjects.parquet", lambda t: t.with_columns(score=pl.col("score") + 1))
    files = {p.relative_to(tmp_path / "busy").as_posix(): p for p in (tmp_path / "busy").rglob("*") if p.is_file()}
    texts = {name: Part(data) for name, data in contents(bundle(saved(tmp_path / "true").directory or Path())).items()
             if name.startswith(("schemes/", "worlds/"))}  # fmt: skip
    write_bundle(tmp_path / "forged.zip", {f"data/{name}": Part(p) for name, p in files.items()} | texts, {})
    checked = verify_result(tmp_path / "forged.zip", limit_seconds=0)
    assert not checked.ok
    assert "xinyong-bundle-" not in checked.mismatch


def test_texts_that_are_not_those_of_the_data_are_refused(tmp_path: Path, zipped: Path) -> None:
    found = contents(zipped)
    parts = {name: Part(data.replace(b"busy", b"lazy") if name.startswith("worlds/") else data)
             for name, data in found.items() if name != "bundle.json"}  # fmt: skip
    write_bundle(tmp_path / "other.zip", parts, {})
    with pytest.raises(DamagedRun, match=r"other\.zip/data: was made of a file that lies in the bundle as no `worlds/"):
        verify_result(tmp_path / "other.zip", limit_seconds=0)


def test_a_comparison_with_an_altered_file_differs(tmp_path: Path, zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path)
    assert verify_result(tmp_path / "data", limit_seconds=0).ok
    (tmp_path / "data" / "runs" / "none-b" / "CITATION.cff").write_text("", encoding="utf-8")
    checked = verify_result(tmp_path / "data", limit_seconds=0)
    assert not checked.ok
    assert "none-b/CITATION.cff" in checked.mismatch


def test_no_result_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such directory"):
        bundle(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no finished run"):
        verify_result(tmp_path / "nowhere")


def test_several_comparisons_go_into_one_file(tmp_path: Path) -> None:
    many = saved_several(tmp_path / "many")
    made = bundle(many)
    found = contents(made)
    lying = {p.relative_to(many).as_posix() for p in many.rglob("*") if p.is_file()}
    assert {name.removeprefix("data/") for name in found if name.startswith("data/")} == lying
    assert {name for name in found if name.startswith("reports/")} == {f"reports/{name}.html" for name in NAMES}
    assert b"3 sets of rules, the same lives" in found["report.html"]
    assert {one["variant"] for one in json.loads(found["measures.json"])} == set(NAMES)
    assert sum(name.startswith("schemes/") for name in found) == 3
    assert {name.split("/")[1] for name in found if name.startswith("csv/")} == set(NAMES)
    heads = next(csv.reader(io.StringIO(found["data/table.csv"].decode("utf-8"))))
    book = found["codebook.md"].decode("utf-8").partition("\n## table\n")[2]
    assert all(f"| `{re.sub(r'^[^.]+[.]', '<variant>.', one)}` |" in book for one in heads)
    assert "reports/" in found["README.txt"].decode("utf-8")
    assert "Beside `milder`: " in found["MODEL_CARD.md"].decode("utf-8")
    checked = verify_result(made, limit_seconds=0)
    assert checked.ok
    assert checked.files == len(found) - 1


def test_one_of_several_goes_beside_the_directory_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = saved_several(tmp_path / "many")
    assert bundle(many / "none") == tmp_path / "many-none.zip"
    monkeypatch.chdir(many)
    assert bundle("none") == tmp_path / "many-none.zip"
    assert verify_result(many, limit_seconds=0).ok


def test_a_bundle_of_several_with_the_text_of_another_is_refused(tmp_path: Path) -> None:
    found = contents(bundle(saved_several(tmp_path / "many")))
    parts = {name: Part(data) for name, data in found.items()
             if name != "bundle.json" and not name.startswith("schemes/milder-")}  # fmt: skip
    write_bundle(tmp_path / "other.zip", parts, {})
    with pytest.raises(DamagedRun, match=r"lies in the bundle as no `schemes/milder-"):
        verify_result(tmp_path / "other.zip", limit_seconds=0)

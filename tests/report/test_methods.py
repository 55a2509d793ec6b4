"""The methods section states what the recipe and the manifest state, and refuses what was altered."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.busy_town import busy_recipe
from tests.experiment.finished import saved
from tests.experiment.several import saved_several

from xinyong.errors import DamagedRun
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.watched import watched_player
from xinyong.report.methods import methods
from xinyong.scheme.read import read_scheme


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    a = busy_recipe(n_people=100, days=28)
    found = compare_recipes(a, replace(a, scheme=read_scheme("none")), play=watched_player("reference"),
                            seeds=(4, 5, 6))  # fmt: skip
    return save_pair(found, tmp_path_factory.mktemp("methods") / "beside").directory or Path()


def manifest_of(directory: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_a_comparison(pair: Path) -> None:
    told = methods(pair)
    assert told.startswith("## Methods\n\n**Design.** Two sets of rules were compared")
    assert "A, Busy rules, as modelled (`busy-rules`), and B, ordinary law alone" in told
    assert "at 3 seeds (4 to 6)" in told
    assert "95% interval over the 3 seeds: that of a count where cases are counted" in told
    assert "drawn once and decided twice" in told
    assert "100 synthetic people of the world `busy-town`" in told
    assert "at both of its ends" in told
    assert "`none` (nobody changes what they do), `deterrence` (people weigh the risk)" in told
    assert "`xinyong verify beside`" in told
    for side in "ab":
        manifest = manifest_of(pair / "runs" / f"none-{side}")
        assert f"result {side.upper()} `{manifest['result_sha256']}`" in told
        scheme, world = manifest["scheme"], manifest["world"]
        assert isinstance(scheme, dict)
        assert isinstance(world, dict)
        assert f"scheme {side.upper()} `{scheme['sha256']}`" in told
        assert f"world `{world['sha256']}`" in told


def test_a_run(tmp_path: Path) -> None:
    saved(tmp_path / "busy")
    told = methods(tmp_path / "busy")
    manifest = manifest_of(tmp_path / "busy")
    assert "One set of rules, Busy rules, as modelled" in told
    assert f"result `{manifest['result_sha256']}`" in told
    assert "Luck was not measured (one seed)" in told
    versions = manifest["versions"]
    assert isinstance(versions, dict)
    assert all(f"{name} {which}" in told for name, which in versions.items())
    assert "no data about persons were used" in told
    assert not re.search(r"\{|\}|None|  ", told)


def test_both_name_every_part(pair: Path, tmp_path: Path) -> None:
    saved(tmp_path / "busy")
    heads = [re.findall(r"^\*\*([^*]+)\.\*\*", methods(where), re.MULTILINE) for where in (pair, tmp_path / "busy")]
    assert heads[0] == heads[1] == ["Design", "Population", "Response scenarios and ranges", "What is assumed",
                                    "Outcomes", "Software and reproducibility", "Limits and ethics",
                                    "How to cite"]  # fmt: skip


def test_what_was_altered_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "busy")
    (tmp_path / "busy" / "CITATION.cff").write_text("", encoding="utf-8")
    with pytest.raises(DamagedRun, match=r"CITATION\.cff"):
        methods(tmp_path / "busy")
    with pytest.raises(DamagedRun, match="found no manifest"):
        methods(tmp_path)


def test_several_comparisons_are_told_as_one_design(tmp_path: Path) -> None:
    many = saved_several(tmp_path / "many")
    told = methods(many)
    assert "3 sets of rules were compared by simulation" in told
    assert ": A, " in told
    assert "; `milder`, " in told
    assert "; and `none`, ordinary law alone" in told
    assert "decided under each" in told
    assert "Each of the others is laid beside A." in told
    for name, side in (("A", "milder/runs/none-a"), ("`milder`", "milder/runs/none-b"), ("`none`", "none/runs/none-b")):
        assert f"result {name} `{manifest_of(many / side)['result_sha256']}`" in told
    assert not re.search(r"\{|\}|None|  ", told)
    (many / "milder" / "fates.parquet").write_bytes(b"")
    with pytest.raises(DamagedRun, match=r"fates\.parquet"):
        methods(many)

"""A directory says what it is, and whoever tells of one comparison of several is told which."""

import json
from pathlib import Path

import pytest
from tests.experiment.finished import saved
from tests.experiment.several import NAMES, saved_several

from xinyong.errors import DamagedRun, InputError
from xinyong.experiment.opening import comparisons_in, of_variant, open_one, open_result, refuse_several, sort_of
from xinyong.experiment.pair import Pair
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import NAME
from xinyong.results.record import Run
from xinyong.results.sealed import sealed


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_several(tmp_path_factory.mktemp("opening") / "many")


def test_each_is_opened_as_what_it_is(many: Path, tmp_path: Path) -> None:
    saved(tmp_path / "run")
    assert [sort_of(one) for one in (tmp_path / "run", many / "none", many)] == ["run", "comparison", "variants"]
    assert isinstance(open_result(tmp_path / "run"), Run)
    assert isinstance(open_result(many / "none"), Pair)
    found = open_result(many)
    assert isinstance(found, Variants)
    assert tuple(found.pairs) == NAMES


def test_several_lie_below_their_names_and_one_under_none(many: Path) -> None:
    assert comparisons_in(many) == {name: many / name for name in NAMES}
    assert comparisons_in(many / "none") == {"": many / "none"}


def test_a_variant_is_chosen_by_its_name(many: Path) -> None:
    assert of_variant(many, "milder") == many / "milder"
    assert of_variant(many, None) == many
    with pytest.raises(InputError, match="found no variant `mildest`; did you mean `milder`"):
        of_variant(many, "mildest")
    with pytest.raises(InputError, match="it holds no several comparisons; leave it out"):
        of_variant(many / "none", "milder")


def test_what_tells_of_one_says_how_to_choose(many: Path) -> None:
    refuse_several(many / "none")
    for refuse in (refuse_several, open_one):
        with pytest.raises(InputError, match=r"holds 2 comparisons \(milder, none\); choose one, as in --variant mild"):
            refuse(many)


def test_a_name_that_leads_elsewhere_is_no_variant(tmp_path: Path) -> None:
    """The seal is no secret: whoever writes the file can seal it."""
    many = saved_several(tmp_path / "many")
    (many / "none").rename(tmp_path / "elsewhere")
    said = json.loads((many / NAME).read_text(encoding="utf-8"))
    said["variants"]["../elsewhere"] = said["variants"].pop("none")
    del said["sha256"]
    (many / NAME).write_text(json.dumps(sealed(said)), encoding="utf-8")
    with pytest.raises(DamagedRun, match="is another comparison than was written there"):
        comparisons_in(many)

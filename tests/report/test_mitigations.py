"""Mitigations in a report: other rules over the same lives where they were tried, and which commands would try more."""

from dataclasses import replace

import pytest
from tests.experiment.lively import law_alone, recipe
from tests.report.made import lettered, material

from xinyong.experiment.compare import compare_several
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import save_variants
from xinyong.reference.watch import play_watched
from xinyong.report.content import Bullets, Grid, words_of
from xinyong.report.gather import Playing, from_pair
from xinyong.report.mitigations import NOT_TRIED, SHOWN, mitigations_section


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Variants:
    others = {"none": law_alone(), "lettered": recipe(lettered())}
    small = [replace(one, days=28) for one in (recipe(), *others.values())]
    pairs = compare_several(small[0], tuple(small[1:]), play=play_watched, responses=("none",))
    return save_variants(Variants(dict(zip(others, pairs, strict=True))), tmp_path_factory.mktemp("mitigated") / "many")


def test_rules_laid_beside_the_same_scheme_stand_with_effect_and_price(many: Variants) -> None:
    pair = many.pairs["none"]
    where = str(many.directory / "none") if many.directory else ""
    found = mitigations_section(from_pair(pair, Playing("reference")), where)
    grid = next(one for one in found.blocks if isinstance(one, Grid))
    assert [words_of(row[0]) for row in grid.rows] == [f"{pair.a.scheme.name.en} as it is", "lettered", "none"]
    assert len(grid.head) == 1 + len(SHOWN)
    assert words_of(grid.rows[2][1]) == "0", "without a scheme nobody is restricted"
    assert f"xinyong report {many.directory}" in words_of(grid.note)


def test_what_was_not_tried_says_so_and_law_only_is_offered_where_it_can_be_played() -> None:
    found = mitigations_section(material(), "DIR")
    assert not [one for one in found.blocks if isinstance(one, Grid)]
    assert NOT_TRIED in {words_of(one.text) for one in found.blocks if hasattr(one, "text")}
    commands = [words_of(item) for one in found.blocks if isinstance(one, Bullets) for item in one.items]
    assert any(one.startswith("xinyong mend lettered --world ") for one in commands)
    assert not any("--with law-only" in one for one in commands), "this town has not its offices"

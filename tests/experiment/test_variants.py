"""Several sets of rules over the same lives: each comparison is the one it would be alone, and one table tells all."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from tests.audit.hand_made import no_scheme, rule
from tests.experiment.busy_town import busy_recipe
from tests.experiment.lively import DAYS, N_PEOPLE, law_alone, lively_town, recipe, strict
from tests.experiment.test_kept_comparisons import TRIES, Stopping, left_in

from xinyong.errors import DamagedRun, InputError, Stopped
from xinyong.experiment.asked import folder_of
from xinyong.experiment.compare import compare_recipes, compare_several
from xinyong.experiment.gaps import gap
from xinyong.experiment.kept_comparisons import SEVERAL
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.resume import resume_variants
from xinyong.experiment.several import Several, prepare_several, several_of
from xinyong.experiment.variants import Variants, compare_many
from xinyong.experiment.variants_store import check_variants, open_variants, save_variants
from xinyong.experiment.variants_table import Row
from xinyong.experiment.verify_bundle import verify
from xinyong.reference.watch import play_watched
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme


def milder() -> Scheme:
    """Return the strict scheme without points for petitions, and with fewer for theft."""
    rules = [rule("theft", "theft", -10), rule("donation", "donation", 5)]
    return strict(rules=rules).model_copy(update={"scheme": "milder"})


STORIES = ("none", "deterrence")


def others() -> dict[str, Recipe]:
    return {"milder": recipe(milder()), "none": law_alone()}


@pytest.fixture(scope="module")
def found() -> Variants:
    pairs = compare_several(recipe(), tuple(others().values()), play=play_watched, seeds=(1, 2), responses=STORIES)
    return Variants(dict(zip(others(), pairs, strict=True)))


def row(found: Variants, name: str, response: str = "none", reads: str = "") -> Row:
    return next(one for one in found.rows if (one.name, one.response, one.reads) == (name, response, reads))


def test_each_is_the_comparison_that_it_is_alone(found: Variants, tmp_path: Path) -> None:
    for name, other in others().items():
        alone = compare_recipes(recipe(), other, play=play_watched, seeds=(1, 2), responses=STORIES)
        save_pair(alone, tmp_path / f"{name}-alone")
        save_pair(found.pairs[name], tmp_path / name)
        assert left_in(tmp_path / name) == left_in(tmp_path / f"{name}-alone")


def test_the_first_and_the_law_are_played_once() -> None:
    told: list[tuple[int, int]] = []
    compare_several(recipe(), tuple(others().values()), play=play_watched, seeds=(1, 2), responses=("none",),
                    progress=lambda done, total: told.append((done, total)))  # fmt: skip
    assert told == [(done, 6) for done in range(1, 7)]  # three sets of rules, two seeds


def test_clauses_stand_as_each_has_them(found: Variants) -> None:
    points = row(found, "rules.theft.points", "")
    assert [cell.value for cell in points.cells][:2] == ["-20 points", "-10 points"]
    assert points.cells[2].why == "not in it"
    whole = row(found, "rules.theft", "")
    assert whole.cells[1].value == "changed in parts, see the rows below it"
    assert whole.cells[2].value is None
    names = [one.name for one in found.rows]
    assert names.index("rules.theft") < names.index("rules.theft.points")
    assert row(found, "rules.petition", "").cells[1].why == "not in it"
    assert all(one.part != "clause" or one.response == "" for one in found.rows)


def test_a_count_stands_with_its_difference_and_the_luck_of_that(found: Variants) -> None:
    days = row(found, "restricted_days")
    a, b, law = days.cells
    delta = found.pairs["milder"].deltas("none")["restricted_days"]
    assert (a.value, b.value, law.value) == (delta["a"], delta["b"], 0)
    assert (b.difference, b.luck_low, b.luck_high) == (delta["difference"], delta["low"], delta["high"])
    assert a.difference is None


def test_a_measure_of_each_side_stands_with_the_paired_luck(found: Variants) -> None:
    line = next(one for one in found.rows if one.part == "measure" and one.name == "wrongful_restricted_days")
    a, b, law = line.cells
    assert isinstance(a.value, float)
    assert law.value == 0
    assert b.difference == pytest.approx(b.value - a.value)  # type: ignore[operator]
    spread = found.pairs["milder"].gaps["none"]["wrongful_restricted_days"]
    assert (b.luck_low, b.luck_high) == (spread.low, spread.high)


def test_what_speaks_of_both_sides_says_which_is_held_against_which(found: Variants) -> None:
    against_a = row(found, "forgone", "deterrence", "what the variant changes against A")
    by_a = row(found, "forgone", "deterrence", "what A changes against the variant")
    assert [cell.value is None for cell in against_a.cells] == [True, False, True]
    assert [cell.value is None for cell in by_a.cells] == [True, True, False]


def test_a_gap_is_b_less_a_and_leaves_out_what_has_no_value(found: Variants) -> None:
    brief = tuple(one for one in found.pairs["none"].measures if len(one.seeds) <= 1 and one.response == "none")
    gaps = gap(type(found.pairs["none"].measures)(brief))
    a = next(one.value for one in brief if (one.name, one.side, one.group) == ("restricted_days", "a", "everybody"))
    assert gaps["restricted_days"] == -a  # type: ignore[operator]
    assert "forgone" not in gaps


def test_saved_it_is_opened_checked_and_the_table_is_the_one_shown(found: Variants, tmp_path: Path) -> None:
    saved = save_variants(found, tmp_path / "many")
    again = open_variants(tmp_path / "many")
    assert again.rows == found.rows
    assert json.dumps(again.as_json()) == json.dumps(saved.as_json())
    with (tmp_path / "many" / "table.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(found.rows)
    days = next(one for one in lines if (one["name"], one["response"]) == ("restricted_days", "none"))
    assert float(days["milder.difference"]) == row(found, "restricted_days").cells[1].difference
    checked = verify(tmp_path / "many", limit_seconds=0, engine="reference")
    assert checked.ok
    assert checked.files > 2
    save_variants(found, tmp_path / "many")  # an older one may be replaced


@pytest.mark.parametrize("what", ["table.csv", "milder/pair.json", "variants.json", "none/fates.parquet"])
def test_damage_is_named(found: Variants, tmp_path: Path, what: str) -> None:
    save_variants(found, tmp_path / "many")
    damaged = tmp_path / "many" / what
    damaged.write_bytes(damaged.read_bytes()[:-9] + b"123456789")
    with pytest.raises(DamagedRun):
        check_variants(tmp_path / "many")
    assert not verify(tmp_path / "many", limit_seconds=0).ok


def test_what_does_not_belong_there_is_named(found: Variants, tmp_path: Path) -> None:
    save_variants(found, tmp_path / "many")
    (tmp_path / "many" / "report.html").write_text("a page", encoding="utf-8")
    check_variants(tmp_path / "many")
    (tmp_path / "many" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DamagedRun, match=r"mine\.txt: belongs to no comparison"):
        check_variants(tmp_path / "many")


def test_a_swapped_comparison_is_found(found: Variants, tmp_path: Path) -> None:
    save_variants(found, tmp_path / "many")
    one, two, aside = (tmp_path / "many" / name for name in ("milder", "none", "aside"))
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
    with pytest.raises(DamagedRun, match="is another comparison than was written there"):
        check_variants(tmp_path / "many")


def asked() -> Several:
    """Return a scheme beside itself and beside ordinary law alone: one recipe is played in each of its three roles."""
    a = busy_recipe(n_people=100, days=28)
    rest = {"same": a, "none": Recipe(read_scheme("none"), a.world, 100, 28)}
    return Several(a, rest, (1, 2), ("deterrence",))


def test_cut_again_and_again_it_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole = SEVERAL.keep(asked(), tmp_path / "whole", threads=1)
    target = tmp_path / "cut"
    with pytest.raises(Stopped, match=r"go on with: xinyong resume .*cut"):
        SEVERAL.keep(asked(), target, threads=1, checkpoint_every=1, stop=Stopping(6))
    for _ in range(TRIES):
        try:
            found = resume_variants(target, stop=Stopping(17))
        except Stopped:
            assert not target.exists()
        else:
            break
    else:
        pytest.fail("it gets no further")
    assert found.rows == whole.rows
    assert not folder_of(target).exists()
    for name in whole.pairs:
        assert left_in(target / name) == left_in(tmp_path / "whole" / name)


def test_what_is_asked_for_goes_through_its_file() -> None:
    written = json.loads(json.dumps(asked().written()))
    again = several_of(written)
    assert again.written() == asked().written()
    assert again.place == asked().place


def how() -> dict[str, Any]:
    return {"world": lively_town(), "people": N_PEOPLE, "days": DAYS}


def test_by_record_with_names_that_stay_apart() -> None:
    found = prepare_several(strict(), [milder(), strict(), milder().model_copy(update={"about": "another"})], **how())
    assert list(found.others) == ["milder", strict().scheme, "milder-2"]


def test_one_other_or_the_same_twice_is_refused() -> None:
    with pytest.raises(InputError, match="found 1 to compare with, expected two or more"):
        prepare_several(strict(), [milder()], **how())
    with pytest.raises(InputError, match="found `milder` twice"):
        prepare_several(strict(), [milder(), milder()], **how())


def test_the_public_function_plays_them() -> None:
    found = compare_many(strict(), [milder(), no_scheme()], responses=["none"], engine="reference", **how())
    assert isinstance(found.pairs["milder"], Pair)
    said = found.as_json()
    assert said["columns"] == ["a", *found.pairs]
    assert said["synthetic"] is True

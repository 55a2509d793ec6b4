"""Sentences to print: at most six, each whole in itself, and none that says more than the audit does."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.audit.hand_made import no_scheme as law
from tests.experiment.busy_town import busy_recipe
from tests.experiment.several import saved_several, several
from tests.report.made import alone, material, recipe

from xinyong.audit.measure import Measures
from xinyong.audit.measures import MEASURES
from xinyong.errors import InputError
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.execute import perform
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import save_variants
from xinyong.reference.watch import play_watched
from xinyong.report.gather import Playing, from_pair
from xinyong.report.material import Material
from xinyong.report.numbers import whole
from xinyong.report.quote import MOST, NOT_SHOWN, WANTED, LeftOut, Quotations, quotations, quote
from xinyong.report.say import WORDINGS
from xinyong.results.saving import save


@cache
def seeded() -> Material:
    both = compare_recipes(recipe(law(), days=28), recipe(days=28), play=play_watched, seeds=(1, 2, 3))
    return from_pair(both, Playing("reference"))


@pytest.fixture(params=["material", "alone", "seeded"])
def found(request: pytest.FixtureRequest) -> tuple[Material, Quotations]:
    made: Material = {"material": material, "alone": alone, "seeded": seeded}[request.param]()
    return made, quotations(made)


def test_each_sentence_is_whole_in_itself(found: tuple[Material, Quotations]) -> None:
    made, told = found
    assert 0 < len(told.quotes) <= MOST
    for one in told.quotes:
        assert one.sentence.startswith(f"In a synthetic population of {whole(made.n_people)} people over ")
        assert re.search(r"as modelled(, beside [^,]+)?, if ", one.sentence)
        assert one.sentence.endswith(").")
        assert "1,000" in one.sentence.partition("as modelled")[2]
        assert one.range in one.sentence
        assert re.search(r"range|the same in all|no range", one.range)
        assert "luck" in one.range
        assert one.does_not_show
        assert not re.search(r"\d%", one.sentence.replace("95% over", ""))
        assert one.horizon_days == made.days


def test_figures_are_those_of_the_audit(found: tuple[Material, Quotations]) -> None:
    made, told = found
    known = {(m.name, m.response): m for column in made.columns for m in column.measures if m.group == "everybody"}
    for one in told.quotes:
        measure = known[one.measure, one.response]
        assert (one.value, one.low, one.high) == (measure.value, measure.low, measure.high)
    assert {*WANTED} <= {*MEASURES} & {*WORDINGS}
    said = [one.measure for one in told.quotes]
    assert said == [name for name in WANTED if name in said]


def test_what_is_not_said_says_why(found: tuple[Material, Quotations]) -> None:
    _, told = found
    assert not {one.measure for one in told.left_out} & {one.measure for one in told.quotes}
    assert all(one.why for one in told.left_out)
    text = told.text()
    assert all(said in text for said in NOT_SHOWN)
    assert all(f"Left out: {one.measure}: {one.why}" in text for one in told.left_out)


def test_a_run_alone_has_no_benefit_to_print() -> None:
    assert "prevented" in [one.measure for one in quotations(alone()).left_out]


def test_fewer_than_ten_people_are_not_printed() -> None:
    column = material().main
    measure = column.measures.one("clean_ever_restricted_share")
    few = replace(measure, value=1 / 5, numerator=1.0, denominator=5.0, why="")
    others = Measures(few if one is measure else one for one in column.measures)
    told = quotations(replace(material(), columns=(replace(column, measures=others), *material().columns[1:])))
    assert LeftOut("clean_ever_restricted_share", "it rests on fewer than ten people") in told.left_out


def test_luck_is_said_where_it_was_played() -> None:
    said = [one.range for one in quotations(seeded()).quotes]
    assert any(re.search(r"by luck .* 95% over 3 seeds", one) for one in said)
    assert not [one for one in said if "by luck −" in one]
    assert all("luck not played" in one.range for one in quotations(material()).quotes)


def test_nothing_to_print_is_said() -> None:
    empty = replace(alone().main, measures=Measures(
        replace(one, value=None, why="not asked", low=None, high=None) for one in alone().main.measures
    ))  # fmt: skip
    told = quotations(replace(alone(), columns=(empty,)))
    assert told.quotes == ()
    assert told.text().startswith("There is nothing to print")


def test_as_data_they_are_the_same() -> None:
    told = quotations(material())
    plain = told.as_json()
    assert plain["synthetic"] is True
    assert [one["sentence"] for one in plain["quotes"]] == [one.sentence for one in told.quotes]
    assert plain["does_not_show"] == list(NOT_SHOWN)


def test_a_sample_is_told_as_it_lies(tmp_path: Path) -> None:
    sampled = perform(replace(busy_recipe(n_people=200, days=56), sample=40), engine="reference")
    save(sampled, tmp_path / "sampled")
    told = quote(tmp_path / "sampled")
    assert "prevented" in [one.measure for one in told.left_out]
    assert told.quotes


def test_several_comparisons_share_the_sentences(tmp_path: Path) -> None:
    told = quote(saved_several(tmp_path / "many"))
    shares = Counter(one.variant for one in told.quotes)
    assert set(shares) == {"milder", "none"}
    assert max(shares.values()) <= MOST // 2
    assert {one.variant for one in told.left_out} <= {"milder", "none"}
    assert "   Of the comparison with: milder" in told.text()
    assert len(told.sources) == told.text().count("\nSource: ") == 2


def test_more_than_three_comparisons_are_too_many_for_six_sentences(tmp_path: Path) -> None:
    pair = several().first
    save_variants(Variants(dict.fromkeys("abcd", pair)), tmp_path / "many")
    with pytest.raises(InputError, match=r"found 4 comparisons \(a, b, c, d\), and 6 sentences tell at most 3"):
        quote(tmp_path / "many")

import pytest
from tests.experiment.lively import recipe

from xinyong.audit.measure import EVERYBODY, Measures
from xinyong.experiment.audited import audited, beside_law
from xinyong.experiment.pair import Pair
from xinyong.vocabulary import ONE_SIDED


@pytest.fixture(scope="module")
def told() -> list[tuple[str, int, int]]:
    return []


@pytest.fixture(scope="module")
def found(told: list[tuple[str, int, int]]) -> Measures:
    def progress(label: str, done: int, total: int) -> None:
        told.append((label, done, total))

    return audited(recipe(days=14), engine="reference", progress=progress)


def test_a_run_stands_beside_ordinary_law_in_every_scenario() -> None:
    found: Pair = beside_law(recipe(days=7, response="deterrence"), engine="reference")
    assert list(found.columns) == ["none", "deterrence", *ONE_SIDED]
    assert found.b.scheme.scheme == "none"
    assert found.main.baseline == "b"


def test_further_seeds_follow_its_own() -> None:
    found = beside_law(recipe(days=7, seed=2), seeds="1..3", engine="reference")
    assert found.seeds == (2, 1, 3)


def test_only_its_own_side_is_audited(found: Measures) -> None:
    assert {measure.side for measure in found} == {"a", "pair"}
    assert {measure.response for measure in found} == {"none", "deterrence", *ONE_SIDED}


def test_each_figure_says_what_it_rests_on(found: Measures) -> None:
    items = found.one("negative_items")
    assert items.response == "none"
    assert "world:sights.theft.police.share" in items.rests_on
    assert items.echo is False
    forgone = next(m for m in found.named("forgone") if m.response == "deterrence" and m.group == EVERYBODY)
    assert forgone.echo is True


def test_progress_names_what_is_done(found: Measures, told: list[tuple[str, int, int]]) -> None:
    assert found
    labels = [label for label, _, _ in told]
    assert list(dict.fromkeys(labels)) == ["runs", "values moved, response none", "values moved, response deterrence"]
    assert all(done <= total for _, done, total in told)


def test_what_is_not_tried_stays_open() -> None:
    found = audited(recipe(days=7), engine="reference", echo_people=0)
    assert {measure.echo for measure in found if measure.side == "a"} == {None}
    assert found.one("negative_items").rests_on == ()

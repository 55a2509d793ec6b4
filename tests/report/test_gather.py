from tests.audit.hand_made import no_scheme
from tests.report.made import alone, material, pair, recipe, run

from xinyong.experiment.compare import compare_recipes
from xinyong.reference.watch import play_watched
from xinyong.report.gather import Playing, from_pair, from_run
from xinyong.report.material import LAW_ALONE
from xinyong.results.digest import result_sha256
from xinyong.vocabulary import ONE_SIDED


def test_a_pair_is_told_from_the_side_with_a_scheme() -> None:
    turned = compare_recipes(recipe(), recipe(no_scheme()), play=play_watched, responses=["none"])
    found = from_pair(turned, Playing("reference", echo_people=0))
    assert found.scheme.scheme == material().scheme.scheme == "lettered"
    assert found.against == material().against == LAW_ALONE
    assert result_sha256(found.outcome) == result_sha256(material().outcome)


def test_the_other_end_is_played_where_something_is_unknown() -> None:
    other = material().main.other_end
    assert other is not None
    assert other.flows.shape == material().outcome.flows.shape
    assert result_sha256(other) != result_sha256(material().outcome)
    assert material().columns[1].other_end is None


def test_a_run_gets_ordinary_law_and_the_family_beside_it() -> None:
    found = from_run(run(), Playing("reference", echo_people=0))
    assert [column.response for column in found.columns] == ["none", "deterrence", *ONE_SIDED]
    assert found.manifest is run().manifest
    assert found.main.measures == material().main.measures


def test_a_run_alone_plays_nothing() -> None:
    assert len(alone().columns) == 1
    assert alone().responding is None
    assert alone().main.baseline is None


def test_what_each_figure_rests_on_is_tried_when_asked() -> None:
    short = compare_recipes(recipe(no_scheme(), days=14), recipe(days=14), play=play_watched, responses=["none"])
    told: list[tuple[int, int]] = []
    with_ = Playing("reference", echo_people=100, progress=lambda done, total: told.append((done, total)))
    found = from_pair(short, with_).main.measures.one("negative_items")
    assert found.rests_on
    assert found.echo is not None
    assert told[-1][0] == told[-1][1] > 10
    assert pair().measures.one("negative_items").echo is None


def test_luck_stands_apart() -> None:
    seeds = compare_recipes(
        recipe(no_scheme(), days=28), recipe(days=28), play=play_watched, seeds=(1, 2), responses=["none"]
    )
    found = from_pair(seeds, Playing("reference", echo_people=0))
    assert {len(one.seeds) for one in found.main.measures} == {1}
    assert {len(one.seeds) for one in found.main.luck} == {2}

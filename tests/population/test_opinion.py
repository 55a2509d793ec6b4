"""What chosen support does to shares, by stratum, and when chosen opposition reaches a share."""

from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.files.evidence import Cited
from xinyong.population.odds import odds
from xinyong.population.opinion import first_week_end_with
from xinyong.population.people import people
from xinyong.population.politics import Politics
from xinyong.population.world import World
from xinyong.vocabulary import WIDE


def support(
    make: SimpleNamespace, share: float, opts_in: float = 3, objects: float = 0.5, **more: Any
) -> dict[str, Any]:
    return {
        "support": {
            "share": make.cited(share, "share"),
            "measured": make.cited(0.5, "share"),
            "opts_in": make.cited(opts_in, "ratio"),
            "objects": make.cited(objects, "ratio"),
            **more,
        }
    }


def opting_in(world: World) -> list[float]:
    return [one / WIDE for one in odds(world, people(world, 100)).opt_in.tolist()]


def test_at_the_measured_share_support_changes_nothing(make: SimpleNamespace) -> None:
    plain, measured = make.town(), make.town(politics=support(make, 0.5))
    both = [odds(world, people(world, 100)) for world in (plain, measured)]
    for name in ("opt_in", "objects_mistaken", "objects_right"):
        before, after = (getattr(one, name).tolist() for one in both)
        assert after == pytest.approx(before, abs=1)


def test_supporters_who_do_it_as_often_as_others_change_nothing(make: SimpleNamespace) -> None:
    assert opting_in(make.town(politics=support(make, 0.9, 1, 1))) == pytest.approx(opting_in(make.town()))


def test_more_support_means_more_who_opt_in_and_fewer_who_object(make: SimpleNamespace) -> None:
    # With r = 3 and half in favour where it was measured, the stated 0.4 is 0.2 of the others and 0.6 of supporters.
    assert opting_in(make.town(politics=support(make, 0))) == pytest.approx([0.2] * len(opting_in(make.town())))
    assert opting_in(make.town(politics=support(make, 1))) == pytest.approx([0.6] * len(opting_in(make.town())))
    world = make.town(politics=support(make, 1))
    mistaken = odds(world, people(world, 100)).objects_mistaken / WIDE
    assert mistaken.tolist() == pytest.approx([0.25 * 0.5 / 0.75] * len(mistaken))


def test_a_group_that_approves_more_opts_in_more_and_the_mean_stays(make: SimpleNamespace) -> None:
    world = make.town(politics=support(make, 0.5, ratios=[make.ratio(1.5, age="old")]))
    crowd = people(world, 100)
    table, weights = odds(world, crowd).opt_in, crowd.weights()
    by_age = {levels["age"]: int(one) for levels, one in zip(crowd.strata, table, strict=True)}
    assert by_age["old"] > by_age["middle"]
    mean = sum(int(t) * w for t, w in zip(table, weights, strict=True)) / sum(weights)
    assert mean == pytest.approx(0.4 * WIDE)


def test_nobody_is_surer_than_certain(make: SimpleNamespace) -> None:
    opt_in = make.cited(0.9, "share")
    assert set(opting_in(make.town(opt_in=opt_in, politics=support(make, 1, 5)))) == {1.0}


@pytest.mark.parametrize(
    ("wanted", "start_day", "expected"),
    [(0.2, 0, 14), (0.3, 0, 14), (0.5, 0, 28), (0.6, 0, None), (0.2, 10, 14), (0.2, 14, 28), (0.5, 40, 42), (0, 3, 7)],
)
def test_the_end_of_the_first_week_in_which_opposition_reaches_a_share(
    make: SimpleNamespace, wanted: float, start_day: int, expected: int | None
) -> None:
    # 30 % from day 9, 10 % from day 14 to day 22, 50 % from then on; weeks end before days 7, 14, 21, 28 …
    days = {"first": ("2010-01-10", 0.3), "calm": ("2010-01-15", 0.1), "last": ("2010-01-23", 0.5)}
    steps = [{"id": name, "from": day, "share": make.cited(value, "share")} for name, (day, value) in days.items()]
    world = make.bare(first_day="2010-01-01", politics={"opposition": steps})
    assert first_week_end_with(world, Cited.model_validate(make.cited(wanted, "share")), start_day) == expected


def test_without_a_choice_there_is_no_opposition(make: SimpleNamespace) -> None:
    assert first_week_end_with(make.bare(), Cited.model_validate(make.cited(0.1, "share")), 0) is None


def test_steps_of_opposition_come_in_their_order(make: SimpleNamespace) -> None:
    step = {"from": "2010-01-10", "share": make.cited(0.3, "share")}
    with pytest.raises(ValueError, match="steps of `opposition` are in the order of their dates"):
        Politics.model_validate({"opposition": [step | {"id": "one"}, step | {"id": "two"}]})

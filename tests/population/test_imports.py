"""A bad file names many people on one day; a file that names nobody changes nothing."""

from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import share
from tests.oracle.nation import nation
from tests.oracle.plain import act, channel, desk, false_report, objection, plain_scheme, plain_trial, plain_world
from tests.population.test_funnel import TWO_SEXES

from xinyong.engine import play as engine
from xinyong.errors import InputError
from xinyong.population.read import world_from_text
from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.vocabulary import IMPORT_ITEM, WIDE, Cause

QUIET: dict[str, Any] = {"acts": [act("theft", "theft", 0)], "sights": [], "services": []}
"""A world in which nothing ever comes up, so that every week is quiet."""


def file(part: float = 1, **more: Any) -> dict[str, Any]:
    return {"id": "bad", "date": "2020-01-10", "channel": "camera", "act": "theft", "share": share(part), **more}


def listed(world: World, **changes: Any) -> Any:
    return play(plain_trial(plain_scheme(consequences=[]), world, **changes))


def test_everybody_in_the_file_gets_one_record_of_the_same_day_even_in_a_quiet_week() -> None:
    trial = plain_trial(plain_scheme(consequences=[]), plain_world(**QUIET, imports=[file()]))
    outcome, fast = play(trial), engine.play(trial, threads=1)
    ledger = outcome.ledger
    assert ledger["recipient"].tolist() == trial.people.ids().tolist()
    assert {name: set(ledger[name].tolist()) for name in ("day", "act_day", "cause", "true_act", "origin_item")} == {
        "day": {10}, "act_day": {9}, "cause": {int(Cause.FABRICATED)}, "true_act": {-1}, "origin_item": {IMPORT_ITEM},
    }  # fmt: skip
    assert result_sha256(fast) == result_sha256(outcome)


def test_the_share_of_the_file_is_the_share_of_those_whom_it_is_about() -> None:
    world = plain_world(**QUIET, **TWO_SEXES, imports=[file(0.3, who={"sex": "man"})])
    outcome = listed(world, n_people=4000, days=14)
    strata = outcome.trial.people.strata
    sexes = {strata[s]["sex"] for s in outcome.trial.people.strata_of(outcome.ledger["recipient"]).tolist()}
    assert sexes == {"man"}
    assert abs(len(outcome.ledger["day"]) / 2000 - 0.3) < 0.04


def test_a_file_of_one_place_names_nobody_elsewhere() -> None:
    world = nation(**{key: QUIET[key] for key in ("acts", "sights", "services")}, imports=[file(place="west")])
    outcome = play(plain_trial(plain_scheme(consequences=[]), world))
    places = outcome.trial.people.places_of(outcome.ledger["recipient"])
    assert set(places.tolist()) == {1}
    assert outcome.trial.odds.import_share.tolist() == [[[0], [WIDE]]]


@pytest.mark.parametrize("harmless", [file(0), file(date="2019-12-31"), file(date="2030-01-01")])
def test_a_file_that_names_nobody_changes_nothing(harmless: dict[str, Any]) -> None:
    with_it, without = (plain_trial(world=plain_world(imports=imports)) for imports in ([harmless], []))
    assert result_sha256(play(with_it)) == result_sha256(play(without))
    assert result_sha256(engine.play(with_it, threads=1)) == result_sha256(play(without))


def test_errors_that_come_at_once_wait_longer_for_a_desk_than_errors_spread_over_the_weeks() -> None:
    desks = [desk("office", capacity=500)]
    scheme = plain_scheme(objection=objection(), consequences=[])
    spread = channel("camera", false_reports=[false_report("theft", 365 / 70)])
    bare = {key: QUIET[key] for key in ("acts", "sights", "services")}
    outcomes = [
        play(plain_trial(scheme, plain_world(**bare, desks=desks, **more), days=140))
        for more in ({"imports": [file()]}, {"channels": [spread]})
    ]
    waits = []
    for outcome in outcomes:
        heard = outcome.ledger["decided"] >= 0
        waits.append(float(np.mean((outcome.ledger["decided"] - outcome.ledger["filed"])[heard])))
    assert waits[0] > waits[1]


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"act": "arson"}, "found `arson`, expected one of the declared acts"),
        ({"channel": "owl"}, "found `owl`, expected one of the declared channels"),
        ({"place": "nowhere"}, "found `nowhere`, expected one of the declared places"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(slip: dict[str, Any], said: str) -> None:
    world = plain_world(imports=[file(**slip)])
    with pytest.raises(InputError, match=said):
        world_from_text(world.model_dump_json(by_alias=True, exclude_none=True))
    with pytest.raises(InputError, match=r"imports\.bad"):
        plain_trial(world=world)


def test_a_level_that_nobody_has_is_refused() -> None:
    with pytest.raises(InputError, match=r"imports\.bad\.who: nobody in this world has sex `man`"):
        plain_trial(world=plain_world(imports=[file(who={"sex": "man"})]))

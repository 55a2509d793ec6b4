"""What a difference is made up of, where one thing at a time differs; and that the parts always add up."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.audit.hand_made import DAYS, MAN, WOMAN, cited, ids_of, outcome_of, town, trial_of

from xinyong.audit.disparity import disparity
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.population.world import World

THEFT, NOISE, PETITION = 0, 1, 2
EVEN = 198
"""So many people of the town are half men and half women, to the person."""
MEN, WOMEN = (ids_of(trial_of(n_people=EVEN), stratum)[:60] for stratum in (MAN, WOMAN))
PARTS = ("conduct", "rule", "exposure", "error", "remedy")

Row = Mapping[str, int]


def side(people: list[int], *, taken: int, recorded: int, rows: int, act: str = "theft", days: int = 5,
         **more: int) -> dict[str, Any]:  # fmt: skip
    """Return what one sex did and got: acts, records, and an entry each for so many people, who are restricted."""
    number = {"theft": THEFT, "petition": PETITION}[act]
    entry = {"day": 10, "until": 110, "ended": 110, "true_act": number, "origin_act": number, **more}
    ledger = [{"recipient": who, **entry} for who in people[:rows]]
    subjects = [{"subject": who, "restricted_days": days, "first_restricted": 10,
                 **({"protected_days": days} if act == "petition" else {}),
                 **({"wrongful_days": days} if more.get("cause") else {}),
                 **({"twofold_days": days} if act == "petition" and more.get("cause") else {})}
                for who in people[:rows]]  # fmt: skip
    flows = {f"taken.{act}": taken, f"recorded.{act}": recorded, "restricted_days": rows * days}
    return {"ledger": ledger, "subjects": subjects, "flows": flows}


def found(men: dict[str, Any], women: dict[str, Any], world: World | None = None) -> Measures:
    flows: dict[str, dict[int, int]] = {}
    for stratum, one in ((MAN, men), (WOMAN, women)):
        for name, count in one["flows"].items():
            flows.setdefault(name, {})[stratum] = count
    outcome = outcome_of(
        trial_of(world=world, n_people=EVEN), ledger=[*men["ledger"], *women["ledger"]],
                         subjects=[*men["subjects"], *women["subjects"]], flows=flows)  # fmt: skip
    whole = everybody(outcome)
    return disparity(whole, list(by_trait_level(whole)))


def parts(measures: Measures, group: str = "sex: man") -> dict[str, float]:
    """Return the parts that are not zero; they add up to the whole."""
    values = {name: measures.one(f"disparity_difference.{name}", group).value or 0.0 for name in PARTS}
    assert sum(values.values()) == pytest.approx(measures.one("disparity_difference", group).value)
    return {name: value for name, value in values.items() if abs(value) > 1e-9}


def test_more_misdeeds_are_conduct() -> None:
    measures = found(side(MEN, taken=40, recorded=20, rows=20), side(WOMEN, taken=20, recorded=10, rows=10))
    assert set(parts(measures)) == {"conduct"}
    whole = 1000 * 50 / (EVEN / 2) * 365 / DAYS
    assert measures.one("disparity_difference", "sex: man").value == pytest.approx(whole)


def test_more_of_the_same_misdeeds_seen_is_exposure() -> None:
    measures = found(side(MEN, taken=40, recorded=20, rows=20), side(WOMEN, taken=40, recorded=10, rows=10))
    assert set(parts(measures)) == {"exposure"}


def test_acts_under_a_right_are_the_rule_whoever_does_them() -> None:
    more: dict[str, Any] = {"protected": 1}
    measures = found(side(MEN, taken=40, recorded=20, rows=20, act="petition", **more),
                     side(WOMEN, taken=20, recorded=10, rows=10, act="petition", **more))  # fmt: skip
    assert set(parts(measures)) == {"rule"}
    alone = found(side(MEN, taken=40, recorded=20, rows=20, act="petition", **more),
                  side(WOMEN, taken=0, recorded=0, rows=0, act="petition"))  # fmt: skip
    assert set(parts(alone)) == {"rule"}


def test_more_days_for_the_same_entries_are_the_rule() -> None:
    measures = found(side(MEN, taken=40, recorded=20, rows=20, days=9), side(WOMEN, taken=40, recorded=20, rows=20))
    assert set(parts(measures)) == {"rule"}


def test_entries_about_no_act_are_error() -> None:
    more: dict[str, Any] = {"cause": 2, "true_act": -1}
    measures = found(
        side(MEN, taken=0, recorded=20, rows=20, **more), side(WOMEN, taken=0, recorded=10, rows=10, **more)
    )
    assert set(parts(measures)) == {"error"}


def test_entries_corrected_sooner_are_remedy() -> None:
    """Women's entries are struck out half way, and restrict them half as long."""
    women = side(WOMEN, taken=40, recorded=20, rows=20, days=10, ended=60, outcome=2, reversed=1)
    measures = found(side(MEN, taken=40, recorded=20, rows=20, days=20), women)
    assert set(parts(measures)) == {"remedy"}


def test_days_on_which_an_entry_stood_too_long_are_remedy() -> None:
    """Men's entries stay for 100 days after their term, and restrict them twice as long."""
    men = side(MEN, taken=40, recorded=20, rows=20, days=20, ended=210, overdue=110)
    for one in men["subjects"]:
        one["wrongful_days"] = 10
    measures = found(men, side(WOMEN, taken=40, recorded=20, rows=20, days=10))
    assert set(parts(measures)) == {"remedy"}


def test_days_of_people_without_an_entry_are_the_rule() -> None:
    """The series counts more days than the people with rows had: of those whom the scheme restricts from the start."""
    men = side(MEN, taken=40, recorded=20, rows=20)
    men["flows"]["restricted_days"] += 500
    assert set(parts(found(men, side(WOMEN, taken=40, recorded=20, rows=20)))) == {"rule"}


def test_several_differences_add_up_and_the_other_side_is_the_negative() -> None:
    measures = found(side(MEN, taken=60, recorded=20, rows=15, days=9, ended=80),
                     side(WOMEN, taken=20, recorded=15, rows=12, days=4))  # fmt: skip
    men, women = parts(measures), parts(measures, "sex: woman")
    assert set(men) == {"conduct", "rule", "exposure", "remedy"}
    assert women == {name: pytest.approx(-value) for name, value in men.items()}


def watched(women: float = 1) -> World:
    """Return the town with half of all petitions seen by the police, of women so many times as many."""
    police = town().channels[0].model_dump(by_alias=True) | {
        "coverage": [{"levels": {"sex": "woman"}, "ratio": cited(women, "ratio")}]
    }
    sights = [{"act": "petition", "channel": "police", "share": cited(0.5, "share")}]
    return town(channels=[police], sights=sights)


def misread(people: list[int], *, taken: int, wrong: int, protected: int = 0) -> dict[str, Any]:
    """Return what came of petitions of which some are taken for noise; those enter, and restrict for 5 days each."""
    made = side(people, taken=taken, recorded=0, rows=wrong, act="petition", cause=3, protected=protected)
    made["flows"]["recorded.noise"] = wrong
    for row in made["ledger"]:
        row["act"] = NOISE
    return made


def test_the_same_misreading_of_people_who_are_seen_more_is_exposure() -> None:
    measures = found(misread(MEN, taken=60, wrong=20), misread(WOMEN, taken=60, wrong=10), watched(0.5))
    assert set(parts(measures)) == {"exposure"}


def test_more_misreading_of_as_much_that_is_seen_is_error() -> None:
    measures = found(misread(MEN, taken=60, wrong=20), misread(WOMEN, taken=60, wrong=10), watched())
    assert set(parts(measures)) == {"error"}


def test_more_acts_under_a_right_that_are_misread_alike_are_the_rule() -> None:
    measures = found(misread(MEN, taken=60, wrong=20, protected=1), misread(WOMEN, taken=30, wrong=10, protected=1),
                     watched())  # fmt: skip
    assert set(parts(measures)) == {"rule"}

from typing import Any

import pytest
from tests.audit.hand_made import MAN, NONE, WOMAN, cited, ids_of, ladder, outcome_of, town, trial_of

from xinyong.audit.access import access, reached
from xinyong.audit.reading import Facts, everybody
from xinyong.population.world import World
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme

OLD, YOUNG = MAN, WOMAN


def aged() -> World:
    """Return the town with people told apart by age instead of by sex."""
    shares = [{"levels": {"age": level}, "share": cited(0.5, "share")} for level in ("old", "young")]
    return town(traits={"age": ["old", "young"]}, margins=[{"id": "by-age", "traits": ["age"], "shares": shares}])


def entries(ids: list[int], **more: Any) -> list[dict[str, int]]:
    return [{"recipient": one, "day": 3, **more} for one in ids]


def lived(scheme: Scheme | None = None) -> Outcome:
    """Of 20 old people with an entry 2 are told and nobody objects; of 40 young ones 30 are told, 20 object, 10 of
    those in time are answered and 4 are put right; 3 object too late."""
    trial = trial_of(scheme, aged())
    old, young = ids_of(trial, OLD), ids_of(trial, YOUNG)
    ledger = [
        *entries(old[:2], noticed=4),
        *entries(old[2:20]),
        *entries(young[:4], noticed=4, filed=5, decided=9, reversed=1),
        *entries(young[4:10], noticed=4, filed=5, decided=9),
        *entries(young[10:20], noticed=4, filed=5),
        *entries(young[20:23], noticed=4, filed=90, late=1),
        *entries(young[23:30], noticed=4),
        *entries(young[30:40]),
        # A second entry counts nobody twice, and one in favour nobody at all.
        {"recipient": young[0], "day": 30, "noticed": 31},
        {"recipient": old[50], "day": 30, "noticed": 31, "adverse": 0, "points": 5},
    ]
    return outcome_of(trial, ledger=ledger)


def test_each_step_by_level() -> None:
    old, young = reached(Facts(lived()))
    assert (old.trait, old.level, old.with_entry, old.told, old.objected, old.decided, old.put_right) == (
        "age", "old", 20, 2, 0, 0, 0)  # fmt: skip
    assert (young.with_entry, young.told, young.objected, young.decided, young.put_right) == (40, 30, 20, 10, 4)
    assert young.share("reversed") == pytest.approx(0.4)
    assert old.share("reversed") is None


def test_the_widest_gap_and_who_stands_at_its_ends() -> None:
    found = access(everybody(lived()))
    assert found.one("access_gap.told").value == pytest.approx(30 / 40 - 2 / 20)
    assert found.one("access_gap.told.age").value == found.one("access_gap.told").value
    assert found.one("access_gap.objected").value == pytest.approx(0.5)
    assert found.one("access_gap").value == pytest.approx(0.65)
    assert found.one("access_gap").caveat.startswith("told: age old against age young. ")
    assert found.one("access_gap").denominator is None


def test_a_step_that_too_few_took_has_no_gap() -> None:
    found = access(everybody(lived())).one("access_gap.reversed")
    assert found.value is None
    assert "no two levels have 10 people" in found.why


def test_where_nobody_is_heard_there_is_no_gap_in_objecting() -> None:
    found = access(everybody(lived(ladder(objection=NONE))))
    assert found.one("access_gap.objected").value is None
    assert "no scheme of this run has an objection clause" in found.one("access_gap.objected").why
    assert found.one("access_gap").value == pytest.approx(0.65)


def test_a_world_without_such_a_trait_says_so() -> None:
    found = access(everybody(outcome_of(trial_of())))
    assert [one.value for one in found] == [None] * 4
    assert found.one("access_gap").why.startswith("no such trait")

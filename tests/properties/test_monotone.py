"""Harder on paper is harder in fact; an objection that always fails is no objection."""

import numpy as np
import pytest
from tests.oracle.cases import Case, first_cases
from tests.oracle.cited import NONE, Json, share
from tests.oracle.equal import table_differences
from tests.oracle.plain import desk, objection, plain_scheme, plain_trial, plain_world, rule, score
from tests.oracle.rewrite import rewritten

from xinyong.reference.play import play
from xinyong.results.outcome import Outcome

MARKS = (
    "filed", "late", "decided", "reversed", "review_filed", "review_decided", "review_reversed", "reviews_filed",
    "reviews_decided", "reviews_reversed",
)  # fmt: skip


@pytest.mark.parametrize("method", ["sum", "running"])
def test_raising_every_penalty_raises_no_score(method: str) -> None:
    """Conduct is held fixed: nobody responds. Floors and ceilings are near, good deeds earn, entries end."""
    validity = 10 if method == "sum" else None

    def played(theft: int, prayer: int) -> Outcome:
        rules = [rule(size=theft, validity=validity), rule("prayer", "prayer", prayer, validity=validity),
                 rule("help", "help", 9, validity=validity)]  # fmt: skip
        bounds = score(method, floor=60, ceiling=110)
        return play(plain_trial(plain_scheme(score=bounds, rules=rules), plain_world(), days=70))

    mild, hard = played(-5, -2), played(-8, -20)
    assert np.array_equal(mild.subjects["subject"], hard.subjects["subject"])
    assert (hard.subjects["score"] <= mild.subjects["score"]).all()
    assert (hard.subjects["score"] < mild.subjects["score"]).any()
    assert (hard.subjects["restricted_days"] >= mild.subjects["restricted_days"]).all()


def suspends(case: Case) -> bool:
    return getattr(case.scheme.objection, "suspends", False)


def never_reversed(text: Json) -> None:
    for office in text["desks"]:
        office.update(reverses_mistaken=share(0), reverses_right=share(0))


def check_only_marks_differ(a: Outcome, b: Outcome) -> None:
    """Hold two runs equal but for what was filed and decided."""
    left = {name: column for name, column in a.ledger.items() if name not in MARKS}
    right = {name: column for name, column in b.ledger.items() if name not in MARKS}
    assert table_differences("ledger", left, right) == []
    assert table_differences("foreign", a.foreign, b.foreign) == []
    assert table_differences("subjects", a.subjects, b.subjects) == []
    kept = [index for index, name in enumerate(a.layout.names) if name not in MARKS]
    assert np.array_equal(a.flows[:, kept], b.flows[:, kept])


@pytest.mark.parametrize(
    "case", first_cases(3, lambda case: case.world.objecting and not case.members and not suspends(case))
)
def test_objections_that_always_fail_are_no_objections(case: Case) -> None:
    world = rewritten(case.world, never_reversed)
    unheard = rewritten(case.scheme, lambda text: text.update(objection=NONE))
    check_only_marks_differ(play(case.trial(world=world)), play(case.trial(world=world, scheme=unheard)))


def test_a_desk_without_capacity_decides_nothing() -> None:
    scheme = plain_scheme(objection=objection())
    idle = play(plain_trial(scheme, plain_world(desks=[desk("office", capacity=0)])))
    busy = play(plain_trial(scheme, plain_world(desks=[desk("office")])))
    row = idle.layout.row
    assert idle.flows[:, row["filed"]].sum() > 0
    assert np.array_equal(idle.flows[:, row["filed"]], busy.flows[:, row["filed"]])
    assert idle.flows[:, row["decided"]].sum() == 0 < busy.flows[:, row["decided"]].sum()
    assert len(idle.sittings["day"]) == 0

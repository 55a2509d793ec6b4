from typing import Any

from tests.audit.hand_made import MAN, NONE, WHY, cited, ids_of, ladder, outcome_of, trial_of

from xinyong.audit.measure import Measures
from xinyong.audit.memory import memory
from xinyong.audit.reading import everybody
from xinyong.scheme.clauses import Scheme


def found(*entries: dict[str, int], scheme: Scheme | None = None) -> Measures:
    trial = trial_of(scheme)
    number = ids_of(trial, MAN)[0]
    return memory(everybody(outcome_of(trial, ledger=[{"recipient": number, "day": 100, **one} for one in entries])))


def test_half_of_the_entries_are_gone_by_the_median_of_their_ends() -> None:
    one = found(
        {"ended": 110, "outcome": 1}, {"ended": 120, "outcome": 3}, {"ended": 130, "outcome": 2}, {},
        {"ended": 101, "outcome": 1, "adverse": 0},
    ).one("entry_half_life_days")  # fmt: skip
    assert one.value == 20
    assert (one.numerator, one.denominator) == (3, 4)


def test_entries_that_outlast_the_run_or_end_with_the_scheme_are_not_seen_to_go() -> None:
    one = found({}, {"ended": 150, "outcome": 4}, {"ended": 110, "outcome": 1}).one("entry_half_life_days")
    assert one.value is None
    assert "1 of 3 were seen half gone" in one.why


def test_a_decaying_score_works_an_entry_off() -> None:
    running: dict[str, Any] = {"method": "running", "start": cited(100, "point"), "floor": NONE, "ceiling": NONE}
    decay = {"points": cited(5, "point"), "every": cited(7, "day"), **WHY}
    # Half of 20 points takes two steps of 5, half of 30 takes three.
    scheme = ladder(score={**running, "decay": decay})
    assert found({}, scheme=scheme).one("entry_half_life_days").value == 14
    assert found({"points": -30}, scheme=scheme).one("entry_half_life_days").value == 21


def test_spent_entries_and_those_shown_all_the_same() -> None:
    measures = found(
        {"ended": 110, "outcome": 1, "published": 100, "shown_until": -1},
        {"ended": 110, "outcome": 1, "published": 100, "shown_until": 120},
        {"ended": 110, "outcome": 1},
        {"published": 100},
    )
    assert measures.one("spent_entries_share").value == 0.75
    assert measures.one("spent_entries_share.still_shown").value == 0.25


def test_nothing_entered_is_no_share() -> None:
    assert [one.value for one in found()] == [None] * 3

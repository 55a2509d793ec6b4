import numpy as np
import pytest
from tests.audit.hand_made import MAN, WHY, WOMAN, ladder, outcome_of, town, trial_of

from xinyong.audit.fates import BOTH, ONLY_BASELINE, Counterpart, Fates
from xinyong.audit.forgone import UNTOLD, forgone
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

THEFT, PETITION, WORSHIP = 0, 2, 3
LATER = 40
"""A window of the fourth month after."""
END = 182
"""The scheme ends on this day, the first of window 26."""


def halted() -> Scheme:
    return ladder(halt={"on": "2020-07-01", **WHY})


def fates(trial: Trial) -> Fates:
    """Return fates in which a quarter is forgone before the end, a tenth in the month after, and nothing later."""
    found = np.zeros((len(trial.windows), len(town().acts), 2, 4), np.int64)
    found[3, PETITION, MAN, [ONLY_BASELINE, BOTH]] = 5, 10
    found[9, WORSHIP, WOMAN, [ONLY_BASELINE, BOTH]] = 0, 5
    found[27, PETITION, MAN, [ONLY_BASELINE, BOTH]] = 1, 9
    if len(found) > LATER:
        found[LATER, PETITION, MAN, [ONLY_BASELINE, BOTH]] = 0, 20
    found[:, THEFT, MAN, ONLY_BASELINE] = 7
    return Fates(found)


def found(response: str = "deterrence", scheme: Scheme | None = None) -> Measures:
    trial = trial_of(scheme or halted(), response=response)
    return forgone(everybody(outcome_of(trial)), Counterpart(outcome_of(trial_of()), fates(trial)))


def test_while_the_scheme_governs_and_after_its_end() -> None:
    assert found().one("forgone.during").value == pytest.approx(5 / 20)
    assert found().one("forgone.after-1-month").value == pytest.approx(1 / 10)
    assert found().one("forgone.after-4-months").value == 0.0
    assert found().one("forgone.after-4-months").denominator == 20
    assert found().one("forgone.after-12-months").value is None
    assert found().one("forgone.during").echo is True


def test_a_scheme_that_does_not_end_has_no_afterwards() -> None:
    measures = found(scheme=ladder())
    assert measures.one("forgone.during").denominator == 50
    assert measures.one("forgone.after-1-month").why == "the scheme does not end in this run"


def test_a_run_that_stops_sooner_says_so() -> None:
    trial = trial_of(halted(), response="deterrence", days=END + 60)
    measures = forgone(everybody(outcome_of(trial)), Counterpart(outcome_of(trial), fates(trial)))
    assert measures.one("forgone.after-1-month").value == pytest.approx(0.1)
    assert "ends sooner than 120 days" in measures.one("forgone.after-4-months").why


def test_what_the_model_cannot_tell_is_without_a_value() -> None:
    for part in UNTOLD:
        assert found().one(f"forgone.{part}").value is None
    assert found().one("forgone.objections").why.startswith("not modelled")


def test_not_asked_is_not_zero_and_groups_have_no_parts() -> None:
    assert found("none").one("forgone.during").why.startswith("not asked")
    whole = everybody(outcome_of(trial_of(halted())))
    assert [len(forgone(group, None)) for group in by_trait_level(whole)] == [0, 0]


def test_counted_over_the_whole_run_there_is_no_part_of_it() -> None:
    whole = Fates(fates(trial_of(halted())).cells.sum(axis=0, keepdims=True))
    ended, lasting = (trial_of(scheme, response="deterrence") for scheme in (halted(), ladder()))
    told = forgone(everybody(outcome_of(ended)), Counterpart(outcome_of(ended), whole))
    assert told.one("forgone.during").why.startswith("not asked")
    told = forgone(everybody(outcome_of(lasting)), Counterpart(outcome_of(lasting), whole))
    assert told.one("forgone.during").denominator == 50

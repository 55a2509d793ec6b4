import pytest
from tests.audit.hand_made import MAN, WOMAN, ids_of, outcome_of, town, trial_of

from xinyong.audit.disparity import PARTS, SAMPLING, disparity
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.results.outcome import Outcome


def found(outcome: Outcome) -> Measures:
    whole = everybody(outcome)
    return disparity(whole, list(by_trait_level(whole)))


def lopsided() -> Outcome:
    """Return an outcome in which three men and one woman are restricted, and men get all mistaken entries but one."""
    trial = trial_of()
    men, women = ids_of(trial, MAN), ids_of(trial, WOMAN)
    restricted = [(number, 10) for number in men[:3]] + [(women[0], 6)]
    subjects = [{"subject": s, "restricted_days": days, "first_restricted": 1} for s, days in restricted]
    ledger = [{"recipient": number, "cause": 2} for number in (*men[:4], women[0])]
    return outcome_of(trial, ledger=ledger, subjects=subjects, flows={"restricted_days": {MAN: 30, WOMAN: 6}})


def test_as_it_falls() -> None:
    measures = found(lopsided())
    n_men, n_women = (len(ids_of(trial_of(), stratum)) for stratum in (MAN, WOMAN))
    assert measures.one("disparity_as_it_falls", "sex: man").value == pytest.approx(3 / n_men / (1 / n_women))
    assert measures.one("disparity_as_it_falls.restricted_days", "sex: man").value == pytest.approx(5 * n_women / n_men)


def test_error_only() -> None:
    measures = found(lopsided())
    n_men, n_women = (len(ids_of(trial_of(), stratum)) for stratum in (MAN, WOMAN))
    assert measures.one("disparity_error_only", "sex: man").value == pytest.approx(4 * n_women / n_men)
    assert measures.one("disparity_error_only.clean_restricted", "sex: woman").value == pytest.approx(
        n_men / n_women / 3
    )


def test_the_two_sides_of_a_trait_are_each_others_inverse() -> None:
    measures = found(lopsided())
    man, woman = (measures.one("disparity_as_it_falls", f"sex: {level}").value for level in ("man", "woman"))
    assert man is not None
    assert woman is not None
    assert man * woman == pytest.approx(1.0)


def test_nobody_else_restricted_is_no_ratio() -> None:
    trial = trial_of()
    man = ids_of(trial, MAN)[0]
    subjects = [{"subject": man, "restricted_days": 1, "first_restricted": 0}]
    measures = found(outcome_of(trial, subjects=subjects, flows={"restricted_days": {MAN: 1}}))
    assert measures.one("disparity_as_it_falls", "sex: man").value is None
    assert "everybody else is 0" in measures.one("disparity_as_it_falls", "sex: man").why
    assert measures.one("disparity_as_it_falls", "sex: woman").value == 0.0


def test_a_world_without_traits_has_no_groups() -> None:
    world = town(traits={}, margins=[])
    measures = found(outcome_of(trial_of(world=world)))
    assert [m.name for m in measures] == [f"{name}.{part}".rstrip(".") for name in PARTS for part in PARTS[name]]
    assert {m.value for m in measures} == {None}
    assert {m.group for m in measures} == {"everybody"}


def test_ratios_of_counts_have_the_luck_of_this_population() -> None:
    measures = found(lopsided())
    fell, mistaken = (measures.one(name, "sex: man") for name in ("disparity_as_it_falls", "disparity_error_only"))
    for one in (fell, mistaken):
        assert one.band == "luck"
        assert one.low is not None
        assert one.high is not None
        assert one.low < (one.value or 0) < one.high
        assert one.caveat.endswith(SAMPLING)
    assert measures.one("disparity_as_it_falls.restricted_days", "sex: man").band is None


def test_what_the_scheme_adds_is_the_outcome_over_the_records_of_acts_that_count() -> None:
    """Twice the thefts on record became three times as many men restricted; noise is on record and counts nowhere."""
    trial = trial_of()
    men, women = ids_of(trial, MAN), ids_of(trial, WOMAN)
    subjects = [{"subject": s, "restricted_days": 10, "first_restricted": 1} for s in (*men[:12], *women[:4])]
    flows = {"restricted_days": {MAN: 120, WOMAN: 40}, "recorded.theft": {MAN: 40, WOMAN: 20},
             "recorded.noise": {MAN: 7, WOMAN: 900}}  # fmt: skip
    measures = found(outcome_of(trial, subjects=subjects, flows=flows))
    assert measures.one("disparity_added", "sex: man").value == pytest.approx(1.5)
    assert measures.one("disparity_added.restricted_days", "sex: man").value == pytest.approx(1.5)


def test_without_records_nothing_is_said_of_what_the_scheme_adds() -> None:
    assert "no record of an act that counts" in found(lopsided()).one("disparity_added", "sex: man").why


def test_the_parts_of_a_sample_are_not_told() -> None:
    sample = outcome_of(trial_of(sample=20))
    part = found(sample).one("disparity_difference.rule", "sex: man")
    assert part.value is None
    assert "--ledger all" in part.why

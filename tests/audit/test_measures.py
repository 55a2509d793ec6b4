import math

import pytest
from tests.audit.hand_made import MAN, NONE, WHY, cited, ids_of, ladder, no_scheme, outcome_of, rule, town, trial_of

from xinyong.audit.definition import Definition
from xinyong.audit.measure import EVERYBODY
from xinyong.audit.measures import MEASURES, audit, explain
from xinyong.errors import NameUnknown
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run

FIXED = [
    "wrongful_entries_share", "wrongful_restricted_share", "wrongful_restricted_days", "clean_ever_restricted_share",
    "protected_restricted_days", "restricted_people_share", "prevented", "displaced", "encouraged", "forgone",
    "punished_protected", "never_told_share", "told_by_refusal_share", "mistaken_days_stood", "objections_late_share",
    "reversed_share", "judgments_paid", "disparity_as_it_falls",
    "disparity_same_acts", "disparity_error_only", "disparity_added",
]  # fmt: skip
"""Names that others rely on; they are never given to anything else."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    trial = trial_of()
    ledger = [{"recipient": ids_of(trial, MAN)[0], "day": 4, "cause": 2}]
    return outcome_of(trial, ledger=ledger)


def test_every_fixed_name_is_defined_and_given(outcome: Outcome) -> None:
    given = {measure.base for measure in audit(outcome)}
    assert set(FIXED) <= set(MEASURES)
    assert given == set(MEASURES)


def test_everybody_comes_first(outcome: Outcome) -> None:
    found = audit(outcome)
    for name in {measure.name for measure in found}:
        groups = [measure.group for measure in found.named(name)]
        assert groups == sorted(groups, key=lambda group: group != EVERYBODY)


def test_no_two_figures_are_the_same(outcome: Outcome) -> None:
    keys = [measure.key for measure in audit(outcome)]
    assert len(keys) == len(set(keys))


def test_groups_can_be_left_out(outcome: Outcome) -> None:
    assert {measure.group for measure in audit(outcome, groups=False)} == {EVERYBODY}


def test_definitions_are_whole() -> None:
    for name, definition in MEASURES.items():
        assert isinstance(definition, Definition)
        assert definition.name == name
        assert all(definition.as_json().values())
        assert definition.definition.endswith(".")


def test_explain_a_measure_its_part_and_a_slip() -> None:
    assert explain("wrongful_restricted_days").unit == "days per 1,000 subject-years"
    assert explain("wrongful_entries_share.fabricated") is MEASURES["wrongful_entries_share"]
    with pytest.raises(NameUnknown, match="did you mean `wrongful_entries_share`"):
        explain("wrongful_entry_share")


def test_a_run_with_another_end_shows_both() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    few = outcome_of(trial, ledger=[{"recipient": ids[0]}])
    many = outcome_of(trial, ledger=[{"recipient": number} for number in ids[:5]])
    found = audit(Run(few, {}, None, Run(many, {})))
    items = found.one("negative_items")
    assert (items.value, items.low, items.high, items.band) == (2.5, 2.5, 12.5, "assumed")
    assert found.one("displaced").band is None


def test_ordinary_law_alone_restricts_nobody() -> None:
    found = audit(outcome_of(trial_of(no_scheme())))
    assert found.one("restricted_people_share").value == 0.0
    assert found.one("wrongful_entries_share").value is None
    assert found.one("people_fallen").value is None


def test_the_share_of_wrongful_entries_and_of_clean_people_restricted_meet_their_closed_forms() -> None:
    """One act at rate r, one channel that sees a share s, false reports at rate f, one entry is enough for a sanction.

    Wrongful entries over entries is f / (r s + f). Who is reported falsely does not depend on what they do, so of those
    with no scored misdeed the share restricted within T years (less the week a record takes) is 1 − exp(−f T).
    """
    rate, seen, false = 2.0, 0.5, 0.8
    channel = town().channels[0].model_dump(by_alias=True) | {
        "delay": cited(7, "day"),
        "false_reports": [{"act": "theft", "rate": cited(false, "per year")}],
    }
    world = town(
        acts=[{**town().acts[0].model_dump(by_alias=True), "rate": cited(rate, "per year"), "law": None}],
        channels=[channel],
        sights=[{"act": "theft", "channel": "police", "share": cited(seen, "share")}],
        deterrence=None,
    )
    scheme = ladder(
        rules=[{**rule("theft", "theft", -50), "validity": NONE}],
        notice=NONE,
        objection=NONE,
        publicity=[],
        consequences=[{"id": "no-loan", "tiers": ["fair", "poor"], "service": "loan", "effect": "refused", **WHY}],
    )
    found = audit(play(trial_of(scheme, world, n_people=500, days=140)), groups=False)
    wrongful = found.one("wrongful_entries_share")
    entries = wrongful.denominator or 0
    expected = false / (rate * seen + false)
    assert entries > 250
    assert wrongful.value == pytest.approx(expected, abs=4 * (expected * (1 - expected) / entries) ** 0.5)
    clean = found.one("clean_ever_restricted_share")
    years = (140 - 7) / 365
    share = 1 - math.exp(-false * years)
    people = clean.denominator or 0
    assert people > 250
    assert clean.value == pytest.approx(share, abs=4 * (share * (1 - share) / people) ** 0.5)
    assert found.one("wrongful_entries_share.fabricated").value == wrongful.value
    assert found.one("never_told_share").value == 1.0
    assert found.one("mistaken_days_stood").value is None

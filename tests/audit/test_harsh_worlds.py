"""What must hold of an audit whatever the scheme and the world: against the reference, asked day by day."""

import pytest
from tests.oracle.cases import Case, first_cases

from xinyong.audit.falls import worst_tiers
from xinyong.audit.measure import Measures
from xinyong.audit.measures import audit
from xinyong.audit.reading import everybody
from xinyong.experiment.deltas import restricted_ids
from xinyong.reference.play import Play, play
from xinyong.results.outcome import Outcome
from xinyong.results.standing import start_of

CAUSED = ("wrongful_entries_share", "wrongful_restricted_share", "wrongful_restricted_days")


def lived(case: Case) -> tuple[dict[int, int], set[int]]:
    """Return the worst tier of each subject who had one, and who was restricted, as the days went by."""
    trial = case.trial(1)
    running = Play(trial)
    worst: dict[int, int] = {}
    restricted = set()
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
        for number, subject in running.subjects.items():
            if subject.standing is not None and subject.book is not None:
                worst[number] = max(worst.get(number, -1), subject.standing.tier)
                if subject.book.sanctions(subject.standing.bound):
                    restricted.add(number)
    return worst, restricted


def _causes_add_up(found: Measures) -> None:
    for whole in found:
        if whole.name in CAUSED and whole.numerator is not None:
            parts = [m.numerator or 0 for m in found if m.name.startswith(f"{whole.name}.") and m.group == whole.group]
            assert sum(parts) == whole.numerator


def _groups_add_up(found: Measures, outcome: Outcome) -> None:
    for trait, levels in outcome.trial.world.traits.items():
        for name in ("restricted_people_share", "negative_items", "restricted_days", "objections_filed"):
            counts = [m.numerator for m in found.named(name) if m.group.startswith(f"{trait}:")]
            if len(counts) == len(levels) and None not in counts:
                assert sum(count or 0 for count in counts) == found.one(name).numerator


def _falls_agree(outcome: Outcome, worst: dict[int, int]) -> None:
    for place, regime in enumerate(outcome.trial.regimes):
        if regime is not None and regime.scheme.tiers:
            start = start_of(outcome.trial, place).tier
            recipients, tiers = worst_tiers(outcome, place)
            expected = [max(start, worst.get(number, -1)) for number in recipients.tolist()]
            assert tiers.tolist() == expected


@pytest.mark.parametrize("case", first_cases(6))
def test_an_audit_agrees_with_the_days_as_they_were_lived(case: Case) -> None:
    worst, restricted = lived(case)
    outcome = play(case.trial(1))
    assert set(restricted_ids(outcome).tolist()) == restricted
    assert everybody(outcome).n_restricted == len(restricted)
    _falls_agree(outcome, worst)
    found = audit(outcome)
    _causes_add_up(found)
    _groups_add_up(found, outcome)
    assert all(0 <= m.value <= 1 for m in found if m.unit == "share" and m.value is not None)

from dataclasses import replace

import pytest
from tests.audit.hand_made import MAN, NONE, WOMAN, ladder, outcome_of, trial_of
from tests.oracle.cases import first_cases

from xinyong.audit.backlog import backlog, waiting
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome


def queued(**by_metric: dict[int, tuple[int, int]]) -> Outcome:
    """Return an outcome with counts at (window, stratum), each metric a dict of window to (men, women)."""
    outcome = outcome_of(trial_of())
    flows = outcome.flows.copy()
    for metric, windows in by_metric.items():
        for window, counts in windows.items():
            flows[window, outcome.layout.row[metric], 0, [MAN, WOMAN]] = counts
    return replace(outcome, flows=flows)


def test_the_queue_at_the_end_at_the_worst_and_by_half() -> None:
    half = len(trial_of().windows) // 2
    outcome = queued(
        filed={0: (6, 2), 3: (4, 0), half: (0, 3)},
        late={0: (1, 0)},
        decided={2: (3, 1), 4: (2, 0)},
        reviews_filed={half + 1: (1, 0)},
        reviews_decided={half + 3: (1, 0)},
    )
    found = backlog(everybody(outcome))
    counted = {one.name: one.numerator for one in found}
    assert counted == {"backlog": 8, "backlog.peak": 9, "backlog.first_half": 5, "backlog.second_half": 3}
    assert found.one("backlog").value == pytest.approx(1000 * 8 / 200)
    women = next(group for group in by_trait_level(everybody(outcome)) if group.group.label == "sex: woman")
    assert backlog(women).one("backlog", "sex: woman").value == pytest.approx(1000 * 4 / women.n_people)


def test_nobody_is_heard_is_not_nobody_waits() -> None:
    found = backlog(everybody(outcome_of(trial_of(ladder(objection=NONE)))))
    assert [one.value for one in found] == [None] * 4
    assert backlog(everybody(outcome_of(trial_of()))).one("backlog").value == 0.0


@pytest.mark.parametrize("case", first_cases(4))
def test_who_waits_is_who_filed_and_was_not_answered(case: object) -> None:
    outcome = play(case.trial(1))  # type: ignore[attr-defined]
    ledger = outcome.ledger
    first = (ledger["filed"] >= 0) & (ledger["late"] == 0) & (ledger["decided"] < 0)
    again = (ledger["review_filed"] >= 0) & (ledger["review_decided"] < 0)
    queue = waiting(everybody(outcome))
    assert queue[-1] == int(first.sum() + again.sum())
    assert queue.min() >= 0

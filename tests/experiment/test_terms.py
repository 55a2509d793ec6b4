"""The length of a run follows from the longest term that a scheme fixes."""

import pytest
from tests.experiment.busy_town import NONE, STATED, UNKNOWN_WINDOW, cited, rule, scheme

from xinyong.experiment.terms import default_years, longest_term_days, too_short

LONG = cited(4_000, "day")


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": [rule("theft", "theft", -30, LONG)]},
        {"rules": [rule("theft", "theft", -30, NONE, listing={"list": "black", "term": LONG, **STATED})]},
        {"rules": [rule("theft", "theft", -30, NONE, override={"tier": "bad", "term": LONG, **STATED})]},
        {"rules": [rule("theft", "theft", -30, {**UNKNOWN_WINDOW, "between": [NONE, LONG]})]},
        {"publicity": [{"id": "board", "channel": "web-list", "delay": cited(2, "day"), "term": LONG, **STATED}]},
    ],
)
def test_every_fixed_term_counts(changes: dict[str, object]) -> None:
    found = scheme(caps=[], repairs=[], **changes)
    assert longest_term_days([scheme(), found]) == 4_000
    assert default_years([found]) == 12


def test_a_scheme_that_fixes_no_term_is_never_too_short() -> None:
    lasting = scheme(rules=[rule("theft", "theft", -30, NONE)], caps=[], repairs=[])
    assert longest_term_days([lasting]) == 0
    assert default_years([lasting]) == 3
    assert too_short([lasting], 7) == ()

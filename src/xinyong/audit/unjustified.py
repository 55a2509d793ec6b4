"""Restricted days that nothing justifies, a list and no sum: no statute, protected conduct, somebody else's, paid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xinyong.audit.definitions_proportion import PROPORTION
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import Counts, Reading, per_1000, rows_per_1000
from xinyong.audit.spells import Spells, spells, united
from xinyong.audit.spiral import why_unread
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Consequence

_DEFINITION = next(each for each in PROPORTION if each.name == "unjustified_restricted_days")

NO_SUM = "a list and no sum: one day can be of several sorts, which its parts count"


def unjustified(whole: Reading) -> Measures:
    """Return the restricted days of each sort; the list itself has no value."""
    return Measures(
        (
            per_1000(whole, _DEFINITION, 0, why=NO_SUM),
            _without_statute(whole),
            per_1000(whole, _DEFINITION, whole.flow("protected_days"), part="protected"),
            per_1000(whole, _DEFINITION, whole.flow("others_days"), part="others"),
            _after_paid(whole),
        )
    )


def names_a_statute(one: Consequence) -> bool:
    """Tell whether a sanction says that it rests on a statute."""
    return "basis" in one.model_fields_set and one.basis == "law"


def may_rest_on_a_statute(one: Consequence) -> bool:
    """Tell whether a sanction says that it rests on a statute, or says nothing of it."""
    return "basis" not in one.model_fields_set or one.basis == "law"


def _without_statute(whole: Reading) -> Measure:
    """Return days on which no sanction states a statute: of another basis alone, and with those of none stated."""
    facts, why = whole.facts, why_unread(whole.facts.spells)
    total = int((facts.spells.end - facts.spells.begin).sum())
    least, most = (
        total - _days_of(spells(facts.outcome, wanted), facts.trusted)
        for wanted in (may_rest_on_a_statute, names_a_statute)
    )
    found = rows_per_1000(whole, _DEFINITION, least, part="no_statutory_basis", why=why)
    if found.value is None or least == most:
        return found
    high = rows_per_1000(whole, _DEFINITION, most, part="no_statutory_basis").value
    return replace(found, low=found.value, high=high, band="assumed")


def _days_of(found: Spells, people: Counts) -> int:
    """Return the days of some people in spells."""
    return int((found.end - found.begin)[np.isin(found.who, people)].sum())


def _after_paid(whole: Reading) -> Measure:
    """Return restricted days on which an entry against the person stood although its debt or duty was met."""
    facts, ledger, trial = whole.facts, whole.outcome.ledger, whole.outcome.trial
    why = why_unread(facts.spells)
    if not why and not _meets_debts(whole.outcome):
        why = "not modelled: no act of this world says whether its debt or duty is met"
    paid = facts.adverse & (ledger["met"] >= 0)
    stops = np.where(ledger["ended"] >= 0, ledger["ended"], trial.days)
    standing = paid & (stops > ledger["met"])
    who, begin, end = united(ledger["recipient"][standing], ledger["met"][standing], stops[standing])
    return rows_per_1000(
        whole, _DEFINITION, int(facts.spells.days_between(who, begin, end).sum()), part="after_paid", why=why
    )  # fmt: skip


def _meets_debts(outcome: Outcome) -> bool:
    return any(act.met is not None for act in outcome.trial.world.acts)

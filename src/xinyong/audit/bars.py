"""Sanctions outside the record's part of life, counted per entry of a run."""

from __future__ import annotations

import numpy as np

from xinyong.audit.definitions_proportion import PROPORTION
from xinyong.audit.legal.reach import Reach, reach
from xinyong.audit.measure import Measures
from xinyong.audit.reading import Reading, figure

_DEFINITION = next(each for each in PROPORTION if each.name == "bars_outside_domain")


def bars(whole: Reading) -> Measures:
    """Return how many sanctions in another domain an entry against somebody brings, by itself and with others."""
    outcome, ledger = whole.outcome, whole.outcome.ledger
    places = outcome.trial.people.places_of(ledger["recipient"])
    direct = together = unplaced = links = 0
    for place, regime in enumerate(outcome.trial.regimes):
        if regime is None:
            continue
        rules, found = regime.scheme.rules, reach(regime.scheme, outcome.trial.world, regime.scheme)
        entries = np.bincount(ledger["clause"][whole.facts.adverse & (places == place)], minlength=len(rules))
        outside = [_outside(found, rule.id) for rule in rules]
        direct += sum(int(n) * one for n, (one, _) in zip(entries, outside, strict=False))
        together += sum(int(n) * one for n, (_, one) in zip(entries, outside, strict=False))
        links, unplaced = links + len(found.links), unplaced + sum(not link.placed for link in found.links)
    why = "no sanction of this run stands at a service whose part of life the world names" if unplaced == links else ""
    total = int(whole.facts.adverse.sum())
    return Measures(
        (
            figure(whole, _DEFINITION, direct, total, why=why, rows=True),
            figure(whole, _DEFINITION, direct + together, total, part="with_others", why=why, rows=True),
        )
    )


def _outside(found: Reach, rule: str) -> tuple[int, int]:
    """Return how many sanctions outside its domain an entry of a rule brings by itself, and only with other entries."""
    links = [link for link in found.links if link.rule.id == rule and link.outside]
    with_others = sum(link.how == "together with other entries" for link in links)
    return len(links) - with_others, with_others

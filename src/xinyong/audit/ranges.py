"""Three ranges, never mixed in silence: both ends of what is unknown, the response scenarios, and luck over seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xinyong.audit.cases import cases_of
from xinyong.audit.luck import luck
from xinyong.audit.measure import Band, Measure, Measures


def _widened(here: Measure, others: Sequence[Measure], band: Band) -> Measure:
    """Return a figure whose range also covers other values of it; as it was where none of them differs."""
    assumed = here.band != "luck"
    known = [v for v in (here.value, *((here.low, here.high) if assumed else ())) if v is not None]
    added = [v for m in others for v in (m.value, *((m.low, m.high) if m.band != "luck" else ())) if v is not None]
    if not added or not known or all(v == here.value for v in added):
        return here
    wider: Band = "assumed" if assumed and here.band == "assumed" else band
    return replace(here, low=min(known + added), high=max(known + added), band=wider)


def at_other_end(here: Measures, there: Measures) -> Measures:
    """Return the figures, each that moves with the range from here to the run at the other end of what is unknown.

    A range of luck gives way to it; a figure without a value at one end says so in its caveat.
    """
    other = {measure.key: measure for measure in there}
    found = []
    for measure in here:
        match = other.get(measure.key)
        if match is None:
            found.append(measure)
        elif match.value is None and measure.value is not None:
            found.append(replace(measure, caveat=f"{measure.caveat}. At the other end of what is unknown: {match.why}"))
        else:
            found.append(_widened(measure, [match], "assumed"))
    return Measures(found)


def over_responses(main: Measures, others: Sequence[Measures]) -> Measures:
    """Return the figures of the main scenario, each that moves with the range over all scenarios.

    Scenarios in which a figure was not asked for leave its range alone.
    """
    columns = [{(m.name, m.group, m.side): m for m in column} for column in others]
    return Measures(
        _widened(m, [column[key] for column in columns if (key := (m.name, m.group, m.side)) in column], "response")
        for m in main
    )


def over_seeds(runs: Sequence[Measures]) -> Measures:
    """Return the mean of each figure over seeds with its 95 % luck interval.

    A figure without a value for some seed has none here, and says for how many.
    """
    seeds = tuple(seed for run in runs for seed in run[0].seeds) if runs and runs[0] else ()
    by_key = [{measure.key: measure for measure in run} for run in runs]
    found = []
    for first in runs[0] if runs else ():
        same = [column[first.key] for column in by_key if first.key in column]
        values = [measure.value for measure in same if measure.value is not None]
        reasons = [measure.why for measure in same if measure.why]
        blank = replace(first, numerator=None, denominator=None, low=None, high=None, band=None, seeds=seeds)
        if len(values) < len(runs):
            why = f"for {len(runs) - len(values)} of {len(runs)} seeds: {reasons[0] if reasons else 'not counted'}"
            found.append(replace(blank, value=None, why=why))
            continue
        denominators = [measure.denominator for measure in same]
        cases = cases_of(first.name, first.unit, horizon_days=first.horizon_days, denominators=denominators)
        spread = luck(values, cases)
        found.append(replace(blank, value=spread.mean, low=spread.low, high=spread.high,
                             band="luck" if spread.n > 1 else None))  # fmt: skip
    return Measures(found)

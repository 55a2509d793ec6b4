"""Whether restriction comes back, and whether what people cannot pay for piles up while they are restricted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.definitions_time import TIME
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import Counts, Mask, Reading, figure
from xinyong.audit.spells import Spells
from xinyong.audit.survival import Curve, kaplan_meier
from xinyong.vocabulary import HARDSHIP_KINDS

_DEFINITION = next(each for each in TIME if each.name == "hardship_spiral")

MOST_LEFT_OUT = 0.05
"""Where the spells of a larger share of those restricted cannot be read back, those that can may not be like them."""

UNREAD = (
    "when restrictions began and ended cannot be read back from the entries of this run: tiers are shares of people,"
    " hang on an index or on ratings, decay day by day, or belong to people who moved"
)


def spiral(reading: Reading) -> Measures:
    """Return the share restricted again within a year after a first restriction ended, and of the debts and bills left
    unpaid the share left so while restricted."""
    return Measures((_again(reading), _while_restricted(reading)))


def why_unread(found: Spells) -> str:
    """Return why nothing can be said of spells, because too many could not be read back; nothing where it can."""
    return UNREAD if found.left_out > MOST_LEFT_OUT * max(len(found.agreed) + found.left_out, 1) else ""


def _again(reading: Reading) -> Measure:
    found = reading.facts.spells
    days, returned = _after_the_first(found, reading)
    within = int((returned & (days <= YEAR_DAYS)).sum())
    why = why_unread(found)
    longest = int(days.max(initial=0))
    if not why and len(days) and longest < YEAR_DAYS and not returned[days == longest].all():
        why = "nobody was watched for a year after a restriction ended"
    measure = figure(reading, _DEFINITION, within, len(days), why=why, rows=True)
    if measure.value is None:
        return measure
    low, share, high = _gone_at(kaplan_meier(days, returned), YEAR_DAYS)
    caveat = (
        f"{found.left_out} people are left out, whose days do not add up. {measure.caveat}" if found.left_out else ""
    )
    return replace(
        measure, value=1 - share, low=1 - high, high=1 - low, band="luck", caveat=caveat or measure.caveat
    )  # fmt: skip


def _after_the_first(found: Spells, reading: Reading) -> tuple[Counts, Mask]:
    """Return, of each person of the group whose first restriction ended, for how many days they were watched from then
    until they were restricted again, or until the watch stopped; and whether they were."""
    first = np.flatnonzero(np.append(True, found.who[1:] != found.who[:-1])) if len(found.who) else np.zeros(0, int)
    strata = reading.outcome.trial.people.strata_of(found.who[first])
    over = reading.group.strata[strata] & (found.end[first] < found.until[first])
    first = first[over]
    following = np.minimum(first + 1, max(len(found.who) - 1, 0))
    returned = (following > first) & (found.who[following] == found.who[first])
    stopped = np.where(returned, found.begin[following], found.until[first])
    return stopped - found.end[first], returned


def _gone_at(curve: Curve, day: int) -> tuple[float, float, float]:
    """Return the share not yet restricted again after so many days, between its 95 % bounds."""
    at = int(np.searchsorted(curve.days, day, side="right")) - 1
    if at < 0:
        return 1.0, 1.0, 1.0
    low, high = curve.band()
    return float(low[at]), float(curve.share[at]), float(high[at])


def _while_restricted(reading: Reading) -> Measure:
    """Return, of entries for debts and bills left unpaid by their recipients, the share left so while restricted."""
    found, ledger, world = reading.facts.spells, reading.outcome.ledger, reading.outcome.trial.world
    poor = np.array([act.kind in HARDSHIP_KINDS for act in world.acts], bool)
    own = (ledger["true_act"] >= 0) & (ledger["origin_subject"] == ledger["recipient"])
    chosen = reading.rows & reading.facts.adverse & own & poor[ledger["true_act"]]
    whose, when = ledger["recipient"][chosen], ledger["act_day"][chosen]
    inside = int(_in_a_spell(found, whose, when, reading.outcome.trial.days).sum())
    why = why_unread(found)
    if not why and not poor.any():
        why = "no act of this world is a debt or a bill left unpaid"
    return figure(reading, _DEFINITION, inside, int(chosen.sum()), part="while_restricted", why=why, rows=True)


def _in_a_spell(found: Spells, whose: Counts, when: Counts, days: int) -> Mask:
    """Tell of each person and day whether it falls into a spell of theirs."""
    if not len(found.who):
        return np.zeros(len(whose), bool)
    width = days + 1
    at = np.searchsorted(found.who * width + found.begin, whose * width + when, side="right") - 1
    last = np.maximum(at, 0)
    inside: Mask = (at >= 0) & (found.who[last] == whose) & (when < found.end[last])
    return inside

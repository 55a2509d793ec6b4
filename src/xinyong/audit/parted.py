"""The difference between two groups in restricted days, parted into conduct, rule, exposure, error and remedy.

Restricted days per subject-year are a sum over sources of entries of a product over links (`audit.chains`), and each
link belongs to one of five parts. Going from the others' values to the group's part by part gives the whole difference,
whatever the order; the Shapley share of a part is the mean over all 120 orders, so none is preferred and the shares
add up. Where one side has nothing to divide by (nobody did such an act, say) it takes the other side's value, so that
what was never seen makes no difference.

Source: Shapley 1953, doi:10.1515/9781400881970-018; for a difference between two groups as in Shorrocks 2013,
doi:10.1007/s10888-011-9214-z.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import fsum

import numpy as np

from xinyong.audit.chains import Amounts, Chains, Part
from xinyong.audit.reading import Mask
from xinyong.audit.shapley import exact


def parted(found: Chains, strata: Mask, others: Mask) -> dict[Part, float]:
    """Return by how many restricted days per subject-year some strata differ from others, by part."""
    mine, theirs = _factors(found, strata, others)
    members = [frozenset(chosen) for size in range(len(Part) + 1) for chosen in combinations(range(len(Part)), size)]
    values = {chosen: _value(mine, theirs, chosen) for chosen in members}
    shares = exact(len(Part), values.__getitem__).shares
    return {part: float(share) for part, share in zip(Part, shares, strict=True)}


def _factors(found: Chains, strata: Mask, others: Mask) -> tuple[Amounts, Amounts]:
    """Return what each part multiplies by, parts × sources, for some strata and for others."""
    mine, theirs = (_steps(*found.of(chosen)) for chosen in (strata, others))
    mine, theirs = np.where(np.isnan(mine), theirs, mine), np.where(np.isnan(theirs), mine, theirs)
    return _by_part(found, mine), _by_part(found, theirs)


def _steps(years: float, counts: Amounts) -> Amounts:
    """Return each link for one of the link before, links × sources; not a number where there is none before."""
    before = np.concatenate([np.full((1, counts.shape[1]), years), counts[:-1]])
    return np.where(before > 0, counts / np.where(before > 0, before, 1), np.nan)


def _by_part(found: Chains, steps: Amounts) -> Amounts:
    known = np.where(np.isnan(steps), 1.0, steps)
    return np.stack([np.where(found.parts == int(part), known, 1.0).prod(axis=0) for part in Part])


def _value(mine: Amounts, theirs: Amounts, chosen: frozenset[int]) -> Fraction:
    """Return restricted days per subject-year with some parts as the group has them and the rest as the others do."""
    here = np.array([part in chosen for part in range(len(Part))])[:, None]
    return Fraction(fsum(np.where(here, mine, theirs).prod(axis=0).tolist()))

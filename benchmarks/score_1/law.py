"""The constants of SCORE-1, once. Every implementation that is timed reads them here; README.md states the law.

Points are whole; rates are per year of 365 days for a person of propensity one; shares lie between 0 and 1; days are
counted from 0.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

DAYS: Final = 365
KINDS: Final = (
    "serious-fraud",
    "theft",
    "drunk-driving",
    "false-accusation",
    "selling-fakes",
    "traffic-offence",
    "littering",
    "jaywalking",
    "blood-donation",
    "charity-gift",
    "volunteering",
    "rescue",
)
POINTS: Final = (-100, -50, -50, -50, -35, -20, -5, -3, 6, 10, 5, 30)
RATES: Final = (0.05, 0.10, 0.15, 0.20, 0.40, 1.0, 4.0, 6.0, 2.0, 1.0, 3.0, 0.10)
DETECTED: Final = (0.60, 0.50, 0.40, 0.35, 0.30, 0.20, 0.10, 0.02, 0.30, 0.40, 0.20, 0.60)
MISATTRIBUTED: Final = 0.005

START: Final = 100
FLOOR: Final = 0
CEILING: Final = 200
DECAY_EVERY: Final = 30
DECAY_ON: Final = 29  # the day of each span of DECAY_EVERY days, counted from 0

TIERS: Final = ("A", "B", "C", "D")
AT_LEAST: Final = (130, 90, 60)  # A, B, C; D is what is left
D_BELOW: Final = 60

FILES: Final = 0.3
FILES_WITHIN: Final = 15  # days to choose from, the day of entry included
DECIDED_AFTER: Final = 20
GRANTED: Final = 0.6

SERVICES: Final = ("flight", "train")
TRIES: Final = (1.5, 4.0)

PROPENSITY_CLASSES: Final = 256


def _gamma_share(h: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of people whose propensity is below `h`: a gamma of shape 2 and mean 1."""
    return np.asarray(1 - np.exp(-2 * h) * (1 + 2 * h), dtype=np.float64)


def propensities() -> npt.NDArray[np.float64]:
    """Return the propensity of each of the equally frequent classes, shape (PROPENSITY_CLASSES,), mean exactly one.

    The value of a class is the median of its slice of the gamma, found by bisection, scaled to a mean of one.
    """
    wanted = (np.arange(PROPENSITY_CLASSES) + 0.5) / PROPENSITY_CLASSES
    low, high = np.zeros(PROPENSITY_CLASSES), np.full(PROPENSITY_CLASSES, 40.0)
    for _ in range(60):
        middle = (low + high) / 2
        below = _gamma_share(middle) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray(low / low.mean(), dtype=np.float64)


def tier_of(score: int) -> int:
    """Return the place in TIERS of a score."""
    return next((tier for tier, least in enumerate(AT_LEAST) if score >= least), len(AT_LEAST))


def tiers_by_score() -> npt.NDArray[np.int8]:
    """Return the tier of each score from FLOOR to CEILING, to be looked up."""
    return np.array([tier_of(score) for score in range(CEILING + 1)], dtype=np.int8)

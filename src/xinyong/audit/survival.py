"""How long something lasts when some of it was still lasting at the end of the watch: the product-limit estimate.

Sources: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Greenwood 1926 for the variance; Brookmeyer and
Crowley 1982, doi:10.2307/2530286, for the interval of the median, here on the log-minus-log scale (Kalbfleisch and
Prentice 1980), which stays between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""


Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The share that still lasts after each time at which something ended.

    days      times at which at least one ended, ascending
    at_risk   how many were still lasting and watched just before
    ended     how many ended then
    share     the estimate just after, 1 … 0
    variance  Greenwood's variance of the estimate; 0 where the share is 0
    """

    days: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    ended: NDArray[np.int64]
    share: NDArray[np.float64]
    variance: NDArray[np.float64]

    def first_at_most(self, share: float, values: NDArray[np.float64] | None = None) -> int | None:
        """Return the first time at which the estimate (or `values` beside it) is at most a share; None if never."""
        # A product of floats may miss one half by a rounding.
        below = np.flatnonzero((self.share if values is None else values) <= share + 1e-12)
        return int(self.days[below[0]]) if len(below) else None

    @property
    def median(self) -> int | None:
        """Return the first time at which at most half still last; None when more than half do to the end."""
        return self.first_at_most(0.5)

    def band(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the lower and upper 95 % bounds of the estimate at each time."""
        low, high = self.share.copy(), self.share.copy()
        for index, (share, variance) in enumerate(zip(self.share.tolist(), self.variance.tolist(), strict=True)):
            if 0 < share < 1:
                spread = Z_95 * math.sqrt(variance) / (share * -math.log(share))
                low[index], high[index] = share ** math.exp(spread), share ** math.exp(-spread)
        return low, high

    def median_interval(self) -> tuple[int | None, int | None]:
        """Return the 95 % interval of the median: where each bound of the estimate falls to one half; None if never."""
        low, high = self.band()
        return self.first_at_most(0.5, low), self.first_at_most(0.5, high)


def kaplan_meier(days: Sequence[int] | NDArray[np.int64], ended: Sequence[bool] | NDArray[np.bool_]) -> Curve:
    """Return the product-limit estimate of how long things last.

    Args:
        days: how long each was watched, in days; those censored on a day still count as at risk on it.
        ended: whether it ended then, or was still lasting when the watch stopped (censored).
    """
    watched, over = np.asarray(days, np.int64), np.asarray(ended, bool)
    times, counts = np.unique(watched[over], return_counts=True)
    at_risk = len(watched) - np.searchsorted(np.sort(watched), times, side="left").astype(np.int64)
    left: Floats = 1.0 - counts / np.maximum(at_risk, 1)
    share: Floats = np.asarray(np.cumprod(left), np.float64)
    remaining = at_risk - counts
    terms = np.divide(counts, at_risk * remaining, out=np.zeros(len(times)), where=remaining > 0)
    variance: Floats = np.asarray(share**2 * np.cumsum(terms), np.float64)
    return Curve(times, at_risk, counts.astype(np.int64), share, variance)

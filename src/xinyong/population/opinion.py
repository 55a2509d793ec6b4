"""What support does to opting in and objecting, by stratum, and when opposition reaches a share: chosen inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import Cited
from xinyong.population.politics import Support
from xinyong.population.quantities import exact, share
from xinyong.population.ratios import Population, relative
from xinyong.population.world import World
from xinyong.vocabulary import WIDE

WEEK = 7


def supported(table: Sequence[int], ratio: str, support: Support | None, population: Population) -> NDArray[np.int64]:
    """Return thresholds by stratum as the chosen support moves them; as they are where the world states none.

    A supporter does it r times as often as somebody else, r being the number `ratio` of `support`. With the support of
    a stratum s, and the support m at which the thresholds are stated, that is (1 + (r − 1) s) / (1 + (r − 1) m) times
    as often, cut at certainty; a stratum in which more than everybody would approve approves as a whole.

    Raises:
        InputError: levels that the world does not have.
    """
    if support is None:
        return np.array(table, np.int64)
    more = exact(getattr(support, ratio)) - 1
    stated = 1 + more * share(support.measured, "politics.support.measured")
    chosen = share(support.share, "politics.support.share")
    shares = [min(Fraction(1), chosen * r) for r in relative(support.ratios, population, "politics.support.ratios")]
    moved = [int(one * (1 + more * here) / stated) for one, here in zip(table, shares, strict=True)]
    return np.array([min(WIDE, one) for one in moved], np.int64)


def support_of(world: World) -> Support | None:
    """Return the support that a world states, if it does."""
    return world.politics.support if world.politics is not None else None


def opposition_on(world: World, day: date) -> Fraction:
    """Return the share that opposes the scheme in public on a day, as chosen; 0 where the world says nothing."""
    steps = world.politics.opposition if world.politics is not None else ()
    held = [step for step in steps if step.from_ <= day]
    return share(held[-1].share, f"politics.opposition.{held[-1].id}") if held else Fraction(0)


def first_week_end_with(world: World, wanted: Cited, start_day: int) -> int | None:
    """Return the first day of the week after that at whose end opposition reaches a share, or None where it never does.

    Weeks end on whole multiples of seven days, whatever the window; only days after `start_day` count.
    """
    least = exact(wanted)
    steps = world.politics.opposition if world.politics is not None else ()
    for day in sorted({start_day, *((step.from_ - world.first_day).days for step in steps)}):
        begins = max(day, start_day)
        ends = begins // WEEK * WEEK + WEEK
        if opposition_on(world, world.first_day + timedelta(days=ends - 1)) >= least:
            return ends
    return None

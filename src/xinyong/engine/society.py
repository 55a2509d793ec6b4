"""Phase 11, society: how many are restricted around one, and whom quotas leave room for, from the counts of a week.

The numbers go into the `society` of each block of a place, where the kernels read them in the next window.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from xinyong.kernel.rows import Ints
from xinyong.kernel.state import no_society
from xinyong.population import occasions
from xinyong.population.stories import CONFORMITY_STEPS
from xinyong.results.layout import Layout
from xinyong.trial.trial import Trial
from xinyong.vocabulary import WIDE

PARTS = 10**11
"""A quota counts in millionths of a request per 100,000 people and day."""


@dataclass
class Society:
    """The requests of the week so far, by place, service, and whether favoured."""

    trial: Trial
    layout: Layout

    def __post_init__(self) -> None:
        shape = (len(self.trial.world.places), len(self.trial.world.services), 2)
        self.asked = np.zeros(shape, np.int64)
        self.left_by = self.trial.odds.occasion_of.tolist()
        self.sought = np.zeros((len(self.trial.world.places), len(self.left_by), 2), np.int64)
        self.quotas = self.trial.odds.service_quota.tolist()
        loud = any(regime is not None and regime.answers.louder for regime in self.trial.regimes)
        self.is_needed = loud or any(number >= 0 for number in (*self.quotas, *self.left_by))

    def close_window(self, flows: Ints, end_day: int) -> dict[int, Ints] | None:
        """Add a window's counts (metrics, places, strata); at the end of a week return what they mean for the next, by
        the place lived in (`kernel.state.Block.society`)."""
        if not self.is_needed:
            return None
        counts = self._by_place_lived_in(flows.sum(axis=2), end_day - 1)
        for service, quota in enumerate(self.quotas):
            if quota >= 0:
                name = self.layout.services[service]
                requested, refused, given_up, favoured, put_off = (
                    counts[self.layout.row[f"{metric}.{name}"]]
                    for metric in ("requested", "refused", "given_up", "favoured", "full_favoured")
                )
                self.asked[:, service, 0] += favoured + put_off
                self.asked[:, service, 1] += requested - refused - given_up - favoured - put_off
        for act, of in enumerate(self.left_by):
            if of >= 0:
                self.sought[:, act, 0] += counts[self.layout.row[f"taken.{self.trial.world.acts[of].id}"]]
                self.sought[:, act, 1] += counts[self.layout.row[f"candidates.{self.trial.world.acts[act].id}"]]
        if end_day % 7:
            return None
        restricted = counts[self.layout.row["restricted_people"]]
        living = {self.trial.lives(home, end_day) for home, n in enumerate(self.trial.people.counts) if n}
        found = {place: self._meaning(place, int(restricted[place]), end_day) for place in sorted(living)}
        self.asked[:], self.sought[:] = 0, 0
        return found

    def _by_place_lived_in(self, counts: Ints, day: int) -> Ints:
        """Return counts (metrics, homes) by where people live on a day."""
        found = np.zeros_like(counts)
        for home in range(counts.shape[1]):
            found[:, self.trial.lives(home, day)] += counts[:, home]
        return found

    def _meaning(self, place: int, restricted: int, day: int) -> Ints:
        society = no_society(len(self.quotas), len(self.left_by))
        people = self.trial.living(place, day)
        society[0] = self._level(place, restricted, self.trial.living(place, day - 1))
        for service, quota in enumerate(self.quotas):
            if quota < 0:
                continue
            room = quota * people * 7
            favoured, others = (int(n) * PARTS for n in self.asked[place, service])
            served = min(room, favoured)
            society[1 + 2 * service] = served * WIDE // favoured if favoured else WIDE
            society[2 + 2 * service] = min(WIDE, (room - served) * WIDE // others) if others else WIDE

        first = 1 + 2 * len(self.quotas)
        for act, of in enumerate(self.left_by):
            if of >= 0:
                left, sought = (int(n) for n in self.sought[place, act])
                found = left * int(self.trial.odds.occasion_each[act]) * WIDE
                society[first + act] = min(WIDE, found // (sought * occasions.PARTS)) if sought else WIDE
        return society

    def _level(self, place: int, restricted: int, people: int) -> int:
        regime, story = self.trial.regimes[place], self.trial.world.conformity
        if regime is None or not regime.answers.louder or story is None or not people:
            return 0
        numerator, denominator = Decimal(str(story.full.value)).as_integer_ratio()
        return min(CONFORMITY_STEPS, restricted * denominator * CONFORMITY_STEPS // (people * numerator))

"""Phase 11, society: what the counts of a week mean for the next one, place by place.

How many are restricted around one, in steps, for those who conform; how many of the requests for a service its quota
leaves room for: those of favoured people first, the others by lot; and how many of those who might do what needs an
occasion find one that others left. Whole weeks count, whatever the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from xinyong.population import occasions
from xinyong.population.stories import CONFORMITY_STEPS
from xinyong.trial.trial import Trial
from xinyong.vocabulary import WIDE

ONE_REQUEST = 100_000 * 1_000_000
"""A quota is stored as millionths of a request per 100,000 people and day."""

Count = Callable[[str, int], int]
"""Returns what was counted in a window, by metric and index of the place or group of people who move."""


@dataclass
class Around:
    """What people of a place meet in a week: the step of others restricted, and by service the chances 0 … WIDE that a
    request of somebody favoured, and of anybody else, is served; by act, the chance of finding an occasion for it."""

    level: int = 0
    favoured: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)
    found: dict[int, int] = field(default_factory=dict)


class Society:
    """The weeks of all places. A first week has no week before it: nobody is restricted, and every request served."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.around = [Around() for _ in trial.world.places]
        self.asked: dict[tuple[int, int], tuple[int, int]] = {}
        self.sought: dict[tuple[int, int], tuple[int, int]] = {}
        self.occasions = {act: of for act, of in enumerate(trial.odds.occasion_of.tolist()) if of >= 0}
        self.limited = [s for s, quota in enumerate(trial.odds.service_quota.tolist()) if quota >= 0]

    def _of_those_living_in(self, day: int, count: Count) -> Count:
        """Return what counts those who live in a place on a day, whatever their home."""

        def counted(metric: str, place: int) -> int:
            homes = [home for home in range(len(self.around)) if self.trial.lives(home, day) == place]
            return sum(count(metric, home) for home in homes)

        return counted

    def close_window(self, end_day: int, count: Count) -> None:
        """Add the counts of a window, and at the end of a week draw the conclusions for the next."""
        count = self._of_those_living_in(end_day - 1, count)
        for place in range(len(self.around)):
            for service in self.limited:
                name = self.trial.world.services[service].id
                favoured = count(f"favoured.{name}", place) + count(f"full_favoured.{name}", place)
                turned_away = count(f"refused.{name}", place) + count(f"given_up.{name}", place)
                others = count(f"requested.{name}", place) - turned_away - favoured
                before = self.asked.get((place, service), (0, 0))
                self.asked[place, service] = before[0] + favoured, before[1] + others
            for act, of in self.occasions.items():
                left, sought = (f"taken.{self.trial.world.acts[of].id}", f"candidates.{self.trial.world.acts[act].id}")
                before = self.sought.get((place, act), (0, 0))
                self.sought[place, act] = before[0] + count(left, place), before[1] + count(sought, place)
        if end_day % 7 == 0:
            self._conclude(count, end_day)

    def _conclude(self, count: Count, day: int) -> None:
        for place, around in enumerate(self.around):
            around.level = self._level(place, count("restricted_people", place), self.trial.living(place, day - 1))
            for service in self.limited:
                self._ration(around, place, service, self.trial.living(place, day))
            for act in self.occasions:
                around.found[act] = self._found(place, act)
        self.asked, self.sought = {}, {}

    def _level(self, place: int, restricted: int, people: int) -> int:
        regime, story = self.trial.regimes[place], self.trial.world.conformity
        if regime is None or regime.answers.louder == 0 or story is None or people == 0:
            return 0
        share = Fraction(restricted, people) / Fraction(str(story.full.value))
        return min(CONFORMITY_STEPS, int(share * CONFORMITY_STEPS))

    def _ration(self, around: Around, place: int, service: int, people: int) -> None:
        """Share out a week's quota for so many people, from the requests of the week before."""
        quota = int(self.trial.odds.service_quota[service]) * people * 7
        favoured, others = (n * ONE_REQUEST for n in self.asked[place, service])
        left = max(0, quota - favoured)
        around.favoured[service] = min(WIDE, quota * WIDE // favoured) if favoured else WIDE
        around.others[service] = min(WIDE, left * WIDE // others) if others else WIDE

    def _found(self, place: int, act: int) -> int:
        """Return the chance of finding an occasion: those left the week before, for each who might have used one."""
        acts, sought = self.sought[place, act]
        if sought == 0:
            return WIDE
        left = acts * int(self.trial.odds.occasion_each[act])
        return min(WIDE, left * WIDE // (sought * occasions.PARTS))

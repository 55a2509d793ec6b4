"""Published counts that a report prints beside the modelled ones: how many, over how many people and days, by whom.

A published list shows what an office chose to print, so each count is a lower bound of what was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.audit.reading import YEAR_DAYS

_LISTS = "counted by the press from official lists: a lower bound of what was recorded"
_JINGHUA = (
    "Jinghua Times via Qingdao News, 2010-03-27, https://qingdaonews.com/content/2010-03/27/content_8331898_2.htm"
)
_GLOBAL_VOICES = (
    "Global Voices, 2010-04-04, https://globalvoices.org/2010/04/04/china-county-citizens-subject-to-moral-appraisal/"
)
_CHINA_DAILY = "China Daily, 2010-03-30, http://www.ccgp-fushun.com/china/2010-03/30/content_19711839.htm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One published count.

    measure    the measure it stands beside
    count      what was published, over `days` days, of a population of `people` (low, high: both are cited)
    """

    scheme: str
    measure: str
    says: str
    count: int
    days: int
    people: tuple[int, int]
    source: str
    caveat: str = _LISTS

    @property
    def per_1000(self) -> tuple[float, float]:
        """Return the count per 1,000 people and year at the larger and at the smaller population."""
        low, high = (
            1000.0 * self.count / people * YEAR_DAYS / self.days for people in sorted(self.people, reverse=True)
        )
        return low, high

    def factor(self, value: float) -> float:
        """Return by what factor a modelled rate is off the nearer end of the published one; 1 inside it.

        At least 1 in either direction; infinite where nothing was modelled.
        """
        low, high = self.per_1000
        if value <= 0:
            return float("inf")
        return max(1.0, low / value, value / high)


_ADULTS = (1_040_000, 1_140_000)
"""Adult residents of Suining county: recalled from the census, and Xinhua via Xinyu Daily, 2014-06-24."""

TARGETS = (
    Target(scheme="suining-2010", measure="negative_items", says="negative items in lists, January and February 2010",
           count=1_928, days=59, people=_ADULTS, source=_JINGHUA),
    Target(scheme="suining-2010", measure="people_fallen.C", says="people fallen to C or D, January and February 2010",
           count=24, days=59, people=_ADULTS, source=_JINGHUA),
    Target(scheme="suining-2010", measure="names_published", says="names on the first list, by 15 March 2010",
           count=812, days=74, people=_ADULTS, source=_GLOBAL_VOICES),
    Target(scheme="suining-2010", measure="names_published", says="people published by 30 March 2010, more than",
           count=3_000, days=89, people=_ADULTS, source=_CHINA_DAILY),
)  # fmt: skip


def targets_of(scheme: str) -> tuple[Target, ...]:
    """Return the published counts about a scheme; none for most."""
    return tuple(target for target in TARGETS if target.scheme == scheme)

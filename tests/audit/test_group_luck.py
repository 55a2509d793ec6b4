"""Which figures of a group have a range of luck from their counts, and which have none."""

from dataclasses import replace

import pytest

from xinyong.audit.disparity import SAMPLING
from xinyong.audit.group_luck import with_group_luck
from xinyong.audit.intervals import count_interval, share_interval
from xinyong.audit.measure import EVERYBODY, Measure

WOMEN = "sex: woman"
SHARE = Measure(name="restricted_people_share", definition="", unit="share", value=0.1, numerator=4, denominator=40,
                group=WOMEN)  # fmt: skip
RATE = Measure(
    name="people_fallen.poor", definition="", unit="", value=50.0, numerator=4, denominator=80.0, group=WOMEN
)


def ranged(one: Measure) -> Measure:
    return with_group_luck([one])[0]


def test_a_share_of_people_and_a_count_have_theirs() -> None:
    share, rate = ranged(SHARE), ranged(RATE)
    assert (share.low, share.high) == share_interval(4, 40)
    assert (rate.low, rate.high) == pytest.approx(tuple(1000 * end / 80 for end in count_interval(4)))
    for one in (share, rate):
        assert one.band == "luck"
        assert one.caveat.endswith(SAMPLING)


@pytest.mark.parametrize(
    "one",
    [
        replace(SHARE, group=EVERYBODY),
        replace(SHARE, name="wrongful_entries_share"),
        replace(SHARE, name="restricted_days"),
        replace(SHARE, low=0.05, high=0.2, band="assumed"),
        replace(SHARE, value=None, why="not asked"),
    ],
    ids=["everybody", "entries", "days", "a range it has", "no value"],
)
def test_others_stay_as_they_are(one: Measure) -> None:
    assert ranged(one) is one

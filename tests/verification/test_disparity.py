"""Worlds in which the inequality of two groups is known: unequal eyes, unequal conduct, a faith under a rule, labels.

Figures of several seeds are held to their closed form by the spread between seeds. A record arrives the day after the
act, so a run of D days holds D − 1 days of entries.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import exp, factorial, fsum

import pytest
from tests.oracle.cited import Json, ratio, share
from tests.oracle.plain import (
    act,
    channel,
    false_report,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
    rule,
    sight,
    tier,
)
from tests.verification.close import assert_near

from xinyong.audit.disparity import DAYS, PARTS
from xinyong.audit.luck import variance
from xinyong.audit.measure import EVERYBODY, Measures
from xinyong.audit.measures import audit
from xinyong.engine.play import play
from xinyong.trial.trial import Trial

N_DAYS, PEOPLE, SEEDS = 120, 4_000, range(1, 9)


def sexes(*levels: str) -> Json:
    """Return changes to a world that make half of the people one sex and half the other."""
    first = {"levels": {"sex": levels[0]}, "share": share(0.5)}
    return {"traits": {"sex": list(levels)}, "margins": [{"id": "sex", "traits": ["sex"], "shares": [first]}]}


def over_seeds(trials: Iterator[Trial], name: str, group: str = "sex: woman") -> tuple[float, float]:
    """Return the mean of a figure over seeds, and the variance of that mean."""
    values = [audit(play(trial)).one(name, group).value for trial in trials]
    known = [value for value in values if value is not None]
    assert len(known) == len(SEEDS)
    return fsum(known) / len(known), variance(known) / len(known)


def unequal_eyes() -> Iterator[Trial]:
    """Equal conduct; women are seen half as often; one entry restricts for good."""
    world = plain_world(**sexes("woman", "man"), acts=[act("theft", "theft", 6)], sights=[sight("theft", 0.4)],
                        channels=[channel("camera", coverage=[ratio(0.5, sex="woman")])])  # fmt: skip
    return (plain_trial(plain_scheme(), world, n_people=PEOPLE, days=N_DAYS, seed=seed) for seed in SEEDS)


EYES = {"woman": 6 * 0.2 / 365, "man": 6 * 0.4 / 365}
"""Entries per person and day."""


@lru_cache
def seen_unequally(name: str) -> tuple[float, float]:
    return over_seeds(unequal_eyes(), name)


def ever(rate: float) -> float:
    return 1 - exp(-rate * (N_DAYS - 1))


def test_unequal_eyes_give_the_disparity_that_the_rates_imply() -> None:
    """Ever restricted: 1 − exp(−λ(D − 1)). Days: on day t with chance 1 − exp(−λt)."""
    mean, spread = seen_unequally("disparity_as_it_falls")
    assert_near(mean, ever(EYES["woman"]) / ever(EYES["man"]), spread)
    women, men = (fsum(1 - exp(-rate * day) for day in range(1, N_DAYS)) for rate in EYES.values())
    assert_near(seen_unequally(f"disparity_as_it_falls.{DAYS}")[0], women / men,
                seen_unequally(f"disparity_as_it_falls.{DAYS}")[1])  # fmt: skip


def test_what_the_scheme_adds_to_unequal_eyes_is_what_saturation_takes_away() -> None:
    """Twice the records are less than twice the people restricted, since nobody is restricted twice."""
    mean, spread = seen_unequally("disparity_added")
    assert_near(mean, ever(EYES["woman"]) / ever(EYES["man"]) / 0.5, spread)


def test_unequal_eyes_are_booked_to_exposure() -> None:
    whole, _ = seen_unequally("disparity_difference")
    exposure, _ = seen_unequally("disparity_difference.exposure")
    rule_part, _ = seen_unequally("disparity_difference.rule")
    conduct, spread = seen_unequally("disparity_difference.conduct")
    assert_near(conduct, 0, spread)
    assert seen_unequally("disparity_difference.error")[0] == 0
    assert exposure < 0
    # Entries of people who stand restricted already add nothing: that is what the rule makes of records.
    assert exposure + rule_part == pytest.approx(whole - conduct - seen_unequally("disparity_difference.remedy")[0])


def test_with_the_same_record_unequal_eyes_make_no_difference() -> None:
    assert list(seen_unequally("disparity_same_acts")) == pytest.approx([1, 0])


TERM, SEEN, FALSE = 30, 0.5, 1.5
THEFTS = {"woman": 6.0, "man": 18.0}


def unequal_conduct() -> Iterator[Trial]:
    """Men steal three times as often and nothing else differs; three entries in force restrict, each lasts 30 days."""
    world = plain_world(
        **sexes("woman", "man"),
        acts=[act("theft", "theft", 12, ratios=[ratio(3, sex="man")])],
        channels=[channel("camera", false_reports=[false_report("theft", FALSE)])],
        sights=[sight("theft", SEEN)],
    )
    scheme = plain_scheme(tiers=[tier("good", 75), tier("bad")], rules=[rule(validity=TERM)])
    return (plain_trial(scheme, world, n_people=PEOPLE, days=N_DAYS, seed=seed) for seed in SEEDS)


def days_at_three(thefts: float) -> float:
    """Return restricted days a person: entries in force on day t are Poisson with mean λ · min(t, term), and three of
    them take the score from 100 below 75."""
    means = [(thefts * SEEN + FALSE) / 365 * min(day, TERM) for day in range(1, N_DAYS)]
    return fsum(1 - fsum(exp(-mean) * mean**k / factorial(k) for k in range(3)) for mean in means)


def test_where_only_conduct_differs_days_have_the_ratio_of_the_threshold() -> None:
    mean, spread = over_seeds(unequal_conduct(), f"disparity_as_it_falls.{DAYS}", "sex: man")
    assert_near(mean, days_at_three(THEFTS["man"]) / days_at_three(THEFTS["woman"]), spread)


def test_where_only_conduct_differs_error_alone_is_equal() -> None:
    """The mean of a ratio of two Poisson counts around n is 1 + 1/n."""
    mean, spread = over_seeds(unequal_conduct(), "disparity_error_only", "sex: man")
    expected = PEOPLE / 2 * FALSE * (N_DAYS - 1) / 365
    assert_near(mean, 1 + 1 / expected, spread)


def test_a_faith_that_a_rule_names_is_the_rule_and_never_conduct() -> None:
    """Women alone pray, prayer is named by a rule; everybody steals alike, and no rule names theft."""
    world = plain_world(**sexes("woman", "man"),
                        acts=[act("prayer", "worship", 4, ratios=[ratio(0, sex="man")]), act("theft", "theft", 8)],
                        sights=[sight("prayer", 0.5), sight("theft", 0.5)])  # fmt: skip
    scheme = plain_scheme(rules=[rule("prayer", "prayer", validity=30)])
    found = audit(play(plain_trial(scheme, world, n_people=PEOPLE, days=N_DAYS)))
    whole = found.one("disparity_difference", "sex: woman").value
    assert whole is not None
    assert whole > 0
    assert found.one("disparity_difference.rule", "sex: woman").value == pytest.approx(whole)
    assert parts(found, "conduct", "exposure", "error", "remedy") == [pytest.approx(0)] * 4
    assert found.one("disparity_as_it_falls", "sex: woman").value is None


def parts(found: Measures, *names: str) -> list[float | None]:
    return [found.one(f"disparity_difference.{name}", "sex: woman").value for name in names]


def labelled(*levels: str) -> Measures:
    """Return the audit of a harsh world whose two sexes have the same inputs, with labels in an order."""
    world = plain_world(
        **sexes(*levels),
        acts=[act("theft", "theft", 6), act("prayer", "worship", 3)],
        channels=[channel("camera", misattributed=0.2, false_reports=[false_report("theft", 1)])],
        sights=[sight("theft", 0.5), sight("prayer", 0.5)],
    )
    scheme = plain_scheme(rules=[rule(validity=60), rule("prayer", "prayer", validity=20)], objection=objection(30))
    return audit(play(plain_trial(scheme, world, n_people=PEOPLE, days=N_DAYS)))


def test_swapped_labels_turn_every_disparity_round_and_change_nothing_else() -> None:
    one, other = labelled("woman", "man"), labelled("man", "woman")
    assert [m for m in one if m.group == EVERYBODY] == [m for m in other if m.group == EVERYBODY]
    for name in (f"{base}.{part}".rstrip(".") for base, parts_of in PARTS.items() for part in parts_of):
        before, after = one.one(name, "sex: woman"), other.one(name, "sex: woman")
        assert before.value is not None
        assert after.value is not None
        if name.startswith("disparity_difference"):
            assert after.value == pytest.approx(-before.value, abs=1e-9)
        else:
            assert after.value == pytest.approx(1 / before.value)
            assert before.value != 1
        if before.band == "luck":
            assert [after.low, after.high] == pytest.approx([1 / (before.high or 0), 1 / (before.low or 0)])

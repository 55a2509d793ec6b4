"""An order to write protected conduct down as a misdeed: what it does, when, and through which channel."""

from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import share
from tests.oracle.plain import channel, plain_scheme, plain_trial, plain_world, sight

from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.vocabulary import Cause

PRAYER, THEFT = 2, 0
ORDER = {"id": "order", "channel": "camera", "of": "prayer", "act": "theft", "from": "2020-01-15"}


def ordered(value: float | None, **more: Any) -> Outcome:
    """Play the plain world, in which nobody punishes prayer, with an order at a share (None: without any)."""
    orders = [] if value is None else [{**ORDER, "share": share(value), **more}]
    return play(plain_trial(world=plain_world(targeting=orders)))


def on_prayer(outcome: Outcome) -> np.ndarray[Any, np.dtype[np.bool_]]:
    found: np.ndarray[Any, np.dtype[np.bool_]] = outcome.ledger["true_act"] == PRAYER
    return found


def test_at_a_share_of_nothing_an_order_changes_nothing() -> None:
    plain, ordered_not = ordered(None), ordered(0)
    assert np.array_equal(plain.flows, ordered_not.flows)
    assert all(np.array_equal(plain.ledger[name], ordered_not.ledger[name]) for name in plain.ledger)


def test_at_a_share_of_one_every_prayer_from_that_day_is_a_theft_on_record() -> None:
    outcome = ordered(1)
    here = on_prayer(outcome)
    assert min(outcome.ledger["act_day"][here]) == 14
    assert set(outcome.ledger["act"][here].tolist()) == {THEFT}
    assert set(outcome.ledger["cause"][here].tolist()) == {Cause.MISCLASSIFIED}
    assert set(outcome.ledger["protected"][here].tolist()) == {1}
    taken = outcome.flows[2:, outcome.layout.row["taken.prayer"]].sum()
    # The camera sees all and reports the day after; what is done on the last day comes too late.
    last = taken - here.sum()
    assert 0 <= last < taken / 10


def test_at_a_share_in_between_about_that_share_is() -> None:
    half, all_ = (int(on_prayer(ordered(value)).sum()) for value in (0.5, 1))
    assert half == pytest.approx(all_ / 2, rel=0.2)


def test_what_an_order_takes_at_a_low_share_it_takes_at_a_high_one() -> None:
    keys = ("origin_subject", "origin_week", "origin_item")
    found = [
        {*zip(*(outcome.ledger[key][on_prayer(outcome)].tolist() for key in keys), strict=True)}
        for outcome in (ordered(0.3), ordered(0.6))
    ]
    assert found[0] < found[1]


def test_it_ends_on_its_day_and_spares_other_channels() -> None:
    brief = ordered(1, to="2020-01-20")
    assert set(brief.ledger["act_day"][on_prayer(brief)].tolist()) <= set(range(14, 19))
    world = plain_world(
        channels=[channel("camera"), channel("other")],
        sights=[sight("theft"), sight("prayer", 0.5), sight("prayer", 0.5, "other")],
        targeting=[{**ORDER, "channel": "other", "share": share(1)}],
    )
    through = play(plain_trial(plain_scheme(), world))
    assert set(through.ledger["channel"][on_prayer(through)].tolist()) == {1}


def test_what_is_not_written_down_by_order_is_mistaken_as_ever() -> None:
    taken_for = {"act": "help", "share": share(0.5)}
    sights = [sight("theft"), sight("help"), sight("prayer", taken_for=taken_for)]
    both, order = (
        play(plain_trial(world=plain_world(sights=sights, targeting=[{**ORDER, "share": share(value)}])))
        for value in (0.2, 0.5)
    )
    recorded = [o.flows[:, o.layout.row["recorded.help"]].sum() for o in (both, order)]
    assert recorded[0] > recorded[1]

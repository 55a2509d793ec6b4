"""Reviews of refusals, effects that wait for an answer, evidence: what they do, and nothing where they are not."""

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, Json, days, days_or_none, share
from tests.oracle.plain import channel, desk, false_report, objection, plain_scheme, plain_trial, plain_world, rule
from tests.reference.story import column, decided, objects, record, standing, story, told, total

from xinyong.errors import FileError
from xinyong.reference.chance import block, wide
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.vocabulary import WIDE, Purpose

REFUSED = record(2), told(2), objects(2, 0), decided(9, 0, reversed_=False)


def review(window: int | None = None) -> Json:
    return {"window": days_or_none(window), "desk": "court", "carried_out_within": NONE, **WHY}


def two_desks(capacity: float = 100_000) -> list[Json]:
    """Return an office that refuses everything and a court that grants everything."""
    return [desk("office") | {"reverses_mistaken": share(0)}, desk("court", capacity=capacity, right=1)]


def scripted(**more: object) -> Scheme:
    return plain_scheme(objection=objection() | more)


def lived(asked: float = 1, scheme: Scheme | None = None, **world: object) -> Outcome:
    objecting = {"mistaken": share(1), "right": share(1), "spread": days(0), "review": share(asked)}
    parts = {"desks": two_desks(), "objecting": objecting} | world
    return play(plain_trial(scheme or scripted(review=review()), plain_world(**parts), days=63))


def test_who_was_refused_asks_the_next_instance_and_it_decides() -> None:
    lines = *REFUSED, objects(12, 0), decided(20, 0)
    outcome = story(*lines, scheme=scripted(review=review()), world=plain_world(desks=two_desks()))
    assert [column(outcome, name) for name in ("decided", "reversed", "review_filed")] == [[9], [0], [12]]
    assert [column(outcome, name) for name in ("review_decided", "review_reversed", "ended")] == [[20], [1], [20]]
    assert [total(outcome, f"reviews_{name}") for name in ("filed", "decided", "reversed")] == [1, 1, 1]


@pytest.mark.parametrize(("on", "filed"), [(14, [14]), (15, [-1])])
def test_nobody_asks_the_next_instance_after_its_window(on: int, filed: list[int]) -> None:
    world = plain_world(desks=two_desks())
    outcome = story(*REFUSED, objects(on, 0), scheme=scripted(review=review(5)), world=world)
    assert column(outcome, "review_filed") == filed


def test_in_a_script_nothing_is_decided_that_nobody_asked_for() -> None:
    world = plain_world(desks=two_desks())
    lines = *REFUSED, objects(15, 0), decided(20, 0)
    outcome = story(*lines, decided(20, 0), scheme=scripted(review=review(5)), world=world)
    assert [column(outcome, name) for name in ("decided", "reversed", "review_decided")] == [[9], [0], [-1]]


def test_without_a_next_instance_a_refusal_is_the_end() -> None:
    outcome = story(*REFUSED, objects(12, 0), scheme=scripted())
    assert column(outcome, "review_filed") == [-1]


def test_the_share_that_the_world_states_asks_by_the_word_of_the_origin() -> None:
    outcome = lived(0.5)
    ledger, trial = outcome.ledger, outcome.trial
    refused = (ledger["decided"] >= 0) & (ledger["reversed"] == 0)
    code = int(trial.odds.act_code[0])
    for row in np.flatnonzero(refused).tolist():
        subject, week = int(ledger["origin_subject"][row]), int(ledger["origin_week"][row])
        words = block(trial.seed, subject, week, Purpose.REVIEW, code, int(ledger["origin_item"][row]))
        assert (ledger["review_filed"][row] >= 0) == (wide(words[0], words[1]) < WIDE // 2)
    assert 0.4 < (ledger["review_filed"] >= 0).sum() / refused.sum() < 0.6


def test_both_desks_have_a_capacity_of_their_own() -> None:
    idle = lived(desks=two_desks(capacity=0))
    assert total(idle, "reviews_filed") == total(lived(), "reviews_filed") > 0
    assert total(idle, "reviews_decided") == 0 < total(lived(), "reviews_decided")
    assert set(lived().sittings["desk"].tolist()) == {0, 1}


def test_a_next_instance_that_nobody_asks_changes_nothing() -> None:
    assert result_sha256(lived(0)) == result_sha256(lived(0, scheme=scripted()))


def test_an_entry_waits_while_the_objection_is_open_and_counts_again_when_it_is_refused() -> None:
    lines = *REFUSED, objects(12, 0), decided(20, 0, reversed_=False)
    world = plain_world(desks=two_desks())

    def found(scheme: Scheme) -> list[int]:
        return [standing(day, *lines, scheme=scheme, world=world)["score"] for day in range(2, 22)]

    assert found(scripted(review=review())) == [90] * 20
    # Filed on day 2 and refused on day 9; asked again on day 12 and refused on day 20.
    waiting = scripted(review=review(), suspends=True)
    assert found(waiting) == [90] + [100] * 6 + [90] * 4 + [100] * 7 + [90] * 2


def test_an_objection_that_is_granted_keeps_the_entry_waiting_until_it_is_gone() -> None:
    world = plain_world(desks=[desk("office", carries_out=5)])
    lines = record(2), told(2), objects(2, 0), decided(9, 0)
    outcome = story(*lines, scheme=scripted(suspends=True), world=world)
    assert column(outcome, "ended") == [14]
    assert int(outcome.subjects["restricted_days"][0]) == 1


def test_a_listing_waits_too() -> None:
    listing = {"list": "black", "term": NONE, **WHY}
    scheme = plain_scheme(
        lists=[{"id": "black", "name": {"en": "Black"}, **WHY}],
        rules=[rule(size=0, listing=listing)],
        objection=objection() | {"suspends": True},
    )
    on_list = [standing(day, *REFUSED, scheme=scheme)["lists"] for day in (2, 3, 8, 9, 10)]
    assert on_list == [1, 0, 0, 1, 1]


def proved(held: float, **more: object) -> Outcome:
    """Play mistaken and right entries to which everybody objects; the office would take all of them back."""
    objecting = {"mistaken": share(1), "right": share(1), "spread": days(0), "evidence": {"share": share(held)}}
    camera = channel("camera", false_reports=[false_report("theft", 50)])
    world = plain_world(objecting=objecting, desks=[desk("office", right=1)], channels=[camera])
    return play(plain_trial(scripted(**more), world, days=63))


def test_a_mistaken_entry_is_taken_back_only_where_there_is_evidence() -> None:
    outcome = proved(0.5, evidence="required")
    ledger, trial = outcome.ledger, outcome.trial
    answered, mistaken = ledger["decided"] >= 0, ledger["cause"] != 0
    assert ledger["reversed"][answered & ~mistaken].all()
    code = int(trial.odds.act_code[0])
    for row in np.flatnonzero(answered & mistaken).tolist():
        subject, week = int(ledger["origin_subject"][row]), int(ledger["origin_week"][row])
        words = block(trial.seed, subject, week, Purpose.EVIDENCE, code, int(ledger["origin_item"][row]))
        assert ledger["reversed"][row] == (wide(words[0], words[1]) < WIDE // 2)
    assert 0.4 < ledger["reversed"][answered & mistaken].mean() < 0.6


@pytest.mark.parametrize(("held", "more"), [(1, {"evidence": "required"}), (0, {})])
def test_where_everybody_has_evidence_or_nobody_asks_for_it_nothing_changes(held: float, more: dict[str, str]) -> None:
    assert result_sha256(proved(held, **more)) == result_sha256(proved(1))


def test_a_scheme_that_asks_for_evidence_asks_the_world_for_it() -> None:
    with pytest.raises(FileError, match=r"objection\.evidence: the world `plain` does not say who has evidence"):
        plain_trial(scripted(evidence="required"))

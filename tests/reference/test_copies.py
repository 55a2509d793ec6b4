"""Copies of lists: when they arrive, whose they are, and whether a deletion reaches them."""

from typing import Any

import pytest
from tests.oracle.cited import NONE, WHY, Json, days, days_or_none, name, share
from tests.oracle.plain import desk, plain_scheme, plain_trial, plain_world, refusal, rule
from tests.reference.story import column, record, story, total

from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.script import Line
from xinyong.vocabulary import Cause


def register(missed: float = 0, mislinked: float = 0, duplicated: float = 0) -> Json:
    errors = {"missed": share(missed), "mislinked": share(mislinked), "duplicated": share(duplicated)}
    return {"id": "platform", "name": name("Platform"), "by": "id", **errors}


def town(**errors: float) -> World:
    return plain_world(registers=[register(**errors)], desks=[desk("office")])


def copied(deletions: int | None = 7, delay: int = 7, term: int | None = None, *, copies: bool = True) -> Scheme:
    copy: Json = {"id": "national", "from": "court", "to": "joint", "through": "platform", "delay": days(delay), **WHY}
    copy |= {"deletions": days_or_none(deletions), "term": days_or_none(term)}
    met = {"within": NONE, "desk": "office", **WHY}
    listed: Any = {"listing": {"list": "court", "term": days(90), **WHY}, "met": met}
    return plain_scheme(
        score=None, tiers=[], rules=[rule(size=None, **listed)], copies=[copy] if copies else [],
        lists=[{"id": one, "name": name(one), **WHY} for one in ("court", "joint")],
        consequences=[refusal(lists=["joint"])],
    )  # fmt: skip


def paid(day: int) -> Line:
    return Line(day, 0, "met", of=0)


def test_registers_without_copies_change_nothing() -> None:
    plain = plain_world(desks=[desk("office")])
    without, unused = (play(plain_trial(copied(copies=False), world)) for world in (plain, town(duplicated=1)))
    assert result_sha256(without) == result_sha256(unused)


@pytest.mark.parametrize(("delay", "arrives"), [(0, 7), (7, 10), (10, 13)])
def test_a_copy_arrives_after_its_delay_and_never_within_the_window(delay: int, arrives: int) -> None:
    outcome = story(record(3), scheme=copied(delay=delay), world=town())
    assert (column(outcome, "day"), column(outcome, "clause")) == ([3, arrives], [0, 1])
    assert total(outcome, "listings.joint") == 1


@pytest.mark.parametrize(("deletions", "ended", "overdue"), [(0, 20, -1), (7, 27, -1), (None, -1, 20)])
def test_a_copy_ends_as_long_after_its_row_as_the_scheme_says(deletions: int | None, ended: int, overdue: int) -> None:
    """The debt is met on day 20; where no deletion follows, the copy stands and is overdue from word of it on."""
    outcome = story(record(3), paid(20), scheme=copied(deletions), world=town())
    assert column(outcome, "ended") == [20, ended] if deletions != 0 else [20, 21]
    assert total(outcome, "deleted") == int(deletions is not None)
    assert (column(outcome, "overdue")[1] >= 20) == (overdue >= 0)
    assert column(outcome, "outcome") == [5, 6 if deletions is not None else 0]


def everybody(**errors: float) -> Outcome:
    return play(plain_trial(copied(), town(**errors), days=63))


def test_a_register_that_misses_everything_lists_nobody() -> None:
    outcome = everybody(missed=1)
    assert total(outcome, "listings.court") > total(outcome, "listings.joint") == 0


def test_a_register_that_joins_wrongly_lists_others_for_it() -> None:
    outcome = everybody(mislinked=1)
    copies = outcome.ledger["clause"] == 1
    assert copies.any()
    assert (outcome.ledger["recipient"][copies] != outcome.ledger["origin_subject"][copies]).all()
    assert (outcome.ledger["cause"][copies] == Cause.MISLINKED).all()
    assert total(outcome, "wrongful_mislinked_days") > 0
    assert (outcome.foreign["copy"] >= 0).all()


def test_a_second_row_is_never_deleted() -> None:
    outcome = story(record(3), paid(14), scheme=copied(), world=town(duplicated=1), days=49)
    assert column(outcome, "clause") == [0, 1, 2]
    assert [ended >= 0 for ended in column(outcome, "ended")] == [True, True, False]
    assert total(outcome, "restricted_days") == 39
    assert total(outcome, "wrongful_overdue_days") > 0


def test_a_share_of_copies_is_missed() -> None:
    outcome = play(plain_trial(copied(delay=0), town(missed=0.25), n_people=300, days=63))
    early = int((outcome.ledger["day"][outcome.ledger["clause"] == 0] < 56).sum())
    found = total(outcome, "listings.joint") / early
    assert abs(found - 0.75) < 4 * (0.25 * 0.75 / early) ** 0.5


@pytest.mark.parametrize("window_days", [7, 1])
def test_word_of_an_end_in_the_week_of_the_row_is_a_letter_of_its_own_whatever_the_window(window_days: int) -> None:
    """The debt is met two days after the row was entered: the copy was written before that was known."""
    outcome = story(record(3), paid(5), scheme=copied(), world=town(mislinked=1), window_days=window_days)
    letters = [outcome.foreign[name].tolist() for name in ("due", "ends", "end_due", "end_gone")]
    assert list(zip(*letters, strict=True)) == [(10, 0, 100, 100), (12, 1, 12, 12)]

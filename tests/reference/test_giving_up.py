"""People who are refused give up asking: refusals and what is not asked any more add up to what would be refused."""

from tests.oracle.cited import cited, name, share
from tests.oracle.plain import plain_trial, plain_world

from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.summary import services, total


def flights(gives_up: float | None, days: int = 70) -> Outcome:
    """Play 10 weeks in which people fly almost weekly, until they are barred."""
    more = {} if gives_up is None else {"gives_up": share(gives_up)}
    service = {"id": "flight", "name": name("Flight"), "rate": cited(50, "per year"), **more}
    return play(plain_trial(world=plain_world(services=[service]), days=days))


def test_where_nobody_gives_up_nothing_changes() -> None:
    without, never = flights(None), flights(0)
    assert total(without, "given_up.flight") == 0
    assert result_sha256(never) == result_sha256(without)


def test_what_is_not_asked_any_more_is_missing_from_what_is_refused_and_from_nothing_else() -> None:
    without, some, all_ = flights(None), flights(0.3), flights(1)
    refused = [total(one, "refused.flight") for one in (without, some, all_)]
    given_up = [total(one, "given_up.flight") for one in (without, some, all_)]
    assert refused[0] > refused[1] > refused[2] > 0
    assert len({a + b for a, b in zip(refused, given_up, strict=True)}) == 1
    for metric in ("requested.flight", "burdened.flight", "restricted_days", "candidates.theft"):
        assert len({total(one, metric) for one in (without, some, all_)}) == 1


def test_where_everybody_gives_up_each_is_refused_once() -> None:
    found = services(flights(1))["flight"]
    assert found["refused"] == found["people_refused"] > 20


def test_a_share_gives_up_after_each_refusal() -> None:
    """Refusals a person are then geometric, and their mean is one over the share where time is long enough."""
    found = services(flights(0.5, days=140))["flight"]
    assert abs(found["refused"] / found["people_refused"] - 2) < 0.4


def test_who_is_served_again_asks_again() -> None:
    found = flights(1)
    assert total(found, "requested.flight") > total(found, "refused.flight") + total(found, "given_up.flight")

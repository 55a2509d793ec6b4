"""Acts that need what others leave behind: who clears litter away, where somebody littered the week before."""

from tests.oracle.cited import cited
from tests.oracle.plain import act, plain_trial, plain_world

from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.summary import total


def street(littering: float, each: float | None, days: int = 140, people: int = 200) -> Outcome:
    """Play people who litter, and who clear away 50 times a year what they find."""
    clearing = act("clearing", "cleaning-up", 50)
    if each is not None:
        clearing["occasion"] = {"left_by": "littering", "each": cited(each, "ratio")}
    acts = [act("theft", "theft", 0), act("littering", "littering", littering), clearing]
    return play(plain_trial(world=plain_world(acts=acts, sights=[]), n_people=people, days=days))


def test_where_occasions_abound_nothing_changes() -> None:
    free, abundant = street(10, None), street(10, 1000)
    assert total(free, "taken.clearing") == total(abundant, "taken.clearing") > 0
    assert result_sha256(free) == result_sha256(abundant)


def test_where_nobody_litters_nothing_is_cleared_away_after_the_first_week() -> None:
    found = street(0, 1)
    row = found.layout.row["taken.clearing"]
    by_week = found.flows[:, row].sum(axis=(1, 2))
    assert by_week[0] > 0
    assert by_week[1:].sum() == 0
    assert total(found, "candidates.clearing") == total(street(0, None), "candidates.clearing")


def test_as_much_is_cleared_away_as_was_left() -> None:
    """Each candidate finds an occasion with the chance littered · each / sought of the week before."""
    found = street(10, 0.5)
    littered = found.flows[:-1, found.layout.row["taken.littering"]].sum()
    cleared = found.flows[1:, found.layout.row["taken.clearing"]].sum()
    assert abs(cleared / (0.5 * littered) - 1) < 0.08

"""Which responses a world tells, which runs a word asks for, and how far an act may rise."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from xinyong.errors import InputError
from xinyong.population import conduct
from xinyong.population.family import known_in, refuse_one_sided, runs_of, told_by
from xinyong.population.world import World
from xinyong.vocabulary import HARDSHIP_KINDS, KINDS, ONE_SIDED


def _world(make: SimpleNamespace, **more: object) -> World:
    zero = make.cited(0, "ratio")
    story = {"certainty": zero, "elasticity": make.cited(0, "elasticity"), "spill": make.cited(0, "share")}
    found: World = make.bare(deterrence=story, **more)
    return found


def test_a_world_tells_what_it_has_numbers_for(make: SimpleNamespace) -> None:
    assert told_by(make.bare()) == known_in(make.bare()) == runs_of(make.bare(), "family") == ("none",)
    world = _world(make, hardship={"ratio": make.cited(2, "ratio")})
    assert told_by(world) == ("none", "deterrence", "hardship")
    assert runs_of(world, "family") == ("none", "deterrence", "hardship", "benefit-bound", "harm-bound")
    assert runs_of(world, "bounds") == ONE_SIDED
    assert runs_of(world, "hardship") == ("hardship",)


def test_an_untold_story_is_refused_with_the_nearest(make: SimpleNamespace) -> None:
    message = "found response `deterence`; the world `bare` tells none, deterrence, benefit-bound, harm-bound; "
    with pytest.raises(InputError, match=message):
        runs_of(_world(make).model_copy(update={"world": "bare"}), "deterence")
    with pytest.raises(InputError, match="found response `bounds`"):
        runs_of(make.bare(), "bounds")


@pytest.mark.parametrize(("one", "other"), [ONE_SIDED, ONE_SIDED[::-1]])
def test_one_sided_runs_are_had_together_or_not_at_all(make: SimpleNamespace, one: str, other: str) -> None:
    with pytest.raises(InputError, match=f"found `{one}` alone; .* beside `{other}`: ask for `bounds`"):
        runs_of(_world(make), one)
    refuse_one_sided(("none", one, other))


def test_only_debts_bills_and_taxes_leave_room_for_hardship(make: SimpleNamespace) -> None:
    acts = [make.act("arrears", "late-payment", 1), make.act("theft", "theft", 1), make.act("help", "volunteering", 1)]
    hardship = {"ratio": make.cited(1.3, "ratio", (1, 1.7))}
    arrears, theft, help_ = conduct.bounds(_world(make, acts=acts, hardship=hardship))
    assert theft == help_ == 1
    assert Fraction(17, 10) <= arrears < Fraction(17, 10) + Fraction(1, 65_536)
    assert set(HARDSHIP_KINDS) <= {kind for kind, what in KINDS.items() if what.harm == "loss"}

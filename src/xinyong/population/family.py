"""Which stories of response a world tells, which runs a word asks for, and how strong the strongest of them can be."""

from __future__ import annotations

import math
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.population.quantities import high, refusal
from xinyong.population.stories import Conformity, Deterrence
from xinyong.population.world import Act, World
from xinyong.vocabulary import HARDSHIP_KINDS, ONE_SIDED, RESPONSES

FACTOR_ONE = 1 << 16
"""Responses are 16.16 factors (`docs/model.md`); the strongest is rounded up to that grid so that none is cut."""

FAMILY, BOUNDS = "family", "bounds"
"""Words that ask for several runs: every story the world tells and both one-sided runs, or those two alone."""


def field_of(response: str) -> str:
    """Return the key of a world file under which a story's numbers stand."""
    return response.replace("-", "_")


def told_by(world: World) -> tuple[str, ...]:
    """Return the stories that a world tells, `none` first; each moves misdeeds, good deeds and protected acts alike.

    Each is deterrence and one thing more, so a world without deterrence tells none of them.
    """
    if world.deterrence is None:
        return ("none",)
    return ("none", *(name for name in RESPONSES[1:] if getattr(world, field_of(name)) is not None))


def known_in(world: World) -> tuple[str, ...]:
    """Return every response that can be played in a world: its stories, and the two one-sided runs of deterrence."""
    return (*told_by(world), *(ONE_SIDED if world.deterrence is not None else ()))


def runs_of(world: World, asked: str) -> tuple[str, ...]:
    """Return the responses that a word asks for: `family`, `bounds`, or the name of one story.

    Raises:
        InputError: the world does not tell it, or one of the one-sided runs was asked for without the other.
    """
    if asked == FAMILY:
        return known_in(world)
    if asked == BOUNDS and world.deterrence is not None:
        return ONE_SIDED
    refuse_unknown(world, asked)
    refuse_one_sided((asked,))
    return (asked,)


def refuse_unknown(world: World, response: str) -> None:
    """Refuse a response that a world does not tell.

    Raises:
        InputError: says which it tells, and the nearest.
    """
    known = known_in(world)
    if response not in known:
        hint = suggestion(response, known, what="responses")
        raise InputError(f"found response `{response}`; the world `{world.world}` tells {', '.join(known)}; {hint}")


def refuse_one_sided(responses: tuple[str, ...]) -> None:
    """Refuse one of the one-sided runs without the other: alone, either would be taken for a result.

    Raises:
        InputError: says how both are had.
    """
    alone = [name for name in ONE_SIDED if name in responses]
    if len(alone) == 1:
        raise InputError(
            f"found `{alone[0]}` alone; it holds one side of conduct still, so that it says something only beside "
            f"`{next(n for n in ONE_SIDED if n not in alone)}`: ask for `{BOUNDS}` (both) or `{FAMILY}` (everything)"
        )


def strongest_response(world: World) -> Fraction:
    """Return (1 + high certainty) ** high elasticity, rounded up to a 16.16 fraction; 1 without deterrence.

    Where people conform, certainty is that of somebody who sees everybody around restricted.
    """
    return Fraction(1) if world.deterrence is None else _strongest(world.deterrence, world.conformity)


@lru_cache(maxsize=8)
def _strongest(story: Deterrence, others: Conformity | None) -> Fraction:
    certainty, elasticity = high(story.certainty), high(story.elasticity)
    certainty *= 1 + (high(others.pull) if others is not None else 0)
    if certainty < 0 or elasticity < 0:
        raise refusal("deterrence", "found a negative certainty or elasticity", "write them as 0 or more")
    with localcontext(Context(prec=50)):
        base = 1 + Decimal(certainty.numerator) / certainty.denominator
        grown = (base.ln() * elasticity.numerator / elasticity.denominator).exp()
        return Fraction(math.ceil(grown * FACTOR_ONE), FACTOR_ONE)


def strongest_rise(world: World, act: Act, *, good: bool) -> Fraction:
    """Return how many times its rate an act may come to in the strongest story: what its chances must leave room for.

    Good deeds are drawn by rewards, debts and bills go unpaid in hardship; nothing else rises.
    """
    rise = strongest_response(world) if good else Fraction(1)
    if world.hardship is not None and act.kind in HARDSHIP_KINDS:
        rise *= max(Fraction(1), Fraction(math.ceil(high(world.hardship.ratio) * FACTOR_ONE), FACTOR_ONE))
    return rise

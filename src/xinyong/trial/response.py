"""How often a candidate is taken, given what people believe is at stake: one story for every act that counts.

Each story is symmetric: misdeeds, good deeds and protected acts answer to the same perceived certainty with the same
elasticity (`docs/model.md`, `population.stories`). The two one-sided runs let one side answer alone, at the strongest
that the ranges of deterrence allow.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from xinyong.population.family import known_in
from xinyong.population.stories import CONFORMITY_STEPS, Deterrence
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.stakes import stakes
from xinyong.vocabulary import HARDSHIP_KINDS, ONE_SIDED

ONE = 1 << 16
"""A factor is a 16.16 fraction: ONE changes nothing."""

Rows = list[list[int]]
"""Factors by row and act."""


def factor(story: Deterrence, stake: Decimal) -> int:
    """Return (1 + certainty * |stake|) ** ±elasticity as a 16.16 fraction, rounded half even at 50 digits."""
    with localcontext() as context:
        context.prec = 50
        certainty, elasticity = Decimal(str(story.certainty.value)), Decimal(str(story.elasticity.value))
        power = elasticity if stake > 0 else -elasticity
        grown = ((1 + certainty * abs(stake)).ln() * power).exp()
        return int((grown * ONE).to_integral_value())


def factors(scheme: Scheme, world: World, response: str, level: int = 0) -> Rows:
    """Return the 16.16 factor by tier (at least one row) and act under a response, for those under no sanction.

    `level` says how many are restricted around them, 0 … CONFORMITY_STEPS.

    Raises:
        ValueError: the world tells no such story.
    """
    rows = max(len(scheme.tiers), 1)
    if response == "none":
        return [[ONE] * len(world.acts) for _ in range(rows)]
    played = with_strongest(world) if response in ONE_SIDED else world
    story = played.deterrence
    if story is None or response not in known_in(world):
        raise ValueError(f"the world `{world.world}` tells no story of `{response}`")
    seen = surer(world, story, level)
    return [[factor(seen, stake) for stake in stakes(scheme, played, tier, response)] for tier in range(rows)]


def surer(world: World, story: Deterrence, level: int) -> Deterrence:
    """Return a story with the certainty of people who see a level of others restricted around them."""
    if world.conformity is None or level == 0:
        return story
    pull = Fraction(str(world.conformity.pull.value)) * level / CONFORMITY_STEPS
    value = Decimal(str(story.certainty.value)) * (1 + Decimal(pull.numerator) / pull.denominator)
    certainty = story.certainty.model_copy(update={"value": value})
    return story.model_copy(update={"certainty": certainty})


def with_strongest(world: World) -> World:
    """Return the world with every number of deterrence at the high end of its range."""
    story = world.deterrence
    if story is None:
        return world
    highest = {
        name: cited.model_copy(update={"value": cited.range[1]})
        for name, cited in ((name, getattr(story, name)) for name in ("certainty", "elasticity", "spill"))
        if cited.range is not None
    }
    return world.model_copy(update={"deterrence": story.model_copy(update=highest)})


def in_hardship(world: World, rows: Rows) -> Rows:
    """Return rows of factors for people under a sanction: debts, bills and taxes go unpaid more often."""
    ratio = Decimal(str(world.hardship.ratio.value)) if world.hardship else Decimal(1)
    worse = int((ratio * ONE).to_integral_value())
    hit = [act.kind in HARDSHIP_KINDS for act in world.acts]
    return [[f * worse >> 16 if h else f for f, h in zip(row, hit, strict=True)] for row in rows]

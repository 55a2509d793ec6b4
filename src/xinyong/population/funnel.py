"""What is left of what a channel could see, stage by stage: the published funnel, in people and years."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xinyong.population.observe import stages
from xinyong.population.quantities import share, yearly
from xinyong.population.world import Channel, World

IN_VIEW = "in view"
"""What comes before the first stage: acts that the channel's sights are about, at their shares."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Acts of a channel expected to reach the end of a stage, per 1,000 adults and year of mean conduct."""

    channel: str
    stage: str
    per_1000_and_year: float


def funnels(world: World) -> list[Reached]:
    """Return the stages of every channel that has a funnel, before coverage of groups and places, in file order."""
    found = []
    for channel in world.channels:
        if channel.funnel:
            begins = _in_view(world, channel) * 1000
            left = [(IN_VIEW, Fraction(1)), *stages(channel)]
            found += [Reached(channel.id, stage, float(begins * part)) for stage, part in left]
    return found


def _in_view(world: World, channel: Channel) -> Fraction:
    """Return the acts per adult and year that a channel's sights are about."""
    rates = {act.id: yearly(act.rate, f"acts.{act.id}.rate") for act in world.acts}
    mine = [one for one in world.sights if one.channel == channel.id]
    return sum((rates[one.act] * share(one.share, f"sights.{one.act}.share") for one in mine), Fraction(0))

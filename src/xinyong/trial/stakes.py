"""What people believe is at stake in an act: −1 … 1, negative where it costs, by tier and story."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xinyong.files.evidence import whole
from xinyong.population.conduct import valence_of
from xinyong.population.stories import Deterrence
from xinyong.population.world import World
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.trial.distances import binds, distances, lists_for_reward, moved, reward_distances
from xinyong.vocabulary import Valence

NOTHING = Decimal(0)
SIDE: dict[Valence, int] = {"misdeed": -1, "protected": -1, "good": 1, "lawful": 0}
"""On which side acts of a valence that no rule names feel what others cost or earn."""

HELD_STILL: dict[str, tuple[Valence, ...]] = {
    "benefit-bound": ("protected", "lawful"),
    "harm-bound": ("misdeed", "good"),
}
"""Acts that do not answer in a one-sided run."""


def stakes(scheme: Scheme, world: World, tier: int, response: str = "deterrence") -> list[Decimal]:
    """Return the signed stake of each act of the world for subjects in a tier, spill-over to unnamed acts included."""
    story = world.deterrence
    named = _named(scheme, world, tier, response)
    found = _with_spill(world, named, story)
    if response == "fear-of-error":
        found = _feared(world, named, found)
    held = HELD_STILL.get(response, ())
    return [NOTHING if valence_of(act) in held else stake for act, stake in zip(world.acts, found, strict=True)]


def _named(scheme: Scheme, world: World, tier: int, response: str) -> dict[str, Decimal]:
    """Return the stake of each act that a rule names: the largest of its rules."""
    distance, to_reward = distances(scheme)[tier], reward_distances(scheme)[tier]
    named: dict[str, Decimal] = {}
    for rule in scheme.rules:
        stake = _stake(scheme, rule, distance)
        if response == "reward-seeking" and world.reward_seeking is not None:
            pull = Decimal(str(world.reward_seeking.pull.value))
            won = _won(scheme, rule, to_reward, pull)
            stake = won if abs(won) > abs(stake) else stake
        if abs(stake) >= abs(named.get(rule.act, NOTHING)):
            named[rule.act] = stake
    return named


def _stake(scheme: Scheme, rule: Rule, distance: int) -> Decimal:
    """Return the stake of one act under a rule: its points beside the distance to a sanction, at most 1."""
    return Decimal(-1) if binds(scheme, rule) else _measured(scheme, rule, distance)


def _won(scheme: Scheme, rule: Rule, distance: int, pull: Decimal) -> Decimal:
    """Return the stake of one act in rewards: won by it, or put farther off."""
    stake = Decimal(1) if lists_for_reward(scheme, rule) else _measured(scheme, rule, distance)
    return max(Decimal(-1), min(Decimal(1), pull * stake))


def _measured(scheme: Scheme, rule: Rule, distance: int) -> Decimal:
    points = Decimal(whole(rule.points) or 0)
    if rule.discretion is not None:
        # Nobody knows what the office will choose; people reckon with the middle.
        points = (points + (whole(rule.discretion.to) or 0)) / 2
    if not points or not distance:
        return NOTHING
    points = moved(scheme, rule, points)
    good = (points > 0) == (scheme.score is None or scheme.score.better == "higher")
    size = min(Decimal(1), abs(points) / distance)
    return size if good else -size


def is_costly(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether people have something to lose by an entry of the rule: points, or a sanction it brings."""
    points = whole(rule.points) or 0
    higher = scheme.score is None or scheme.score.better == "higher"
    return (points < 0 if higher else points > 0) or binds(scheme, rule)


def _with_spill(world: World, named: dict[str, Decimal], story: Deterrence | None) -> list[Decimal]:
    """Return the stake of each act: acts that no rule names feel a share of the mean stake on their side."""
    spill = Decimal(str(story.spill.value)) if story else NOTHING
    felt = {
        -1: spill * _mean([stake for stake in named.values() if stake < 0]),
        0: NOTHING,
        1: spill * _mean([stake for stake in named.values() if stake > 0]),
    }
    return [named[act.id] if act.id in named else felt[SIDE[valence_of(act)]] for act in world.acts]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, NOTHING) / max(len(values), 1)


def _feared(world: World, named: dict[str, Decimal], found: list[Decimal]) -> list[Decimal]:
    """Return the stakes with what people fear from being taken for somebody who did something else.

    Of the channels that take an act for a costly one the likeliest to do so counts.
    """
    feared = Decimal(str(world.fear_of_error.feared.value)) if world.fear_of_error else NOTHING
    fear: dict[str, Decimal] = {}
    for sight in world.sights:
        cost = named.get(sight.taken_for.act, NOTHING) if sight.taken_for else NOTHING
        if sight.taken_for and cost < 0 and sight.share.value > 0:
            here = max(Decimal(-1), feared * Decimal(str(sight.taken_for.share.value)) * cost)
            fear[sight.act] = min(fear.get(sight.act, NOTHING), here)
    return [max(Decimal(-1), stake + fear.get(act.id, NOTHING)) for act, stake in zip(world.acts, found, strict=True)]

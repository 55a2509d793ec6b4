"""How often a candidate is taken, given what people believe is at stake: one story for every act that counts.

The only response beside `none` is `deterrence` (`population.world.Deterrence`). It is symmetric: misdeeds, good
deeds and protected acts answer to the same perceived certainty with the same elasticity (`docs/model.md`).
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from xinyong.files.evidence import whole
from xinyong.population.world import Deterrence, World
from xinyong.scheme.clauses import Consequence, Rule, Scheme
from xinyong.scheme.lists import lists_of_tier
from xinyong.vocabulary import KINDS, SANCTIONS

ONE = 1 << 16
"""A factor is a 16.16 fraction: ONE changes nothing."""


def tier_edges(scheme: Scheme) -> list[int]:
    """Return the edge of each tier but the worst, best first, in points."""
    found = [whole(t.at_least) if scheme.score and scheme.score.better == "higher" else whole(t.at_most)
             for t in scheme.tiers[:-1]]  # fmt: skip
    return [edge for edge in found if edge is not None]


def tier_of(scheme: Scheme, points: int) -> int:
    """Return the index of the tier, best first, in which a subject with `points` stands."""
    higher = scheme.score is None or scheme.score.better == "higher"
    for index, edge in enumerate(tier_edges(scheme)):
        if (points >= edge) if higher else (points <= edge):
            return index
    return max(len(scheme.tiers) - 1, 0)


def tier_index(scheme: Scheme, name: str) -> int:
    """Return the index of a tier, best first."""
    return [tier.id for tier in scheme.tiers].index(name)


def _sanctions(scheme: Scheme, tier: int) -> set[str]:
    name = scheme.tiers[tier].id
    lists = lists_of_tier(scheme, name)
    return {c.id for c in scheme.consequences if (name in c.tiers or lists & set(c.lists)) and c.effect in SANCTIONS}


def distances(scheme: Scheme) -> list[int]:
    """Return, for each tier, how many points lie between a subject there and the nearest worse tier with a sanction
    that does not bind yet; where there is none, the distance from the start value; 0 where no tier has a sanction."""
    if scheme.score is None or not scheme.tiers:
        return [0] * max(len(scheme.tiers), 1)
    edges, start = tier_edges(scheme), whole(scheme.score.start) or 0
    bound = [_sanctions(scheme, t) for t in range(len(scheme.tiers))]

    def from_points(tier: int, points: int) -> int:
        for worse in range(tier + 1, len(scheme.tiers)):
            if bound[worse] - bound[tier]:
                return max(1, abs(points - edges[worse - 1]) + 1)
        return 0

    home = tier_of(scheme, start)
    fallback = from_points(home, start) or next(
        (max(1, abs(start - edges[t - 1])) for t in range(1, len(bound)) if bound[t]), 0
    )
    # A subject of another tier is put at its far edge: the most points it can have to lose there.
    step = 1 if scheme.score.better == "higher" else -1
    spots = [start if t == home else edges[t] if t < home else edges[t - 1] - step for t in range(len(bound))]
    return [from_points(t, spots[t]) or fallback for t in range(len(bound))]


def _binds(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule puts the subject under a sanction by itself."""
    hung: list[Consequence] = [c for c in scheme.consequences if c.effect in SANCTIONS]
    on_list = rule.listing is not None and any(rule.listing.list in c.lists for c in hung)
    return on_list or (rule.override is not None and bool(_sanctions(scheme, tier_index(scheme, rule.override.tier))))


def _stake(scheme: Scheme, rule: Rule, distance: int) -> Decimal:
    """Return the signed stake of one act under a rule, −1 … 1; negative where the act costs."""
    points = Decimal(whole(rule.points) or 0)
    if rule.discretion is not None:
        # Nobody knows what the office will choose; people reckon with the middle.
        points = (points + (whole(rule.discretion.to) or 0)) / 2
    if _binds(scheme, rule):
        return Decimal(-1)
    if not points or not distance:
        return Decimal(0)
    good = (points > 0) == (scheme.score is None or scheme.score.better == "higher")
    size = min(Decimal(1), abs(points) / distance)
    return size if good else -size


def stakes(scheme: Scheme, world: World, tier: int) -> list[Decimal]:
    """Return the signed stake of each act of the world for subjects in a tier, spill-over to unnamed acts included."""
    distance = distances(scheme)[tier]
    named: dict[str, Decimal] = {}
    for rule in scheme.rules:
        stake = _stake(scheme, rule, distance)
        if abs(stake) >= abs(named.get(rule.act, Decimal(0))):
            named[rule.act] = stake
    spill = Decimal(str(world.deterrence.spill.value)) if world.deterrence else Decimal(0)
    costs = [s for s in named.values() if s < 0]
    gains = [s for s in named.values() if s > 0]
    felt = {
        -1: spill * sum(costs, Decimal(0)) / max(len(costs), 1),
        1: spill * sum(gains, Decimal(0)) / max(len(gains), 1),
    }
    side = {"misdeed": -1, "protected": -1, "good": 1}
    return [
        named[a.id] if a.id in named else felt.get(side.get(KINDS[a.kind].valence, 0), Decimal(0)) for a in world.acts
    ]


def factor(story: Deterrence, stake: Decimal) -> int:
    """Return (1 + certainty * |stake|) ** ±elasticity as a 16.16 fraction, rounded half even at 50 digits."""
    with localcontext() as context:
        context.prec = 50
        certainty, elasticity = Decimal(str(story.certainty.value)), Decimal(str(story.elasticity.value))
        power = elasticity if stake > 0 else -elasticity
        grown = ((1 + certainty * abs(stake)).ln() * power).exp()
        return int((grown * ONE).to_integral_value())


def factors(scheme: Scheme, world: World, response: str) -> list[list[int]]:
    """Return the 16.16 factor by tier (at least one row) and act under a response scenario.

    Raises:
        ValueError: the world tells no such story.
    """
    rows = max(len(scheme.tiers), 1)
    if response == "none":
        return [[ONE] * len(world.acts) for _ in range(rows)]
    if response != "deterrence" or world.deterrence is None:
        raise ValueError(f"the world `{world.world}` tells no story of `{response}`")
    story = world.deterrence
    return [[factor(story, stake) for stake in stakes(scheme, world, tier)] for tier in range(rows)]

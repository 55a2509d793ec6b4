"""How far a subject is, in points, from the next tier in which a sanction binds, and from the next reward."""

from __future__ import annotations

from decimal import Decimal

from xinyong.files.evidence import whole
from xinyong.scheme.clauses import DIMENSION, Rule, Scheme
from xinyong.scheme.index import weights
from xinyong.scheme.lists import lists_of_tier
from xinyong.vocabulary import REWARDS, SANCTIONS, Effect


def tier_edges(scheme: Scheme) -> list[int]:
    """Return the edge of each tier but the worst, best first, in points; of a tier that is a share, the start."""
    if scheme.ranked:
        start = whole(scheme.score.start) if scheme.score else None
        return [start or 0] * (len(scheme.tiers) - 1)
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


def _hung(scheme: Scheme, tier: int, effects: tuple[Effect, ...]) -> set[str]:
    name = scheme.tiers[tier].id
    lists = lists_of_tier(scheme, name)
    return {c.id for c in scheme.consequences if (name in c.tiers or lists & set(c.lists)) and c.effect in effects}


def _spots(scheme: Scheme) -> list[int]:
    """Return with how many points a subject of each tier is thought of: at the start, or at the far edge of its tier,
    where it has most to lose."""
    edges, start = tier_edges(scheme), (whole(scheme.score.start) or 0) if scheme.score else 0
    home, step = tier_of(scheme, start), 1 if scheme.score is None or scheme.score.better == "higher" else -1
    return [start if t == home else edges[t] if t < home else edges[t - 1] - step for t in range(len(scheme.tiers))]


def distances(scheme: Scheme) -> list[int]:
    """Return, for each tier, how many points lie between a subject there and the nearest worse tier with a sanction
    that does not bind yet; where there is none, the distance from the start value; 0 where no tier has a sanction."""
    if scheme.score is None or not scheme.tiers:
        return [0] * max(len(scheme.tiers), 1)
    if scheme.ranked:
        return _where_rank_decides(scheme, SANCTIONS)
    edges, start = tier_edges(scheme), whole(scheme.score.start) or 0
    bound = [_hung(scheme, t, SANCTIONS) for t in range(len(scheme.tiers))]

    def from_points(tier: int, points: int) -> int:
        for worse in range(tier + 1, len(scheme.tiers)):
            if bound[worse] - bound[tier]:
                return max(1, abs(points - edges[worse - 1]) + 1)
        return 0

    home = tier_of(scheme, start)
    fallback = from_points(home, start) or next(
        (max(1, abs(start - edges[t - 1])) for t in range(1, len(bound)) if bound[t]), 0
    )
    return [from_points(t, points) or fallback for t, points in enumerate(_spots(scheme))]


def reward_distances(scheme: Scheme) -> list[int]:
    """Return, for each tier, how many points lie between a subject there and the nearest change of its rewards: up to
    a better tier with a reward it does not have, or down to a worse one without a reward it has; 0 where none is."""
    if scheme.score is None or not scheme.tiers:
        return [0] * max(len(scheme.tiers), 1)
    if scheme.ranked:
        return _where_rank_decides(scheme, REWARDS)
    edges, n_tiers = tier_edges(scheme), len(scheme.tiers)
    had = [_hung(scheme, t, REWARDS) for t in range(n_tiers)]
    found = []
    for tier, points in enumerate(_spots(scheme)):
        up = [abs(points - edges[better]) for better in range(tier) if had[better] - had[tier]]
        down = [abs(points - edges[worse - 1]) + 1 for worse in range(tier + 1, n_tiers) if had[tier] - had[worse]]
        found.append(max(1, min(up + down)) if up or down else 0)
    return found


def _where_rank_decides(scheme: Scheme, effects: tuple[Effect, ...]) -> list[int]:
    """Return the distances where no number of points is far from an edge, because edges move with everybody's score.

    The rule that moves most points is taken to move somebody across an edge, and the others in proportion.
    """
    most = max((abs(moved(scheme, rule, Decimal(whole(rule.points) or 0))) for rule in scheme.rules), default=0)
    hung = any(_hung(scheme, tier, effects) for tier in range(len(scheme.tiers)))
    return [int(most) if hung else 0] * len(scheme.tiers)


def moved(scheme: Scheme, rule: Rule, points: Decimal) -> Decimal:
    """Return how far points of a rule move the score: in an index, points of a dimension by its share of the whole."""
    score = scheme.score
    if score is None or score.method != "index" or rule.part is None:
        return points
    weight = weights(score)[[part.id for part in score.parts].index(rule.part)]
    span = (whole(score.ceiling) or 0) - (whole(score.floor) or 0)
    return points * span * weight / (DIMENSION * sum(weights(score)))


def binds(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule puts the subject under a sanction by itself."""
    held = rule.override is not None and _hung(scheme, tier_index(scheme, rule.override.tier), SANCTIONS)
    return bool(held) or _lists_for(scheme, rule, SANCTIONS)


def lists_for_reward(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule brings a reward by itself: it lists, and the list is favoured somewhere."""
    return _lists_for(scheme, rule, REWARDS)


def _lists_for(scheme: Scheme, rule: Rule, effects: tuple[Effect, ...]) -> bool:
    hung = [c for c in scheme.consequences if c.effect in effects]
    return rule.listing is not None and any(rule.listing.list in c.lists for c in hung)

"""A settled scheme read for one place: which rule a record falls under, what a standing brings with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from xinyong.files.evidence import Cited, Nothing, UnknownNumber, whole
from xinyong.population.world import World
from xinyong.reference.record import Ratings
from xinyong.scheme.clauses import DIMENSION, Copy, InForce, Notice, Objection, Publicity, Review, Rule, Scheme, Score
from xinyong.scheme.index import weights
from xinyong.scheme.rating import STAR, rates, weights_of_tiers
from xinyong.trial.trial import FOREVER, Layer, Regime, copy_clauses
from xinyong.vocabulary import REWARDS, SANCTIONS


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a subject stands on a day: score, tier, lists and the consequences that bind.

    `tier` is an index, best first, or −1; `bound` holds indices of consequences.
    """

    score: int
    tier: int
    lists: frozenset[str]
    bound: frozenset[int]


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A part of the score: where it begins, and how far its entries can move it (None: as far as they go).

    `tied`: it begins at the mean of the tiers of those to whom the subject is tied, once that is known.
    """

    name: str
    start: int
    floor: int | None
    ceiling: int | None
    tied: bool = False

    def begins(self, mean: int | None) -> int:
        """Return where it begins for somebody whose tied people have a mean (None: that of the start)."""
        return mean if self.tied and mean is not None else self.start

    def clamp(self, points: int) -> int:
        """Return points between floor and ceiling."""
        points = points if self.floor is None else max(points, self.floor)
        return points if self.ceiling is None else min(points, self.ceiling)


@dataclass
class CutOffs:
    """The edge of each tier but the worst, best first, that a ranking found last for a place (None: none yet)."""

    edges: Sequence[int] | None = None


@dataclass(frozen=True)
class Rulebook:
    """The rules in force in one place, for those whom the layers numbered in `covers` score (all of them: None)."""

    regime: Regime
    world: World
    covers: frozenset[int] | None = None
    cut_offs: CutOffs = field(default_factory=CutOffs)

    @cached_property
    def scheme(self) -> Scheme:
        """Return the scheme read."""
        return self.regime.scheme

    @cached_property
    def layers(self) -> list[Layer | None]:
        """Return the layers that hold here, None where one does not cover the subject."""
        return [p if self.covers is None or n in self.covers else None for n, p in enumerate(self.regime.layers)]

    def in_force(self, day: int) -> bool:
        """Tell whether any layer governs on a day."""
        return any(layer is not None and layer.in_force(day) for layer in self.layers)

    def score_in_force(self, day: int) -> bool:
        """Tell whether the layer that keeps score governs on a day."""
        scoring = self.layers[self.regime.scored_by]
        return scoring is not None and scoring.in_force(day)

    def keeps_score(self, clause: int) -> bool:
        """Tell whether a rule stands in the layer that keeps score."""
        return self._layer_of_rule[clause] == self.regime.scored_by % len(self.regime.layers)

    @cached_property
    def kept_score(self) -> Score | None:
        """Return the score where it is carried from day to day; None where it is found anew from what stands."""
        score = self.scheme.score
        return score if score is not None and score.method in {"index", "running"} else None

    @cached_property
    def _layer_of_rule(self) -> list[int]:
        return [self.regime.layer_of("rules", clause) for clause in range(len(self.scheme.rules))]

    def layer(self, clause: int) -> Layer:
        """Return the layer in which a rule stands."""
        return self.regime.layers[self._layer_of_rule[clause]]

    def holds(self, clause: int, day: int) -> bool:
        """Tell whether a rule's layer governs the subject on a day."""
        layer = self.layers[self._layer_of_rule[clause]]
        return layer is not None and layer.in_force(day)

    def rules_for(  # noqa: PLR0917 (a record)
        self, act: str, channel: str, levels: Mapping[str, str], act_day: int, day: int
    ) -> list[int]:
        """Return the clauses, in file order, that a record of an act through a channel falls under on a day."""
        return [
            index
            for index, rule in enumerate(self.scheme.rules)
            if rule.act == act
            and self.holds(index, day)
            and (not rule.channels or channel in rule.channels)
            and all(levels[trait] in wanted for trait, wanted in rule.applies_to.items())
            and self._dated(rule.in_force, act_day)
        ]

    def _dated(self, dates: InForce | None, day: int) -> bool:
        if dates is None:
            return True
        today = self.world.first_day + timedelta(days=day)
        return (dates.from_ is None or dates.from_ <= today) and (dates.to is None or today < dates.to)

    @cached_property
    def higher_is_better(self) -> bool:
        """Tell the direction of the score."""
        return self.scheme.score is None or self.scheme.score.better == "higher"

    def adverse(self, rule: Rule) -> bool:
        """Tell whether an entry of the rule counts against the subject."""
        points = whole(rule.points) or 0
        black = {entry.id for entry in self.scheme.lists if entry.sense == "black"}
        listed = rule.listing is not None and rule.listing.list in black
        costs = points < 0 if self.higher_is_better else points > 0
        return costs or listed or rule.override is not None

    def tier_of(self, score: int) -> int:
        """Return the tier of a score: the first, best first, whose edge it reaches; −1 in a scheme without tiers."""
        for index, edge in enumerate(self.edges):
            if (score >= edge) if self.higher_is_better else (score <= edge):
                return index
        return len(self.scheme.tiers) - 1

    @property
    def edges(self) -> Sequence[int]:
        """Return the edge of each tier but the worst, best first, in points: stated, or found by the last ranking."""
        return self._stated_edges if self.cut_offs.edges is None else self.cut_offs.edges

    @cached_property
    def _stated_edges(self) -> list[int]:
        """Return the edges before any ranking; where tiers are shares of people, everybody stands at the start."""
        if self.scheme.ranked:
            return [self.clamp(self.start) for _ in self.scheme.tiers[:-1]]
        return [whole(t.at_least if self.higher_is_better else t.at_most) or 0 for t in self.scheme.tiers[:-1]]

    def only_lists(self, rule: Rule) -> bool:
        """Tell whether entries of the rule do nothing but put the subject on a list for a term of its own."""
        moves = whole(rule.points) or rule.repeat is not None or rule.override or rule.discretion
        return rule.listing is not None and whole(rule.listing.term) is not None and not moves

    @cached_property
    def copies(self) -> dict[str, list[Copy]]:
        """Return the copies that are made of each list."""
        found: dict[str, list[Copy]] = {}
        for copy in self.scheme.copies:
            found.setdefault(copy.from_, []).append(copy)
        return found

    @cached_property
    def copy_clauses(self) -> dict[str, int]:
        """Return the clause under which each copy, by its name in the trial, is entered here."""
        return copy_clauses(self.regime)

    def copy_name(self, copy: Copy) -> str:
        """Return the name of a copy in the trial."""
        clause = [rule.id for rule in self.scheme.rules].index(copy.id)
        return next(name for name, where in self.copy_clauses.items() if where == clause)

    def presses(self, rule: Rule) -> bool:
        """Tell whether an entry of the rule puts its subject under a sanction by itself: by its list or its tier."""
        lists = {rule.listing.list} if rule.listing else set()
        tier = rule.override.tier if rule.override else None
        lists |= {one.id for one in self.scheme.lists if tier in one.tiers}
        hung = (c for c in self.scheme.consequences if c.effect in SANCTIONS)
        return any(tier in c.tiers or lists & set(c.lists) for c in hung)

    def tier_index(self, name: str) -> int:
        """Return the index of a tier, best first."""
        return [tier.id for tier in self.scheme.tiers].index(name)

    def lists_of(self, tier: int) -> frozenset[str]:
        """Return the lists on which everybody in a tier stands; none for −1."""
        name = self.scheme.tiers[tier].id if tier >= 0 else None
        return frozenset(one.id for one in self.scheme.lists if name in one.tiers)

    def clamp(self, points: int) -> int:
        """Return points between floor and ceiling; 0 in a scheme without a score."""
        if self.scheme.score is None:
            return 0
        floor, ceiling = self.bounds
        points = points if floor is None else max(points, floor)
        return points if ceiling is None else min(points, ceiling)

    @cached_property
    def bounds(self) -> tuple[int | None, int | None]:
        """Return floor and ceiling of the score, None where it has none."""
        score = self.scheme.score
        return (whole(score.floor), whole(score.ceiling)) if score else (None, None)

    @cached_property
    def parts(self) -> list[Subtotal]:
        """Return the subtotals of the score, if it has any; those of an index lie between 0 and 1,000."""
        score = self.scheme.score
        least, most = (0, DIMENSION) if score is not None and score.method == "index" else (None, None)
        return [
            Subtotal(
                name=part.id,
                start=whole(part.start) or 0,
                floor=least if whole(part.floor) is None else whole(part.floor),
                ceiling=most if whole(part.ceiling) is None else whole(part.ceiling),
                tied=part.tie is not None,
            )
            for part in (score.parts if score is not None else ())
        ]

    @cached_property
    def weights(self) -> list[int]:
        """Return the weights of the dimensions of an index, in whole numbers."""
        return weights(self.scheme.score) if self.scheme.score else []

    @cached_property
    def start(self) -> int:
        """Return the score a subject begins with; 0 without a score, and for those whom it does not cover."""
        return (whole(self.scheme.score.start) or 0) if self.scheme.score and self.layers[self.regime.scored_by] else 0

    @cached_property
    def rates(self) -> bool:
        """Tell whether people rate each other here."""
        return rates(self.scheme)

    @cached_property
    def _weights_of_tiers(self) -> list[int]:
        return weights_of_tiers(self.scheme)

    def weight(self, tier: int) -> int:
        """Return how much a rating by somebody in a tier weighs; 0 for −1."""
        return self._weights_of_tiers[tier] if tier >= 0 else 0

    def rated(self, ratings: Ratings) -> int:
        """Return the score that ratings make: the start, which counts for so many of them, and all that were given."""
        score = self.scheme.score
        prior = (whole(score.prior) or 0) if score else 0
        if prior + ratings.weights == 0:
            return self.clamp(self.start)
        return self.clamp((prior * self.start + STAR * ratings.stars) // (prior + ratings.weights))

    def standing(self, score: int, tier: int, lists: frozenset[str], day: int) -> Standing:
        """Return the standing with the consequences that its tier and lists bring on a day."""
        hung = self._hung_on_tiers[tier] if tier >= 0 else frozenset[int]()
        bound = hung.union(*(self._hung_on_lists[name] for name in lists)) - self._asleep(day)
        return Standing(score, tier, lists, bound | self.bound_unscored(day))

    @cached_property
    def _hung_on_tiers(self) -> list[frozenset[int]]:
        """Return, by tier, the consequences that name it."""
        clauses = list(enumerate(self.scheme.consequences))
        return [frozenset(index for index, clause in clauses if tier.id in clause.tiers) for tier in self.scheme.tiers]

    @cached_property
    def _hung_on_lists(self) -> dict[str, frozenset[int]]:
        """Return, by list, the consequences that name it."""
        clauses = list(enumerate(self.scheme.consequences))
        return {
            one.id: frozenset(index for index, clause in clauses if one.id in clause.lists) for one in self.scheme.lists
        }

    def _asleep(self, day: int) -> frozenset[int]:
        """Return the consequences outside whose own dates a day lies."""
        return frozenset(index for index, dates in self._with_dates if not self._dated(dates, day))

    @cached_property
    def _with_dates(self) -> list[tuple[int, InForce]]:
        found = ((index, clause.in_force) for index, clause in enumerate(self.scheme.consequences))
        return [(index, dates) for index, dates in found if dates is not None]

    @cached_property
    def _for_the_unscored(self) -> list[tuple[int, Layer]]:
        """Return the consequences that bind those whom their layer does not score, as the subject, and that layer."""
        numbers = {
            index: self.regime.layer_of("consequences", index)
            for index, consequence in enumerate(self.scheme.consequences)
            if consequence.unscored
        }
        return [(index, self.regime.layers[n]) for index, n in numbers.items() if self.layers[n] is None]

    def bound_unscored(self, day: int) -> frozenset[int]:
        """Return the consequences that bind on a day because a layer that governs does not score the subject."""
        return frozenset(
            index
            for index, layer in self._for_the_unscored
            if layer.in_force(day) and self._dated(self.scheme.consequences[index].in_force, day)
        )

    def sanctions(self, bound: frozenset[int]) -> frozenset[int]:
        """Return those of the consequences that are sanctions."""
        return bound & self._sanctions

    def rewards(self, bound: frozenset[int]) -> frozenset[int]:
        """Return those of the consequences that are rewards."""
        return bound & self._rewards

    @cached_property
    def _sanctions(self) -> frozenset[int]:
        return frozenset(i for i, clause in enumerate(self.scheme.consequences) if clause.effect in SANCTIONS)

    @cached_property
    def _rewards(self) -> frozenset[int]:
        return frozenset(i for i, clause in enumerate(self.scheme.consequences) if clause.effect in REWARDS)

    def notice(self, clause: int) -> Notice | None:
        """Return how adverse entries of a rule are told, if they are."""
        notice = self.layer(clause).scheme.notice
        return notice if isinstance(notice, Notice) else None

    def objection(self, clause: int) -> Objection | None:
        """Return how entries of a rule are objected to, if they can be."""
        objection = self.layer(clause).scheme.objection
        return objection if isinstance(objection, Objection) else None

    def instance(self, clause: int, number: int) -> Objection | Review | None:
        """Return how entries of a rule are objected to (0) or a refusal is brought further (1), if they can be."""
        objection = self.objection(clause)
        return objection if number == 0 or objection is None else objection.review

    def publicity_of(self, clause: int) -> list[Publicity]:
        """Return the clauses under which an entry of a rule is published."""
        return self._publicity[clause]

    @cached_property
    def _publicity(self) -> list[list[Publicity]]:
        return [
            [p for p in self.scheme.publicity if (rule.id in p.rules if p.rules else self.adverse(rule))]
            for rule in self.scheme.rules
        ]

    def survivors(self) -> frozenset[str]:
        """Return the lists that outlive their layer."""
        return frozenset(name for layer in self.regime.layers for name in layer.survives)


def days_of(quantity: Cited | Nothing | UnknownNumber) -> int:
    """Return a number of days, or FOREVER where the clause states none."""
    found = whole(quantity)
    return FOREVER if found is None else found

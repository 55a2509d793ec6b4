"""Which sanctions each rule can bring: by one entry, through a copy of a list, or together with other entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xinyong.files.evidence import Nothing, Quantity
from xinyong.files.unknowns import values
from xinyong.population.domains import Domain
from xinyong.population.world import Act, Service, World
from xinyong.scheme.clauses import Consequence, Rule, Scheme
from xinyong.scheme.lists import lists_of_tier
from xinyong.scheme.settle import settle
from xinyong.trial.distances import tier_of
from xinyong.vocabulary import SANCTIONS

How = Literal["by one entry", "through a copy of the list", "together with other entries"]


@dataclass(frozen=True, slots=True)
class Link:
    """A rule, a sanction that an entry of it can bring, and how; with the domain of each, None where nobody says it."""

    rule: Rule
    sanction: Consequence
    how: How
    record: Domain | None
    service: Domain | None

    @property
    def placed(self) -> bool:
        """Tell whether both domains are known."""
        return self.record is not None and self.service is not None

    @property
    def outside(self) -> bool:
        """Tell whether the sanction lies outside the domain of the record, where both are known."""
        return self.placed and self.record != self.service


@dataclass(frozen=True, slots=True)
class Reach:
    """A scheme in its world: the rules that count against people, their acts, the sanctions, and the links between."""

    scheme: Scheme
    world: World
    rules: tuple[Rule, ...]
    sanctions: tuple[Consequence, ...]
    links: tuple[Link, ...]

    def act(self, rule: Rule) -> Act | None:
        """Return the act of a rule; None where the world does not have it."""
        return next((act for act in self.world.acts if act.id == rule.act), None)

    def service(self, name: str) -> Service | None:
        """Return a service of the world; None where it does not have it."""
        return next((one for one in self.world.services if one.id == name), None)

    def act_words(self, rule: Rule) -> str:
        """Return what a rule is about, in its own words or those of the world."""
        act = self.act(rule)
        return rule.text or (act.name.en if act else rule.act)

    def service_words(self, sanction: Consequence) -> str:
        """Return the name of a sanction's service."""
        found = self.service(sanction.service)
        return found.name.en if found else sanction.service

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the paths of rules and sanctions whose act or service the world does not have."""
        rules = [f"rules.{rule.id}" for rule in self.rules if self.act(rule) is None]
        return (*rules, *(f"consequences.{one.id}" for one in self.sanctions if self.service(one.service) is None))

    def brought_by(self, rule: Rule) -> tuple[Link, ...]:
        """Return the links of a rule."""
        return tuple(link for link in self.links if link.rule is rule)


def reach(scheme: Scheme, world: World, settled: Scheme | None = None) -> Reach:
    """Return what the rules of a scheme can bring in a world. Ends of what is unknown count like what is stated.

    `settled` is the scheme with one end of what is unknown, where somebody has it at hand.
    """
    acts, services = {act.id: act for act in world.acts}, {one.id: one for one in world.services}
    sanctions = tuple(one for one in scheme.consequences if one.effect in SANCTIONS)
    rules = tuple(rule for rule in scheme.rules if counts_against(scheme, rule))
    links, first_end = [], settled or settle(scheme, 0)
    for rule in rules:
        act = acts.get(rule.act)
        for sanction, how in _brought(scheme, rule, sanctions, first_tier(first_end, rule.id)):
            service = services.get(sanction.service)
            here, there = act.happens_in if act else None, service.domain if service else None
            links.append(Link(rule, sanction, how, here, there))
    return Reach(scheme, world, rules, sanctions, tuple(links))


def is_against(scheme: Scheme, points: float) -> bool:
    """Tell whether points take somebody away from the better end of the score."""
    return points < 0 if scheme.score is None or scheme.score.better == "higher" else points > 0


def moves_against(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule can cost points, at either end of what is unknown or as the office sees fit."""
    numbers = list(values(rule.points))
    numbers += [rule.discretion.to.value] if rule.discretion else []
    if rule.repeat and not any(numbers):
        numbers.append(rule.repeat.step.value)  # the first time costs nothing, later times do
    return any(is_against(scheme, one) for one in numbers)


def counts_against(scheme: Scheme, rule: Rule) -> bool:
    """Tell whether an entry of the rule is held against somebody: it costs points, puts on a blacklist, or overrides
    the tier."""
    black = {one.id for one in scheme.lists if one.sense == "black"}
    listed = rule.listing is not None and rule.listing.list in black
    return moves_against(scheme, rule) or listed or rule.override is not None


def first_tier(settled: Scheme, rule: str) -> str | None:
    """Return the tier of somebody with a clean record after a first entry of a rule; None where no tier is decided by
    points that add up. `settled` is the scheme with one end of what is unknown."""
    score = settled.score
    if score is None or score.method not in ("sum", "running") or not settled.tiers or settled.ranked:
        return None
    points = sum(values(next(one for one in settled.rules if one.id == rule).points))
    return settled.tiers[tier_of(settled, int(score.start.value + points))].id if is_against(settled, points) else None


def lasts(rule: Rule) -> tuple[tuple[str, Quantity], ...]:
    """Return how long an entry of a rule has effect: each term with its path.

    A rule that only lists stands as long as its listing says; a listing without a term of its own as long as the entry.
    """
    at, found = f"rules.{rule.id}", []
    listing = rule.listing
    if not isinstance(rule.points, Nothing) or listing is None or isinstance(listing.term, Nothing):
        found.append((f"{at}.validity", rule.validity))
    if listing is not None and not isinstance(listing.term, Nothing):
        found.append((f"{at}.listing.term", listing.term))
    return tuple(found)


def _hangs_on_tier(scheme: Scheme, sanction: Consequence, tier: str) -> bool:
    return tier in sanction.tiers or bool(lists_of_tier(scheme, tier) & set(sanction.lists))


def _brought(
    scheme: Scheme, rule: Rule, sanctions: tuple[Consequence, ...], first: str | None
) -> list[tuple[Consequence, How]]:
    """Return each sanction that an entry of the rule can bring, once, by the most direct way; `first` is the tier
    after a first entry."""
    own = {rule.listing.list} if rule.listing else set()
    copied = _copied(scheme, own)
    tiers = ({rule.override.tier} if rule.override else set()) | ({first} if first else set())
    found: list[tuple[Consequence, How]] = []
    for one in sanctions:
        if own & set(one.lists) or any(_hangs_on_tier(scheme, one, tier) for tier in tiers):
            found.append((one, "by one entry"))
        elif copied & set(one.lists):
            found.append((one, "through a copy of the list"))
        elif moves_against(scheme, rule) and any(_hangs_on_tier(scheme, one, tier.id) for tier in scheme.tiers):
            found.append((one, "together with other entries"))
    return found


def _copied(scheme: Scheme, lists: set[str]) -> set[str]:
    """Return the lists onto which rows of these lists are copied, by one step or several."""
    found, before = set(lists), set[str]()
    while found != before:
        before = set(found)
        found |= {copy.to for copy in scheme.copies if copy.from_ in found}
    return found - lists

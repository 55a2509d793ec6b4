"""What a mend must leave as it is, beside the harm that it lowers.

Most of what the scheme does rightly stays; misdeeds do not rise, and protected acts are not left undone more; of those
restricted no fewer are told, and of what is entered no less is objected to. Figures that vary with luck may fall by as
much as luck moves them, which four further seeds tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xinyong.audit.luck import t_95, variance
from xinyong.audit.measure import Measures
from xinyong.audit.objectives import HARMS
from xinyong.experiment.trying import Trying
from xinyong.results.recipe import Recipe

LUCK_SEEDS = 4
"""So many further seeds tell how far luck alone moves a figure."""

RIGHTFUL = "rightful_restricted_days"
TOLD, OBJECTED = "people told", "objections"
"""Of the restricted the share whom a notice told; objections for each entry against somebody."""

ROUNDING = 1e-9

Figures = Mapping[str, float]
"""Figures by name, those without a value left out."""


@dataclass(frozen=True, slots=True)
class Held:
    """The figures of the scheme as it is, how far luck moves each, and which share of the rightful days is kept."""

    base: Figures
    luck: Figures
    keep: float
    every_harm: bool

    def refusal(self, found: Figures) -> str:
        """Return what gives way under a mend that must not; nothing where all of it holds."""
        kept = kept_share(self.base, found)
        if kept < self.keep:
            return f"keeps {kept:.0%} of the restricted days that are neither wrongful nor rest on protected conduct"
        for name in sorted(name for name in self.base if name.partition(".")[0] == "prevented"):
            if self._fell(name, found, self.luck.get(name, 0.0)):
                return f"misdeeds rise: less of `{name}`"
        if found.get("forgone", 0.0) > self.base.get("forgone", 0.0) + ROUNDING:
            return "more protected acts are left undone"
        for name in (TOLD, OBJECTED):
            if self._fell(name, found, self.luck.get(name, 0.0)):
                return f"fewer {name}"
        if self.every_harm:
            for name in HARMS:
                if found.get(name, 0.0) > self.base.get(name, 0.0) + ROUNDING:
                    return f"the harm `{name}` rises"
        return ""

    def _fell(self, name: str, found: Figures, by: float) -> bool:
        if name not in self.base or name not in found:
            return False  # where nobody is restricted any more, nobody is left to be told
        return found[name] < self.base[name] - by - ROUNDING


def held(recipe: Recipe, tried: Trying, *, keep: float, every_harm: bool) -> Held:
    """Return what mends of a settled recipe are held to."""
    base = figures(tried.measures(recipe))
    seeds = [recipe.seed + number for number in range(1, LUCK_SEEDS + 1)]
    others = [figures(tried.measures(replace(recipe, seed=seed % (1 << 64)))) for seed in seeds]
    half = t_95(LUCK_SEEDS)
    names = (TOLD, OBJECTED, *(name for name in base if name.partition(".")[0] == "prevented"))
    luck = {
        name: half * variance([base[name], *(one[name] for one in others)]) ** 0.5
        for name in names
        if name in base and all(name in one for one in others)
    }
    return Held(base, luck, keep, every_harm)


def figures(measures: Measures, side: str = "a") -> dict[str, float]:
    """Return the figures of one side, and of what it changes, by name; and the two that are made from several."""
    rows = [one for one in measures if one.side in (side, "pair")]
    found = {one.name: one.value for one in rows if one.value is not None}
    if {"never_told_share", "told_by_refusal_share"} <= set(found):
        found[TOLD] = max(0.0, 1 - found["never_told_share"] - found["told_by_refusal_share"])  # thirds do not add up
    if found.get("negative_items") and "objections_filed" in found:
        found[OBJECTED] = found["objections_filed"] / found["negative_items"]
    return found


def kept_share(base: Figures, found: Figures) -> float:
    """Return which share of the rightful restricted days is left; 1 where there were none."""
    return found[RIGHTFUL] / base[RIGHTFUL] if base[RIGHTFUL] > 0 else 1.0

"""Sequential stopping: seeds are added until the luck of a difference is narrow enough, or there are no more.

The rule `MEASURE:ci<BOUND` holds when, in every scenario in which the figure has a value and for every variant, half
the 95 % luck interval of the difference in MEASURE (of a figure that speaks of both sides, of the figure itself) is
narrower than BOUND times the size of its mean. A difference that is nothing for every seed has no luck left, and holds.
It is asked from the fifth seed on, after each seed.

Source: Chow and Robbins 1965, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean",
Annals of Mathematical Statistics 36: the coverage of such an interval is the nominal one only in the limit of a small
bound, so what is said of one that stopped early names the rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xinyong.audit.luck import Luck
from xinyong.audit.measures import explain
from xinyong.errors import InputError

FEWEST = 5
"""Seeds before the rule is first asked: two or three that happen to agree would end it by chance."""

_WRITTEN = re.compile(r"\s*([a-z_]+(?:\.[^:\s]+)?)\s*:\s*ci\s*<\s*(\d*\.?\d+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """When to stop: `bound` is a share of the mean difference, above 0."""

    measure: str
    bound: float

    def __str__(self) -> str:
        return f"{self.measure}:ci<{self.bound:g}"

    def holds(self, width: float | None) -> bool:
        """Tell whether a relative half-width is narrow enough; None, where there is none, is not."""
        return width is not None and width < self.bound


def rule_of(text: str) -> Rule:
    """Return the rule that a text such as `wrongful_restricted_days:ci<0.1` means.

    Raises:
        InputError: it is no such rule. NameUnknown: there is no such measure.
    """
    match = _WRITTEN.match(text)
    if match is None or float(match[2]) <= 0:
        raise InputError(
            f"--until: found `{text}`, expected a measure and a bound, as in wrongful_restricted_days:ci<0.1"
        )
    explain(match[1])
    return Rule(match[1], float(match[2]))


def refuse_too_few(rule: Rule | None, seeds: Sequence[int]) -> None:
    """Refuse a rule that so few seeds could never meet.

    Raises:
        InputError: there are fewer than `FEWEST`.
    """
    if rule is not None and len(seeds) < FEWEST:
        raise InputError(f"--until: found {len(seeds)} seeds, expected at least {FEWEST}, as in --seeds 1..40: they "
                         "are added one by one until the rule holds")  # fmt: skip


def relative_width(spread: Luck) -> float | None:
    """Return half of a luck interval as a share of the size of its mean; 0 where there is no luck at all.

    None for one seed, and where the mean is nothing and the interval is not.
    """
    if spread.low is None or spread.high is None:
        return None
    half = (spread.high - spread.low) / 2
    if half == 0:
        return 0.0
    return half / abs(spread.mean) if spread.mean else None


@dataclass(frozen=True, slots=True)
class Stopping:
    """How a comparison ended whose seeds were added until a rule held.

    offered   seeds that could be played; needed, those that were
    held      whether the rule held in the end
    widths    the relative half-width in each scenario that counts, None where the mean difference is nothing
    """

    rule: Rule
    offered: int
    needed: int
    held: bool
    widths: Mapping[str, float | None]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"sequential": True, "rule": str(self.rule), "offered": self.offered, "needed": self.needed,
                "held": self.held, "widths": dict(self.widths), "says": self.says}  # fmt: skip

    @property
    def says(self) -> str:
        """Return it in words."""
        what = (
            f"Stopping was sequential: seeds were added until half the luck interval of the difference in "
            f"{self.rule.measure} was narrower than {self.rule.bound:g} of it in every scenario in which it has a value"
        )
        how = (f"{self.needed} of at most {self.offered} seeds were needed" if self.held
               else f"after all {self.needed} seeds it was not")  # fmt: skip
        return f"{what}; {how}. An interval that decides when to stop covers a little less often than it says."


def stopping_of(found: Mapping[str, Any]) -> Stopping:
    """Return what plain data says; errors as `rule_of`."""
    return Stopping(rule_of(found["rule"]), found["offered"], found["needed"], found["held"], found["widths"])


def stopped(rule: Rule, offered: int, needed: int, gaps: Mapping[str, Mapping[str, Luck]]) -> Stopping:
    """Return how one comparison stands against a rule after `needed` seeds; `gaps` by scenario and measure.

    Where the figure has a value in no scenario the rule does not hold.
    """
    widths = {name: relative_width(rows[rule.measure]) for name, rows in gaps.items() if rule.measure in rows}
    held = needed >= FEWEST and bool(widths) and all(rule.holds(width) for width in widths.values())
    return Stopping(rule, offered, needed, held, widths)

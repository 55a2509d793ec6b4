"""What a search over rules may aim at: one closed list, each with the one direction in which it may be pushed.

Whatever looks for rules or values (`mend`, and any sweep or calibration) takes its aim from here and from nowhere else.
A harm may be lowered. A benefit may be raised, with every harm held where it is. What protects people is no aim at
all: there are ways to fewer objections that nobody should be helped to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion

HARMS = (
    "wrongful_restricted_days",
    "wrongful_restricted_share",
    "wrongful_entries_share",
    "clean_ever_restricted_share",
    "protected_restricted_days",
    "joint_restricted_days",
    "others_restricted_days",
    "idle_restricted_days",
    "restricted_days",
    "restricted_people_share",
    "punished_protected",
    "lost_reward_days",
    "names_published",
    "shown_after_end_days",
    "never_told_share",
    "mistaken_days_stood",
    "forgone",
    "discouraged",
    "provoked",
)
"""May be lowered, and nothing else."""

BENEFITS = ("prevented", "encouraged", "judgments_paid", "ever_corrected_share")
"""May be raised, and nothing else; every harm is held meanwhile."""

NEVER_AN_AIM = {
    "told_by_refusal_share": "people told may never be lowered, and a refusal that tells is one way of telling",
    "objections_filed": "objections may never be lowered",
    "objections_decided": "objections may never be lowered",
    "backlog": "it falls as well where people give up objecting, and objections may never be lowered",
    "access_gap": "it falls as well where nobody is told, and people told may never be lowered",
    "hardship_spiral": "it falls as well where no restriction ever ends; `restricted_days` counts them",
    "entry_half_life_days": "a shorter memory is a means; `restricted_days` counts what entries do",
    "spent_entries_share": "a shorter memory is a means; `restricted_days` counts what entries do",
    "score_mobility": "it rises as well where more people fall; `restricted_days` counts what tiers do",
    "officials_against_residents": "it compares two groups, and neither is an aim",
    "deposits_waived": "it rises as well where more people are rewarded for what a scheme likes",
    "granted_instead": "what the favoured gain others lose",
    "burden_out_of_order": "it falls as well where graver acts are punished harder",
    "burden_per_step": "it rises as well where graver acts are punished harder",
    "bars_outside_domain": "it falls as well where there are more sanctions of the record's own part of life",
    "unjustified_restricted_days": "a list and no sum; aim at `protected_restricted_days` or another of its sorts",
    "objections_late_share": "it falls as well where people give up objecting, and objections may never be lowered",
    "reversed_share": "it falls or rises with who objects, and objections may never be lowered",
    "recorded_misdeeds": "what is recorded is no benefit and no harm; more of it takes more watching",
    "negative_items": "what is recorded is no benefit and no harm; more of it takes more watching",
    "displaced": "acts moved out of sight are no benefit; the misdeeds that are not done are `prevented`",
    "twofold_restricted_days": "it is part of two figures that may be lowered: wrongful days, and protected ones",
    "rightful_restricted_days": "a mend leaves most of them as they are; `restricted_days` counts all",
    "people_fallen": "a tier by itself does nothing; `restricted_people_share` counts those whom it restricts",
}
"""Measures that nobody may aim at, with the reason."""

_BOUND = re.compile(r"\s*([a-z0-9_.-]+?)\s*(<=|>=)\s*([0-9]+(?:\.[0-9]+)?)(x?)\s*")


@dataclass(frozen=True, slots=True)
class Objective:
    """A figure and the direction in which it may be pushed."""

    name: str
    direction: Literal["lower", "raise"]


@dataclass(frozen=True, slots=True)
class Bound:
    """An objective with how far: to `value`, or where `relative` to that many times what it is now."""

    objective: Objective
    value: float
    relative: bool

    def limit(self, now: float) -> float:
        """Return the bound in the unit of the figure, which stands at `now`."""
        return self.value * now if self.relative else self.value

    def met(self, found: float, now: float) -> bool:
        """Tell whether a figure is within the bound."""
        limit = self.limit(now)
        return found <= limit if self.objective.direction == "lower" else found >= limit

    def written(self) -> str:
        """Return the bound as it is typed."""
        sign = "<=" if self.objective.direction == "lower" else ">="
        return f"{self.objective.name}{sign}{self.value:g}{'x' if self.relative else ''}"


def objective(name: str) -> Objective:
    """Return the objective of a name, or of the measure of which it is a part.

    Raises:
        InputError: nobody may aim at it, or there is no such measure; says why, or names the nearest.
    """
    base = name.partition(".")[0]
    if base in HARMS:
        return Objective(name, "lower")
    if base in BENEFITS:
        return Objective(name, "raise")
    if base in NEVER_AN_AIM:
        raise InputError(f"found the aim `{name}`, which is none: {NEVER_AN_AIM[base]}")
    raise InputError(f"found no aim `{name}`; {suggestion(base, [*HARMS, *BENEFITS], what='aims')}")


def bound(written: str) -> Bound:
    """Return a bound as it is typed: `wrongful_restricted_days<=0.1x`, `prevented>=20`.

    Raises:
        InputError: it cannot be read, or would push a figure the wrong way.
    """
    read = _BOUND.fullmatch(written)
    if read is None:
        raise InputError(
            f"found the bound `{written}`, expected NAME<=NUMBER or NAME>=NUMBER, with an x behind it for times what it"
            " is now: wrongful_restricted_days<=0.1x"
        )
    aim = objective(read[1])
    if (read[2] == "<=") != (aim.direction == "lower"):
        only = "lowered (<=)" if aim.direction == "lower" else "raised (>=), with every harm held"
        raise InputError(f"found the bound `{written}`; `{aim.name}` may only be {only}")
    return Bound(aim, float(read[3]), bool(read[4]))

"""Whether being told, objecting and being put right depends on what access depends on: age, reading, being online.

Everybody with an entry against them is followed through three steps: told by a notice, objected in time, and, of those
whose objection was decided, put right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.process import nobody_hears
from xinyong.audit.reading import SMALLEST_GROUP, Counts, Facts, Reading, figure

_DEFINITION = next(each for each in PROCEDURE if each.name == "access_gap")

TRAITS = ("age", "literacy", "schooling", "online", "internet", "account", "income")
"""Traits on which reading a notice, finding the form and having the time for it are known to depend. `account` is
whether somebody reads the mailbox to which notices go."""

STEPS = ("told", "objected", "reversed")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far those people of one level came who had an entry against them.

    with_entry   people
    told         of them, people whom a notice reached about at least one such entry
    objected     of them, people who objected in time at least once
    decided      of those, people with at least one decision
    put_right    of those, people with a decision for them
    """

    trait: str
    level: str
    with_entry: int
    told: int
    objected: int
    decided: int
    put_right: int

    def share(self, step: str) -> float | None:
        """Return the share that came through a step; None where fewer than ten were there to take it."""
        steps = {"told": self.told, "objected": self.objected, "reversed": self.put_right}
        among = self.decided if step == "reversed" else self.with_entry
        return None if among < SMALLEST_GROUP else steps[step] / among


def reached(facts: Facts) -> tuple[Reached, ...]:
    """Return how far people came, by each level of each trait of the world that stands for access."""
    people, counts = facts.outcome.trial.people, _by_stratum(facts)
    found = []
    for trait in (name for name in TRAITS if name in facts.outcome.trial.world.traits):
        for level in facts.outcome.trial.world.traits[trait]:
            strata = np.array([levels[trait] == level for levels in people.strata], bool)
            found.append(Reached(trait, level, *counts[:, strata].sum(axis=1).tolist()))
    return tuple(found)


def _by_stratum(facts: Facts) -> Counts:
    """Return how many people of each stratum have an adverse entry, were told, objected, were answered, were put right:
    5 × strata."""
    ledger, adverse = facts.outcome.ledger, facts.adverse
    heard = (ledger["filed"] >= 0) & (ledger["late"] == 0)
    upheld = (ledger["reversed"] == 1) | (ledger["review_reversed"] == 1)
    rows = (adverse, ledger["noticed"] >= 0, heard, ledger["decided"] >= 0, upheld)
    whom = (np.unique(ledger["recipient"][adverse & each]) for each in rows)
    strata_of = facts.outcome.trial.people.strata_of
    return np.stack([np.bincount(strata_of(ids), minlength=facts.n_strata) for ids in whom]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Gap:
    """The widest difference in one step between two levels of one trait, and who stands at either end."""

    step: str
    trait: str
    size: float
    least: str
    most: str

    @property
    def said(self) -> str:
        return f"{self.step}: {self.trait} {self.least} against {self.trait} {self.most}"


def access(whole: Reading) -> Measures:
    """Return the widest gap between two levels, over all steps, by step, and by step and trait."""
    every = reached(whole.facts)
    traits = tuple(dict.fromkeys(one.trait for one in every))
    gaps = [gap for step in STEPS for trait in traits if (gap := _gap(every, step, trait))]
    why = _why_none(traits)
    found = [_measure(whole, "", gaps, why)]
    for step in STEPS:
        hears = "" if step == "told" else nobody_hears(whole)
        of_step = [gap for gap in gaps if gap.step == step]
        found.append(_measure(whole, step, of_step, why or hears))
        found += [_measure(whole, f"{step}.{gap.trait}", [gap], hears) for gap in of_step]
    return Measures(found)


def _why_none(traits: tuple[str, ...]) -> str:
    if not traits:
        return (
            "no such trait: this world tells people apart by none that stands for access (age, reading, being online)"
        )
    return ""


def _gap(every: tuple[Reached, ...], step: str, trait: str) -> _Gap | None:
    shares = {one.level: share for one in every if one.trait == trait and (share := one.share(step)) is not None}
    if len(shares) < 2:
        return None
    least, most = min(shares, key=lambda level: shares[level]), max(shares, key=lambda level: shares[level])
    return _Gap(step, trait, shares[most] - shares[least], least, most)


def _measure(whole: Reading, part: str, gaps: list[_Gap], why: str) -> Measure:
    few = f"no two levels have {SMALLEST_GROUP} people each who could take the step"
    reason = why or ("" if gaps else few)
    found = figure(whole, _DEFINITION, 0, 1, part=part, why=reason, rows=True)
    if reason:
        return found
    widest = max(gaps, key=lambda gap: gap.size)
    # A difference of two shares is no count of anything, so it carries neither count.
    return replace(found, value=widest.size, numerator=None, denominator=None, caveat=f"{widest.said}. {found.caveat}")

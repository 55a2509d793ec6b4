"""The grammar of mends: every small amendment that a scheme file and its world allow, as ordinary path amendments.

Each says what it does in words and holds the settings that `--set` would take. The numbers in them are ours (half a
term, a quarter of the way to an edge, ten times the capacity), and stand in the amended text as assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from xinyong.experiment.amendments_procedure import heard
from xinyong.files.evidence import Cited, Quantity
from xinyong.population.world import World
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.trial.stakes import is_costly
from xinyong.vocabulary import SANCTIONS

Kind = Literal["narrow", "drop", "proof", "term", "notice", "hearing", "review", "capacity", "expiry", "offered"]

EXPIRY_DAYS = 1_095
"""What has no term is given three years: within the one to five years of the terms that schemes state or assume."""
NARROWER = 4
"""An edge is moved away from the start by one part in so many of its distance."""

SAID_ONCE = frozenset({"county-paper", "newspaper", "television", "radio", "loudspeaker", "message"})
"""What was shown there cannot be taken down."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One small change: what kind of mend it is, what it does in words, and its settings by path."""

    kind: Kind
    says: str
    settings: Mapping[str, Any]


def amendments(scheme: Scheme, world: World, owner: str = "") -> tuple[Amendment, ...]:
    """Return every amendment of the grammar for a settled scheme; `owner` is the name of a member with a colon."""
    costly = [rule for rule in scheme.rules if is_costly(scheme, rule)]
    found = [*_narrowed(scheme, owner), *_proved(costly, world, owner), *_dropped(scheme, costly, owner)]
    found += [*_sooner(scheme, costly, owner), *heard(scheme, world, owner)]
    return tuple(Amendment(kind, says, settings) for kind, says, settings in found)


Found = tuple[Kind, str, dict[str, Any]]


def _narrowed(scheme: Scheme, owner: str) -> Iterator[Found]:
    """Yield edges moved away from the start, where sanctions hang below them."""
    score = scheme.score
    if score is None or scheme.ranked:
        return
    hung = {tier for one in scheme.consequences if one.effect in SANCTIONS for tier in one.tiers}
    for tier, below in zip(scheme.tiers[:-1], scheme.tiers[1:], strict=True):
        key = "at_least" if score.better == "higher" else "at_most"
        edge = getattr(tier, key)
        if edge is None or below.id not in hung:
            continue
        new = round(edge.value + (edge.value - score.start.value) / NARROWER)
        path = f"{owner}tiers.{tier.id}.{key}"
        yield "narrow", f"tier {below.id} begins at {new:,} points, not {edge.value:,.0f}", {path: new}


def _proved(costly: list[Rule], world: World, owner: str) -> Iterator[Found]:
    """Yield rules that no longer count what one channel reports, where another channel reports the same act."""
    by_channel: dict[str, dict[str, Any]] = {}
    for rule in costly:
        heard_by = [name for name in _reporters(rule.act, world) if name in (rule.channels or (name,))]
        for name in heard_by:
            left = [one for one in heard_by if one != name]
            if left and _errs(name, world):
                settings = {f"{owner}rules.{rule.id}.channels": left}
                yield "narrow", f"{owner}rules.{rule.id} does not count what {name} reports", settings
                by_channel.setdefault(name, {}).update(settings)
    for name, settings in by_channel.items():
        if len(settings) > 1:
            yield "proof", f"{len(settings)} rules ask for another proof than what {name} reports", settings


def _reporters(act: str, world: World) -> tuple[str, ...]:
    """Return the channels that can report an act, rightly or not."""
    found = {one.channel for one in world.sights if act in (one.act, one.taken_for.act if one.taken_for else "")}
    found |= {one.id for one in world.channels for report in one.false_reports if report.act == act}
    found |= {one.channel for one in world.imports if one.act == act}
    found |= {one.channel for one in world.targeting if one.act == act}
    return tuple(channel.id for channel in world.channels if channel.id in found)


def _errs(name: str, world: World) -> bool:
    """Tell whether what a channel reports can be wrong."""
    channel = next(one for one in world.channels if one.id == name)
    taken = any(one.taken_for and one.taken_for.share.value for one in world.sights if one.channel == name)
    return bool(channel.misattributed.value or channel.false_reports or taken)


def _dropped(scheme: Scheme, costly: list[Rule], owner: str) -> Iterator[Found]:
    """Yield clauses that go: rules that cost something, sanctions, publications, copies."""
    for rule in costly:
        yield "drop", f"{owner}rules.{rule.id} is dropped", _without_rule(scheme, rule.id, owner)
    sanctions = [one.id for one in scheme.consequences if one.effect in SANCTIONS]
    for key, names in (
        ("consequences", sanctions),
        ("publicity", [one.id for one in scheme.publicity]),
        ("copies", [one.id for one in scheme.copies]),
    ):
        for name in names:
            yield "drop", f"{owner}{key}.{name} is dropped", {f"{owner}{key}.{name}": "none"}


def _without_rule(scheme: Scheme, name: str, owner: str) -> dict[str, Any]:
    """Return the settings that take a rule out, and its name out of other clauses; those that name it alone go too."""
    found: dict[str, Any] = {f"{owner}rules.{name}": "none"}
    for key in ("caps", "repairs", "publicity"):
        for clause in getattr(scheme, key):
            if name in clause.rules:
                left = [one for one in clause.rules if one != name]
                found |= {f"{owner}{key}.{clause.id}.rules": left} if left else {f"{owner}{key}.{clause.id}": "none"}
    for revision in scheme.revisions:
        if name in revision.changes:
            found[f"{owner}revisions.{revision.id}.changes"] = [one for one in revision.changes if one != name]
    return found


def _sooner(scheme: Scheme, costly: list[Rule], owner: str) -> Iterator[Found]:
    """Yield terms cut by half, and an end for what has none: of one rule, and of all at once."""
    halves: dict[str, Any] = {}
    ends: dict[str, Any] = {}
    for rule in costly:
        for path, term in _terms(rule, f"{owner}rules.{rule.id}"):
            if isinstance(term, Cited) and term.value >= 2:
                half = int(term.value) // 2
                halves[path] = half
                yield "term", f"{path} is {half:,} days, not {term.value:,.0f}", {path: half}
            elif not isinstance(term, Cited) and path.endswith("validity"):
                ends[path] = EXPIRY_DAYS
                yield "expiry", f"{path} is {EXPIRY_DAYS:,} days, not for good", {path: EXPIRY_DAYS}
    if len(halves) > 1:
        yield "term", f"{len(halves)} terms of entries against people are cut by half", halves
        yield "term", f"{len(halves)} terms of entries against people are cut to a quarter", {
            path: max(1, days // 2) for path, days in halves.items()
        }  # fmt: skip
    if len(ends) > 1:
        yield "expiry", f"{len(ends)} rules without a term are given one of {EXPIRY_DAYS:,} days", ends
    for one in scheme.publicity:
        if not isinstance(one.term, Cited) and one.channel not in SAID_ONCE:
            path = f"{owner}publicity.{one.id}.term"
            yield "expiry", f"{path} is {EXPIRY_DAYS // 3} days, not for good", {path: EXPIRY_DAYS // 3}


def _terms(rule: Rule, path: str) -> Iterator[tuple[str, Quantity]]:
    yield f"{path}.validity", rule.validity
    for key, clause in (("listing", rule.listing), ("override", rule.override)):
        if clause is not None:
            yield f"{path}.{key}.term", clause.term

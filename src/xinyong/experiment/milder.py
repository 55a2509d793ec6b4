"""What is a mend and what is not: every difference between two sets of rules is one that a mend may make, or refused.

A mend may narrow a trigger, drop a clause, ask for more proof, shorten a term, add notice, hearing, review, capacity or
expiry. Anything that is not on this list is refused, whoever offers it: a channel, more coverage, detection or
linkage, longer retention, a further sanction, an easier way in; and taking the last sanction of a tier or list away,
or the last way into it, which would be another scheme and no smaller harm of this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from xinyong.errors import InputError
from xinyong.experiment.milder_procedure import notice_refusals, objection_refusals
from xinyong.experiment.milder_values import days_of, same_but, shorter
from xinyong.files.evidence import whole
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Rule, Scheme
from xinyong.trial.distances import tier_edges
from xinyong.trial.stakes import is_costly
from xinyong.vocabulary import SANCTIONS

FARTHEST = 2
"""An edge may lie at most so many times as far from the start as it did: farther off it would be out of reach."""

SHORTEST = 0.1
"""An entry stays at least this share of the time it did."""

OPEN = frozenset({"rules", "caps", "tiers", "consequences", "notice", "objection", "repairs", "publicity", "copies",
                  "revisions"})  # fmt: skip
"""Parts of a scheme that a mend may touch, each in its own way."""


def refuse_unless_mend(before: Recipe, after: Recipe) -> None:
    """Let a mend pass.

    Raises:
        InputError: it does what a mend may not; names every such difference.
    """
    found = list(_world_refusals(before.world, after.world))
    found += scheme_refusals(before.scheme, after.scheme)
    if set(before.members) != set(after.members):
        found.append("other member schemes")
    for name in set(before.members) & set(after.members):
        found += (f"{name}: {one}" for one in scheme_refusals(before.members[name], after.members[name]))
    if found:
        raise InputError(f"this is not a mend: {'; '.join(found)}")


def scheme_refusals(before: Scheme, after: Scheme) -> list[str]:
    """Return what a mended scheme does that a mend may not."""
    closed = sorted(set(Scheme.model_fields) - OPEN)
    found = [f"it changes `{key}`" for key in closed if getattr(before, key) != getattr(after, key)]
    dropped = {rule.id for rule in before.rules} - {rule.id for rule in after.rules}
    found += _rules(before, after)
    found += _tiers(before, after)
    found += _consequences(before, after)
    found += _ways_in(before, after)
    found += notice_refusals(before.notice, after.notice)
    found += objection_refusals(before.objection, after.objection)
    for key in ("caps", "repairs"):
        found += _naming(key, getattr(before, key), getattr(after, key), dropped)
    for key in ("publicity", "copies"):
        found += _ending(key, getattr(before, key), getattr(after, key), dropped)
    if [one.id for one in before.revisions] != [one.id for one in after.revisions]:
        found.append("it changes `revisions`")
    return found


def _world_refusals(before: World, after: World) -> Iterator[str]:
    for key in World.model_fields:
        if key == "desks" or getattr(before, key) == getattr(after, key):
            continue
        new = {getattr(one, "id", "") for one in after.channels} - {one.id for one in before.channels}
        if key == "channels" and new:
            yield f"it adds the channel {', '.join(sorted(new))}"
        else:
            yield f"it changes `world:{key}`, where a mend changes nothing but what desks can do"
    if [one.id for one in before.desks] != [one.id for one in after.desks]:
        yield "it adds or removes a desk"
        return
    for was, is_ in zip(before.desks, after.desks, strict=True):
        if not same_but(was, is_, "capacity") or is_.capacity.value < was.capacity.value:
            yield f"it changes `world:desks.{was.id}` otherwise than by more capacity"


def _rules(before: Scheme, after: Scheme) -> Iterator[str]:
    known, order = {rule.id: rule for rule in before.rules}, [rule.id for rule in after.rules]
    if order != [name for name in known if name in set(order)]:
        yield "it adds a rule, or changes their order"
        return
    for rule in after.rules:
        yield from _rule(known.pop(rule.id), rule)
    for name, rule in known.items():
        if not is_costly(before, rule):
            yield f"it drops `rules.{name}`, which costs nobody anything"


def _rule(before: Rule, after: Rule) -> Iterator[str]:
    path = f"rules.{before.id}"
    if not same_but(before, after, "channels", "validity", "listing", "override"):
        yield f"it changes `{path}` otherwise than by its channels and terms"
    wider = not after.channels or not set(after.channels) <= set(before.channels or after.channels)
    if before.channels != after.channels and wider:
        yield f"it lets `{path}` count what further channels report"
    if not shorter(before.validity, after.validity):
        yield f"it lengthens `{path}.validity`"
    if days_of(after.validity) < SHORTEST * days_of(before.validity) < inf or not days_of(after.validity):
        yield f"it shortens `{path}.validity` to next to nothing, which is to drop what follows from it"
    for key in ("listing", "override"):
        was, is_ = getattr(before, key), getattr(after, key)
        if was == is_ or is_ is None:
            continue
        if was is None or not same_but(was, is_, "term") or not shorter(was.term, is_.term):
            yield f"it makes `{path}.{key}` harder"


def _tiers(before: Scheme, after: Scheme) -> Iterator[str]:
    edge = "at_least" if before.score is None or before.score.better == "higher" else "at_most"
    if [one.id for one in before.tiers] != [one.id for one in after.tiers]:
        yield "it adds or removes a tier"
        return
    for place, (was, is_) in enumerate(zip(before.tiers, after.tiers, strict=True)):
        if was == is_:
            continue
        old, new = getattr(was, edge), getattr(is_, edge)
        if not same_but(was, is_, edge) or old is None or new is None:
            yield f"it changes `tiers.{was.id}` otherwise than by its edge"
        elif not _sanctions(before, "tiers", before.tiers[place + 1].id):
            yield f"it moves `tiers.{was.id}.{edge}`, below which there is no sanction"
        else:
            yield from _edge(before, f"tiers.{was.id}.{edge}", old.value, new.value)


def _edge(before: Scheme, path: str, old: float, new: float) -> Iterator[str]:
    """Yield what is wrong with moving an edge below which sanctions hang."""
    score = before.score
    if score is None:
        return
    away = 1 if score.better == "higher" else -1
    start, worst = score.start.value, whole(score.floor if away == 1 else score.ceiling)
    if away * new > away * old:
        yield f"it moves `{path}` so that more people fall below it"
    elif abs(start - new) > FARTHEST * abs(start - old) or (worst is not None and away * new <= away * worst):
        yield f"it moves `{path}` out of reach, which is to drop every sanction below it"


def _consequences(before: Scheme, after: Scheme) -> Iterator[str]:
    known, order = {one.id: one for one in before.consequences}, [one.id for one in after.consequences]
    if order != [name for name in known if name in set(order)]:
        yield "it adds a sanction or another consequence, or changes their order"
        return
    for one in after.consequences:
        if known.pop(one.id) != one:
            yield f"it changes `consequences.{one.id}`"
    for name, one in known.items():
        if one.effect not in SANCTIONS:
            yield f"it drops `consequences.{name}`, which is no sanction"
    for key, names in (("tiers", before.tiers), ("lists", before.lists)):
        for held in names:
            if _sanctions(before, key, held.id) and not _sanctions(after, key, held.id):
                yield f"it drops every sanction of `{key}.{held.id}`"


def _sanctions(scheme: Scheme, key: str, name: str) -> list[str]:
    """Return the sanctions that hang on a tier or list itself."""
    return [one.id for one in scheme.consequences if one.effect in SANCTIONS and name in getattr(one, key)]


def _ways_in(before: Scheme, after: Scheme) -> Iterator[str]:
    """Yield where the last way into a list, or down to any tier, is taken away."""

    def lists(scheme: Scheme) -> set[str]:
        return {rule.listing.list for rule in scheme.rules if rule.listing} | {copy.to for copy in scheme.copies}

    for name in sorted(lists(before) - lists(after)):
        if _sanctions(before, "lists", name):
            yield f"it leaves no way onto `lists.{name}`, which is to drop every sanction of it"
    costs = [any(whole(rule.points) and is_costly(one, rule) for rule in one.rules) for one in (before, after)]
    if costs[0] and not costs[1] and tier_edges(before):
        yield "it leaves no rule that costs points, which is to drop every sanction of a tier"


def _naming(key: str, before: Sequence[Any], after: Sequence[Any], dropped: set[str]) -> Iterator[str]:
    """Yield what is wrong with caps or repairs: they stay, less the rules that are gone."""
    wanted = [
        (one.id, left) for one in before if (left := tuple(name for name in one.rules if name not in dropped))
    ]  # fmt: skip
    if [(one.id, one.rules) for one in after] != wanted:
        yield f"it changes which rules `{key}` name"
    known = {one.id: one for one in before}
    for one in after:
        if one.id in known and not same_but(known[one.id], one, "rules"):
            yield f"it changes `{key}.{one.id}`"


def _ending(key: str, before: Sequence[Any], after: Sequence[Any], dropped: set[str]) -> Iterator[str]:
    """Yield what is wrong with publications or copies: they may go, or end sooner."""
    known = {one.id: one for one in before}
    terms = ("term",) if key == "publicity" else ("term", "deletions")
    for one in after:
        was = known.get(one.id)
        if was is None:
            yield f"it adds `{key}.{one.id}`"
            continue
        named = ("rules",) if key == "publicity" else ()
        if named and was.rules and set(one.rules) != set(was.rules) - dropped:
            yield f"it changes which rules `{key}.{one.id}` names"
        if named and not was.rules and one.rules:
            yield f"it changes which rules `{key}.{one.id}` names"
        if not same_but(was, one, *named, *terms):
            yield f"it changes `{key}.{one.id}` otherwise than by its term"
        if not all(shorter(getattr(was, term), getattr(one, term)) for term in terms):
            yield f"it lengthens `{key}.{one.id}`"

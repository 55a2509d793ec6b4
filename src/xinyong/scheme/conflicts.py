"""Find two rules that would both claim one record: same act, same channel, same people, same day.

One finding may have two orders for a consequence, each with an end of its own; so rules that only put people on lists,
and on different ones, do not stand in each other's way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.scheme.clauses import InForce, Rule, Scheme

MAX_RULES = 500
"""The longest published catalogues have a few hundred items."""


def conflict_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield one finding for each rule that claims a record which an earlier rule claims too."""
    if len(scheme.rules) > MAX_RULES:
        message = f"found {len(scheme.rules)} rules, expected at most {MAX_RULES}"
        yield Finding(("rules", MAX_RULES), message, "join rules that are alike")
        return
    by_act: dict[str, list[Rule]] = defaultdict(list)
    for place, rule in enumerate(scheme.rules):
        for earlier in by_act[rule.act]:
            if _both_claim(earlier, rule):
                message = f"found rules `{earlier.id}` and `{rule.id}`, which claim the same records of `{rule.act}`"
                hint = "set them apart by `channels`, `applies_to` or `in_force`, or join them"
                yield Finding(("rules", place), message, hint)
                break
        by_act[rule.act].append(rule)


def _both_claim(one: Rule, other: Rule) -> bool:
    return (
        not _list_apart(one, other)
        and _meet(one.channels, other.channels)
        and _same_people(one.applies_to, other.applies_to)
        and _same_day(one.in_force, other.in_force)
    )


def _list_apart(one: Rule, other: Rule) -> bool:
    only_list = all(isinstance(rule.points, Nothing) and rule.override is None for rule in (one, other))
    lists = {rule.listing.list for rule in (one, other) if rule.listing is not None}
    return only_list and len(lists) == 2


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    return not some or not others or bool(set(some) & set(others))


def _same_people(some: Mapping[str, Sequence[str]], others: Mapping[str, Sequence[str]]) -> bool:
    return all(set(some[trait]) & set(others[trait]) for trait in some.keys() & others.keys())


def _same_day(one: InForce | None, other: InForce | None) -> bool:
    one_from, one_to = _period(one)
    other_from, other_to = _period(other)
    return max(one_from, other_from) < min(one_to, other_to)


def _period(in_force: InForce | None) -> tuple[date, date]:
    if in_force is None:
        return date.min, date.max
    return in_force.from_ or date.min, in_force.to or date.max

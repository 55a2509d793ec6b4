"""Check that the clauses of a scheme name rules, tiers, lists and sources that the scheme has."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.records import Declared
from xinyong.files.references import once, refer, refer_one, sources_listed
from xinyong.files.unknowns import clause_ends
from xinyong.scheme.clauses import Scheme

CLAUSE_LISTS = ("tiers", "lists", "rules", "caps", "consequences", "repairs", "publicity", "copies")


def name_findings(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    """Yield every name that leads nowhere, every id that stands twice, and every rule under two caps."""
    for name in CLAUSE_LISTS:
        yield from once(name, getattr(scheme, name))
    yield from _rules_named(scheme, declared)
    yield from _tiers_and_lists_named(scheme, declared)
    yield from _one_cap_each(scheme)
    yield from sources_listed(scheme, declared.of("sources"))


def _rules_named(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    rules = declared.of("rules")
    for name in ("caps", "repairs", "publicity"):
        for place, clause in enumerate(getattr(scheme, name)):
            yield from refer((name, place, "rules"), clause.rules, rules, what="rules")


def _tiers_and_lists_named(scheme: Scheme, declared: Declared) -> Iterator[Finding]:
    tiers, lists = declared.of("tiers"), declared.of("lists")
    for place, rule in enumerate(scheme.rules):
        if rule.override:
            yield from refer_one(("rules", place, "override", "tier"), rule.override.tier, tiers, what="tiers")
        if rule.listing:
            yield from refer_one(("rules", place, "listing", "list"), rule.listing.list, lists, what="lists")
    for place, one in enumerate(scheme.lists):
        yield from refer(("lists", place, "tiers"), one.tiers, tiers, what="tiers")
    for place, copy in enumerate(scheme.copies):
        yield from refer_one(("copies", place, "from"), copy.from_, lists, what="lists")
        yield from refer_one(("copies", place, "to"), copy.to, lists, what="lists")
    for place, consequence in enumerate(scheme.consequences):
        yield from refer(("consequences", place, "tiers"), consequence.tiers, tiers, what="tiers")
        yield from refer(("consequences", place, "lists"), consequence.lists, lists, what="lists")
    for spot, notice in clause_ends(("notice",), scheme.notice):
        yield from refer((*spot, "tiers"), getattr(notice, "tiers", ()), tiers, what="tiers")
    if scheme.halt:
        yield from refer(("halt", "survives"), scheme.halt.survives, lists, what="lists")


def _one_cap_each(scheme: Scheme) -> Iterator[Finding]:
    cap_of: dict[str, str] = {}
    for place, cap in enumerate(scheme.caps):
        for number, rule in enumerate(cap.rules):
            if cap_of.get(rule, cap.id) != cap.id:
                message = f"found rule `{rule}` under the caps `{cap_of[rule]}` and `{cap.id}`, expected one at most"
                yield Finding(("caps", place, "rules", number), message, "take it out of one of them")
            cap_of.setdefault(rule, cap.id)

"""A scheme without some of its parts: what blame takes out, and what else goes with it.

A part is a path as `amend` takes it (`rules.theft`, `consequences.no-loan`, `objection.review`), or one of two that no
single path names: `channels.police` is what the police reports, which then counts for nothing though it is reported as
before; `expiry` is the term of every entry, which then never ends by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal, get_args

from xinyong.files.evidence import Cited, Nothing
from xinyong.scheme.clauses import Cap, Notice, Objection, Publicity, Repair, Rule, Scheme

Over = Literal["clauses", "rules", "consequences", "channels", "procedures"]
OVER: tuple[Over, ...] = get_args(Over)
"""Over what a figure can be shared out."""

EXPIRY = "expiry"
NOTHING = Nothing(none=True, grade="assumed", why="taken out")

Naming = Cap | Repair | Publicity
"""Clauses that name rules."""


def parts_of(scheme: Scheme, over: Over, channels: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a settled scheme, in the order of the file; `channels` are those of the world."""
    rules = _named("rules", scheme.rules)
    consequences = _named("consequences", scheme.consequences)
    match over:
        case "rules":
            return rules
        case "consequences":
            return consequences
        case "clauses":
            return (*rules, *_named("caps", scheme.caps), *consequences)
        case "channels":
            used = {name for rule in scheme.rules for name in rule.channels or channels}
            return tuple(f"channels.{name}" for name in channels if name in used)
        case "procedures":
            return _procedures(scheme)


def _procedures(scheme: Scheme) -> tuple[str, ...]:
    found = ["notice"] if isinstance(scheme.notice, Notice) else []
    if isinstance(scheme.objection, Objection):
        found.append("objection")
        if scheme.objection.review is not None:
            found.append("objection.review")
    found += _named("repairs", scheme.repairs)
    found += _named("publicity", scheme.publicity)
    found += _named("copies", scheme.copies)
    lapses = any(isinstance(rule.validity, Cited) for rule in scheme.rules)
    return (*found, EXPIRY) if lapses else tuple(found)


def _named(key: str, clauses: Sequence[Any]) -> tuple[str, ...]:
    return tuple(f"{key}.{clause.id}" for clause in clauses)


def without(scheme: Scheme, gone: Collection[str], channels: Sequence[str]) -> Scheme:
    """Return a settled scheme without some parts; `channels` are those of the world.

    A cap, repair or publication that names only rules that are gone goes with them: with no rule named it would mean
    every rule.
    """
    if not gone:
        return scheme
    silent = {name.removeprefix("channels.") for name in gone if name.startswith("channels.")}
    rules = tuple(kept for rule in scheme.rules if (kept := _rule(rule, gone, silent, channels)) is not None)
    dropped = {rule.id for rule in scheme.rules} - {rule.id for rule in rules}
    changes: dict[str, Any] = {"rules": rules}
    for key in ("caps", "repairs", "publicity"):
        left = (clause for clause in getattr(scheme, key) if f"{key}.{clause.id}" not in gone)
        changes[key] = tuple(found for clause in left if (found := _naming(clause, dropped)) is not None)
    for key in ("consequences", "copies"):
        changes[key] = tuple(clause for clause in getattr(scheme, key) if f"{key}.{clause.id}" not in gone)
    for key in ("notice", "objection"):
        if key in gone:
            changes[key] = NOTHING
    if "objection.review" in gone and "objection" not in gone:
        changes["objection"] = scheme.objection.model_copy(update={"review": None})
    return scheme.model_copy(update=changes)


def _rule(rule: Rule, gone: Collection[str], silent: Collection[str], channels: Sequence[str]) -> Rule | None:
    """Return a rule as it is left, or None where nothing is."""
    if f"rules.{rule.id}" in gone:
        return None
    if silent:
        heard = tuple(name for name in rule.channels or channels if name not in silent)
        if not heard:
            return None
        if len(heard) < len(rule.channels or channels):
            rule = rule.model_copy(update={"channels": heard})
    if EXPIRY in gone and isinstance(rule.validity, Cited):
        rule = rule.model_copy(update={"validity": NOTHING})
    return rule


def _naming(clause: Naming, dropped: Collection[str]) -> Naming | None:
    """Return a clause with the rules it names that are left, or None where it named some and none is."""
    left = tuple(name for name in clause.rules if name not in dropped)
    if clause.rules and not left:
        return None
    return clause.model_copy(update={"rules": left})

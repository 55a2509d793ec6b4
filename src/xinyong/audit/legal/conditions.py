"""What Art. 5(1)(c) asks for before its points (i) and (ii), and whether a scheme file shows it."""

from __future__ import annotations

from xinyong.audit.legal.findings import Condition
from xinyong.audit.legal.reach import Reach, moves_against

FIRM, ROLE = "firm", "role"
"""Firms are subjects of a world whose trait `role` has this level."""


def conditions(found: Reach) -> tuple[Condition, ...]:
    """Return the conditions in the order of the article. They are cumulative."""
    return (
        Condition("ai-system", "an AI system", "cannot be told from a file",
                  "A file states rules; not whether a machine infers anything or a clerk adds up by hand.",
                  "ai-act-3-1"),
        _place(found),
        _people(found),
        _period(found),
        _behaviour(found),
        _treatment(found),
        Condition("purpose", "no lawful evaluation for a specific purpose", "cannot be told from a file",
                  "Whether an evaluation is lawful and serves one specific purpose is a question of law and fact.",
                  "ai-act-recital-31"),
    )  # fmt: skip


def _place(found: Reach) -> Condition:
    issuer = found.scheme.issued_by
    says = f"Issued by {issuer.body} (place: {issuer.place}). The file does not say where its output is used."
    return Condition("union", "a use in the Union", "cannot be told from a file", says, "ai-act-2-1")


def _people(found: Reach) -> Condition:
    asks = "natural persons or groups of persons"
    roles = found.world.traits.get(ROLE, ())
    firms_alone = bool(found.rules) and all(dict(rule.applies_to).get(ROLE) == (FIRM,) for rule in found.rules)
    behind = any(copy.tie for copy in found.scheme.copies)
    if firms_alone and not behind:
        says = (
            "The rules are about firms alone, which are outside the article; the people behind them are not outside it."
        )
        return Condition("people", asks, "not shown", says, "ai-act-5-1-c")
    if firms_alone:
        says = "The rules are about firms, which are outside the article; a clause reaches the people behind them."
        return Condition("people", asks, "shown in part", says, "ai-act-5-1-c")
    if not found.rules:
        return Condition("people", asks, "not shown", "No rule counts against anybody.", "ai-act-5-1-c")
    both = " Firms are scored as well; they are outside the article." if FIRM in roles else ""
    return Condition("people", asks, "shown", f"The rules are about people.{both}", "ai-act-5-1-c")


def _period(found: Reach) -> Condition:
    asks = "an evaluation or classification over a certain period of time"
    scheme = found.scheme
    if scheme.score is not None:
        says = f"Records add up in a score ({scheme.score.method}) that is kept from day to day."
        return Condition("period", asks, "shown", says, "ai-act-5-1-c")
    if found.rules:
        says = (
            "There is no score: each listing rests on a record, and lasts. A single rating in one context is not meant."
        )
        return Condition("period", asks, "shown in part", says, "guidelines-art-5")
    return Condition("period", asks, "not shown", "Nothing is recorded about anybody.", "ai-act-5-1-c")


def _behaviour(found: Reach) -> Condition:
    asks = "on social behaviour or personal characteristics"
    domains = {act.happens_in for rule in found.rules if (act := found.act(rule)) is not None} - {None}
    if not found.rules:
        return Condition("behaviour", asks, "not shown", "No rule counts against anybody.", "ai-act-5-1-c")
    ties = any(part.tie for part in found.scheme.score.parts) if found.scheme.score else False
    says = f"Rules that count conduct against people: {len(found.rules)}; domains of their records: {len(domains)}."
    says += " Whom somebody knows counts as well." if ties else ""
    return Condition("behaviour", asks, "shown", says, "guidelines-art-5")


def _treatment(found: Reach) -> Condition:
    asks = "detrimental or unfavourable treatment to which the score leads"
    scored = any(moves_against(found.scheme, rule) for rule in found.rules)
    if found.sanctions:
        names = {one.service for one in found.sanctions}
        says = f"Sanctions: {len(found.sanctions)}; services where they bind: {len(names)}."
        return Condition("treatment", asks, "shown", says, "ai-act-5-1-c")
    if found.scheme.publicity and found.rules:
        says = "No service is closed or made harder; people are named in public."
        return Condition("treatment", asks, "shown in part", says, "ai-act-5-1-c")
    says = "No sanction at a service is in the file."
    if scored and found.scheme.consequences:
        says += " Points can be lost, and with them rewards that others have."
    return Condition("treatment", asks, "not shown", says, "ai-act-5-1-c")

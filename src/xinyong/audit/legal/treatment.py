"""Point (ii), unjustified: what a record rests on, what basis a rule has, on whom it falls, and how long it stays.

How heavy a burden is beside the gravity of the act is in `burden.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.audit.legal.findings import Clause, Found, clause, of_state
from xinyong.audit.legal.reach import Reach, lasts
from xinyong.files.evidence import Nothing
from xinyong.population.world import Act
from xinyong.scheme.clauses import Consequence, Rule
from xinyong.vocabulary import HARDSHIP_KINDS, KINDS

BASES = {
    "local": "a rule of a city, county or office, no statute",
    "party": "a document of the Party or of several offices, no statute",
    "contract": "a contract, no statute",
    "none": "no basis at all",
}
"""Bases below a statute, as a reader meets them."""

NEAR_A_RIGHT = {"false-accusation": "expression"}
"""Kinds that harm others and yet stand beside a right: whether words are criticism or a false accusation is up to
whoever records them."""

CHILDREN = "schooling"
"""The domain whose services are for children: those who are scored are adults."""


def treatment_signs(found: Reach) -> tuple[Found, ...]:
    """Return the signs of unjustified treatment."""
    return (
        of_state("protected", [one for rule in found.rules for one in _protected(found, rule)]),
        _no_offences(found),
        _no_basis(found),
        of_state("others", list(_others(found))),
        of_state(
            "no-record",
            [
                clause(f"consequences.{one.id}", one, one.text or f"whoever is not scored: {found.service_words(one)}")
                for one in found.sanctions
                if one.unscored
            ],
        ),
        of_state("after-met", [one for rule in found.rules for one in _after_met(found, rule)]),
        _shown(found),
    )


def right_of(act: Act) -> str | None:
    """Return the right that covers an act: of its kind, which no file can take away, or one that its world adds."""
    return KINDS[act.kind].right or act.protects


def _protected(found: Reach, rule: Rule) -> Iterator[Clause]:
    act, acts = found.act(rule), {one.id: one for one in found.world.acts}
    if act is not None and (right := right_of(act)) is not None:
        yield clause(f"rules.{rule.id}", rule, f"{found.act_words(rule)}: {act.name.en}, covered by the right: {right}")
        return
    seen = False
    for taken, by, how in _taken_for(found, rule):
        other = acts.get(taken)
        if other is not None and (right := right_of(other)) is not None:
            says = f"{found.act_words(rule)}: {by} {how} {other.name.en} for it, covered by the right: {right}"
            seen = True
            yield clause(f"rules.{rule.id}", rule, says)
    if not seen and act is not None and act.kind in NEAR_A_RIGHT:
        right = NEAR_A_RIGHT[act.kind]
        says = f"{found.act_words(rule)}: whoever records it draws the line to what is covered by the right: {right}"
        yield clause(f"rules.{rule.id}", rule, says)


def _taken_for(found: Reach, rule: Rule) -> Iterator[tuple[str, str, str]]:
    """Yield (act, channel, how) for each other act that a channel of the rule writes down as the rule's."""
    world, allowed = found.world, set(rule.channels)
    for sight in world.sights:
        mistaken = sight.taken_for
        if mistaken and mistaken.act == rule.act and mistaken.share.value and (not allowed or sight.channel in allowed):
            yield sight.act, sight.channel, "takes"
    for order in world.targeting:
        if order.act == rule.act and order.share.value and (not allowed or order.channel in allowed):
            yield order.of, order.channel, "is told to take"


def _no_offences(found: Reach) -> Found:
    clauses = [one for rule in found.rules for one in _no_offence(found, rule)]
    gap = "the world file names the ordinary law of its place; a gap in it would look the same"
    return of_state("no-offence", clauses, remark=gap if clauses else "")


def _no_offence(found: Reach, rule: Rule) -> Iterator[Clause]:
    act = found.act(rule)
    if act is not None and (act.law is None or act.law.severity.value <= 0):
        yield clause(f"rules.{rule.id}", rule, f"{found.act_words(rule)}: no ordinary penalty in {found.world.world}")


def _no_basis(found: Reach) -> Found:
    seen, unset = list[Clause](), list[Clause]()
    held: list[tuple[str, Rule | Consequence]] = [(f"rules.{one.id}", one) for one in found.rules]
    held += [(f"consequences.{one.id}", one) for one in found.sanctions]
    for path, one in held:
        if "basis" not in one.model_fields_set:
            unset.append(clause(path, one, "the file states no basis"))
        elif one.basis != "law":
            seen.append(clause(path, one, f"rests on {BASES[one.basis]}"))
    remark = f"clauses that state no basis: {len(unset)}" if seen and unset else ""
    return of_state("no-basis", seen, unset, remark)


def _others(found: Reach) -> Iterator[Clause]:
    scheme = found.scheme
    ties = {one.id: one.sort for one in found.world.ties}
    for copy in scheme.copies:
        if copy.tie is not None and any(copy.to in one.lists for one in found.sanctions):
            says = f"listings of {copy.from_} fall on somebody else by a tie: {ties.get(copy.tie, copy.tie)}"
            yield clause(f"copies.{copy.id}", copy, says)
    for part in scheme.score.parts if scheme.score else ():
        if part.tie is not None:
            says = f"other people's standing moves one's own by a tie: {ties.get(part.tie, part.tie)}"
            yield clause(f"score.parts.{part.id}", part.weight or part.start, says)
    for one in found.sanctions:
        service = found.service(one.service)
        if service is not None and service.domain == CHILDREN:
            yield clause(
                f"consequences.{one.id}", one, f"{one.text or service.name.en}: falls on a child, who did nothing"
            )


def _after_met(found: Reach, rule: Rule) -> Iterator[Clause]:
    act = found.act(rule)
    if act is None or rule.met is not None or (act.met is None and act.kind not in HARDSHIP_KINDS):
        return
    terms = [term for _, term in lasts(rule)]
    if terms:
        says = (
            f"{found.act_words(rule)}: the term runs on whether or not it is paid or done, and no clause ends it then"
        )
        yield clause(f"rules.{rule.id}", rule, says)


def _shown(found: Reach) -> Found:
    against = {rule.id for rule in found.rules}
    clauses = []
    for one in found.scheme.publicity:
        if not one.rules or against & set(one.rules):
            ends = "with no end" if isinstance(one.term, Nothing) else "for a term"
            clauses.append(clause(f"publicity.{one.id}", one, f"{one.text or one.channel} ({one.channel}, {ends})"))
    return of_state("shown", clauses)

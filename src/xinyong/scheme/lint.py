"""What the author of a scheme may have overlooked: nothing here stops a run."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.files.lint import assumed_values, unused_sources
from xinyong.files.references import records_in
from xinyong.files.unknowns import ends, is_unknown, values
from xinyong.scheme.clauses import Scheme, Stated
from xinyong.scheme.count import count_values
from xinyong.vocabulary import SANCTIONS


def remarks(scheme: Scheme) -> Iterator[Finding]:
    """Yield what a reader of the scheme should know, in no particular order."""
    yield from _due_process(scheme)
    yield from _tiers(scheme)
    yield from _lists(scheme)
    yield from _idle_rules(scheme)
    yield from _uncited_clauses(scheme)
    yield from unused_sources(scheme, scheme.sources)
    yield from assumed_values(count_values(scheme))


def _due_process(scheme: Scheme) -> Iterator[Finding]:
    if not any(consequence.effect in SANCTIONS for consequence in scheme.consequences):
        return
    for key, words in (("notice", "of which nobody is told"), ("objection", "to which nobody can object")):
        clause = getattr(scheme, key)
        clauses = clause.between if is_unknown(clause) else (clause,)
        if any(isinstance(one, Nothing) for one in clauses):
            perhaps = "may hang" if is_unknown(clause) else "hang"
            yield Finding((key,), f"sanctions {perhaps} on entries {words}", "state it if a source does")


def _tiers(scheme: Scheme) -> Iterator[Finding]:
    named = {tier for consequence in scheme.consequences for tier in consequence.tiers}
    floors, ceilings = (values(scheme.score.floor), values(scheme.score.ceiling)) if scheme.score else ((), ())
    for place, tier in enumerate(scheme.tiers):
        if tier.id not in named and not any(tier.id in one.tiers for one in scheme.lists):
            yield Finding(
                ("tiers", place), "no consequence hangs on this tier", "add one, or leave it if the source does"
            )
        if tier.at_least is not None and ceilings and tier.at_least.value > max(ceilings):
            yield Finding(
                ("tiers", place, "at_least"), f"no score reaches {tier.at_least.value:g}: the ceiling is lower"
            )
        if tier.at_most is not None and floors and tier.at_most.value < min(floors):
            yield Finding(("tiers", place, "at_most"), f"no score reaches {tier.at_most.value:g}: the floor is higher")


def _lists(scheme: Scheme) -> Iterator[Finding]:
    entered = {rule.listing.list for rule in scheme.rules if rule.listing} | {copy.to for copy in scheme.copies}
    named = {name for consequence in scheme.consequences for name in consequence.lists}
    for place, copy in enumerate(scheme.copies):
        if copy.from_ not in entered:
            message = f"nothing is copied: no row is entered on `{copy.from_}`, and a tier makes none"
            yield Finding(("copies", place, "from"), message, "let a rule enter people on the list")
    for place, one in enumerate(scheme.lists):
        if one.id not in entered and not one.tiers:
            hint = "add `listing` to a rule, or `tiers` to the list"
            yield Finding(("lists", place), "no rule or tier puts anybody on this list", hint)
        if one.id not in named:
            yield Finding(
                ("lists", place), "no consequence hangs on this list", "add one, or leave it if the source does"
            )


def _idle_rules(scheme: Scheme) -> Iterator[Finding]:
    for place, rule in enumerate(scheme.rules):
        moves = any(values(rule.points)) or rule.repeat is not None
        if not moves and rule.listing is None and rule.override is None:
            yield Finding(
                ("rules", place), "this rule does nothing: no points, listing or override", "state what it does"
            )
        lasting = [end for end in ends(rule.validity) if isinstance(end, Nothing) or end.value]
        if not lasting:
            yield Finding(("rules", place, "validity"), "entries of this rule end on the day they begin")


def _uncited_clauses(scheme: Scheme) -> Iterator[Finding]:
    clauses = [(spot, record) for spot, record in records_in(scheme) if isinstance(record, Stated)]
    uncited = [spot for spot, record in clauses if record.source is None]
    if uncited:
        message = f"{len(uncited)} of {len(clauses)} clauses have no source, this one first"
        yield Finding(uncited[0], message, "cite one, or say in NOTES.md where you looked")

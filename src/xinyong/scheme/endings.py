"""Check the ways in which an entry or its listing can end sooner, or later, than its term says."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.scheme.clauses import Rule, Scheme


def ending_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with extensions, and with entries that end when a debt is met."""
    running = scheme.score is not None and scheme.score.method == "running"
    for place, rule in enumerate(scheme.rules):
        yield from _extension(place, rule)
        moves = not isinstance(rule.points, Nothing) or rule.repeat is not None
        if running and rule.met is not None and moves:
            message = "found `met` on a rule that moves a score of method `running`, whose entries do not end"
            hint = "write no points, or let a `repairs` clause end the entry"
            yield Finding(("rules", place, "met"), message, hint)


def _extension(place: int, rule: Rule) -> Iterator[Finding]:
    extension = rule.listing.extension if rule.listing else None
    if rule.listing is None or extension is None:
        return
    spot = ("rules", place, "listing", "extension")
    if isinstance(rule.listing.term, Nothing):
        yield Finding(spot, "found an extension of a listing without a term", "state `term`, or take it out")
    if extension.least.value > extension.most.value:
        message = f"found least {extension.least.value:g} above most {extension.most.value:g}"
        yield Finding((*spot, "least"), message, "mend either")

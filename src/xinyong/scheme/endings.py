"""Check copies of lists, and the ways in which an entry or its listing can end sooner, or later, than its term."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.evidence import Nothing
from xinyong.scheme.clauses import Rule, Scheme

MOST_COPIES_OF_COPIES = 3
"""How often a copy may be copied on."""


def copy_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with copies: names of rules, copies of copies without end, copies of what a tie brought."""
    rules = {rule.id for rule in scheme.rules}
    tied = {copy.to: copy for copy in scheme.copies if copy.tie is not None}
    for place, copy in enumerate(scheme.copies):
        if copy.from_ in tied:
            message = f"found a copy of `{copy.from_}`, to which the tie `{tied[copy.from_].tie}` leads"
            yield Finding(("copies", place, "from"), message, "let nobody pay on for whom somebody pays already")
        if rules & {copy.id, f"{copy.id}-duplicate"}:
            message = f"found the copy `{copy.id}` beside a rule of that name, which the ledger could not tell apart"
            yield Finding(("copies", place, "id"), message, "give one of them another id")
        reached, steps = {copy.to}, 1
        while reached and steps <= MOST_COPIES_OF_COPIES:
            reached, steps = {one.to for one in scheme.copies if one.from_ in reached}, steps + 1
        if reached:
            message = f"found copies of copies from `{copy.from_}` on, more than {MOST_COPIES_OF_COPIES} deep"
            yield Finding(("copies", place), message, "let every list be copied from where it is entered")


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

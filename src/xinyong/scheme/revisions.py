"""Check that a revision ties together clauses that really change on its day."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.references import once, refer_one
from xinyong.scheme.clauses import Scheme


def revision_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with revisions: names that lead nowhere, and clauses that do not begin or end on the day."""
    yield from once("revisions", scheme.revisions)
    dated = {rule.id: rule.in_force for rule in scheme.rules}
    dated |= {consequence.id: consequence.in_force for consequence in scheme.consequences}
    for place, revision in enumerate(scheme.revisions):
        for number, name in enumerate(revision.changes):
            spot = ("revisions", place, "changes", number)
            if name not in dated:
                yield from refer_one(spot, name, tuple(dated), what="rules and consequences")
                continue
            dates = dated[name]
            if dates is None or revision.date not in (dates.from_, dates.to):
                message = f"found `{name}`, which neither begins nor ends on {revision.date}"
                yield Finding(spot, message, "give it `in_force` dates with that day, or take it out")

"""Check the clause on objections: what it suspends can wait, what it needs can come, and the next instance is another
desk."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Nothing
from xinyong.files.unknowns import clause_ends
from xinyong.scheme.clauses import Objection, Scheme


def instance_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with the clause on objections, at each of its ends where it is unknown."""
    for spot, end in clause_ends(("objection",), scheme.objection):
        if isinstance(end, Objection):
            yield from _objection(scheme, end, spot)


def _objection(scheme: Scheme, objection: Objection, spot: Spot) -> Iterator[Finding]:
    if objection.suspends and scheme.score is not None and scheme.score.method == "running":
        message = "found objections that suspend in a score of method `running`, whose points are added once"
        yield Finding((*spot, "suspends"), message, "write false, or use `method: sum`")
    if objection.needs_notice and isinstance(scheme.notice, Nothing):
        message = "found objections that need a notice in a scheme that sends none"
        yield Finding((*spot, "needs_notice"), message, "write false, or say how people are told")
    if objection.review is not None and objection.review.desk == objection.desk:
        message = f"found the desk `{objection.desk}` for the review of its own decisions, expected another"
        yield Finding((*spot, "review", "desk"), message, "name the next instance")

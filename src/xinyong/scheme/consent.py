"""Check who is scored at all: consequences for those who are not belong to a scheme that leaves somebody out."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.files.complaints import Finding
from xinyong.scheme.clauses import Scheme


def consent_findings(scheme: Scheme) -> Iterator[Finding]:
    """Yield what is wrong with consequences that bind those whom the scheme does not score."""
    leaves_out = scheme.consent is not None and (scheme.consent.needed or scheme.consent.file)
    for place, consequence in enumerate(scheme.consequences):
        spot = ("consequences", place, "unscored")
        if consequence.unscored and not leaves_out:
            message = "found a consequence for those not scored in a scheme that scores everybody"
            yield Finding(spot, message, "add `consent` with `needed: true` or `file: true`, or take `unscored` out")
        elif consequence.unscored and scheme.members:
            message = "found a consequence for those not scored beside members"
            yield Finding(spot, message, "a place's score is that of its member; write the consequence there")

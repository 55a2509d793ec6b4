"""Whether the people whom a scheme restricted were ever told: by a notice, by a refusal, or never."""

from __future__ import annotations

from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measure import Measures
from xinyong.audit.reading import Reading, figure

_D = {each.name: each for each in PROCEDURE}


def told(reading: Reading) -> Measures:
    """Return the shares of restricted people who were never told, and who were told by a refusal alone."""
    subjects = reading.outcome.subjects
    without_notice = reading.subjects & (subjects["first_restricted"] >= 0) & (subjects["noticed"] == 0)
    refused = subjects["refusals"] > 0
    # Who has no history was sent no notice and refused nothing.
    never = int((without_notice & ~refused).sum()) + reading.quiet
    by_refusal = int((without_notice & refused).sum())
    why = reading.facts.unread
    return Measures(
        (
            figure(reading, _D["never_told_share"], never, reading.n_restricted, why=why, rows=True),
            figure(reading, _D["told_by_refusal_share"], by_refusal, reading.n_restricted, why=why, rows=True),
        )
    )

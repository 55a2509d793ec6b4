"""Objections: filed, filed too late, decided, decided for the person."""

from __future__ import annotations

from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measure import Measures
from xinyong.audit.reading import Reading, figure, per_1000
from xinyong.files.evidence import Nothing

_D = {each.name: each for each in PROCEDURE}


def nobody_hears(reading: Reading) -> str:
    """Return why there are no objections to count: no scheme of the run has a clause on them; nothing where one has."""
    able = any(not isinstance(scheme.objection, Nothing) for scheme in reading.facts.schemes)
    return "" if able else "nobody can object: no scheme of this run has an objection clause"


def process(reading: Reading) -> Measures:
    """Return the figures on objections; without a value where no scheme of the run lets anybody object."""
    why = nobody_hears(reading)
    filed, late = reading.flow("filed"), reading.flow("late")
    decided, reversed_ = reading.flow("decided"), reading.flow("reversed")
    return Measures(
        (
            per_1000(reading, _D["objections_filed"], filed, why=why),
            figure(reading, _D["objections_late_share"], late, filed, why=why),
            per_1000(reading, _D["objections_decided"], decided, why=why),
            figure(reading, _D["reversed_share"], reversed_, decided, why=why),
        )
    )

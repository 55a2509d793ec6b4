"""Restricted days of people who did nothing: in their lives began no record behind any entry of this run."""

from __future__ import annotations

import numpy as np

from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.measure import Measures
from xinyong.audit.reading import Reading, rows_per_1000

_DEFINITION = next(each for each in HARMS if each.name == "idle_restricted_days")

ROWS_OF_OTHERS = (
    "whether somebody's act became an entry of somebody else is read from everybody's rows, and this run keeps those "
    "of a sample: run it with --ledger all"
)


def idle(reading: Reading) -> Measures:
    """Return the restricted days of people none of whose acts became an entry, of theirs or of anybody's."""
    if reading.outcome.trial.kept is not None:
        return Measures((rows_per_1000(reading, _DEFINITION, 0, why=ROWS_OF_OTHERS),))
    subjects = reading.outcome.subjects
    days = subjects["restricted_days"]
    still = reading.subjects & ~np.isin(subjects["subject"], reading.facts.doers)
    # Who has no row at all did nothing, and is restricted where the scheme starts so.
    quiet = reading.flow("restricted_days") - int(days[reading.subjects].sum())
    return Measures((rows_per_1000(reading, _DEFINITION, int(days[still].sum()) + quiet),))

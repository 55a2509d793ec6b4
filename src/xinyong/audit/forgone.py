"""Protected acts forgone while a scheme governs and after it, and what of it this model cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xinyong.audit.conduct import echoing, not_asked, valence_of
from xinyong.audit.definitions_benefit import CONDUCT
from xinyong.audit.fates import BOTH, ONLY_BASELINE, Counterpart
from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.audit.reading import Reading, figure

_DEFINITION = next(each for each in CONDUCT if each.name == "forgone")

MONTH_DAYS = 30

AFTER = {"after-1-month": 30, "after-4-months": 120, "after-12-months": 365}
"""Each part after the end, and how many days after it its month ends."""

WHOLE_RUN = "not asked: here candidates were counted over the whole run"

_NOT_BY_PERSON = (
    "not told apart: candidates are counted by act, group and window, not by person, so nobody knows which belong to"
)

UNTOLD = {
    "with_entry": f"{_NOT_BY_PERSON} people with an entry of their own",
    "without_entry": f"{_NOT_BY_PERSON} people with no entry of their own",
    "objections": "not modelled: who objects follows from shares in the world, and no fear of objecting changes them",
}
"""Parts that are asked for and cannot be told here, with the reason."""


def forgone(reading: Reading, reference: Counterpart | None) -> Measures:
    """Return, for everybody, the share forgone while the scheme governed, in the months that end 1, 4 and 12 months
    after it, and the parts that cannot be told; nothing for a group."""
    if reading.group.label != EVERYBODY:
        return Measures()
    pair = Reading(reading.facts, reading.group, "pair")
    return Measures(map(echoing, (*_over_time(pair, reference), *_untold(pair))))


def _over_time(pair: Reading, reference: Counterpart | None) -> Iterator[Measure]:
    why, trial = not_asked(pair, reference), pair.outcome.trial
    end = max((regime.end_day for regime in trial.regimes if regime is not None), default=0)
    yield _in_days(pair, reference, "during", (0, min(end, trial.days)), why=why)
    for part, days in AFTER.items():
        late = "the scheme does not end in this run" if end >= trial.days else ""
        if not late and end + days > trial.days:
            late = f"this run ends sooner than {days} days after the scheme"
        yield _in_days(pair, reference, part, (end + days - MONTH_DAYS, end + days), why=why or late)


def _in_days(
    pair: Reading, reference: Counterpart | None, part: str, span: tuple[int, int], *, why: str
) -> Measure:  # fmt: skip
    """Return the share of protected acts forgone in windows that begin within some days."""
    if reference is None or why:
        return figure(pair, _DEFINITION, 0, 0, part=part, why=why)
    begins = np.array([begin for begin, _ in pair.outcome.trial.windows])
    chosen, every = (begins >= span[0]) & (begins < span[1]), reference.fates.cells
    if len(every) != len(begins):
        # Whoever tries many rules counts over the whole run, and looks at no part of it.
        if not chosen.all():
            return figure(pair, _DEFINITION, 0, 0, part=part, why=WHOLE_RUN)
        chosen = np.ones(len(every), bool)
    protected = np.array([valence_of(act) == "protected" for act in pair.outcome.trial.world.acts], bool)
    cells = every[chosen].sum(axis=(0, 2))[protected].sum(axis=0)
    left, taken = int(cells[ONLY_BASELINE]), int(cells[ONLY_BASELINE] + cells[BOTH])
    return figure(pair, _DEFINITION, left, taken, part=part)


def _untold(pair: Reading) -> Iterator[Measure]:
    for part, why in UNTOLD.items():
        yield figure(pair, _DEFINITION, 0, 0, part=part, why=why)

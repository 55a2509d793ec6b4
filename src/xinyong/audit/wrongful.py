"""The four wrongful figures, always together, by cause; and the days that rest on protected conduct."""

from __future__ import annotations

from xinyong.audit.definition import Definition
from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.measure import Measure, Measures, gathered
from xinyong.audit.reading import Reading, figure, per_1000
from xinyong.vocabulary import Cause

_D = {each.name: each for each in HARMS}

ENTRY_CAUSES = ("misattributed", "fabricated", "misclassified", "mislinked", "overdue")
"""Why an entry is wrongful. `overdue` is said of entries whose facts were right, so the causes add up."""

DAY_CAUSES = (*ENTRY_CAUSES, "joint")
"""Why a restricted day is wrongful. `joint`: no cause, or more than one, explains it alone; so the causes add up."""


def wrongful(reading: Reading) -> Measures:
    """Return the four wrongful figures, each followed by its parts by cause; the fourth, on people, has none."""
    return gathered(_entries(reading), _days(reading), [_clean(reading)])


def _entries(reading: Reading) -> list[Measure]:
    ledger, definition = reading.outcome.ledger, _D["wrongful_entries_share"]
    adverse = reading.rows & reading.facts.adverse
    counts = {name: int((adverse & (ledger["cause"] == int(Cause[name.upper()]))).sum()) for name in ENTRY_CAUSES[:-1]}
    counts["overdue"] = int((adverse & (ledger["cause"] == int(Cause.TRUE)) & (ledger["overdue"] >= 0)).sum())
    total = int(adverse.sum())
    parts = [figure(reading, definition, count, total, part=cause, rows=True) for cause, count in counts.items()]
    return [figure(reading, definition, sum(counts.values()), total, rows=True), *parts]


def _days(reading: Reading) -> list[Measure]:
    share, rate = _D["wrongful_restricted_share"], _D["wrongful_restricted_days"]
    restricted, total = reading.flow("restricted_days"), reading.flow("wrongful_days")
    counts = {cause: reading.flow(f"wrongful_{cause}_days") for cause in DAY_CAUSES}
    return [
        figure(reading, share, total, restricted),
        *(figure(reading, share, count, restricted, part=cause) for cause, count in counts.items()),
        per_1000(reading, rate, total),
        *(per_1000(reading, rate, count, part=cause) for cause, count in counts.items()),
    ]


def clean_restricted(reading: Reading) -> tuple[int, int]:
    """Return how many people without a scored misdeed of their own were restricted, and how many there are."""
    subjects = reading.outcome.subjects
    clean = reading.subjects & (subjects["own_misdeed"] == 0)
    restricted = int((clean & (subjects["first_restricted"] >= 0)).sum()) + reading.quiet
    scored = int((reading.subjects & (subjects["own_misdeed"] == 1)).sum())
    return restricted, reading.n_followed - scored


def _clean(reading: Reading) -> Measure:
    definition, why = _D["clean_ever_restricted_share"], reading.facts.unread
    return figure(reading, definition, *clean_restricted(reading), why=why, rows=True)


def restricted(reading: Reading) -> Measures:
    """Return who is restricted and for how long, the days that rest on protected conduct or fall on people in somebody
    else's stead, and rewards lost by error."""
    counted = {
        "restricted_days": "restricted_days",
        "protected_restricted_days": "protected_days",
        "joint_restricted_days": "joint_days",
        "twofold_restricted_days": "twofold_days",
        "others_restricted_days": "others_days",
        "lost_reward_days": "lost_reward_days",
    }
    share: Definition = _D["restricted_people_share"]
    return gathered(
        [figure(reading, share, reading.n_restricted, reading.n_followed, why=reading.facts.unread, rows=True)],
        (per_1000(reading, _D[name], reading.flow(metric)) for name, metric in counted.items()),
        [per_1000(reading, _D["rightful_restricted_days"], _rightful_days(reading))],
    )


def _rightful_days(reading: Reading) -> int:
    """Return the restricted days left when those that either cause explains, or both together, are taken away once."""
    either = sum(reading.flow(name) for name in ("wrongful_days", "protected_days", "joint_days"))
    return reading.flow("restricted_days") - either + reading.flow("twofold_days")

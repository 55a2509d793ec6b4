"""The generated worlds are as harsh as they are meant to be: what rarely meets does meet in some of them."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.oracle.cases import SEEDS, Case, seeded_case

from xinyong.arrays import DAYS
from xinyong.engine.play import play
from xinyong.results.outcome import Outcome

Meets = Callable[[Case, Outcome], object]


def method(case: Case) -> str:
    return case.scheme.score.method if case.scheme.score else "none"


def repaired_at_once(outcome: Outcome) -> bool:
    ledger = outcome.ledger
    return bool(((ledger["outcome"] == 3) & (ledger["ended"] == ledger["day"]) & (ledger["points"] != 0)).any())


def reversed_after(outcome: Outcome, code: int) -> bool:
    """Tell whether a decision for somebody came when the entry had already ended so."""
    ledger = outcome.ledger
    return bool(((ledger["reversed"] == 1) & (ledger["outcome"] == code) & (ledger["ended"] < ledger["decided"])).any())


def days_of(outcome: Outcome, kind: str) -> int:
    return int(outcome.flows[:, outcome.layout.row[f"{kind}_days"]].sum())


def start_is_restricted(outcome: Outcome) -> bool:
    no_entry = ~np.isin(outcome.subjects["subject"], outcome.ledger["recipient"])
    return bool((outcome.subjects["restricted_days"][no_entry] > 0).any())


def edges_move(outcome: Outcome) -> bool:
    """Tell whether a ranking found another edge for a tier than the one before it."""
    rows = outcome.thresholds
    tiers = {*zip(rows["place"].tolist(), rows["item"].tolist(), strict=True)}
    return any(len(set(rows["value"][(rows["place"] == p) & (rows["item"] == i)].tolist())) > 1 for p, i in tiers)


def came_under(outcome: Outcome) -> bool:
    """Tell whether somebody moved from one score to another, and was entered under the second."""
    regimes, ledger = outcome.trial.regimes, outcome.ledger
    homes = outcome.trial.people.places_of(ledger["recipient"])
    return any(
        regime is not None and regime.earlier is not None and (ledger["day"][homes == place] >= regime.since).any()
        for place, regime in enumerate(regimes)
    )


MEETS: dict[str, Meets] = {
    "moved from one score to another": lambda _, o: came_under(o),
    "a ranking moves an edge": lambda _, o: edges_move(o),
    "running score, repaired on the day of entry": lambda c, o: method(c) == "running" and repaired_at_once(o),
    "sum, repaired on the day of entry": lambda c, o: method(c) == "sum" and repaired_at_once(o),
    "running score, reversed": lambda c, o: method(c) == "running" and (o.ledger["outcome"] == 2).any(),
    "ended on the day of entry": lambda _, o: (
        (o.ledger["outcome"] == 1) & (o.ledger["ended"] == o.ledger["day"])
    ).any(),
    "reversed when expired": lambda _, o: reversed_after(o, 1),
    "reversed when repaired": lambda _, o: reversed_after(o, 3),
    "carried out after it was due": lambda _, o: ((o.ledger["outcome"] == 2) & (o.ledger["overdue"] >= 0)).any(),
    "filed late": lambda _, o: (o.ledger["late"] == 1).any(),
    "refused before the notice came": lambda _, o: ((o.ledger["known_by"] == 2) & (o.ledger["noticed"] >= 0)).any(),
    "everybody restricted from the start": lambda _, o: start_is_restricted(o),
    "a response cut at its bound": lambda _, o: o.trial.cut,
    "several schemes, and a place with none": lambda c, o: c.members and None in o.trial.regimes,
    "a place where nobody lives": lambda _, o: 0 in o.trial.people.counts,
    "a scheme that starts late": lambda _, o: any(r and r.start_day > 0 for r in o.trial.regimes),
    "a scheme that ends": lambda _, o: (o.ledger["outcome"] == 4).any(),
    "ratings of people who are not scored": lambda c, o: c.scheme.consent and len(o.ratings["due"]),
    "a dimension made of ties moves": lambda _, o: len(o.tied["due"]),
    "lists alone": lambda c, o: method(c) == "none" and len(o.ledger["day"]),
    "tiers without a score's bounds": lambda c, _: c.scheme.score and not hasattr(c.scheme.score.floor, "value"),
    **{f"{kind} days": lambda _, o, kind=kind: days_of(o, kind) for kind in DAYS if "mislinked" not in kind},  # type: ignore[misc]
}


@pytest.fixture(scope="module")
def met() -> set[str]:
    found: set[str] = set()
    for seed in SEEDS:
        case = seeded_case(seed)
        outcome = play(case.trial(), threads=1)
        found |= {name for name, meets in MEETS.items() if name not in found and meets(case, outcome)}
    return found


@pytest.mark.parametrize("name", MEETS)
def test_it_happens_in_some_world(name: str, met: set[str]) -> None:
    assert name in met

"""Outcomes written by hand, so that every figure of an audit has an answer that can be counted on one's fingers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from xinyong.arrays import FOREIGN, LEDGER, SITTINGS, SUBJECTS
from xinyong.population.world import World
from xinyong.results.layout import layout
from xinyong.results.outcome import Outcome, Table
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial, trial

Json = dict[str, Any]

WHY = {"grade": "assumed", "why": "made for a test"}
NONE = {"none": True, **WHY}

MAN, WOMAN = 0, 1
"""The two strata of the town."""

N_PEOPLE = 200
DAYS = 730


def cited(value: float, unit: str, low: float | None = None, high: float | None = None) -> Json:
    ends = [value if low is None else low, value if high is None else high]
    return {"value": value, "unit": unit, "range": ends, **WHY}


def act(id_: str, kind: str, rate: float = 0.5, *, severity: int = 0, **more: Any) -> Json:
    law = {"penalty": "a fine", "severity": cited(severity, "step")} if severity else None
    return {"id": id_, "name": {"en": id_}, "kind": kind, "rate": cited(rate, "per year"), "law": law, **more}


def town(**changes: Any) -> World:
    """Return a world of men and women, half and half, with one act of each valence and two misdeeds."""
    found: Json = {
        "format": 1,
        "world": "town",
        "name": {"en": "Town"},
        "first_day": "2020-01-01",
        "places": [{"id": "here", "name": {"en": "Here"}, "residents": cited(1000, "person"), "room": 1 << 16}],
        "traits": {"sex": ["man", "woman"]},
        "margins": [
            {
                "id": "by-sex",
                "traits": ["sex"],
                "shares": [{"levels": {"sex": level}, "share": cited(0.5, "share")} for level in ("man", "woman")],
            }
        ],
        "acts": [
            act("theft", "theft", severity=3, spares="neighbour"),
            act("noise", "noise"),
            act("petition", "petition"),
            act("worship", "worship"),
            act("donation", "blood-donation"),
            act("gaming", "leisure"),
        ],
        "channels": [
            {
                "id": "police",
                "name": {"en": "Police"},
                "sort": "police",
                "misattributed": cited(0, "share"),
                "delay": cited(7, "day"),
                "spread": cited(0, "day"),
            }
        ],
        "sights": [],
        "services": [{"id": "loan", "name": {"en": "Loan"}, "rate": cited(0, "per year")}],
        "means": [{"id": "letter", "reach": cited(0.5, "share")}],
        "desks": [
            {
                "id": "office",
                "name": {"en": "Office"},
                "capacity": cited(100, "per 100000 per day"),
                "sits_every": cited(7, "day"),
                "takes": cited(7, "day"),
                "carries_out": cited(0, "day"),
                "reverses_mistaken": cited(0.5, "share"),
                "reverses_right": cited(0.1, "share"),
            }
        ],
        "purge": NONE,
        "deterrence": {
            "certainty": cited(1, "ratio", 0.5, 2),
            "elasticity": cited(0.5, "elasticity", 0.25, 1),
            "spill": cited(0.5, "share"),
        },
    }
    return World.model_validate(found | changes)


def rule(id_: str, act_: str, points: int, **more: Any) -> Json:
    return {"id": id_, "act": act_, "points": cited(points, "point"), "validity": cited(365, "day"), **WHY, **more}


def ladder(**changes: Any) -> Scheme:
    """Return a scheme of 100 points with the tiers good, fair and poor; the poor get no loan."""
    found: Json = {
        "format": 1,
        "scheme": "ladder",
        "evidence": "composite",
        "name": {"en": "Ladder"},
        "issued_by": {"body": "nobody", "place": "nowhere", "level": "fiction"},
        "in_force": {"from": "2020-01-01"},
        "score": {"method": "sum", "start": cited(100, "point"), "floor": NONE, "ceiling": NONE},
        "tiers": [
            {"id": "good", "at_least": cited(90, "point")},
            {"id": "fair", "at_least": cited(60, "point")},
            {"id": "poor"},
        ],
        "rules": [rule("theft", "theft", -20), rule("petition", "petition", -20), rule("donation", "donation", 5)],
        "consequences": [{"id": "no-loan", "tiers": ["poor"], "service": "loan", "effect": "refused", **WHY}],
        "notice": {"by": "letter", "delay": cited(0, "day"), **WHY},
        "objection": {"window": NONE, "desk": "office", "carried_out_within": NONE, **WHY},
        "publicity": [{"id": "board", "channel": "web-list", "delay": cited(0, "day"), "term": NONE, **WHY}],
    }
    return Scheme.model_validate(found | changes)


def no_scheme() -> Scheme:
    """Return ordinary law alone."""
    return Scheme.model_validate(
        {
            "format": 1,
            "scheme": "none",
            "evidence": "composite",
            "name": {"en": "No scheme"},
            "issued_by": {"body": "nobody", "place": "none", "level": "none"},
            "in_force": {},
            "notice": NONE,
            "objection": NONE,
        }
    )


def trial_of(scheme: Scheme | None = None, world: World | None = None, **more: Any) -> Trial:
    asked = {"n_people": N_PEOPLE, "days": DAYS} | more
    return trial(scheme or ladder(), world or town(), **asked)


def ids_of(a_trial: Trial, stratum: int) -> list[int]:
    """Return the ids of everybody in a stratum, ascending."""
    people = a_trial.people
    return [int(number) for number in people.ids() if people.stratum_of(int(number)) == stratum]


def outcome_of(
    a_trial: Trial,
    *,
    ledger: Sequence[Mapping[str, int]] = (),
    subjects: Sequence[Mapping[str, int]] = (),
    flows: Mapping[str, Mapping[int, int]] | None = None,
) -> Outcome:
    """Return an outcome with the rows and counts given and nothing else.

    `flows` maps a metric to its count by stratum, all of it in the first window. A row's missing columns are 0, or −1
    where −1 stands for "none".
    """
    names = layout(a_trial)
    people = a_trial.people
    counted = np.zeros((len(a_trial.windows), len(names.names), len(people.counts), len(people.strata)), np.int64)
    for metric, by_stratum in (flows or {}).items():
        for stratum, count in by_stratum.items():
            counted[0, names.row[metric], 0, stratum] = count
    rows = [_entry(row) for row in ledger]
    standing = [_standing(a_trial, row) for row in subjects]
    asking = np.zeros((3, len(names.services), len(people.counts), len(people.strata)), np.int64)
    empty = {name: np.zeros(0, np.int64) for name in (*FOREIGN, *SITTINGS)}
    return Outcome(
        trial=a_trial,
        layout=names,
        flows=counted,
        people_asking=asking,
        ledger=_table(LEDGER, rows),
        foreign={name: empty[name] for name in FOREIGN},
        sittings={name: empty[name] for name in SITTINGS},
        subjects=_table(SUBJECTS, standing),
        chain=[],
        whole=[],
        held=(0, 0),
        engine="by hand",
    )


_NONE_IS_MINUS_ONE = (
    "until", "ended", "met", "list_until", "copy_of_other", "overdue", "noticed", "known", "filed", "decided",
    "review_filed", "review_decided", "published", "shown_until",
)  # fmt: skip


def _entry(row: Mapping[str, int]) -> dict[str, int]:
    base = dict.fromkeys(LEDGER, 0) | dict.fromkeys(_NONE_IS_MINUS_ONE, -1) | {"adverse": 1, "points": -20}
    return base | {"origin_subject": row.get("recipient", 0), "origin_week": row.get("day", 0)} | dict(row)


def _standing(a_trial: Trial, row: Mapping[str, int]) -> dict[str, int]:
    base = dict.fromkeys(SUBJECTS, 0) | {"first_restricted": -1}
    return base | {"stratum": a_trial.people.stratum_of(row["subject"])} | dict(row)


def _table(names: Sequence[str], rows: Sequence[Mapping[str, int]]) -> Table:
    return {name: np.array([row[name] for row in rows], np.int64) for name in names}

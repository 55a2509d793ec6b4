"""The tiny worlds whose results are frozen, written out here so that no change of a generator can move them."""

from collections.abc import Callable

from tests.oracle.cited import WHY, Json, cited, days, name, points, ratio, share
from tests.oracle.plain import (
    act,
    channel,
    desk,
    false_report,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
    refusal,
    rule,
    score,
    sight,
)

from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

FLOWS = (
    "adverse", "adverse_mistaken", "entries_protected", "noticed", "told_by_refusal", "published", "filed", "late",
    "decided", "reversed", "repaired", "expired", "overdue",
)  # fmt: skip


def plain() -> Trial:
    """Return a sum score in one place, with every kind of mistake, a slow desk and a purge that comes late."""
    world = plain_world(
        acts=[act("theft", "theft", 10), act("help", "volunteering", 20), act("prayer", "worship", 15)],
        channels=[channel("camera", delay=7, misattributed=0.1, false_reports=[false_report("theft", 3)])],
        sights=[
            sight("theft", 0.8),
            sight("help", 0.5),
            sight("prayer", taken_for={"act": "theft", "share": share(0.05)}),
        ],
        desks=[desk("office", capacity=1500, carries_out=14, right=0.1)],
        means=[{"id": "letter", "reach": share(0.6)}],
        objecting={"mistaken": share(0.9), "right": share(0.3), "spread": days(20)},
        purge=days(7),
    )
    rules = [
        rule(size=-5, validity=28),
        rule("prayer", "prayer", -3, validity=28),
        rule("help", "help", 2, validity=28),
    ]
    repair = {"id": "repair", "rules": ["theft"], "act": "help", "after": days(14), **WHY}
    board = {"id": "board", "channel": "web-list", "delay": days(10), "term": days(30), **WHY}
    scheme = plain_scheme(rules=rules, objection=objection(window=14), repairs=[repair], publicity=[board])
    return plain_trial(scheme, world, days=84)


def crowd() -> Json:
    """Return two places, two sexes, and people who differ in what they do."""
    return {
        "places": [
            {"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": 65_536}
            for id_, residents in (("east", 700), ("west", 300))
        ],
        "traits": {"sex": ["woman", "man"]},
        "margins": [{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(0.5)}]}],
        "acts": [
            act("theft", "theft", 12, steady=False, ratios=[ratio(3, sex="man")]),
            act("help", "volunteering", 30, once_a_day=True),
            act("prayer", "worship", 15, steady=False),
        ],
        "channels": [channel("camera", delay=0, misattributed=0.2, coverage=[ratio(0.5, sex="woman")])],
        "propensity": {"shape": cited(0.8, "shape")},
        "deterrence": {
            "certainty": cited(0.8, "ratio"),
            "elasticity": cited(0.9, "elasticity"),
            "spill": share(0.5),
        },
    }


def kept() -> Trial:
    """Return a running score, lower is better: dearer each time, capped, fading. People respond; windows of a day."""
    repeat = {"within": days(30), "step": points(2), "limit": points(5), **WHY}
    cap = {"id": "cap", "rules": ["theft"], "points": points(12), "per": days(30), **WHY}
    override = {"tier": "bad", "term": days(10), **WHY}
    scheme = plain_scheme(
        score=score(
            "running",
            start=0,
            floor=-6,
            ceiling=40,
            better="lower",
            decay={"points": points(1), "every": days(9), **WHY},
        ),
        tiers=[{"id": "good", "at_most": points(-2)}, {"id": "plain", "at_most": points(9)}, {"id": "bad"}],
        rules=[rule(size=4, repeat=repeat), rule("help", "help", -1), rule("prayer", "prayer", 2, override=override)],
        caps=[cap],
        consequences=[
            refusal(tiers=["bad"], share=share(0.7)),
            refusal("waived", tiers=["good"]) | {"effect": "waived"},
        ],
    )
    return plain_trial(scheme, plain_world(**crowd()), days=63, window_days=1, response="deterrence", seed=7)


def listed() -> Trial:
    """Return a list that is entered for a term, needs consent, starts late, is halted, and outlives its scheme."""
    listing = {"list": "black", "term": days(21), **WHY}
    scheme = plain_scheme(
        score=None,
        tiers=[],
        lists=[{"id": "black", "name": name("Black"), **WHY}],
        rules=[
            rule(size=None, validity=30, listing=listing),
            rule("prayer", "prayer", None, validity=5, listing=listing),
        ],
        consequences=[refusal(lists=["black"])],
        consent={"needed": True, **WHY},
        in_force={"from": "2020-01-11"},
        halt={"date": "2020-02-20", "survives": ["black"], **WHY},
    )
    return plain_trial(scheme, plain_world(**crowd(), opt_in=share(0.7)), days=70, seed=(1 << 64) - 1)


WORLDS: dict[str, Callable[[], Trial]] = {"plain": plain, "kept": kept, "listed": listed}


def summary(outcome: Outcome) -> Json:
    """Return what is frozen of a result: its hash, and the counts that tell a person what changed."""
    flow = {name: int(outcome.flows[:, outcome.layout.row[name]].sum()) for name in FLOWS}
    return {
        "result_sha256": result_sha256(outcome),
        "chain": outcome.whole[-1].hex(),
        "entries": len(outcome.ledger["day"]),
        **flow,
        "foreign": len(outcome.foreign["due"]),
        "restricted_days": int(outcome.flows[:, outcome.layout.row["restricted_days"]].sum()),
        "wrongful_days": int(outcome.flows[:, outcome.layout.row["wrongful_days"]].sum()),
        "protected_days": int(outcome.flows[:, outcome.layout.row["protected_days"]].sum()),
        "refusals": int(outcome.subjects["refusals"].sum()),
        "held": list(outcome.held),
    }

"""The tiny worlds whose results are frozen: two generated ones, and a plain one that a reader can follow."""

from collections.abc import Callable

from tests.oracle.cases import first_case
from tests.oracle.cited import Json, days
from tests.oracle.plain import channel, desk, false_report, objection, plain_scheme, plain_trial, plain_world, rule

from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

FLOWS = (
    "adverse",
    "adverse_mistaken",
    "entries_protected",
    "noticed",
    "filed",
    "decided",
    "reversed",
    "expired",
    "overdue",
)


def plain() -> Trial:
    """Return a trial with errors, notices, objections and a purge that comes late."""
    world = plain_world(
        channels=[channel("camera", delay=7, misattributed=0.1, false_reports=[false_report("theft", 5)])],
        desks=[desk("office", capacity=2000, carries_out=14)],
        purge=days(7),
    )
    rules = [rule(validity=28), rule("prayer", "prayer", -3, validity=28), rule("help", "help", 2, validity=28)]
    return plain_trial(plain_scheme(rules=rules, objection=objection(window=14)), world, days=84)


def scored() -> Trial:
    """Return a generated trial with a score, tiers and one scheme."""
    return first_case(lambda case: case.scheme.tiers and case.scheme.repairs and case.world.objecting).trial()


def listed() -> Trial:
    """Return a generated trial of lists only, in several places with schemes of their own, by windows of a day."""
    return first_case(lambda case: case.members and not case.members["first"].score).trial(1)


WORLDS: dict[str, Callable[[], Trial]] = {"plain": plain, "scored": scored, "listed": listed}


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
        "refusals": int(outcome.subjects["refusals"].sum()),
    }

"""Who is scored at all, and what becomes of those who are not: who did not agree, and about whom there is no file."""

import numpy as np
from tests.oracle.cited import NONE, WHY, Json, share
from tests.oracle.plain import plain_scheme, plain_trial, plain_world, refusal, rule

from xinyong.reference.play import play
from xinyong.reference.subject import covers
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted, quiet_unscored, unscored_days
from xinyong.results.summary import restricted
from xinyong.scheme.clauses import Scheme

CONSENT: Json = {"needed": True, **WHY}
FILE: Json = {"needed": False, "file": True, **WHY}


def asking(consent: Json, **changes: object) -> Scheme:
    """Return the plain scheme, that closes flights to those whom it does not score and to nobody else."""
    closed = refusal("no-score", unscored=True)
    return plain_scheme(**({"consent": consent, "consequences": [closed], "objection": NONE} | changes))


def played(scheme: Scheme, **world: object) -> Outcome:
    return play(plain_trial(scheme, plain_world(**world)))


def left_out(outcome: Outcome) -> set[int]:
    regime = outcome.trial.regimes[0]
    assert regime is not None
    ids = outcome.trial.people.ids()
    return {int(one) for one in ids if not covers(outcome.trial, regime.scoring, int(one))}


def total(outcome: Outcome, metric: str) -> int:
    return int(outcome.flows[:, outcome.layout.row[metric]].sum())


def test_what_refusing_costs_falls_on_those_who_refuse_and_on_all_their_days() -> None:
    outcome = played(asking(CONSENT), opt_in=share(0.6))
    others = left_out(outcome)
    assert 25 < len(others) < 55
    assert set(outcome.flows[:, outcome.layout.row["unscored_people"]].sum(axis=(1, 2)).tolist()) == {len(others)}
    assert total(outcome, "restricted_days") == 35 * len(others)
    assert restricted(outcome)["people"] == len(others)
    asked = outcome.people_asking[:, 0].sum(axis=(1, 2))
    refused = set(outcome.subjects["subject"][outcome.subjects["refusals"] > 0].tolist())
    assert refused <= others
    assert asked[1] == len(refused) > 0.9 * len(others)
    assert total(outcome, "refused_wrongly.flight") == 0


def test_everybody_agrees_and_nobody_pays() -> None:
    outcome = played(asking(CONSENT), opt_in=share(1))
    assert [total(outcome, name) for name in ("unscored_people", "restricted_days", "refused.flight")] == [0, 0, 0]


def test_nobody_agrees_and_everybody_is_refused_everything() -> None:
    outcome = played(asking(CONSENT), opt_in=share(0))
    assert total(outcome, "refused.flight") == total(outcome, "requested.flight") > 0
    assert not len(outcome.ledger["day"])
    assert set(outcome.subjects["scored"].tolist()) == {0}


def test_without_a_file_somebody_cannot_be_scored_and_access_is_lost_for_lack_of_data() -> None:
    outcome = played(asking(FILE), thin_file={"share": share(0.3)})
    assert 15 < len(left_out(outcome)) < 45
    assert not set(outcome.ledger["recipient"].tolist()) & left_out(outcome)
    assert total(outcome, "restricted_days") == 35 * len(left_out(outcome))


def test_consent_and_file_are_asked_for_apart_and_both_can_leave_somebody_out() -> None:
    world = {"opt_in": share(0.6), "thin_file": {"share": share(0.3)}}
    consent, file = left_out(played(asking(CONSENT), **world)), left_out(played(asking(FILE), **world))
    both = left_out(played(asking({**CONSENT, "file": True}), **world))
    assert both == consent | file
    assert consent - file
    assert file - consent


def test_where_nobody_is_asked_for_a_file_its_lack_changes_nothing() -> None:
    thin, thick = (played(plain_scheme(), **w) for w in ({"thin_file": {"share": share(0.5)}}, {}))
    assert np.array_equal(thin.flows, thick.flows)
    assert total(thin, "unscored_people") == 0


def test_the_consequence_for_those_not_scored_changes_nobody_else() -> None:
    scheme = asking(CONSENT, consequences=[refusal(tiers=["bad"])])
    both = asking(CONSENT, consequences=[refusal(tiers=["bad"]), refusal("no-score", unscored=True)])
    alone, with_it = played(scheme, opt_in=share(0.6)), played(both, opt_in=share(0.6))
    assert all(np.array_equal(alone.ledger[name], with_it.ledger[name]) for name in alone.ledger)
    others = left_out(with_it)
    kept = ~np.isin(with_it.subjects["subject"], list(others))
    assert all(np.array_equal(alone.subjects[name], with_it.subjects[name][kept]) for name in alone.subjects)


def test_it_has_dates_and_ends_with_the_scheme() -> None:
    dated = refusal("no-score", unscored=True, in_force={"from": "2020-01-11", "to": "2020-01-16"})
    outcome = played(asking(CONSENT, consequences=[dated]), opt_in=share(0.6))
    assert total(outcome, "restricted_days") == 5 * len(left_out(outcome))
    halted = played(asking(CONSENT, halt={"date": "2020-01-08", **WHY}), opt_in=share(0.6))
    assert total(halted, "restricted_days") == 7 * len(left_out(halted))
    assert unscored_days(halted.trial, 0) == 7


def test_those_restricted_without_a_history_are_told_apart_from_those_who_stand_at_the_start() -> None:
    start = refusal("at-start", tiers=["good"], in_force={"from": "2020-01-21"})
    found = played(
        asking(CONSENT, consequences=[start, refusal("no-score", unscored=True)]),
        opt_in=share(0.6),
        services=[{"id": "flight", "name": {"en": "Flight"}, "rate": {"value": 5, "unit": "per year", **WHY,
                                                                      "range": [5, 5]}}],
    )  # fmt: skip
    ids = set(found.subjects["subject"].tolist())
    quiet = [one for one in found.trial.people.ids().tolist() if one not in ids]
    assert int(quiet_restricted(found).sum()) == len(quiet) > 0
    assert int(quiet_unscored(found, 0).sum()) == len(left_out(found) - ids) > 0


def test_in_every_account_they_are_bound_alike() -> None:
    outcome = played(asking(CONSENT, rules=[rule()]), opt_in=share(0.6))
    assert not (outcome.subjects["wrongful_days"] + outcome.subjects["lost_reward_days"]).any()

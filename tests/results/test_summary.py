"""The object of `xinyong run --json` has its fixed names, and its figures are those of the tables."""

import numpy as np
from tests.experiment.busy_town import STATED, busy_recipe, scheme
from tests.experiment.finished import played

from xinyong.experiment.execute import perform
from xinyong.reference.play import Play
from xinyong.reference.subject import covers
from xinyong.results.record import Run
from xinyong.results.standing import quiet_restricted, start_of

FIXED = {
    "scheme", "world", "evidence", "seed", "people", "days", "window_days", "engine", "threads", "response", "tiers",
    "restricted", "entries", "services", "objections", "acts", "assumed", "wall_seconds", "total_seconds",
    "compile_seconds", "phase_seconds", "subject_days_per_second", "peak_rss_bytes", "result_sha256", "out",
}  # fmt: skip
"""Issue 2, "Fixed names that others rely on"."""


def harsh_start() -> Run:
    """A run in which the tier that everybody starts in is refused loans, for part of the run; consent is needed."""
    dated = {"from": "2020-01-15", "to": "2020-03-01"}
    rules = scheme(
        consent={"needed": True, **STATED},
        consequences=[
            {"id": "no-loan", "tiers": ["good"], "service": "loan", "effect": "refused", "in_force": dated, **STATED},
            {"id": "checked", "tiers": ["good"], "service": "school", "effect": "checked",
             "in_force": {"from": "2020-02-20", "to": "2020-03-10"}, **STATED},
        ],
    )  # fmt: skip
    world = busy_recipe().world.model_copy(update={"opt_in": busy_recipe().world.deterrence.certainty})  # type: ignore[union-attr]
    return perform(busy_recipe(scheme=rules, world=world), engine="reference")


def test_every_fixed_name_is_there() -> None:
    found = played().summary
    assert set(found) >= FIXED
    kinds = {"wrongful_days", "protected_days", "others_days"}
    assert set(found["restricted"]) == {"people", "days", *kinds, "never_told_people"}
    assert set(found["objections"]) == {
        "filed", "late", "decided", "reversed", "reviews_filed", "reviews_decided", "reviews_reversed"
    }  # fmt: skip
    assert all(
        set(one) >= {"requested", "refused", "people_asking", "people_refused", "people_refused_wrongly"}
        for one in found["services"].values()
    )
    assert all(set(one) == {"kind", "candidates", "taken", "recorded", "displaced"} for one in found["acts"].values())
    assert set(found["assumed"]) >= {"values", "of"}
    assert found["synthetic"] is True


def test_people_without_a_score_are_counted_on_the_last_day() -> None:
    run = harsh_start()
    trial = run.outcome.trial
    regime = trial.regimes[0]
    assert regime is not None
    outside = [one for one in trial.people.ids().tolist() if not covers(trial, regime.scoring, one)]
    assert run.summary["unscored_people"] == len(outside) > 0
    assert played().summary["unscored_people"] == 0


def test_causes_add_up_and_overlaps_overlap() -> None:
    entries = played().summary["entries"]
    causes = ("true", "misattributed", "fabricated", "misclassified", "mislinked")
    assert entries["total"] == sum(entries[cause] for cause in causes)
    assert entries["true"] > 0 < entries["misattributed"]
    assert 0 < entries["overdue"] < entries["total"]
    assert 0 < entries["protected"] < entries["total"]


def test_tiers_hold_everybody() -> None:
    found = played().summary
    assert sum(found["tiers"].values()) == found["people"]
    assert list(found["tiers"]) == ["good", "watched", "bad"]


def test_people_are_counted_once() -> None:
    run = played()
    found, subjects = run.summary, run.outcome.subjects
    assert found["restricted"]["people"] == int((subjects["restricted_days"] > 0).sum())
    assert found["restricted"]["days"] == int(subjects["restricted_days"].sum())
    told = (subjects["noticed"] > 0) | (subjects["refusals"] > 0)
    assert found["restricted"]["never_told_people"] == int(((subjects["restricted_days"] > 0) & ~told).sum())
    loan = found["services"]["loan"]
    assert loan["refused"] >= loan["people_refused"] >= loan["people_refused_wrongly"] > 0
    assert loan["people_asking"] <= found["people"]


def test_where_the_start_is_restricted_so_are_those_without_a_row() -> None:
    run = harsh_start()
    playing = Play(run.outcome.trial)
    for first_day, end_day in run.outcome.trial.windows:
        playing.window(first_day, end_day)
    everybody = playing.subjects.values()
    restricted = [s for s in everybody if s.days["restricted"]]
    untold = [s for s in restricted if not s.was_noticed and not s.refusals]
    rows = set(run.outcome.subjects["subject"].tolist())
    quiet = [s for s in restricted if s.number not in rows]
    assert len(quiet) > 10, "the world is to have restricted people without a row"
    assert len({s.number for s in everybody} - {s.number for s in restricted}) > 10, "and people who did not opt in"
    assert run.summary["restricted"]["people"] == len(restricted)
    assert run.summary["restricted"]["never_told_people"] == len(untold)
    counted = quiet_restricted(run.outcome)
    for subject in quiet:
        counted[subject.place, subject.stratum] -= 1
    assert not counted.any()


def test_the_start_of_a_place() -> None:
    trial = harsh_start().outcome.trial
    # 2020-01-15 until before 2020-03-10, counted from 2020-01-01.
    assert (start_of(trial, 0).score, start_of(trial, 0).tier, start_of(trial, 0).restricted_days) == (100, 0, 69 - 14)


def test_a_scheme_without_tiers_and_one_that_has_ended() -> None:
    rules = scheme(tiers=[], score=None, consequences=[], halt={"on": "2020-02-01", **STATED})
    run = perform(busy_recipe(scheme=rules), engine="reference")
    assert run.summary["tiers"] == {}
    assert start_of(run.outcome.trial, 0).tier == -1
    assert run.summary["restricted"]["people"] == 0
    again = perform(busy_recipe(scheme=scheme(halt={"on": "2020-02-01", **STATED})), engine="reference")
    assert sum(again.summary["tiers"].values()) == 0, "nobody stands in a tier of a scheme that has ended"


def test_a_run_says_what_it_is_on_one_screen() -> None:
    said = repr(played())
    lines = said.splitlines()
    assert len(lines) <= 12
    assert "150 synthetic people" in lines[0]
    assert "as modelled" in lines[0]
    assert max(map(len, lines)) < 160
    assert "not saved" in lines[-1]


def test_frames_of_a_run() -> None:
    run = played()
    assert run.ledger.height == run.summary["entries"]["total"]
    assert run.subjects.height == len(run.outcome.subjects["subject"])
    taken = run.series.filter(run.series["metric"] == "taken.theft")["value"].sum()
    assert taken == run.summary["acts"]["theft"]["taken"]
    np.testing.assert_array_equal(run.frame("foreign")["recipient"], run.outcome.foreign["recipient"])

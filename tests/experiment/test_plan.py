"""What a plan says is what the run brings."""

import dataclasses
import json
from typing import Any

import pytest
from tests.experiment.busy_town import STATED, busy_recipe, copying_recipe, scheme, world
from tests.experiment.finished import saved

from xinyong.engine.play import play
from xinyong.engine.running import Running
from xinyong.engine.shard import Played
from xinyong.errors import InputError
from xinyong.experiment.execute import perform, prepare
from xinyong.experiment.expected import expected
from xinyong.experiment.plan import plan, plan_of
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.scheme.read import read_scheme


def found(outcome: Outcome) -> dict[str, float]:
    """Return what really happened, in the units of `Expected`."""
    subject_years = outcome.trial.people.n * outcome.trial.days / 365
    flows = outcome.flows.sum(axis=(0, 2, 3))

    def rate(start: str) -> float:
        return sum(int(flows[i]) for name, i in outcome.layout.row.items() if name.startswith(start)) / subject_years

    return {
        "chances": rate("candidates."),
        "requests": rate("requested."),
        "acts_taken": rate("taken."),
        "records": rate("recorded."),
        "entries": len(outcome.ledger["day"]) / subject_years,
        "adverse": float(outcome.ledger["adverse"].sum()) / subject_years,
        "notices": rate("noticed"),
        "ratings": rate("ratings"),
        "astray": len(outcome.foreign["due"]) / subject_years,
        "history_share": len(outcome.subjects["subject"]) / outcome.trial.people.n,
        "series_rows": float((outcome.flows != 0).sum()),
    }


def check_close(recipe: Recipe, within: dict[str, float]) -> None:
    outcome = perform(recipe, threads=1).outcome
    said, happened = dataclasses.asdict(expected(recipe.trial())), found(outcome)
    for name, share in within.items():
        assert said[name] == pytest.approx(happened[name], rel=share), name


def test_a_busy_town_is_foreseen() -> None:
    within = dict.fromkeys(("chances", "acts_taken", "records", "entries", "adverse", "requests"), 0.08)
    check_close(busy_recipe(n_people=500), within | {"notices": 0.15, "astray": 0.2, "history_share": 0.08,
                                                     "series_rows": 0.35})  # fmt: skip


def test_a_response_and_a_late_start_are_foreseen() -> None:
    late = busy_recipe(scheme=scheme(in_force={"from": "2020-03-01"}), n_people=500, response="deterrence")
    check_close(late, {"chances": 0.08, "entries": 0.15})


@pytest.mark.parametrize("name", ["national-2020", "national-2020-as-reported"])
def test_a_nation_asks_little_of_each_person(name: str) -> None:
    """Issue 4: at most 12 candidates, bounds included, and 8 requests per subject and year."""
    year = expected(prepare(name, people=10_000, days=7).trial())
    assert year.chances <= 12
    assert year.requests <= 8


def test_ratings_are_foreseen() -> None:
    check_close(prepare("nosedive", people=1000, days=70), {"ratings": 0.08, "history_share": 0.08})


def test_copies_of_lists_are_foreseen() -> None:
    lists = read_scheme("national-2020").model_copy(update={"members": ()})
    lists = lists.model_copy(update={"copies": tuple(copy for copy in lists.copies if copy.through is not None)})
    alone = lists.model_copy(update={"copies": ()})
    few, many = (expected(prepare(one, people=20_000, days=730).trial()).adverse for one in (alone, lists))
    # One copy goes to the site and one from there to the other agencies; the spending order is not copied.
    assert 1.9 < many / few < 2.1


def test_rows_in_somebody_elses_stead_are_foreseen() -> None:
    """In households of three a row on a list brings two more."""
    base = copying_recipe().scheme
    copies = tuple(copy for copy in base.copies if copy.tie is not None)
    alone = base.model_copy(update={"rules": base.rules[:1], "caps": (), "copies": ()})
    tied = alone.model_copy(update={"copies": copies})
    few, many = (expected(copying_recipe(scheme=one).trial()).adverse for one in (alone, tied))
    assert many / few == pytest.approx(3)


def test_rules_for_some_of_the_people_are_foreseen() -> None:
    theft = scheme().rules[0].model_copy(update={"applies_to": {"sex": ("man",)}, "channels": ("police",)})
    check_close(busy_recipe(scheme=scheme().model_copy(update={"rules": (theft,), "caps": ()}), n_people=2_000),
                {"entries": 0.1, "history_share": 0.1})  # fmt: skip


def test_a_start_under_sanction_leaves_a_history_of_refusals() -> None:
    hard = scheme(consequences=[{"id": "no-loan", "tiers": ["good"], "service": "loan", "effect": "refused", **STATED}])
    check_close(busy_recipe(scheme=hard, n_people=300), {"history_share": 0.1})


def test_without_a_scheme_nothing_is_entered() -> None:
    none = prepare("none", world(), people=200, days=100)
    said = expected(none.trial())
    assert (said.entries, said.history_share, said.shadow_share, said.objections) == (0, 0, 0, 0)
    assert said.acts_taken > 1
    assert plan_of(none, 1).runs == 1


def test_objections_are_foreseen_where_a_desk_hears_them() -> None:
    assert expected(busy_recipe().trial()).objections == pytest.approx(0.48, abs=0.05)
    deaf = busy_recipe(scheme=scheme(objection={"none": True, "grade": "assumed", "why": "a test"}))
    assert expected(deaf.trial()).objections == 0


def test_a_plan_adds_up() -> None:
    made = plan(scheme(), world(), people=1_000, days=365, threads=2)
    assert made.memory_bytes == pytest.approx(
        sum(line.figure for line in made.memory) + 1_000 * sum(line.figure for line in made.per_subject), abs=1
    )
    assert made.wall_seconds == pytest.approx(sum(line.figure for line in made.seconds))
    assert made.disk_bytes == pytest.approx(sum(line.figure for line in made.disk), abs=1)
    plain = json.loads(json.dumps(made.as_json()))
    assert len(plain["lines"]) == len(made.lines()) - 3
    assert {line["section"] for line in plain["lines"]} == {"life", "memory", "per_subject", "seconds", "disk"}
    assert all(all(row) for row in made.lines())


STATE = {
    "where everybody stands": ("slots", "standing"), "what everybody asked for": ("asked",), "entries": ("entries",),
    "histories": ("holders", "turns", "refused"), "records on their way": ("pending",),
}  # fmt: skip
"""Tables of a block in each line of a plan."""


def measured(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Return the bytes per subject that each line of a plan speaks of, in a run: at its end, of mail the most."""
    found = dict.fromkeys(STATE, 0.0)
    between = Running.between

    def watched(self: Running, window: int, played: list[Played]) -> list[bytes]:
        links = between(self, window, played)
        state = self.crew.each("state")[0]
        for line, tables in STATE.items():
            now = sum(each.nbytes for name, each in state.items() if name.partition(".")[2] in tables) / recipe.n_people
            found[line] = max(found[line], now)
        return links

    monkeypatch.setattr(Running, "between", watched)
    play(recipe.trial(), threads=1)
    return found


@pytest.mark.parametrize("name", ["busy town", "pilot-100-200"])
def test_the_state_is_as_large_as_planned(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = busy_recipe(n_people=3_000) if name == "busy town" else prepare(name, people=3_000, days=364)
    planned = {line.what: line.figure for line in plan_of(recipe, 1).per_subject if line.what in STATE}
    found = measured(recipe, monkeypatch)
    for line in ("where everybody stands", "what everybody asked for"):
        assert planned[line] == pytest.approx(found[line], abs=0.01), line
    assert sum(planned.values()) == pytest.approx(sum(found.values()), rel=0.1)


def test_a_sample_is_planned() -> None:
    asked: dict[str, Any] = {"people": 2_000_000, "days": 364, "threads": 2}
    everybody, some = plan("suining-2010", **asked), plan("suining-2010", sample=1_000, **asked)
    assert some.disk_bytes < everybody.disk_bytes / 2
    assert some.memory_bytes < everybody.memory_bytes
    assert any("of a sample of 1,000" in line.how for line in some.disk)


def test_a_nation_of_everybody_fits_into_the_memory_of_one_machine() -> None:
    """Issue 4: 1.4 billion subjects in less than 20 GiB."""
    made = plan("national-2020", people=1_400_000_000, years=1, threads=2)
    assert made.memory_bytes < 20 << 30
    assert any("of a sample of 1,000,000" in line.how for line in made.disk)


def test_more_takes_more() -> None:
    small, large = (plan(scheme(), world(), people=people, days=365) for people in (1_000, 2_000))
    assert large.memory_bytes > small.memory_bytes
    assert large.wall_seconds > small.wall_seconds
    assert large.disk_bytes > small.disk_bytes
    assert large.bytes_per_subject == small.bytes_per_subject, "what grows by windows and blocks is counted apart"
    longer = plan(scheme(), world(), people=1_000, days=730)
    assert longer.wall_seconds > small.wall_seconds


def test_both_ends_of_what_is_unknown_are_planned() -> None:
    once, twice = plan_of(busy_recipe(scheme=scheme()), 2), plan_of(busy_recipe(), 2)
    assert (once.runs, twice.runs) == (1, 2)
    assert twice.wall_seconds > once.wall_seconds
    assert twice.bytes_per_subject > once.bytes_per_subject


def test_the_files_are_about_as_large_as_planned(tmp_path_factory: pytest.TempPathFactory) -> None:

    directory = saved(tmp_path_factory.mktemp("plan") / "run").directory
    assert directory is not None
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    assert size < plan_of(busy_recipe(), 1).disk_bytes < 10 * size, "of a small run, the small files are the most"


def test_a_plan_refuses_what_a_run_would() -> None:
    with pytest.raises(InputError, match="found both years"):
        plan(scheme(), world(), years=1, days=1)

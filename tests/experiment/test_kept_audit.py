"""The audit of a directory says of every figure what it rests on or why not, and is kept beside the result."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.lively import law_alone, recipe, strict

from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.engine import play as engine_play
from xinyong.engine.executors import Executor
from xinyong.errors import InputError
from xinyong.experiment import kept_audit
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.echo import ELSEWHERE
from xinyong.experiment.execute import perform
from xinyong.experiment.kept_audit import NAME, VERSION, audit_of_pair, with_kept_audit
from xinyong.experiment.pair import Pair
from xinyong.experiment.same_lives import Recording
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.digest import result_sha256
from xinyong.results.disk import hash_text
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

DAYS = 28
NOT_TRIED = "what it rests on was not tried"


def compared(*, turned: bool = False) -> Pair:
    a, b = recipe(days=DAYS), law_alone(days=DAYS)
    return compare_recipes(*((b, a) if turned else (a, b)), play=play_watched, seeds=(1,))


@pytest.fixture(scope="module")
def pair() -> Pair:
    return compared()


@pytest.fixture(scope="module")
def told() -> list[tuple[str, int, int]]:
    return []


@pytest.fixture(scope="module")
def found(pair: Pair, told: list[tuple[str, int, int]]) -> Measures:
    return audit_of_pair(pair, threads=1, progress=lambda label, done, total: told.append((label, done, total)))


def one(measures: Measures, name: str, response: str, side: str = "a") -> Measure:
    wanted = (name, EVERYBODY, side, response)
    return next(measure for measure in measures if measure.key == wanted)


def test_every_figure_says_what_it_rests_on_or_why_not(pair: Pair, found: Measures) -> None:
    assert [measure.key for measure in found] == [measure.key for measure in pair.measures]
    valued = [measure for measure in found if measure.group == EVERYBODY and measure.value is not None]
    assert {measure.side for measure in valued} == {"a", "b", "pair"}
    assert all((measure.echo is not None) or NOT_TRIED in measure.caveat for measure in valued)


def test_values_are_moved_in_the_main_scenario_and_the_first_in_which_people_respond(found: Measures) -> None:
    for response in ("none", "deterrence"):
        items = one(found, "negative_items", response)
        assert "world:sights.theft.police.share" in items.rests_on
        assert items.echo is False
    assert "response" in one(found, "negative_items", "deterrence").rests_on
    assert "response" not in one(found, "negative_items", "none").rests_on
    assert one(found, "forgone", "deterrence", "pair").echo is True


def test_in_other_scenarios_it_is_said_whether_a_figure_is_there_when_nobody_responds(
    pair: Pair, found: Measures
) -> None:
    further = [name for name in pair.columns if name not in {"none", "deterrence"}]
    assert further
    for response in further:
        items = one(found, "negative_items", response)
        assert items.rests_on in {(), ("response",)}
        assert ELSEWHERE in items.caveat
        assert one(found, "forgone", response, "pair").rests_on in {(), ("response",)}
    assert not [each for each in found if each.response in {"none", "deterrence"} and ELSEWHERE in each.caveat]


def test_the_baseline_rests_on_the_world_alone(found: Measures) -> None:
    recorded = one(found, "recorded_misdeeds", "none", "b")
    assert "world:sights.theft.police.share" in recorded.rests_on
    assert not [path for path in recorded.rests_on if not path.startswith("world:")]


def test_a_figure_of_few_cases_says_so(pair: Pair) -> None:
    few = audit_of_pair(replace(pair, measures=_rarer(pair)), echo_people=100, threads=1)
    rare = [measure for measure in few if NOT_TRIED in measure.caveat]
    assert rare
    for measure in rare:
        assert measure.caveat.endswith("played for that, and 10 are needed")
        assert "among the 100 people" in measure.caveat


def _rarer(pair: Pair) -> Measures:
    """Return the figures of a pair with a value for those that are 0 among so few people."""
    return Measures(replace(m, value=0.01) if m.value == 0 else m for m in pair.measures)


def test_the_scheme_may_be_the_second_side(found: Measures) -> None:
    turned = audit_of_pair(compared(turned=True), threads=1)
    assert one(turned, "negative_items", "none", "b").rests_on == one(found, "negative_items", "none").rests_on
    assert not [path for path in one(turned, "recorded_misdeeds", "none").rests_on if not path.startswith("world:")]


def test_a_second_scheme_is_not_said_to_rest_on_the_first() -> None:
    fewer = strict(rules=recipe().scheme.model_dump(by_alias=True)["rules"][:1])
    pair = compare_recipes(recipe(days=DAYS), recipe(fewer, days=DAYS), play=play_watched, seeds=(1,))
    found = audit_of_pair(pair, threads=1)
    theirs = one(found, "recorded_misdeeds", "none")
    assert theirs.echo is None
    assert theirs.caveat.endswith("audit a run of this scheme for it")
    assert one(found, "recorded_misdeeds", "none", "b").rests_on


def test_threads_change_nothing(pair: Pair, found: Measures) -> None:
    assert audit_of_pair(pair, threads=2) == found


def test_a_process_of_its_own_plays_the_same() -> None:
    play, _ = kept_audit._player("kernel", 1, Executor("processes"))
    trial, ours, theirs = recipe(days=7).trial(), Recording(), Recording()
    assert result_sha256(play(trial, ours)) == result_sha256(engine_play.play(trial, threads=1, watch=theirs))
    assert ours.parts.keys() == theirs.parts.keys()


def test_where_it_is_played_is_where_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, Executor]] = []

    def play(_: Trial, *, threads: int, executor: Executor, watch: Watch | None) -> Outcome:
        assert watch is None
        asked.append((threads, executor))
        return perform(recipe(days=7), engine="reference").outcome

    monkeypatch.setattr(engine_play, "play", play)
    trial = recipe(days=7).trial()
    for executor in (Executor("processes", deadline_seconds=60), Executor("ray", address="10.0.0.1:6379")):
        plays, _ = kept_audit._player("kernel", 3, executor)
        plays(trial, None)
    assert asked == [(3, Executor("processes", 1, 60)), (3, Executor("ray", address="10.0.0.1:6379"))]
    assert [kept_audit._player("kernel", 3, Executor(name))[1] for name in ("threads", "processes", "ray")] == [3, 3, 1]


def test_both_engines_say_the_same() -> None:
    short = compare_recipes(recipe(days=7), law_alone(days=7), play=play_watched, seeds=(1,))
    assert audit_of_pair(short, engine="reference") == audit_of_pair(short, threads=1)


def test_progress_counts_the_values(found: Measures, told: list[tuple[str, int, int]]) -> None:
    assert found
    total = told[0][2]
    assert told == [("values moved", n, total) for n in range(1, total + 1)]


def test_what_was_found_is_kept(pair: Pair, found: Measures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lying = replace(pair, directory=tmp_path)
    assert audit_of_pair(lying, threads=1) == found
    monkeypatch.setattr(kept_audit, "_marked", None)
    assert audit_of_pair(lying, threads=1) == found
    assert with_kept_audit(lying).measures == found


def test_what_another_version_kept_is_not_read(pair: Pair, found: Measures, tmp_path: Path) -> None:
    lying = replace(pair, directory=tmp_path)
    kept_audit._keep(tmp_path, kept_audit._result_of(pair), 5, found)
    assert with_kept_audit(lying).measures == found
    path = tmp_path / NAME
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["version"] == VERSION
    for changed in ({**written, "version": VERSION - 1}, {k: v for k, v in written.items() if k != "version"}):
        unsealed = {key: value for key, value in changed.items() if key != "sha256"}
        sealed = unsealed | {"sha256": hash_text(json.dumps(unsealed, sort_keys=True))}
        path.write_text(json.dumps(sealed), encoding="utf-8")
        assert with_kept_audit(lying) is lying


@pytest.mark.parametrize(("engine", "threads"), [("abacus", 0), ("kernel", -1)])
def test_an_engine_that_is_not_there_is_refused(pair: Pair, engine: str, threads: int) -> None:
    with pytest.raises(InputError, match="expected"):
        audit_of_pair(pair, engine=engine, threads=threads)

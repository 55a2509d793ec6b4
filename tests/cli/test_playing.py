"""`check` plays the situations beside a scheme: what does not hold is an error with its line; no score comes out."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Call, Said

from xinyong.cli import playing
from xinyong.errors import InputError
from xinyong.experiment.engines import Player
from xinyong.experiment.situations import play_scripted
from xinyong.files.starters import start
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

N_SITUATIONS = 6
"""Situations of the starter scheme."""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    start("my-city", "scheme")


def edit(file: str, old: str, new: str) -> int:
    """Replace the one `old` in a file of the scheme, and return its line."""
    path = Path("my-city", file)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def errors_of(said: Said) -> list[str]:
    return [line.removeprefix("error: ") for line in said.out.splitlines() if line.startswith("error: ")]


def test_situations_that_hold_are_counted(call: Call) -> None:
    said = call("check", "my-city")
    assert said.code == 0
    assert f"situations: {N_SITUATIONS} played, every expectation holds" in said.out.splitlines()
    counts = json.loads(call("check", "my-city", "--json").out)["situations"]
    assert counts.pop("expectations") > N_SITUATIONS
    assert counts == {"played": N_SITUATIONS, "failed": 0, "left": 0, "why": ""}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("score: 90}", "score: 91}", "found `a lower score` at the end of day 5, expected 91"),
        ("score: 75, tier: ordinary", "score: 75, tier: trusted", "found `a worse tier` at the end of day 20"),
        ("lists: [fraud-list]", "lists: []", "found `fraud-list` at the end of day 7, expected no list"),
        ("score: 80, late: true", "score: 80, late: false", "found yes at the end of day 60, expected no"),
        ("refused: flight", "served: flight", "found nothing of the sort at the end of day 45, expected `flight`"),
    ],
)
def test_one_that_does_not_is_an_error_at_its_expectation(old: str, new: str, found: str, call: Call) -> None:
    line = edit("situations.yaml", old, new)
    said = call("check", "my-city")
    assert said.code == 1
    (error,) = errors_of(said)
    assert re.match(rf"my-city/situations\.yaml:{line}:\d+: situations\.[a-z-]+\.expect\.\d\.[a-z]+: ", error), error
    assert found in error
    assert f"situations: {N_SITUATIONS} played, 1 did not hold" in said.out.splitlines()
    assert json.loads(call("check", "my-city", "--json").out)["situations"]["failed"] == 1


def test_several_are_told_in_the_order_of_the_file_whatever_stands_at_either_end(call: Call) -> None:
    first = edit("situations.yaml", "score: 80, tier: ordinary, entries: 1", "score: 79, tier: trusted, entries: 2")
    second = edit("situations.yaml", "score: 90}", "score: 91}")
    found = errors_of(call("check", "my-city"))
    places = [tuple(int(number) for number in error.split(":")[1:3]) for error in found]
    assert [line for line, _ in places] == [first, first, first, second]
    assert places == sorted(places)


def test_what_the_world_does_not_have_is_an_error_of_the_situation(call: Call) -> None:
    edit("situations.yaml", "record: traffic-offence, channel: police", "record: trafic-offence, channel: police")
    said = call("check", "my-city")
    assert said.code == 1
    (error,) = errors_of(said)
    assert "situations.police-report-does-not-count: the world `anytown` has no act `trafic-offence`" in error
    assert "did you mean `traffic-offence`?" in error


def test_a_scheme_that_does_not_fit_its_world_is_told_at_its_clause(call: Call) -> None:
    line = edit("scheme.yaml", "service: flight", "service: flihgt")
    said = call("check", "my-city")
    assert said.code == 1
    (error,) = errors_of(said)
    assert error.startswith(f"my-city/scheme.yaml:{line}:")
    assert error.endswith("the world `anytown` has no service `flihgt`; did you mean `flight`?")
    assert "no situation was played: the scheme does not fit its world" in said.out


@pytest.mark.parametrize(
    ("world", "why"),
    [("", "the scheme names no world"), ("world: anytwon", "its world cannot be read: found `anytwon`")],
)
def test_without_a_world_nothing_is_played(world: str, why: str, call: Call) -> None:
    edit("scheme.yaml", "world: anytown", world)
    said = call("check", "my-city")
    assert said.code == 0
    assert f"no situation was played: {why}" in said.out
    assert "6 played" in call("check", "my-city", "--world", "anytown").out


def test_a_world_that_was_asked_for_must_be_there(call: Call) -> None:
    said = call("check", "my-city", "--world", "anytwon")
    assert (said.code, said.out) == (2, "")
    assert "did you mean `anytown`?" in said.err


def test_they_are_not_played_when_not_asked_for(call: Call) -> None:
    edit("situations.yaml", "score: 90}", "score: 91}")
    said = call("check", "my-city", "--no-situations")
    assert said.code == 0
    assert "situation" not in said.out
    counts = json.loads(call("check", "my-city", "--no-situations", "--json").out)["situations"]
    assert (counts["played"], counts["why"]) == (0, "not asked")


def test_nothing_is_played_for_a_world_or_a_scheme_without_situations(call: Call) -> None:
    assert json.loads(call("check", "anytown", "--json").out)["situations"]["why"] == "a world has none"
    assert "no situations.yaml lies beside the scheme" in call("check", "none").out


def played(engine: str = "reference") -> playing.Played:
    return playing.play_beside("my-city", None, engine=engine, limit_seconds=60.0, progress=lambda _done, _of: None)


def test_when_the_time_is_up_the_rest_is_left_and_said_so(call: Call) -> None:
    said = call("check", "my-city", "--limit", "0")
    assert said.code == 0
    assert f"situations: 0 played, {N_SITUATIONS} left when the time was up (--limit)" in said.out.splitlines()
    assert json.loads(call("check", "my-city", "--limit", "0", "--json").out)["situations"]["left"] == N_SITUATIONS


def test_an_engine_that_alone_finds_something_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgets_the_script(trial: Trial) -> Outcome:
        return play_scripted(replace(trial, script=()))

    def broken(_engine: str, *, threads: int) -> Player:
        assert threads == 1
        return forgets_the_script

    monkeypatch.setattr(playing, "player", broken)
    found = played("both")
    assert found.failed
    for problem in found.problems:
        assert "(kernel, " in problem.message
        assert "reference" not in problem.message


def test_there_are_two_engines_and_both() -> None:
    with pytest.raises(InputError, match="found engine `steam`, expected kernel, reference or both"):
        played("steam")


@pytest.mark.parametrize("limit", ["-1", "inf", "nan", "1e400"])
def test_a_limit_is_a_length_of_time(limit: str, call: Call) -> None:
    for command in (("check", "my-city"), ("verify", "run")):
        said = call(*command, "--limit", limit)
        assert (said.code, said.out) == (2, "")
        assert "--limit: found" in said.err
        assert len(said.err.splitlines()) == 1

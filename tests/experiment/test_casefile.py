"""Case files: one life in full, the same life under two sets of rules, and one whose rows were not kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.busy_town import busy_recipe
from tests.experiment.finished import played

from xinyong.errors import InputError
from xinyong.experiment.casefile import Case
from xinyong.experiment.casefile import case as case_files
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.execute import perform
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.story import cases, tell
from xinyong.experiment.watched import watched_player
from xinyong.results.record import Run
from xinyong.scheme.read import read_scheme


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    a = busy_recipe(n_people=100, days=112)
    found = compare_recipes(a, replace(a, scheme=read_scheme("none")), play=watched_player("reference"),
                            responses=("deterrence", "none"))  # fmt: skip
    return save_pair(found, tmp_path_factory.mktemp("cases") / "pair").directory or Path()


def test_a_run_is_told_as_its_stories_are(finished: Run) -> None:
    assert finished.directory is not None
    found = case_files(finished.directory)
    assert [case.story for case in found] == cases(played())
    assert {(case.beside, case.candidates, case.side) for case in found} == {(None, None, "")}
    with pytest.raises(InputError, match="--response belongs to a comparison"):
        case_files(finished.directory, response="none")


def test_the_text_says_that_nobody_is_real() -> None:
    for story in cases(played()):
        lines = Case(story).text().splitlines()
        assert lines[0].startswith("Synthetic subject ")
        assert lines[0].endswith("Nobody real.")
        assert "as modelled" in lines[1]
        assert lines[2].startswith("  notice: by letter")
        left = sum(event.is_left for event in story.events)
        told = [line for line in lines if line.startswith("  day ")]
        drawn = [line for line in lines if line.startswith("      ")]
        assert len(told) == len(story.events) - left
        assert len(drawn) == sum(len(event.draws) for event in story.events if not event.is_left)
        assert not left or f"{left:,} chances to act that were left" in lines[-2]
        plain = json.loads(json.dumps(Case(story).as_json()))
        assert plain["synthetic"] is True
        assert [event["text"] for event in plain["events"]] == [event.text for event in story.events]


def test_both_lives_have_the_same_draws(pair: Path) -> None:
    found = case_files(pair)
    assert found
    n_moved = 0
    for case in found:
        assert case.beside is not None
        assert (case.side, case.other_side, case.beside.scheme) == ("a", "b", "ordinary law")
        here, there = ([e for e in one.events if e.sort == "chance"] for one in (case.story, case.beside))
        assert [(e.day, e.data["item"], e.data["act"]) for e in here] == [
            (e.day, e.data["item"], e.data["act"]) for e in there
        ]
        for mine, theirs in zip(here, there, strict=True):
            for one, other in zip(mine.draws, theirs.draws, strict=False):
                assert (one.purpose, one.value) == (other.purpose, other.value)
                n_moved += one.under != other.under
        assert case.candidates is not None
        assert sum(case.candidates.values()) == len(here)
        assert case.candidates["both"] + case.candidates["only_a"] == sum(not e.is_left for e in here)
    assert n_moved


def test_each_event_stands_once_on_its_day(pair: Path) -> None:
    for case in case_files(pair):
        assert case.beside is not None
        assert [day.day for day in case.days] == sorted({e.day for e in (*case.story.events, *case.beside.events)})
        for day in case.days:
            assert all(one.text == other.text for one, other in day.both)
            assert not {e.text for e in day.first} & {e.text for e in day.other}
        assert sum(len(d.both) + len(d.first) for d in case.days) == len(case.story.events)
        assert sum(len(d.both) + len(d.other) for d in case.days) == len(case.beside.events)
        text = case.text()
        assert "The same life twice" in text
        assert "; under B < " in text or "; under B ≥ " in text
        assert "at the end under A: " in text


def test_a_scenario_is_asked_for_by_name(pair: Path) -> None:
    assert case_files(pair)[0].story.response == "deterrence"
    told = case_files(pair, response="none")[0]
    assert told.story.response == "none"
    assert told.candidates is not None
    assert told.candidates["only_a"] == told.candidates["only_b"] == 0
    with pytest.raises(InputError, match="found no scenario `evasion`"):
        case_files(pair, response="evasion")


def test_somebody_outside_the_sample_is_played_from_the_address_alone() -> None:
    """Where nothing of others reached the subject, that is the whole life; the story says what it cannot know."""
    whole = played().outcome
    sampled = perform(replace(busy_recipe(), sample=40), engine="reference").outcome
    kept = sampled.trial.kept
    assert kept is not None
    reached = {*whole.foreign["recipient"].tolist()}
    outside = sorted(set(whole.trial.people.ids().tolist()) - set(kept.tolist()) - reached)
    assert outside
    for number in outside[:8]:
        story, full = tell(sampled, number, "asked for"), tell(whole, number, "asked for")
        assert story.events == full.events
        assert "was not kept and is left out" in story.missing
        assert "such entries per 1,000 people and year" in story.missing
        assert (full.missing, "Not the whole life" in Case(story).text()) == ("", True)
    inside = tell(sampled, int(kept[0]), "asked for")
    assert (inside.missing, inside.events) == ("", tell(whole, int(kept[0]), "asked for").events)

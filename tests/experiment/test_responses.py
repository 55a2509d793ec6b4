"""A run under several responses that is cut short goes on; scenarios that are whole are not played again."""

from pathlib import Path
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe, scheme, world

from xinyong.engine.executors import Executor
from xinyong.errors import Stopped
from xinyong.experiment.asked import folder_of
from xinyong.experiment.responses import Responses, responses_of, run_family
from xinyong.experiment.resume import resume_responses
from xinyong.results.record import Run

SMALL: dict[str, Any] = {"people": 100, "days": 21, "threads": 1}


def shas(found: dict[str, Run]) -> dict[str, list[str]]:
    return {
        name: [each.manifest["result_sha256"] for each in (run, run.other_end) if each is not None]
        for name, run in found.items()
    }


def test_cut_again_and_again_it_ends_as_one_that_was_not(tmp_path: Path) -> None:
    expected = run_family(scheme(), world(), out=tmp_path / "whole", **SMALL)
    target, asked = tmp_path / "cut", iter(range(1_000))

    def every_fourth() -> bool:
        return next(asked) % 4 == 3

    with pytest.raises(Stopped):
        run_family(scheme(), world(), out=target, checkpoint_every=1, stop=every_fourth, **SMALL)
    found: dict[str, Run] = {}
    whole_before: set[str] = set()
    for _ in range(100):
        whole = {path.name for path in target.iterdir()} if target.exists() else set()
        assert whole >= whole_before
        written = {name: (target / name / "manifest.json").stat().st_mtime_ns for name in whole_before}
        try:
            found = resume_responses(target, stop=every_fourth)
        except Stopped:
            assert written == {n: (target / n / "manifest.json").stat().st_mtime_ns for n in whole_before}
            whole_before = {path.stem for path in folder_of(target).glob("*.figures")}
            continue
        break
    assert whole_before
    assert shas(found) == shas(expected)
    assert list(found) == list(expected)
    assert not folder_of(target).exists()


def test_on_another_executor_it_is_the_same(tmp_path: Path) -> None:
    asked = SMALL | {"which": "bounds"}
    here = run_family(scheme(), world(), out=tmp_path / "here", **asked)
    there = run_family(scheme(), world(), out=tmp_path / "there", executor=Executor("processes", 1), **asked)
    assert shas(here) == shas(there)


def test_without_a_place_it_is_named_by_what_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run_family(scheme(), world(), which="bounds", checkpoint_every=2, **SMALL)
    assert {str(run.directory.parent) for run in found.values() if run.directory is not None} == {"runs"}
    assert len(list((tmp_path / "runs").iterdir())) == len(found) == 2


def test_what_is_asked_for_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = run_family(scheme(), world(), which="bounds", out=tmp_path / "a", **SMALL)
    assert set(found) == {"benefit-bound", "harm-bound"}
    for out in (None, tmp_path / "b"):
        asked = Responses(busy_recipe(), "family", out)
        again = responses_of(asked.written())
        assert (again.written(), again.target, again.scenarios) == (asked.written(), asked.target, asked.scenarios)

"""What is asked for where checkpoints are kept, and what is left where nothing came of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe, scheme, world

from xinyong.engine.executors import Executor
from xinyong.errors import DamagedRun, InputError, ResourceError
from xinyong.experiment import execute
from xinyong.experiment.asked import Asked, interrupted
from xinyong.experiment.checkpoints import Checkpoints
from xinyong.experiment.resume import resume, resume_comparison, resume_responses
from xinyong.results.checkpoint import Snapshot

SMALL: dict[str, Any] = {"people": 100, "days": 21, "threads": 1}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"engine": "reference"}, "the reference keeps no checkpoints"),
        ({"engine": "moon"}, "found engine `moon`"),
        ({"executor": "moon"}, "found executor `moon`"),
        ({"shards": 0}, "found 0 shards"),
        ({"threads": -1}, "found -1 threads"),
        ({"deadline": 0.0}, "--deadline: found 0 seconds"),
        ({"checkpoint_every": 0}, "--checkpoint-every: found 0 windows"),
    ],
)
def test_what_cannot_be_played_takes_no_folder(how: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        execute.run(scheme(), world(), out=tmp_path / "run", **(SMALL | {"checkpoint_every": 1} | how))
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_before_anything_is_kept_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise ResourceError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(execute, "keep", full)
        with pytest.raises(ResourceError, match="no room"):
            execute.run(scheme(), world(), out=tmp_path / "run", checkpoint_every=1, **SMALL)
    assert list(tmp_path.iterdir()) == []
    assert execute.run(scheme(), world(), out=tmp_path / "run", checkpoint_every=1, **SMALL).directory is not None


def test_what_was_kept_stays_where_a_run_fails(tmp_path: Path) -> None:
    checkpoints, asked = Checkpoints(tmp_path / "run", 1), Asked("run", {"recipe": busy_recipe().written()}, 1)

    def fail() -> None:
        with checkpoints.begun(asked):
            checkpoints.of(busy_recipe()).pause(1, 8, lambda: Snapshot(1))
            raise ResourceError("no room")

    with pytest.raises(ResourceError):
        fail()
    assert interrupted(tmp_path / "run")[0].kind == "run"
    with pytest.raises(InputError, match="holds checkpoints of a run that was interrupted; go on with `xinyong resume"):
        fail()
    with pytest.raises(InputError, match=r"is a run; in Python go on with `resume`"):
        resume_comparison(tmp_path / "run")
    with pytest.raises(InputError, match=r"is a run; in Python go on with `resume`"):
        resume_responses(tmp_path / "run")


def test_what_was_asked_for_is_read_as_it_was_written(tmp_path: Path) -> None:
    asked = Asked("run", {"recipe": busy_recipe().written()}, 3, 2, Executor("processes", 2, 60.0))
    (tmp_path / "a.checkpoints").mkdir()
    asked.write(tmp_path / "a.checkpoints")
    assert interrupted(tmp_path / "a") == interrupted(tmp_path / "a.checkpoints") == (asked, tmp_path / "a")


@pytest.mark.parametrize("change", [{"format": 1}, {"kind": "song"}, {"every": "often"}, {"executor": {"colour": 1}}])
def test_a_file_that_says_something_else_is_named(change: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "a.checkpoints"
    folder.mkdir()
    Asked("run", {}, 3).write(folder)
    file = folder / "recipe.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(DamagedRun, match=r"recipe.json: does not say what was asked for"):
        resume(tmp_path / "a")


def test_where_nothing_was_interrupted_there_is_nothing_to_resume(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no run was interrupted there"):
        resume(tmp_path / "a")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pair.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="the run there is complete"):
        resume(tmp_path / "a")

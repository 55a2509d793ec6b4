"""A comparison that is cut short, wherever, goes on to the one that it would have been."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe

from xinyong.engine.executors import Executor
from xinyong.errors import DamagedRun, InputError, Stopped
from xinyong.experiment.asked import folder_of, interrupted
from xinyong.experiment.comparison import Comparison, comparison_of
from xinyong.experiment.kept_comparisons import COMPARISON
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import open_pair
from xinyong.experiment.resume import resume, resume_comparison
from xinyong.results.tables_file import read_tables, write_tables
from xinyong.scheme.read import read_scheme

DAYS = 28
TRIES = 400
"""More windows than a comparison has; one that takes longer never ends."""


def against_law(**changes: Any) -> Comparison:
    """Return a scheme beside ordinary law: several seeds, scenarios, both ends, the extremes of deterrence."""
    a = busy_recipe(n_people=100, days=DAYS)
    assert a.unknown
    b = replace(a, scheme=read_scheme("none"))
    return replace(Comparison(a, b, (1, 2, 3), ("none", "deterrence")), **changes)


def two_schemes() -> Comparison:
    """Return two schemes that are one: each recipe is played as the first and laid beside."""
    one = busy_recipe(n_people=100, days=DAYS)
    return Comparison(one, one, (1, 2), ("deterrence",))


def left_in(directory: Path) -> dict[str, object]:
    """Return the bytes of every file but what tells how long it took; of `pair.json` all but its list of files."""
    found: dict[str, object] = {}
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        name = path.relative_to(directory).as_posix()
        if path.name == "manifest.json":
            said = json.loads(path.read_text(encoding="utf-8"))
            found[name] = {key: one for key, one in said.items() if key not in ("speed", "threads", "manifest_sha256")}
        elif path.name == "pair.json":
            said = json.loads(path.read_text(encoding="utf-8"))
            found[name] = {key: one for key, one in said.items() if key not in ("files", "sha256")}
        else:
            found[name] = path.read_bytes()
    return found


class Stopping:
    """Asks to stop after so many windows of all runs together, once."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self) -> bool:
        """Count a window."""
        self.left -= 1
        return self.left == 0


@pytest.fixture(scope="module", params=[against_law, two_schemes])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Pair]:
    """A comparison that nothing disturbs, and what was asked for."""
    asked: Comparison = request.param()
    return asked, COMPARISON.keep(asked, tmp_path_factory.mktemp("whole") / "pair", threads=1)


def check(found: Pair, expected: Pair) -> None:
    assert found.directory is not None
    assert expected.directory is not None
    assert left_in(found.directory) == left_in(expected.directory)
    assert found.as_json() | {"out": ""} == expected.as_json() | {"out": ""}
    assert not folder_of(found.directory).exists()


@pytest.mark.parametrize("every", [1, 3])
def test_cut_again_and_again_it_ends_as_one_that_was_not(
    every: int, whole: tuple[Comparison, Pair], tmp_path: Path
) -> None:
    asked, expected = whole
    target = tmp_path / "pair"
    with pytest.raises(Stopped, match=r"nothing is lost; go on with: xinyong resume .*pair"):
        COMPARISON.keep(asked, target, threads=1, checkpoint_every=every, stop=Stopping(2))
    for _ in range(TRIES):
        try:
            found = resume_comparison(target, stop=Stopping(5))
        except Stopped:
            assert not target.exists()
        else:
            break
    else:
        pytest.fail("it gets no further")
    check(found, expected)
    open_pair(target)


def test_undisturbed_with_checkpoints_it_is_the_same(whole: tuple[Comparison, Pair], tmp_path: Path) -> None:
    asked, expected = whole
    check(COMPARISON.keep(asked, tmp_path / "pair", threads=1, checkpoint_every=2), expected)
    assert [path.name for path in tmp_path.iterdir()] == ["pair"]


def test_in_processes_it_is_the_same_and_goes_on_there(tmp_path: Path) -> None:
    small = replace(two_schemes(), seeds=(1,))
    alone = COMPARISON.keep(small, tmp_path / "alone", threads=2)
    with pytest.raises(Stopped):
        COMPARISON.keep(small, tmp_path / "pair", executor=Executor("processes", 1), checkpoint_every=1,
                        stop=Stopping(5))  # fmt: skip
    assert interrupted(tmp_path / "pair")[0].executor == Executor("processes", 1)
    check(resume_comparison(tmp_path / "pair"), alone)


def stopped_late(target: Path, asked: Comparison) -> list[Path]:
    """Stop a comparison in its last seed; return the files of figures that are kept."""
    each = len(asked.a.trial().windows)
    for runs in range(TRIES):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if runs == 0:
                COMPARISON.keep(asked, target, threads=1, checkpoint_every=1, stop=Stopping(each))
            else:
                resume_comparison(target, stop=Stopping(each))
        except Stopped:
            found = sorted(folder_of(target).glob("*.figures"))
            if len(found) > 2:
                return found
    raise AssertionError("figures were never kept")


def test_figures_are_kept_and_the_plays_they_came_of_are_not(tmp_path: Path) -> None:
    asked = against_law()
    figures = stopped_late(tmp_path / "pair", asked)
    plays = [path.name for path in folder_of(tmp_path / "pair").glob("end-*")]
    for seed in (1, 2):
        for side, kept in ((asked.a, seed == 1), (asked.b, True)):
            sha256 = replace(side, seed=seed, response="none").sha256[:12]
            assert any(sha256 in name for name in plays) == kept, (seed, plays)
    assert len(figures) >= 3


@pytest.mark.parametrize("hurt", [lambda data: data[:50], lambda data: data[:-1] + b"x"])
def test_figures_that_are_damaged_are_found_again(hurt: Callable[[bytes], bytes], tmp_path: Path) -> None:
    asked = against_law()
    expected = COMPARISON.keep(asked, tmp_path / "whole", threads=1)
    figures = stopped_late(tmp_path / "pair", asked)
    figures[0].write_bytes(hurt(figures[0].read_bytes()))
    said: list[str] = []
    check(resume_comparison(tmp_path / "pair", say=said.append), expected)
    assert len(said) == 1
    assert f"{figures[0]}: is not the file that was written" in said[0]
    assert said[0].endswith("; playing it again")


def test_figures_of_other_rules_are_not_read(tmp_path: Path) -> None:
    figures = stopped_late(tmp_path / "pair", against_law())
    said, _ = read_tables(figures[0])
    write_tables(figures[0], said | {"made_by": ["somebody", "else"]}, {})
    with pytest.raises(DamagedRun, match=r"figures: was made by another version of the rules; remove .*checkpoints"):
        resume_comparison(tmp_path / "pair")


def test_what_is_asked_for_is_read_as_it_was_written() -> None:
    asked = against_law()
    found = comparison_of(json.loads(json.dumps(asked.written())))
    assert found.written() == asked.written()
    assert found.a.sha256 == asked.a.sha256
    assert found.place == asked.place
    assert "-with-none-" in found.place.name


def test_a_place_that_holds_something_else_is_refused_before_anything_is_played(tmp_path: Path) -> None:
    (tmp_path / "pair").mkdir()
    (tmp_path / "pair" / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError):
        COMPARISON.keep(against_law(), tmp_path / "pair", checkpoint_every=1)
    assert [path.name for path in tmp_path.iterdir()] == ["pair"]
    with pytest.raises(InputError, match="the reference keeps no checkpoints"):
        COMPARISON.keep(against_law(), tmp_path / "other", engine="reference", checkpoint_every=1)


def test_a_comparison_is_not_taken_for_a_run(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        COMPARISON.keep(two_schemes(), tmp_path / "pair", checkpoint_every=1, stop=Stopping(1))
    with pytest.raises(InputError, match="is a comparison; in Python go on with `resume_comparison`"):
        resume(tmp_path / "pair")

"""A play that is cut short and goes on ends as one that was not, whatever its worlds and schemes make it remember."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.oracle.cases import seeded_case
from tests.oracle.equal import differences

from xinyong.engine.play import play
from xinyong.experiment.execute import prepare
from xinyong.results.checkpoint import Shelf, Snapshot
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

SEEDS = (2, 5, 9, 20, 24, 30, 35, 45, 152, 214, 400)
"""Harsh worlds; between them they have desks with queues, ranks, ratings, ties, quotas, copies, windows of 1 and 7."""


class CutError(Exception):
    """The end of a play that is cut short."""


@dataclass
class Cutting:
    """Keeps every third window, and ends the play after one."""

    shelf: Shelf
    after: int

    def begin(self) -> Snapshot | None:
        """Return the newest checkpoint."""
        return self.shelf.newest()[0]

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep it where it is due."""
        if windows % 3 == 0 or windows == of:
            self.shelf.put(snapshot())
        if windows == self.after:
            raise CutError


def cut_twice(trial: Trial, folder: Path) -> Outcome:
    """Play with two cuts, on one, two and three threads."""
    windows = len(trial.windows)
    for threads, after in ((1, max(1, windows // 3)), (2, max(2, 2 * windows // 3))):
        with pytest.raises(CutError):
            play(trial, threads=threads, keeper=Cutting(Shelf(folder, "a test"), after))
    return play(trial, threads=3, keeper=Cutting(Shelf(folder, "a test"), -1))


def same(found: Outcome, expected: Outcome) -> None:
    assert differences(expected, found) == []
    assert found.whole == expected.whole
    assert found.chain == expected.chain


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_leaves_no_trace_in_harsh_worlds(seed: int, tmp_path: Path) -> None:
    trial = seeded_case(seed).trial()
    same(cut_twice(trial, tmp_path), play(trial, threads=1))


@pytest.mark.parametrize("name", ["nosedive", "sesame-credit", "pilot-100-200"])
@pytest.mark.parametrize("window", [7, 1])
def test_a_cut_leaves_no_trace_in_shipped_schemes(name: str, window: int, tmp_path: Path) -> None:
    trial = prepare(name, people=500, days=70, window=window).trial()
    same(cut_twice(trial, tmp_path), play(trial, threads=1))


def test_a_finished_play_is_only_gathered_again(tmp_path: Path) -> None:
    trial = seeded_case(24).trial()
    first = play(trial, keeper=Cutting(Shelf(tmp_path, "a test"), -1))
    said: list[int] = []
    again = play(trial, keeper=Cutting(Shelf(tmp_path, "a test"), -1), progress=lambda done, _: said.append(done))
    same(again, first)
    assert said == []

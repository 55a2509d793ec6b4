"""A short run with more than twenty checkpoints; called as a program it can be killed at an operation of the disk."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.experiment.busy_town import busy_recipe
from tests.faults.operations import counted, killing

from xinyong.experiment.asked import Asked
from xinyong.experiment.checkpoints import Checkpoints
from xinyong.experiment.comparison import Comparison
from xinyong.experiment.execute import keep
from xinyong.experiment.kept_comparisons import COMPARISON
from xinyong.experiment.pair import Pair
from xinyong.results.recipe import Recipe
from xinyong.results.record import Run

WINDOWS = 22


def recipe() -> Recipe:
    """Return what is played, with both ends of what is unknown."""
    return busy_recipe(n_people=100, days=7 * WINDOWS)


def play_to(target: Path) -> Run:
    """Play it, with a checkpoint after every window."""
    checkpoints = Checkpoints(target, 1)
    with checkpoints.begun(Asked("run", {"recipe": recipe().written()}, 1, threads=1)):
        return keep(recipe(), target, threads=1, checkpoints=checkpoints)


def comparison() -> Comparison:
    """Return two sets of rules that are one, at two seeds: six plays of four windows."""
    one = busy_recipe(n_people=100, days=28)
    return Comparison(one, one, (1, 2), ("none",))


def compare_to(target: Path) -> Pair:
    """Play a comparison, with a checkpoint after every window."""
    return COMPARISON.keep(comparison(), target, threads=1, checkpoint_every=1)


if __name__ == "__main__":
    with counted(killing(int(sys.argv[2]))):
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        {"run": play_to, "comparison": compare_to}[sys.argv[3]](Path(sys.argv[1]))

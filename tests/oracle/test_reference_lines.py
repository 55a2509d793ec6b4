"""Every line of the reference is run by the generated worlds, so that parity with it says something about all of it."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.oracle.cases import seeded_case
from tests.oracle.lines import Unvisited
from tests.oracle.plain import plain_trial
from tests.oracle.scripts import scripted_trial

from xinyong import reference
from xinyong.reference.harvest import harvest
from xinyong.reference.play import Play, play
from xinyong.trial.trial import Trial

PACKAGE = "xinyong.reference."
FOLDER = Path(reference.__path__[0])
RICH_WORLDS, RICH_LIVES = (280, 40, 88, 214, 22, 152, 9, 296), (28, 20, 45, 400, 30)
"""Seeds of worlds and of scripts that run every line between them, chosen as the fewest seconds of play for the lines
that were left; if a change makes them miss one, others are tried before the test fails."""


def seeded_trial(seed: int) -> Trial:
    return seeded_case(seed).trial()


def others() -> Iterator[Trial]:
    return (make(seed) for seed in range(60) for make in (seeded_trial, scripted_trial))


def model() -> list[Path]:
    """Return the files that playing a trial stands on, without those that only read what was played."""
    found, left = set[str](), {"play"}
    while left:
        module = left.pop()
        found.add(module)
        tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
        names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        left |= {name.removeprefix(PACKAGE) for name in names if name.startswith(PACKAGE)} - found
    return [FOLDER / f"{module}.py" for module in sorted(found)]


def test_no_line_of_the_reference_stays_unvisited() -> None:
    unvisited = Unvisited(model())
    with unvisited.watching():
        harvest(Play(plain_trial(days=3), watch=lambda *_: None))
        trials = chain(map(scripted_trial, RICH_LIVES), map(seeded_trial, RICH_WORLDS), others())
        while unvisited.left() and (trial := next(trials, None)):
            play(trial)
    assert unvisited.left() == []

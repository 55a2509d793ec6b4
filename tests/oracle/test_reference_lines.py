"""Every line of the reference is run by the generated worlds, so that parity with it says something about all of it."""

import ast
from itertools import chain
from pathlib import Path

from tests.oracle.cases import seeded_case
from tests.oracle.lines import Unvisited
from tests.oracle.plain import plain_trial
from tests.oracle.scripts import scripted_trial

from xinyong import reference
from xinyong.reference.harvest import harvest
from xinyong.reference.play import Play, play

PACKAGE = "xinyong.reference."
FOLDER = Path(reference.__path__[0])
RICH_SEEDS = (30, 22, 214, 152, 35, 4, 24, 88, 25, 27, 19, 45, 59, 20, 55, 9, 5, 2, 40, 400)
"""Between them these run every line; if a change makes them miss one, others are tried before the test fails."""


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
        for seed in chain(RICH_SEEDS, range(60)):
            if unvisited.left():
                play(seeded_case(seed).trial())
                play(scripted_trial(seed))
    assert unvisited.left() == []

"""Every line of the reference is run by the generated worlds, so that parity with it says something about all of it."""

from pathlib import Path

from tests.oracle.cases import seeded_case
from tests.oracle.lines import Unvisited
from tests.oracle.scripts import scripted_trial

from xinyong import reference
from xinyong.reference.harvest import harvest
from xinyong.reference.play import Play

READERS = {"alone.py", "origin.py", "watch.py"}
"""These read the model and play parts of it again; they have tests of their own."""


def test_no_line_of_the_reference_stays_unvisited() -> None:
    model = [path for path in Path(reference.__path__[0]).glob("*.py") if path.name not in READERS]
    unvisited = Unvisited(model)
    with unvisited.watching():
        for seed in range(24):
            if unvisited.left():
                harvest(Play(seeded_case(seed).trial(), watch=lambda *_: None))
                harvest(Play(scripted_trial(seed)))
    assert unvisited.left() == []

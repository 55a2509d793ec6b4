"""Every line of the reference is run by the generated worlds, so that parity with it says something about all of it."""

from pathlib import Path

from xinyong import reference
from xinyong.reference.alone import life_in, lives
from xinyong.reference.play import play

from tests.oracle.cases import seeded_case
from tests.oracle.lines import Unvisited
from tests.oracle.scripts import scripted_trial


def test_no_line_of_the_reference_stays_unvisited() -> None:
    files = [path for path in Path(reference.__path__[0]).glob("*.py") if path.stat().st_size]
    unvisited = Unvisited(files)
    with unvisited.watching():
        for seed in range(40):
            if not unvisited.left():
                break
            play(seeded_case(seed).trial(7))
            play(scripted_trial(seed))
            _replay(seed)
    assert unvisited.left() == []


def _replay(seed: int) -> None:
    """Play some people alone, and hold them to what the whole run says of them."""
    outcome = play(seeded_case(seed).trial())
    chosen = outcome.trial.people.ids()[::17].tolist()
    for life in lives(outcome.trial, chosen, outcome.foreign, outcome.sittings):
        assert life == life_in(outcome, life.subject)

"""The reference engine: plays a trial one subject at a time, in plain Python, and is the specification of the kernel.

Begin with `day.play_day` for the order of a day, and `running.PHASES` for the order of everything.
"""

from __future__ import annotations

from xinyong.reference.harvest import harvest
from xinyong.reference.running import PHASES, Play
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial


def play(trial: Trial) -> Outcome:
    """Play a trial from its first day to its last and return what happened."""
    return harvest(Play(trial))


__all__ = ["PHASES", "Play", "play"]

"""A trial played while somebody keeps count of every candidate: was it taken, or left.

Both engines report the same way, once per window and block of ids that has candidates, so that two runs of one life can
be laid side by side, act by act.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.reference.harvest import harvest
from xinyong.reference.life import Happening
from xinyong.reference.running import Play
from xinyong.reference.subject import Subject
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

Watch = Callable[[int, int, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]], None]
"""Called with the index of the window, the first id of the block, and for each candidate of the block in the order of
(subject, day, item): its act, the stratum of its subject, and whether it was taken."""


def play_watched(trial: Trial, watch: Watch) -> Outcome:
    """Play a trial and tell `watch` of every candidate, window by window and block by block; return what happened."""
    seen: dict[tuple[int, int], list[tuple[int, int, bool]]] = {}

    def note(subject: Subject, happening: Happening, taken: bool) -> None:  # noqa: FBT001 (the signature of the hook)
        key = (happening.day // trial.window_days, subject.number // BLOCK * BLOCK)
        seen.setdefault(key, []).append((happening.what, subject.stratum, taken))

    outcome = harvest(Play(trial, watch=note))
    for (window, first_id), candidates in sorted(seen.items()):
        columns = np.array(candidates, np.int64)
        watch(window, first_id, columns[:, 0].copy(), columns[:, 1].copy(), columns[:, 2].astype(bool))
    return outcome

"""The scores of many holders on a day; a running score is kept as of the day on which something happened last."""

from __future__ import annotations

import numpy as np

from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints


def scores_on(law: Ints, book: int, holders: Ints, day: int) -> Ints:
    """Return the score of each row of holders at the end of a day, up to which their block was played.

    What a running score has decayed since it was kept is reckoned here as `account.decayed` does for one.
    """
    kept, scores = holders[:, c.H_KEPT].astype(np.int64), holders[:, c.H_SCORE].astype(np.int64)
    every, start_day = int(law[book + c.B_DECAY_EVERY]), int(law[book + c.B_SCORE_START_DAY])
    if every == 0 or not start_day <= day < law[book + c.B_SCORE_END_DAY]:
        return scores
    by_then = np.maximum(0, holders[:, c.H_KEPT_ON].astype(np.int64) - start_day + 1) // every
    moves = (max(0, day - start_day + 1) // every - by_then) * int(law[book + c.B_DECAY_POINTS])
    now = kept + np.clip(law[book + c.B_START] - kept, -moves, moves)
    counts = (holders[:, c.H_RECKONED] > 0) & (holders[:, c.H_COVERS] & law[book + c.B_SCORING] > 0)
    return np.where(counts, now, scores)

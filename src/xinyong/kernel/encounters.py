"""Peer rating: somebody met is given stars; what arrives of a week's ratings is added to two whole sums."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.account import score_counts
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import stray, wide, words
from xinyong.kernel.jit import part
from xinyong.kernel.life import above
from xinyong.kernel.place import lists_of, write_lists
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.population.people import STRATUM_STEP

IS_RATED, NOT_RATED, WEIGHS_NOTHING, ONE_MORE, ONE_FEWER, ARRIVES, NOT_SCORED, TIES_MOVE = (
    AT["live: somebody met is rated"],
    AT["live: somebody met is not rated"],
    AT["live: a rating weighs nothing"],
    AT["live: one star more"],
    AT["live: one star fewer"],
    AT["deliver: ratings arrive"],
    AT["deliver: ratings of somebody who is not scored"],
    AT["deliver: ties move a dimension"],
)
STARS = 5


@part
def stratum_of_id(law: Ints, subject: int) -> int:
    """Return the stratum of anybody in the world, by id."""
    place = c.NOTHING
    while place + 1 < law[c.W_PLACES] and law[law[c.W_OFFSETS] + place + 1] <= subject:
        place += 1
    slot = (((subject - law[law[c.W_OFFSETS] + place]) * STRATUM_STEP) & WORD) >> 16
    return int(law[law[law[c.W_PATTERN] + place] + slot])


@part
def stars_given(law: Ints, rater: int, stratum: int, rated: int, week: int, item: int, branches: Ints) -> int:
    """Return how many stars, 1 to 5, somebody of a stratum gives to somebody met."""
    w0, w1, w2, w3 = words(law, rater, week, c.P_STARS, c.NOTHING, item)
    of_rated = law[c.W_STARS] + STARS * stratum_of_id(law, rated)
    stars = int(1 + above(law, of_rated, wide(w0, w1)) - of_rated)
    mood = wide(w2, w3)
    if mood < law[law[c.W_ONE_MORE] + stratum]:
        branches[ONE_MORE] += 1
        stars += 1
    elif mood < law[law[c.W_ONE_CHANGED] + stratum]:
        branches[ONE_FEWER] += 1
        stars -= 1
    return min(max(stars, 1), STARS)


@part
def rate_other(law: Ints, spot: Ints, board: NDArray[np.uint8], cursor: Ints, ratings: Ints, counts: Ints,
               branches: Ints, local: int, stratum: int, covers: int, item: int, day: int) -> None:  # fmt: skip
    """Rate whoever is met, with the weight of the tier in which the board has the rater; nobody rates with none."""
    book = spot[c.S_BOOK]
    if law[book + c.B_RATES] == 0 or not score_counts(law, book, covers, day):
        branches[NOT_RATED] += 1
        return
    tier, weight = int(np.int64(board[local])) - 1, 0
    if tier >= 0:
        weight = int(law[law[book + c.B_WEIGHTS] + tier])
    if weight == 0:
        branches[WEIGHS_NOTHING] += 1
        return
    rater, week, n = spot[c.S_FIRST_ID] + local, day // 7, cursor[c.N_RATINGS]
    other = stray(law, rater, week, c.P_ENCOUNTER, c.NOTHING, item, c.NONE)
    stars = stars_given(law, rater, stratum, other, week, item, branches)
    counts[law[c.T_RATINGS], stratum] += 1
    counts[law[c.T_STARS], stratum] += stars
    ratings[n, c.RATING_TO], ratings[n, c.RATING_STARS], ratings[n, c.RATING_WEIGHT] = other, stars, weight
    cursor[c.N_RATINGS] = n + 1
    branches[IS_RATED] += 1


@part
def is_rated(law: Ints, book: int, cursor: Ints, covers: int, branches: Ints) -> bool:
    """Tell whether ratings, or what ties make of a dimension, arrive today for somebody who is scored by them."""
    if cursor[c.N_WEIGHTS] == 0:
        return False
    tied = law[book + c.B_TIED]
    if law[book + c.B_RATES] + tied == 0 or (covers & law[book + c.B_SCORING]) == 0:
        branches[NOT_SCORED] += 1
        return False
    branches[TIES_MOVE if tied else ARRIVES] += 1
    return True


@part
def add_ratings(holders: Rows, slot: int, cursor: Ints) -> None:
    """Add what arrives today to the sums of a holder, each kept in two columns."""
    write_lists(holders, slot, c.H_STARS, lists_of(holders, slot, c.H_STARS) + cursor[c.N_STARS])
    write_lists(holders, slot, c.H_WEIGHTS, lists_of(holders, slot, c.H_WEIGHTS) + cursor[c.N_WEIGHTS])

"""What could happen to a subject in a week: chances to act, requests, false reports, encounters.

A pure function of seed, subject, week and world; no scheme can add or remove anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xinyong.reference.chance import block, wide
from xinyong.trial.trial import Trial
from xinyong.vocabulary import ERRAND_ITEM, IMPORT_ITEM, Purpose

Sort = Literal["act", "request", "false report", "encounter"]
SORTS: tuple[Sort, ...] = ("act", "request", "false report", "encounter")
"""What an errand can be, in the order of `odds.errand_sort`."""


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """One opportunity of a life. `what` is an act index, a service index for a request, 0 for an encounter."""

    day: int
    item: int
    sort: Sort
    what: int
    channel: int


def _first_above(thresholds: NDArray[np.int64], draw: int) -> int:
    """Return the position of the first cumulative threshold that the draw is below; the last is WIDE."""
    return next(index for index, threshold in enumerate(thresholds.tolist()) if draw < threshold)


def week_of(trial: Trial, subject: int, week: int) -> list[Happening]:
    """Return the happenings of a subject's week in the order of day and item.

    A second chance for an act that can be had once a day is no candidate, and is left out.
    """
    odds, seed = trial.odds, trial.seed
    stratum, level = trial.people.stratum_of(subject), trial.people.propensity_class_of(subject)
    words = block(seed, subject, week, Purpose.WEEK, 0, 0)
    n_chances = _first_above(odds.chance_count[odds.chance_row[stratum]][level], wide(words[0], words[1]))
    n_errands = _first_above(odds.errand_count[odds.errand_row[stratum]], wide(words[2], words[3]))
    found: list[Happening] = []
    for item in range(n_chances):
        words = block(seed, subject, week, Purpose.CHANCE, 0, item)
        act = int(odds.chance_act[_first_above(odds.chance_pick[stratum], wide(words[0], words[1]))])
        found.append(Happening(week * 7 + (words[2] * 7 >> 32), item, "act", act, -1))
    for item in range(ERRAND_ITEM, ERRAND_ITEM + n_errands):
        words = block(seed, subject, week, Purpose.ERRAND, 0, item)
        errand = _first_above(odds.errand_pick[stratum], wide(words[0], words[1]))
        sort = SORTS[int(odds.errand_sort[errand])]
        day = week * 7 + (words[2] * 7 >> 32)
        found.append(Happening(day, item, sort, int(odds.errand_what[errand]), int(odds.errand_channel[errand])))
    return _once_a_day(trial, sorted(found + _imported(trial, subject, stratum, week)))


def _imported(trial: Trial, subject: int, stratum: int, week: int) -> list[Happening]:
    """Return the false reports that bulk imports of a week bring about a subject."""
    odds, place = trial.odds, trial.lives(trial.people.place_of(subject), week * 7)
    found = []
    for number, day in enumerate(odds.import_day.tolist()):
        if day // 7 != week:
            continue
        words = block(trial.seed, subject, week, Purpose.IMPORT, int(odds.import_code[number]), 0)
        if wide(words[0], words[1]) < int(odds.import_share[number, place, stratum]):
            act, channel = int(odds.import_act[number]), int(odds.import_channel[number])
            found.append(Happening(day, IMPORT_ITEM + number, "false report", act, channel))
    return found


def _once_a_day(trial: Trial, found: list[Happening]) -> list[Happening]:
    """Leave out what is an act that can be had once a day and was had that day already."""
    had: set[tuple[int, int]] = set()
    kept = []
    for happening in found:
        once = happening.sort == "act" and bool(trial.odds.act_once[happening.what])
        if once and (happening.day, happening.what) in had:
            continue
        if once:
            had.add((happening.day, happening.what))
        kept.append(happening)
    return kept

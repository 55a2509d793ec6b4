"""A trial as one array of whole numbers, `law`: what the kernels know of a world and of its schemes.

Kernels see no text and no objects. The row of the world comes first; everything else is found from there (`rows`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers, row
from xinyong.kernel.rows import Ints, Rows
from xinyong.kernel.scheme_tables import SchemeTables
from xinyong.kernel.world_tables import world_row
from xinyong.results.layout import Layout
from xinyong.scheme.rating import rates
from xinyong.trial.script import Line
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

WHAT = {"asks": c.ASKS, "told": c.TOLD, "objects": c.OBJECTS, "decided": c.DECIDED, "met": c.MET}


def law_of(trial: Trial, layout: Layout) -> Ints:
    """Return the tables of a trial.

    Raises:
        InputError: more tiers or lists than fit into a mask.
    """
    numbers = Numbers(c.W_WIDTH)
    schemes = SchemeTables(trial, layout, numbers)
    books = [schemes.book(place) for place in range(len(trial.regimes))]
    books += [book for place in range(len(trial.regimes)) if (book := schemes.book_after(place)) is not None]
    lines = [_line(line) for line in trial.script or () if line.what not in {"record", "rated"}]
    head = world_row(trial, layout, numbers) | {
        c.W_BOOKS: numbers.add(books, changes=True),
        c.W_LINES: numbers.add(lines),
        c.W_N_LINES: len(lines),
    }
    return numbers.array(row(c.W_WIDTH, head))


def changing(numbers: Ints) -> Ints:
    """Return the tables of a trial as they can be written to, between windows.

    Raises:
        ValueError: not the tables of a trial.
    """
    if numbers.base is None:
        raise ValueError("found tables that are nobody's view, expected those of `law_of`")
    return numbers.base


def pattern_of(trial: Trial) -> NDArray[np.uint16]:
    """Return the stratum of each slot of each place, read-only."""
    found = np.ascontiguousarray(trial.people.pattern, np.uint16).view()
    found.setflags(write=False)
    return found


def _line(line: Line) -> list[int]:
    columns = {
        c.L_SUBJECT: line.subject, c.L_DAY: line.day, c.L_WHAT: WHAT[line.what], c.L_SERVICE: line.service,
        c.L_OF: line.of, c.L_REVERSED: int(line.reversed_),
    }  # fmt: skip
    return row(c.L_WIDTH, columns)


def scripted_mail(trial: Trial) -> Rows:
    """Return the records and ratings that a script delivers, as mail; they begin with the subject they are about."""
    found = [_mail(position, line) for position, line in enumerate(trial.script or ()) if line.what == "record"]
    found += [rated_row(line.subject, line.day, line.stars, line.weights) for line in trial.script or ()
              if line.what == "rated" and _can_be_rated(trial, line.subject)]  # fmt: skip
    return np.array(found, np.int64).reshape(len(found), c.M_WIDTH).astype(np.int32)


def _can_be_rated(trial: Trial, subject: int) -> bool:
    """Tell whether people rate each other where a subject lives."""
    regime = trial.regimes[trial.people.place_of(subject)]
    return regime is not None and rates(regime.scheme)


def rated_row(subject: int, due: int, stars: int, weights: int) -> list[int]:
    """Return what brings a subject ratings: the sum of weight times stars, and that of weights."""
    columns = {
        c.M_TO: subject % BLOCK, c.M_DUE: due, c.M_SUBJECT: subject, c.M_CHANNEL: c.RATED, c.M_COPY: -1,
        c.RATED_STARS: stars, c.RATED_WEIGHTS: weights,
    }  # fmt: skip
    return row(c.M_WIDTH, columns)


def _mail(position: int, line: Line) -> list[int]:
    """Return the record of a line. The item of its origin is the line's position in the script."""
    cause = Cause.TRUE
    if line.true_act != line.act:
        cause = Cause.FABRICATED if line.true_act < 0 else Cause.MISCLASSIFIED
    columns = {
        c.M_TO: line.subject % BLOCK, c.M_DUE: line.day, c.M_SUBJECT: line.subject, c.M_WEEK: line.day // 7,
        c.M_ITEM: position, c.M_ORIGIN_ACT: line.true_act if line.true_act >= 0 else line.act, c.M_ACT: line.act,
        c.M_ACT_DAY: line.act_day, c.M_CHANNEL: line.channel, c.M_CAUSE: int(cause), c.M_MET: c.FOREVER,
        c.M_ENDS: line.choice, c.M_SENDER: line.subject, c.M_COPY: -1, c.M_END_DUE: c.FOREVER, c.M_END_GONE: c.FOREVER,
    }  # fmt: skip
    return row(c.M_WIDTH, columns)

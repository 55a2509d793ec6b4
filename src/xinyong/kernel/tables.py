"""A trial as flat read-only tables of whole numbers: what the kernels know of a world and of its schemes.

Kernels see no text and no objects. Tables of any shape lie end to end in one array, `numbers`; the records `rows.WORLD`
and `rows.BOOK` say where each begins.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.kernel.numbers import Numbers, read_only, records
from xinyong.kernel.rows import (
    ASKS,
    BOOK,
    CAP,
    CONSEQUENCE,
    DECIDED,
    LINE,
    MAIL,
    OBJECTS,
    REPAIR,
    RULE,
    TOLD,
    WORLD,
    Ints,
    Rows,
)
from xinyong.kernel.scheme_tables import SchemeTables
from xinyong.kernel.world_tables import world_row
from xinyong.results.layout import Layout
from xinyong.trial.script import Line
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

WHAT = {"asks": ASKS, "told": TOLD, "objects": OBJECTS, "decided": DECIDED}


class Law(NamedTuple):
    """Everything a kernel reads and never writes. `books` has one row per place, `lines` the script without records."""

    worlds: Rows
    books: Rows
    rules: Rows
    caps: Rows
    repairs: Rows
    consequences: Rows
    lines: Rows
    numbers: Ints
    pattern: NDArray[np.uint16]


def tables(trial: Trial, layout: Layout) -> Law:
    """Return the tables of a trial.

    Raises:
        InputError: more tiers or lists than fit into a mask.
    """
    numbers = Numbers()
    schemes = SchemeTables(trial, layout, numbers)
    for place in range(len(trial.regimes)):
        schemes.add(place)
    world = world_row(trial, layout, numbers)
    lines = [
        {
            "subject": line.subject, "day": line.day, "what": WHAT[line.what], "service": line.service, "of": line.of,
            "reversed": int(line.reversed_),
        }
        for line in trial.script or () if line.what != "record"
    ]  # fmt: skip
    return Law(
        worlds=records(WORLD, [world]),
        books=records(BOOK, schemes.books),
        rules=records(RULE, schemes.rules),
        caps=records(CAP, schemes.caps),
        repairs=records(REPAIR, schemes.repairs),
        consequences=records(CONSEQUENCE, schemes.consequences),
        lines=records(LINE, lines),
        numbers=numbers.array(),
        pattern=read_only(np.ascontiguousarray(trial.people.pattern, np.uint16).copy()),
    )


def scripted_mail(trial: Trial) -> Rows:
    """Return the records that a script delivers, as mail; they begin with the subject that they are about."""
    return records(MAIL, [_mail(position, line) for position, line in enumerate(trial.script or ()) if line.what == "record"])


def _mail(position: int, line: Line) -> dict[str, int]:
    """Return the record of a line. The item of its origin is the line's position in the script."""
    cause = Cause.TRUE
    if line.true_act != line.act:
        cause = Cause.FABRICATED if line.true_act < 0 else Cause.MISCLASSIFIED
    return {
        "local": line.subject % BLOCK, "due": line.day, "subject": line.subject, "week": line.day // 7,
        "item": position, "origin_act": line.true_act if line.true_act >= 0 else line.act, "act": line.act,
        "act_day": line.act_day, "channel": line.channel, "cause": int(cause),
    }  # fmt: skip

"""What each number of a scheme file must be: points, days or shares, whole where the engines count in whole numbers."""

from __future__ import annotations

from xinyong.files.quantities import CLOCK, DAYS, PERIOD, SHARE, Asked, Places
from xinyong.scheme.clauses import (
    MAX_POINTS,
    MAX_WEIGHT,
    Cap,
    Consequence,
    Copy,
    Decay,
    Discretion,
    Extension,
    Halt,
    Listing,
    Notice,
    Objection,
    Override,
    Part,
    Publicity,
    Repair,
    Repeat,
    Review,
    Rule,
    Score,
    Tier,
    WhenMet,
)

_POINTS = Asked(("point",), least=-MAX_POINTS, most=MAX_POINTS, whole=True)
_SIZE = Asked(("point",), least=1, most=MAX_POINTS, whole=True)

SCHEME_PLACES: Places = {
    Score: {
        "start": _POINTS,
        "floor": _POINTS,
        "ceiling": _POINTS,
        "rank_every": PERIOD,
        "refresh": PERIOD,
        "prior": Asked(("person",), least=0, most=MAX_POINTS, whole=True),
        "board": PERIOD,
    },
    Part: {"start": _POINTS, "floor": _POINTS, "ceiling": _POINTS, "weight": Asked(("share", "ratio"), least=0)},
    Decay: {"points": _SIZE, "every": PERIOD},
    Tier: {
        "at_least": _POINTS,
        "at_most": _POINTS,
        "top": SHARE,
        "weight": Asked(("ratio",), least=0, most=MAX_WEIGHT, whole=True),
    },
    Rule: {"points": _POINTS, "validity": DAYS},
    Repeat: {"within": DAYS, "step": _POINTS, "limit": _POINTS},
    Discretion: {"to": _POINTS},
    Override: {"term": DAYS},
    Listing: {"term": DAYS},
    Copy: {"delay": DAYS, "deletions": DAYS, "term": DAYS},
    Extension: {"share": SHARE, "least": DAYS, "most": DAYS},
    WhenMet: {"within": CLOCK},
    Cap: {"points": _SIZE, "per": PERIOD},
    Halt: {"when_opposition": SHARE},
    Consequence: {"share": SHARE, "amount": Asked(("yuan",), least=0, most=1_000_000, whole=True)},
    Notice: {"delay": CLOCK},
    Objection: {"window": CLOCK, "carried_out_within": CLOCK},
    Repair: {"after": DAYS, "within": CLOCK},
    Review: {"window": CLOCK, "carried_out_within": CLOCK},
    Publicity: {"delay": CLOCK, "term": DAYS},
}

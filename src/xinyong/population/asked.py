"""What each number of a world file must be: its unit, its bounds, and whether it is whole."""

from __future__ import annotations

from xinyong.files.quantities import CLOCK, DAYS, PERIOD, SHARE, Asked, Places
from xinyong.population.levels import Ratio
from xinyong.population.moves import Move
from xinyong.population.politics import Opposition, Support
from xinyong.population.stories import Conformity, Deterrence, Evasion, FearOfError, Hardship, RewardSeeking
from xinyong.population.world import (
    Act,
    Channel,
    Desk,
    Encounters,
    Evidence,
    FalseReport,
    Generosity,
    Import,
    Means,
    Met,
    Objecting,
    Occasion,
    OrdinaryLaw,
    Place,
    PlaceCoverage,
    Pressed,
    Propensity,
    Register,
    Service,
    Share,
    Sight,
    Stage,
    StarShares,
    TakenFor,
    Targeting,
    ThinFile,
    Tie,
    World,
)

MOST_TIED = 64
"""As many people belong to somebody by a tie at most."""
SMALLEST_PLACE = 100
"""Fewer people than this could be somebody's village."""

_RATE = Asked(("per year", "per 1000 per year"), least=0)
_RATIO = Asked(("ratio",), least=0)

WORLD_PLACES: Places = {
    Place: {"residents": Asked(("person",), most=1 << 32, whole=True)},
    Share: {"share": SHARE},
    Ratio: {"ratio": _RATIO},
    Propensity: {"shape": Asked(("shape",), least=0.05, most=1_000)},
    OrdinaryLaw: {"severity": Asked(("step",), least=0, most=5, whole=True)},
    Act: {"rate": _RATE, "bound": _RATE},
    Occasion: {"each": Asked(("ratio",), least=0, most=1_000)},
    Met: {"share": SHARE, "after": DAYS, "spread": DAYS},
    Pressed: {"share": SHARE, "after": DAYS, "spread": DAYS},
    FalseReport: {"rate": _RATE},
    Channel: {"misattributed": SHARE, "delay": DAYS, "spread": DAYS},
    Stage: {"share": SHARE},
    PlaceCoverage: {"share": SHARE},
    Sight: {"share": SHARE},
    Import: {"share": SHARE},
    TakenFor: {"share": SHARE},
    Register: {"missed": SHARE, "mislinked": SHARE, "duplicated": SHARE},
    Service: {"rate": _RATE, "quota": Asked(("per 100000 per day",), least=0), "gives_up": SHARE},
    Encounters: {"rate": _RATE},
    StarShares: {"one": SHARE, "two": SHARE, "three": SHARE, "four": SHARE, "five": SHARE},
    Generosity: {"more": SHARE, "fewer": SHARE},
    Means: {"reach": SHARE},
    Objecting: {"mistaken": SHARE, "right": SHARE, "spread": DAYS, "review": SHARE},
    Evidence: {"share": SHARE},
    Desk: {
        "capacity": Asked(("per 100000 per day",), least=0),
        "sits_every": PERIOD,
        "takes": CLOCK,
        "carries_out": CLOCK,
        "reverses_mistaken": SHARE,
        "reverses_right": SHARE,
    },
    Deterrence: {
        "certainty": Asked(("share", "ratio"), least=0, most=1_000),
        "elasticity": Asked(("elasticity", "ratio"), least=0, most=100),
        "spill": SHARE,
    },
    Tie: {"size": Asked(("person",), least=1, most=MOST_TIED, whole=True)},
    FearOfError: {"feared": Asked(("ratio",), least=0, most=1_000)},
    Conformity: {"pull": Asked(("ratio",), least=0, most=100), "full": Asked(("share",), least=0.001, most=1)},
    RewardSeeking: {"pull": Asked(("ratio",), least=0, most=1_000)},
    Hardship: {"ratio": Asked(("ratio",), least=0, most=100)},
    Evasion: {"share": SHARE},
    ThinFile: {"share": SHARE},
    Support: {
        "share": SHARE,
        "measured": SHARE,
        "opts_in": Asked(("ratio",), least=0.01, most=100),
        "objects": Asked(("ratio",), least=0.01, most=100),
    },
    Opposition: {"share": SHARE},
    Targeting: {"share": SHARE},
    Move: {"share": SHARE},
    World: {"purge": DAYS, "opt_in": SHARE},
}

"""Several comparisons of the lively town, played once by the reference: strict rules beside milder ones and the law."""

from functools import cache
from pathlib import Path

from tests.experiment.lively import law_alone, recipe
from tests.experiment.test_variants import milder

from xinyong.experiment.compare import compare_several
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import save_variants
from xinyong.reference.watch import play_watched

NAMES = ("milder", "none")
DAYS = 28


@cache
def several() -> Variants:
    """Return the comparisons, which lie on no disk."""
    others = (recipe(milder(), days=DAYS), law_alone(days=DAYS))
    pairs = compare_several(recipe(days=DAYS), others, play=play_watched, responses=("none", "deterrence"))
    return Variants(dict(zip(NAMES, pairs, strict=True)))


def saved_several(target: Path) -> Path:
    """Save them, and return where they are."""
    save_variants(several(), target)
    return target

"""Groups that an audit gives only where they are asked for: of two traits, and those named before the run.

They are of the audited side in the first scenario and at the first end of what is unknown, so that what is printed
stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.audit.crossed import crossed
from xinyong.audit.measure import Measures, Side, gathered
from xinyong.audit.named import compared_as_named
from xinyong.experiment.pair import Pair
from xinyong.results.outcome import Outcome


@dataclass(frozen=True, slots=True)
class FurtherGroups:
    """Which groups are asked for beside the levels of each trait.

    cross   those of two traits
    named   those of these names, as `audit.named` writes them
    """

    cross: bool = False
    named: tuple[str, ...] = ()

    def beside(self, found: Measures, outcome: Outcome, side: Side = "a") -> Measures:
        """Return figures of a run with those of the groups asked for behind them."""
        shown = gathered(found, crossed(outcome, side) if self.cross else ())
        known = {measure.key for measure in shown}
        return gathered(shown, (one for one in compared_as_named(outcome, self.named, side) if one.key not in known))

    def beside_pair(self, found: Measures, pair: Pair) -> Measures:
        """Return figures of a comparison with those of its audited side's groups behind them."""
        if pair.main.baseline == "b":
            return self.beside(found, pair.main.a)
        return self.beside(found, pair.main.b, "b")


NO_FURTHER = FurtherGroups()

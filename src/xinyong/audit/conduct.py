"""What the scheme changed in conduct: the same candidates, taken or left with and without it, counted act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import ORIGIN
from xinyong.audit.definitions_benefit import CONDUCT
from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.fates import BOTH, ONLY_BASELINE, ONLY_CHANGED, Counterpart
from xinyong.audit.measure import RESPONSE, Measure, Measures, gathered
from xinyong.audit.reading import Reading, figure, per_1000, rows_per_1000
from xinyong.population.world import Act
from xinyong.vocabulary import KINDS, Right, Valence

_D = {each.name: each for each in (*CONDUCT, *HARMS)}

Acts = NDArray[np.bool_]


def right_of(act: Act) -> Right | None:
    """Return the right that covers an act: that of its kind, or the one its world adds."""
    return KINDS[act.kind].right or act.protects


def valence_of(act: Act) -> Valence:
    """Return what an act is: a misdeed, a good deed, protected or merely lawful."""
    return "protected" if right_of(act) else KINDS[act.kind].valence


@dataclass(frozen=True, eq=False)
class Conduct:
    """One group's candidates by fate (acts × 4), and why there are none where nobody asked."""

    reading: Reading
    cells: NDArray[np.int64]
    why: str

    def acts(self, holds: Callable[[int, Act], bool]) -> Acts:
        """Return which acts of the world have a property."""
        return np.array([holds(index, act) for index, act in enumerate(self.reading.outcome.trial.world.acts)], bool)

    def of(self, valence: Valence) -> Acts:
        """Return which acts have a valence."""
        return self.acts(lambda _, act: valence_of(act) == valence)

    def count(self, acts: Acts, *cells: int) -> int:
        """Return how many candidates of some acts had one of some fates."""
        return int(self.cells[acts][:, list(cells)].sum())

    def rate(self, name: str, count: int, part: str = "") -> Measure:
        """Return a count per 1,000 subject-years, seen in both runs."""
        return per_1000(self.reading, _D[name], count, part=part, why=self.why)


def not_asked(reading: Reading, reference: Counterpart | None) -> str:
    """Return why nobody can say what people did differently; nothing where people respond, beside the baseline."""
    if reference is None:
        return "not asked: the same lives were not played without the scheme"
    if reading.outcome.trial.response == "none":
        return "not asked: in the response scenario `none` nobody responds to the scheme"
    return ""


def conduct(reading: Reading, reference: Counterpart | None) -> Measures:
    """Return what was prevented, displaced, encouraged, provoked, forgone and punished, and what debts were paid.

    `reference` is the same people under the baseline rules; without it, or where people do not respond to what they
    believe, the figures that need it are without a value: not asked.
    """
    why = not_asked(reading, reference)
    n_acts = len(reading.outcome.trial.world.acts)
    cells = reference.fates.by_act(reading.group.strata) if reference else np.zeros((n_acts, 4), np.int64)
    pair = Conduct(Reading(reading.facts, reading.group, "pair"), cells, why)
    both = gathered(_prevented(pair), _others(pair), _forgone(pair))
    return gathered(map(echoing, both), [_recorded(reading), _punished(reading)], _paid(reading))


def echoing(measure: Measure) -> Measure:
    """Mark a difference between two runs as an echo of the response: without one there is none, by definition."""
    if measure.value is None:
        return measure
    return replace(measure, rests_on=(RESPONSE,), echo=True, echo_of=(RESPONSE,))


def _net(pair: Conduct, acts: Acts) -> int:
    return pair.count(acts, ONLY_BASELINE) - pair.count(acts, ONLY_CHANGED)


def _prevented(pair: Conduct) -> Iterator[Measure]:
    misdeeds = pair.of("misdeed")
    severity = pair.reading.outcome.trial.odds.law_severity
    yield pair.rate("prevented", _net(pair, misdeeds))
    for level in sorted({int(severity[index]) for index in np.flatnonzero(misdeeds)}, reverse=True):
        yield pair.rate("prevented", _net(pair, misdeeds & (severity == level)), f"severity-{level}")
    world = pair.reading.outcome.trial.world
    for spared in sorted({world.acts[int(index)].spares for index in np.flatnonzero(misdeeds)}):
        chosen = misdeeds & pair.acts(lambda _, act, spared=spared: act.spares == spared)  # type: ignore[misc]
        yield pair.rate("prevented", _net(pair, chosen), f"spares-{spared.replace(' ', '-')}")


def _others(pair: Conduct) -> Iterator[Measure]:
    good = pair.of("good")
    response = pair.reading.outcome.trial.response
    still = "" if response == "evasion" else f"not asked: in the response scenario `{response}` no act moves"
    moved = sum(pair.reading.flow(f"displaced.{act.id}") for act in pair.reading.outcome.trial.world.acts)
    yield per_1000(pair.reading, _D["displaced"], moved, why=pair.why or still)
    yield pair.rate("encouraged", pair.count(good, ONLY_CHANGED))
    yield pair.rate("discouraged", pair.count(good, ONLY_BASELINE))
    yield pair.rate("provoked", pair.count(pair.of("misdeed"), ONLY_CHANGED))


def _forgone(pair: Conduct) -> Iterator[Measure]:
    protected = pair.of("protected")
    named = {rule.act for scheme in pair.reading.facts.schemes for rule in scheme.rules}
    by_name = pair.acts(lambda _, act: act.id in named)
    rights = sorted({right for act in pair.reading.outcome.trial.world.acts if (right := right_of(act))})
    yield _share_forgone(pair, protected)
    yield _share_forgone(pair, protected & by_name, "named")
    yield _share_forgone(pair, protected & ~by_name, "unnamed")
    for right in rights:
        yield _share_forgone(pair, pair.acts(lambda _, act, right=right: right_of(act) == right), right)  # type: ignore[misc]


def _share_forgone(pair: Conduct, acts: Acts, part: str = "") -> Measure:
    left, taken = pair.count(acts, ONLY_BASELINE), pair.count(acts, ONLY_BASELINE, BOTH)
    return figure(pair.reading, _D["forgone"], left, taken, part=part, why=pair.why)


def _recorded(reading: Reading) -> Measure:
    misdeeds = [act.id for act in reading.outcome.trial.world.acts if valence_of(act) == "misdeed"]
    return per_1000(reading, _D["recorded_misdeeds"], sum(reading.flow(f"recorded.{name}") for name in misdeeds))


def _paid(reading: Reading) -> Iterator[Measure]:
    """Debts that a sanction had met: an echo of what the world assumes of people under one."""
    trial, why = reading.outcome.trial, ""
    if not any(act.met and act.met.pressed for act in trial.world.acts):
        why = "not modelled: no act of this world says how many people pay under a sanction"
    elif trial.response == "none":
        why = "not asked: in the response scenario `none` nobody responds to the scheme"
    yield echoing(per_1000(reading, _D["judgments_paid"], reading.flow("met_pressed"), why=why))
    sooner = "not modelled: who would have paid anyway pays on the same day"
    yield per_1000(reading, _D["judgments_paid"], 0, part="days_sooner", why=sooner)


def _punished(reading: Reading) -> Measure:
    ledger = reading.outcome.ledger
    chosen = reading.rows & reading.facts.adverse & (ledger["protected"] == 1)
    origins = np.stack([ledger[name][chosen] for name in ORIGIN], axis=1)
    return rows_per_1000(reading, _D["punished_protected"], len(np.unique(origins, axis=0)))

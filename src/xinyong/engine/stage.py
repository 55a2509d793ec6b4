"""What all who play a trial have in common: its tables, who moves, who is ranked; its blocks before the first day."""

from __future__ import annotations

from xinyong.arrays import BLOCK
from xinyong.engine.moving import moving
from xinyong.engine.player import Law, Player
from xinyong.engine.ranks import rankings
from xinyong.engine.ratings import boards_of
from xinyong.engine.warm import warm_up
from xinyong.kernel import rows as c
from xinyong.kernel.state import new_block
from xinyong.kernel.tables import changing, law_of, pattern_of
from xinyong.results.layout import layout
from xinyong.trial.trial import Trial


class Stage:
    """The tables of a trial, made once in a process."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.layout = layout(trial)
        numbers = law_of(trial, self.layout)
        self.law = Law(numbers, pattern_of(trial), trial.window_days, trial.script is not None)
        self.moving = moving(trial, numbers)
        self.rankings = rankings(trial, self.layout, changing(numbers))
        self.n_metrics, self.n_strata = len(self.layout.names), len(trial.people.strata)
        self.compiling = warm_up(
            self.law, n_metrics=self.n_metrics, n_strata=self.n_strata, n_services=len(trial.world.services)
        )


def new_players(stage: Stage) -> list[Player]:
    """Return every block in which somebody lives, before the first day."""
    trial, law, people = stage.trial, stage.law, stage.trial.people
    tiers = [max(len(phase.scheme.tiers) for phase in regime.phases) if regime else 0 for regime in trial.regimes]
    lists = [len(regime.scheme.lists) if regime else 0 for regime in trial.regimes]
    layers = [len(regime.layers) if regime else 1 for regime in trial.regimes]
    kept = {board.place for board in boards_of(trial)}
    boards = [place in kept for place in range(len(trial.regimes))]
    return [
        Player(
            (offset + first) // BLOCK,
            new_block(
                first_id=offset + first, first_number=first, place=place, count=min(BLOCK, count - first),
                book=int(law.numbers[c.W_BOOKS]) + place * c.B_WIDTH,
                n_strata=len(people.strata), n_tiers=tiers[place], n_lists=lists[place],
                n_services=len(trial.world.services), n_acts=len(trial.world.acts),
                n_layers=layers[place], keeps_board=boards[place], lives=trial.lives(place, 0),
            ),
        )
        for place, (offset, count) in enumerate(zip(people.offsets, people.counts, strict=True))
        for first in range(0, count, BLOCK)
    ]  # fmt: skip

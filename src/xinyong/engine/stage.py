"""What all who play a trial have in common: its tables, who moves, who is ranked; its blocks before the first day."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

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


class BlockOfIds(NamedTuple):
    """A block of ids in which somebody lives: its number, its place, the number in its place of the first, how many."""

    number: int
    place: int
    first: int
    people: int


def blocks_of(trial: Trial) -> list[BlockOfIds]:
    """Return every block in which somebody lives, ascending."""
    people = trial.people
    return [
        BlockOfIds((offset + first) // BLOCK, place, first, min(BLOCK, count - first))
        for place, (offset, count) in enumerate(zip(people.offsets, people.counts, strict=True))
        for first in range(0, count, BLOCK)
    ]


def new_players(stage: Stage, numbers: Container[int] | None = None) -> list[Player]:
    """Return every block in which somebody lives, or those of some numbers, before the first day."""
    trial, law = stage.trial, stage.law
    tiers = [max(len(phase.scheme.tiers) for phase in regime.phases) if regime else 0 for regime in trial.regimes]
    lists = [len(regime.scheme.lists) if regime else 0 for regime in trial.regimes]
    layers = [len(regime.layers) if regime else 1 for regime in trial.regimes]
    kept = {board.place for board in boards_of(trial)}
    return [
        Player(
            number,
            new_block(
                first_id=number * BLOCK, first_number=first, place=place, count=n_people,
                book=int(law.numbers[c.W_BOOKS]) + place * c.B_WIDTH,
                n_strata=stage.n_strata, n_tiers=tiers[place], n_lists=lists[place],
                n_services=len(trial.world.services), n_acts=len(trial.world.acts),
                n_layers=layers[place], keeps_board=place in kept, lives=trial.lives(place, 0),
            ),
        )
        for number, place, first, n_people in blocks_of(trial)
        if numbers is None or number in numbers
    ]  # fmt: skip

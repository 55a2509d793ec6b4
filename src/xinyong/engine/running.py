"""A trial being played by the kernels: its blocks, and what happens between its windows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.engine.desks import desks
from xinyong.engine.exchange import exchange
from xinyong.engine.moving import moving
from xinyong.engine.player import Law, Player, Sent, Worker
from xinyong.engine.ranks import rankings
from xinyong.engine.ratings import RatingPost, boards_of
from xinyong.engine.society import Society
from xinyong.engine.tied import tied_post
from xinyong.engine.warm import warm_up
from xinyong.kernel import rows as c
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.kernel.state import new_block, new_tray
from xinyong.kernel.tables import changing, law_of, pattern_of, scripted_mail
from xinyong.results.layout import layout
from xinyong.trial.trial import Trial

Watch = Callable[[int, int, Ints, Ints, NDArray[np.bool_]], None]
"""Told the window, the first id of a block, and for each candidate in the order of (subject, day, item): its act, the
stratum of its subject, and whether it was taken."""


def new_players(trial: Trial, law: Law) -> list[Player]:
    """Return every block in which somebody lives, before the first day."""
    people = trial.people
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


def shares(players: list[Player], n: int) -> list[list[Player]]:
    """Return contiguous runs of blocks, at most n, with about as many people in each."""
    counts = np.array([int(p.block.spot[c.S_COUNT]) for p in players])
    middles = np.cumsum(counts) - counts / 2
    which = (middles * min(n, len(players)) / counts.sum()).astype(int)
    return [[p for p, w in zip(players, which, strict=True) if w == k] for k in np.unique(which)]


class Running:
    """A trial being played by the kernels."""

    def __init__(self, trial: Trial, threads: int) -> None:
        self.trial = trial
        self.layout = layout(trial)
        numbers = law_of(trial, self.layout)
        self.law = Law(numbers, pattern_of(trial), trial.window_days, trial.script is not None)
        self.players = new_players(trial, self.law)
        self.by_number = {player.number: player for player in self.players}
        self.moving = moving(trial, numbers)
        self.shares = shares(self.players, threads)
        n_metrics, n_strata = len(self.layout.names), len(trial.people.strata)
        self.compiling = warm_up(self.law, n_metrics=n_metrics, n_strata=n_strata, n_services=len(trial.world.services))
        self.workers = [Worker(new_tray(n_metrics=n_metrics, n_strata=n_strata)) for _ in self.shares]
        self.flows = np.zeros((len(trial.windows), n_metrics, len(trial.people.counts), n_strata), np.int64)
        self.desks = desks(trial)
        self.rankings = rankings(trial, self.layout, changing(numbers))
        self.thresholds: list[tuple[int, ...]] = []
        self.boards, self.ratings, self.tied = boards_of(trial), RatingPost(trial, numbers), tied_post(trial)
        self.society = Society(trial, self.layout)
        self.sittings: list[tuple[int, ...]] = []
        self.foreign: list[Rows] = []
        self.held = self.held_days = 0
        self._adding = Lock()
        mail = scripted_mail(trial)
        blocks = (mail[:, c.M_SUBJECT].astype(np.int64) & WORD) // BLOCK
        for block in np.unique(blocks).tolist():
            if block in self.by_number:
                self.by_number[block].receive(mail[blocks == block])

    def enrol(self, share: int) -> None:
        """Count the people of a thread's blocks who are under the scheme."""
        for player in self.shares[share]:
            player.enrol(self.law, self.workers[share])

    def play_share(self, share: int, window: int, watch: Watch | None) -> list[Sent]:
        """Play one window of a thread's blocks."""
        first_day, end_day = self.trial.windows[window]
        tell = partial(watch, window) if watch is not None else None
        sent = []
        for player in self.shares[share]:
            self.moving.begin(self.law.numbers, player, first_day)
            sent.append(player.play(self.law, self.workers[share], first_day, end_day, tell=tell))
            with self._adding:
                self.flows[window, :, sent[-1].place, :] += self.workers[share].tray.counts
        return sent

    def between(self, sent: list[Sent], end_day: int) -> None:
        """Exchange records, let the desks sit and rank people, on whole counts."""
        records = np.concatenate([each.records for each in sent])
        self.foreign.append(exchange(self.by_number, records, self.trial.days))
        self.held += sum(each.held for each in sent)
        self.held_days += sum(each.held_days for each in sent)
        self.ratings.carry(sent, self.by_number, end_day)
        if end_day >= self.trial.days:
            return
        for desk in self.desks:
            desk.file(sent)
            row = desk.sit(self.law.numbers, self.by_number, end_day)
            if row is not None:
                self.sittings.append(row)
        for ranking in self.rankings:
            if end_day in ranking.days:
                self.thresholds += ranking.rank(self.players, end_day)
        for board in self.boards:
            if end_day in board.days:
                self.tied.copy(board, self.players, self.by_number, end_day)
        self.society.close_window(self.flows[end_day // self.trial.window_days - 1], self.players, end_day)

    def branches(self) -> Ints:
        """Return how often each branch of `kernel.branches` was taken."""
        found: Ints = np.sum([worker.tray.branches for worker in self.workers], axis=0)
        return found

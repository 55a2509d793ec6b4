"""Some of the blocks of a trial, and everything that is asked of them: in this process, or in another one.

What goes in and out of a shard is plain data. It knows nothing of the others; what passes between them passes through
`running`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.engine import gather
from xinyong.engine.exchange import distribute
from xinyong.engine.player import Player, Sent, Worker
from xinyong.engine.ratings import rating_mail
from xinyong.engine.stage import Stage, new_players
from xinyong.kernel import rows as c
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.kernel.state import Block, new_tray
from xinyong.kernel.tables import changing, scripted_mail
from xinyong.trial.trial import Trial

Watch = Callable[[int, int, Ints, Ints, NDArray[np.bool_]], None]
"""Told the window, the first id of a block, and for each candidate in the order of (subject, day, item): its act, the
stratum of its subject, and whether it was taken."""

Arrays = dict[str, NDArray[Any]]

USED = {
    "holders": c.S_HOLDERS,
    "turns": c.S_HOLDERS,
    "refused": c.S_HOLDERS,
    "entries": c.S_ENTRIES,
    "pending": c.S_PENDING,
}
"""Tables of a block of which only so many rows are used."""


class Told(NamedTuple):
    """What a watch that is elsewhere is to be told of a block in a window: as `Watch`, acts and strata in 16 bits."""

    first_id: int
    acts: NDArray[np.uint16]
    strata: NDArray[np.uint16]
    taken: NDArray[np.bool_]


class Played(NamedTuple):
    """What a shard hands over at the end of a window: what its blocks sent, its counts (metrics, places, strata), and
    the link of each block; and what a watch that is elsewhere is to be told."""

    sent: list[Sent]
    counts: Ints
    links: list[bytes]
    told: tuple[Told, ...] = ()


class Shard:
    """Blocks that one thread plays one after the other."""

    def __init__(self, stage: Stage, players: list[Player]) -> None:
        self.stage, self.players = stage, players
        self.by_number = {player.number: player for player in players}
        world = stage.trial.world
        self.worker = Worker(
            new_tray(
                n_metrics=stage.n_metrics,
                n_strata=stage.n_strata,
                n_acts=len(world.acts),
                n_services=len(world.services),
            )
        )
        self._receive_script()

    @classmethod
    def whole(cls, trial: Trial) -> Shard:
        """Return all blocks of a trial as one shard."""
        stage = Stage(trial)
        return cls(stage, new_players(stage))

    def _receive_script(self) -> None:
        mail = scripted_mail(self.stage.trial)
        blocks = (mail[:, c.M_SUBJECT].astype(np.int64) & WORD) // BLOCK
        for block in np.unique(blocks).tolist():
            if block in self.by_number:
                self.by_number[block].receive(mail[blocks == block])

    def enrol(self) -> None:
        """Count the people who are under the scheme."""
        for player in self.players:
            player.enrol(self.stage.law, self.worker)

    def play(self, window: int, watch: Watch | None = None) -> Played:
        """Play one window."""
        trial = self.stage.trial
        first_day, end_day = trial.windows[window]
        tell = partial(watch, window) if watch is not None else None
        counts = np.zeros((self.stage.n_metrics, len(trial.people.counts), self.stage.n_strata), np.int64)
        sent = []
        for player in self.players:
            self.stage.moving.begin(self.stage.law.numbers, player, first_day)
            sent.append(player.play(self.stage.law, self.worker, first_day, end_day, tell=tell))
            counts[:, sent[-1].place, :] += self.worker.tray.counts
        return Played(sent, counts, [player.link for player in self.players])

    def play_telling(self, window: int) -> Played:
        """Play one window, and hand over what a watch is to be told."""
        told: list[Told] = []

        def tell(_window: int, first_id: int, acts: Ints, strata: Ints, taken: NDArray[np.bool_]) -> None:
            told.append(Told(first_id, acts.astype(np.uint16), strata.astype(np.uint16), taken))

        return self.play(window, tell)._replace(told=tuple(told))

    def receive(self, records: Rows) -> None:
        """Add mail to what is pending in the blocks of those it is about."""
        distribute(self.by_number, records)

    def rate(self, rows: Ints) -> None:
        """Send people the sums of their ratings (rows of `arrays.RATINGS`), where people are rated."""
        sums = rows.T
        for block in np.unique(sums[0] // BLOCK).tolist():
            player = self.by_number[block]
            if self.stage.law.numbers[player.block.spot[c.S_BOOK] + c.B_RATES]:
                player.receive(rating_mail(sums[:, sums[0] // BLOCK == block]))

    def hear(self, filings: Rows, outcome: Ints, due: int) -> None:
        """Let the decisions on filings arrive on a day."""
        blocks = (filings[:, c.F_RECIPIENT].astype(np.int64) & WORD) // BLOCK
        for block in np.unique(blocks).tolist():
            self.by_number[block].hear(filings[blocks == block], due, outcome[blocks == block])

    def scores(self, ranking: int, day: int) -> Ints:
        """Return the scores that a ranking ranks, on the day before."""
        return self.stage.rankings[ranking].scores(self.players, day)

    def move_edges(self, ranking: int, edges: list[int], day: int) -> None:
        """Let new edges of tiers hold from a day on."""
        self.stage.rankings[ranking].move(edges, day)
        self.stage.rankings[ranking].wake(self.players, day)

    def board(self, place: int) -> NDArray[np.uint8]:
        """Return what the board of a place has of everybody here."""
        here = [player.block.board for player in self.players if int(player.block.spot[c.S_PLACE]) == place]
        return np.concatenate([np.zeros(0, np.uint8), *here])

    def copy_board(self, place: int) -> None:
        """Copy the tiers of the last day played. Those without entries or ratings stay in the tier of the start."""
        for player in self.players:
            block = player.block
            if int(block.spot[c.S_PLACE]) == place:
                holders = block.holders[: int(block.spot[c.S_HOLDERS])]
                reckoned = holders[holders[:, c.H_RECKONED] > 0]
                block.board[reckoned[:, c.H_LOCAL]] = reckoned[:, c.H_TIER] + 1

    def tell(self, society: Mapping[int, Ints], day: int) -> None:
        """Write down what the week means for the next, by the place lived in from a day on."""
        for player in self.players:
            player.block.society[:] = society[self.stage.trial.lives(int(player.block.spot[c.S_PLACE]), day)]

    def people_asking(self) -> Ints:
        """Return the people who asked, were refused, were refused wrongly, by service, place and stratum."""
        return gather.people_asking(self.stage.trial, self.players)

    def sizes(self) -> gather.Sizes:
        """Return how many rows each block will leave."""
        return gather.sizes(self.stage.trial, self.players)

    def leave(self, first: int, end: int) -> gather.Left:
        """Return the entries and final standings that are kept of some of the blocks, and forget these."""
        return gather.left(self.stage.law, self.stage.trial, self.players[first:end])

    def branches(self) -> Ints:
        """Return how often each branch of `kernel.branches` was taken."""
        return self.worker.tray.branches

    def restore_law(self, numbers: Ints) -> None:
        """Put the tables that change between windows where they stood."""
        changing(self.stage.law.numbers)[:] = numbers

    def state(self) -> Arrays:
        """Return everything that the windows still to come depend on, uncopied; by the number of the block."""
        found: Arrays = {}
        for player in self.players:
            found |= {f"{player.number}.{name}": each for name, each in _state_of(player).items()}
        return found

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Put blocks that have not begun where those of a state stood."""
        for player in self.players:
            player.block = Block(**{name: state[f"{player.number}.{name}"] for name in Block._fields})
            player.link = state[f"{player.number}.link"].tobytes()
            player.week, player.begins = state[f"{player.number}.week"], state[f"{player.number}.begins"]
            player.idle = state[f"{player.number}.idle"]


def _state_of(player: Player) -> Arrays:
    block, spot = player.block, player.block.spot
    found = {name: each[: int(spot[USED[name]])] if name in USED else each for name, each in block._asdict().items()}
    return {
        **found,
        "link": np.frombuffer(player.link, np.uint8),
        "week": player.week,
        "begins": player.begins,
        "idle": player.idle,
    }

"""A trial being played: what happens between its windows, when everybody has come to the same day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xinyong.engine.crew import Crew, Owners
from xinyong.engine.desks import desks
from xinyong.engine.exchange import arriving
from xinyong.engine.player import Sent
from xinyong.engine.ranks import edges_in_force, threshold_rows
from xinyong.engine.ratings import RatingPost, boards_of
from xinyong.engine.shard import Played
from xinyong.engine.society import Society
from xinyong.engine.spool import Spool
from xinyong.engine.stage import Stage
from xinyong.engine.tied import tied_post
from xinyong.kernel import rows as c
from xinyong.kernel.branches import BRANCHES
from xinyong.kernel.rows import WORD, Ints
from xinyong.results.kept import are_kept
from xinyong.results.mapped import let_go, table_on


class Running:
    """A trial being played by a crew. Everything that depends on more than one shard happens here.

    folder   where what grows with the run may lie; without one it stays in memory
    """

    def __init__(self, stage: Stage, crew: Crew, folder: Path | None = None) -> None:
        self.stage, self.crew, self.owners, self.folder = stage, crew, Owners(crew.numbers), folder
        trial = self.trial = stage.trial
        self.layout, self.law = stage.layout, stage.law
        places = len(trial.people.counts)
        self.flows = table_on(folder, (len(trial.windows), stage.n_metrics, places, stage.n_strata))
        self.desks = desks(trial)
        self.thresholds: list[tuple[int, ...]] = []
        self.boards, self.ratings, self.tied = boards_of(trial), RatingPost(trial), tied_post(trial)
        self.society = Society(trial, self.layout)
        self.sittings: list[tuple[int, ...]] = []
        self.foreign = Spool(c.M_WIDTH, np.int32, folder)
        self.held = self.held_days = 0
        self.counted_before: Ints = np.zeros(len(BRANCHES), np.int64)

    def send(self, name: str, ids: Ints, tables: Sequence[Any], *more: Any) -> None:
        """Call a method of every shard with the rows of tables that are about ids it has."""
        if len(ids):
            found = [(at, tuple(table[at] for table in tables)) for at in self.owners.split(ids)]
            self.crew.parcels(name, [(*rows, *more) if len(at) else None for at, rows in found])

    def between(self, window: int, played: list[Played]) -> list[bytes]:
        """Exchange records, let the desks sit and rank people, on whole counts; return the links of all blocks."""
        end_day = self.trial.windows[window][1]
        for one in played:
            self.flows[window] += one.counts
        sent = [each for one in played for each in one.sent]
        self._exchange(sent)
        sums = self.ratings.carry(sent, end_day)
        if sums is not None:
            self.send("rate", sums[0], [sums.T])
        if end_day < self.trial.days:
            self._decide(sent, end_day)
            self._rank(end_day)
            self._copy_boards(end_day)
            society = self.society.close_window(self.flows[window], end_day)
            if society is not None:
                self.crew.each("tell", society, end_day)
        let_go(self.flows)
        return [link for one in played for link in one.links]

    def _exchange(self, sent: list[Sent]) -> None:
        records = arriving(np.concatenate([each.records for each in sent]), self.trial.days)
        ids = records[:, [c.M_TO, c.M_SENDER]].astype(np.int64) & WORD
        self.foreign.add(records[are_kept(self.trial, *ids.T)])
        self.send("receive", ids[:, 0], [records])
        self.held += sum(each.held for each in sent)
        self.held_days += sum(each.held_days for each in sent)

    def _decide(self, sent: list[Sent], day: int) -> None:
        for desk in self.desks:
            desk.file(sent)
            sat = desk.sit(self.law.numbers, day)
            if sat is not None:
                self.send(
                    "hear", sat.filings[:, c.F_RECIPIENT].astype(np.int64) & WORD, [sat.filings, sat.outcome], sat.due
                )
                self.sittings.append(sat.row)

    def _rank(self, day: int) -> None:
        for at, ranking in enumerate(self.stage.rankings):
            if day in ranking.days:
                edges = ranking.edges(np.concatenate(self.crew.each("scores", at, day)))
                if edges is not None and edges != edges_in_force(ranking):
                    ranking.move(edges, day)
                    self.crew.each("move_edges", at, edges, day)
                self.thresholds += threshold_rows(ranking, day)

    def _copy_boards(self, day: int) -> None:
        for board in self.boards:
            if day not in board.days:
                continue
            reads = board.place in self.tied.dimensions
            before = np.concatenate(self.crew.each("board", board.place)) if reads else None
            self.crew.each("copy_board", board.place)
            if before is not None:
                after = np.concatenate(self.crew.each("board", board.place))
                mail = self.tied.changed(board, before, after, day)
                self.send("receive", mail[:, c.M_TO], [mail])

    def branches(self) -> Ints:
        """Return how often each branch of `kernel.branches` was taken."""
        found: Ints = self.counted_before + np.sum(self.crew.each("branches"), axis=0)
        return found

"""Reading a played run: ledger, final standings, people counted once."""

from __future__ import annotations

import numpy as np

from xinyong.arrays import LEDGER, SITTINGS, SUBJECTS
from xinyong.engine.player import Law, Player, as_table, foreign_table
from xinyong.kernel import rows as c
from xinyong.kernel.ledger import all_entries, count_people, ledger_rows, subject_rows
from xinyong.kernel.rows import Ints, Rows
from xinyong.results.outcome import Table
from xinyong.trial.trial import Trial


def ledger(law: Law, players: list[Player], days: int) -> Table:
    """Return every entry, sorted by its key."""
    counts = [int(p.block.spot[c.S_ENTRIES]) for p in players]
    out = np.empty((len(LEDGER), sum(counts)), np.int64)
    begin = 0
    for player, n in zip(players, counts, strict=True):
        chosen, here = np.empty(n, np.int64), np.empty((len(LEDGER), n), np.int64)
        all_entries(player.block, np.empty(int(player.block.spot[c.S_HOLDERS]), np.int64), chosen)
        ledger_rows(law.numbers, player.block.spot, player.block.entries, chosen, n, days, here)
        out[:, begin : begin + n] = here
        begin += n
    return as_table(LEDGER, out)


def subjects(law: Law, players: list[Player]) -> Table:
    """Return the final standing of everybody with a history, by id."""
    counts = [int(p.block.spot[c.S_HOLDERS]) for p in players]
    out = np.empty((len(SUBJECTS), sum(counts)), np.int64)
    begin = 0
    for player, n in zip(players, counts, strict=True):
        here = np.empty((len(SUBJECTS), n), np.int64)
        subject_rows(law.numbers, player.block, here)
        out[:, begin : begin + n] = here
        begin += n
    return as_table(SUBJECTS, out)


def people_asking(trial: Trial, law: Law, players: list[Player]) -> Ints:
    """Return the people who asked, were refused, were refused wrongly, by service, place and stratum."""
    n_services, n_strata = len(trial.world.services), len(trial.people.strata)
    out = np.zeros((3, n_services, len(trial.people.counts), n_strata), np.int64)
    for player in players:
        here = np.zeros((3, n_services, n_strata), np.int64)
        count_people(law.numbers, law.pattern, player.block, here)
        out[:, :, int(player.block.spot[c.S_PLACE]), :] += here
    return out


def foreign(arrived: list[Rows]) -> Table:
    """Return the records that arrived from somebody else's act."""
    return foreign_table(np.concatenate([np.zeros((0, c.M_WIDTH), np.int32), *arrived]))


def sittings(rows: list[tuple[int, ...]]) -> Table:
    """Return the sittings of all desks that decided something, in order."""
    array = np.array(rows, np.int64).reshape(len(rows), len(SITTINGS))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(SITTINGS)}

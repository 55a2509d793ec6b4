"""Reading a played run: ledger, final standings, people counted once."""

from __future__ import annotations

import numpy as np

from xinyong.arrays import FOREIGN, LEDGER, SITTINGS, SUBJECTS
from xinyong.engine.player import Player, as_table, foreign_table
from xinyong.kernel.ledger import all_entries, count_people, ledger_rows, subject_rows
from xinyong.kernel.rows import SENT, Ints, Rows
from xinyong.kernel.tables import Law
from xinyong.results.outcome import Table
from xinyong.trial.trial import Trial


def ledger(law: Law, players: list[Player], days: int) -> Table:
    """Return every entry, sorted by its key."""
    counts = [int(p.block.spot["n_entries"][0]) for p in players]
    out = np.empty((len(LEDGER), sum(counts)), np.int64)
    begin = 0
    for player, n in zip(players, counts, strict=True):
        chosen = np.empty(n, np.int64)
        all_entries(player.block, chosen)
        ledger_rows(law, player.block, chosen, n, days, out[:, begin : begin + n])
        begin += n
    return as_table(LEDGER, out)


def subjects(law: Law, players: list[Player]) -> Table:
    """Return the final standing of everybody with a history, by id."""
    counts = [int(p.block.spot["n_holders"][0]) for p in players]
    out = np.empty((len(SUBJECTS), sum(counts)), np.int64)
    begin = 0
    for player, n in zip(players, counts, strict=True):
        subject_rows(law, player.block, out[:, begin : begin + n])
        begin += n
    return as_table(SUBJECTS, out)


def people_asking(trial: Trial, law: Law, players: list[Player]) -> Ints:
    """Return the people who asked, were refused, were refused wrongly, by service, place and stratum."""
    n_services, n_strata = len(trial.world.services), len(trial.people.strata)
    out = np.zeros((3, n_services, len(trial.people.counts), n_strata), np.int64)
    for player in players:
        here = np.zeros((3, n_services, n_strata), np.int64)
        count_people(law, player.block, here)
        out[:, :, int(player.block.spot["place"][0]), :] += here
    return out


def foreign(arrived: list[Rows]) -> Table:
    """Return the records that arrived from somebody else's act."""
    assert len(SENT.names or ()) == len(FOREIGN)
    return foreign_table(np.concatenate([np.zeros(0, SENT), *arrived]))


def sittings(rows: list[tuple[int, ...]]) -> Table:
    """Return the sittings of all desks that decided something, in order."""
    array = np.array(rows, np.int64).reshape(len(rows), len(SITTINGS))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(SITTINGS)}

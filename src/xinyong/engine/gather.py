"""Reading a played run: ledger, final standings, people counted once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import FOREIGN, LEDGER, SITTINGS, SUBJECTS, THRESHOLDS
from xinyong.engine.player import Law, Player, as_table, foreign_table
from xinyong.engine.spool import Spool
from xinyong.kernel import rows as c
from xinyong.kernel.ledger import ledger_rows
from xinyong.kernel.room import empty
from xinyong.kernel.rows import OWNER_SHIFT, WORD, Ints
from xinyong.kernel.scores import scores_on
from xinyong.results.kept import are_kept
from xinyong.results.mapped import CHUNK_ROWS, let_go, table_on
from xinyong.results.outcome import Table
from xinyong.trial.trial import Trial

ENDS = ("first_restricted", "noticed", "refusals", "refused_wrongly", "own_misdeed")
END_COLUMNS = (c.H_FIRST_RESTRICTED, c.H_NOTICED, c.H_REFUSALS, c.H_REFUSED_WRONGLY, c.H_OWN_MISDEED)
"""The last columns of `arrays.SUBJECTS`, and where a holder keeps them."""


class Left(NamedTuple):
    """What played blocks leave of their subjects, as columns: every entry, and the standing of all with a history."""

    ledger: Ints
    subjects: Ints


class Sizes(NamedTuple):
    """How many rows each block of a shard will leave, in the order of the blocks."""

    entries: Ints
    holders: Ints


def sizes(trial: Trial, players: list[Player]) -> Sizes:
    """Return how many rows each block will leave."""
    entries, holders = [], []
    for player in players:
        chosen, n = _chosen(trial, player), int(player.block.spot[c.S_ENTRIES])
        entries.append(n if trial.kept is None else int(chosen[player.block.entries[:n, c.E_HOLDER]].sum()))
        holders.append(int(chosen.sum()))
    return Sizes(np.array(entries), np.array(holders))


def _chosen(trial: Trial, player: Player) -> NDArray[np.bool_]:
    """Tell of each holder of a block whether their rows are kept."""
    block = player.block
    locals_ = block.holders[: int(block.spot[c.S_HOLDERS]), c.H_LOCAL].astype(np.int64)
    return are_kept(trial, block.spot[c.S_FIRST_ID] + locals_)


def left(law: Law, trial: Trial, players: list[Player]) -> Left:
    """Return every entry that is kept, sorted by its key, and the final standings by id. Each block is forgotten once
    it is read."""
    here = sizes(trial, players)
    ledger, standings = (
        empty((len(LEDGER), int(here.entries.sum())), np.int64),
        empty((len(SUBJECTS), int(here.holders.sum())), np.int64),
    )
    entry = holder = 0
    for player, of_entries, of_holders in zip(players, here.entries.tolist(), here.holders.tolist(), strict=True):
        chosen = _chosen(trial, player)
        ledger[:, entry : entry + of_entries] = _entries(law, player, chosen, trial.days)
        standings[:, holder : holder + of_holders] = _standings(law.numbers, player, chosen, trial.days)
        player.forget()
        entry, holder = entry + of_entries, holder + of_holders
    return Left(ledger, standings)


def _entries(law: Law, player: Player, chosen: NDArray[np.bool_], days: int) -> Ints:
    """Return the entries of chosen holders as columns, by owner; those of one subject were made in the order of their
    keys."""
    block, n = player.block, int(player.block.spot[c.S_ENTRIES])
    made = np.flatnonzero(chosen[block.entries[:n, c.E_HOLDER]])
    owners = block.holders[block.entries[made, c.E_HOLDER], c.H_LOCAL].astype(np.int64)
    order = np.argsort(owners, kind="stable")
    here = np.empty((len(LEDGER), len(made)), np.int64)
    packed = (owners[order] << OWNER_SHIFT) | made[order]
    ledger_rows(law.numbers, block.spot, block.entries, packed, len(made), days, here)
    return here


def _standings(law: Ints, player: Player, chosen: NDArray[np.bool_], days: int) -> Ints:
    """Return the final standings of chosen holders as columns, by id; those without entries or ratings stand where
    everybody does."""
    spot, holders = player.block.spot, player.block.holders[: len(chosen)][chosen].astype(np.int64)
    holders = holders[np.argsort(holders[:, c.H_LOCAL], kind="stable")]
    book, since = int(spot[c.S_BOOK]), days - holders[:, c.H_SINCE]
    out = np.zeros((len(SUBJECTS), len(holders)), np.int64)
    out[0], out[1] = spot[c.S_FIRST_ID] + holders[:, c.H_LOCAL], spot[c.S_PLACE]
    out[2], out[3], out[4] = holders[:, c.H_STRATUM], scores_on(law, book, holders, days - 1), holders[:, c.H_TIER]
    out[5] = holders[:, c.H_LISTS] & WORD | holders[:, c.H_LISTS_HIGH] << 32
    for kind in range(c.KINDS):
        out[6 + kind] = holders[:, c.H_DAYS + kind] + (holders[:, c.H_KINDS] >> kind & 1) * since
    for name, column in zip(ENDS, END_COLUMNS, strict=True):
        out[SUBJECTS.index(name)] = holders[:, column]
    out[SUBJECTS.index("scored")] = (holders[:, c.H_COVERS] & law[book + c.B_SCORING]) != 0
    quiet = np.flatnonzero(holders[:, c.H_RECKONED] == 0)
    covers = holders[quiet, c.H_COVERS]
    by_day = covers * (days + 1) + days
    out[3, quiet] = law[law[book + c.B_QUIET_SCORE] + by_day - 1]
    out[4, quiet] = law[law[book + c.B_QUIET_TIER] + by_day - 1]
    out[5, quiet] = law[law[book + c.B_QUIET_LISTS] + by_day - 1]
    out[6 + c.RESTRICTED_DAY, quiet] = law[law[book + c.B_QUIET_DAYS] + by_day]
    out[SUBJECTS.index("first_restricted"), quiet] = law[law[book + c.B_QUIET_FIRST] + covers]
    return out


def people_asking(trial: Trial, players: list[Player]) -> Ints:
    """Return the people who asked, were refused, were refused wrongly, by service, place and stratum."""
    n_services, n_strata = len(trial.world.services), len(trial.people.strata)
    out = np.zeros((3, n_services, len(trial.people.counts), n_strata), np.int64)
    for player in players:
        spot, block = player.block.spot, player.block
        n_holders, n_bytes = int(spot[c.S_HOLDERS]), block.asked.shape[1]
        strata = trial.people.strata_of(spot[c.S_FIRST_ID] + np.arange(spot[c.S_COUNT]))
        of_holders, refused = block.holders[:n_holders, c.H_STRATUM], block.refused[:n_holders]
        for service in range(n_services):
            byte, bit, here = service >> 3, service & 7, out[:, service, int(spot[c.S_PLACE])]
            here[0] += np.bincount(strata[block.asked[:, byte] >> bit & 1 == 1], minlength=n_strata)
            here[1] += np.bincount(of_holders[refused[:, byte] >> bit & 1 == 1], minlength=n_strata)
            here[2] += np.bincount(of_holders[refused[:, n_bytes + byte] >> bit & 1 == 1], minlength=n_strata)
    return out


def foreign(arrived: Spool, folder: Path | None = None) -> Table:
    """Return the records that arrived from somebody else's act, sorted by all columns.

    They are sorted a part of the recipients at a time, so that only one number of each is ever in memory.
    """
    rows = arrived.rows()
    recipients = rows[:, c.M_TO].astype(np.uint32)
    order = np.argsort(recipients, kind="stable")
    recipients = recipients[order]
    out = table_on(folder, (len(FOREIGN), len(rows)))
    begin = 0
    while begin < len(rows):
        end = int(np.searchsorted(recipients, recipients[min(begin + CHUNK_ROWS, len(rows)) - 1], side="right"))
        for column, sorted_ in zip(out, foreign_table(rows[order[begin:end]]).values(), strict=True):
            column[begin:end] = sorted_
        let_go(rows, out)
        begin = end
    return as_table(FOREIGN, out)


def thresholds(rows: list[tuple[int, ...]]) -> Table:
    """Return what was found between windows to hold in a place, in order."""
    array = np.array(sorted(rows), np.int64).reshape(len(rows), len(THRESHOLDS))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(THRESHOLDS)}


def sittings(rows: list[tuple[int, ...]]) -> Table:
    """Return the sittings of all desks that decided something, in order."""
    array = np.array(rows, np.int64).reshape(len(rows), len(SITTINGS))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(SITTINGS)}

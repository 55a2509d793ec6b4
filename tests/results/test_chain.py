"""The hash of a row: the same from the kernel as from a table, and another when a column is another."""

import numpy as np
from tests.kernel.calling import running
from tests.oracle.plain import plain_trial

from xinyong.arrays import FOREIGN, LEDGER
from xinyong.engine.player import as_table, foreign_table
from xinyong.kernel import rows as c
from xinyong.kernel.ledger import ledger_hashes, ledger_rows, mail_hashes
from xinyong.results.chain import link, row_hashes, weights


def test_a_row_has_another_hash_when_one_column_is_another() -> None:
    row = {name: np.array([k, k], np.int64) for k, name in enumerate(LEDGER)}
    before = row_hashes(row)
    assert before[0] == before[1]
    for name in LEDGER:
        changed = row | {name: row[name] + np.array([0, 1])}
        after = row_hashes(changed)
        assert after[0] == before[0]
        assert after[1] != before[1]


def test_weights_are_odd_and_all_different() -> None:
    found = weights(200).tolist()
    assert all(each & 1 for each in found)
    assert len(set(found)) == 200
    assert weights(64).tolist() == found[:64]


def test_the_kernel_hashes_entries_as_the_table_does() -> None:
    shard = running(plain_trial(n_people=400))
    shard.enrol()
    for window in range(4):
        shard.play(window)
    player, law = shard.players[0], shard.stage.law.numbers
    n, spot, entries = int(player.block.spot[c.S_ENTRIES]), player.block.spot, player.block.entries
    owners = player.block.holders[entries[:n, c.E_HOLDER], c.H_LOCAL].astype(np.int64)
    chosen = (owners << c.OWNER_SHIFT) | np.arange(n)
    out, hashes = np.empty((len(LEDGER), n), np.int64), np.empty(n, np.int64)
    ledger_rows(law, spot, entries, chosen, n, 28, out)
    ledger_hashes(law, spot, entries, chosen, n, 28, np.zeros((len(LEDGER), 1), np.int64), hashes)
    assert n > 10
    assert hashes.tolist() == row_hashes(as_table(LEDGER, out)).tolist()


def test_the_kernel_hashes_mail_as_the_table_does() -> None:
    sent = np.random.default_rng(1).integers(-(2**31), 2**31, (50, c.M_WIDTH)).astype(np.int32)
    sent[:, c.M_CAUSE] = np.arange(50) % 5
    sent[::3, c.M_END_DUE] = sent[::4, c.M_END_GONE] = c.FOREVER
    hashes = np.empty(50, np.int64)
    mail_hashes(sent, 50, hashes)
    table = foreign_table(sent)
    assert tuple(table) == FOREIGN
    assert sorted(hashes.tolist()) == sorted(row_hashes(table).tolist())


def test_a_link_depends_on_all_it_covers() -> None:
    flows, nothing, one = np.arange(6, dtype=np.int64).reshape(3, 2), np.zeros(0, np.int64), np.ones(1, np.int64)
    links = {
        link(b"", flows, nothing, nothing), link(b"x", flows, nothing, nothing), link(b"", flows + 1, nothing, nothing),
        link(b"", flows, one, nothing), link(b"", flows, nothing, one), link(b"", flows[:, ::-1], nothing, nothing),
    }  # fmt: skip
    assert len(links) == 6

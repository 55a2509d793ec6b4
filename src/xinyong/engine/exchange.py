"""Phase 7, exchange: records about others are carried over to the blocks of those they are about."""

from __future__ import annotations

import numpy as np

from xinyong.arrays import BLOCK
from xinyong.engine.player import Player
from xinyong.kernel import rows as c
from xinyong.kernel.rows import WORD, Rows


def arriving(sent: Rows, days: int) -> Rows:
    """Return the records that arrive before the run ends."""
    return sent[sent[:, c.M_DUE] < days]


def distribute(players: dict[int, Player], records: Rows) -> None:
    """Deliver records to the blocks of those they are about."""
    recipients = records[:, c.M_TO].astype(np.int64) & WORD
    order = np.argsort(recipients, kind="stable")
    found, begins = np.unique(recipients[order] // BLOCK, return_index=True)
    for block, chosen in zip(found.tolist(), np.split(order, begins[1:]), strict=False):
        mail = records[chosen]
        mail[:, c.M_TO] = recipients[chosen] % BLOCK
        players[block].receive(mail)

"""Phase 7, exchange: records about others are carried over to the blocks of those they are about."""

from __future__ import annotations

import numpy as np

from xinyong.arrays import BLOCK
from xinyong.engine.player import Player
from xinyong.kernel.rows import MAIL, Rows


def as_mail(sent: Rows) -> Rows:
    """Return records sent to others as the mail of those they are about."""
    mail = np.zeros(len(sent), MAIL)
    mail["local"] = sent["recipient"] % BLOCK
    for name in ("due", "week", "item", "origin_act", "act", "act_day", "channel", "cause", "subject"):
        mail[name] = sent[name]
    return mail


def exchange(players: dict[int, Player], sent: Rows, days: int) -> Rows:
    """Deliver records to their blocks, and return those that arrive before the run ends."""
    arriving = sent[sent["due"] < days]
    blocks = arriving["recipient"] // BLOCK
    order = np.argsort(blocks, kind="stable")
    found, begins = np.unique(blocks[order], return_index=True)
    for block, chosen in zip(found.tolist(), np.split(order, begins[1:]), strict=False):
        players[block].receive(as_mail(arriving[chosen]))
    return arriving

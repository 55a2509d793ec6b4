"""What a trial being played remembers between two windows, taken out of it and put back."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import RATINGS, SITTINGS, THRESHOLDS, TIED
from xinyong.engine.running import Running
from xinyong.engine.spool import Spool
from xinyong.kernel import rows as c
from xinyong.kernel.rows import Rows
from xinyong.kernel.tables import changing
from xinyong.results.checkpoint import Snapshot

Arrays = dict[str, NDArray[Any]]
Chain = list[list[bytes]]


class Memory:
    """A trial being played, and how much of what it found was taken out of it already."""

    def __init__(self, running: Running, chain: Chain) -> None:
        self.running, self.chain = running, chain
        self.taken = {name: len(grown) for name, grown in self._growing().items()}

    def _growing(self) -> dict[str, list[Any] | Spool]:
        """Return the lists to which windows add, and nothing else happens."""
        running = self.running
        return {"chain": self.chain, "foreign": running.foreign, "sittings": running.sittings,
                "thresholds": running.thresholds, "ratings": running.ratings.sent, "tied": running.tied.sent,
                }  # fmt: skip

    def take(self) -> Snapshot:
        """Return the state after the last window played, uncopied, and what was found since the last call."""
        windows, before = len(self.chain), self.taken["chain"]
        new = {name: grown[self.taken[name] :] for name, grown in self._growing().items()}
        self.taken = {name: len(grown) for name, grown in self._growing().items()}
        at = before * self.running.flows[0].size + np.flatnonzero(self.running.flows[before:windows])
        found = {
            "flows.at": at,
            "flows": self.running.flows.reshape(-1)[at],
            "chain": _links(self.chain[before:], len(self.running.owners.blocks)),
            "foreign": _joined(new["foreign"], c.M_WIDTH, np.int32),
            "sittings": np.array(new["sittings"], np.int64).reshape(-1, len(SITTINGS)),
            "thresholds": np.array(new["thresholds"], np.int64).reshape(-1, len(THRESHOLDS)),
            "ratings": _joined([each.T for each in new["ratings"]], len(RATINGS), np.int64),
            "tied": _joined([each.T for each in new["tied"]], len(TIED), np.int64),
        }
        return Snapshot(windows, self._numbers(), self._state(), found)

    def _numbers(self) -> dict[str, Any]:
        running = self.running
        return {"desks": [[int(desk.credit), int(desk.last_day)] for desk in running.desks],
                "held": [int(running.held), int(running.held_days)]}  # fmt: skip

    def _state(self) -> Arrays:
        running = self.running
        arrays: Arrays = {"branches": running.branches(), "society.asked": running.society.asked,
                          "society.sought": running.society.sought}  # fmt: skip
        if running.stage.rankings:
            arrays["law"] = running.law.numbers
        for at, desk in enumerate(running.desks):
            arrays[f"desk.{at}"] = _joined(list(desk.queue), c.F_WIDTH, np.int32)
        arrays["given"] = _joined(running.ratings.given, c.RATING_WIDTH, np.int64)
        for state in running.crew.each("state"):
            arrays |= state
        return arrays


def recall(running: Running, snapshot: Snapshot) -> Chain:
    """Put a trial that has not begun where another one stood, and return the chain so far."""
    found, state = snapshot.found, snapshot.state
    running.flows.reshape(-1)[found["flows.at"]] = found["flows"]
    running.foreign.add(found["foreign"])
    running.held, running.held_days = snapshot.numbers["held"]
    running.sittings = [tuple(row) for row in found["sittings"].tolist()]
    running.thresholds = [tuple(row) for row in found["thresholds"].tolist()]
    running.ratings.sent = [np.ascontiguousarray(found["ratings"].T)]
    running.tied.sent = [np.ascontiguousarray(found["tied"].T)]
    running.ratings.given = [state["given"]] if len(state["given"]) else []
    running.society.asked[:], running.society.sought[:] = state["society.asked"], state["society.sought"]
    running.counted_before = state["branches"]
    if running.stage.rankings:
        running.crew.each("restore_law", state["law"])
        changing(running.law.numbers)[:] = state["law"]
    for at, (desk, (credit, last_day)) in enumerate(zip(running.desks, snapshot.numbers["desks"], strict=True)):
        queue: Rows = state[f"desk.{at}"]
        desk.queue, desk.credit, desk.last_day = deque([queue] if len(queue) else []), credit, last_day
    running.crew.parcels("restore", [({name: each for name, each in state.items() if _block(name) in blocks},)
                                     for blocks in map(frozenset, running.crew.numbers)])  # fmt: skip
    return [[link.tobytes() for link in window] for window in found["chain"]]


def _block(name: str) -> int:
    """Return the block of which a table is, or −1."""
    before = name.partition(".")[0]
    return int(before) if before.isdecimal() else -1


def _links(chain: Chain, blocks: int) -> NDArray[np.uint8]:
    """Return links as bytes: windows, blocks, bytes of a link."""
    flat = np.frombuffer(b"".join(link for window in chain for link in window), np.uint8)
    return flat.reshape(len(chain), blocks, len(chain[0][0]) if chain else 0)


def _joined(rows: list[Any], width: int, dtype: type) -> NDArray[Any]:
    found: NDArray[Any] = np.concatenate([np.zeros((0, width), dtype), *rows])
    return found

"""What a trial being played remembers between two windows, taken out of it and put back."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.engine.player import Player
from xinyong.engine.running import Running
from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints, Rows
from xinyong.kernel.state import Block
from xinyong.kernel.tables import changing
from xinyong.results.checkpoint import Snapshot

USED = {"holders": c.S_HOLDERS, "refused": c.S_HOLDERS, "entries": c.S_ENTRIES, "pending": c.S_PENDING}
"""Tables of a block of which only so many rows are used."""

Arrays = dict[str, NDArray[Any]]


def remember(running: Running, windows: int, chain: list[list[bytes]]) -> Snapshot:
    """Return everything that the windows still to come depend on, and what was found so far. Tables are not copied."""
    arrays: Arrays = {"flows": running.flows[:windows], "chain": _links(chain, len(running.players))}
    for player in running.players:
        arrays |= {f"{player.number}.{name}": each for name, each in _block(player).items()}
    society, ratings = running.society, running.ratings
    arrays |= {"society.asked": society.asked, "society.sought": society.sought}
    arrays["branches"] = running.branches()
    if running.rankings:
        arrays["law"] = running.law.numbers
    for at, desk in enumerate(running.desks):
        arrays[f"desk.{at}"] = _joined(list(desk.queue), (0, c.F_WIDTH), np.int32)
    arrays["foreign"] = _joined(running.foreign, (0, c.M_WIDTH), np.int32)
    arrays["given"] = _joined(ratings.given, (0, c.RATING_WIDTH), np.int64)
    arrays |= {f"ratings.{at}": each for at, each in enumerate(ratings.sent)}
    arrays |= {f"tied.{at}": each for at, each in enumerate(running.tied.sent)}
    numbers = {
        "desks": [[desk.credit, desk.last_day] for desk in running.desks],
        "sittings": running.sittings,
        "thresholds": running.thresholds,
        "held": [running.held, running.held_days],
        "ratings": len(ratings.sent),
        "tied": len(running.tied.sent),
    }
    return Snapshot(windows, numbers, arrays)


def recall(running: Running, snapshot: Snapshot) -> list[list[bytes]]:
    """Put a trial that has not begun where another one stood, and return the chain so far."""
    arrays, numbers = snapshot.arrays, snapshot.numbers
    running.flows[: snapshot.windows] = arrays["flows"]
    for player in running.players:
        _restore(player, arrays)
    running.society.asked[:], running.society.sought[:] = arrays["society.asked"], arrays["society.sought"]
    running.workers[0].tray.branches[:] = arrays["branches"]
    if running.rankings:
        changing(running.law.numbers)[:] = arrays["law"]
    for at, (desk, (credit, last_day)) in enumerate(zip(running.desks, numbers["desks"], strict=True)):
        queue: Rows = arrays[f"desk.{at}"]
        desk.queue, desk.credit, desk.last_day = deque([queue] if len(queue) else []), credit, last_day
    running.foreign, running.ratings.given = [arrays["foreign"]], [arrays["given"]] if len(arrays["given"]) else []
    running.ratings.sent = [arrays[f"ratings.{at}"] for at in range(numbers["ratings"])]
    running.tied.sent = [arrays[f"tied.{at}"] for at in range(numbers["tied"])]
    running.sittings = [tuple(row) for row in numbers["sittings"]]
    running.thresholds = [tuple(row) for row in numbers["thresholds"]]
    running.held, running.held_days = numbers["held"]
    links: Ints = arrays["chain"]
    return [[link.tobytes() for link in window] for window in links]


def _block(player: Player) -> Arrays:
    block, spot = player.block, player.block.spot
    found = {name: each[: int(spot[USED[name]])] if name in USED else each for name, each in block._asdict().items()}
    link = np.frombuffer(player.link, np.uint8)
    return {**found, "link": link, "week": player.week, "begins": player.begins}


def _restore(player: Player, arrays: Mapping[str, NDArray[Any]]) -> None:
    found = {name: arrays[f"{player.number}.{name}"] for name in Block._fields}
    player.block = Block(**found)
    player.link = arrays[f"{player.number}.link"].tobytes()
    player.week, player.begins = arrays[f"{player.number}.week"], arrays[f"{player.number}.begins"]


def _links(chain: list[list[bytes]], blocks: int) -> NDArray[np.uint8]:
    flat = np.frombuffer(b"".join(link for window in chain for link in window), np.uint8)
    return flat.reshape(len(chain), blocks, -1) if chain else flat.reshape(0, blocks, 0)


def _joined(rows: list[Any], empty: tuple[int, ...], dtype: type) -> NDArray[Any]:
    found: NDArray[Any] = np.concatenate([np.zeros(empty, dtype), *rows])
    return found

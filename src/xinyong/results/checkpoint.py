"""Checkpoints of one play: what it remembers between two windows, and what was found since the checkpoint before.

    window-000012.checkpoint         the state after twelve windows; the last two are kept
    found-000000-000006.checkpoint   what the first six windows found, which later ones only add to; all are kept

A state names the files it stands on. A file is whole or not there (`tables_file`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import DamagedRun
from xinyong.results.disk import spoken
from xinyong.results.tables_file import Tables, read_tables, write_tables

SUFFIX = ".checkpoint"
KEPT = 2
"""How many states lie beside each other: the last, and the one before in case the last is damaged."""


@dataclass(frozen=True)
class Snapshot:
    """What a play remembers when `windows` windows are done.

    numbers   plain data; `state`: tables
    found     tables to whose end each window adds: since the snapshot before, or since the beginning where it was read
    """

    windows: int
    numbers: Mapping[str, Any] = field(default_factory=dict)
    state: Tables = field(default_factory=dict)
    found: Tables = field(default_factory=dict)


@dataclass
class Shelf:
    """The checkpoints in a folder. `made_by` must be the same where they are read: the recipe, and the rules."""

    folder: Path
    made_by: str
    windows: int = 0
    parts: list[str] = field(default_factory=list)

    def put(self, snapshot: Snapshot) -> None:
        """Add a checkpoint, and remove states older than the one before.

        Raises:
            ResourceError, InputError: the disk refused; what was there before is still there.
        """
        said = {"made_by": self.made_by, "windows": snapshot.windows}
        part = f"found-{self.windows:06}-{snapshot.windows:06}{SUFFIX}"
        write_tables(self.folder / part, said, snapshot.found)
        self.parts, self.windows = [*self.parts, part], snapshot.windows
        said |= {"numbers": dict(snapshot.numbers), "parts": self.parts}
        write_tables(self.folder / f"window-{snapshot.windows:06}{SUFFIX}", said, snapshot.state)
        with spoken(self.folder, "tidy the checkpoints"):
            for older in self.states()[KEPT:]:
                older.unlink()

    def states(self) -> list[Path]:
        """Return the files of states, newest first."""
        return sorted(self.folder.glob(f"window-*{SUFFIX}"), reverse=True)

    def newest(self) -> tuple[Snapshot | None, list[str]]:
        """Return the newest checkpoint that is whole, and a sentence about each newer one that is not.

        Raises:
            DamagedRun: there are checkpoints, and none of them can be used.
        """
        complaints: list[str] = []
        for path in self.states():
            try:
                return self._read(path), complaints
            except DamagedRun as problem:
                complaints.append(str(problem))
        if complaints:
            raise DamagedRun(f"{'; '.join(complaints)}; no checkpoint is left to go on from: remove "
                             f"{self.folder.parent} and run it again")  # fmt: skip
        return None, []

    def _read(self, path: Path) -> Snapshot:
        said, state = self._tables(path)
        found: dict[str, list[NDArray[Any]]] = {}
        for part in said["parts"]:
            for name, each in self._tables(self.folder / part)[1].items():
                found.setdefault(name, []).append(each)
        self.windows, self.parts = said["windows"], said["parts"]
        return Snapshot(
            self.windows, said["numbers"], state, {name: np.concatenate(all_) for name, all_ in found.items()}
        )

    def _tables(self, path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        said, tables = read_tables(path)
        if said["made_by"] != self.made_by:
            raise DamagedRun(f"{path}: was made by another version of the rules or from another recipe")
        return said, tables

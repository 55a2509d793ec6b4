"""The same candidates under two sets of rules: what one side took is recorded, and laid beside what the other takes."""

from __future__ import annotations

import zlib
from itertools import islice
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.fates import Fates
from xinyong.results.tables_file import Tables
from xinyong.trial.trial import Trial

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]


def _mark(acts: Ints, strata: Ints) -> int:
    """Return a checksum of who could do what; equal lives have equal marks."""
    return zlib.crc32(
        np.ascontiguousarray(strata, "<i8").tobytes(), zlib.crc32(np.ascontiguousarray(acts, "<i8").tobytes())
    )


class Remembered(Protocol):
    """A watch whose memory goes into checkpoints."""

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: Bits) -> None:  # noqa: PLR0917 (a `Watch`)
        """Hear of the candidates of a window and block."""

    def since(self, windows: int) -> Tables:
        """Return what was told since this was last asked, now that so many windows are done; tables to be joined."""

    def put_back(self, found: Tables) -> None:
        """Be as when the last of the tables, joined end to end, was returned; as new where there are none."""


class Recording:
    """What one side took, one bit per candidate, by window and block; can be told from several threads."""

    def __init__(self) -> None:
        self.parts: dict[tuple[int, int], tuple[int, int, NDArray[np.uint8]]] = {}
        self._given = 0

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: Bits) -> None:  # noqa: PLR0917 (a `Watch`)
        """Keep what was taken in a window and block."""
        if len(taken):
            self.parts[window, first_id] = (len(taken), _mark(acts, strata), np.packbits(taken))

    def since(self, windows: int) -> Tables:
        """Return the parts told since this was last asked: their numbers, and their bits end to end."""
        del windows  # a part knows its window
        new = sorted(islice(self.parts.items(), self._given, None))
        self._given = len(self.parts)
        rows = [(*key, n, mark, len(packed)) for key, (n, mark, packed) in new]
        return {"watch.parts": np.array(rows, np.int64).reshape(-1, 5),
                "watch.bits": np.concatenate([np.zeros(0, np.uint8), *(packed for _, (_, _, packed) in new)]),
                }  # fmt: skip

    def put_back(self, found: Tables) -> None:
        """Hold the parts that were returned, and no others."""
        self.parts.clear()
        end = 0
        for window, first_id, n, mark, n_bytes in found["watch.parts"].tolist() if found else ():
            self.parts[window, first_id] = (n, mark, found["watch.bits"][end : end + n_bytes])
            end += n_bytes
        self._given = len(self.parts)


class SideBySide:
    """What the other side takes, counted candidate by candidate against a recording of the baseline."""

    def __init__(self, recording: Recording, trial: Trial) -> None:
        self._recording = recording
        self._cells = np.zeros((len(trial.windows), len(trial.world.acts), len(trial.people.strata), 4), np.int64)
        self._met = self._met_given = self._windows_given = 0
        self._lock = Lock()

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: Bits) -> None:  # noqa: PLR0917 (a `Watch`)
        """Count the candidates of a window and block by their fate.

        Raises:
            RuntimeError: the two sides met different candidates, so that nothing could be compared.
        """
        if not len(taken):
            return
        n, mark, packed = self._recording.parts.get((window, first_id), (0, 0, np.zeros(0, np.uint8)))
        if (n, mark) != (len(taken), _mark(acts, strata)):
            raise RuntimeError(
                f"window {window}, ids from {first_id}: the two sides met different candidates ({n} and {len(taken)}); "
                "a pair needs one world, one seed and one number of people"
            )
        before = np.unpackbits(packed, count=n).astype(np.int64)
        shape = self._cells.shape[1:]
        at = np.ravel_multi_index((acts, strata, before + 2 * taken.astype(np.int64)), shape)
        counted = np.bincount(at, minlength=int(np.prod(shape))).reshape(shape)
        with self._lock:
            self._cells[window] += counted
            self._met += 1

    def since(self, windows: int) -> Tables:
        """Return the cells counted since this was last asked, where they are not zero, and how often it was told."""
        new = self._cells[self._windows_given : windows].reshape(-1)
        at = np.flatnonzero(new)
        found = {
            "watch.at": self._windows_given * int(np.prod(self._cells.shape[1:])) + at,
            "watch.cells": new[at],
            "watch.met": np.array([self._met - self._met_given], np.int64),
            "watch.windows": np.array([windows], np.int64),
        }
        self._windows_given, self._met_given = windows, self._met
        return found

    def put_back(self, found: Tables) -> None:
        """Hold the cells that were returned, and no others."""
        self._cells[:] = 0
        self._met = self._windows_given = 0
        if found:
            self._cells.reshape(-1)[found["watch.at"]] = found["watch.cells"]
            self._met, self._windows_given = int(found["watch.met"].sum()), int(found["watch.windows"][-1])
        self._met_given = self._met

    def fates(self) -> Fates:
        """Return every candidate by its fate; the recorded side is the baseline.

        Raises:
            RuntimeError: the recording holds candidates that the other side never met.
        """
        if self._met != len(self._recording.parts):
            raise RuntimeError(
                f"the two sides met candidates in {len(self._recording.parts)} and {self._met} windows and blocks; "
                "a pair needs one world, one seed and one number of people"
            )
        return Fates(self._cells)


class Both:
    """A watch that lays one side beside a recording and records it too, so that others can be laid beside it."""

    def __init__(self, beside: SideBySide, recording: Recording) -> None:
        self._beside, self._recording = beside, recording

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: Bits) -> None:  # noqa: PLR0917 (a `Watch`)
        """Tell both of the candidates of a window and block; errors as `SideBySide`."""
        self._beside(window, first_id, acts, strata, taken)
        self._recording(window, first_id, acts, strata, taken)

    def since(self, windows: int) -> Tables:
        """Return what both return; their tables have different names."""
        return {**self._beside.since(windows), **self._recording.since(windows)}

    def put_back(self, found: Tables) -> None:
        """Let both be as when the tables were returned."""
        self._beside.put_back(found)
        self._recording.put_back(found)

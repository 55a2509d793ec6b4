"""The same candidates under two sets of rules: what one side took is recorded, and laid beside what the other takes."""

from __future__ import annotations

import zlib
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.fates import Fates
from xinyong.trial.trial import Trial

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]


def _mark(acts: Ints, strata: Ints) -> int:
    """Return a checksum of who could do what; equal lives have equal marks."""
    return zlib.crc32(
        np.ascontiguousarray(strata, "<i8").tobytes(), zlib.crc32(np.ascontiguousarray(acts, "<i8").tobytes())
    )


class Recording:
    """What one side took, one bit per candidate, by window and block; can be told from several threads."""

    def __init__(self) -> None:
        self.parts: dict[tuple[int, int], tuple[int, int, NDArray[np.uint8]]] = {}

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: Bits) -> None:  # noqa: PLR0917 (a `Watch`)
        """Keep what was taken in a window and block."""
        if len(taken):
            self.parts[window, first_id] = (len(taken), _mark(acts, strata), np.packbits(taken))


class SideBySide:
    """What the other side takes, counted candidate by candidate against a recording of the baseline."""

    def __init__(self, recording: Recording, trial: Trial) -> None:
        self._recording = recording
        self._cells = np.zeros((len(trial.windows), len(trial.world.acts), len(trial.people.strata), 4), np.int64)
        self._met = 0
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

import numpy as np
import pytest
from tests.audit.hand_made import trial_of

from xinyong.audit.fates import BOTH, NEITHER, ONLY_BASELINE, ONLY_CHANGED
from xinyong.experiment.same_lives import Recording, SideBySide

ACTS = np.array([0, 0, 1, 1, 1], np.int64)
STRATA = np.array([0, 1, 1, 1, 1], np.int64)


def bits(text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([letter == "x" for letter in text], bool)


def recorded(taken: str = "xx.x.") -> Recording:
    recording = Recording()
    recording(0, 0, ACTS, STRATA, bits(taken))
    return recording


def test_every_candidate_is_counted_by_its_fate() -> None:
    side = SideBySide(recorded(), trial_of())
    side(0, 0, ACTS, STRATA, bits("x.xx."))
    fates = side.fates()
    assert fates.cells.sum() == 5
    assert fates.cells[0, 0, 0].tolist() == [0, 0, 0, 1]
    assert fates.cells[0, 0, 1, ONLY_BASELINE] == 1
    assert fates.cells[0, 1, 1, [NEITHER, ONLY_CHANGED, BOTH]].tolist() == [1, 1, 1]


def test_windows_and_blocks_are_kept_apart() -> None:
    recording = recorded()
    recording(3, 65_536, ACTS[:1], STRATA[:1], bits("x"))
    side = SideBySide(recording, trial_of())
    side(3, 65_536, ACTS[:1], STRATA[:1], bits("."))
    side(0, 0, ACTS, STRATA, bits("xx.x."))
    cells = side.fates().cells
    assert cells[3].sum() == 1
    assert cells[3, 0, 0, ONLY_BASELINE] == 1
    assert cells[0, ..., [ONLY_BASELINE, ONLY_CHANGED]].sum() == 0


def test_a_window_without_candidates_says_nothing() -> None:
    recording = Recording()
    recording(0, 0, ACTS[:0], STRATA[:0], bits(""))
    side = SideBySide(recording, trial_of())
    side(0, 0, ACTS[:0], STRATA[:0], bits(""))
    assert side.fates().cells.sum() == 0


@pytest.mark.parametrize(("acts", "strata", "taken"), [(ACTS[:4], STRATA[:4], "xx.x"), (ACTS[::-1], STRATA, "xx.x.")])
def test_other_candidates_are_refused(
    acts: np.ndarray[tuple[int], np.dtype[np.int64]], strata: np.ndarray[tuple[int], np.dtype[np.int64]], taken: str
) -> None:
    side = SideBySide(recorded(), trial_of())
    with pytest.raises(RuntimeError, match="window 0, ids from 0: the two sides met different candidates"):
        side(0, 0, acts, strata, bits(taken))


def test_candidates_that_the_other_side_never_met_are_refused() -> None:
    with pytest.raises(RuntimeError, match="1 and 0 windows and blocks"):
        SideBySide(recorded(), trial_of()).fates()

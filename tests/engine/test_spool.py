"""Rows that windows only add to."""

from pathlib import Path

import numpy as np
import pytest

from xinyong.engine import spool
from xinyong.engine.spool import Spool


@pytest.mark.parametrize("where", ["memory", "disk"])
def test_rows_come_back_in_the_order_in_which_they_came(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "HELD_BYTES", 100)
    found = Spool(3, np.int32, tmp_path if where == "disk" else None)
    assert len(found) == 0
    assert found.rows().shape == (0, 3)
    everything = np.arange(300, dtype=np.int32).reshape(100, 3)
    for begin in range(0, 100, 7):
        found.add(everything[begin : begin + 7])
        found.add(everything[:0])
        seen = min(begin + 7, 100)
        assert len(found) == seen
        np.testing.assert_array_equal(found.rows(), everything[:seen])
        np.testing.assert_array_equal(found[seen // 2 :][0], everything[seen // 2 : seen])
    assert list(tmp_path.iterdir()) == [], "a file without a name"

"""Tables with pages of their own, in memory and on the disk."""

import errno
import mmap
import os
from pathlib import Path

import numpy as np
import pytest

from xinyong.errors import ResourceError
from xinyong.results.mapped import MAPPED_FROM, PAGES_FROM, in_memory, let_go, table_on

LARGE = (4, MAPPED_FROM // 32)


def test_a_large_table_lies_on_the_disk_and_keeps_what_is_in_it_when_its_pages_are_let_go(tmp_path: Path) -> None:
    table = table_on(tmp_path, LARGE)
    assert int(table.sum()) == 0
    table[:] = np.arange(4)[:, None]
    let_go(table, table[2])
    assert table[:, -1].tolist() == [0, 1, 2, 3]
    assert list(tmp_path.iterdir()) == [], "a file without a name"


def test_small_tables_and_those_without_a_folder_are_in_memory(tmp_path: Path) -> None:
    for table in (table_on(tmp_path, (3, 5)), table_on(None, LARGE)):
        assert int(table.sum()) == 0
        table[:] = 7
        let_go(table)
        assert int(table[-1, -1]) == 7, "only what lies on the disk is let go"


def test_a_table_takes_its_room_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    with pytest.raises(ResourceError, match="cannot keep what does not fit into memory: no space left on device; free"):
        table_on(tmp_path, LARGE)


def test_a_system_without_a_way_to_take_room_is_given_zeros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    assert int(table_on(tmp_path, LARGE).sum()) == 0


def test_pages_are_left_alone_where_they_cannot_be_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(mmap, "MADV_DONTNEED", raising=False)
    table = table_on(tmp_path, LARGE)
    table[:] = 3
    let_go(table)
    assert int(table[0, 0]) == 3


def test_there_may_be_as_many_tables_as_a_nation_needs() -> None:
    tables = [in_memory((PAGES_FROM // 4,), np.int32) for _ in range(70_000)]
    tables[-1][:] = 5
    assert int(tables[-1][-1]) == 5

"""Calling every kernel once on nobody, so that whatever has to be compiled is compiled before the first day."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from xinyong.arrays import LEDGER
from xinyong.engine.player import Law
from xinyong.kernel import rows as c
from xinyong.kernel.desk import decide_filings
from xinyong.kernel.ledger import ledger_hashes, ledger_rows, mail_hashes
from xinyong.kernel.life import enrol
from xinyong.kernel.scan import by_day, scan_week
from xinyong.kernel.state import new_block, new_tray
from xinyong.kernel.window import play_window


def warm_up(law: Law, *, n_metrics: int, n_strata: int, n_services: int) -> float:
    """Return the seconds it took to compile the kernels, or to load them where they are kept."""
    begun = time.perf_counter()
    with _without_collecting():
        _call_all(law, n_metrics, n_strata, n_services)
    return time.perf_counter() - begun


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave garbage lie: the compiler keeps nearly all it makes, and looking through it takes a third of its time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _call_all(law: Law, n_metrics: int, n_strata: int, n_services: int) -> None:
    book = int(law.numbers[c.W_BOOKS])
    block = new_block(
        first_id=0, first_number=0, place=0, book=book, count=0, n_strata=n_strata,
        n_tiers=int(law.numbers[book + c.B_TIERS]), n_lists=int(law.numbers[book + c.B_LISTS]),
        n_services=n_services, n_acts=0,
        n_layers=max(1, int(law.numbers[book + c.B_N_LAYERS])),
    )  # fmt: skip
    tray = new_tray(n_metrics=n_metrics, n_strata=n_strata, n_acts=int(law.numbers[c.W_ACTS]), n_services=n_services)
    nothing = np.zeros(0, np.int64)
    enrol(law.numbers, law.pattern, block.spot, block.enrolled, block.board, tray.branches)
    scan_week(
        law.numbers, law.pattern, block.spot, block.asked, block.pending, tray.draws, tray.batch, tray.happenings,
        tray.idle, tray.cursor, tray.settled, 0, 1, tray.branches,
    )  # fmt: skip
    by_day(tray.happenings, 0, nothing, np.zeros(8, np.int64))
    play_window(law.numbers, law.pattern, block, tray, 0, 1)
    ledger_rows(law.numbers, block.spot, block.entries, nothing, 0, 0, np.zeros((len(LEDGER), 0), np.int64))
    ledger_hashes(law.numbers, block.spot, block.entries, nothing, 0, 0, tray.row, nothing)
    mail_hashes(tray.sent, 0, nothing)
    decide_filings(law.numbers, tray.filings, 0, 0, nothing)
